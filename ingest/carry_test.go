package ingest

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
	"wijkinzicht/data/store"
	"wijkinzicht/ingest/fetch/mirrortest"
)

// without gives the catalogue without the areas of some divisions.
func without(cat *catalogue.Catalogue, years ...int) *catalogue.Catalogue {
	out := *cat
	out.Parts = slices.DeleteFunc(slices.Clone(cat.Parts), func(p catalogue.Part) bool { return slices.Contains(years, p.Year) })
	return &out
}

// TestCarry: what CBS calls unchanged is taken along, year by year; what it does not, what bears another name, and half of
// what belongs together is not.
func TestCarry(t *testing.T) {
	same := data.NamedArea{Change: "1"}
	named := func(name, change string) data.NamedArea { return data.NamedArea{Name: name, Change: change} }
	at := func(year int, code string) catalogue.AreaKey { return catalogue.AreaKey{Year: year, Code: code} }
	for name, c := range map[string]struct {
		found map[catalogue.AreaKey]data.NamedArea
		want  []string
	}{
		"nothing newer": {map[catalogue.AreaKey]data.NamedArea{at(2024, whole): same}, nil},
		"all of it, two years": {map[catalogue.AreaKey]data.NamedArea{at(2025, whole): same, at(2025, north): named("Zonnewijk-Noord", "1"), at(2025, south): same,
			at(2026, whole): named("Zonnewijk", "1"), at(2026, north): same, at(2026, south): same},
			[]string{"2025 BU99010101", "2025 BU99010102", "2025 WK990101", "2026 BU99010101", "2026 BU99010102", "2026 WK990101"}},
		"one buurt was redrawn":                {map[catalogue.AreaKey]data.NamedArea{at(2025, whole): same, at(2025, north): same, at(2025, south): named("", "3")}, []string{"2025 WK990101"}},
		"one buurt is gone":                    {map[catalogue.AreaKey]data.NamedArea{at(2025, north): same}, nil},
		"the code is another place":            {map[catalogue.AreaKey]data.NamedArea{at(2025, whole): named("Havenkwartier", "1")}, nil},
		"it was another place the year before": {map[catalogue.AreaKey]data.NamedArea{at(2024, whole): named("Havenkwartier", ""), at(2025, whole): same}, nil},
		"CBS does not say":                     {map[catalogue.AreaKey]data.NamedArea{at(2025, whole): named("Zonnewijk", "")}, nil},
		"a year is skipped":                    {map[catalogue.AreaKey]data.NamedArea{at(2026, whole): same}, nil},
		"only the wijk around it":              {map[catalogue.AreaKey]data.NamedArea{at(2025, moon): named("Maanwijk", "1")}, []string{"2025 WK990102"}},
		"what our list has is ours":            {map[catalogue.AreaKey]data.NamedArea{at(2023, whole): named("Havenkwartier", "1")}, nil},
		"a code that nobody follows":           {map[catalogue.AreaKey]data.NamedArea{at(2025, "BU99010201"): same}, nil},
	} {
		cat := without(dorrestad(t), 2025)
		before := len(cat.Parts)
		var got []string
		for _, p := range carry(cat, c.found, nil).Parts[before:] {
			got = append(got, fmt.Sprint(p.Year, " ", p.Code))
			if p.Evidence == "bedacht" || p.Confidence != "H" || p.Name == "" {
				t.Errorf("%s: %+v does not say why", name, p)
			}
		}
		slices.Sort(got)
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: got %q, want %q", name, got, c.want)
		}
		if len(cat.Parts) != before {
			t.Errorf("%s: the catalogue itself changed", name)
		}
	}
}

// TestCarryOfAShare: that code and outline stayed says nothing of who lives where in the area, so a share is taken along with doubt.
func TestCarryOfAShare(t *testing.T) {
	cat := without(dorrestad(t), 2025)
	cat.Parts = append(slices.DeleteFunc(cat.Parts, func(p catalogue.Part) bool { return p.Year == 2024 }),
		catalogue.Part{Slug: "zonnewijk", Year: 2024, Code: north, Name: "Zonnewijk Noord", Relation: catalogue.Component, Share: 0.4, Evidence: "bedacht", Confidence: "H"})
	out := carry(cat, map[catalogue.AreaKey]data.NamedArea{{Year: 2025, Code: north}: {Change: "1"}}, nil).Parts
	last := out[len(out)-1]
	if last.Year != 2025 || last.Share != 0.4 || last.Confidence != "L" || !strings.Contains(last.Evidence, "het aandeel is dat van de lijst") {
		t.Errorf("taken along is %+v", last)
	}
}

// TestANewDivision fetches a year that our list of areas does not have yet, with its figures and borders: the wijk has its figures
// of that year by its own areas, and what is known of its outline stays. Where CBS says that a buurt was redrawn, the new
// borders do not take the outline away either.
func TestANewDivision(t *testing.T) {
	want := Want{Sources: []string{"kwb-2024", "kwb-2025", "gebieden-2024", "gebieden-2025", "ses"}}
	for name, c := range map[string]struct{ flag, inwoners, ses, outlines string }{
		"as it was": {"1", "2024,A 2025,A", "2024,A", "2024 2025"},
		"redrawn":   {"3", "2024,A 2025,C", "2024,C", "2024"},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			w.tables["86165NED"].Change(func(table *mirrortest.Table) { table.Flag = c.flag })
			store := store.Store{Dir: t.TempDir()}
			report, err := Update(t.Context(), without(dorrestad(t), 2025), store, want, w.network(), func(Fetching) {}, quiet)
			if err != nil || report.Count(Fetched) != 5 {
				t.Fatalf("%v, %+v", err, report)
			}
			db := opened(t, store)
			expect(t, db, "select string_agg(year || ',' || quality, ' ' order by year) from trend where subject = 'zonnewijk' and indicator = 'inwoners' and value is not null", quoted(c.inwoners))
			expect(t, db, "select string_agg(year || ',' || quality, ' ' order by year) from trend where subject = 'zonnewijk' and indicator = 'ses_woa' and year = 2024", quoted(c.ses))
			expect(t, db, "select string_agg(distinct year::varchar, ' ' order by year::varchar) from subject_outline where subject = 'zonnewijk' and kind = 'officieel'", c.outlines)
			expect(t, db, brokenLineage, "0")
		})
	}
}

// TestADivisionByV4: v4 has no flag of change. The borders of PDOK have it; else the borders themselves tell; else it is said that nobody
// does.
func TestADivisionByV4(t *testing.T) {
	for name, c := range map[string]struct {
		sources  []string
		unflags  bool
		inwoners string
		evidence string
		said     string
	}{
		"flags of the borders": {[]string{"kwb-2024", "kwb-2025", "gebieden-2024", "gebieden-2025"}, false, "2024,A 2025,A", "Indelingswijziging 1", "0"},
		"borders alone":        {[]string{"kwb-2024", "kwb-2025", "gebieden-2024", "gebieden-2025"}, true, "2024,A 2025,A", "de grenzen zijn gelijk", "0"},
		"nobody":               {[]string{"kwb-2024", "kwb-2025"}, false, "2024,A", "", "1"},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			for _, l := range w.layers {
				l.Unflagged = c.unflags
			}
			store := store.Store{Dir: t.TempDir()}
			report, err := Update(t.Context(), without(dorrestad(t), 2025), store, Want{Sources: c.sources}, w.network("opendata.cbs.nl"), func(Fetching) {}, quiet)
			if err != nil || report.Count(Fetched) != len(c.sources) {
				t.Fatalf("%v, %+v", err, report)
			}
			db := opened(t, store)
			expect(t, db, "select string_agg(year || ',' || quality, ' ' order by year) from trend where subject = 'zonnewijk' and indicator = 'inwoners' and value is not null", quoted(c.inwoners))
			if c.evidence != "" {
				expect(t, db, "select bool_and(contains(evidence, '"+c.evidence+"')) from subject_part where subject = 'zonnewijk' and year = 2025", "true")
			}
			expect(t, db, "select count(*) from finding where text like '%zegt in 2025 geen bestand%'", c.said)
		})
	}
}

// bordersTo2025 are the figures and borders of three divisions. In the last, the border between the two buurten of Zonnewijk lies
// elsewhere and that around it is the same; flag is what CBS says of these buurten.
func bordersTo2025(flag string) map[string][]byte {
	columns := []string{"Bevolking/Aantal inwoners (aantal)", "Wonen/Woningvoorraad (aantal)"}
	export := func(rows ...[3]string) []byte {
		areas := []area{{"WK990101", "Zonnewijk", "Wijk", []string{rows[0][1], rows[0][2]}}, {"WK990102", "Maanwijk", "Wijk", []string{"250", "100"}},
			{"BU99010101", "Zonnewijk Noord", "Buurt", []string{rows[1][1], rows[1][2]}}, {"BU99010102", "Zonnewijk Zuid", "Buurt", []string{rows[2][1], rows[2][2]}},
			{"BU99010201", "Maanzicht", "Buurt", []string{"250", "100"}}}
		return statlineExport(columns, areas)
	}
	newest := export([3]string{"", "1420", "600"}, [3]string{"", "900", "500"}, [3]string{"", "520", "100"})
	for _, code := range []string{"BU99010101", "BU99010102"} {
		newest = bytes.ReplaceAll(newest, []byte(code+";1;"), []byte(code+";"+flag+";"))
	}
	return map[string][]byte{
		"wijken 2016.geojson": wijken2016, "a.xls": figures2016,
		"buurten_2024.json":                      outlineFile("buurtcode", "buurtnaam", buurten...),
		"wijken_2024.json":                       outlineFile("wijkcode", "wijknaam", square{"WK990101", "Zonnewijk", 0, 0, 1500, 1000}, square{"WK990102", "Maanwijk", 1500, 0, 2000, 1000}),
		"Kerncijfers_wijken_en_buurten_2024.csv": export([3]string{"", "1400", "600"}, [3]string{"", "1100", "500"}, [3]string{"", "300", "100"}),
		"Kerncijfers_wijken_en_buurten_2025.csv": newest,
		"buurten_2025.json":                      outlineFile("buurtcode", "buurtnaam", square{"BU99010101", "Zonnewijk Noord", 0, 0, 900, 1000}, square{"BU99010102", "Zonnewijk Zuid", 900, 0, 1500, 1000}, buurten[2]),
		"wijken_2025.json":                       outlineFile("wijkcode", "wijknaam", square{"WK990101", "Zonnewijk", 0, 0, 1500, 1000}, square{"WK990102", "Maanwijk", 1500, 0, 2001, 1000}),
	}
}

// TestABorderWithinAWijk: where the buurten of a wijk were redrawn and the wijk was not, the new figure is the wijk's own, and what
// the borders say of older years still comes from the division whose buurten are tied to it.
func TestABorderWithinAWijk(t *testing.T) {
	const series = "select year, round(value, 1), quality from trend where subject = 'zonnewijk' and indicator = 'inwoners' order by year"
	for flag, c := range map[string]struct{ reference, of2016 string }{"1": {"2025", "2016,1270.1,C"}, "3": {"2024", "2016,1218.2,C"}} {
		store := store.Store{Dir: t.TempDir()}
		if _, err := Run(t.Context(), without(dorrestad(t), 2025), store, folder(t, bordersTo2025(flag)), quiet); err != nil {
			t.Fatal(err)
		}
		db := opened(t, store)
		expect(t, db, "select max(to_year) from crosswalk", c.reference)
		expect(t, db, series, c.of2016, "2024,1400,A", "2025,1420,A")
	}
}

// TestAnOwnWijkOfThePast: a wijk that a gemeente knows in an old division only takes nobody else back to it.
func TestAnOwnWijkOfThePast(t *testing.T) {
	cat := withOwn(t, map[string]string{"wijken.csv": "slug;naam;gemeente;toelichting\nhavenhoek;Havenhoek;GM9901;\n",
		"wijk-delen.csv": ownPartsHead + "havenhoek;2016;BU99010201;gelijk;;Maanzicht;besluit\n"})
	files := bordersTo2025("1")
	files["buurten 2016.geojson"] = outlineFile("buurtcode", "buurtnaam", square{"BU99010101", "Zonnewijk Noord", 0, 0, 500, 1000},
		square{"BU99010102", "Zonnewijk Zuid", 500, 0, 1000, 1000}, square{"BU99010201", "Maanzicht", 1000, 0, 2000, 1000})
	store := store.Store{Dir: t.TempDir()}
	if _, err := Run(t.Context(), cat, store, folder(t, files), quiet); err != nil {
		t.Fatal(err)
	}
	expect(t, opened(t, store), "select distinct to_year from crosswalk", "2025")
}

func quoted(text string) string { return `"` + text + `"` }
