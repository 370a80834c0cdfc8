// Package words holds what pages say, and what embeds say in each language that they can be had in.
package words

import (
	"fmt"
	"strings"
	"sync"
	"time"
	_ "time/tzdata" // not every machine has the zones
)

// Words are the texts of an embed in one language: plain texts, and functions where names or figures go into a sentence.
// Figures come in as text, by Number and Difference.
type Words struct {
	Lang      string // of the html element, and in an address: nl, en
	Decimal   string // between whole and fraction
	Thousands string // between groups of three digits
	Euro      string // before an amount of money
	Months    [12]string

	Frame   Frame
	Value   Value
	Trend   Trend
	Compare Compare
	List    List
	Map     Map
	Before  Before
	Profile Profile
	Fault   Fault
}

// Frame is around every embed.
type Frame struct {
	Figures        string // a title where there is none
	Source         string
	Sources        string
	ForeignTitles  bool   // publications have titles in another language, which is Dutch
	Licence        string // before the licences of a picture's figures
	Newer          string // of a frozen embed
	AsOf           string // before the day of a frozen embed's figures
	NewWindow      string
	AllFigures     string // opens the table
	TheEleven      string // links to our site
	ThisMap        string
	ThisComparison string
	Place          func(name string) string
	Period         func(from, to int) string // 0 leaves a side open
}

// Value is one figure, and the headings of the tables that hold them.
type Value struct {
	NoData        string
	NotYet        string // in the place of a picture
	NotLoaded     string
	NotComparable string
	In, Since     string            // before a year
	Reasons       map[string]string // why a figure is missing, by the data's own Dutch word for it
	Whys          map[string]string // why years may not be compared, by the reason's stored word
	OneYear       string            // likewise: there is nothing to compare with
	Qualities     map[string]string // the word beside a quality's letter
	Means         map[string]string // what the letter says of a value
	Quality       string            // before such a letter
	Points        string            // the unit of a difference of percentages
	Classes       string            // and of one of classes
	Of            func(area string) string
	Edition       func(reason, day string) string // of a value that an edition does not have
	Covers        func(percentage string) string
	Margin        func(low, high string) string
	Rough         func(margin string) string
	Until         func(year int) string     // after the name of a line that ends early
	Open          func(years string) string // of the years with provisional values
	RoughIn       func(years string) string // of the years with rough values
	Band          string                    // what the band around a line is
	Around        func(of string) string    // what the dashes to a value of another area are; its name may be empty
	BreakBefore   string
	Breaks        map[string]string // what a break in a picture is called, by the reason's stored word

	Year, Notes, Break, QualityHead string
}

// Trend is the story of one place.
type Trend struct {
	None       func(name, why string) string
	NoneIn     func(name, period string) string
	NoFigures  func(name string) string
	OfArea     func(name, area string) string
	Latest     func(name string, year int, value, unit, quality string) string
	NotEarlier func(why string) string
	Doubtful   string // after Compared: the margins of both values overlap
	Compared   func(since int, value, change string) string
}

// Compare is several places or figures together.
type Compare struct {
	MoreFigures  string
	None         string // no figures for what was chosen
	And          string
	Others       func(name string, n int) string
	Changes      func(lines, up, down, same, none int) string
	NoneCompared string
	Extremes     func(year int, top, high, bottom, low string) string
	Without      func(name, why string) string
	WithoutMany  func(why, names string) string
	LargerArea   string // why a line is not there
	Thin         string // what the thin grey lines of CBS areas are

	Unjoined, Moved, Renamed string                                         // why a CBS area is not joined with, or left out of, some years
	Break                    func(year int, kind, line, note string) string // line: "" when it is of all
	Kinds                    map[string]string                              // of breaks
	Beside                   func(name, value string, year int) string      // of a wijk that is not one of the eleven, where they are all compared
	OwnEvents                string                                         // what to know of events that a gemeente wrote itself; may be empty

	NoIndex, NoDifference, NoClassDifference func(indicator string) string
	NoBase, NoTwoYears                       string
	Index                                    func(base int) string
	NotInBase                                func(name string, base int) string
	LeftOut                                  func(name string, years, base int) string
	Against                                  func(title, other string) string
	Municipality, Country                    string // what a difference is with
	Measure                                  func(name string) string
	Ends                                     func(title string, from, to int) string
}

// List is the eleven in order.
type List struct {
	ByLevel, ByChange               func(indicator string) string
	LevelCaption, ChangeCaption     func(indicator string) string
	None, NoneCompared              string
	Beside                          string // before wijken that are not among the eleven
	NoRank, WhyNoRank               string
	Bars                            func(from, to int) string
	Changes                         func(indicator string, of, up, down, same, none int) string
	Rank, District, Figure, Changed string
}

// Map is the areas of a city.
type Map struct {
	Levels        map[string][2]string // an area, and more of them, by the word in the address
	Title         func(indicator, level, city string, since, year int) string
	Named         func(indicator, level, city string, since, year int) string // of a frame around it; 0: not chosen
	Summary       func(city, level, outlined string) string
	Ours          string // what is outlined
	Own           string
	OtherArea     func(year int) string
	Unlike        func(year int, why string) string
	NotBoth       string
	NotPositive   func(year int) string // why there is no percentage
	NoCity        func(city string) string
	NotLoaded     string
	NoOutlines    string
	NoFigures     func(year int, level string) string
	Range         func(low, lowName, high, highName string, year, with, of int) string
	Rough         string                   // of the legend: the rounding of counts says more than the figure
	LeftOut       func(n int) string       // of the extremes: how many are rough
	Provisional   func(n, of int) string   // how many figures the publisher may still change; of: all that there are
	Open          func(text string) string // a title or a legend, of a map of which all figures are provisional
	Changes       func(level string, up, down, same, none int) string
	NoneCompared  func(level string, year int, why string) string
	Extremes      func(low, lowBy, high, highBy string) string // of a change; "": nothing fell, or nothing rose
	Sides         func(level, city, value string, above, below, same int) string
	Relative      func(title, city string) string
	RelativeTo    func(title, city string) string // of a legend
	ChangeIn      func(unit string) string
	Percent       string
	Same          func(least string) string
	Fall, Rise    func(from, to string) string // from: "" any; to: "" or more
	Under, Above  func(from, to, what string) string
	Near          func(what, least string) string
	Zero          string
	LessThan      func(to string) string
	AndMore       func(from string) string
	Rate          func(count, rate string) string
	Circles       func(count string) string
	CircleTitle   func(indicator, largest string) string
	InCity        func(city, value string) string
	Schematic     string
	Cell          string // of the legend: an area that is drawn around a point
	Water         string // of the legend
	Simplified    string // whose the borders are, and that they are simplified
	OtherDivision func(areas, year int) string
	NoOutline     func(areas string) string // names with their values
	Off           func(n int, names string) string
	Incomplete    func(name string, missing int) string
	As            func(name, area string) string
	Share         func(area, percentage string) string

	Legend, Outlined, Table, Area, Value, Difference, Code, Spread string
}

// Fault is why there is no embed, with what to do.
type Fault struct {
	Nothing, ToEleven, ShowNow                string
	NotHere, NoText, Failed, Ours, Busy, Gone string
	Title, Theme, Version, Lang               string
	NoStill                                   string // a list and a profile have no picture
	Color, Period, Lines                      string
	Pale                                      func(color, contrast, least string) string
	Short                                     func(years int) string
	ManyAreas, ManyFigures                    func(most int) string
	Year                                      func(parameter string) string
	Replaced                                  func(parameters string) string // what the address asks is not there
}

// In gives the words of a language by its word in an address; "" is Dutch.
func In(lang string) (w *Words, ok bool) {
	switch lang {
	case "", Dutch.Lang:
		return &Dutch, true
	case English.Lang:
		return &English, true
	}
	return &Dutch, false
}

// Reason says why a value is missing or what to know of it.
func (w *Words) Reason(dutch string) string {
	if text, ok := w.Value.Reasons[dutch]; ok {
		return text
	}
	return dutch
}

// Missing says why a value is missing; of an edition that has it of no area with the day (2021-03-26) of that edition, where it is known.
func (w *Words) Missing(dutch, day string) string {
	if at, err := time.Parse(time.DateOnly, day); err == nil {
		return w.Value.Edition(w.Reason(dutch), w.Date(at))
	}
	return w.Reason(dutch)
}

// Level gives the word for one area of a map, or for as many.
func (w *Words) Level(level string, n int) string {
	if n == 1 {
		return w.Map.Levels[level][0]
	}
	return w.Map.Levels[level][1]
}

// Enumerate writes "a, b and c".
func (w *Words) Enumerate(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:len(names)-1], ", ") + " " + w.Compare.And + " " + names[len(names)-1]
}

// amsterdam is where the days of visitors begin; its rules come with the program (time/tzdata).
var amsterdam = sync.OnceValue(func() *time.Location {
	at, err := time.LoadLocation("Europe/Amsterdam")
	if err != nil { // it is embedded
		return time.UTC
	}
	return at
})()

// Date gives a day, such as "22 november 2026", in the time zone of t; the zero time gives "".
func (w *Words) Date(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	t = t.In(amsterdam)
	return fmt.Sprintf("%d %s %d", t.Day(), w.Months[t.Month()-1], t.Year())
}

// counted joins the texts that have a number: "in 3 it rose, in 2 it fell".
func counted(n [4]int, texts [4]string) string {
	var out []string
	for i := range n {
		if n[i] > 0 {
			out = append(out, fmt.Sprintf("in %d %s", n[i], texts[i]))
		}
	}
	return strings.Join(out, ", ")
}

// period gives the words for years of which either side may be open.
func period(since, until string) func(from, to int) string {
	return func(from, to int) string {
		switch {
		case from != 0 && to != 0:
			return fmt.Sprintf("%d–%d", from, to)
		case from != 0:
			return fmt.Sprintf(since, from)
		case to != 0:
			return fmt.Sprintf(until, to)
		}
		return ""
	}
}

// years is the end of a map's name: its years, as far as they were chosen.
func years(since, year int, both, open string) string {
	switch {
	case since != 0 && year != 0:
		return fmt.Sprintf(both, since, year)
	case since != 0:
		return fmt.Sprintf(open, since)
	case year != 0:
		return fmt.Sprintf(", %d", year)
	}
	return ""
}

// fromTo gives the words of a legend's class, of which either end may be open.
func fromTo(open, closed, upTo string) func(from, to string) string {
	return func(from, to string) string {
		switch {
		case to == "":
			return fmt.Sprintf(open, from)
		case from == "":
			return fmt.Sprintf(upTo, to)
		}
		return fmt.Sprintf(closed, from, to)
	}
}

// side gives the words of a class on one side of something: "5 tot 10 onder Rotterdam".
func side(open, closed, upTo string) func(from, to, what string) string {
	by := fromTo(open, closed, upTo)
	return func(from, to, what string) string { return by(from, to) + " " + what }
}

// NotShown says of which parameters of an address the value cannot be shown; empty for none.
func (w *Words) NotShown(parameters []string) string {
	if len(parameters) == 0 {
		return ""
	}
	quoted := make([]string, len(parameters))
	for i, name := range parameters {
		quoted[i] = "“" + name + "”"
	}
	return w.Fault.Replaced(w.Enumerate(quoted))
}
