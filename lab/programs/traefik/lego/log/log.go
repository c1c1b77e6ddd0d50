// Package log keeps a logger for nothing.
package log

// Logger is whatever Traefik sets.
var Logger any
