// A gateway as many are written in Go: httputil.ReverseProxy of the standard library, with its own error handler and log.
//
//	go-reverse-proxy <address> <file>
//
// The file holds a route in JSON on each line; see the type route.
package main

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"fmt"
	"log"
	"net"
	"net/http"
	"net/http/httputil"
	"net/url"
	"os"
	"runtime"
	"time"
)

// route sends the requests under a path to an upstream.
type route struct {
	Path     string
	Upstream string
	// Socket is the path of a Unix socket, to be used whatever the host of Upstream.
	Socket string
	// Authority is the file of the one authority whose certificates are trusted; without it, those of the system.
	Authority string
	// Seconds.
	ConnectTimeout, ReadTimeout time.Duration
}

// handler is the default proxy; only the transport's limits, addresses and authorities are set.
func (r route) handler() (http.Handler, error) {
	upstream, err := url.Parse(r.Upstream)
	if err != nil {
		return nil, err
	}
	dialer := &net.Dialer{Timeout: r.ConnectTimeout * time.Second}
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.Proxy = nil
	transport.TLSHandshakeTimeout = r.ConnectTimeout * time.Second
	transport.ResponseHeaderTimeout = r.ReadTimeout * time.Second
	transport.DialContext = dialer.DialContext
	if r.Socket != "" {
		transport.DialContext = func(ctx context.Context, _, _ string) (net.Conn, error) {
			return dialer.DialContext(ctx, "unix", r.Socket)
		}
	}
	if r.Authority != "" {
		pem, err := os.ReadFile(r.Authority)
		if err != nil {
			return nil, err
		}
		authorities := x509.NewCertPool()
		authorities.AppendCertsFromPEM(pem)
		transport.TLSClientConfig = &tls.Config{RootCAs: authorities}
	}
	return &httputil.ReverseProxy{
		Transport: transport,
		Rewrite: func(request *httputil.ProxyRequest) {
			request.SetURL(upstream)
			request.SetXForwarded()
		},
	}, nil
}

// logged prints a line for each request when it has ended, also when the proxy gives up by a panic, as it does when an
// answer that has begun cannot be finished.
func logged(next http.Handler) http.Handler {
	return http.HandlerFunc(func(writer http.ResponseWriter, request *http.Request) {
		defer fmt.Println(request.Method, request.URL.Path)
		next.ServeHTTP(writer, request)
	})
}

func main() {
	if len(os.Args) == 2 && os.Args[1] == "version" {
		fmt.Println(runtime.Version())
		return
	}
	file, err := os.Open(os.Args[2])
	if err != nil {
		log.Fatal(err)
	}
	mux := http.NewServeMux()
	for lines := json.NewDecoder(file); lines.More(); {
		var r route
		if err := lines.Decode(&r); err != nil {
			log.Fatal(err)
		}
		handler, err := r.handler()
		if err != nil {
			log.Fatal(err)
		}
		mux.Handle(r.Path, handler)
	}
	log.Fatal(http.ListenAndServe(os.Args[1], logged(mux)))
}
