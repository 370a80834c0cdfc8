package main

import (
	"errors"
	"testing"

	"wijkinzicht/ingest"
)

// TestStatus: a run is partly done when something failed that could have come, and not when only unproven routes did.
func TestStatus(t *testing.T) {
	fetched, kept := ingest.Outcome{State: ingest.Fetched}, ingest.Outcome{State: ingest.Kept}
	failed, unproven := ingest.Outcome{State: ingest.Failed}, ingest.Outcome{State: ingest.Failed, Unproven: true}
	for name, c := range map[string]struct {
		outcomes []ingest.Outcome
		want     error
	}{
		"all came":                 {[]ingest.Outcome{fetched, {State: ingest.NoRoute}}, nil},
		"an unproven route failed": {[]ingest.Outcome{fetched, unproven}, nil},
		"one failed":               {[]ingest.Outcome{fetched, failed}, errPartly},
		"an old edition stays":     {[]ingest.Outcome{fetched, kept}, errPartly},
		"nothing came":             {[]ingest.Outcome{failed, unproven}, errNothing},
	} {
		if got := status(ingest.Report{Outcomes: c.outcomes}); !errors.Is(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}
