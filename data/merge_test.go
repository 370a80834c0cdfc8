package data

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
)

// merged gives the observations of a build as lines "indicator code value status file also_in".
func merged(t *testing.T, b staged) []string {
	t.Helper()
	if err := b.merge(context.Background()); err != nil {
		t.Fatal(err)
	}
	return lines(t, b.Builder, `select indicator || ' ' || area_code || ' ' || coalesce(value::varchar, '-') || ' ' || status || ' ' || raw_file || ' ' || coalesce(also_in::varchar, '-')
		from observation`)
}

func lines(t *testing.T, b *Builder, query string) []string {
	t.Helper()
	rows, err := b.conn.QueryContext(context.Background(), query)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var out []string
	for rows.Next() {
		var s string
		if err := rows.Scan(&s); err != nil {
			t.Fatal(err)
		}
		out = append(out, s)
	}
	return out
}

func TestMerge(t *testing.T) {
	const a, other = "WK990101", "WK990102"
	for _, c := range []struct {
		name     string
		readings []said
		want     []string
	}{
		{"one file", []said{reading("inwoners", a, num(10), OK, 1, 1)}, []string{"inwoners WK990101 10.0 ok 1 -"}},
		{"sorted by indicator and area, in catalogue order",
			[]said{reading("koop", a, num(5), OK, 1, 1), reading("inwoners", other, num(2), OK, 1, 1), reading("inwoners", a, num(1), OK, 1, 1)},
			[]string{"inwoners WK990101 1.0 ok 1 -", "inwoners WK990102 2.0 ok 1 -", "koop WK990101 5.0 ok 1 -"}},
		{"the same figure from two files", []said{reading("inwoners", a, num(10), OK, 2, 1), reading("inwoners", a, num(10), OK, 1, 1)},
			[]string{"inwoners WK990101 10.0 ok 1 [2]"}},
		{"three files", []said{reading("inwoners", a, num(10), OK, 2, 1), reading("inwoners", a, num(10), OK, 1, 1), reading("inwoners", a, num(10), OK, 3, 2)},
			[]string{"inwoners WK990101 10.0 ok 1 [2, 3]"}},
		{"the better route goes first", []said{reading("inwoners", a, num(11), OK, 3, 2), reading("inwoners", a, num(10), OK, 1, 1)},
			[]string{"inwoners WK990101 10.0 ok 1 -"}},
		{"a value goes before a gap of a better route", []said{reading("woz", a, nil, Unknown, 1, 1), reading("woz", a, num(200), OK, 3, 2)},
			[]string{"woz WK990101 200.0 ok 3 -"}},
		{"two files agree that there is none", []said{reading("woz", a, nil, Secret, 1, 1), reading("woz", a, nil, Secret, 2, 1)},
			[]string{"woz WK990101 - geheim 1 [2]"}},
		{"embedded figures step aside and are not named", []said{reading("inwoners", a, num(10), OK, 1, 1), reading("inwoners", a, num(10), OK, 4, PackRank)},
			[]string{"inwoners WK990101 10.0 ok 1 -"}},
		{"embedded figures fill in", []said{reading("inwoners", a, num(10), OK, 1, 1), reading("inwoners", other, num(20), OK, 4, PackRank)},
			[]string{"inwoners WK990101 10.0 ok 1 -", "inwoners WK990102 20.0 ok 4 -"}},
		{"a figure of another year is another figure", []said{reading("lbm", a, num(0.1), OK, 1, 1),
			{"lbm", 2020, 2018, a, num(0.2), OK, 2, 1}},
			[]string{"lbm WK990101 0.2 ok 2 -", "lbm WK990101 0.1 ok 1 -"}},
		{"a whole column without values is not published yet", []said{reading("woz", a, nil, Unknown, 1, 1), reading("woz", other, nil, Unknown, 1, 1)},
			[]string{"woz WK990101 - niet in deze uitgave 1 -", "woz WK990102 - niet in deze uitgave 1 -"}},
		{"one unknown among values is unknown", []said{reading("woz", a, nil, Unknown, 1, 1), reading("woz", other, num(200), OK, 1, 1)},
			[]string{"woz WK990101 - onbekend 1 -", "woz WK990102 200.0 ok 1 -"}},
		{"a whole column that is secret stays secret", []said{reading("woz", a, nil, Secret, 1, 1), reading("woz", other, nil, Secret, 1, 1)},
			[]string{"woz WK990101 - geheim 1 -", "woz WK990102 - geheim 1 -"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got := merged(t, newBuilder(t, c.readings))
			if strings.Join(got, "\n") != strings.Join(c.want, "\n") {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(c.want, "\n"))
			}
		})
	}
}

func TestMergeRefusesContradiction(t *testing.T) {
	b := newBuilder(t, []said{
		reading("inwoners", "WK990101", num(10), OK, 1, 1), reading("inwoners", "WK990101", num(12), OK, 2, 1),
		reading("inwoners", "WK990102", num(5), OK, 1, 1),
	})
	var c *Contradiction
	if err := b.merge(context.Background()); !errors.As(err, &c) {
		t.Fatalf("error is %v", err)
	}
	want := Contradiction{Indicator: "inwoners", AreaYear: 2020, Year: 2020, Code: "WK990101", Low: 10, High: 12, LowFile: "eerste.csv", HighFile: "tweede.csv", LowSource: "kwb-2020", HighSource: "kwb-2020"}
	if *c != want {
		t.Errorf("got %+v, want %+v", *c, want)
	}
	if got := lines(t, b.Builder, "select count(*)::varchar from observation"); got[0] != "0" {
		t.Errorf("%s observations were written", got[0])
	}
}

// TestMergeAcceptsRounding: a figure that went through a float in another program is the same figure.
func TestMergeAcceptsRounding(t *testing.T) {
	b := newBuilder(t, []said{reading("lbm", "WK990101", num(0.1+0.2), OK, 1, 1), reading("lbm", "WK990101", num(0.3), OK, 2, 1)})
	if got := merged(t, b); len(got) != 1 {
		t.Errorf("got %q", got)
	}
}

func TestMergeNotesDifferences(t *testing.T) {
	b := newBuilder(t, []said{
		reading("inwoners", "WK990101", num(10), OK, 1, 1), reading("inwoners", "WK990101", num(12), OK, 3, 2),
		reading("koop", "WK990101", num(40), OK, 1, 1), reading("koop", "WK990101", num(41), OK, 4, PackRank),
	})
	merged(t, b)
	got := lines(t, b.Builder, "select kind || '|' || source_id || '|' || text from finding")
	if len(got) != 1 {
		t.Fatalf("findings are %q, want one: embedded figures are not compared", got)
	}
	for _, want := range []string{"verschil|kwb-2020|", "Inwoners", "1 cijfer(s) van derde.xlsx", "eerste.csv", "WK990101: 12 tegen 10"} {
		if !strings.Contains(got[0], want) {
			t.Errorf("finding %q does not say %q", got[0], want)
		}
	}
}

func TestMergeAreas(t *testing.T) {
	ctx := context.Background()
	b := newBuilder(t, []said{reading("oppervlakte_land", "WK990101", num(85), OK, 1, 1)})
	if err := b.AddAreas(ctx, []AreaRow{
		{Year: 2020, Code: "WK990101", Level: "wijk", Name: "", Gemeente: "GM9901", RawFile: 1, Rank: 1},
		{Year: 2020, Code: "WK990101", Level: "wijk", Name: "Uit Excel", Gemeente: "GM9901", Change: "3", RawFile: 3, Rank: 2},
		{Year: 2020, Code: "WK990101", Level: "wijk", Name: "Meegeleverd", Lon: num(5), Lat: num(52), RawFile: 4, Rank: PackRank},
		{Year: 2019, Code: "WK990101", Level: "wijk", Name: "Een andere plek", Water: true, RawFile: 1, Rank: 1},
	}); err != nil {
		t.Fatal(err)
	}
	merged(t, b)
	got := lines(t, b.Builder, "select concat_ws('|', year, code, level, name, gemeente_code, water, change, land_km2, lon, lat, raw_file) from area order by year")
	want := []string{"2019|WK990101|wijk|Een andere plek|true|1", "2020|WK990101|wijk|Uit Excel|GM9901|false|3|0.85|5.0|52.0|1"}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestBuilderRefuses(t *testing.T) {
	ctx := context.Background()
	for what, b := range map[string]staged{
		"an indicator that does not exist": newBuilder(t, []said{reading("geluk", "WK990101", num(1), OK, 1, 1)}),
		"a figure without a status":        newBuilder(t, []said{reading("inwoners", "WK990101", nil, "", 1, 1)}),
	} {
		if err := b.merge(ctx); err == nil {
			t.Error(what + " was written")
		}
	}
	b := newBuilder(t, nil)
	if _, err := Create(ctx, b.path, dorrestad(t)); err == nil {
		t.Error("a build was started over another")
	}
}

// TestMergeInOrder merges more than one transaction holds, on connections side by side: it comes out sorted all the same. An
// error of one figure stops everything and is the one that is named.
func TestMergeInOrder(t *testing.T) {
	ctx := context.Background()
	const areas, years = 1500, 120 // 360,000 figures: two transactions of more row groups
	var codes []string
	var rows []AreaRow
	for i := range areas {
		codes = append(codes, fmt.Sprintf("BU9901%04d", i))
		rows = append(rows, AreaRow{Year: 2020, Code: codes[i], Level: "buurt", RawFile: 1, Rank: 1})
	}
	wrong := errors.New("a cell that cannot be right")
	build := func(refused string) staged {
		b := newBuilder(t, nil)
		b.atOnce = areas * years * 5 / 3
		if err := b.AddAreas(ctx, rows); err != nil {
			t.Fatal(err)
		}
		for _, ind := range []string{"koop", "inwoners"} {
			for y := range years {
				b.figures = append(b.figures, Figures{Indicator: ind, AreaYear: 2020, Year: 2000 - y, RawFile: 1, Rank: 1, Codes: codes,
					At: func(i int) (Figure, bool, error) {
						if ind+strconv.Itoa(y) == refused && i == areas/2 {
							return Figure{}, false, wrong
						}
						return Figure{Value: num(float64(i + y)), Status: OK, Row: i + 1}, true, nil
					}})
			}
		}
		return b
	}
	b := build("")
	var last, of int
	if err := b.Merge(ctx, b.figures, func(n, all int) { last, of = n, all }); err != nil {
		t.Fatal(err)
	}
	if last != 2 || of != 2 {
		t.Errorf("the last that was told is %d of %d", last, of)
	}
	got := lines(t, b.Builder, `select concat_ws(' ', count(*), count(distinct (indicator, year, area_code)), sum(value)::bigint, count(*) filter (not sorted)) from (
		select *, coalesce((indicator, year, area_code) > lag((indicator, year, area_code)) over (order by rowid), true) as sorted from observation)`)
	sum := 2 * (areas*(areas-1)/2*years + years*(years-1)/2*areas)
	if want := fmt.Sprintf("%d %d %d 0", 2*areas*years, 2*areas*years, sum); got[0] != want {
		t.Errorf("rows, different ones, their sum and those out of order are %s, want %s", got[0], want)
	}
	for _, refused := range []string{"inwoners3", "koop7"} {
		b := build(refused)
		if err := b.merge(ctx); !errors.Is(err, wrong) {
			t.Errorf("with a wrong cell in %s: %v", refused, err)
		}
	}
	for _, after := range []int{10, 3 * areas, areas * years * 11 / 6} { // at the beginning, and in the second transaction
		b := build("")
		cancelled, cancel := context.WithCancel(ctx)
		var n atomic.Int64
		for i, f := range b.figures {
			b.figures[i].At = func(i int) (Figure, bool, error) {
				if n.Add(1) == int64(after) {
					cancel()
				}
				return f.At(i)
			}
		}
		if err := b.merge(cancelled); !errors.Is(err, context.Canceled) {
			t.Errorf("a merge that is interrupted after %d figures gives %v", after, err)
		}
		cancel()
	}
}

func TestDiscardLeavesNothing(t *testing.T) {
	b := newBuilder(t, nil)
	b.Discard()
	if left, _ := filepath.Glob(b.path + "*"); len(left) != 0 {
		t.Errorf("left are %q", left)
	}
}
