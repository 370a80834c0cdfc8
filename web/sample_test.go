package web

import (
	"fmt"
	"html/template"
	"strings"

	"wijkinzicht/web/chart"
)

// The samples are about places that do not exist; the figures are made up.

var sampleNames = []string{
	"Zonnewijk", "Maanwijk", "Havenbuurt", "Molenveld", "Oude Wal", "Lindenhof",
	"Sterrenbuurt", "De Hoge Kamp", "Waterrand", "Rozenbuurt-Zuid", "Fabriekskwartier",
}

func sampleFrame(title string, current Section) Frame {
	return Frame{
		Title:       title,
		Description: "Voorbeeld met verzonnen wijken.",
		Address:     "https://voorbeeld.example/?indicator=woz&volgorde=naam&schaal=gedeeld",
		Image:       "https://voorbeeld.example/kaartje.png",
		Notice:      "U ziet verzonnen cijfers van wijken die niet bestaan.",
		Current:     current,
		Footer: Footer{
			Sources:  []string{"Bureau voor Verzonnen Cijfers, Kerncijfers Dorrestad", "Instituut Nergens, Buurtpeiling"},
			Licence:  "De cijfers op deze site mag u overnemen met bronvermelding (CC BY 4.0).",
			Revision: "4f1d9a7c02be",
			Version:  "0.1.0",
			Made:     "22 november 2026",
		},
	}
}

// sampleChart draws a plain line chart with a break in it.
func sampleChart(seed, width, height int, kind string) template.HTML {
	var out strings.Builder
	id := fmt.Sprintf("g%s%d", kind, seed)
	fmt.Fprintf(&out, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" role="img" aria-labelledby="%s-t"><title id="%s-t">Voorbeeldlijn %d</title>`, width, height, id, id, seed)
	for i := range 4 {
		y := 12 + i*(height-36)/3
		fmt.Fprintf(&out, `<path d="M34 %dH%d" stroke="#e4e8eb" fill="none"/><text x="28" y="%d" font-size="11" text-anchor="end" fill="#4b5b67">%d</text>`, y, width-4, y+4, 300-i*50)
	}
	for i, year := range []int{2004, 2014, 2024} {
		fmt.Fprintf(&out, `<text x="%d" y="%d" font-size="11" text-anchor="middle" fill="#4b5b67">%d</text>`, 50+i*(width-90)/2, height-6, year)
	}
	line := func(from, to, shift int, attributes string) {
		out.WriteString(`<path d="`)
		for i := from; i <= to; i++ {
			x := 42 + i*(width-60)/20
			y := height/2 + shift + (seed*37+i*i*3)%17 - i*height/70
			command := "L"
			if i == from {
				command = "M"
			}
			fmt.Fprintf(&out, "%s%d %d", command, x, y)
		}
		fmt.Fprintf(&out, `" fill="none" %s/>`, attributes)
	}
	line(0, 20, 24, `stroke="#8b99a3" stroke-width="1.5" stroke-dasharray="5 3"`)
	line(0, 8, 0, `stroke="#1b2a35" stroke-width="2.5"`)
	line(10, 20, -6, `stroke="#1b2a35" stroke-width="2.5"`)
	out.WriteString(`</svg>`)
	return template.HTML(out.String())
}

func sampleHome() HomePage {
	page := HomePage{
		Frame: sampleFrame("De elf wijken", SectionElf),
		Indicators: []OptionGroup{
			{"Wonen", false, []Option{{"woz", "Gemiddelde WOZ-waarde", true}, {"koop", "Koopwoningen", false}}},
			{"Inkomen", true, []Option{{"laag_inkomen", "Huishoudens met een laag inkomen", false}}},
		},
		Sorts:      []Option{{"naam", "naam", true}, {"niveau", "niveau", false}, {"verandering", "verandering", false}},
		From:       []Option{{"", "eerste", true}, {"2012", "2012", false}},
		To:         []Option{{"", "laatste", true}},
		Indicator:  "Gemiddelde WOZ-waarde",
		Definition: "Gemiddelde waarde van de woningen, in duizenden euro's, op 1 januari van het jaar ervoor.",
		Headline:   "WOZ-waarde 2014–2024: in 9 van de 11 wijken hoger, in geen enkele lager",
		Gaps:       true, Themes: []ThemeLink{{"Wonen", "/?indicator=woz", true}, {"Inkomen", "/?indicator=laag_inkomen", false}},
		Sentence: "In negen van de elf wijken steeg de WOZ-waarde sinds 2014; het meest in Havenbuurt, het minst in Oude Wal. Twee wijken zijn door een nieuwe indeling niet te vergelijken.",
		Sources:  []Link{{"Bureau voor Verzonnen Cijfers, Kerncijfers Dorrestad 2024", "https://voorbeeld.example/tabel"}},
		CSV:      "/api/voorbeeld.csv",
		About:    "/indicator/woz",
		Compare:  "/vergelijk?indicator=woz",
	}
	for i, name := range sampleNames {
		wijk := HomeWijk{
			Name: name, URL: fmt.Sprintf("/wijk/voorbeeld-%d", i), Municipality: []string{"Dorrestad", "Nieuw-Elderveen"}[i%2],
			Spark:  SparkScale{2004, 2024, 100, 400}.Spark([][]chart.Point{{{Year: 2004, Value: 140}, {Year: 2024, Value: 231}}}, nil),
			Alt:    name + " in 2024: € 231.000",
			City:   "€ 338.000",
			Gap:    Distance{Then: "−€ 60.000", Text: "−€ 107.000", From: 2004, To: 2024, How: "raakte verder achter op Dorrestad", Gained: -1},
			Last:   Value{Text: Getal(231+float64(i*11), 0), Unit: "duizend euro", Year: 2024, Quality: Qualities[i%4]},
			Change: Change{Text: Verandering(float64(61+i*3), 0), Unit: "duizend euro", Since: 2014},
		}
		if i == 4 {
			wijk.Change = Change{Why: "nieuwe indeling in 2016"}
		}
		if i == 7 {
			wijk.Spark, wijk.Gap, wijk.Last, wijk.Change = Spark{}, Distance{Why: "geen gegevens"}, Value{Reason: "geheim"}, Change{Why: "geen cijfers"}
		}
		page.Wijken = append(page.Wijken, wijk)
	}
	return page
}

func sampleTable() Table {
	return Table{
		Caption: "Gemiddelde WOZ-waarde in Zonnewijk, in duizenden euro's",
		Columns: []string{"Zonnewijk", "Dorrestad", "rest van Dorrestad", "Nederland"},
		Rows: []TableRow{
			{2012, []TableCell{{Text: "148", Quality: Samengesteld}, {Text: "201"}, {Text: "204"}, {Text: "232"}}},
			{2013, []TableCell{{Remark: "geen gegevens: geheim"}, {Text: "198"}, {Text: "200"}, {Text: "226"}}},
			{2014, []TableCell{{"151", Rechtstreeks, "nieuwe indeling van wijken", true}, {Text: "196"}, {Text: "199"}, {Text: "219"}}},
			{2024, []TableCell{{Text: "1.248,5", Quality: Omgerekend, Remark: "voorlopig"}, {Text: "338"}, {Text: "342"}, {Text: "379"}}},
		},
	}
}

func sampleFigure(id, title string, seed int) Figure {
	return Figure{
		ID: id, Title: title, Story: Plek, Route: "wonen",
		Definition: "Gemiddelde waarde van de woningen, in duizenden euro's, op 1 januari van het jaar ervoor.",
		About:      "/indicator/woz", Likes: Link{"Naast vergelijkbare wijken", "/vergelijkbaar?indicator=woz&wijk=zonnewijk"},
		Chart: Chart{SVG: sampleChart(seed, 720, 320, "groot"), Narrow: sampleChart(seed, 320, 200, "klein"),
			Shows: title, Reading: "/api/" + id + ".json", NarrowReading: "/api/" + id + ".smal.json"},
		Breaks: []SeriesBreak{{2014, "indeling", "de gemeente tekende haar wijken opnieuw"}},
		Gaps:   []Gap{{"2013", "geheim"}, {"2004–2007", "niet per buurt gepubliceerd"}},
		Table:  sampleTable(),
		CSV:    "/api/" + id + ".csv", SVG: "/api/" + id + ".svg", PNG: "/api/" + id + ".png", Embed: "/embed/trend/zonnewijk/" + id,
		Address: "https://voorbeeld.example/wijk/zonnewijk#" + id,
		Sources: []Link{{"Bureau voor Verzonnen Cijfers, Kerncijfers", "https://voorbeeld.example/tabel"}, {"Instituut Nergens", ""}},
	}
}

var sampleKeys = []chart.Key{{Name: "Zonnewijk", Glyph: "●", Color: "#12385c"}, {Name: "Dorrestad t/m 2019", Glyph: "◆", Color: "#b5500b", Dash: "9 3"}}

func sampleProfile() Profile {
	return Profile{Title: "Zonnewijk naast Dorrestad", City: "Dorrestad", Sentence: "Van één cijfer is er een eerder jaar.", Reads: "De streep is Dorrestad.", Embed: "/insluiten?soort=profiel",
		Groups: []ProfileGroup{
			{"De plek", "", []ProfileRow{{"Leefbaarheid", "#woz", Value{Text: "−0,230", Year: 2024, Quality: Rechtstreeks}, "0,023", "2002–2024", "raakte verder achter op Dorrestad", -1, Dumbbell{Then: "60.0", Now: "40.0", Nation: "118.0", Beyond: "M6 8L1 13L6 18"}, "Leefbaarheid: −0,230 in 2024"}}},
			{"Leren", "van basis tot diploma", []ProfileRow{{"Opleiding laag", "#koop", Value{Text: "31", Unit: "%", Year: 2024, Quality: Samengesteld}, "", "", "", 0, Dumbbell{}, ""}}},
		}}
}

func sampleEmbedProfile() ProfilePage {
	p := ProfilePage{EmbedFrame: sampleEmbed().EmbedFrame, Profile: sampleProfile()}
	p.Profile.Page = "https://wijkinzicht.example/wijk/zonnewijk"
	return p
}

func sampleWijk() WijkPage {
	people := sampleFigure("inkomen", "Het inkomen per inwoner groeide trager dan in de stad", 5)
	people.Story, people.Route = Mensen, "werken"
	empty := sampleFigure("gas", "Gasverbruik van een gemiddelde woning", 0)
	empty.Chart, empty.Table, empty.Breaks, empty.Gaps = Chart{None: "Nog geen cijfers per buurt geladen."}, Table{}, nil, nil
	empty.CSV, empty.SVG, empty.Embed = "", "", ""
	return WijkPage{
		Standing: []string{"De huizen in Zonnewijk werden sinds 2014 meer waard, al bleef de wijk onder het gemiddelde van de stad."}, Timeline: sampleEvents(), WithEvents: true, Toggle: "/wijk/zonnewijk#gebeurtenissen",
		Compare:      []Link{{"naast Dorrestad", "/vergelijk?gebied=zonnewijk"}},
		Profile:      sampleProfile(),
		Frame:        sampleFrame("Zonnewijk in Dorrestad", ""),
		Name:         "Zonnewijk",
		Municipality: "Dorrestad",
		Areas:        []AreaNow{{"Zonnewijk", "wijk", "WK990101"}, {"Zonnehof", "buurt", "BU99010203"}},
		AreaNote:     "Zonnewijk heeft geen eigen gebied in de statistiek: u ziet de buurt Zonnehof, waar de wijk het grootste deel van is.",
		Themes: []Theme{
			{"wonen", "Wonen", true, []Figure{sampleFigure("woz", "De gemiddelde WOZ-waarde steeg na 2014 mee met de stad", 2), empty},
				[]ShortFigure{{"koop", "Koopwoningen", "/indicator/koop", Value{Text: "23", Unit: "%", Year: 2024, Quality: Samengesteld}, Change{Why: "er is maar één jaar"}, "34%", "/grafiek/zonnewijk/koop.csv"}},
				[]MissingIndicator{{"Huurwoningen", "nog niet geladen"}, {"Stroomverbruik", "nog niet geladen"}}},
			{"werk", "Inkomen en werk", false, []Figure{people}, nil, nil},
			{"gezondheid", "Gezondheid", false, nil, nil, []MissingIndicator{{"Ervaren gezondheid", "nog niet geladen"}}},
		},
	}
}

func sampleVerantwoording() VerantwoordingPage {
	return VerantwoordingPage{
		Frame: sampleFrame("Verantwoording", SectionVerantwoording),
		Sources: []Source{
			{"Kerncijfers Dorrestad 2024", "Bureau voor Verzonnen Cijfers", "99999VB", "voorlopig", "CC BY 4.0", "Bron: Bureau voor Verzonnen Cijfers", "https://voorbeeld.example/99999VB", "opgehaald op 3 mei 2026", "2", "18.402", "3"},
			{"Buurtpeiling 2016", "Instituut Nergens", "", "", "CC0", "", "", "", "1", "212", "0"},
		},
		Breaks: []IndicatorBreak{
			{"Gemiddelde WOZ-waarde", SeriesBreak{2014, "indeling", "de gemeente tekende haar wijken opnieuw"}},
			{"Laag inkomen", SeriesBreak{2011, "definitie", "andere grens voor laag inkomen"}},
		},
		Wijken: []WijkAreas{
			{"Zonnewijk", "Dorrestad", "Wordt getoond als de buurt Zonnehof.", []Division{
				{"2004–2013", []AreaPart{{"Zon-Oost", "buurt", "BU99010101", ""}, {"Zon-West", "buurt", "BU99010102", "62%"}}, "Kaart van de gemeente, raadsbesluit van 2003."},
				{"2014–2024", []AreaPart{{"Zonnewijk", "wijk", "WK990101", ""}}, "Zelfde omtrek als de wijk van nu."},
			}},
			{"Maanwijk", "Nieuw-Elderveen", "", nil},
		},
		Licences: []Licence{{"CC BY 4.0", "https://voorbeeld.example/by", "Kerncijfers Dorrestad"}, {"CC0", "", "Buurtpeiling"}},
	}
}

func sampleEmbed() EmbedPage {
	return EmbedPage{
		EmbedFrame: sampleEmbedFrame("Gemiddelde WOZ-waarde in Zonnewijk (Dorrestad)"),
		Chart:      Chart{SVG: sampleChart(2, 720, 320, "groot"), Narrow: sampleChart(2, 360, 300, "smal"), Tight: sampleChart(2, 250, 220, "krap"), Legend: sampleKeys},
		Table:      sampleTable(),
	}
}

func sampleEmbedFrame(title string) EmbedFrame {
	return EmbedFrame{
		Title: title, Styles: []string{"/static/thema-dorrestad.0123456789ab.css"}, Frozen: "22 november 2026",
		Sources: []Link{{"Bureau voor Verzonnen Cijfers, Kerncijfers", "https://voorbeeld.example/tabel"}},
		Page:    "https://voorbeeld.example/wijk/zonnewijk#woz", PageLabel: "Zonnewijk op Wijk in zicht",
	}
}

func sampleEmbedError() EmbedErrorPage {
	return EmbedErrorPage{EmbedFrame: EmbedFrame{Title: "Deze stand is er niet meer"}, Sentence: "Deze cijfers worden niet meer bewaard.",
		Live: "/embed/trend/zonnewijk/woz"}
}

func sampleError() ErrorPage {
	return ErrorPage{
		Frame: sampleFrame("Niet gevonden", ""), Status: 404, Heading: "Deze pagina bestaat niet",
		Sentence: "Er staat niets op het adres dat u opvroeg.",
		Advice:   []string{"Kijk of het adres goed is overgenomen.", "Kies een van de elf wijken."},
	}
}

func sampleRanglijst() RanglijstPage {
	return RanglijstPage{
		EmbedFrame: sampleEmbedFrame("Inwoners: de wijken op een rij"), Caption: "Inwoners, hoogste eerst", Ranked: true,
		Beside: []ListBeside{{Name: "Maanwijk", URL: "https://wijken.example.nl/wijk/maanwijk#koop", Municipality: "Dorrestad", Value: Value{Text: "12", Unit: "%", Year: 2010, Quality: Rechtstreeks}}},
		Rows: []RanglijstRow{
			{"1", "Zonnewijk", "https://voorbeeld.example/wijk/zonnewijk", "Dorrestad", Value{Text: "19.845", Year: 2024, Quality: Rechtstreeks}, Change{}, &Bar{0, 100, 0}},
			{"2", "Maanwijk", "https://voorbeeld.example/wijk/maanwijk", "Nieuw-Elderveen", Value{Text: "10.100", Year: 2024, Quality: Omgerekend}, Change{}, &Bar{0, 50.9, 0}},
			{"", "Sterrenwijk", "https://voorbeeld.example/wijk/sterrenwijk", "Dorrestad", Value{Reason: "geheim"}, Change{}, nil},
		},
		Notes: []string{"Zonder rang: geen cijfer."},
	}
}

func sampleInsluiten() InsluitenPage {
	return InsluitenPage{Width: 600, Scripted: true, Fits: []Option{{Label: "script", Selected: true}, {Value: "vast", Label: "vast"}},
		Frame: sampleFrame("Insluiten", ""), Kind: "trend",
		Kinds:      []KindLink{{"Trend", "/insluiten?soort=trend", true}, {"Kaart", "/insluiten?soort=kaart", false}},
		Indicators: []OptionGroup{{"Bevolking", false, []Option{{"inwoners", "Inwoners", true}}}},
		Wijken:     []Option{{"zonnewijk", "Zonnewijk (Dorrestad)", true}}, From: "2012", To: "2024",
		Lines:    []Option{{"gemeente", "de gemeente", true}, {"nl", "Nederland", false}},
		Titles:   []Option{{"ja", "boven het beeld", true}, {"nee", "weglaten", false}},
		Versions: []Option{{"", "volgen", true}, {"vast", "vastzetten", false}}, VersionHint: "De stand van nu is van 22 november 2026.",
		Color: "#005a9c", ColorLabel: "Kleur van de hoofdlijn", Themes: []Option{{"", "geen", true}, {"dorrestad", "dorrestad", false}},
		Preview: "/embed/trend/zonnewijk/inwoners", PreviewTitle: "Inwoners in Zonnewijk, Dorrestad", Height: 480,
		Snippet: `<iframe src="https://voorbeeld.example/embed/trend/zonnewijk/inwoners"></iframe>`,
		Direct:  "https://voorbeeld.example/embed/trend/zonnewijk/inwoners",
	}
}
