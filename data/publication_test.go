package data

import (
	"context"
	"slices"
	"testing"
)

func TestPublicationsNameTableAndColumns(t *testing.T) {
	db := published(t)
	got, err := db.Publications(context.Background(), "inwoners")
	if err != nil {
		t.Fatal(err)
	}
	if len(got) != 1 || got[0].Year != 2020 || got[0].Source.Table != "84799NED" {
		t.Fatalf("got %+v, want one publication of 2020 with its table", got)
	}
	for _, want := range []SourceColumn{{"AANT_INW", "B"}, {"AantalInwoners", "D"}} {
		if !slices.Contains(got[0].Columns, want) {
			t.Errorf("columns %v lack %v", got[0].Columns, want)
		}
	}
	// woz has observations and no trend value: nothing of it is shown, so nothing is behind it.
	if got, err := db.Publications(context.Background(), "woz"); err != nil || len(got) != 0 {
		t.Errorf("woz: %v, %v; want none", got, err)
	}
}
