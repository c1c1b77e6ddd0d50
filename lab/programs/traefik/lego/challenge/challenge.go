// Package challenge is met by nobody.
package challenge

import "errors"

// ErrNone is what everything of this module returns.
var ErrNone = errors.New("this Traefik was built without ACME")

type Provider interface {
	Present(domain, token, keyAuth string) error
	CleanUp(domain, token, keyAuth string) error
}
