package ingest

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
)

// lbm3Number is how the files write a figure: a decimal point, and an exponent where it is small. Nothing else is a figure:
// a comma, a blank or a lone minus would be another number than was meant.
func lbm3Number(text string) bool {
	digits, exponent, there := strings.Cut(text, "e")
	whole, fraction, _ := strings.Cut(strings.TrimPrefix(digits, "-"), ".")
	number := func(s string) bool {
		return s != "" && !strings.ContainsFunc(s, func(r rune) bool { return r < '0' || r > '9' })
	}
	return number(whole) && (fraction == "" || number(fraction)) && !strings.HasSuffix(digits, ".") &&
		(!there || number(strings.TrimLeft(exponent, "+-")) && len(strings.TrimLeft(exponent, "+-")) >= len(exponent)-1)
}

// lbm3Decimals counts the decimals that a figure is given in.
func lbm3Decimals(text string) int {
	digits, exponent, _ := strings.Cut(text, "e")
	_, fraction, _ := strings.Cut(digits, ".")
	e, _ := strconv.Atoi(exponent)
	return len(fraction) - e
}

// lbm3Checks holds the arithmetic of a score file together: the five parts add up to afw, and lbm is afw plus one constant, the
// same in every row. Between them they show any digit that is not the publisher's.
type lbm3Checks struct {
	seen []lbm3Difference
}

// lbm3Difference is lbm less afw of one row, and how far off the digits it is given in can be.
type lbm3Difference struct {
	line        int
	by, allowed float64
}

// row proves the figures of one row; the parts in files of one edition are all there or all missing.
func (c *lbm3Checks) row(l *lbm3Reader, line int, cells []string) error {
	var values [7]float64 // of lbm3Figures
	var known [7]bool
	finest := 0
	for i, at := range l.figures {
		if at < 0 {
			continue
		}
		text := strings.TrimSpace(cells[at])
		if isNA(text) {
			continue
		}
		if !lbm3Number(text) {
			return &Refusal{File: l.file, Row: line, Column: lbm3Figures[i], Reason: fmt.Sprintf("%q is geen getal", text)}
		}
		values[i], _ = strconv.ParseFloat(text, 64)
		known[i], finest = true, max(finest, lbm3Decimals(text))
	}
	unit := math.Pow10(-min(finest, 15))
	if l.figures[0] >= 0 && known[0] != known[1] {
		return &Refusal{File: l.file, Row: line, Column: "afw", Reason: "van lbm en afw ontbreekt er één; zij horen bij elkaar"}
	}
	if known[0] {
		c.seen = append(c.seen, lbm3Difference{line, values[0] - values[1], 2*unit + 1e-12})
	}
	if slices.Contains(l.figures[2:], -1) {
		return nil // without all five parts there is nothing to add up
	}
	sum, there := 0.0, 0
	for i := 2; i < len(values); i++ {
		if known[i] {
			sum, there = sum+values[i], there+1
		}
	}
	switch {
	case there == 0:
	case there < 5 || !known[1]:
		return &Refusal{File: l.file, Row: line, Reason: "de score of een deel van de vijf onderdelen ontbreekt; zij horen bij elkaar"}
	case math.Abs(sum-values[1]) > 6*unit+1e-12:
		return &Refusal{File: l.file, Row: line, Column: "afw", Reason: fmt.Sprintf("de vijf onderdelen tellen op tot %s en niet tot %s", short(sum), short(values[1]))}
	}
	return nil
}

// constant refuses a file in which lbm less afw is not the same in every row; the row that is named differs from most others.
func (c *lbm3Checks) constant(file string) error {
	if len(c.seen) == 0 {
		return nil
	}
	all := make([]float64, len(c.seen))
	for i, d := range c.seen {
		all[i] = d.by
	}
	slices.Sort(all)
	most := all[len(all)/2]
	for _, d := range c.seen {
		if math.Abs(d.by-most) > d.allowed {
			return &Refusal{File: file, Row: d.line, Column: "afw", Reason: fmt.Sprintf("lbm min afw is %s en in andere rijen %s; een van beide kan niet kloppen", short(d.by), short(most))}
		}
	}
	return nil
}

// short writes a number for a sentence.
func short(v float64) string {
	return strings.Replace(strconv.FormatFloat(v, 'f', 6, 64), ".", ",", 1)
}

// sixDigits is how far a score of the WFS, which keeps it in single precision and six digits, may lie from all its digits, as a part of it.
const sixDigits = 1e-5

// wfsSlack is how far the figures of the WFS, given in six digits, may add up beside the score.
const wfsSlack = 1e-5

// The contributions that add up to the score of Leefbaarometer 3.0, and to that of 2.0.
var (
	lbm3Parts = []string{"lbm_won", "lbm_fys", "lbm_vrz", "lbm_soc", "lbm_onv"}
	lbm2Parts = []string{"lbm2_won", "lbm2_bev", "lbm2_vrz", "lbm2_vei", "lbm2_fys"}
)

// scored is a row's score in one year with what goes with it.
type scored struct {
	row, year int
	column    string
	score     float64
	class     *float64
	sum       float64 // of the parts, where all are there
	whole     bool
}

// scores gives every score of a table; a cell that cannot be read is left to the reading of figures.
func (t *table) scores(score, class string, parts []string) []scored {
	var out []scored
	for i := range t.rows {
		for k, c := range t.columns {
			if c.indicator.ID != score {
				continue
			}
			value := func(id string) *float64 {
				for k, other := range t.columns {
					if other.indicator.ID == id && other.year == c.year {
						f, _, err := t.figure(&t.rows[i], k)
						if err != nil {
							return nil
						}
						return f.Value
					}
				}
				return nil
			}
			whole, _, err := t.figure(&t.rows[i], k)
			if err != nil || whole.Value == nil {
				continue
			}
			s := scored{row: t.rows[i].line, year: max(t.rows[i].year, c.year), column: c.name, score: *whole.Value, class: value(class), whole: len(parts) > 0}
			for _, id := range parts {
				if v := value(id); v != nil {
					s.sum += *v
				} else {
					s.whole = false
				}
			}
			out = append(out, s)
		}
	}
	return out
}

// scoresAgree holds the figures of a table of scores together: the parts add up to the score, and of two areas in one year the one
// with the higher score has no lower class.
func (t *table) scoresAgree(score, class string, parts []string, slack float64) error {
	all := t.scores(score, class, parts)
	for _, s := range all {
		if s.whole && math.Abs(s.sum-s.score) > slack {
			return &Refusal{File: t.file.name, Row: s.row, Column: s.column,
				Reason: fmt.Sprintf("de vijf onderdelen tellen op tot %s en niet tot %s", short(s.sum), short(s.score))}
		}
	}
	all = slices.DeleteFunc(all, func(s scored) bool { return s.class == nil })
	slices.SortStableFunc(all, func(a, b scored) int {
		return cmp.Or(a.year-b.year, cmp.Compare(a.score, b.score))
	})
	for i := 1; i < len(all); i++ {
		a, b := all[i-1], all[i]
		if a.year == b.year && *a.class > *b.class && b.score-a.score > slack {
			return &Refusal{File: t.file.name, Row: b.row, Column: b.column, Reason: fmt.Sprintf("een score van %s heeft klasse %v en de lagere van %s op rij %d klasse %v; een van beide kan niet kloppen",
				short(b.score), *b.class, short(a.score), a.row, *a.class)}
		}
	}
	return nil
}

// foreignLBM says what a file is that looks like the Leefbaarometer's and is none that we read; "" for any other.
func foreignLBM(content []byte) string {
	line, _, _ := strings.Cut(strings.TrimPrefix(string(content[:min(len(content), 2000)]), string(byteOrderMark)), "\n")
	split := strings.FieldsFunc(strings.ToLower(line), func(r rune) bool { return strings.ContainsRune(",;\t", r) })
	for i, s := range split {
		split[i] = strings.Trim(s, " \"\r")
	}
	has := func(names ...string) bool {
		return slices.ContainsFunc(names, func(n string) bool { return slices.Contains(split, n) })
	}
	switch {
	case has("bu_code", "wk_code", "gm_code") && has("afw_cut"):
		return "een bewerking van scores van de Leefbaarometer, afgekapt na vijf decimalen; geef het bestand van de uitgever zelf"
	case has("class_field") && has("value_field"):
		return "een bewerking: grenzen tussen klassen van de Leefbaarometer, geen cijfers van gebieden"
	case has("pc4", "pc6") && has("afw", "lbm"):
		return "scores van de Leefbaarometer per postcodegebied; dit programma leest buurten, wijken en gemeenten"
	case has("bu_code", "wk_code", "gm_code") && has("jaar") && has("afw") && strings.ContainsAny(line, ";\t"):
		return "scores van de Leefbaarometer, met een ander scheidingsteken bewaard dan de uitgever gebruikt; geef het bestand van de uitgever zelf"
	case has("bu_code", "wk_code", "gm_code") && has("jaar") && slices.ContainsFunc(split, func(s string) bool { return nearly(s, "afw") || nearly(s, "lbm") }):
		return "scores van de Leefbaarometer zonder de kolom afw onder die naam; dit programma leest de afwijking (afw)"
	case has("bu_code", "wk_code", "gm_code") && has("afw") && !has("jaar"):
		return "scores van de Leefbaarometer zonder de kolom jaar"
	case has("bu_code", "wk_code", "gm_code") && slices.ContainsFunc(split, func(s string) bool { return strings.HasPrefix(s, "ontw") || strings.HasPrefix(s, "vkl") }):
		return "ontwikkelingsscores van de Leefbaarometer, geen standen"
	}
	return ""
}
