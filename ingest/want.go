package ingest

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"wijkinzicht/data/catalogue"
	"wijkinzicht/data/store"
)

// Want is what a user asks to fetch; the zero value is everything for the gemeenten of the catalogue.
type Want struct {
	National  bool
	Gemeenten []string // codes; empty: those of the catalogue
	Years     []int    // of publications; empty: all
	Sources   []string // families (kwb) or publications (kwb-2020); empty: all
}

// landelijk is the scope of files that are about the whole country.
const landelijk = "landelijk"

// ParseYears reads "2019", "2015-2018,2020"; the error is Dutch.
func ParseYears(text string) ([]int, error) {
	var years []int
	for _, part := range strings.FieldsFunc(text, func(r rune) bool { return r == ',' }) {
		from, to, isRange := strings.Cut(strings.TrimSpace(part), "-")
		if !isRange {
			to = from
		}
		first, err1 := strconv.Atoi(from)
		last, err2 := strconv.Atoi(to)
		if err1 != nil || err2 != nil || first < 1900 || last > 2100 || last < first {
			return nil, fmt.Errorf("%q is geen jaar of reeks jaren zoals 2015-2018,2020", part)
		}
		for y := first; y <= last; y++ {
			years = append(years, y)
		}
	}
	return years, nil
}

// Check holds the wish against the catalogue; the error is Dutch.
func (w Want) Check(cat *catalogue.Catalogue) error {
	for _, g := range w.Gemeenten {
		if level(g) != "gemeente" {
			return fmt.Errorf("%q is geen gemeentecode zoals GM0518", g)
		}
	}
	if w.National && len(w.Gemeenten) > 0 {
		return fmt.Errorf("kies --national of --gemeente, niet allebei")
	}
	for _, name := range w.Sources {
		if !slices.ContainsFunc(cat.Sources, func(s catalogue.Source) bool { return s.ID == name || s.Family == name }) {
			return fmt.Errorf("bron %q bestaat niet; kies een soort (kwb, lbm3, gebieden, ses, politie, gezondheid) of een uitgave zoals kwb-2020", name)
		}
	}
	return nil
}

// covers tells whether a publication is wanted; what we computed ourselves nobody can fetch.
func (w Want) covers(s catalogue.Source) bool {
	return !s.Ours() && (len(w.Years) == 0 || slices.Contains(w.Years, s.Year)) &&
		(len(w.Sources) == 0 || slices.Contains(w.Sources, s.ID) || slices.Contains(w.Sources, s.Family))
}

// scope is which areas of a publication to fetch: what is wanted, and what is kept already, so that a kept edition is
// renewed as a whole. A workbook or zip is about the whole country whatever was asked for, and says nothing about that.
func (w Want) scope(cat *catalogue.Catalogue, kept []store.RawEntry) string {
	codes := w.Gemeenten
	if len(codes) == 0 {
		codes = cat.Gemeenten()
	}
	all := slices.Clone(codes)
	for _, e := range kept {
		switch {
		case e.Route == "bestand" || e.Route == "zip":
			continue
		case e.Scope == landelijk:
			return landelijk
		}
		all = append(all, strings.Fields(e.Scope)...)
	}
	if w.National {
		return landelijk
	}
	slices.Sort(all)
	return strings.Join(slices.Compact(all), " ")
}

// prefixes gives the beginnings of all codes in a scope, besides the country; nil for the whole country.
func prefixes(scope string) []string {
	var out []string
	if scope == landelijk {
		return nil
	}
	for _, g := range strings.Fields(scope) {
		out = append(out, g, "WK"+g[2:], "BU"+g[2:])
	}
	return out
}

// inScope tells whether an area belongs to a scope; the country always does.
func inScope(scope, code string) bool {
	return scope == landelijk || strings.HasPrefix(code, "NL") || slices.Contains(strings.Fields(scope), gemeenteOf(code))
}
