package words

import (
	"fmt"
	"strings"
)

// Lesson is what publications about wijken say, beside the figures that would move if it held.
type Lesson struct {
	Title, About      string
	Groups            []LessonGroup
	NotLoaded         string
	InEleven          func(indicator string) string
	HowFast, RingLink string // to the pictures that two rules have of their own
	RingTitle, NoRing func(name string) string
	WithRing          func(indicator, name string) string
	RingAndWijk       string
	Ring              func(indicator, name, change string, since int, around string, aroundSince int) string
	RingNotCompared   func(indicator, name string) string
	FewSteps          func(n int) string
	Steps             func(indicator string) string
	PerYear           func(unit string) string
	Range             func(from, to string) string
	Pace              func(indicator string, steps int, middle, unit string) string
	NoFall            string
	DeepestFall       func(change, name string, from, to int) string
}

// LessonGroup is a publication with its lessons: facts from it, in our own words.
type LessonGroup struct {
	ID, Name, Publication, About string
	Lessons                      []OneLesson
}

// OneLesson is something that the field knows or holds for true. Its figures stand in view.csv under the publication's ID and Number.
type OneLesson struct {
	Number      string // as the publication counts
	Name, About string
	Expect      string // what the figures would do if it held; empty without any
	Beyond      string // what they cannot say
}

var dutchLesson = Lesson{
	Title: "Wat werkt", About: "Wat publicaties over wijken zeggen, naast de cijfers die zouden bewegen als het klopt.",
	NotLoaded: "Voor geen van de elf wijken is dit cijfer geladen.",
	InEleven:  func(indicator string) string { return indicator + " in de elf wijken" },
	HowFast:   "Hoe snel veranderden de elf?", RingLink: "De ring om een wijk",
	RingTitle:   func(name string) string { return "Het waterbed om " + name },
	WithRing:    func(indicator, name string) string { return indicator + " in " + name + " en de ring eromheen" },
	RingAndWijk: "Wijk en ring",
	NoRing: func(name string) string {
		return "Van " + name + " en de buurten eromheen is er geen cijfer dat beide in twee jaren hebben."
	},
	Ring: func(indicator, name, change string, since int, around string, aroundSince int) string {
		return fmt.Sprintf("%s: in %s %s sinds %d, in de buurten eromheen %s sinds %d.", indicator, name, change, since, around, aroundSince)
	},
	RingNotCompared: func(indicator, name string) string {
		return indicator + " in " + name + " en de buurten eromheen. Een van beide is in de tijd niet te vergelijken."
	},
	FewSteps: func(n int) string {
		changes := map[bool]string{true: "er is nog maar één verandering", false: "er zijn nog maar " + dutchNumber(n) + " veranderingen"}[n == 1]
		if n == 0 {
			changes = "er zijn nog geen veranderingen"
		}
		return Sentence(changes + " tussen twee jaren die te vergelijken zijn; dat is te weinig voor een verdeling")
	},
	Steps:   func(indicator string) string { return indicator + ": hoe snel veranderden de elf?" },
	PerYear: func(unit string) string { return strings.TrimSpace(unit + " per jaar") },
	Range:   func(from, to string) string { return from + " tot " + to },
	Pace: func(indicator string, steps int, middle, unit string) string {
		return fmt.Sprintf("%s: van de %d veranderingen tussen twee opeenvolgende cijfers van de elf wijken was de helft niet groter dan %s %s.", indicator, steps, middle, unit)
	},
	NoFall: " Er was geen enkele daling.",
	DeepestFall: func(change, name string, from, to int) string {
		return fmt.Sprintf(" De sterkste daling was %s per jaar, in %s van %d tot %d.", change, name, from, to)
	},
	Groups: []LessonGroup{
		{"bouwstenen", "Zes bouwstenen", "Platform31, Wijk in zicht, maart 2020",
			"Wat twintig jaar in de elf wijken leert voor een volgende aanpak.", []OneLesson{
				{"1", "Een bodem onder de leefbaarheid", "Laat een wijk niet onder een grens zakken: kijk ver vooruit en werk vanuit één aanpak.",
					"De leefbaarheid zakt in geen van de jaren diep weg, ook niet als een programma stopt.",
					"Of er één aanpak was, en of die de bodem hield."},
				{"2", "Uitzicht voor bewoners", "Help mensen vooruit, in stappen die bij hen passen.",
					"Minder huishoudens met een laag inkomen, minder mensen met een lage opleiding.",
					"Of het om dezelfde mensen gaat: wie vertrekt en wie komt, verandert het gemiddelde ook."},
				{"3", "Bouwen dat daarbij helpt", "Sloop, renovatie en nieuwbouw staan in dienst van de bewoners en hun kansen.",
					"De woningen veranderen, en de cijfers over mensen gaan daarna dezelfde kant op.",
					"Voor wie er is gebouwd, en waar de vroegere bewoners zijn gebleven."},
				{"4", "Een sociaal offensief", "Versterk wat bewoners bindt, help hen stijgen en herover plekken waar het misgaat.",
					"Meer samenhang, en minder mensen in de bijstand.",
					"Wat er achter de voordeur gebeurt; en samenhang is hier een score uit een model, geen vraag aan bewoners."},
				{"5", "De wijk op meer schalen", "Zie ook welke rol een wijk in haar stad heeft: een plek om te beginnen, of om te blijven.",
					"De afstand tot de stad verandert, niet alleen het cijfer van de wijk.",
					"Of een wijk waar mensen snel weer vertrekken, hen juist vooruit heeft geholpen."},
				{"6", "Vertrouwen", "Begin bij wat bewoners zelf meemaken en belangrijk vinden.",
					"", "Over vertrouwen hebben wij geen cijfer per wijk."},
			}},
		{"vuistregels", "Twaalf vuistregels", "wijkengids, „wetten” van de wijkaanpak",
			"Wat mensen uit de praktijk voor waar houden. De nummers zijn die van de gids; 5 en 6 horen bij elkaar.", []OneLesson{
				{"1", "Herstructurering helpt de plek", "Veel slopen en bouwen maakt een wijk leefbaarder; huurwoningen verkopen doet dat een beetje. Er komen minder huishoudens met een laag inkomen, maar de bewoners zelf stijgen nauwelijks.",
					"De leefbaarheid stijgt en het aandeel lage inkomens daalt waar veel is gebouwd.",
					"Of de daling komt doordat mensen meer verdienen of doordat anderen er wonen."},
				{"2", "Eerst schoon, heel en veilig", "Met professionals op wie je kunt rekenen; daarna komen samenhang, elkaar aanspreken en zelfredzaamheid.",
					"De overlast daalt eerst, de samenhang volgt jaren later.", "Of het ene het andere mogelijk maakte."},
				{"3", "Bewoners als gelijke partner", "Wie er woont, beslist mee.", "", "Of bewoners meebeslisten, meet geen van de bronnen."},
				{"4", "Hulp achter de voordeur, en ondernemen", "Kom bij mensen thuis, en geef kleine ondernemers ruimte.",
					"Minder mensen in de bijstand.", "Hoeveel gezinnen zijn geholpen, en wat die hulp deed."},
				{"5 en 6", "Gezonder is meer dan gezond", "Wie zich gezonder voelt, doet ook elders meer mee.",
					"Waar de gezondheid verbetert, hebben later ook meer mensen werk.", "Wat eerst kwam; en gezondheid is een schatting uit een model, geen telling."},
				{"7", "Cultuur verandert het beeld", "Kunst en cultuur veranderen hoe mensen een wijk zien en wat een woning er waard is, meer dan wie er wonen.",
					"De woningwaarde stijgt sneller dan het inkomen.", "Hoe mensen over de wijk denken; en de woningwaarde stijgt overal mee met de markt."},
				{"8", "De Rotterdamwet helpt", "In een aangewezen gebied wordt voor een deel bepaald wie er mag komen wonen.",
					"In de Tarwewijk, waar de wet gold, daalt het aandeel lage inkomens meer dan elders.", "Waar de mensen die er niet mochten wonen, zijn gaan wonen."},
				{"9", "Verval gaat langzaam", "En is daarna moeilijk te keren. Kleine ingrepen op tijd helpen; let op wijken uit de jaren zeventig en tachtig en in groeikernen die ongemerkt zakken.",
					"De meeste veranderingen per jaar zijn klein; grote dalingen in één jaar zijn zeldzaam.", "Hoe het verderging met wijken die wij niet volgen; en één cijfer is niet de hele wijk."},
				{"10", "Problemen spreiden lukt zelden", "Iedereen wil het, in de praktijk is het moeilijk. Dat problemen zich naar de buurten eromheen verplaatsen, zoals water in een waterbed, is meestal niet gevonden.",
					"Wordt het in de wijk beter, dan wordt het in de ring eromheen niet slechter.", "Of mensen naar die ring zijn verhuisd, of juist verder weg."},
				{"11", "Gebruik wat werkt", "Kies wat elders is onderzocht en heeft gewerkt.", "", "Wat er is gekozen, staat in geen cijfer; leg het vast in het register van interventies."},
				{"12", "De beste mensen", "Geef wie het goed doet, de ruimte.", "", "Over wie er werkt, hebben wij geen cijfer."},
				{"13", "De gemeente draait mee", "De organisatie van de gemeente richt zich naar het leven in de wijk.", "", "Ook hierover hebben wij geen cijfer."},
			}},
		{"factoren", "Vier factoren", "Dossier „Wat werkt voor wijken”, 2023",
			"Wat een aanpak nodig heeft om iets te kunnen bereiken.", []OneLesson{
				{"1", "Een aanpak per gebied", "Met een mix van bewezen maatregelen die bij de plek past.",
					"De wijk loopt in op haar stad, op meer dan één onderdeel.", "Welke maatregel daaraan bijdroeg."},
				{"2", "Het Rijk doet mee", "Een wijk kan het niet alleen, en een gemeente ook niet.",
					"In de jaren van het Grotestedenbeleid en de Krachtwijken, tot 2012, gaat het beter dan erna.", "Wat er zonder die programma's was gebeurd; sinds 2022 loopt er weer een, dat hier bij erna telt. De programma's staan bij „Wat er gebeurde” op de pagina van elke wijk."},
				{"3", "De kosten gaan voor de baat uit", "Elke euro zou anderhalve euro opleveren, maar pas later.", "", "Kosten en baten in euro's meten wij niet."},
				{"4", "Volhouden", "Zo lang als een generatie nodig heeft om op te groeien.",
					"De lijn stijgt over twintig jaar, niet over een raadsperiode.", "Of er is volgehouden: begin en einde van een aanpak staan niet in de cijfers."},
			}},
	},
}
