package words

import "fmt"

// Profile is where a place lies from its gemeente on each figure, then and now.
type Profile struct {
	Groups       map[string]ProfileGroup        // by the group in view.csv
	About        func(area, name string) string // of a place of which only that area around it has figures
	Title        func(name, city string) string
	Reads        func(city string, nation bool) string // how the picture is read; nation: the country is in it
	Caption      func(title string) string
	Figure       string
	Less, More   string // the sides of the picture
	Now, How     string
	OnlyNow      string // there is no earlier year
	Caveat       string
	Row          func(indicator string, last Dated, city, cityValue string) string // read aloud
	RowGap       func(from, to int, how string) string
	Moved        func(m GapMove, city string) string
	NoneFollowed func(name string) string // no figure of it at all
	Counted      func(city string, gained, lost, same int) string
}

// ProfileGroup is a heading of a profile, with what it is about; that may be empty.
type ProfileGroup struct{ Name, About string }

var dutchProfile = Profile{
	Groups: map[string]ProfileGroup{
		"plek":       {"De plek", ""},
		"leren":      {"Leren", "van basisvaardigheden tot een diploma"},
		"werken":     {"Werken", "van een bijdrage tot een vaste baan of een eigen zaak"},
		"wonen":      {"Wonen", "van een dak boven het hoofd tot de woning die men wil"},
		"vrije tijd": {"Vrije tijd", "van meedoen tot samen iets opzetten"},
		"gezondheid": {"Gezondheid", ""},
	},
	About: func(area, name string) string { return area + " (rond " + name + ")" },
	Title: func(name, city string) string { return name + " naast " + city },
	Reads: func(city string, nation bool) string {
		diamond := ""
		if nation {
			diamond = " Ruitje: Nederland."
		}
		return "De streep in het midden is " + city + "; rechts ervan is gunstiger, links ongunstiger. Open stip: toen. Dichte stip: nu." + diamond + " De schaal is voor elke rij gelijk: hoe ver wijken in het algemeen uiteenlopen."
	},
	Caption: func(title string) string { return title + ": de belangrijkste cijfers, toen en nu" },
	Figure:  "Cijfer", Less: "ongunstiger", More: "gunstiger", Now: "Nu", How: "Zo ging het", OnlyNow: "alleen nu bekend",
	Caveat: "Een plek kan vooruitgaan terwijl haar bewoners dat niet doen, en een gemiddelde kan stijgen doordat er andere mensen komen wonen. Daarom staan plek en mensen apart, en de mensen langs de routes waarlangs zij stijgen.",
	Row: func(indicator string, last Dated, city, cityValue string) string {
		return fmt.Sprintf("%s: %s in %d, %s %s", indicator, last.Value, last.Year, city, cityValue)
	},
	RowGap:       func(from, to int, how string) string { return fmt.Sprintf("; %d–%d: %s", from, to, how) },
	Moved:        dutchMove,
	NoneFollowed: func(name string) string { return "Voor " + name + " zijn deze cijfers er niet." },
	Counted: func(city string, gained, lost, same int) string {
		if gained+lost+same == 1 {
			how := map[bool]string{gained == 1: "werd het gunstiger", lost == 1: "werd het minder gunstig", same == 1: "bleef het gelijk"}[true]
			return "Van één cijfer is er een eerder jaar: naast " + city + " " + how + "."
		}
		return fmt.Sprintf("Van de %d cijfers met een eerder jaar werd het naast %s in %s gunstiger, in %s minder gunstig en in %s bleef het gelijk.", gained+lost+same, city,
			dutchNumber(gained), dutchNumber(lost), dutchNumber(same))
	},
}

func dutchMove(m GapMove, city string) string {
	return fmt.Sprintf(map[GapMove]string{KeptDistance: "bleef even ver van %s", WentFurther: "week meer af van %s", StayedNear: "bleef dicht bij %s",
		CameNearer: "kwam dichter bij %s", WentPast: "kwam er beter voor te staan dan %s", FellBelow: "kwam er slechter voor te staan dan %s",
		CaughtUp: "liep in op %s", PulledAhead: "liep verder uit op %s", FellBehind: "raakte verder achter op %s", LostLead: "verloor voorsprong op %s"}[m], city)
}

var englishProfile = Profile{
	Groups: map[string]ProfileGroup{
		"plek":       {"The place", ""},
		"leren":      {"Learning", "from basic skills to a diploma"},
		"werken":     {"Working", "from a contribution to a permanent job or a business of one’s own"},
		"wonen":      {"Living", "from a roof over one’s head to the home one wants"},
		"vrije tijd": {"Leisure", "from taking part to setting something up together"},
		"gezondheid": {"Health", ""},
	},
	About: func(area, name string) string { return area + " (around " + name + ")" },
	Title: func(name, city string) string { return name + " beside " + city },
	Reads: func(city string, nation bool) string {
		diamond := ""
		if nation {
			diamond = " Diamond: the Netherlands."
		}
		return "The line in the middle is " + city + "; to the right of it is more favourable, to the left less. Open dot: then. Filled dot: now." + diamond + " The scale is the same for every row: how far districts lie apart in general."
	},
	Caption: func(title string) string { return title + ": the main figures, then and now" },
	Figure:  "Figure", Less: "less favourable", More: "more", Now: "Now", How: "How it went", OnlyNow: "known for now alone",
	Caveat: "A place can get better while its residents do not, and a mean can rise because other people come to live there. That is why place and people stand apart, and people along the routes by which they rise.",
	Row: func(indicator string, last Dated, city, cityValue string) string {
		return fmt.Sprintf("%s: %s in %d, %s %s", indicator, last.Value, last.Year, city, cityValue)
	},
	RowGap: func(from, to int, how string) string { return fmt.Sprintf("; %d–%d: %s", from, to, how) },
	Moved: func(m GapMove, city string) string {
		return fmt.Sprintf(map[GapMove]string{KeptDistance: "stayed as far from %s", WentFurther: "moved further from %s", StayedNear: "stayed close to %s",
			CameNearer: "came closer to %s", WentPast: "came to be better off than %s", FellBelow: "came to be worse off than %s",
			CaughtUp: "caught up with %s", PulledAhead: "pulled further ahead of %s", FellBehind: "fell further behind %s", LostLead: "lost its lead on %s"}[m], city)
	},
	NoneFollowed: func(name string) string { return "These figures are not there for " + name + "." },
	Counted: func(city string, gained, lost, same int) string {
		if gained+lost+same == 1 {
			how := map[bool]string{gained == 1: "became more favourable", lost == 1: "became less favourable", same == 1: "stayed the same"}[true]
			return "One figure has an earlier year: beside " + city + " it " + how + "."
		}
		return fmt.Sprintf("Of the %d figures with an earlier year, %s became more favourable beside %s, %s less favourable and %s stayed the same.", gained+lost+same,
			englishCount(gained), city, englishCount(lost), englishCount(same))
	},
}
