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
		Goal: "Het doel was van 30% naar 37,5%.", Answer: "Van de 6 vragen is er één beantwoord.",
		Answers:    []Answer{{"Wat was het probleem?", "Te weinig zon.", ""}, {"Voor wie was het?", "", "Niet vastgelegd."}},
		Indicators: before.Indicators, Chosen: "De bron noemt dit cijfer niet.", Title: before.Title, Unit: before.Unit, Sentence: before.Sentence, Caveat: before.Caveat,
		Others: "Er waren nog 2 andere dingen.", Chart: before.Chart, Year: 2012, Before: before.Before, After: before.After, Rows: before.Rows,
		Breaks: []SeriesBreak{{2014, "indeling", "nieuwe grens"}}, Definition: before.Definition, More: "/voor-en-na?wijk=zonnewijk", Timeline: before.Timeline, Sources: before.Sources}
}
