package site

import (
	"testing"
	"time"

	"wijkinzicht/data/store"
)

func TestFresh(t *testing.T) {
	day := func(d int) time.Time { return time.Date(2026, 5, d, 12, 0, 0, 0, time.UTC) }
	for _, c := range []struct {
		name string
		raw  []store.RawEntry
		want string
	}{
		{"nothing kept", nil, ""},
		{"another source", []store.RawEntry{{SourceID: "kwb-2019", RetrievedAt: day(1)}}, ""},
		{"given by hand", []store.RawEntry{{SourceID: "kwb-2020", RetrievedAt: day(1)}}, "gegeven op 1 mei 2026"},
		{"fetched today", []store.RawEntry{{SourceID: "kwb-2020", Route: "odata4", RetrievedAt: day(2), CheckedAt: day(2)}}, "opgehaald op 2 mei 2026"},
		{"asked since", []store.RawEntry{{SourceID: "kwb-2020", Route: "odata4", RetrievedAt: day(2), CheckedAt: day(9)},
			{SourceID: "kwb-2020", Route: "odata4", RetrievedAt: day(2), CheckedAt: day(9)}}, "opgehaald op 2 mei 2026, voor het laatst nagekeken op 9 mei 2026"},
	} {
		if got := fresh("kwb-2020", c.raw); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}
