package ingest

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
	"wijkinzicht/ingest/sheet"
)

// isAreaCode tells GM and four digits; WK and BU have two and four digits or capitals behind those of their gemeente.
func isAreaCode(code string) bool {
	if level, length := codeLevel(code); level == "" || len(code) != length {
		return false
	}
	for i := 2; i < len(code); i++ {
		c := code[i]
		if digit := '0' <= c && c <= '9'; !digit && (i < 6 || c < 'A' || c > 'Z') {
			return false
		}
	}
	return true
}

// noDigit tells a character that is in no decimal number; it keeps out what strconv also accepts: NaN, Inf, hexadecimal,
// underscores.
func noDigit(r rune) bool { return (r < '0' || r > '9') && !strings.ContainsRune(".+-eE", r) }

// nameCode begins the code of an area whose file gives a name and no code (StatLine exports of 2015).
const nameCode = "naam:"

// sentinel is the bound below which a number in map attributes means missing (-99999999, -99997 and their kin:
// any value at or below -99990).
const sentinel = -99990

// figure reads one cell: its value, or the status that says why there is none. raw is the file's own text
// where it is more than the number itself. blank is what an empty cell means in this layout.
func figure(text string, comma bool, blank data.Status) (value *float64, status data.Status, raw string, err error) {
	text = strings.TrimSpace(text)
	switch text {
	case "":
		return nil, blank, "", nil
	case null:
		return nil, data.Unknown, "null", nil
	case impossible:
		return nil, data.NotApplicable, "Impossible", nil
	case ".", ",", "..", "#N/A", "NA": // these stand in published files; NA in the Leefbaarometer's
		return nil, data.Unknown, text, nil
	case "x", "X":
		return nil, data.Secret, text, nil
	case sheet.NoValue:
		return nil, "", "", errors.New("de cel heeft een formule zonder uitkomst; open de werkmap in een rekenprogramma en bewaar haar opnieuw")
	case "-":
		zero := 0.0 // CBS: "-" is nil, a real zero
		return &zero, data.OK, text, nil
	}
	number, raw := text, ""
	if strings.Contains(text, ",") {
		if strings.Contains(text, ".") || strings.Count(text, ",") > 1 {
			return nil, "", "", fmt.Errorf("%q is geen getal dat wij eenduidig kunnen lezen", text)
		}
		number, raw = strings.Replace(text, ",", ".", 1), text
	} else if comma && strings.Contains(text, ".") {
		return nil, "", "", fmt.Errorf("%q heeft een punt in een bestand met decimale komma's", text)
	}
	v, err := strconv.ParseFloat(number, 64)
	if err != nil || strings.ContainsFunc(number, noDigit) {
		return nil, "", "", fmt.Errorf("%q is geen getal", text)
	}
	if v <= sentinel {
		return nil, data.Unknown, text, nil
	}
	return &v, data.OK, raw, nil
}

// check refuses a table that cannot be right: two columns for one figure, no rows, a code that is none, one area
// twice in a year.
func (t *table) check() error {
	for i, c := range t.columns {
		for _, other := range t.columns[:i] {
			if c.indicator.ID == other.indicator.ID && c.year == other.year {
				return &Refusal{File: t.file.name, Column: c.name, Reason: fmt.Sprintf("%s staat ook al in de kolom %s", c.indicator.Naam, other.name)}
			}
		}
	}
	if len(t.rows) == 0 {
		return refuse(t.file.name, "er staat geen enkele rij met een gebied in")
	}
	type key struct {
		code string
		year int
	}
	seen := make(map[key]int, len(t.rows))
	for _, r := range t.rows {
		if level(r.code) == "" {
			return &Refusal{File: t.file.name, Row: r.line, Reason: fmt.Sprintf("%q is geen gebiedscode van het CBS", r.code)}
		}
		k := key{r.code, r.year}
		if first, twice := seen[k]; twice {
			return &Refusal{File: t.file.name, Row: r.line,
				Reason: fmt.Sprintf("%s staat twee keer in hetzelfde jaar, ook op rij %d", r.code, first)}
		}
		seen[k] = r.line
	}
	return nil
}

// areas gives the table's areas for the database.
func (t *table) areas(fileID int) []data.AreaRow {
	rank := cmp.Or(t.named, t.rank)
	out := make([]data.AreaRow, 0, len(t.rows))
	seen := make(map[string]bool, len(t.rows))
	for _, r := range t.rows {
		if seen[r.code] {
			continue
		}
		seen[r.code] = true
		gemeente := r.gemeente
		if gemeente == "" {
			gemeente = gemeenteOf(r.code)
		}
		out = append(out, data.AreaRow{Year: t.year, Code: r.code, Level: level(r.code), Name: r.name, Gemeente: gemeente,
			Water: r.water, Change: r.flag, Postcode: r.postcode, RawFile: fileID, Rank: rank})
	}
	return out
}

// plausible refuses a value outside the bounds of its indicator, and a class between two classes.
func plausible(ind catalogue.Indicator, v float64) error {
	if ind.Kind == catalogue.Class && v != math.Trunc(v) {
		return fmt.Errorf("%v is geen klasse; een klasse is een heel getal", v)
	}
	if ind.Min != nil && v < *ind.Min || ind.Max != nil && v > *ind.Max {
		return fmt.Errorf("%v kan niet kloppen voor %s (%s)", v, ind.Naam, ind.Unit)
	}
	return nil
}
