// What oauth2-proxy does with a request of somebody who has signed in: its own upstreams, error page and log. The sign-in
// before it is left out; whoever asks is let in.
//
//	oauth2-proxy <address> <file>
//
// The file is a configuration of oauth2-proxy (of the kind that it calls alpha), of which upstreamConfig is read.
package main

import (
	"net/http"
	"os"

	"github.com/justinas/alice"
	"github.com/oauth2-proxy/oauth2-proxy/v7/pkg/apis/options"
	"github.com/oauth2-proxy/oauth2-proxy/v7/pkg/app/pagewriter"
	"github.com/oauth2-proxy/oauth2-proxy/v7/pkg/logger"
	"github.com/oauth2-proxy/oauth2-proxy/v7/pkg/middleware"
	"github.com/oauth2-proxy/oauth2-proxy/v7/pkg/upstream"
)

func main() {
	logger.SetFlags(logger.Lshortfile)
	handler, err := proxy(os.Args[2])
	if err != nil {
		logger.Fatal(err)
	}
	logger.Fatal(http.ListenAndServe(os.Args[1], handler))
}

func proxy(file string) (http.Handler, error) {
	var configuration options.AlphaOptions
	if err := options.LoadYAML(file, &configuration); err != nil {
		return nil, err
	}
	configuration.UpstreamConfig.EnsureDefaults()
	pages, err := pagewriter.NewWriter(pagewriter.Opts{ProxyPrefix: "/oauth2"})
	if err != nil {
		return nil, err
	}
	upstreams, err := upstream.NewProxy(configuration.UpstreamConfig, nil, pages)
	if err != nil {
		return nil, err
	}
	scope := middleware.NewScope(false, "X-Request-Id", nil)
	return alice.New(scope, middleware.NewRequestLogger()).Then(upstreams), nil
}
