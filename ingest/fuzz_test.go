package ingest

import (
	"context"
	"errors"
	"testing"

	"wijkinzicht/data"
	"wijkinzicht/ingest/sheet"
	"wijkinzicht/ingest/sheet/sheettest"
)

// fuzzContent feeds a file of any content, under a name with a year, to the recogniser as a folder's one file. Whatever it
// holds, it is read, skipped or refused; what is read gives finite figures of areas with a level.
func fuzzContent(t *testing.T, cat *data.Catalogue, name string, contents ...[]byte) {
	var r recognised
	var pieces []odataFile
	for _, content := range contents {
		piece, err := r.look(context.Background(), cat, input{name: name, folder: "."}, content)
		if err != nil {
			mustRefuse(t, err)
			return
		}
		if piece != nil {
			pieces = append(pieces, *piece)
		}
	}
	if err := r.assemble(context.Background(), cat, pieces); err != nil {
		mustRefuse(t, err)
		return
	}
	for _, table := range r.tables {
		if err := table.check(); err != nil {
			mustRefuse(t, err)
			continue
		}
		for _, a := range table.areas(1) {
			if a.Level == "" || a.Code == "" {
				t.Errorf("an area without a level: %+v", a)
			}
		}
		next, problem := table.readings(1)
		for reading, ok := next(); ok; reading, ok = next() {
			if (reading.Value != nil) != (reading.Status == data.OK || reading.Status == data.Provisional) || reading.Status == "" {
				t.Fatalf("a figure with status %q and value %v", reading.Status, reading.Value)
			}
		}
		if err := problem(); err != nil {
			mustRefuse(t, err)
		}
	}
}

// mustRefuse holds that what cannot be read is refused in our words.
func mustRefuse(t *testing.T, err error) {
	t.Helper()
	var r *Refusal
	if !errors.As(err, &r) {
		t.Errorf("%v is no refusal", err)
	}
}

func FuzzStatline(f *testing.F) {
	cat := dorrestad(f)
	f.Add(statlineExport([]string{"Bevolking/Aantal inwoners (aantal)", "Wonen/Gemiddelde woningwaarde (x 1 000 euro)"}, []area{{"WK990101", "Zonnewijk", "Wijk", []string{"10", "."}}}))
	f.Add(statWebExport(2015, []string{"Bevolking|Aantal inwoners"}, []string{"aantal"}, []area{{name: "Zonnewijk", cells: []string{"1,5"}}}))
	f.Add([]byte(bom + "\"Kerncijfers wijken en buurten 2015\"\n\"x\";\"y\"\n\"Wijken en buurten\"\n"))
	f.Add([]byte("Wijken en buurten;Bevolking/Aantal inwoners (aantal)\n"))
	f.Fuzz(func(t *testing.T, content []byte) { fuzzContent(t, cat, "kwb 2019", content) })
}

func FuzzOData(f *testing.F) {
	cat := dorrestad(f)
	figures, properties, regions := odataFigures("", true, topics2020, areas2020[:2]), odataProperties("", 2020, topics2020), odataRegions("", areas2020[:2])
	f.Add(figures, properties, regions)
	f.Add(odataFigures("86165NED", false, topics2025, areas2025), odataProperties("86165NED", 2025, topics2025), regions)
	f.Add([]byte(`{"value":[{"WijkenEnBuurten":null,"a":1,"b":2}]}`), []byte(`{"value":[{"ID":"x","ParentID":1,"Unit":null}]}`), []byte(`{"value":[]}`))
	f.Add(lbm3GeoJSON("", true, 5, 52, "BU99010101 "+scores2024), []byte(`{"value":[1]}`), []byte(`{"type":"FeatureCollection","features":[{"kscore":1}]}`))
	f.Fuzz(func(t *testing.T, a, b, c []byte) { fuzzContent(t, cat, "a", a, b, c) })
}

func FuzzLBM3CSV(f *testing.F) {
	cat := dorrestad(f)
	f.Add(lbm3CSV(lbm3Rows...))
	f.Add([]byte("wk_code,jaar,afw\nWK990101,2024,0.1\n"))
	f.Add([]byte("jaar,afw,\"gm_code\"\n2024,,GM9901"))
	f.Fuzz(func(t *testing.T, content []byte) { fuzzContent(t, cat, "a", content) })
}

func FuzzLBM3GeoJSON(f *testing.F) {
	cat := dorrestad(f)
	f.Add(lbm3GeoJSON("", true, 5, 52, "BU99010101 "+scores2024))
	f.Add(lbm3GeoJSON("EPSG:28992", false, 155000, 463000, "BU99010101 "+scores2024))
	f.Fuzz(func(t *testing.T, content []byte) { fuzzContent(t, cat, "a", content) })
}

func FuzzAttributes(f *testing.F) {
	cat := dorrestad(f)
	f.Add(mapAttributes())
	f.Add(mapNames())
	f.Add(sheettest.DBase([]sheettest.Field{{Name: "GM_CODE", Type: 'C', Length: 6}, {Name: "AANT_INW", Type: 'N', Length: 4}}, [][]string{{"GM9901", "1"}, {"*GM990", "2"}}))
	f.Fuzz(func(t *testing.T, content []byte) { fuzzContent(t, cat, "wijk_2016", content) })
}

// FuzzSheet puts any text in any cell of a small workbook; the workbook's own bytes are package sheet's to fuzz.
func FuzzSheet(f *testing.F) {
	cat := dorrestad(f)
	f.Add("KWB2023", "gwb_code_10", "recs", "a_inw", "WK990101", "12")
	f.Add("wijk", "WK_CODE", "KL02", "KL08", "WK990101", "#N/A")
	f.Add("data(2)", "GBD", "RLBRMTR16", "RLBRMTR16", "GM9901", "0.5")
	f.Fuzz(func(t *testing.T, name, a, b, c, code, cell string) {
		var r recognised
		s := sheet.Sheet{Name: name, Rows: [][]string{{a, b, c}, {code, "Wijk", cell}, nil, {code}}}
		if err := r.lookSheets(cat, input{name: "2023"}, []sheet.Sheet{{}, s}, nil); err != nil {
			mustRefuse(t, err)
			return
		}
		for _, table := range r.tables {
			if err := table.check(); err != nil {
				mustRefuse(t, err)
				continue
			}
			next, _ := table.readings(1)
			for _, ok := next(); ok; _, ok = next() {
			}
		}
	})
}
