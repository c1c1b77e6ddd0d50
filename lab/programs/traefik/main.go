// Traefik, put together from its own packages as its own main function (cmd/traefik) does it, without what a lab of
// upstreams has no use for: certificates by ACME, plugins, metrics, tracing, UDP. A program of another module cannot
// be built under the "replace" lines that Traefik needs, so it has to be one of this module.
package main

import (
	"context"
	"fmt"
	stdlog "log"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/rs/zerolog"
	"github.com/rs/zerolog/log"
	"github.com/traefik/paerser/cli"
	"github.com/traefik/traefik/v3/cmd"
	tcli "github.com/traefik/traefik/v3/pkg/cli"
	"github.com/traefik/traefik/v3/pkg/config/dynamic"
	"github.com/traefik/traefik/v3/pkg/config/runtime"
	"github.com/traefik/traefik/v3/pkg/config/static"
	"github.com/traefik/traefik/v3/pkg/middlewares/accesslog"
	"github.com/traefik/traefik/v3/pkg/observability/logs"
	"github.com/traefik/traefik/v3/pkg/observability/metrics"
	"github.com/traefik/traefik/v3/pkg/provider/aggregator"
	"github.com/traefik/traefik/v3/pkg/provider/traefik"
	"github.com/traefik/traefik/v3/pkg/proxy/httputil"
	"github.com/traefik/traefik/v3/pkg/safe"
	"github.com/traefik/traefik/v3/pkg/server"
	"github.com/traefik/traefik/v3/pkg/server/middleware"
	"github.com/traefik/traefik/v3/pkg/server/service"
	"github.com/traefik/traefik/v3/pkg/tcp"
	traefiktls "github.com/traefik/traefik/v3/pkg/tls"
)

func main() {
	configuration := cmd.NewTraefikConfiguration()
	err := cli.Execute(&cli.Command{
		Name:          "traefik",
		Configuration: configuration,
		Resources:     []cli.ResourceLoader{&tcli.FileLoader{}, &tcli.FlagLoader{}},
		Run:           func([]string) error { return run(&configuration.Configuration) },
	})
	if err != nil {
		log.Error().Err(err).Msg("Command error")
		os.Exit(1)
	}
}

func run(configuration *static.Configuration) error {
	ctx, cancel := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer cancel()
	if err := logTo(configuration.Log.Level); err != nil {
		return err
	}
	configuration.SetEffectiveConfiguration()
	if err := configuration.ValidateConfiguration(); err != nil {
		return err
	}
	assembled, err := assemble(configuration)
	if err != nil {
		return err
	}
	assembled.Start(ctx)
	defer assembled.Close()
	assembled.Wait()
	return nil
}

// logTo writes as Traefik does by default: a line of plain text for each message, here without colours.
func logTo(name string) error {
	level, err := zerolog.ParseLevel(name)
	if err != nil {
		return fmt.Errorf("log level: %w", err)
	}
	zerolog.SetGlobalLevel(level)
	logger := zerolog.New(zerolog.ConsoleWriter{Out: os.Stdout, TimeFormat: time.RFC3339, NoColor: true}).With().Timestamp()
	if level <= zerolog.DebugLevel {
		logger = logger.Caller()
	}
	log.Logger = logger.Logger().Level(level)
	zerolog.DefaultContextLogger = &log.Logger
	stdlog.SetFlags(stdlog.Lshortfile | stdlog.LstdFlags)
	stdlog.SetOutput(logs.NoLevel(log.Logger, zerolog.DebugLevel))
	return nil
}

func assemble(configuration *static.Configuration) (*server.Server, error) {
	ctx := context.Background()
	pool := safe.NewPool(ctx)

	providers := aggregator.NewProviderAggregator(*configuration.Providers)
	if err := providers.AddProvider(traefik.New(*configuration)); err != nil {
		return nil, err
	}
	tlsManager := traefiktls.NewManager(configuration.OCSP)
	pool.GoCtx(tlsManager.Run)

	registry := metrics.NewMultiRegistry(nil)
	var access *accesslog.Handler
	if configuration.AccessLog != nil {
		var err error
		if access, err = accesslog.NewHandler(ctx, configuration.AccessLog); err != nil {
			return nil, err
		}
	}
	observability := middleware.NewObservabilityMgr(*configuration, registry, nil, access, nil, nil)

	entryPoints, err := server.NewTCPEntryPoints(configuration.EntryPoints, configuration.HostResolver, registry)
	if err != nil {
		return nil, err
	}
	entryPointsUDP, err := server.NewUDPEntryPoints(configuration.EntryPoints)
	if err != nil {
		return nil, err
	}

	transports := service.NewTransportManager(nil)
	proxies := httputil.NewProxyBuilder(transports, nil)
	dialers := tcp.NewDialerManager(nil)
	services := service.NewManagerFactory(*configuration, pool, observability, transports, proxies, nil)
	routers, err := server.NewRouterFactory(*configuration, services, tlsManager, observability, nil, dialers)
	if err != nil {
		return nil, err
	}

	names := make([]string, 0, len(configuration.EntryPoints))
	for name := range configuration.EntryPoints {
		names = append(names, name)
	}
	watcher := server.NewConfigurationWatcher(pool, providers, names, "internal")
	watcher.AddListener(func(conf dynamic.Configuration) {
		tlsManager.UpdateConfigs(ctx, conf.TLS.Stores, conf.TLS.Options, conf.TLS.Certificates)
	})
	watcher.AddListener(func(conf dynamic.Configuration) {
		transports.Update(conf.HTTP.ServersTransports)
		proxies.Update(conf.HTTP.ServersTransports)
		dialers.Update(conf.TCP.ServersTransports)
	})
	watcher.AddListener(func(conf dynamic.Configuration) {
		handlers, handlersUDP := routers.CreateRouters(runtime.NewConfig(conf))
		entryPoints.Switch(handlers)
		entryPointsUDP.Switch(handlersUDP)
	})
	return server.NewServer(pool, entryPoints, entryPointsUDP, watcher, observability), nil
}
