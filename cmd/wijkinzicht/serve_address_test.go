package main

import (
	"io"
	"net"
	"strings"
	"testing"
)

// TestPublicAddress: what pages name themselves by is an address that others can open.
func TestPublicAddress(t *testing.T) {
	anywhere := &net.TCPAddr{IP: net.IPv6unspecified, Port: 8080}
	for given, want := range map[string]string{
		"": "http://localhost:8080", "https://wijken.example/": "https://wijken.example", "http://10.0.0.7:8080": "http://10.0.0.7:8080",
		"https://www.dorrestad.example/wijk-in-zicht/": "https://www.dorrestad.example/wijk-in-zicht",
	} {
		if got, err := publicAddress(given, anywhere, io.Discard); err != nil || got != want {
			t.Errorf("%q: %q, %v; want %q", given, got, err, want)
		}
	}
	for given, says := range map[string]string{
		"wijken.example": "geen openbaar adres", "ftp://wijken.example": "geen openbaar adres", "https://wijken.example?x": "geen openbaar adres",
		"https://www.dorrestad.example/wijk%20in%20zicht": "een pad met tekens", "https://www.dorrestad.example/a/../b": "een pad met tekens", "https://www.dorrestad.example//b": "een pad met tekens",
	} {
		if _, err := publicAddress(given, anywhere, io.Discard); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%q: %v, want that it %s", given, err, says)
		}
	}
}
