package data

import (
	"context"
	"database/sql"
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

// TestCompare names what changed, came and went between two revisions, values and reasons alike.
func TestCompare(t *testing.T) {
	ctx := context.Background()
	older := aside(t, []said{
		reading("inwoners", "WK990101", num(10), OK, 1, 1), reading("inwoners", "WK990102", num(20), Provisional, 1, 1),
		reading("woningen", "WK990101", num(5), OK, 1, 1), reading("woningen", "WK990102", num(6), OK, 1, 1)})
	newer := aside(t, []said{
		reading("inwoners", "WK990101", num(12), OK, 1, 1), reading("inwoners", "WK990102", num(20), OK, 1, 1),
		reading("woningen", "WK990101", num(5), OK, 1, 1), reading("huishoudens", "WK990101", nil, Unknown, 1, 1)})
	changes, err := Compare(ctx, older, newer, 1)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, c := range changes {
		got = append(got, strings.Join([]string{c.Indicator, c.First[0].Code, string(c.First[0].WasStatus), string(c.First[0].Status)}, " "))
		if len(c.First) != 1 {
			t.Errorf("%s has %d first ones", c.Indicator, len(c.First))
		}
	}
	want := []string{"huishoudens WK990101  onbekend", "inwoners WK990101 ok ok", "woningen WK990102 ok "}
	if !slices.Equal(got, want) {
		t.Errorf("changes %q, want %q", got, want)
	}
	if c := changes[1]; c.Changed != 2 || c.Added+c.Removed != 0 || *c.First[0].Before != 10 || *c.First[0].After != 12 {
		t.Errorf("inwoners: %+v", c)
	}
	if same, err := Compare(ctx, newer, newer, 1); err != nil || len(same) != 0 {
		t.Errorf("the same twice: %+v, %v", same, err)
	}
	if _, err := Compare(ctx, newer, newer+".weg", 1); err == nil {
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
