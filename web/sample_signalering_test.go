package web

func sampleSignalering() SignaleringPage {
	wijk := SignalRow{Mark: 1, Name: Link{"Zonnewijk", "/wijk/zonnewijk#woz"}, Where: "Dorrestad", Kind: "Terugval", Level: "148", Year: 2024, Quality: Samengesteld,
		Slope: "−1,2", Interval: "−2,0 tot −0,4", Years: "2014–2024 (6)", Chance: "0,017"}
	none := SignalRow{Mark: 2, Name: Link{"Maanwijk", "/wijk/maanwijk#woz"}, Where: "Dorrestad", Kind: "te weinig vergelijkbare jaren: een breuk in het cijfer"}
	buurt := SignalRow{Name: Link{"Maanbuurt", ""}, Where: "Dorrestad", Code: "BU99010101", Kind: "Vroegsignalering", Level: "231", Year: 2024,
		Slope: "−3,0", Years: "2014–2024 (4)", Chance: "0,083", Map: "/kaart?gemeente=gm9901"}
	return SignaleringPage{
		Frame: sampleFrame("Signalering", SectionSignalering), Heading: "WOZ-waarde per buurt: niveau en richting", Sentence: "Van de 3 buurten hebben er 2 een richting.",
		Definition: "Gemiddelde waarde.", Level: "Zwak is hier 150 of lager.", Unit: "x € 1.000", Rest: "Dit zijn de eerste 100.", CSV: "/signalering.csv?indicator=woz", About: "/indicator/woz", Method: "Theil-Sen.",
		Indicators: []OptionGroup{{"Met genoeg vergelijkbare jaren", false, []Option{{"woz", "WOZ-waarde", true}}}}, Levels: []Option{{"buurt", "buurten", true}, {"wijk", "wijken", false}},
		Municipalities: []Option{{"", "alle gemeenten", true}, {"gm9901", "Dorrestad", false}}, Types: []Option{{"", "alle soorten", true}},
		Bounds:  []BoundChoice{{"zwak", "Zwakste deel", "Het zwakste deel.", "bedacht", []Option{{"25", "25", true}}}},
		Kinds:   []Kind{{"Vroegsignalering", "Redelijk en slechter.", "/signalering?soort=vroegsignalering", "1", "t-vroegsignalering"}},
		Without: []string{"1: te weinig vergelijkbare jaren"}, Wijken: []SignalRow{wijk, none}, Rows: []SignalRow{buurt},
		Scatter: Scatter{Width: 900, Height: 560, Left: 90, Right: 880, Top: 36, Bottom: 490, Zero: 200, Bound: 300, XTitle: "WOZ-waarde", YTitle: "verandering per jaar", Alt: "Een stip per buurt.",
			XTicks: []Tick{{90, "100"}, {880, "300"}}, YTicks: []Tick{{490, "−4"}, {36, "+2"}}, Corners: []Corner{{96, 54, "start", "zwak, verbetert"}},
			Dots: []Dots{{"t-vroegsignalering", "m400 300h0"}}, Marks: []Mark{{200, 250, 1, "Zonnewijk"}}, Outside: "1 gebied staat op de rand."},
	}
}

func sampleVergelijkbaar() VergelijkbaarPage {
	return VergelijkbaarPage{Query: "from vergelijkbaar('zonnewijk', 2020)",
		Frame: sampleFrame("Vergelijkbare wijken", SectionVergelijk), Name: "Zonnewijk", Year: 2020, Sentence: "Zonnewijk leek het meest op Maanwijk.",
		Wijken: []Option{{"zonnewijk", "Zonnewijk", true}}, Years: []Option{{"2020", "2020 (3 kenmerken)", true}},
		Indicators: sampleBefore().Indicators, Panel: sampleCompare().Panels[0],
		Columns: []Trait{{Link{"WOZ-waarde", "/indicator/woz"}, "x € 1.000", "De woningmarkt.", false}, {Link{"Koopwoningen", "/indicator/koop"}, "%", "Het eigendom.", true}},
		Own:     AlikeRow{Name: Link{"Zonnewijk", "/wijk/zonnewijk"}, Where: "Dorrestad", Cells: []string{"148"}},
		Rows:    []AlikeRow{{Rank: 1, Name: Link{"Maanwijk", "/vergelijkbaar?wijk=WK990102"}, Where: "Dorrestad", Map: "/kaart?gemeente=gm9901", Distance: "0,25", Cells: []string{""}}},
		Compare: []Link{{"Naast de gelijken die wij ook volgen", "/vergelijk?gebied=zonnewijk,maanwijk"}},
	}
}
