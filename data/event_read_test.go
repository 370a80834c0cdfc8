package data

import (
	"context"
	"slices"
	"testing"

	"wijkinzicht/data/catalogue"
)

// TestEventsThroughTheDatabase: what the catalogue says comes back whole, oldest first.
func TestEventsThroughTheDatabase(t *testing.T) {
	db := published(t)
	plan, sloop, wet := dorrestadEvents[0], dorrestadEvents[1], dorrestadEvents[2]
	for _, c := range []struct {
		subjects []string
		want     []catalogue.Event
	}{
		{nil, []catalogue.Event{plan, wet, sloop}},
		{[]string{"zonnewijk", "nl"}, []catalogue.Event{plan, wet}},
		{[]string{"maanwijk"}, nil},
	} {
		got, err := db.Events(context.Background(), c.subjects)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("events of %q are %+v\nwant %+v", c.subjects, got, c.want)
		}
	}
	if got, want := ask(t, db, "select starts, ends, open, confidence from event where subject = 'gm9901'"), "2009-02-28,,false,waarschijnlijk\n"; got != want {
		t.Errorf("the table says %q, want %q", got, want)
	}
}
