package ingest

import (
	"slices"
	"testing"

	"wijkinzicht/data/store"
	"wijkinzicht/ingest/sheet/sheettest"
)

func TestPostcodeCells(t *testing.T) {
	for text, want := range map[string]string{"2525": "2525", " 2525 ": "2525", "": "", ".": "", "-99999999": "", "-99997": "", "0525": "", "2525AB": "", "25255": ""} {
		if got := postcode(text); got != want {
			t.Errorf("%q gives %q, want %q", text, got, want)
		}
	}
	for column, want := range map[string]bool{"POSTCODE": true, "pst_mvp": true, "MeestVoorkomendePostcode_113": true, "meest_voorkomende_postcode": true, "Meest voorkomende postcode": true,
		"meestVoorkomendePostcode": true, "pst_dekp": false, "DEK_PERC": false, "Dekkingspercentage_114": false, "Postcodegebied": false} {
		if isPostcode(column) != want {
			t.Errorf("column %s: %v", column, !want)
		}
	}
}

// TestPostcodesOfEveryLayout reads KWB's most frequent postcode where each layout has it.
func TestPostcodesOfEveryLayout(t *testing.T) {
	map2018 := sheettest.DBase([]sheettest.Field{{Name: "BU_CODE", Type: 'C', Length: 10}, {Name: "JAAR", Type: 'C', Length: 4}, {Name: "BU_NAAM", Type: 'C', Length: 60},
		{Name: "GM_CODE", Type: 'C', Length: 6}, {Name: "WATER", Type: 'C', Length: 4}, {Name: "POSTCODE", Type: 'C', Length: 10}, {Name: "AANT_INW", Type: 'N', Length: 10}},
		[][]string{{"BU99010101", "2018", "Zonnewijk-Noord", "GM9901", "NEE", "9901", "680"}, {"BU99010102", "2018", "Zonnewijk-Zuid", "GM9901", "NEE", "-99999999", "510"}})
	topics := append(slices.Clone(topics2020), topic{"MeestVoorkomendePostcode_113", "Meest voorkomende postcode", "Postcode", "code", "String"})
	var areas []area
	for i, a := range areas2020 {
		a.cells = append(slices.Clone(a.cells), map[bool]string{true: `"      9902"`, false: `"         ."`}[i == 2])
		areas = append(areas, a)
	}
	csv := "ID,WijkenEnBuurten,Gemeentenaam_1,SoortRegio_2,Codering_3,IndelingswijzigingWijkenEnBuurten_4,AantalInwoners_5,GemiddeldInkomenPerInwoner_66,MeestVoorkomendePostcode_108\n" +
		"0,NL00      ,Nederland,Land,NL00      ,.,17081507,25.7,.\n1,BU99010101,Dorrestad,Buurt,BU99010101,1,700,22.1,9903\n"
	workbook := kwbWorkbook("KWB2023", append(slices.Clone(kwbHeadings), "pst_mvp"), []area{{"BU99010101", "Zonnewijk-Noord", "Buurt", []string{"720", "205", "310", "305", ".", "x", "1100", "9904"}}})
	statline := statlineExport([]string{"Bevolking/Aantal inwoners (aantal)", "Postcode/Meest voorkomende postcode (code)"}, []area{{"BU99010101", "Zonnewijk-Noord", "Buurt", []string{"690", "9905"}}})
	long := mapGeoJSON(`"buurtcode":"BU99010101","buurtnaam":"Zonnewijk-Noord","gemeentecode":"GM9901","water":"NEE","jrstatcode":"2022BU99010101","jaar":2022,"aantalInwoners":710,"meestVoorkomendePostcode":"9906"`)
	store := store.Store{Dir: t.TempDir()}
	ingested(t, store, folder(t, map[string][]byte{
		"buurt_2018.dbf": map2018, "2020/cijfers.json": odataFigures("", true, topics, areas), "2020/eigenschappen.json": odataProperties("", 2020, topics), "2020/gebieden.json": odataRegions("", areas),
		"iets.csv": []byte(csv), "kwb.xlsx": workbook, "Kerncijfers_wijken_en_buurten_2019.csv": statline, "ogc.geojson": long,
	}))
	db := opened(t, store)
	expect(t, db, `select a.year, a.code, a.postcode, f.name from area a join raw_file f on f.id = a.postcode_file where a.gemeente_code = 'GM9901' order by a.year`,
		"2017,BU99010101,9903,iets.csv", "2018,BU99010101,9901,buurt_2018.dbf", "2019,BU99010101,9905,Kerncijfers_wijken_en_buurten_2019.csv",
		"2020,BU99010101,9902,cijfers.json", "2022,BU99010101,9906,ogc.geojson", "2023,BU99010101,9904,kwb.xlsx")
	a, ok := db.AreaNow("BU99010101")
	if !ok || a.Postcode == "" {
		t.Errorf("the buurt of today: %+v", a)
	}
}
