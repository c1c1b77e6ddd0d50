// Package dns01 has the options of a challenge by DNS.
package dns01

import (
	"strings"
	"time"
)

type ChallengeOption func()

func AddRecursiveNameservers([]string) ChallengeOption               { return nil }
func RecursiveNSsPropagationRequirement() ChallengeOption            { return nil }
func DisableAuthoritativeNssPropagationRequirement() ChallengeOption { return nil }
func PropagationWait(time.Duration, bool) ChallengeOption            { return nil }

// UnFqdn removes the dot at the end of a name.
func UnFqdn(name string) string { return strings.TrimSuffix(name, ".") }
