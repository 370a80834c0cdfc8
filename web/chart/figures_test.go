package chart

import "wijkinzicht/web/words"

// The fixed figures of the goldens. Names and values are made up.

func ptr(v float64) *float64 { return &v }

// points makes a run of one quality from values of successive years; step years apart.
func points(quality string, first, step int, values ...float64) []Point {
	all := make([]Point, len(values))
	for i, v := range values {
		all[i] = Point{Year: first + i*step, Value: v, Quality: quality}
	}
	return all
}

func bounded(p Point, low, high float64) Point {
	p.Low, p.High = &low, &high
	return p
}

// breakAndGap is a whole figure: four lines, a change of definition, and secret years.
func breakAndGap() Figure {
	return Figure{
		ID: "zonnewijk-inkomen", Title: "Inkomen per inwoner in Zonnewijk, 2004 tot en met 2023",
		Summary: "Het inkomen steeg van 9,8 naar 19,6 duizend euro. In 2011 veranderde de definitie. Van 2014 tot en met 2016 is de waarde geheim.",
		Unit:    "duizend euro per jaar", Decimals: 1, First: 2004, Last: 2023,
		Lines: []Line{
			{Name: "Zonnewijk", Role: Wijk, Segments: [][]Point{
				points("A", 2004, 1, 9.8, 10, 10.1, 10.4, 10.9, 11, 11.1), points("A", 2011, 1, 13, 13.1, 13.1),
				points("B", 2017, 1, 15.2, 15.9, 16.8, 17.1, 17.9, 18.8, 19.6)}},
			{Name: "Dorrestad", Role: Gemeente, Segments: [][]Point{
				points("A", 2004, 1, 12.1, 12.4, 12.8, 13.3, 13.8, 14, 14), points("A", 2011, 1, 16, 16.1, 16.2, 16.5, 17.2, 17.9, 18.7, 19.5, 20.4, 20.9, 21.9, 23.1, 24.2)}},
			{Name: "Rest van Dorrestad", Role: Rest, Segments: [][]Point{
				points("B", 2004, 1, 12.3, 12.6, 13.1, 13.6, 14.1, 14.3, 14.3), points("B", 2011, 1, 16.3, 16.4, 16.5)}},
			{Name: "Nederland", Role: Land, Segments: [][]Point{
				points("A", 2004, 1, 12.9, 13.3, 13.8, 14.5, 15, 15.1, 15.2), points("A", 2011, 1, 17.2, 17.3, 17.3, 17.8, 18.5, 19.2, 20, 20.9, 21.8, 22.4, 23.6, 24.9, 26.1)}},
		},
		Breaks: []Break{{Year: 2011, Label: "nieuwe definitie"}},
		Gaps:   []Gap{{2014, "geheim"}, {2015, "geheim"}, {2016, "geheim"}},
	}
}

// surrounding is a figure whose values stand for a larger area, with one certain year.
func surrounding() Figure {
	return Figure{
		ID: "zonnewijk-lbm", Title: "Leefbaarheid rond Zonnewijk", Summary: "Alleen van een groter gebied bekend.",
		Unit: "afwijking van het landelijk gemiddelde", Decimals: 2, First: 2002, Last: 2024,
		Lines: []Line{
			{Name: "Zonnewijk", Role: Wijk, Segments: [][]Point{append(
				[]Point{{Year: 2002, Value: -0.31, Quality: "D"}, {Year: 2006, Value: -0.27, Quality: "D"}, {Year: 2008, Value: -0.22, Quality: "D"},
					{Year: 2012, Value: -0.24, Quality: "D"}}, points("A", 2014, 2, -0.19, -0.12, -0.08, -0.02, 0.04, 0.06)...)}},
			{Name: "Dorrestad", Role: Gemeente, Segments: [][]Point{points("A", 2002, 2, -0.1, -0.11, -0.09, -0.1, -0.08, -0.08, -0.07, -0.05, -0.05, -0.04, -0.02, 0.01)}},
		},
		Breaks: []Break{{Year: 2009, Label: "andere wijkgrens"}, {Year: 2007, Label: "versie 2.0"}, {Year: 2018, Label: "versie 3.0"}},
	}
}

// converted has a band, on a telephone, and numbers in the thousands.
func converted() Figure {
	year := func(year int, v, low, high float64) Point {
		return bounded(Point{Year: year, Value: v, Quality: "C"}, low, high)
	}
	return Figure{
		ID: "zonnewijk-inwoners", Title: "Inwoners van Zonnewijk", Summary: "Omgerekend tot en met 2010.",
		Unit: "inwoners", First: 2004, Last: 2016, Size: Narrow,
		Lines: []Line{
			{Name: "Zonnewijk", Role: Wijk, Segments: [][]Point{
				{year(2004, 11250, 10400, 11900), year(2005, 11310, 10500, 11960), year(2006, 11280, 10450, 12010), year(2007, 11420, 10900, 12100)},
				append([]Point{year(2009, 11600, 11300, 12050)}, points("A", 2010, 1, 11710, 11840, 11900, 12060, 12200, 12170, 12310)...)}},
			{Name: "Vergelijkbare wijk", Role: Ander, Segments: [][]Point{points("B", 2004, 2, 12900, 12750, 12800, 12600, 12500, 12550, 12400)}},
		},
		Breaks: []Break{{Year: 2009, Label: "andere wijkgrens"}},
		Gaps:   []Gap{{2008, "onbekend"}},
	}
}

// tight is the whole figure in a frame of 280 pixels, with a break so late that its label stands to the left.
func tight() Figure {
	f := breakAndGap()
	f.Size = Tight
	f.Breaks = append(f.Breaks, Break{Year: 2022, Label: "andere definitie"})
	return f
}

// lonePoint is a small multiple with one value for the wijk, on a shared scale.
func lonePoint() Figure {
	return Figure{
		ID: "zonnewijk-klein", Title: "Gezondheid in Zonnewijk", Summary: "Eén meting: 64,2 procent in 2020.",
		Unit: "%", Decimals: 1, First: 2004, Last: 2024, Min: ptr(50), Max: ptr(90), Size: Small,
		Lines: []Line{
			{Name: "Zonnewijk", Role: Wijk, Segments: [][]Point{points("B", 2020, 1, 64.2)}},
			{Name: "Nederland", Role: Land, Segments: [][]Point{points("A", 2012, 4, 76.3, 76.1, 75.4, 74.8)}},
		},
		Gaps: []Gap{{2012, "niet gepubliceerd"}, {2016, "niet gepubliceerd"}},
	}
}

// noPoints has nothing to draw.
func noPoints() Figure {
	return Figure{ID: "leeg", Title: "Aandeel lage inkomens in Zonnewijk", Summary: "Er zijn geen gegevens.", Unit: "%", First: 2004, Last: 2024,
		Lines: []Line{{Name: "Zonnewijk", Role: Wijk}}, Gaps: []Gap{{2004, "geheim"}, {2005, "geheim"}}}
}

// eventful is an index with a base and events: periods, moments, more than there are rows for, and one with a name that must be harmless.
func eventful() Figure {
	return Figure{
		ID: "index", Title: "Woningwaarde, 2008 = 100", Summary: "Beide stegen.", Unit: "index, 2008 = 100", First: 2004, Last: 2024, Base: ptr(100),
		Lines: []Line{
			{Name: "Zonnewijk", Role: Ander, Segments: [][]Point{points("A", 2004, 2, 92, 97, 100, 99, 94, 91, 99, 118, 141, 166, 180)}},
			{Name: "Maanwijk", Role: Ander, Segments: [][]Point{points("B", 2006, 2, 96, 100, 101, 97, 95, 97, 104, 118, 129, 150)}},
		},
		Events: []Event{
			{1, 2007.2, 2012, "Krachtwijk"}, {2, 2008, 2016, "Sloop en nieuwbouw"}, {3, 2010.5, 2010.5, "Nieuwe <tram> & \"halte\""},
			{4, 2018, 2030, "Wijkplan"}, {5, 2011, 2012, "Past er niet bij"}, {6, 2022.5, 2022.5, "Aanwijzing als focusgebied"}, {7, 1990, 1995, "Van voor de as"},
		},
	}
}

// inEnglish has thousands, a fraction, a gap, a break and a line that ends early.
func inEnglish() Figure {
	return Figure{
		ID: "zonnewijk-english", Title: "Density in Zonnewijk", Summary: "Zonnewijk in 2016: 12,310.5 inhabitants per km² (direct).", Words: &words.English,
		Unit: "inhabitants per km²", Decimals: 1, First: 2004, Last: 2016, Size: Narrow,
		Lines: []Line{
			{Name: "Zonnewijk", Role: Wijk, Segments: [][]Point{points("A", 2004, 1, 11250.5, 11310, 11280, 11420.5), points("A", 2009, 1, 11600, 11710, 11840, 11900, 12060, 12200, 12170, 12310.5)}},
			{Name: "Ring around Zonnewijk", Role: Ander, Segments: [][]Point{points("B", 2004, 2, 12900, 12750, 12800, 12600, 12500)}},
		},
		Breaks: []Break{{Year: 2009, Label: words.English.Value.Breaks["indeling"]}},
		Gaps:   []Gap{{2008, words.English.Value.Reasons["onbekend"]}},
	}
}

// noPointsInEnglish has nothing to draw, and says so.
func noPointsInEnglish() Figure {
	return Figure{ID: "empty", Title: "Low incomes in Zonnewijk", Summary: "There are no figures.", Unit: "%", First: 2004, Last: 2024, Words: &words.English,
		Lines: []Line{{Name: "Zonnewijk", Role: Wijk}}, Gaps: []Gap{{2004, words.English.Value.Reasons["geheim"]}}}
}
