package ingest

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// recorded gives a recorded answer of a service, which stands beside the real files; without it the test is skipped.
func recorded(t *testing.T, name string) []byte {
	t.Helper()
	real := os.Getenv("WIJKINZICHT_REAL")
	if real == "" {
		real = "../../shared/data/real"
	}
	content, err := os.ReadFile(filepath.Join(filepath.Dir(real), "wire", name))
	if os.IsNotExist(err) {
		t.Skipf("no recorded answers (%s)", name)
	}
	if err != nil {
		t.Fatal(err)
	}
	return content
}

// enveloped puts a recorded list of rows, of which the finder left the envelope out, back in one.
func enveloped(id, set string, content []byte) []byte {
	if content[0] != '[' {
		return content
	}
	return slices.Concat([]byte(`{"odata.metadata":"https://opendata.cbs.nl/ODataFeed/OData/`+id+`/$metadata#Cbs.OData.WebAPI.`+set+`","value":`), content, []byte("}"))
}

// looked gives what the reader takes a recorded answer of v3 for.
func looked(t *testing.T, id, set string, content []byte) (*odataFile, *recognised) {
	t.Helper()
	var r recognised
	content = enveloped(id, set, content)
	f, err := r.lookJSON(dorrestad(t), input{name: set, held: content}, content)
	if err != nil {
		t.Fatalf("%s of %s: %v", set, id, err)
	}
	return f, &r
}

// TestRecorded3 runs the readers of OData v3 over what CBS answered.
func TestRecorded3(t *testing.T) {
	for _, c := range []struct {
		file, id, set string
		topics, year  int
		region        string
	}{
		{"odata3/85984NED_DataProperties.json", "85984NED", "DataProperties", 128, 2024, "WijkenEnBuurten"},
		{"odata3/80137ned_DataProperties.json", "80137ned", "DataProperties", 12, 0, ""},
		{"odata3/84410NED_DataProperties.cut.json", "84410NED", "DataProperties", -1, 0, ""},
	} {
		f, _ := looked(t, c.id, c.set, recorded(t, c.file))
		if f == nil || !f.isProperties() {
			t.Errorf("%s is not known as DataProperties", c.file)
			continue
		}
		properties, err := readProperties(t.Context(), *f)
		if err != nil {
			t.Errorf("%s: %v", c.file, err)
		}
		topics := 0
		for _, p := range properties {
			if p.Type == "Topic" {
				topics++
			}
		}
		if c.topics >= 0 && topics != c.topics || mapYear(properties, "WijkenEnBuurten") != c.year {
			t.Errorf("%s: %d topics, division %d", c.file, topics, mapYear(properties, "WijkenEnBuurten"))
		}
		var rows struct{ Value []json.RawMessage }
		if err := json.Unmarshal(enveloped(c.id, c.set, recorded(t, c.file)), &rows); err != nil {
			t.Fatal(err)
		}
		if region, _ := dimensions3(rows.Value); region != c.region {
			t.Errorf("%s: areas in %q, want %q", c.file, region, c.region)
		}
	}
	if f, _ := looked(t, "85984NED", "TableInfos", recorded(t, "odata3/85984NED_TableInfos.json")); f == nil || !f.isInfo() || statusIn(recorded(t, "odata3/85984NED_TableInfos.json")) != "definitief" {
		t.Error("TableInfos of 85984NED does not say that it is final")
	}
	for _, page := range []string{"odata3/83599NED_UntypedDataSet_page1.cut.json", "odata3/83599NED_UntypedDataSet_page2.cut.json"} {
		f, _ := looked(t, "", "", recorded(t, page))
		if f == nil || !f.isFigures() || f.table != "83599NED" || f.region() != "RegioS" {
			t.Errorf("%s is %+v", page, f)
		}
	}
	var first, last odataPage
	for name, page := range map[string]*odataPage{"odata3/83599NED_UntypedDataSet_page1.cut.json": &first, "odata3/83599NED_UntypedDataSet_page2.cut.json": &last} {
		if err := json.Unmarshal(recorded(t, name), page); err != nil {
			t.Fatal(err)
		}
	}
	if follow("https://opendata.cbs.nl/x", first.Next3) != "https://opendata.cbs.nl/ODataFeed/OData/83599NED/UntypedDataSet/?$format=json&$skip=10000" || last.Next3 != "" {
		t.Errorf("pages lead to %q and %q", first.Next3, last.Next3)
	}
}

// TestRecorded3Names finds the wijken in the list of areas that the police had, and nobody's gemeente among them.
func TestRecorded3Names(t *testing.T) {
	content := string(recorded(t, "odata3-dataderden/politie_WijkenEnBuurten.2024-01.cut.csv"))
	if !strings.Contains(content, `"GM0000    "`) || !nowhere("GM0000") || !nowhere("BU00000000") || nowhere("GM0518") {
		t.Error("the gemeente that nobody knows is not told from the others")
	}
}

// TestRecorded4 runs the readers of OData v4 over what CBS answered.
func TestRecorded4(t *testing.T) {
	set := func(name, entity string) odata4File {
		content := recorded(t, "odata4/80072ned_"+name)
		m := opening4.FindSubmatch(content[:min(len(content), 500)])
		if m == nil {
			t.Fatalf("%s does not open as an answer of v4", name)
		}
		found := context4.FindStringSubmatch(string(m[1]))
		if found == nil || found[1] != "80072ned" || found[2] != entity {
			t.Errorf("%s is taken for %q", name, found)
		}
		return odata4File{input{name: name, held: content}, "80072ned", entity}
	}
	measures, err := rows4[measure](set("MeasureCodes.json", "MeasureCodes"))
	if err != nil || len(measures) != 1 || measures[0].MeasureGroupID != "" || normaliseUnit(measures[0].Unit) != "%" {
		t.Errorf("measures %+v, %v", measures, err)
	}
	periods, err := rows4[period4](set("PeriodenCodes.cut.json", "PeriodenCodes"))
	if err != nil || isProvisional(periods[0].Title, periods[0].Status) || !isProvisional(periods[len(periods)-1].Title, periods[len(periods)-1].Status) {
		t.Errorf("periods: %v", err)
	}
	dimensions, err := rows4[dimension](set("Dimensions.json", "Dimensions"))
	if err != nil || len(dimensions) != 2 || dimensions[0].isRegion() || dimensions[1].isRegion() {
		t.Errorf("dimensions %+v, %v", dimensions, err)
	}
	about := table4{region: "BedrijfskenmerkenSBI2008", names: map[string]string{}}
	years, lines := map[int]*wide{}, 0
	f := set("Observations.cut.json", "Observations")
	err = f.in.eachODataRow(func(row map[string]json.RawMessage) error {
		lines++
		row["Measure"], _ = json.Marshal("M001924")
		if string(row["Perioden"]) != `"2019JJ00"` {
			return nil
		}
		return about.observe(f.in.name, lines, row, map[string]int{"M001924": 0}, years)
	})
	if err != nil || lines != 120 {
		t.Errorf("%d observations, %v", lines, err)
	}
}

// TestRecordedFeatures reads what PDOK and the Leefbaarometer answered.
func TestRecordedFeatures(t *testing.T) {
	for name, c := range map[string]struct {
		features int
		next     string
	}{
		"ogc-software/expected_foo_collection_with_cursor.json": {2, "http://localhost:8080/collections/foo/items?cursor=DwA%7CNwyr1Q&f=json&limit=2"},
		"ogc-software/expected_empty_feature_collection.json":   {0, ""},
		"wfs/bag_verblijfsobject.json":                          {5, ""},
		"wfs/lbm3_buurtscore24.extract.json":                    {1, ""},
		"ogc/buurten_2024_one_feature.json":                     {1, ""},
	} {
		var page featurePage
		if err := json.Unmarshal(recorded(t, name), &page); err != nil || page.Type != "FeatureCollection" || page.Features == nil || len(*page.Features) != c.features {
			t.Errorf("%s: %+v, %v", name, page, err)
			continue
		}
		next := ""
		for _, l := range page.Links {
			if l.Rel == "next" {
				next = l.Href
			}
		}
		if next != c.next {
			t.Errorf("%s leads to %q", name, next)
		}
	}
	var r recognised
	content := recorded(t, "ogc/buurten_2024_one_feature.json")
	if _, err := r.lookJSON(dorrestad(t), input{name: "buurten-2024.geojson", held: content}, content); err != nil {
		t.Fatal(err)
	}
	if len(r.outlines)+len(r.tables) == 0 {
		t.Errorf("of the buurten of PDOK nothing is read: %+v", r.skipped)
	}
}
