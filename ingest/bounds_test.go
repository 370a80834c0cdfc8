package ingest

import (
	"strings"
	"testing"

	"wijkinzicht/data"
)

// TestOutOfBounds: a share computed from counts that do not belong together is not given, and named once; what can be is.
func TestOutOfBounds(t *testing.T) {
	cat := dorrestad(t)
	figures := []data.Observation{seen("inwoners", whole, 2018, 100), seen("inwoners_0_14", whole, 2018, 130), seen("inwoners", whole, 2020, 100),
		seen("inwoners_0_14", whole, 2020, 180), seen("inwoners", whole, 2021, 100), seen("inwoners_0_14", whole, 2021, 20), seen("koop", whole, 2020, 100)}
	got := outOfBounds(cat, ladderOf(cat, figures, allUsed(cat)).trends())
	if len(got) != 1 || got[0].Subject != "zonnewijk" || got[0].Kind != "bereik" {
		t.Fatalf("findings are %+v, want one about zonnewijk", got)
	}
	for _, want := range []string{"(2018, 2020)", "passen niet bij elkaar"} {
		if !strings.Contains(got[0].Text, want) {
			t.Errorf("%q does not say %q", got[0].Text, want)
		}
	}
}
