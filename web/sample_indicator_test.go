package web

func sampleMatrix() Matrix {
	none := func(year int, reason string) MatrixCell {
		return MatrixCell{Value: Value{Reason: reason, Year: year}}
	}
	figure := func(year int, text string, q Quality) MatrixCell {
		return MatrixCell{Value: Value{Text: text, Unit: "x € 1.000", Year: year, Quality: q}}
	}
	moved := figure(2024, "231", Omgerekend)
	moved.Note, moved.Break = "voorlopig", true
	return Matrix{
		Caption: "Gemiddelde WOZ-waarde: kwaliteit per jaar",
		Years:   []MatrixYear{{Year: 2005, Last: 2010}, {Year: 2012}, {Year: 2014, Break: true}, {Year: 2024}},
		Groups: []MatrixGroup{
			{"De wijken", []MatrixRow{
				{"Zonnewijk", "/wijk/zonnewijk#woz", []MatrixCell{none(2005, "niet geladen"), figure(2012, "148", Samengesteld), figure(2014, "151", Rechtstreeks), moved}},
				{"Maanwijk", "/wijk/maanwijk", []MatrixCell{none(2005, "niet geladen"), none(2012, "geheim"), none(2014, "niet gepubliceerd"), none(2024, "niet geladen")}},
			}},
			{"Hun gemeenten en het land", []MatrixRow{
				{"Dorrestad", "", []MatrixCell{none(2005, "niet geladen"), figure(2012, "201", Rechtstreeks), figure(2014, "196", Rechtstreeks), figure(2024, "338", Omliggend)}},
			}},
		},
	}
}

func sampleIndicator() IndicatorPage {
	return IndicatorPage{
		Frame: sampleFrame("Gemiddelde WOZ-waarde", SectionCijfers), Name: "Gemiddelde WOZ-waarde", Story: Plek, Route: "wonen",
		Definition: "Gemiddelde waarde van de woningen, in duizenden euro's.", Sentence: "Voor 1 van de 2 wijken is er een reeks.",
		Terms: []Term{{"Eenheid", "x € 1.000"}, {"Hoger is", "niet beter of slechter"}},
		Home:  "/?indicator=woz", Map: "/kaart?indicator=woz", CSV: "/cijfers/woz.csv", Matrix: sampleMatrix(),
		Breaks: []MatrixBreak{
			{SeriesBreak{2014, "eenheid", "Een ander prijspeil."}, "", "Bureau voor Verzonnen Cijfers, toelichting"},
			{SeriesBreak{2024, "indeling", "De grens is verlegd."}, "Zonnewijk", "Raadsbesluit"},
		},
		Publications: []UsedPublication{
			{2012, Link{"Kerncijfers Dorrestad 2012", "https://voorbeeld.example/99998VB"}, "99998VB", "definitief", []string{"WOZ (Excel)", "GemiddeldeWaarde (StatLine)"}},
			{2024, Link{"Buurtpeiling 2024", ""}, "", "voorlopig", nil},
		},
		NotLoaded: "2005–2010", Theme: "wonen", Others: []Link{{"Koopwoningen", "/indicator/koop"}},
	}
}

func sampleIndicators() IndicatorsPage {
	return IndicatorsPage{
		Frame: sampleFrame("Alle cijfers", SectionCijfers), Sentence: "Van 3 cijfers zijn er nu 2.",
		Themes: []IndicatorTheme{
			{"thema-wonen", "Wonen", []IndicatorRow{
				{Link{"Gemiddelde WOZ-waarde", "/indicator/woz"}, "x € 1.000", "9 van 11", "4", "2012–2024", []Quality{Rechtstreeks, Omliggend}},
				{Link{"Koopwoningen", "/indicator/koop"}, "%", "0 van 11", "0", "", nil},
			}},
			{"thema-werk", "Werk", []IndicatorRow{{Link{"Bijstand", "/indicator/bijstand"}, "per 1.000 inwoners", "11 van 11", "1", "2020", []Quality{Samengesteld}}}},
		},
	}
}

func sampleToegankelijkheid() ToegankelijkheidPage {
	return ToegankelijkheidPage{Frame: sampleFrame("Toegankelijkheid", "")}
}
