package ingest

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"wijkinzicht/data/store"
	"wijkinzicht/ingest/sheet/sheettest"
)

// statWebCodesExport writes the older StatLine's layout with codes as people saved it again from a spreadsheet: every line of the same
// width, quotes only around semicolons, depth as bars, a column Jaar of their own.
func statWebCodesExport(year int, rows ...string) []byte {
	head := []string{"", "Gemeentenaam", "Soort regio", "||Codering", "Jaar", "Indelingswijziging wijken en buurten", "||Aantal inwoners", "|||0 tot 15 jaar",
		"||||Appartement", "|||Koopwoningen", `"||Personen per soort uitkering; Bijstand"`, "||Totaal diefstal uit woning/schuur/e.d.", "||||Appartement",
		"||Afstand tot school", "||Scholen binnen 3 km"}
	units := "Wijken en buurten;naam;omschrijving;code;;code;aantal;aantal;kWh;%;aantal;per 1 000 inwoners;m³;km;aantal"
	blank := strings.Repeat(";", len(head)-1)
	lines := append([]string{fmt.Sprintf("Kerncijfers wijken en buurten %d%s", year, blank), blank, ";Onderwerp" + blank[1:], strings.Join(head, ";"), units}, rows...)
	return []byte(bom + strings.Join(lines, "\r\n") + "\r\n")
}

// mapGeoJSON writes a map with figures and no borders worth the name.
func mapGeoJSON(properties ...string) []byte {
	var features []string
	for i, p := range properties {
		x := 5 + float64(i)/100
		features = append(features, fmt.Sprintf(`{"type":"Feature","properties":{%s},"geometry":{"type":"Polygon","coordinates":[[[%[2]v,52],[%[3]v,52],[%[3]v,52.01],[%[2]v,52.01],[%[2]v,52]]]}}`, p, x, x+0.01))
	}
	return []byte(`{"type":"FeatureCollection","features":[` + strings.Join(features, ",") + "]}")
}

// twoDictionaries is a map of 2024 in whose rows the columns of the statistical table stand beside its own.
const twoDictionaries = `[
{"gemeentecode":"GM9901","gemeentenaam":"Dorrestad","water":"NEE","jaar":2024,"aantal_inwoners":31000,"gemiddelde_woningwaarde":300,"percentage_koopwoningen":-99997,"Codering_3":"GM9901    ","AantalInwoners_5":31000,"Nederland_17":20000,"Nederland_20":19000,"GemiddeldeWOZWaardeVanWoningen_39":302,"Koopwoningen_47":41,"GemiddeldInkomenPerInwoner_78":null},
{"gemeentecode":"GM9901","gemeentenaam":"Dorrestad","water":"JA","jaar":2024,"aantal_inwoners":-99995,"gemiddelde_woningwaarde":-99995,"percentage_koopwoningen":-99995,"Codering_3":"GM9901    ","AantalInwoners_5":31000,"Nederland_17":20000,"Nederland_20":19000,"GemiddeldeWOZWaardeVanWoningen_39":302,"Koopwoningen_47":41,"GemiddeldInkomenPerInwoner_78":30.5},
{"gemeentecode":"GM9902","gemeentenaam":"Maandam","water":"NEE","jaar":2024,"aantal_inwoners":9000,"gemiddelde_woningwaarde":250,"percentage_koopwoningen":60,"Codering_3":"GM9902    ","AantalInwoners_5":9000,"Nederland_17":8000,"Nederland_20":7900,"GemiddeldeWOZWaardeVanWoningen_39":250,"Koopwoningen_47":60,"GemiddeldInkomenPerInwoner_78":28.1}]`

func kwbLayouts(t *testing.T) map[string][]byte {
	land := sheettest.DBase([]sheettest.Field{{Name: "GM_CODE", Type: 'C', Length: 6}, {Name: "GM_NAAM", Type: 'C', Length: 30}, {Name: "WATER", Type: 'C', Length: 4},
		{Name: "AANT_INW", Type: 'N', Length: 10}, {Name: "Doorz", Type: 'N', Length: 4}},
		[][]string{{"GM9901", "Dorrestad", "JA", "-99999999", "1"}, {"GM9901", "Dorrestad", "NEE", "29900", "1"}})
	mapped := sheettest.DBase([]sheettest.Field{{Name: "WK_CODE", Type: 'C', Length: 8}, {Name: "WK_NAAM", Type: 'C', Length: 30}, {Name: "WATER", Type: 'C', Length: 4},
		{Name: "AANTAL_HH", Type: 'N', Length: 10}, {Name: "AANT_INW", Type: 'N', Length: 10}}, [][]string{{"WK990101", "Zonnewijk", "NEE", "410", "1010"}})
	odata := "\ufeffID,WijkenEnBuurten,Gemeentenaam_1,SoortRegio_2,Codering_3,IndelingswijzigingWijkenEnBuurten_4,AantalInwoners_5,GemiddeldInkomenPerInwoner_66\n" +
		"0,NL00      ,Nederland,Land,NL00      ,.,17081507,25.7\n" +
		"1,GM9903    ,Zon,Maan en Ster,Gemeente,GM9903    ,.,120\n" + // the comma in the name breaks the row
		"2,GM9904    ,Sterren,,,,,\n" +
		"3,WK990101  ,Dorrestad,Wijk,WK990101  ,3,1020,.\n" +
		"4,WK990102  ,Dorrestad,Wijk,WK990102  ,1,,22.1\n"
	return map[string][]byte{
		"a.csv": statWebCodesExport(2015,
			`Dorrestad;Dorrestad;Gemeente;GM9901;2015;.;29000;6000;2000;41,5;800;6;700;0,5;8,5`,
			`Zonnewijk;Dorrestad;Wijk;WK990101;2015;3;1100;300;.;25;90;;650;0;-1`),
		"2016/gem_2016.dbf": land,
		"kaart2017.zip":     sheettest.Zip([]sheettest.Part{{Name: "map/wijk2017.dbf", Content: string(mapped)}}),
		"iets.csv":          []byte(odata),
		"anders.csv":        []byte(strings.Replace(odata, "\ufeffID,", "\ufeffWK_NAAM,", 1)),
		"zonder jaar.csv":   []byte(strings.Replace(odata, "17081507", "17081508", 1)),
		"buurt_2015.geojson": mapGeoJSON(`"BU_CODE":"BU99010101","BU_NAAM":"Zonnewijk-Noord","GM_CODE":"GM9901","WK_CODE":"WK990101","AANT_INW":610,"P_00_14_JR":29,"WWB_UITTOT":40`,
			`"BU_CODE":"BU99010102","BU_NAAM":"Zonnewijk-Zuid","GM_CODE":"GM9901","WK_CODE":"WK990101","AANT_INW":490,"WWB_UITTOT":-99999997`),
		"ogc.geojson":            mapGeoJSON(`"wijkcode":"WK990102","wijknaam":"Maanwijk","water":"NEE","jrstatcode":"2023WK990102","jaar":2023,"aantalInwoners":2010,"percentagePersonen0Tot15Jaar":21,"gemiddeldeWoningwaarde":-99997`),
		"tussen.parquet":         asParquet(t, []byte(`{"value":`+twoDictionaries+`}`)),
		"gemeenten_2022.geojson": mapGeoJSON(`"gemeentecode":"GM9901","gemeentenaam":"Dorrestad","aantal_inwoners":30500,"gem_inkomen_inwoner":28`),
		"Kerncijfers_wijken_en_buurten_2020 na.csv": []byte(strings.Replace(string(statlineExport([]string{"Bevolking/Aantal inwoners (aantal)"}, nil)), "Codering", "Kode", 1)),
	}
}

// TestKWBLayouts reads the layouts in which key figures go round, each with the traps of the real ones.
func TestKWBLayouts(t *testing.T) {
	store := store.Store{Dir: t.TempDir()}
	from := folder(t, kwbLayouts(t))
	result := ingested(t, store, from)
	db := opened(t, store)
	expect(t, db, "select name, format, source_id, rows_read, rows_rejected from raw_file where name not like 'meegeleverd/%' order by source_id, name",
		`a.csv,"KWB StatLine CSV (oud, met codes)",kwb-2015,2,0`,
		`buurt_2015.geojson,"Wijk- en buurtkaart, kenmerken (GeoJSON)",kwb-2015,2,0`,
		`gem_2016.dbf,"Wijk- en buurtkaart, attributen (dBase)",kwb-2016,1,0`,
		`iets.csv,KWB OData (CSV),kwb-2017,3,2`,
		`wijk2017.dbf,"Wijk- en buurtkaart, attributen (dBase)",kwb-2017,1,0`,
		`ogc.geojson,"Wijk- en buurtkaart, kenmerken (GeoJSON)",kwb-2023,1,0`,
		`tussen.parquet,"KWB OData, naast kaartkenmerken",kwb-2024,2,0`)
	for _, c := range []struct {
		indicator, code string
		year            int
		want            string
	}{
		{"inwoners_0_14", "GM9901", 2015, "6000,ok,,a.csv,"},
		{"koop", "GM9901", 2015, `41.5,ok,"41,5",a.csv,`},
		{"bijstand_aantal", "WK990101", 2015, "90,ok,,a.csv,"},
		{"diefstal_woning", "GM9901", 2015, "6,ok,,a.csv,"}, // a title with slashes of its own
		{"diefstal_woning", "WK990101", 2015, ",onbekend,,a.csv,"},
		{"scholen_3km", "WK990101", 2015, ",onbekend,.,a.csv,"}, // -1 school at 0 km is no figure
		{"afstand_school", "WK990101", 2015, ",onbekend,.,a.csv,"},
		{"inwoners", "BU99010101", 2015, "610,ok,,buurt_2015.geojson,"},
		{"aandeel_0_14", "BU99010102", 2015, ",onbekend,,buurt_2015.geojson,"}, // an absent figure is an absent key
		{"bijstand_aantal", "BU99010102", 2015, ",onbekend,-99999997,buurt_2015.geojson,"},
		{"inwoners", "GM9901", 2016, "29900,ok,,gem_2016.dbf,"},
		{"inwoners", "WK990101", 2017, "1020,ok,,iets.csv,"}, // the table goes before the map, which says 1010
		{"huishoudens", "WK990101", 2017, "410,ok,,wijk2017.dbf,"},
		{"inkomen_per_inwoner", "WK990101", 2017, ",onbekend,.,iets.csv,"},
		{"inwoners", "WK990102", 2023, "2010,ok,,ogc.geojson,"},
		{"aandeel_0_14", "WK990102", 2023, "21,ok,,ogc.geojson,"},
		{"woz", "WK990102", 2023, ",onbekend,-99997,ogc.geojson,"},
		{"woz", "GM9901", 2024, "302,ok,,tussen.parquet,"},
		{"koop", "GM9901", 2024, "41,ok,,tussen.parquet,"},
		{"herkomst_nederland_aantal", "GM9901", 2024, "20000,ok,,tussen.parquet,"},
		{"inkomen_per_inwoner", "GM9901", 2024, ",onbekend,,tussen.parquet,"}, // the water record has one and is not read
	} {
		expect(t, db, figureOf(c.indicator, c.code, c.year), c.want)
	}
	expect(t, db, "select count(*) from observation where area_code in ('GM9903', 'GM9904')", "0")
	expect(t, db, "select note from raw_file where name = 'tussen.parquet'",
		`"De kenmerken van de kaart ernaast zijn van een eerdere uitgave en niet gebruikt; anders, met het aantal rijen: Gemiddelde WOZ-waarde 1."`)
	for _, skipped := range []string{
		"anders.csv: een bewerking van een tabel van het CBS: de kolom WK_NAAM staat daar niet in",
		"zonder jaar.csv: OData-tabel als CSV zonder jaar: de rij van Nederland, die het jaar verraadt, ontbreekt",
		"Kerncijfers_wijken_en_buurten_2020 na.csv: StatLine-tabel met namen en zonder codes; kies in StatLine de regioaanduiding (Codering) erbij",
	} {
		if !strings.Contains(strings.Join(result.Skipped, "\n"), skipped) {
			t.Errorf("left out are %q, not %q", result.Skipped, skipped)
		}
	}
	if !strings.Contains(strings.Join(result.Skipped, "\n"), "gemeenten_2022.geojson: ") {
		t.Errorf("a table that somebody made of KWB was read: %q", result.Skipped)
	}
	if again := ingested(t, store, from); !again.Unchanged || again.Revision != result.Revision {
		t.Errorf("the same files, of which the store now keeps those of the zip file, give %+v", again)
	}
	if kept := ingested(t, store, ""); kept.Revision != result.Revision {
		t.Errorf("what the store keeps makes %+v", kept)
	}
}

func TestStatWebCodesRefuses(t *testing.T) {
	good := statWebCodesExport(2015, `Dorrestad;Dorrestad;Gemeente;GM9901;2015;.;29000;6000;2000;41,5;800;6;700;0,5;8,5`)
	for name, c := range map[string]struct {
		content []byte
		says    string
	}{
		"another year in the rows": {bytes.Replace(good, []byte("GM9901;2015"), []byte("GM9901;2016"), 1), `het jaar is "2016"`},
		"a row cut off":            {bytes.Replace(good, []byte(";0,5;8,5"), nil, 1), "de rij heeft 13 velden"},
		"a decimal point":          {bytes.Replace(good, []byte("41,5"), []byte("41.5"), 1), "heeft een punt"},
		"another unit":             {bytes.Replace(good, []byte("kWh;%;"), []byte("kWh;aantal;"), 1), `de eenheid is "aantal"`},
		"a count in thousands":     {bytes.Replace(good, []byte(";code;aantal;aantal"), []byte(";code;x 1 000;aantal"), 1), `de eenheid is "x 1 000"`},
	} {
		_, err := Run(t.Context(), dorrestad(t), store.Store{Dir: t.TempDir()}, folder(t, map[string][]byte{"a.csv": c.content}), quiet)
		if err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s gives %v", name, err)
		}
	}
}
