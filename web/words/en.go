package words

import (
	"fmt"
	"strings"
)

// English uses the terms of CBS for wijken and buurten: districts and neighbourhoods.
var English = Words{
	Lang: "en", Decimal: ".", Thousands: ",", Euro: "€",
	Months: [12]string{"January", "February", "March", "April", "May", "June",
		"July", "August", "September", "October", "November", "December"},
	Frame: Frame{
		Figures: "Figures", Source: "Source", Sources: "Sources", ForeignTitles: true, AsOf: "Figures as of", Newer: "There are newer figures.", Licence: "licence", NewWindow: "(opens in a new window)",
		AllFigures: "All figures in a table", TheEleven: "The eleven on Wijk in zicht (in Dutch)", ThisMap: "This map on Wijk in zicht (in Dutch)",
		ThisComparison: "This comparison on Wijk in zicht (in Dutch)",
		Place:          func(name string) string { return name + " on Wijk in zicht (in Dutch)" },
		Period:         period("from %d", "up to %d"),
	},
	Value: Value{
		NoData: "no data", NotYet: "no figures yet", NotLoaded: "not loaded", NotComparable: "not comparable", In: "in", Since: "since",
		Reasons: map[string]string{"voorlopig": "provisional", "geheim": "confidential", "onbekend": "unknown or confidential", "niet in deze uitgave": "not in this edition",
			"niet van toepassing": "not applicable", "onvolledig": "incomplete", "alleen een groter gebied": "only a larger area",
			"niet vergelijkbaar met het basisjaar": "not comparable with the base year", "geen cijfer om mee te vergelijken": "no figure to compare with", "niet geladen": "not loaded", "andere grens": "another boundary", "andere naam": "another name", "te klein": "too few to give a figure", "onwaarschijnlijk": "implausible"},
		Whys: map[string]string{"geen cijfer": "there is no figure", "groter gebied": "only a larger area has been published",
			"definitie": "the definition changed", "eenheid": "the unit changed", "instrument": "the instrument changed",
			"populatie": "another group is counted", "peildatum": "it was counted at another time of the year",
			"indeling": "addresses are assigned to areas in another way", "andere grens": "the boundary changed",
			"andere naam": "the area was renamed, and whether its boundary stayed is not known", "grens onbekend": "whether the boundary stayed is not known"},
		OneYear:   "there is only one year",
		Qualities: map[string]string{"A": "direct", "B": "combined", "C": "converted", "D": "larger area"},
		Means: map[string]string{"A": "published so for the area", "B": "added up from whole neighbourhoods", "C": "converted from parts of areas, with a margin",
			"D": "only a larger area around it"},
		Quality: "quality", Points: "percentage points", Classes: "classes",
		Of:      func(area string) string { return "figure of " + area },
		Edition: func(reason, day string) string { return reason + " (of " + day + ")" },
		Covers:  func(percentage string) string { return "made of parts that together count for " + percentage + "%" },
		Margin:  func(low, high string) string { return "margin " + low + " to " + high },
		Rough:   func(margin string) string { return "not sharp: rounding may make a difference of ± " + margin },
		Until:   func(year int) string { return fmt.Sprintf("until %d", year) },
		Open:    func(years string) string { return "Open marker: provisional figure (" + years + ")." },
		Band:    "Band around a line: the margin, where a figure was converted.",
		Around: func(of string) string {
			if of == "" {
				return "Dashed line with hollow markers: figure of another, mostly larger area."
			}
			return "Dashed line with hollow markers: figure of another, mostly larger area (" + of + ")."
		},
		RoughIn:     func(years string) string { return "Not sharp, by the rounding of small counts: " + years + "." },
		BreakBefore: "break: cannot be compared with earlier years",
		Breaks: map[string]string{"definitie": "other definition", "eenheid": "other unit", "indeling": "other assignment",
			"instrument": "other instrument", "populatie": "other group", "peildatum": "other date", "andere grens": "other boundary",
			"andere naam": "other name", "grens onbekend": "boundary unknown", "groter gebied": "larger area"},
		Year: "Year", Notes: "Notes", Break: "break", QualityHead: "Quality",
	},
	Trend: Trend{
		None: func(name, why string) string { return "There are no figures for " + name + " yet: " + why + "." },
		NoneIn: func(name, period string) string {
			return "There are no figures for " + name + " over this period (" + period + ")."
		},
		NoFigures: func(name string) string { return "There are no figures for " + name + "." },
		OfArea:    func(name, area string) string { return name + " (figure of " + area + ")" },
		Latest: func(name string, year int, value, unit, quality string) string {
			return fmt.Sprintf("%s in %d: %s (%s).", name, year, strings.TrimSpace(value+" "+unit), quality)
		},
		Doubtful:   " That is within the margin of the conversion.",
		NotEarlier: func(why string) string { return " It cannot be compared with earlier years: " + why + "." },
		Compared: func(since int, value, change string) string {
			return fmt.Sprintf(" Comparable since %d, when it was %s: a difference of %s.", since, value, change)
		},
	},
	Before: englishBefore, Profile: englishProfile,
	Compare: Compare{
		MoreFigures: "Several figures", None: "There are no figures for these areas and years.", And: "and",
		Others: func(name string, n int) string { return fmt.Sprintf("%s and %d other areas", name, n) },
		Changes: func(lines, up, down, same, none int) string {
			return fmt.Sprintf("Of the %d lines: %s, each over its own comparable years.", lines, counted([4]int{up, down, same, none},
				[4]string{"the last figure is higher than the first", "it is lower", "it is about the same", "no comparison over time is possible"}))
		},
		NoneCompared: "None of the lines has two years that can be compared.",
		Beside: func(name, value string, year int) string {
			return fmt.Sprintf("For comparison, not one of the eleven: %s, %s in %d.", name, value, year)
		},
		Extremes: func(year int, top, high, bottom, low string) string {
			return fmt.Sprintf(" In %d %s was highest (%s) and %s lowest (%s).", year, top, high, bottom, low)
		},
		Without:     func(name, why string) string { return name + " has no figure: " + why + "." },
		WithoutMany: func(why, names string) string { return "No figure (" + why + "): " + names + "." },
		Thin:        "Thin and grey: areas of Statistics Netherlands. A name that does not fit beside its line is in the table.",
		Unjoined:    "Not joined to the year before, because it is not known whether the code was the same place then",
		Moved:       "Left out, because the code was another place then",
		Renamed:     "Left out, because the code had another name then and it is not known whether it was the same place",
		LargerArea:  "there is only a figure of a larger area",
		Break: func(year int, kind, line, note string) string {
			if line != "" {
				line = " for " + line
			}
			return fmt.Sprintf("Break in %d (%s)%s: %s", year, kind, line, note)
		},
		Kinds: map[string]string{"definitie": "definition", "eenheid": "unit", "indeling": "assignment", "instrument": "instrument",
			"populatie": "group counted", "peildatum": "reference date", "andere grens": "boundaries"},
		OwnEvents: "The labels of events that the municipality added itself are in Dutch.",
		NoIndex: func(indicator string) string {
			return fmt.Sprintf("There can be no index of “%s”: it is a score without a zero. Choose the difference (als=verschil) or the figures as they are.", indicator)
		},
		NoDifference: func(indicator string) string {
			return fmt.Sprintf("A difference with municipality or country says nothing about “%s”: it is a count. Choose an index (als=index).", indicator)
		},
		NoClassDifference: func(indicator string) string {
			return fmt.Sprintf("There can be no difference of “%s”: it is a class. Choose the figures as they are.", indicator)
		},
		NoBase:     "There is no year in which all chosen areas have a figure. Choose fewer areas, or a base year (basis).",
		NoTwoYears: "There are no two years that most of these areas both have. Choose other years or areas.",
		Index:      func(base int) string { return fmt.Sprintf("index, %d = 100", base) },
		NotInBase: func(name string, base int) string {
			return fmt.Sprintf("%s has no figure in the base year %d, and is therefore left out.", name, base)
		},
		LeftOut: func(name string, years, base int) string {
			if years == 1 {
				return fmt.Sprintf("%s: one year is left out, because there is a break between it and %d.", name, base)
			}
			return fmt.Sprintf("%s: %d years are left out, because there is a break between them and %d.", name, years, base)
		},
		Against:      func(title, other string) string { return title + ", difference from " + other },
		Municipality: "the own municipality", Country: "the Netherlands",
		Measure: func(name string) string {
			return name + " is what the difference is counted from, and therefore has no line."
		},
		Ends: func(title string, from, to int) string { return fmt.Sprintf("%s, %d and %d", title, from, to) },
	},
	List: List{
		ByLevel:      func(indicator string) string { return indicator + ": the eleven districts in order" },
		ByChange:     func(indicator string) string { return indicator + ": the eleven districts by change" },
		LevelCaption: func(indicator string) string { return indicator + ", highest first" },
		ChangeCaption: func(indicator string) string {
			return indicator + ": change over each district's own comparable years, largest rise first"
		},
		None:         "This figure has not been loaded for any of the eleven districts yet.",
		NoneCompared: "None of the eleven districts has two years that can be compared.",
		Beside:       "For comparison, not one of the eleven:",
		NoRank:       "no rank",
		WhyNoRank:    "Without a rank: no figure, a figure of a larger area (D), or a figure of another year than most districts.",
		Bars: func(from, to int) string {
			return fmt.Sprintf("There is a bar where the difference is over the same years: %d to %d.", from, to)
		},
		Changes: func(indicator string, of, up, down, same, none int) string {
			text := fmt.Sprintf("%s: in %s of the %d districts the last figure is higher than the first, in %s lower", indicator, englishCount(up), of, englishCount(down))
			if same > 0 {
				text += fmt.Sprintf(", about the same in %d", same)
			}
			text += ", each over its own comparable years"
			if none > 0 {
				text += fmt.Sprintf("; in %d no comparison is possible", none)
			}
			return text + "."
		},
		Rank: "Rank", District: "District", Figure: "Value", Changed: "Change",
	},
	Map: Map{
		Levels: map[string][2]string{"buurt": {"neighbourhood", "neighbourhoods"}, "wijk": {"district", "districts"}},
		Title: func(indicator, level, city string, since, year int) string {
			if since != 0 {
				return fmt.Sprintf("%s by %s in %s: change from %d to %d", indicator, level, city, since, year)
			}
			return fmt.Sprintf("%s by %s in %s, %d", indicator, level, city, year)
		},
		Named: func(indicator, level, city string, since, year int) string {
			return fmt.Sprintf("Map: %s by %s in %s", indicator, level, city) + years(since, year, ", change from %d to %d", ", change since %d")
		},
		Summary: func(city, level, outlined string) string {
			return fmt.Sprintf("Map of %s with a shape for each %s; %s have a thick outline.", city, level, outlined)
		},
		Ours: "the districts of Wijk in zicht", Own: "the municipality's own districts",
		OtherArea: func(year int) string { return fmt.Sprintf("another area in %d", year) },
		Unlike:    func(year int, why string) string { return fmt.Sprintf("not comparable with %d: %s", year, why) },
		NotBoth:   "not in both years", NotLoaded: "This figure has not been loaded here yet.", NoOutlines: "No boundaries of these areas are known.",
		NoFigures: func(year int, level string) string { return fmt.Sprintf("In %d no %s has a figure.", year, level) },
		Range: func(low, lowName, high, highName string, year, with, of int) string {
			return fmt.Sprintf("From %s (%s) to %s (%s) in %d; a figure is known for %d of the %d areas.", low, lowName, high, highName, year, with, of)
		},
		Rough: "not sharp: few people",
		LeftOut: func(n int) string {
			if n == 1 {
				return " One area does not count in this: so few people live there that the rounding of the counts makes the figure unsharp."
			}
			return fmt.Sprintf(" %d areas do not count in this: so few people live there that the rounding of the counts makes the figure unsharp.", n)
		},
		Provisional: func(n, of int) string {
			if n == of {
				return " The figures are provisional: the publisher may still change them."
			}
			if n == 1 {
				return " One figure is provisional: the publisher may still change it."
			}
			return fmt.Sprintf(" %d of the figures are provisional: the publisher may still change them.", n)
		},
		Open: func(text string) string { return text + " (provisional)" },
		Changes: func(level string, up, down, same, none int) string {
			in := fmt.Sprintf("In %d %s", up, level)
			if up == 0 {
				in = "In none of the " + level
			}
			text := fmt.Sprintf("%s the figure is higher, in %s lower and in %s about the same", in, englishCount(down), englishCount(same))
			if none > 0 {
				text += fmt.Sprintf("; for %d no comparison is possible", none)
			}
			return text + "."
		},
		NoneCompared: func(level string, year int, why string) string {
			return fmt.Sprintf("No %s can be compared with %d. Mostly because: %s.", level, year, why)
		},
		Extremes: func(low, lowBy, high, highBy string) string {
			switch {
			case low != "" && high != "":
				return fmt.Sprintf(" %s fell most (%s), %s rose most (%s).", low, lowBy, high, highBy)
			case low != "":
				return fmt.Sprintf(" %s fell most (%s).", low, lowBy)
			case high != "":
				return fmt.Sprintf(" %s rose most (%s).", high, highBy)
			}
			return ""
		},
		Sides: func(level, city, value string, above, below, same int) string {
			return fmt.Sprintf("%s as a whole is at %s. In %s of the %s the figure is higher, in %s lower and in %s about the same.", city, value, englishCount(above), level, englishCount(below), englishCount(same))
		},
		Relative:   func(title, city string) string { return title + ", relative to " + city },
		RelativeTo: func(title, city string) string { return title + " relative to " + city },
		ChangeIn:   func(unit string) string { return "Change, " + unit },
		Percent:    "percent",
		Same:       func(least string) string { return "about the same (a difference of less than " + least + ")" },
		Fall:       fromTo("fall of %s or more", "fall of %s to %s", "fall of up to %s"),
		Rise:       fromTo("rise of %s or more", "rise of %s to %s", "rise of up to %s"),
		Under:      side("%s or more below", "%s to %s below", "up to %s below"),
		Above:      side("%s or more above", "%s to %s above", "up to %s above"),
		Near: func(what, least string) string {
			return "around " + what + " (a difference of less than " + least + ")"
		},
		Zero:     "zero",
		LessThan: func(to string) string { return "less than " + to },
		AndMore:  func(from string) string { return from + " or more" },
		Rate: func(count, rate string) string {
			return fmt.Sprintf("You chose “%s”. With counts a map would mostly show which areas are large; it is coloured by “%s” instead.", count, rate)
		},
		Circles: func(count string) string {
			return fmt.Sprintf("“%s” is a count: the larger the circle, the higher it is. The colour of an area says nothing here.", count)
		},
		CircleTitle: func(indicator, largest string) string { return indicator + " (largest circle: " + largest + ")" },
		InCity:      func(city, value string) string { return city + ": " + value },
		NotPositive: func(year int) string {
			return fmt.Sprintf("no percentage: the value in %d is not above zero", year)
		},
		NoCity: func(city string) string { return "no comparable figure of " + city },
		Cell:   "block around a point: a diagram, no boundary", Water: "large water",
		Simplified: "Boundaries: CBS and Kadaster (CC BY 4.0), simplified.",
		Off: func(n int, names string) string {
			return fmt.Sprintf("Outside the picture (%d): %s.", n, names)
		},
		Schematic: "The shapes are schematic: blocks around the middle of each neighbourhood, no boundaries.",
		OtherDivision: func(areas, year int) string {
			if areas == 1 {
				return fmt.Sprintf("One area is drawn with its boundary in another division than that of %d, in which it has the same code and name.", year)
			}
			return fmt.Sprintf("%d areas are drawn with their boundary in another division than that of %d, in which they have the same code and name.", areas, year)
		},
		NoOutline: func(areas string) string { return "Without a known boundary, so not drawn: " + areas + "." },
		Incomplete: func(name string, missing int) string {
			return fmt.Sprintf("The thick line around %s is incomplete: the boundary of %d of its neighbourhoods is not known.", name, missing)
		},
		As:     func(name, area string) string { return name + " (as " + area + ")" },
		Share:  func(area, percentage string) string { return percentage + "% of " + area },
		Legend: "Legend", Outlined: "Thick outline", Table: "The areas in a table", Area: "Area", Value: "Value", Difference: "Difference", Code: "Code", Spread: "How the areas are spread",
	},
	Fault: Fault{
		Nothing: "There is nothing to show here", ToEleven: "To the eleven districts (in Dutch)", ShowNow: "Show the figures of now",
		NoText:  "After its question mark the address has signs that are no text; take the address over as it is.",
		NotHere: "We have no district, figure or map at this address: make the code again on the page Insluiten.",
		Failed:  "Something went wrong", Ours: "This could not be made just now. It is our fault: please try again in a minute.",
		Busy:    "More is asked now than we can make at once: please try again in a few seconds.",
		Gone:    "We no longer keep the frozen version of these figures: follow the figures of now, or freeze a new version on the page Insluiten.",
		Title:   "The title can be on or off: write titel=ja or titel=nee.",
		Theme:   "We do not know this theme: leave thema out, or ask the administrator which themes there are.",
		NoStill: "There is no picture of this: choose another height.",
		Lang:    "The language is nl or en: write taal=en, or leave taal out.",
		Version: "The version is none of ours: take the code from the page Insluiten, or leave versie out.",
		Color:   "The colour is none that we know: write six characters, such as kleur=005a9c.",
		Period:  "A period consists of years: write for example van=2012&tot=2024.",
		Lines:   "The lines are gemeente (municipality), ring (surroundings) and nl, with commas between them, or lijnen=geen for none: write for example lijnen=gemeente,nl.",
		Pale: func(color, contrast, least string) string {
			return fmt.Sprintf("The colour %s is hard to see on the background (contrast %s, %s is needed): choose a darker colour.", color, contrast, least)
		},
		Short: func(years int) string {
			return fmt.Sprintf("The period is too short: take at least %d years, or a small difference soon looks steep.", years)
		},
		ManyAreas: func(most int) string {
			return fmt.Sprintf("There is room for %d areas in one comparison. Choose fewer.", most)
		},
		ManyFigures: func(most int) string {
			return fmt.Sprintf("There is room for %d figures in one comparison. Choose fewer.", most)
		},
		Replaced: func(parameters string) string {
			return fmt.Sprintf("What the address asks for %s cannot be shown here: this is the view without that choice.", parameters)
		},
		Year: func(parameter string) string { return fmt.Sprintf("“%s” takes a year, such as 2016.", parameter) },
	},
}
