package page

// lesson is something that the field knows or holds for true, in our words, with what figures would show if it held.
type lesson struct {
	number     string // as the publication counts; may be empty
	name       string
	about      string
	indicators []string // at most two; none: no figure that we have says anything about it
	expect     string   // what they would do if it held
	beyond     string   // what they cannot say
}

// lessonGroup is a publication with its lessons.
type lessonGroup struct {
	id, name, publication, about string
	lessons                      []lesson
}

// lessonGroups: facts from the publications named, in our own words.
var lessonGroups = []lessonGroup{
	{"bouwstenen", "Zes bouwstenen", "Platform31, Wijk in zicht, maart 2020",
		"Wat de elf wijken in twintig jaar leerden voor een volgende aanpak.", []lesson{
			{"1", "Een bodem onder de leefbaarheid", "Laat een wijk niet onder een grens zakken: kijk ver vooruit en werk vanuit één aanpak.",
				[]string{"lbm", "misdrijven"}, "De leefbaarheid zakt in geen van de jaren diep weg, ook niet als een programma stopt.",
				"Of er één aanpak was, en of die de bodem hield."},
			{"2", "Uitzicht voor bewoners", "Help mensen vooruit, in stappen die bij hen passen.",
				[]string{"laag_inkomen", "opleiding_laag"}, "Minder huishoudens met een laag inkomen, minder mensen met een lage opleiding.",
				"Of het om dezelfde mensen gaat: wie vertrekt en wie komt, verandert het gemiddelde ook."},
			{"3", "Bouwen dat daarbij helpt", "Sloop, renovatie en nieuwbouw staan in dienst van de bewoners en hun kansen.",
				[]string{"corporatie", "woz"}, "De woningen veranderen, en de cijfers over mensen gaan daarna dezelfde kant op.",
				"Voor wie er is gebouwd, en waar de vroegere bewoners zijn gebleven."},
			{"4", "Een sociaal offensief", "Versterk wat bewoners bindt, help hen stijgen en herover plekken waar het misgaat.",
				[]string{"lbm_soc", "bijstand"}, "Meer samenhang, en minder mensen in de bijstand.",
				"Wat er achter de voordeur gebeurt; en samenhang is hier een score uit een model, geen vraag aan bewoners."},
			{"5", "De wijk op meer schalen", "Zie ook welke rol een wijk in haar stad heeft: een plek om te beginnen, of om te blijven.",
				[]string{"inkomen_per_inwoner"}, "De afstand tot de stad verandert, niet alleen het cijfer van de wijk.",
				"Of een wijk waar mensen snel doorgaan, hen juist vooruit heeft geholpen."},
			{"6", "Vertrouwen", "Begin bij wat bewoners zelf meemaken en belangrijk vinden.",
				nil, "", "Over vertrouwen hebben wij geen cijfer per wijk."},
		}},
	{"vuistregels", "Twaalf vuistregels", "wijkengids, „wetten” van de wijkaanpak",
		"Wat mensen uit de praktijk voor waar houden. De nummers zijn die van de gids; 5 en 6 horen bij elkaar.", []lesson{
			{"1", "Herstructurering helpt de plek", "Veel slopen en bouwen maakt een wijk leefbaarder; huurwoningen verkopen doet dat een beetje. Er komen minder huishoudens met een laag inkomen, maar de bewoners zelf stijgen nauwelijks.",
				[]string{"lbm", "laag_inkomen"}, "De leefbaarheid stijgt en het aandeel lage inkomens daalt waar veel is gebouwd.",
				"Of de daling komt doordat mensen meer verdienen of doordat anderen er wonen."},
			{"2", "Eerst schoon, heel en veilig", "Met professionals op wie je kunt rekenen; daarna komen samenhang, elkaar aanspreken en zelfredzaamheid.",
				[]string{"lbm_onv", "lbm_soc"}, "De overlast daalt eerst, de samenhang volgt jaren later.", "Of het ene het andere mogelijk maakte."},
			{"3", "Bewoners als gelijke partner", "Wie er woont, beslist mee.", nil, "", "Of bewoners meebeslisten, meet geen van de bronnen."},
			{"4", "Hulp achter de voordeur, en ondernemen", "Kom bij mensen thuis, en geef kleine ondernemers ruimte.",
				[]string{"bijstand"}, "Minder mensen in de bijstand.", "Hoeveel gezinnen zijn geholpen, en wat die hulp deed."},
			{"5 en 6", "Gezonder is meer dan gezond", "Wie zich gezonder voelt, doet ook elders meer mee.",
				[]string{"gezondheid_goed", "arbeidsparticipatie"}, "Waar de gezondheid stijgt, stijgt later ook het werk.", "Wat eerst kwam; en gezondheid is een schatting uit een model, geen telling."},
			{"7", "Cultuur verandert het beeld", "Kunst en cultuur veranderen hoe men een wijk ziet en wat zij waard is, meer dan de mensen die er wonen.",
				[]string{"woz", "inkomen_per_inwoner"}, "De woningwaarde stijgt sneller dan het inkomen.", "Hoe men over de wijk denkt; en woningwaarde stijgt overal mee met de markt."},
			{"8", "De Rotterdamwet helpt", "Wie in een aangewezen gebied mag komen wonen, wordt voor een deel gekozen.",
				[]string{"laag_inkomen"}, "In de Tarwewijk, waar de wet gold, daalt het aandeel lage inkomens meer dan elders.", "Waar de mensen die er niet mochten wonen, zijn gaan wonen."},
			{"9", "Verval gaat langzaam", "En is daarna moeilijk te keren. Kleine ingrepen op tijd helpen; let op wijken uit de jaren zeventig en tachtig en in groeikernen die ongemerkt zakken.",
				nil, "De meeste veranderingen per jaar zijn klein; grote dalingen in één jaar zijn zeldzaam.", "Hoe het verderging met wijken die wij niet volgen; en één cijfer is niet de hele wijk."},
			{"10", "Problemen spreiden lukt zelden", "Iedereen wil het, in de praktijk is het moeilijk. Dat problemen naar de buurten eromheen gaan, als water in een waterbed, is meestal niet gevonden.",
				nil, "Wordt het in de wijk beter, dan wordt het in de ring eromheen niet slechter.", "Of mensen naar die ring zijn verhuisd, of juist verder weg."},
			{"11", "Gebruik wat werkt", "Kies wat elders is onderzocht en heeft gewerkt.", nil, "", "Wat er is gekozen, staat in geen cijfer; leg het vast in het register van interventies."},
			{"12", "De beste mensen", "Geef wie het goed doet, de ruimte.", nil, "", "Over wie er werkt, hebben wij geen cijfer."},
			{"13", "De gemeente draait mee", "De organisatie van de gemeente richt zich naar het leven in de wijk.", nil, "", "Ook hierover is geen cijfer."},
		}},
	{"factoren", "Vier factoren", "Dossier „Wat werkt voor wijken”, 2023",
		"Wat een aanpak nodig heeft om iets te kunnen bereiken.", []lesson{
			{"1", "Een aanpak per gebied", "Met een mengsel van bewezen maatregelen dat bij de plek past.",
				[]string{"lbm"}, "De wijk loopt in op haar stad, op meer dan één onderdeel.", "Welke maatregel daaraan bijdroeg."},
			{"2", "Het Rijk doet mee", "Een wijk kan het niet alleen, en een gemeente ook niet.",
				[]string{"misdrijven"}, "In jaren met een rijksprogramma gaat het beter dan erna.", "Wat er zonder dat programma was gebeurd. De programma's staan bij „Wat er gebeurde” op de pagina van elke wijk."},
			{"3", "De kosten gaan voor de baat uit", "Elke euro zou er anderhalf terugbrengen, maar pas later.", nil, "", "Kosten en baten in euro's meten wij niet."},
			{"4", "Volhouden", "Zo lang als een generatie nodig heeft om op te groeien.",
				[]string{"opleiding_hoog", "gezondheid_goed"}, "De lijn stijgt over twintig jaar, niet over een raadsperiode.", "Of er is volgehouden: begin en einde van een aanpak staan niet in de cijfers."},
		}},
}
