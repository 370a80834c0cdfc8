package words

import "fmt"

// Brief is a wijk on two pages.
type Brief struct {
	Title, About func(name string) string
	Map          func(title, sentence string) string
	NoOutlines   func(city string) string
	NoPicture    string
	Nothing      func(name string) string
	MostChanged  string // why a picture was chosen
	MostApart    func(city string) string
	LongestBreak func(year int, kind string) string
	Changed      func(c BriefChange) string
	Apart        func(indicator, name, value, city, cityValue string, year int, converted bool) string
	Broken       func(indicator, name string, year int, kind string) string
	Always       [2]string // what to know of every brief
	Missing      func(n int) string
}

// BriefChange is how a figure changed, with what makes it less sure.
type BriefChange struct {
	Indicator, Name string
	From, To        Dated
	By              string // the difference
	Alike           bool   // too little to count
	City            string
	CityWas, CityIs string // "": not to be compared
	Prices          bool   // in euros of their own years
	Two             bool   // measurements
	Within          bool   // the margin of what was converted
	Converted       bool
	Provisional     bool // one of the two
}

var dutchBrief = Brief{
	Title:      func(name string) string { return name + " in het kort" },
	About:      func(name string) string { return name + " op twee bladzijden: kerncijfers, kaart en drie beelden." },
	Map:        func(title, sentence string) string { return title + ". " + sentence },
	NoOutlines: func(city string) string { return "Van " + city + " zijn geen omtrekken van buurten geladen." },
	NoPicture:  "Geen beeld",
	Nothing: func(name string) string {
		return "Van " + name + " is er geen eigen cijfer dat in de tijd of met de stad te vergelijken is."
	},
	MostChanged: "De grootste verandering, afgemeten aan hoe ver de elf wijken uit elkaar liggen.",
	MostApart: func(city string) string {
		return "Het grootste verschil met " + city + ", afgemeten aan hoe ver de elf wijken uit elkaar liggen."
	},
	LongestBreak: func(year int, kind string) string {
		return fmt.Sprintf("De breuk in de langste reeks: %d, %s.", year, kind)
	},
	Changed: dutchBriefChange,
	Apart: func(indicator, name, value, city, cityValue string, year int, converted bool) string {
		text := fmt.Sprintf("%s: in %d %s in %s en %s in heel %s.", indicator, year, value, name, cityValue, city)
		if converted {
			text += " Het cijfer van de wijk is omgerekend uit andere grenzen (C)."
		}
		return text
	},
	Broken: func(indicator, name string, year int, kind string) string {
		return fmt.Sprintf("%s: vergelijk in %s de jaren vóór %d niet met die erna (%s).", indicator, name, year, kind)
	},
	Always: [2]string{
		"Een cijfer verandert ook doordat er andere mensen komen wonen. Dat iets in dezelfde tijd gebeurde, zegt niet dat het de oorzaak is.",
		"De verandering is geteld vanaf het eerste jaar dat met het laatste te vergelijken is; dat jaar verschilt per cijfer.",
	},
	Missing: func(n int) string {
		if n == 12 {
			return "Alle twaalf kerncijfers ontbreken; de reden staat erbij."
		}
		return Sentence(dutchDid(n, [2]string{"van de twaalf kerncijfers ontbreekt; de reden staat erbij", "van de twaalf kerncijfers ontbreken; de reden staat erbij"}))
	},
}

func dutchBriefChange(c BriefChange) string {
	var text string
	switch {
	case c.From.Value == c.To.Value:
		text = fmt.Sprintf("%s: in %s gelijk, %s in %d en in %d.", c.Indicator, c.Name, c.From.Value, c.From.Year, c.To.Year)
	case c.Alike:
		text = fmt.Sprintf("%s: in %s vrijwel gelijk, %s in %d en %s in %d.", c.Indicator, c.Name, c.From.Value, c.From.Year, c.To.Value, c.To.Year)
	default:
		text = fmt.Sprintf("%s: in %s van %s in %d naar %s in %d, een verschil van %s.", c.Indicator, c.Name, c.From.Value, c.From.Year, c.To.Value, c.To.Year, c.By)
	}
	switch {
	case c.CityWas == "":
	case c.CityWas == c.CityIs:
		text += fmt.Sprintf(" In heel %s was het in beide jaren %s.", c.City, c.CityIs)
	default:
		text += fmt.Sprintf(" In heel %s ging het in die tijd van %s naar %s.", c.City, c.CityWas, c.CityIs)
	}
	for _, doubt := range []struct {
		there bool
		text  string
	}{
		{c.Prices, " De bedragen zijn niet gecorrigeerd voor prijsstijgingen."}, {c.Two, " Het zijn maar twee metingen."},
		{c.Within, " Het is omgerekend uit andere grenzen, en de marge daarvan is groter dan het verschil."},
		{c.Converted && !c.Within, " Een deel is omgerekend uit andere grenzen (C)."}, {c.Provisional, " Een van beide cijfers is voorlopig."},
	} {
		if doubt.there {
			text += doubt.text
		}
	}
	return text
}
