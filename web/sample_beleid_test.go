package web

func sampleInterventions() InterventionsPage {
	return InterventionsPage{Frame: sampleFrame("Interventies", ""), Sentence: "Twee van de twee.",
		Approaches: []Option{{"", "alle", true}, {"gebied", "gebied", false}}, Routes: []Option{{"", "alle", true}}, Gemeenten: []Option{{"Dorrestad", "Dorrestad", true}},
		Rows: []InterventionRow{
			{"Zonproef", "/interventies/zonproef", "Zonnewijk, Dorrestad", "De Zon", "gebied; wonen", "2015 – 2019", "Koop: 37,5% in 2020", "3 van 6", true},
			{"Kaal plan", "/interventies/kaal", "", "", "", "", "", "0 van 6", false},
		}}
}

func sampleIntervention() InterventionPage {
	before := sampleBefore()
	return InterventionPage{Frame: sampleFrame("Zonproef", ""), Name: "Zonproef", Own: true, Note: "Panelen op daken.",
		Terms: []Term{{"Waar", "Zonnewijk"}, {"Wie", ""}}, Source: Link{"Dorrestad, Zonproef", "https://dorrestad.example"}, Map: Link{"Op de kaart", "/kaart?gemeente=gm9901"},
		Area: AreaMap{Map: sampleMap(), Legend: sampleLegend(), Notes: []string{"De vormen zijn schematisch."}, Sources: []Link{{"Kerncijfers", ""}}}, AreaNote: "Getekend in <kade>.geojson.", Likes: Link{"Naast vergelijkbare wijken", "/vergelijkbaar?indicator=woz&wijk=zonnewijk"},
		Goal: "Het doel was van 30% naar 37,5%.", Answer: "Van de 6 vragen is er één beantwoord.",
		Answers:    []Answer{{"Wat was het probleem?", "Te weinig zon.", ""}, {"Voor wie was het?", "", "Niet vastgelegd."}},
		Indicators: before.Indicators, Chosen: "De bron noemt dit cijfer niet.", Title: before.Title, Unit: before.Unit, Sentence: before.Sentence, Caveat: before.Caveat,
		Others: "Er waren nog 2 andere dingen.", Chart: before.Chart, Year: 2012, Before: before.Before, After: before.After, Rows: before.Rows,
		Breaks: []SeriesBreak{{2014, "indeling", "nieuwe grens"}}, Definition: before.Definition, More: "/voor-en-na?wijk=zonnewijk", Timeline: before.Timeline, Sources: before.Sources}
}

func sampleWatWerkt() WatWerktPage {
	chart := Chart{Image: "/vergelijk.svg?gebied=zonnewijk", NarrowImage: "/vergelijk.smal.svg?gebied=zonnewijk", Alt: "In één wijk een stijging.", Shows: "Koop", Reading: "/vergelijk.json", NarrowReading: "/vergelijk.smal.json"}
	return WatWerktPage{Frame: sampleFrame("Wat werkt", ""), Wijken: []Option{{"zonnewijk", "Zonnewijk", true}}, RingTitle: "Het waterbed om Zonnewijk", How: "Elk is getoetst.",
		Groups: []LessonGroup{{"regels", "Regels", "Gids, 2020", "Wat men voor waar houdt.", []Lesson{
			{"1", "Eerst zon", "Dan maan.", "De lijn stijgt.", "Waarom.", []LessonFigure{{"Koop", "/?indicator=koop", "In één wijk een stijging.", chart, Multiples{}}, {"Zon", "", "", Chart{None: "geen cijfer"}, Multiples{}}}, Link{"Meer", "#verval"}, []LessonTest{{"Geen duidelijk beeld", "Koop: 2 van de 3 wijken.", []string{"Ter vergelijking: Maanwijk bleef even ver."}}}, nil},
			{"", "Vertrouwen", "Begin klein.", "", "Geen cijfer.", nil, Link{}, nil, []string{"Nodig is: vertrouwen."}}}}},
		Ring: Lesson{Figures: []LessonFigure{{"Koop", "/vergelijk", "Naast elkaar.", chart, Multiples{}}}},
		Slow: Histogram{Title: "Hoe snel", Sentence: "De helft was klein.", Unit: "per jaar", Zero: 320, Bars: []HistogramBar{{"-1 tot 0", "3", "−1", 21, 100, 298, 100, 170, 95, true}, {"0 tot 1", "0", "0", 321, 200, 298, 0, 470, 195, false}}}}
}

func sampleBrief() BriefPage {
	return BriefPage{Frame: sampleFrame("Zonnewijk in het kort", SectionElf), Name: "Zonnewijk", Municipality: "Dorrestad", Areas: "wijk Zonnewijk (WK990101)",
		Sentences: []string{"Koop: in 2010 15,0% in Zonnewijk."}, Back: "/wijk/zonnewijk",
		Facts: []BriefFact{{"Koop", Value{Text: "15", Unit: "%", Year: 2010, Quality: Rechtstreeks}, Change{Text: "+2", Unit: "procentpunt", Since: 2004, Mark: "▲"}}, {"WOZ", Value{Reason: "geheim"}, Change{}}},
		Map:   BriefPicture{Image: "/kaart.svg?gemeente=gm9901", Alt: "Koop per buurt."}, Caveats: []string{"Er komen andere mensen wonen."},
		Charts:  []BriefPicture{{"Koop", "De grootste verandering.", "/grafiek/zonnewijk/koop.smal.svg", "Koop in Zonnewijk.", ""}, {Title: "Geen beeld", None: "geen cijfer"}},
		Sources: []Link{{"Bureau", "https://bureau.example"}}}
}
