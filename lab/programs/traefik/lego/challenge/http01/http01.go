// Package http01 has the options of a challenge by HTTP.
package http01

import "time"

type ChallengeOption func()

func SetDelay(time.Duration) ChallengeOption { return nil }

func ChallengePath(token string) string { return "/.well-known/acme-challenge/" + token }
