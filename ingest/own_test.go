package ingest

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
	"wijkinzicht/data/store"
)

// zonnewijkAlone leaves out Sterrenbuurt and its areas too: Dorrestad then has a rest.
func zonnewijkAlone(t testing.TB) *catalogue.Catalogue {
	cat := onlyZonnewijk(t)
	cat.Parts = slices.DeleteFunc(cat.Parts, func(p catalogue.Part) bool { return p.Slug != "zonnewijk" })
	return cat
}

// withOwn is Dorrestad's catalogue with an own directory of these files.
func withOwn(t testing.TB, files map[string]string) *catalogue.Catalogue {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	cat, _, err := zonnewijkAlone(t).WithOwn(dir)
	if err != nil {
		t.Fatal(err)
	}
	return cat
}

func ingestedOwn(t *testing.T, cat *catalogue.Catalogue, files map[string][]byte) *data.DB {
	t.Helper()
	store := store.Store{Dir: t.TempDir()}
	if _, err := Run(t.Context(), cat, store, folder(t, files), quiet); err != nil {
		t.Fatal(err)
	}
	return opened(t, store)
}

const ownPartsHead = "slug;jaar;code;relatie;aandeel;naam;bewijs\n"

// TestOwnWijk takes two own wijken in, one of them beside Zonnewijk and one in another gemeente, and asks what came of them.
func TestOwnWijk(t *testing.T) {
	cat := withOwn(t, map[string]string{
		"wijken.csv": "slug;naam;gemeente;toelichting\nhavenhoek;Havenhoek;GM9901;\nduinrand;Duinrand;GM9902;\nduintop;Duintop;GM9902;\n",
		"wijk-delen.csv": ownPartsHead + "havenhoek;2020;BU99010101;deel;;Zonnewijk Noord;besluit\nhavenhoek;2020;BU99010102;deel;0,4;Zonnewijk, Zuid;besluit\n" +
			"havenhoek;2023;BU99010177;deel;;Kade;besluit\nhavenhoek;2019;BU99010101;deel;;Zonnewijk Noord;besluit\n" +
			"duinrand;2020;WK990201;gelijk;;Duinrand;besluit\nduintop;2020;BU99020101;gelijk;;Duintop;besluit\n",
		"gebeurtenissen.csv": "id,subject,kind,from,until,open,label,note,source,url,confidence\n" +
			"duin-plan,duinrand,beleid,2019-03,,ja,Plan Duin,Het duin krijgt een plan.,Duinstad,https://duinstad.example/plan,zeker\n",
	})
	db := ingestedOwn(t, cat, map[string][]byte{"kwb 2020.csv": statlineExport([]string{"Bevolking/Aantal inwoners (aantal)", "Wonen/Woningvoorraad (aantal)", "Wonen/Gemiddelde woningwaarde (x 1 000 euro)"}, []area{
		{"GM9901", "Dorrestad", "Gemeente", []string{"30000", "12000", "200"}}, {"WK990101", "Zonnewijk", "Wijk", []string{"1200", "500", "150"}},
		{"BU99010101", "Zonnewijk-Noord", "Buurt", []string{"700", "300", "100"}}, {"BU99010102", "Zonnewijk Zuid", "Buurt", []string{"500", "200", "220"}},
		{"GM9902", "Duinstad", "Gemeente", []string{"5000", "2000", "300"}}, {"WK990201", "Duinrand", "Wijk", []string{"900", "400", "250"}},
		{"BU99020101", "Duintop", "Buurt", []string{"350", "100", "."}}}),
		"2023.xlsx": kwbWorkbook("KWB2023", kwbHeadings, []area{{"BU99010101", "Zonnewijk Noord", "Buurt", []string{"710", "200", "310", "300", "205", "26", "1100"}}})})

	expect(t, db, "select slug, kind, name from subject where gemeente_code = 'GM9902' order by slug",
		"duinrand,eigen,Duinrand", "duintop,eigen,Duintop", "duinrand-ring,ring,Ring om Duinrand", "duintop-ring,ring,Ring om Duintop",
		"gm9902,gemeente,Duinstad", "gm9902-rest,rest,Rest van Duinstad")
	// 700 + 0.4 x 500, between Zuid wholly out and wholly in; the mean is weighed with the dwellings.
	expect(t, db, "select indicator, round(value, 4), quality, low, round(high, 4) from trend where subject = 'havenhoek' and year = 2020 and indicator in ('inwoners', 'woz') order by 1",
		"inwoners,900,C,700,1200", "woz,125.2632,C,100,148")
	expect(t, db, "select area_code, weight from trend_input where subject = 'havenhoek' and indicator = 'inwoners' and year = 2020 order by 1", "BU99010101,1", "BU99010102,0.4")
	expect(t, db, "select subject, value, quality from trend where indicator = 'inwoners' and year = 2020 and subject in ('duinrand', 'duintop', 'gm9902', 'gm9902-rest') order by 1",
		"duinrand,900,A", "duintop,350,A", "gm9902,5000,A", "gm9902-rest,4100,B")
	// The rest beside the eleven stays what it was.
	expect(t, db, "select value from trend where subject = 'gm9901-rest' and indicator = 'inwoners' and year = 2020", "28800")
	expect(t, db, "select code, share, confidence, used from subject_part where subject = 'havenhoek' and year = 2020 order by 1", "BU99010101,1,E,true", "BU99010102,0.4,E,true")
	expect(t, db, "select id, origin from event where origin = 'eigen'", "duin-plan,eigen")
	expect(t, db, "select text from finding where subject = 'havenhoek' order by text", "Havenhoek: BU99010177 (Kade) staat niet in de cijfers van 2023; het gebied is niet gebruikt.",
		"Havenhoek: van de indeling van 2019 is in GM9901 niets geladen.")
	expect(t, db, brokenLineage, "0")
	events, err := db.Events(t.Context(), []string{"duinrand"})
	if err != nil || len(events) != 1 || !events[0].Own {
		t.Errorf("events are %+v, %v", events, err)
	}
	s, _ := db.Subject("gm9902")
	if ring, _ := db.Subject("duinrand-ring"); !s.Figures || ring.Figures {
		t.Error("which subjects have figures is wrong")
	}
}

// An own wijk on borders: its outline, its ring, older figures converted, and a break where its list names another place.
func TestOwnWijkOnBorders(t *testing.T) {
	files := map[string][]byte{"wijken 2016.geojson": wijken2016, "buurten_2024.json": outlineFile("buurtcode", "buurtnaam", buurten...), "a.xls": figures2016, "b.xlsx": figures2024,
		"buurten_2023.json": outlineFile("buurtcode", "buurtnaam", buurten[1], buurten[0], buurten[2]),
		"c.xlsx":            kwbWorkbook("KWB2023", kwbHeadings, []area{{"BU99010101", "Zonnewijk Noord", "Buurt", []string{"1050", "200", "500", "490", "205", "26", "1100"}}})}
	const own = "slug;naam;gemeente;toelichting\nkwartier;Kwartier;GM9901;\n"
	db := ingestedOwn(t, withOwn(t, map[string]string{"wijken.csv": own,
		"wijk-delen.csv": ownPartsHead + "kwartier;2024;BU99010102;deel;;Zonnewijk Zuid;besluit\nkwartier;2024;BU99010201;deel;;Maanzicht;besluit\nkwartier;2023;BU99010101;deel;;Zonnewijk Noord;besluit\n"}), files)
	expect(t, db, "select year, round(area_km2, 3), round(overlap, 3) from subject_outline where subject = 'kwartier' order by year", "2023,1,0", "2024,1,1")
	expect(t, db, "select year, value, quality from trend where subject = 'kwartier-ring' and indicator = 'inwoners' order by year", "2024,1100,B")
	expect(t, db, "select year, round(value, 3), quality, break_before from trend where subject = 'kwartier' and indicator = 'inwoners' order by year",
		"2016,400,C,false", "2023,1050,B,true", "2024,550,B,true")
	expect(t, db, "select year, kind from series_break where subject = 'kwartier'", "2024,indeling")
	expect(t, db, "select count(*) from finding where subject = 'kwartier' and kind = 'grens'", "1")
	expect(t, db, "select count(*) from series_break where subject = 'zonnewijk'", "0")

	// Where an area counts for a part, or is another place by its name, there is no outline and no ring.
	for _, parts := range []string{"kwartier;2024;BU99010102;deel;0,5;Zonnewijk Zuid;besluit\n", "kwartier;2024;BU99010102;deel;;Zonnewijk Zuid;besluit\nkwartier;2024;BU99010201;deel;;Sterzicht;besluit\n"} {
		db := ingestedOwn(t, withOwn(t, map[string]string{"wijken.csv": own, "wijk-delen.csv": ownPartsHead + parts}), files)
		expect(t, db, "select count(*) from subject_outline where subject = 'kwartier'", "0")
		expect(t, db, "select count(*) from trend where subject = 'kwartier-ring'", "0")
	}
}

// TestOwnNamesTheRevision: the same files with another own directory are another revision, and with the same are not.
func TestOwnNamesTheRevision(t *testing.T) {
	store, files := store.Store{Dir: t.TempDir()}, folder(t, map[string][]byte{"b.xlsx": figures2024})
	run := func(cat *catalogue.Catalogue, from string) Result {
		t.Helper()
		result, err := Run(t.Context(), cat, store, from, quiet)
		if err != nil {
			t.Fatal(err)
		}
		return result
	}
	own := func(note string) *catalogue.Catalogue {
		return withOwn(t, map[string]string{"wijken.csv": "slug;naam;gemeente;toelichting\nkwartier;Kwartier;GM9901;" + note + "\n",
			"wijk-delen.csv": ownPartsHead + "kwartier;2024;BU99010102;deel;;Zonnewijk Zuid;besluit\n"})
	}
	plain, first := run(zonnewijkAlone(t), files), run(own("a"), "")
	if again := run(own("a"), ""); !again.Unchanged || again.Revision != first.Revision {
		t.Errorf("the same directory gives %+v after %+v", again, first)
	}
	other := run(own("b"), files)
	revisions := []string{plain.Revision, first.Revision, other.Revision}
	slices.Sort(revisions)
	if len(slices.Compact(revisions)) != 3 {
		t.Errorf("revisions are %s, %s and %s", plain.Revision, first.Revision, other.Revision)
	}
	if back := run(zonnewijkAlone(t), ""); back.Revision != plain.Revision {
		t.Errorf("without the directory it is %s, first %s", back.Revision, plain.Revision)
	}
}

// TestTakenOnce: areas that own wijken share are taken from their gemeente once.
func TestTakenOnce(t *testing.T) {
	for _, c := range []struct {
		name string
		in   []term
		want []term
		ok   bool
	}{
		{"apart", []term{{"WK990201", 1}, {"BU99020301", .5}}, []term{{"WK990201", -1}, {"BU99020301", -.5}}, true},
		{"the same", []term{{"WK990201", 1}, {"WK990201", 1}}, []term{{"WK990201", -1}}, true},
		{"one in the other", []term{{"BU99020101", 1}, {"WK990201", 1}, {"BU99020102", 1}}, []term{{"WK990201", -1}}, true},
		{"parts of the same", []term{{"BU99020101", .5}, {"BU99020101", .5}}, nil, false},
		{"a part in the other", []term{{"BU99020101", .5}, {"WK990201", 1}}, nil, false},
	} {
		if got, ok := takenOnce(c.in); ok != c.ok || !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, %v", c.name, got, ok)
		}
	}
}
