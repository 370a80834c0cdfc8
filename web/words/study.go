package words

import "fmt"

// Study is what was found in one wijk, held against its figures.
type Study struct {
	Slug        string // of the wijk
	Until       int    // the last year that it looked at
	Title       string
	Publication string
	Finding     string
	Here        string // above the figures of its own years
	Missing     func(first, people int) string
	Place       func(f Fares) string
	People      func(f Fares) string
	NotLoaded   string
}

var dutchStudy = Study{
	Slug: "hoogvliet", Until: 2012,
	Title:       "Hoogvliet: de plek beter, de bewoners ook?",
	Publication: "OTB, TU Delft, langlopend onderzoek in Rotterdam-Hoogvliet, 2012-2013",
	Finding:     "Na vijftien jaar vernieuwing waren de woningen en de leefbaarheid duidelijk beter. De bewoners die er al woonden, hadden het nauwelijks beter gekregen.",
	Here:        "De leefbaarheid in de jaren van het onderzoek, voor zover er cijfers zijn:",
	Missing: func(first, people int) string {
		text := "Het onderzoek kijkt vijftien jaar terug."
		if first != 0 {
			text += fmt.Sprintf(" De jaren vóór %d ontbreken hier: toen was de vernieuwing al bezig, en ons eerste cijfer over de leefbaarheid is van %d.", first, first)
		}
		if people != 0 {
			text += fmt.Sprintf(" Over de mensen is er niets te vergelijken van vóór %d.", people)
		}
		return text
	},
	Place: func(f Fares) string {
		const before = ". Wat er vóór die jaren is gewonnen, is daarin niet te zien."
		years := Span{f.From, f.To}.behind()
		switch {
		case f.Place.count() < LeastFared:
			return "Of de plek erop vooruitging, is met onze cijfers niet na te gaan."
		case f.Place.Better > f.Place.Worse:
			return "Dat de plek beter werd, is ook later naast " + f.City + " te zien" + years + "."
		case f.Place.Better < f.Place.Worse:
			return "Dat de plek beter werd, bevestigen de latere cijfers niet: naast " + f.City + " verloor de plek terrein" + years + before
		}
		return "Dat de plek beter werd, bevestigen de latere cijfers niet: naast " + f.City + " hield de plek gelijke tred" + years + before
	},
	People: func(f Fares) string {
		const who = " Zij gaan over latere jaren en over wie er dan woont; het onderzoek gaat over de bewoners die er al woonden."
		since := Span{f.From, f.To}.behind() + "."
		switch {
		case f.People.count() < LeastFared:
			return "Of de mensen erop vooruitgingen, is met onze cijfers niet na te gaan."
		case f.People.Better > f.People.Worse:
			return "Dat de mensen nauwelijks stegen, bevestigen onze cijfers niet: de gemiddelden wonnen terrein op " + f.City + since + who
		}
		return "Dat de mensen nauwelijks stegen, past bij onze cijfers: de gemiddelden wonnen geen terrein op " + f.City + since + who
	},
	NotLoaded: "De cijfers van Hoogvliet zijn niet geladen.",
}
