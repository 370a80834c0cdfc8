package ingest

import (
	"encoding/json"
	"strings"
	"testing"

	"wijkinzicht/data/store"
	"wijkinzicht/ingest/fetch/mirrortest"
)

// TestBulk brings the tables of the whole country in one file each, with the same figures as the pages; of a few gemeenten it is not asked.
func TestBulk(t *testing.T) {
	const figures = "select area_code, year, indicator::varchar, value, status::varchar from observation where indicator in ('inwoners', 'koopwoningen', 'ses_woa') and (year = 2024) and area_code similar to '(NL00|..990.*)' order by all"
	want := Want{National: true, Sources: []string{"kwb-2024", "ses-86296NED"}}
	came := map[string]string{}
	for _, kind := range []string{"bulk", "odata4"} {
		w := newWorld(t)
		if kind == "odata4" {
			w.Spoil("csv/CBS/nl", 0, 0, mirrortest.HTML)
		}
		store := store.Store{Dir: t.TempDir()}
		report := w.update(t, store, want, "opendata.cbs.nl")
		for _, source := range []string{"kwb-2024", "ses-86296NED"} {
			if o := report.outcome(t, source); o.State != Fetched || o.Route != kind || o.Edition == "" {
				t.Fatalf("%+v", o)
			}
		}
		came[kind] = strings.Join(ask(t, opened(t, store), figures), "\n")
		for _, o := range w.update(t, store, want, "opendata.cbs.nl").Outcomes {
			if o.State != Reused {
				t.Errorf("again: %+v", o)
			}
		}
	}
	if came["bulk"] != came["odata4"] || strings.Count(came["bulk"], "\n") < 20 {
		t.Errorf("the file gives\n%s\nand the pages\n%s", came["bulk"], came["odata4"])
	}
	w := newWorld(t)
	w.update(t, store.Store{Dir: t.TempDir()}, kwb2024, "opendata.cbs.nl")
	for _, asked := range w.Asked() {
		if strings.Contains(asked, "csv/CBS") {
			t.Errorf("for a few gemeenten: asked for %s", asked)
		}
	}
}

// TestBulkFaults goes on to the pages where the file is not what it must be, and says why.
func TestBulkFaults(t *testing.T) {
	good := map[string]string{"Properties": "Identifier;Modified;ObservationCount\n85984NED;2026-03-01T02:00:00+02:00;1\n",
		"Dimensions": "Identifier;Kind;MapYear\nWijkenEnBuurten;GeoDetail;2024\n", "MeasureCodes": "Identifier;MeasureGroupId;Title;Unit\nM1;;Aantal inwoners;aantal\n",
		"WijkenEnBuurtenCodes": "Identifier;Title\nGM9901;Dorrestad\n", "Observations": "Id;Measure;WijkenEnBuurten;Value;StringValue;ValueAttribute\n0;M1;GM9901;12;;None\n"}
	for name, c := range map[string]struct{ set, text, says string }{
		"whole":                {"Catalog", "x", ""},
		"a point":              {"Observations", strings.Replace(good["Observations"], ";12;", ";12.5;", 1), `kolom Value: "12.5" is geen getal`},
		"a short row":          {"Observations", "Id;Measure\n1\n", "rij 2: de rij heeft 1 velden, de kop 2"},
		"no observations":      {"Observations", "", "het bestand is leeg"},
		"another table":        {"Properties", strings.Replace(good["Properties"], "85984", "85985", 1), `gevraagd is tabel 85984NED en er kwam "85985NED"`},
		"two tables":           {"Properties", good["Properties"] + "85985NED;x;1\n", "meer dan een rij"},
		"fewer than it says":   {"Properties", strings.Replace(good["Properties"], ";1\n", ";2\n", 1), "zegt 2 waarnemingen te hebben en er kwamen er 1"},
		"grouped, no groups":   {"MeasureCodes", strings.Replace(good["MeasureCodes"], ";;", ";G1;", 1), "geen MeasureGroups.csv"},
		"an unknown area":      {"WijkenEnBuurtenCodes", "Identifier;Title\nGM9902;Maandam\n", `gebied "GM9901" staat niet in de gebiedenlijst`},
		"not UTF-8":            {"WijkenEnBuurtenCodes", "Identifier;Title\nGM9901;\xff\n", "geen UTF-8"},
		"a quote that is open": {"Dimensions", "Identifier;Kind\n\"x;y\n", "beschadigd of afgekapt"},
	} {
		w := newWorld(t)
		files := map[string][]byte{}
		for set, text := range good {
			files[set+".csv"] = []byte(text)
		}
		files[c.set+".csv"] = []byte(c.text)
		w.File(route(t, "kwb-2024", "bulk"), mirrortest.Zip(files))
		o := w.update(t, store.Store{Dir: t.TempDir()}, Want{National: true, Sources: []string{"kwb-2024"}}, "opendata.cbs.nl").outcome(t, "kwb-2024")
		if c.says == "" && o.Route != "bulk" || c.says != "" && (o.Route != "odata4" || !o.says(c.says)) {
			t.Errorf("%s: %+v", name, o)
		}
	}
}

// TestRecordedBulk reads the rows of the packed tables that CBS was recorded to give.
func TestRecordedBulk(t *testing.T) {
	rows := func(name string) (out []map[string]any) {
		err := eachPackedRow(name, strings.NewReader(string(recorded(t, "bulk/"+name))), func(r json.RawMessage) error {
			row := map[string]any{}
			out = append(out, row)
			return json.Unmarshal(r, &row)
		})
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		return out
	}
	if o := rows("83841NED_Observations.cut.csv"); len(o) != 40 || o[0]["Value"] != 481.8 || o[0]["Perioden"] != "2011JJ00" || o[0]["StringValue"] != nil {
		t.Errorf("figures: %v", o)
	}
	if o := rows("Woonplaatsen_Observations.cut.csv"); o[1]["StringValue"] != "Almelo                             " || o[1]["Value"] != nil {
		t.Errorf("texts: %v", o)
	}
	if o := rows("85678NED_Properties.csv"); len(o) != 1 || o[0]["Identifier"] != "85678NED" || o[0]["ObservationCount"].(float64) < 1 {
		t.Errorf("properties: %v", o)
	}
	region := dimension{}
	for _, d := range rows("85678NED_Dimensions.csv") {
		if kind, _ := d["Kind"].(string); strings.HasPrefix(kind, "Geo") {
			content, _ := json.Marshal(d)
			json.Unmarshal(content, &region)
		}
	}
	if region.Identifier != "RegioS" || string(region.MapYear) != `"2023"` {
		t.Errorf("dimension of areas: %+v", region)
	}
}

// FuzzPackedRows makes JSON of whatever a set holds, or refuses it.
func FuzzPackedRows(f *testing.F) {
	f.Add("Id;Value;x\n0;481,8;\n1;;\"a;b\"\n")
	f.Add("\xef\xbb\xbfValue\r\n-1,5E3\r\n")
	f.Add("a\n\"\n")
	f.Fuzz(func(t *testing.T, text string) {
		err := eachPackedRow("x.csv", strings.NewReader(text), func(r json.RawMessage) error {
			if !json.Valid(r) {
				t.Errorf("%q gives %s", text, r)
			}
			return nil
		})
		if err != nil {
			mustRefuse(t, err)
		}
	})
}
