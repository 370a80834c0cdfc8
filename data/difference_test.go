package data

import (
	"context"
	"database/sql"
	"fmt"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// aside makes a revision of these figures alone and gives the path of its file.
func aside(t *testing.T, readings []said) string {
	t.Helper()
	ctx := context.Background()
	b := newBuilder(t, readings)
	if err := b.merge(ctx); err != nil {
		t.Fatal(err)
	}
	for k, v := range map[string]string{"schema_version": strconv.Itoa(SchemaVersion)} {
		if err := b.SetMeta(ctx, k, v); err != nil {
			t.Fatal(err)
		}
	}
	if err := b.Close(ctx); err != nil {
		t.Fatal(err)
	}
	return b.path
}

// TestCompare counts what changed, came and went between two revisions, values and reasons alike.
func TestCompare(t *testing.T) {
	ctx := context.Background()
	older := aside(t, []said{
		reading("inwoners", "WK990101", num(10), OK, 1, 1), reading("inwoners", "WK990102", num(20), Provisional, 1, 1),
		reading("woningen", "WK990101", num(5), OK, 1, 1), reading("woningen", "WK990102", num(6), OK, 1, 1)})
	newer := aside(t, []said{
		reading("inwoners", "WK990101", num(12), OK, 1, 1), reading("inwoners", "WK990102", num(20), OK, 1, 1),
		reading("woningen", "WK990101", num(5), OK, 1, 1), reading("huishoudens", "WK990101", nil, Unknown, 1, 1)})
	d, err := Compare(ctx, older, newer)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	list, err := d.List(ctx, 1)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, c := range list.Indicators {
		got = append(got, fmt.Sprintf("%s %d %d %d %s %s %s", c.ID, c.Changed, c.Added, c.Removed, c.Largest[0].Code, c.Largest[0].WasStatus, c.Largest[0].Status))
		if len(c.Largest) != 1 {
			t.Errorf("%s has %d largest ones", c.ID, len(c.Largest))
		}
	}
	if want := []string{"inwoners 2 0 0 WK990101 ok ok", "huishoudens 0 1 0 WK990101  onbekend", "woningen 0 0 1 WK990102 ok "}; !slices.Equal(got, want) {
		t.Errorf("changes %q, want %q", got, want)
	}
	if list.Counts != (Counts{Changed: 2, Added: 1, Removed: 1}) || len(list.Sources) != 1 || list.Sources[0].Figures() != 4 || *list.Indicators[0].Largest[0].Before != 10 || *list.Indicators[0].Largest[0].After != 12 {
		t.Errorf("%+v", list)
	}
	path := filepath.Join(t.TempDir(), "anders.parquet") // a comparison that was written down tells the same
	if n, err := d.Write(ctx, "", path, "parquet"); err != nil || n != 4 {
		t.Fatalf("%d written, %v", n, err)
	}
	again, err := ReadDifference(ctx, path)
	if err != nil {
		t.Fatal(err)
	}
	defer again.Close()
	if read, err := again.List(ctx, 1); err != nil || !reflect.DeepEqual(read, list) {
		t.Errorf("written down it is %+v, %v", read, err)
	}
	same, err := Compare(ctx, newer, newer)
	if err != nil {
		t.Fatal(err)
	}
	defer same.Close()
	if l, err := same.List(ctx, 1); err != nil || l.Counts != (Counts{}) || len(l.Indicators) != 0 {
		t.Errorf("the same twice: %+v, %v", l, err)
	}
	if _, err := Compare(ctx, newer, newer+".weg"); err == nil {
		t.Error("a revision that is not there was compared")
	}
}

// TestBrokenRules finds each kind of figure that must not be published.
func TestBrokenRules(t *testing.T) {
	ctx := context.Background()
	if rules, err := published(t).BrokenRules(ctx); err != nil || len(rules) > 0 {
		t.Errorf("a sound revision breaks %q, %v", rules, err)
	}
	for _, c := range []struct{ sql, want string }{
		{"update observation set value = null", "zonder reden"},
		{"update observation set value = -99997 where indicator = 'koop'", "ontbrekende waarde"},
		{"update observation set value = 101 where indicator = 'koop'", "buiten de grenzen"},
		{"create or replace table observation as from (from observation union all (from observation limit 1)) order by indicator, year, area_year, area_code", "twee keer"},
		{"update observation set raw_file = 99", "zonder bestand"},
		{"delete from trend_input", "zonder de waarnemingen"},
		{"update trend_input set weight = 0.5", "niet volgen uit"},
		{"insert into crosswalk values (2019, 'WK990101', 2020, 'WK990101', 0.5, null, 'oppervlakte', 5)", "meer of minder dan het geheel"},
	} {
		sound := published(t)
		sound.Close()
		path := sound.Path
		db, err := sql.Open("duckdb", path)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := db.Exec(c.sql); err != nil {
			t.Fatalf("%s: %v", c.sql, err)
		}
		db.Close()
		opened, err := Open(ctx, path)
		if err != nil {
			t.Fatal(err)
		}
		rules, err := opened.BrokenRules(ctx)
		if err != nil || !strings.Contains(strings.Join(rules, "; "), c.want) {
			t.Errorf("%s: broken are %q, %v; want %q", c.sql, rules, err, c.want)
		}
		opened.Close()
	}
}
