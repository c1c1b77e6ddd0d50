// Package lego is a client without a server.
package lego

import (
	"crypto/x509"
	"net/http"
	"time"

	"github.com/go-acme/lego/v4/certcrypto"
	"github.com/go-acme/lego/v4/certificate"
	"github.com/go-acme/lego/v4/challenge"
	"github.com/go-acme/lego/v4/challenge/dns01"
	"github.com/go-acme/lego/v4/challenge/http01"
	"github.com/go-acme/lego/v4/challenge/tlsalpn01"
	"github.com/go-acme/lego/v4/registration"
)

const LEDirectoryProduction = "https://acme-v02.api.letsencrypt.org/directory"

type Config struct {
	CADirURL, UserAgent string
	HTTPClient          *http.Client
	Certificate         struct {
		KeyType           certcrypto.KeyType
		Timeout           time.Duration
		DisableCommonName bool
	}
}

type Solvers struct{}

func (Solvers) SetDNS01Provider(challenge.Provider, ...dns01.ChallengeOption) error {
	return challenge.ErrNone
}

func (Solvers) SetHTTP01Provider(challenge.Provider, ...http01.ChallengeOption) error {
	return challenge.ErrNone
}

func (Solvers) SetTLSALPN01Provider(challenge.Provider, ...tlsalpn01.ChallengeOption) error {
	return challenge.ErrNone
}

type Client struct {
	Certificate  certificate.Certifier
	Challenge    Solvers
	Registration registration.Registrar
}

func NewConfig(any) *Config { return &Config{} }

func NewClient(*Config) (*Client, error) { return nil, challenge.ErrNone }

func CreateCertPool([]string, bool) (*x509.CertPool, error) { return nil, challenge.ErrNone }
