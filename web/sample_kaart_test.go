package web

import "fmt"

// sampleMap is a row of six areas that do not exist: five classes and one without data.
func sampleMap() Map {
	m := Map{
		Width: 600, Height: 100, Unit: "inwoners", Division: "2024", Schematic: true,
		Title: "Inwoners per buurt, Dorrestad, 2024", Summary: "Kaart van zes buurten in Dorrestad; Zonnewijk is dik omlijnd.",
		Outlines: []MapOutline{{1, "Zonnewijk", "/wijk/zonnewijk", "M0 0h200v100h-200Z", 100, 50, 100, 52}},
	}
	for i, name := range sampleNames[:6] {
		area := MapArea{Code: fmt.Sprintf("BU9901010%d", i+1), Name: name, Path: fmt.Sprintf("M%d 0h100v100h-100Z", i*100)}
		if i == 5 {
			area.Reason = "geheim"
		} else {
			area.Class, area.Value = i+1, Getal(float64(900+1000*i), 0)
		}
		m.Areas = append(m.Areas, area)
		m.Dots = append(m.Dots, MapDot{float64(50 + i*100), 50})
	}
	m.Areas[0].Reason, m.Areas[0].URL = "voorlopig", "/wijk/zonnewijk"
	m.Circles = []MapCircle{{"BU99010101", 50, 50, 12}}
	m.Water = []string{"M0 90h600v10h-600Z"}
	return m
}

func sampleLegend() Legend {
	return Legend{
		Title: "Inwoners",
		Classes: []LegendClass{
			{1, "minder dan 1.000", "1"}, {2, "1.000 tot 2.000", "1"}, {3, "2.000 tot 3.000", "1"}, {4, "3.000 tot 4.000", "1"}, {5, "4.000 of meer", "1"},
		},
		None: LegendClass{0, "geen gegevens", "1"},
		Bars: []LegendBar{{0, 28, 7, 28, 1}, {120, 0, 7, 56, 3}}, City: LegendCity{120, "Dorrestad: 2.900", "900", "4.900"},
	}
}

func sampleRows() []AreaRow {
	var rows []AreaRow
	for _, area := range sampleMap().Areas {
		rows = append(rows, AreaRow{Name: area.Name, Code: area.Code, Value: area.Value, Reason: area.Reason})
	}
	rows[0].Wijk, rows[0].URL = Link{"Zonnewijk", "/wijk/zonnewijk"}, "/gebied/BU99010101"
	return rows
}

func sampleKaart() KaartPage {
	const query = "?gemeente=GM9901&indicator=inwoners&jaar=2024&niveau=buurt"
	return KaartPage{
		Frame:          sampleFrame("Inwoners per buurt, Dorrestad, 2024", SectionKaart),
		Municipalities: []Option{{"GM9901", "Dorrestad", true}, {"GM9902", "Nieuw-Elderveen", false}},
		Indicators:     []OptionGroup{{"Bevolking", false, []Option{{"inwoners", "Inwoners", true}}}},
		Levels:         []Option{{"buurt", "buurten", true}, {"wijk", "wijken", false}},
		Years: []YearLink{
			{2012, "/kaart?gemeente=GM9901&indicator=inwoners&jaar=2012&niveau=buurt", false}, {2024, "/kaart" + query, true},
		},
		Since:        []Option{{"", "geen jaar", true}, {"2012", "2012", false}},
		Against:      []Option{{"", "op zichzelf", true}, {"gemeente", "ten opzichte van Dorrestad", false}},
		ClassChoices: []Option{{"", "vast", true}, {"kwantielen", "kwantielen", false}},
		Windows:      []Option{{"", "waar mensen wonen", true}, {"alles", "heel Dorrestad", false}},
		Kept:         []Option{{"jaar", "2024", false}},
		AllYears:     Link{"alle jaren naast elkaar", "/kaart" + query + "&jaren=alle"},
		Remark:       "U koos een aantal.", Other: Link{"Toon de aantallen als cirkels", "/kaart" + query + "&als=aantal"},
		Orders:       []Order{{Link{"op naam", "/kaart" + query + "&volgorde=naam"}, false}},
		Lines:        "/kaart-reeksen.json" + query,
		Municipality: "Dorrestad",
		Definition:   "Aantal inwoners op 1 januari.",
		Sentence:     "De meeste inwoners heeft Oude Wal.",
		Map:          sampleMap(), Legend: sampleLegend(), Rows: sampleRows(),
		Notes:   []string{"De vormen zijn schematisch."},
		Sources: []Link{{"Bureau voor Verzonnen Cijfers, Kerncijfers Dorrestad 2024", "https://voorbeeld.example/tabel"}},
		CSV:     "/kaart.csv" + query, Embed: "/embed/kaart" + query,
	}
}

func sampleEmbedKaart() EmbedKaartPage {
	return EmbedKaartPage{
		EmbedFrame: sampleEmbedFrame("Inwoners per buurt in Dorrestad"),
		Map:        sampleMap(), Legend: sampleLegend(), Rows: sampleRows(),
		Notes: []string{"De vormen zijn schematisch."},
	}
}
