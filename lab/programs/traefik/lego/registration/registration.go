// Package registration registers nobody.
package registration

import "github.com/go-acme/lego/v4/challenge"

type Resource struct {
	Body any
	URI  string
}

type RegisterOptions struct{ TermsOfServiceAgreed bool }

type RegisterEABOptions struct {
	TermsOfServiceAgreed bool
	Kid, HmacEncoded     string
}

type Registrar struct{}

func (Registrar) Register(RegisterOptions) (*Resource, error) { return nil, challenge.ErrNone }

func (Registrar) RegisterWithExternalAccountBinding(RegisterEABOptions) (*Resource, error) {
	return nil, challenge.ErrNone
}
