package words

import (
	"fmt"
	"strings"
)

// NL is the language of everything but an embed that asks for another one.
var NL = &Dutch

// Dutch is the language of the site.
var Dutch = Words{
	Lang: "nl", Decimal: ",", Thousands: ".", Euro: "€\u00a0",
	Months: [12]string{"januari", "februari", "maart", "april", "mei", "juni",
		"juli", "augustus", "september", "oktober", "november", "december"},
	Frame: Frame{
		Figures: "Cijfers", Source: "Bron", Sources: "Bronnen", AsOf: "Stand van", Newer: "Er zijn nieuwere cijfers.", Licence: "licentie", NewWindow: "(opent in een nieuw venster)",
		AllFigures: "Alle cijfers in een tabel", TheEleven: "De elf op Wijk in zicht", ThisMap: "Deze kaart op Wijk in zicht",
		ThisComparison: "Deze vergelijking op Wijk in zicht",
		Place:          func(name string) string { return name + " op Wijk in zicht" },
		Period:         period("vanaf %d", "tot en met %d"),
	},
	Value: Value{
		NoData: "geen gegevens", NotYet: "nog geen cijfers", NotLoaded: "niet geladen", NotComparable: "niet vergelijkbaar", In: "in", Since: "sinds",
		Reasons: map[string]string{"onbekend": "onbekend of geheim"},
		Whys: map[string]string{"geen cijfer": "er is geen cijfer", "groter gebied": "alleen een groter gebied is gepubliceerd",
			"definitie": "de definitie veranderde", "eenheid": "de eenheid veranderde", "instrument": "het meetinstrument veranderde",
			"populatie": "er wordt over een andere groep geteld", "peildatum": "het is op een ander moment van het jaar geteld",
			"indeling": "adressen zijn anders aan gebieden toegewezen", "andere grens": "de grens veranderde",
			"andere naam": "het gebied kreeg een andere naam, en of de grens bleef is niet bekend", "grens onbekend": "of de grens gelijk bleef is niet bekend"},
		OneYear:   "er is één jaar",
		Qualities: map[string]string{"A": "rechtstreeks", "B": "samengesteld", "C": "omgerekend", "D": "omliggend"},
		Means: map[string]string{"A": "zo gepubliceerd voor het gebied", "B": "opgeteld uit hele buurten", "C": "omgerekend uit delen van gebieden, met marge",
			"D": "alleen een groter gebied eromheen"},
		Quality: "kwaliteit", Points: "procentpunt", Classes: "klassen",
		Of:      func(area string) string { return "cijfer van " + area },
		Edition: func(reason, day string) string { return reason + " (van " + day + ")" },
		Covers: func(percentage string) string {
			return "gemaakt uit delen die samen voor " + percentage + "% meetellen"
		},
		Margin: func(low, high string) string { return "marge " + low + " tot " + high },
		Rough:  func(margin string) string { return "onscherp: door afronding kan het ± " + margin + " schelen" },
		Until:  func(year int) string { return fmt.Sprintf("t/m %d", year) },
		Open:   func(years string) string { return "Open punt: voorlopig cijfer (" + years + ")." },
		Band:   "Band om een lijn: de marge, waar een cijfer is omgerekend.",
		Around: func(of string) string {
			if of == "" {
				return "Streepjeslijn met open punten: cijfer van een ander, meestal groter gebied."
			}
			return "Streepjeslijn met open punten: cijfer van een ander, meestal groter gebied (" + of + ")."
		},
		RoughIn:     func(years string) string { return "Onscherp, door afronding van kleine aantallen: " + years + "." },
		BreakBefore: "breuk: niet te vergelijken met eerder",
		Breaks: map[string]string{"definitie": "andere definitie", "eenheid": "andere eenheid", "indeling": "andere toewijzing",
			"instrument": "ander instrument", "populatie": "andere groep", "peildatum": "andere peildatum", "andere grens": "andere grens",
			"andere naam": "andere naam", "grens onbekend": "grens onbekend", "groter gebied": "groter gebied"},
		Year: "Jaar", Notes: "Toelichting", Break: "breuk", QualityHead: "Kwaliteit",
	},
	Trend: Trend{
		None: func(name, why string) string { return "Voor " + name + " zijn er nog geen cijfers: " + why + "." },
		NoneIn: func(name, period string) string {
			return "Voor " + name + " zijn er geen cijfers over deze periode (" + period + ")."
		},
		NoFigures: func(name string) string { return "Voor " + name + " zijn er geen cijfers." },
		OfArea:    func(name, area string) string { return name + " (cijfer van " + area + ")" },
		Latest: func(name string, year int, value, unit, quality string) string {
			return fmt.Sprintf("%s in %d: %s (%s).", name, year, strings.TrimSpace(value+" "+unit), quality)
		},
		Doubtful:   " Dat valt binnen de marge van de omrekening.",
		NotEarlier: func(why string) string { return " Een vergelijking met eerder kan niet: " + why + "." },
		Compared: func(since int, value, change string) string {
			return fmt.Sprintf(" Vergelijkbaar sinds %d, toen %s: een verschil van %s.", since, value, change)
		},
	},
	Before: dutchBefore, Profile: dutchProfile,
	Compare: Compare{
		MoreFigures: "Meer cijfers", None: "Voor deze gebieden en jaren zijn er geen cijfers.", And: "en",
		Others: func(name string, n int) string { return fmt.Sprintf("%s en %d andere gebieden", name, n) },
		Changes: func(lines, up, down, same, none int) string {
			return dutchChanges("Bij", "bij", "lijnen", lines, up, down, same, none)
		},
		NoneCompared: "Voor geen van de lijnen zijn er twee jaren die te vergelijken zijn.",
		Beside: func(name, value string, year int) string {
			return fmt.Sprintf("Ter vergelijking, geen van de elf: %s, %s in %d.", name, value, year)
		},
		Extremes: func(year int, top, high, bottom, low string) string {
			return fmt.Sprintf(" In %d stond %s het hoogst (%s) en %s het laagst (%s).", year, top, high, bottom, low)
		},
		Without:     func(name, why string) string { return name + " heeft geen cijfer: " + why + "." },
		WithoutMany: func(why, names string) string { return "Geen cijfer (" + why + "): " + names + "." },
		Thin:        "Dun en grijs: gebieden van het CBS. Een naam die er niet naast past, staat in de tabel.",
		Unjoined:    "Niet verbonden met het jaar ervoor, want het is niet bekend of de code toen dezelfde plek was",
		Moved:       "Weggelaten, want de code was toen een andere plek",
		Renamed:     "Weggelaten, want de code had toen een andere naam en het is niet bekend of het dezelfde plek was",
		LargerArea:  "er is alleen een cijfer van een groter gebied",
		Break: func(year int, kind, line, note string) string {
			if line != "" {
				line = " bij " + line
			}
			return fmt.Sprintf("Breuk in %d (%s)%s: %s", year, kind, line, note)
		},
		Kinds: map[string]string{"definitie": "definitie", "eenheid": "eenheid", "indeling": "toewijzing", "instrument": "instrument",
			"populatie": "getelde groep", "peildatum": "peildatum", "andere grens": "grens"},
		NoIndex: func(indicator string) string {
			return fmt.Sprintf("Een index kan niet bij „%s”: dat is een score zonder nulpunt. Kies „verschil met de gemeente” of „zoals het is”.", indicator)
		},
		NoDifference: func(indicator string) string {
			return fmt.Sprintf("Een verschil met gemeente of land zegt niets bij „%s”: dat is een aantal. Kies „index”.", indicator)
		},
		NoClassDifference: func(indicator string) string {
			return fmt.Sprintf("Een verschil kan niet bij „%s”: dat is een klasse. Kies „zoals het is”.", indicator)
		},
		NoBase:     "Er is geen jaar waarin alle gekozen gebieden een cijfer hebben. Kies minder gebieden, of zelf een basisjaar.",
		NoTwoYears: "Er zijn geen twee jaren die de meeste van deze gebieden beide hebben. Kies andere jaren of gebieden.",
		Index:      func(base int) string { return fmt.Sprintf("index, %d = 100", base) },
		NotInBase: func(name string, base int) string {
			return fmt.Sprintf("%s heeft geen cijfer in het basisjaar %d en staat er daarom niet bij.", name, base)
		},
		LeftOut: func(name string, years, base int) string {
			return fmt.Sprintf("%s: %d jaren staan er niet bij, want tussen die jaren en %d ligt een breuk.", name, years, base)
		},
		Against:      func(title, other string) string { return title + ", verschil met " + other },
		Municipality: "de eigen gemeente", Country: "Nederland",
		Measure: func(name string) string {
			return name + " is waar het verschil mee wordt bepaald, en heeft daarom geen lijn."
		},
		Ends: func(title string, from, to int) string { return fmt.Sprintf("%s, %d en %d", title, from, to) },
	},
	List: List{
		ByLevel:      func(indicator string) string { return indicator + ": de elf wijken op een rij" },
		ByChange:     func(indicator string) string { return indicator + ": de elf wijken naar verandering" },
		LevelCaption: func(indicator string) string { return indicator + ", hoogste eerst" },
		ChangeCaption: func(indicator string) string {
			return indicator + ": verandering over de eigen vergelijkbare jaren, grootste stijging eerst"
		},
		None:         "Dit cijfer is nog voor geen van de elf wijken geladen.",
		NoneCompared: "Voor geen van de elf wijken zijn er twee jaren die te vergelijken zijn.",
		Beside:       "Ter vergelijking, geen van de elf:",
		NoRank:       "geen rang",
		WhyNoRank:    "Zonder rang: geen cijfer, een cijfer van een groter gebied (D), of een cijfer van een ander jaar dan de meeste wijken.",
		Bars: func(from, to int) string {
			return fmt.Sprintf("Een balk staat waar het verschil over dezelfde jaren gaat: %d tot %d.", from, to)
		},
		Changes: func(indicator string, of, up, down, same, none int) string {
			return indicator + ": " + dutchChanges("in", "in", "wijken", of, up, down, same, none)
		},
		Rank: "Rang", District: "Wijk", Figure: "Waarde", Changed: "Verandering",
	},
	Map: Map{
		Levels: map[string][2]string{"buurt": {"buurt", "buurten"}, "wijk": {"wijk", "wijken"}},
		Title: func(indicator, level, city string, since, year int) string {
			if since != 0 {
				return fmt.Sprintf("%s per %s in %s: verandering van %d tot %d", indicator, level, city, since, year)
			}
			return fmt.Sprintf("%s per %s in %s, %d", indicator, level, city, year)
		},
		Named: func(indicator, level, city string, since, year int) string {
			return fmt.Sprintf("Kaart: %s per %s in %s", indicator, level, city) + years(since, year, ", verandering van %d tot %d", ", verandering sinds %d")
		},
		Summary: func(city, level, outlined string) string {
			return fmt.Sprintf("Kaart van %s met een vlak per %s; %s zijn dik omlijnd.", city, level, outlined)
		},
		Ours: "de wijken van Wijk in zicht", Own: "de eigen wijken van de gemeente",
		OtherArea: func(year int) string { return fmt.Sprintf("ander gebied in %d", year) },
		Unlike:    func(year int, why string) string { return fmt.Sprintf("niet te vergelijken met %d: %s", year, why) },
		NotBoth:   "niet in beide jaren", NotLoaded: "Dit cijfer is hier nog niet geladen.", NoOutlines: "Van deze gebieden zijn geen grenzen bekend.",
		NoFigures: func(year int, level string) string {
			return fmt.Sprintf("In %d heeft geen %s een cijfer.", year, level)
		},
		Range: func(low, lowName, high, highName string, year, with, of int) string {
			return fmt.Sprintf("Van %s (%s) tot %s (%s) in %d; %d van de %d gebieden hebben een cijfer.", low, lowName, high, highName, year, with, of)
		},
		Rough: "onscherp: weinig mensen",
		LeftOut: func(n int) string {
			if n == 1 {
				return " Eén gebied telt daarbij niet mee: daar wonen zo weinig mensen dat de afronding van de aantallen het cijfer onscherp maakt."
			}
			return fmt.Sprintf(" %d gebieden tellen daarbij niet mee: daar wonen zo weinig mensen dat de afronding van de aantallen het cijfer onscherp maakt.", n)
		},
		Provisional: func(n, of int) string {
			if n == of {
				return " De cijfers zijn voorlopig: de uitgever kan ze nog wijzigen."
			}
			if n == 1 {
				return " Eén cijfer is voorlopig: de uitgever kan het nog wijzigen."
			}
			return fmt.Sprintf(" %d van de cijfers zijn voorlopig: de uitgever kan ze nog wijzigen.", n)
		},
		Open: func(text string) string { return text + " (voorlopig)" },
		Changes: func(level string, up, down, same, none int) string {
			text := "In " + dutchNumber(up) + " " + level + " is het cijfer hoger"
			if up == 0 {
				text = "In geen van de " + level + " is het cijfer hoger"
			}
			text += ", in " + dutchEvery(down) + " lager en in " + dutchEvery(same) + " vrijwel gelijk"
			if none > 0 {
				text += "; voor " + dutchNumber(none) + " is geen vergelijking mogelijk"
			}
			return text + "."
		},
		NoneCompared: func(level string, year int, why string) string {
			return fmt.Sprintf("Geen enkele %s is met %d te vergelijken. Meestal is de reden: %s.", level, year, why)
		},
		Extremes: func(low, lowBy, high, highBy string) string {
			switch {
			case low != "" && high != "":
				return fmt.Sprintf(" Het sterkst daalde %s (%s), het sterkst steeg %s (%s).", low, lowBy, high, highBy)
			case low != "":
				return fmt.Sprintf(" Het sterkst daalde %s (%s).", low, lowBy)
			case high != "":
				return fmt.Sprintf(" Het sterkst steeg %s (%s).", high, highBy)
			}
			return ""
		},
		Sides: func(level, city, value string, above, below, same int) string {
			return fmt.Sprintf("%s als geheel staat op %s. In %s van de %s is het cijfer hoger, in %s lager en in %s vrijwel gelijk.", city, value, dutchNumber(above), level, dutchEvery(below), dutchEvery(same))
		},
		Relative:   func(title, city string) string { return title + ", ten opzichte van " + city },
		RelativeTo: func(title, city string) string { return title + " ten opzichte van " + city },
		ChangeIn:   func(unit string) string { return "Verandering, " + unit },
		Percent:    "procent",
		Same:       func(least string) string { return "vrijwel gelijk (minder dan " + least + " verschil)" },
		Fall:       fromTo("daling van %s of meer", "daling van %s tot %s", "daling tot %s"),
		Rise:       fromTo("stijging van %s of meer", "stijging van %s tot %s", "stijging tot %s"),
		Under:      side("%s of meer onder", "%s tot %s onder", "tot %s onder"),
		Above:      side("%s of meer boven", "%s tot %s boven", "tot %s boven"),
		Near:       func(what, least string) string { return "rond " + what + " (minder dan " + least + " verschil)" },
		Zero:       "nul",
		LessThan:   func(to string) string { return "minder dan " + to },
		AndMore:    func(from string) string { return from + " of meer" },
		Rate: func(count, rate string) string {
			return fmt.Sprintf("U koos „%s”. Met aantallen zou een kaart vooral laten zien welke gebieden groot zijn; daarom kleurt zij naar „%s”.", count, rate)
		},
		Circles: func(count string) string {
			return fmt.Sprintf("„%s” is een aantal: hoe groter de cirkel, hoe hoger het. De kleur van een gebied zegt hier niets.", count)
		},
		CircleTitle: func(indicator, largest string) string { return indicator + " (grootste cirkel: " + largest + ")" },
		InCity:      func(city, value string) string { return city + ": " + value },
		NotPositive: func(year int) string {
			return fmt.Sprintf("geen percentage: de waarde in %d is niet groter dan nul", year)
		},
		NoCity: func(city string) string { return "geen vergelijkbaar cijfer van " + city },
		Cell:   "vlak om een punt: schema, geen grens", Water: "groot water",
		Simplified: "Grenzen: CBS en Kadaster (CC BY 4.0), vereenvoudigd.",
		Off: func(n int, names string) string {
			return fmt.Sprintf("Buiten beeld (%d): %s.", n, names)
		},
		Schematic: "De vormen zijn schematisch: vlakken om het middelpunt van elke buurt, geen grenzen. Een ingest van grenzen vervangt ze.",
		OtherDivision: func(areas, year int) string {
			return fmt.Sprintf("%d gebieden zijn getekend met de grens van een andere indeling dan %d, waarin zij dezelfde code en naam hebben.", areas, year)
		},
		NoOutline: func(areas string) string { return "Zonder bekende grens, dus niet getekend: " + areas + "." },
		Incomplete: func(name string, missing int) string {
			return fmt.Sprintf("De dikke lijn om %s is onvolledig: van %d van haar buurten is geen grens bekend.", name, missing)
		},
		As:     func(name, area string) string { return name + " (als " + area + ")" },
		Share:  func(area, percentage string) string { return area + " voor " + percentage + "%" },
		Legend: "Legenda", Outlined: "Dik omlijnd", Table: "De gebieden in een tabel", Area: "Gebied", Value: "Waarde", Difference: "Verschil", Code: "Code", Spread: "Zo zijn de gebieden verdeeld",
	},
	Fault: Fault{
		Nothing: "Hier is niets te tonen", ToEleven: "Naar de elf wijken", ShowNow: "Toon de cijfers van nu",
		NoText:  "In het adres staan na het vraagteken tekens die geen tekst zijn; neem het adres over zoals het is.",
		NotHere: "Wij hebben geen wijk, cijfer of kaart op dit adres: maak de code opnieuw op de pagina Insluiten.",
		Failed:  "Er ging iets mis", Ours: "Dit kon nu niet worden gemaakt. Dat ligt aan ons: probeer het over een minuut opnieuw.",
		Busy:    "Er wordt nu meer gevraagd dan wij tegelijk kunnen maken: probeer het over een paar seconden opnieuw.",
		Gone:    "De vastgezette stand van deze cijfers bewaren wij niet meer: volg de cijfers van nu, of zet op de pagina Insluiten een nieuwe stand vast.",
		Title:   "De titel kan aan of uit: schrijf titel=ja of titel=nee.",
		Theme:   "Dit thema kennen wij niet: laat thema weg, of vraag de beheerder welke thema's er zijn.",
		NoStill: "Hiervan is er geen los plaatje: kies bij Hoogte iets anders.",
		Lang:    "De taal is nl of en: schrijf taal=en, of laat taal weg.",
		Version: "De versie is geen versie van ons: neem de code over van de pagina Insluiten, of laat versie weg.",
		Color:   "De kleur is geen kleur die wij kennen: schrijf zes tekens, zoals kleur=005a9c.",
		Period:  "De periode bestaat uit jaren: schrijf bijvoorbeeld van=2012&tot=2024.",
		Lines:   "De lijnen zijn gemeente, ring en nl, met komma's ertussen, of geen: schrijf bijvoorbeeld lijnen=gemeente,nl.",
		Pale: func(color, contrast, least string) string {
			return fmt.Sprintf("De kleur %s is niet goed te zien op de achtergrond (contrast %s, nodig is %s): kies een donkerder kleur.", color, contrast, least)
		},
		Short: func(years int) string {
			return fmt.Sprintf("De periode is te kort: neem ten minste %d jaar, want anders lijkt een klein verschil al snel steil.", years)
		},
		ManyAreas: func(most int) string {
			return fmt.Sprintf("Er passen %d gebieden in één vergelijking. Kies er minder.", most)
		},
		ManyFigures: func(most int) string {
			return fmt.Sprintf("Er passen %d cijfers in één vergelijking. Kies er minder.", most)
		},
		Replaced: func(parameters string) string {
			return fmt.Sprintf("Wat het adres vraagt bij %s, is hier niet te zien: u ziet de weergave zonder die keuze.", parameters)
		},
		Year: func(parameter string) string {
			return fmt.Sprintf("Bij „%s” hoort een jaartal, zoals 2016.", parameter)
		},
	},
}
