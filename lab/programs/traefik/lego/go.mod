// In place of lego, which gets certificates by ACME: with it come the SDKs of all clouds that have a DNS, a thousand
// packages that take half an hour to build. What Traefik names of it is here, and does nothing.
module github.com/go-acme/lego/v4

go 1.25.0
