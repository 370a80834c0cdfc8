package mirrortest

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// Area is a made-up area.
type Area struct{ Code, Name string }

// Areas are two gemeenten that do not exist: Dorrestad, and Maandam next to it, which is there to be left out.
var Areas = []Area{
	{"NL00", "Nederland"},
	{"GM9901", "Dorrestad"}, {"WK990101", "Zonnewijk"}, {"BU99010101", "Zonnewijk-Noord"}, {"BU99010102", "Zonnewijk, Zuid"},
	{"WK990102", "Maanwijk"}, {"BU99010201", "Maanwijk"},
	{"GM9902", "Maandam"}, {"WK990201", "Dijkwijk"}, {"BU99020101", "Dijk-Oost"}, {"BU99020102", "Dijk-West"},
}

// Topic is a column of a table: its name without the position, its title, group and unit, and what it is per inhabitant.
type Topic struct {
	Name, Title, Group, Unit string
	Share                    float64
}

// Table is a table of StatLine with made-up figures, served by both versions of OData. Tests change its fields between runs
// under Change.
type Table struct {
	ID       string
	Year     int   // of the division
	Years    []int // of the rows; empty for a table of one year, which has no periods
	NotFinal int   // the year whose figures are provisional; 0 for none
	Status   string
	Modified string
	Topics   []Topic
	Texts    []Topic             // topics of text, which v4 leaves out of a table with figures
	Extra    map[string][]string // further dimensions with their keys, padded as the source has them
	Region   string              // name of the dimension with areas
	Nation   string              // key of the country
	PageSize int
	Base     int    // inhabitants of the smallest area
	Flag     string // Indelingswijziging of every area, for a topic of that name

	IgnoresFilter bool   // answers everything, whatever is asked
	RepeatsPages  bool   // gives the first page again as the second
	Unpadded      bool   // of v3: keys without their blanks, so that padded filters find nothing
	Says          string // the id that it says to be, when that is another
	Nowhere       bool   // has figures of what happened nobody knows where, as those of the police do
	PlainRegion   bool   // the dimension with areas is one like any other, without a year of the map
	Drops         int    // of v4: observations at the end that do not come
	Drops3        int    // of v3: rows at the end that do not come
	Loses         string // a code whose rows are missing
	Twice         string // a code whose rows come twice on one page

	mu sync.Mutex
}

// Change changes a table while it is served.
func (t *Table) Change(f func(*Table)) {
	t.mu.Lock()
	defer t.mu.Unlock()
	f(t)
}

// KWB makes a table of key figures: counts from 2017, percentages before, and the name of the WOZ value that its year has.
func KWB(id string, year int) *Table {
	share, woz := Topic{"k_0Tot15Jaar", "0 tot 15 jaar", "Leeftijdsgroepen", "aantal", 0.2}, Topic{"GemiddeldeWOZWaardeVanWoningen", "Gemiddelde WOZ-waarde van woningen", "Wonen", "x 1 000 euro", 0}
	if year < 2017 {
		share.Unit, share.Share = "%", 0
	}
	if year < 2020 {
		woz.Name, woz.Title = "GemiddeldeWoningwaarde", "Gemiddelde woningwaarde"
	}
	return &Table{ID: id, Year: year, Status: "Definitief", Modified: "2026-03-01T02:00:00", Region: "WijkenEnBuurten", Nation: "NL00", PageSize: 4, Base: 500 + 10*(year-2000),
		Topics: []Topic{{"AantalInwoners", "Aantal inwoners", "Bevolking", "aantal", 1}, share, {"HuishoudensTotaal", "Huishoudens totaal", "Particuliere huishoudens", "aantal", 0.5},
			{"Woningvoorraad", "Woningvoorraad", "Wonen", "aantal", 0.4}, woz, {"Koopwoningen", "Koopwoningen", "Woningen naar eigendom", "%", 0},
			{"Appartement", "Appartement", "Naar woningtype", "kWh", 0}},
		Texts: []Topic{{Name: "Gemeentenaam", Title: "Gemeentenaam", Unit: "naam"}, {Name: "SoortRegio", Title: "Soort regio", Unit: "omschrijving"},
			{Name: "Codering", Title: "Codering", Unit: "code"}, {Name: "IndelingswijzigingGemeenteWijkBuurt", Title: "Indelingswijziging gemeente, wijk, buurt", Unit: "code"}},
		Flag: "1"}
}

func (t *Table) says() string {
	if t.Says != "" {
		return t.Says
	}
	return t.ID
}

// size is how many smallest areas an area counts for.
func size(code string) int {
	switch {
	case strings.HasPrefix(code, "NL"):
		return 10_000
	case strings.HasPrefix(code, "GM"):
		return 3
	case code == "WK990101", code == "WK990201":
		return 2
	}
	return 1
}

// Value gives the figure of an area; ok is false where there is none.
func (t *Table) Value(topic int, code string, year int) (text string, ok bool) {
	p := t.Topics[topic]
	inhabitants := t.Base*size(code) + (year-t.Year)*size(code)
	switch {
	case p.Name == "Koopwoningen" && code == "BU99010102":
		return "", false
	case p.Group == "Spreiding totaal":
		return "0.7", true
	case p.Unit == "Getal":
		return fmt.Sprintf("%.3f", float64(len(code)-8)/10-float64(topic)/100), true
	case p.Share != 0:
		return strconv.Itoa(int(float64(inhabitants) * p.Share)), true
	case p.Unit == "%":
		return strconv.Itoa(20 + len(code)), true
	}
	return strconv.Itoa(200 + len(code) + topic), true
}

// text gives what a topic of text says of an area, as wide as its column.
func (t *Table) text(p Topic, a Area) string {
	switch p.Name {
	case "Gemeentenaam":
		return fmt.Sprintf("%-40s", "Dorrestad")
	case "SoortRegio":
		return fmt.Sprintf("%-10s", map[string]string{"NL": "Land", "GM": "Gemeente", "WK": "Wijk", "BU": "Buurt"}[a.Code[:2]])
	case "Codering":
		return fmt.Sprintf("%-10s", a.Code)
	}
	return t.Flag
}

// period gives the title and the status of a year: CBS puts an asterisk behind what is provisional.
func (t *Table) period(year int) (title, status string) {
	if year == t.NotFinal {
		return fmt.Sprintf("%d*", year), "Voorlopig"
	}
	return strconv.Itoa(year), "Definitief"
}

func (t *Table) areas() []Area {
	out := append([]Area{}, Areas...)
	out[0].Code = t.Nation
	if t.Nowhere {
		out = append(out, Area{"GM0000", "Gemeente onbekend"}, Area{"WK000000", "Gemeente onbekend"}, Area{"BU00000000", "Gemeente onbekend"})
	}
	return out
}

// row3 is a row of the figures, before it is written.
type row3 struct {
	keys map[string]string // padded
	area Area
	year int
}

func (t *Table) rows3() []row3 {
	years := t.Years
	if len(years) == 0 {
		years = []int{t.Year}
	}
	var out []row3
	for _, year := range years {
		for _, a := range t.areas() {
			code := fmt.Sprintf("%-10s", a.Code)
			if t.Unpadded {
				code = "X" + code
			}
			keys := map[string]string{t.Region: code}
			if len(t.Years) > 0 {
				keys["Perioden"] = fmt.Sprintf("%dJJ00", year)
			}
			rows := []row3{{keys, a, year}}
			for name, values := range t.Extra {
				var more []row3
				for _, r := range rows {
					for _, v := range values {
						k := maps.Clone(r.keys)
						k[name] = v
						more = append(more, row3{k, r.area, r.year})
					}
				}
				rows = more
			}
			switch a.Code {
			case t.Loses:
				continue
			case t.Twice:
				rows = append(rows, rows...)
			}
			out = append(out, rows...)
		}
	}
	return out
}

// extra gives the names of the further dimensions, in order.
func (t *Table) extra() []string { return slices.Sorted(maps.Keys(t.Extra)) }

// column is a topic's name with its position, which shifts with the year; texts come first.
func (t *Table) column(i int) string {
	return fmt.Sprintf("%s_%d", t.Topics[i].Name, 1+len(t.Texts)+i+t.Year%3)
}
