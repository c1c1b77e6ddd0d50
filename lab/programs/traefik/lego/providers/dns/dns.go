// Package dns knows no provider. The real one knows more than a hundred, which is why this module exists.
package dns

import "github.com/go-acme/lego/v4/challenge"

func NewDNSChallengeProviderByName(string) (challenge.Provider, error) {
	return nil, challenge.ErrNone
}
