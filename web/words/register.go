package words

import "fmt"

// Register is the list of interventions, and the page of one of them.
type Register struct {
	Title, About string
	OneAbout     func(name string) string
	Shown        func(shown, all, goals int) string
	All          string // the choice of all

	Questions                         [6]string
	NotRecorded, NoAim, NoBaseline    string
	OnlyNamed                         func(indicator string) string
	Aim                               func(indicator string, target Dated) string
	BaseWithout                       func(year int) string
	Base                              func(base Dated, quality string) string
	FollowUp                          func(text string) string
	Answered                          func(n, of int) string
	AnsweredShort                     func(n, of int) string
	Goal                              func(g Goal) string
	NoIndicator                       string
	Chosen                            func(indicator string) string
	Unknown                           func(kind, code string) string // an area that has no series
	NoWijk, NoStart                   string
	Where, Who, When, Approach, Route string
	OnMap                             func(city string) string
	AreaNow, Within                   func(areas string) string
	Area                              func(kind, name, code string) string
	InDivision                        func(kind, code string, division int) string
	Since, WithoutTarget              func(text string) string
	NoFigure                          func(name string) string
	OnlyLarger                        func(name, area string) string
	Target                            func(year int, value string) string
	Others                            func(years string, events, more int) string
}

// Goal is what a figure had to become; a zero Dated is not known.
type Goal struct {
	Target, Base, Last Dated
	Broken             bool // between base and last
	Reached            bool
}

const dutchNotTheCause = " Welk deel daarvan door deze interventie komt, zeggen de cijfers niet."

var dutchRegister = Register{
	Title: "Interventies", About: "Wat er in wijken is ondernomen, met welk doel, en wat daarvan is vastgelegd.", All: "alle",
	OneAbout: func(name string) string {
		return name + ": wat er is ondernomen, met welk doel, en de cijfers van voor en na."
	},
	Shown: func(shown, all, goals int) string {
		if shown == 0 {
			return "Geen van de interventies past bij deze keuze."
		}
		text := fmt.Sprintf("%d van de %d interventies.", shown, all)
		switch {
		case shown == all:
			text = fmt.Sprintf("Alle %d interventies.", all)
		case shown == 1:
			text = fmt.Sprintf("Eén van de %d interventies.", all)
		}
		switch {
		case goals == 0 && shown == 1:
			return text + " Er is geen doel in cijfers van bekend."
		case goals == 0:
			return text + " Van geen ervan is een doel in cijfers bekend."
		case goals == shown && shown == 1:
			return text + " Het doel is in cijfers bekend."
		case goals == shown:
			return text + " Elk heeft een doel in cijfers."
		}
		return text + " Van " + dutchNumber(goals) + " is een doel in cijfers bekend."
	},
	Questions: [6]string{"Wat was het probleem?", "Wat moest er meetbaar veranderen?", "Voor wie was het?", "Hoe stond het er vooraf voor?",
		"Is het geëvalueerd of opnieuw gemeten?", "Hoe gaat het verder?"},
	NotRecorded: "Niet vastgelegd in de bron die wij hebben.",
	NoAim:       "Niet vastgelegd: er is geen cijfer met een streefwaarde genoemd.",
	NoBaseline:  "Niet vastgelegd: er is geen beginjaar genoemd.",
	OnlyNamed: func(indicator string) string {
		return "Alleen het cijfer „" + indicator + "” is genoemd, zonder streefwaarde."
	},
	Aim: func(indicator string, target Dated) string {
		return fmt.Sprintf("%s: %s in %d.", indicator, target.Value, target.Year)
	},
	BaseWithout: func(year int) string {
		return fmt.Sprintf("Genoemd is %d, maar van dat jaar is er geen cijfer van de wijk zelf.", year)
	},
	Base: func(base Dated, quality string) string {
		return fmt.Sprintf("Het cijfer van %d: %s (%s).", base.Year, base.Value, quality)
	},
	FollowUp: func(text string) string { return "Vervolgmeting: " + text },
	Answered: func(n, of int) string {
		switch n {
		case 0:
			return fmt.Sprintf("Van de %d vragen is er geen beantwoord.", of)
		case of:
			return fmt.Sprintf("Alle %d vragen zijn beantwoord.", of)
		}
		return fmt.Sprintf("Van de %d vragen %s beantwoord; wat ontbreekt, staat erbij.", of, dutchThere("is", "zijn", n))
	},
	AnsweredShort: func(n, of int) string { return fmt.Sprintf("%d van %d", n, of) },
	Goal:          dutchGoal,
	NoIndicator:   "Er is geen cijfer genoemd dat moest veranderen; of een doel is gehaald, is dus niet te zeggen.",
	Chosen: func(indicator string) string {
		return "De bron noemt dit cijfer niet. U ziet „" + indicator + "”; kies hierboven een ander."
	},
	Unknown: func(kind, code string) string {
		return fmt.Sprintf("Van %s %s maken wij geen reeks. Voeg het gebied toe als eigen wijk (wijken.csv en wijk-delen.csv); dan krijgt het een reeks, met de buurten eromheen en de rest van de gemeente ernaast.", kind, code)
	},
	NoWijk:  "In welke wijk dit was, is niet bekend: er is geen gebied om voor en na te vergelijken.",
	NoStart: "Wanneer dit begon, is niet bekend: er is geen voor en na.",
	Where:   "Waar", Who: "Wie", When: "Wanneer", Approach: "Aanpak", Route: "Route",
	OnMap:   func(city string) string { return "Op de kaart van " + city },
	AreaNow: func(areas string) string { return "Het gebied nu: " + areas + "." },
	Within:  func(areas string) string { return "binnen " + areas },
	Area:    func(kind, name, code string) string { return kind + " " + name + " (" + code + ")" },
	InDivision: func(kind, code string, division int) string {
		return fmt.Sprintf("%s %s (indeling %d)", kind, code, division)
	},
	Since:         func(day string) string { return "vanaf " + day },
	WithoutTarget: func(indicator string) string { return indicator + ", zonder streefwaarde" },
	NoFigure:      func(name string) string { return "Voor " + name + " is er geen eigen cijfer." },
	OnlyLarger: func(name, area string) string {
		return name + " ligt " + area + ": alleen van dat grotere gebied zijn er cijfers."
	},
	Target: func(year int, value string) string { return fmt.Sprintf("doel %d: %s", year, value) },
	Others: func(years string, events, more int) string {
		around := fmt.Sprintf("liepen of gebeurden er in de wijk, de gemeente en het land nog %d andere dingen waarvan wij weten", events)
		switch events {
		case 0:
			around = "liep of gebeurde er in de wijk, de gemeente en het land niets anders waarvan wij weten"
		case 1:
			around = "liep of gebeurde er in de wijk, de gemeente en het land nog één ander ding waarvan wij weten"
		}
		if more > 0 {
			around += "; in dezelfde wijk " + dutchDid(more, [2]string{"andere interventie uit dit register", "andere interventies uit dit register"})
		}
		return "In " + years + " " + around + "."
	},
}

// dutchGoal holds a goal against the wijk's own figures.
func dutchGoal(g Goal) string {
	if g.Target.Value == "" {
		return "Er is geen streefwaarde vastgelegd; of een doel is gehaald, is dus niet te zeggen."
	}
	if g.Base.Value == "" {
		return fmt.Sprintf("Het doel was %s in %d. Van het beginjaar, %d, is er geen cijfer van de wijk zelf; daarom is er niets om het aan af te meten.", g.Target.Value, g.Target.Year, g.Base.Year)
	}
	text := fmt.Sprintf("Het doel was van %s in %d naar %s in %d.", g.Base.Value, g.Base.Year, g.Target.Value, g.Target.Year)
	switch {
	case g.Last.Value == "":
		return text + " Sindsdien is er geen cijfer."
	case g.Broken:
		return text + fmt.Sprintf(" Tussen %d en %d ligt een breuk: die jaren zijn niet te vergelijken.", g.Base.Year, g.Last.Year)
	case g.Last.Year < g.Target.Year:
		return text + fmt.Sprintf(" In %d was het %s; van %d is er nog geen cijfer.", g.Last.Year, g.Last.Value, g.Target.Year) + dutchNotTheCause
	case g.Reached:
		return text + fmt.Sprintf(" In %d was het %s: de streefwaarde is bereikt.", g.Last.Year, g.Last.Value) + dutchNotTheCause
	}
	return text + fmt.Sprintf(" In %d was het %s: de streefwaarde is niet bereikt.", g.Last.Year, g.Last.Value) + dutchNotTheCause
}
