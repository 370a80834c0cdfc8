package web

func sampleSketch() SketchPage {
	return SketchPage{Frame: sampleFrame("Kade & haven, Dorrestad", ""), Municipalities: []Option{{"gm9901", "Dorrestad", true}, {"gm9902", "Duinrand", false}}, Municipality: "Dorrestad",
		Board: SketchBoard{Width: 900, Height: 600, West: 150_000, North: 451_000, Metre: 1.5, Division: 2024, Water: []string{"M0 0h9v9z"}, Path: "M10 10h50v50z",
			Buurten: []SketchBuurt{{"Zonnewijk <Noord>", "M0 0h90v90z", 45, 45}}, Wijken: []MapOutline{{Number: 1, Name: "Zonnewijk", Path: "M0 0h90v90z", LabelX: 45, LabelY: 45}}},
		Outline: "150000-450000_151000-450000_151000-451000", Name: "Kade & haven", Problem: "de lijnen van de omtrek kruisen elkaar",
		AreaTitle: "Kade & haven", Sentence: "0,97 km² in Dorrestad, op de plek van Zonnewijk Noord.", How: "Elk cijfer is gemaakt van die van buurten.",
		Whole: []Link{{"Zonnewijk Noord", "/eigen-gebied?omtrek=1-1_2-2_3-1"}}, Parts: []SketchPart{{Link{"Zonnewijk Noord", "/gebied/BU99010101"}, "65%"}}, PartsHead: "Gebieden van het CBS",
		Indicators: []OptionGroup{{Label: "Wonen", Options: []Option{{"woz", "WOZ-waarde", true}}}},
		Picture: Panel{ID: "g-woz", Title: "WOZ-waarde in Kade & haven", Sentence: "In 2024: 118.", Definition: "Gemiddeld.", Notes: []string{"In 2024 is het voorlopig."},
			Chart:   Chart{SVG: sampleChart(5, 720, 320, "t"), Narrow: sampleChart(5, 360, 300, "ts"), Tight: sampleChart(5, 250, 220, "tk"), Legend: sampleKeys},
			Table:   Table{Caption: "WOZ-waarde", Columns: []string{"Kade & haven"}, Rows: []TableRow{{2024, []TableCell{{Text: "118", Quality: Omgerekend}}}}},
			Files:   Files{FileName: "kade", SVG: "/eigen-gebied.plaatje.svg?omtrek=1", PNG: "/eigen-gebied.png?omtrek=1"},
			Sources: []Link{{"Bureau", "https://bureau.example"}}},
		Themes: []SketchTheme{{"Wonen", []SketchRow{
			{Name: "WOZ-waarde", URL: "/eigen-gebied?indicator=woz#grafiek", Value: Value{Text: "€ 118.000", Year: 2024, Quality: Omgerekend}, Band: "100 tot 120", City: "€ 200.000", Change: Change{Text: "+18", Since: 2012, Mark: "▲"},
				Spark: Spark{Line: "M1 1L2 2", Behind: "M1 2L2 3", X: "2", Y: "2"}, Alt: "Het steeg."},
			{Name: "Score", URL: "/eigen-gebied?indicator=lbm#grafiek", Value: Value{Text: "0,1", Year: 2024, Quality: Omliggend}, Of: "Zonnewijk", Change: Change{Why: "er is één jaar"}}}}},
		FileName: "kade-dorrestad", CSV: "/eigen-gebied.csv?omtrek=1", GeoJSON: "/eigen-gebied.geojson?omtrek=1", Sources: []Link{{"Bureau", "https://bureau.example"}}}
}
