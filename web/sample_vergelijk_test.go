package web

func sampleCompare() ComparePage {
	groups := []OptionGroup{{Label: "Wonen", Options: []Option{{"woz", "WOZ-waarde", true}, {"koop", "Koopwoningen", false}}}}
	page := ComparePage{Frame: sampleFrame("Vergelijken", SectionVergelijk), Enclosing: true, Events: true, Most: 12,
		Places: []OptionGroup{{Label: "De elf wijken", Options: []Option{{"zonnewijk", "Zonnewijk", true}, {"maanwijk", "Maan<wijk> & \"co\"", true}}},
			{Label: "Steden", Options: []Option{{"gm9901", "Dorrestad", true}}}},
		Indicators: [3][]OptionGroup{groups, groups, groups},
		As:         []Option{{"zoals-het-is", "zoals het is", true}, {"index", "index", false}},
		Forms:      []Form{{Link: Link{"Zoals het is", "/vergelijk"}, Chosen: true}, {Link: Link{"Verschil met de stad", "/vergelijk?als=verschil"}}},
		Base:       []Option{{"", "eerste", true}, {"2012", "2012", false}},
		From:       []Option{{"", "eerste", true}}, To: []Option{{"", "laatste", true}},
		Timeline: sampleEvents(),
	}
	page.Panels = []Panel{
		{ID: "v-woz", Title: "WOZ-waarde (2012 = 100): Zonnewijk en Maan<wijk>", Definition: "Gemiddeld.", Sentence: "In 1 steeg het.",
			Chart: Chart{SVG: sampleChart(4, 720, 320, "p"), Narrow: sampleChart(4, 360, 300, "ps"), Tight: sampleChart(4, 250, 220, "pk"), Legend: sampleKeys},
			Rows: []PanelRow{{"Zonnewijk", "/wijk/zonnewijk#woz", "", Value{Text: "100,0", Year: 2012, Quality: Rechtstreeks}, Value{Text: "118,2", Year: 2024, Quality: Omgerekend}, Change{Text: "+18,2", Since: 2012}},
				{"Maan<wijk>", "", "Dorrestad · WK990102", Value{Reason: "geheim"}, Value{Reason: "geheim"}, Change{Why: "er is één jaar"}}},
			Table: Table{Caption: "WOZ-waarde, index", Columns: []string{"Zonnewijk", "Maan<wijk>"}, Compared: true, Rows: []TableRow{
				{2012, []TableCell{{Text: "100,0", Quality: Rechtstreeks}, {Remark: "geheim"}}}, {2024, []TableCell{{"118,2", Omgerekend, "breuk", true}, {Text: "90,1", Quality: Samengesteld}}}}},
			Notes: []string{"Maan<wijk> heeft geen cijfer."}, Files: Files{CSV: "/vergelijk.csv?gebied=zonnewijk", SVG: "/vergelijk.svg", PNG: "/vergelijk.png", Embed: "/embed/vergelijk"},
			Likes: Link{"Zonnewijk naast vergelijkbare wijken", "/vergelijkbaar?indicator=woz&wijk=zonnewijk"}, Caveat: "Geen bewijs.",
			Sources: []Link{{"Bureau", "https://bureau.example"}}},
		{ID: "v-leeg", Title: "Koopwoningen", Chart: Chart{None: "Voor deze gebieden zijn er geen cijfers."}},
	}
	return page
}

func sampleEvents() []Event {
	return []Event{
		{1, "2007 – 2012", "Zonnewijk", "aanwijzing", "Krachtwijk", "De wijk is <aangewezen>.", Link{"Rijk, brief", "https://rijk.example"}, false},
		{2, "sinds maart 2019", "Nederland", "beleid", "Wijkplan", "Een plan.", Link{"Krant", "https://krant.example"}, true},
	}
}

func sampleBefore() BeforePage {
	return BeforePage{Frame: sampleFrame("Voor en na", SectionVergelijk), Wijken: []Option{{"zonnewijk", "Zonnewijk", true}},
		Indicators: []OptionGroup{{Label: "Wonen", Options: []Option{{"woz", "WOZ-waarde", true}}}}, Windows: []Option{{"5", "5 jaar", true}}, Year: 2012,
		Title: "WOZ-waarde in Zonnewijk, voor en na 2012", Wijk: "Zonnewijk", Unit: "x € 1.000", Definition: "Gemiddeld.", Sentence: "In Zonnewijk was het 148.",
		Caveat: "Dit is een vergelijking, geen bewijs.", Before: "2008–2012", After: "2013–2017",
		Likes: Link{"Naast vergelijkbare wijken", "/vergelijkbaar?indicator=woz&wijk=zonnewijk"},
		Chart: Chart{SVG: sampleChart(5, 720, 320, "n"), Narrow: sampleChart(5, 360, 300, "ns"), Tight: sampleChart(5, 250, 220, "nk"), Legend: sampleKeys},
		Rows: []BeforeRow{
			{"Zonnewijk", "", "de wijk", true, BeforeSide{"148", "5", Rechtstreeks, "+1,25", ""}, BeforeSide{"171", "1", Omgerekend, "", "minder dan drie jaren"}, Change{Text: "+23", Unit: "x € 1.000"}},
			{"Maan<wijk>", "/wijk/maanwijk#woz", "een van de andere tien", false, BeforeSide{Why: "geen cijfer"}, BeforeSide{"90", "3", Samengesteld, "", "breuk"}, Change{Why: "er ligt een breuk tussen"}},
		},
		Timeline: sampleEvents(), Sources: []Link{{"Bureau", "https://bureau.example"}},
	}
}
