package catalogue

import (
	"fmt"
	"regexp"
	"slices"
)

var (
	idPattern   = regexp.MustCompile(`^[a-z0-9_]+$`)
	slugPattern = regexp.MustCompile(`^[a-z0-9-]+$`)
	codePattern = regexp.MustCompile(`^(NL00|GM[0-9]{4}|WK[0-9]{4}[0-9A-Z]{2}|BU[0-9]{4}[0-9A-Z]{4})$`)
)

// check holds the catalogue against itself: every reference resolves, every rule of the tables is kept.
func (c *Catalogue) check() error {
	for _, step := range []func() error{c.checkIndicators, c.checkColumns, c.checkBreaks, c.checkSeries, c.checkRounding, c.checkRoutes, c.checkWijken, c.checkTypology} {
		if err := step(); err != nil {
			return fmt.Errorf("catalogue: %w", err)
		}
	}
	return nil
}

func (c *Catalogue) checkIndicators() error {
	themes, theme := map[string]bool{}, ""
	for _, ind := range c.Indicators {
		if ind.Theme != theme && themes[ind.Theme] { // pages make a heading of every run
			return fmt.Errorf("indicator %s: put it beside the others of theme %s", ind.ID, ind.Theme)
		}
		theme, themes[ind.Theme] = ind.Theme, true
		if !idPattern.MatchString(ind.ID) {
			return fmt.Errorf("indicator %q: an id has only a-z, 0-9 and _", ind.ID)
		}
		if ind.Naam == "" || ind.Name == "" || ind.Theme == "" || ind.Unit == "" || ind.Definitie == "" {
			return fmt.Errorf("indicator %s: naam, name, theme, unit and definitie are all needed", ind.ID)
		}
		if (ind.Numerator == "") != (len(ind.Denominator) == 0) {
			return fmt.Errorf("indicator %s: numerator and denominator go together", ind.ID)
		}
		if (ind.Kind == Count || ind.Kind == Class) && (ind.Weight != "" || ind.Numerator != "") {
			return fmt.Errorf("indicator %s: a %s is not averaged", ind.ID, ind.Kind)
		}
		counts := append([]string{}, ind.Denominator...)
		if ind.Numerator != "" {
			counts = append(counts, ind.Numerator)
		}
		if ind.Weight != "" {
			counts = append(counts, ind.Weight)
		}
		for _, id := range counts {
			other, ok := c.Indicator(id)
			if !ok || other.Kind != Count {
				return fmt.Errorf("indicator %s: %q is not a count indicator", ind.ID, id)
			}
		}
		if len(ind.Editions) == 0 {
			return fmt.Errorf("indicator %s has no editions", ind.ID)
		}
		if !c.hasFamily(ind.SourceID) {
			return fmt.Errorf("indicator %s: no source of family %q is in source.csv", ind.ID, ind.SourceID)
		}
	}
	return nil
}

func (c *Catalogue) checkColumns() error {
	for _, col := range c.Columns {
		if _, ok := c.Indicator(col.Indicator); !ok {
			return fmt.Errorf("column %s: indicator %q is not in indicator.csv", col.Name, col.Indicator)
		}
		if !c.hasFamily(col.Family) {
			return fmt.Errorf("column %s of %s: no source of family %q is in source.csv", col.Name, col.Indicator, col.Family)
		}
		if col.From > col.To || col.Factor == 0 || col.Name == "" {
			return fmt.Errorf("column %q of %s: years or factor make no sense", col.Name, col.Indicator)
		}
	}
	return nil
}

func (c *Catalogue) hasFamily(family string) bool {
	return slices.ContainsFunc(c.Sources, func(s Source) bool { return s.Family == family })
}

func (c *Catalogue) checkBreaks() error {
	subjects := c.Subjects()
	for _, b := range c.Breaks {
		if _, ok := c.Indicator(b.Indicator); !ok && b.Indicator != "*" {
			return fmt.Errorf("break %d: indicator %q is not in indicator.csv", b.Year, b.Indicator)
		}
		if b.Subject != "" && !slices.ContainsFunc(subjects, func(s Subject) bool { return s.Slug == b.Subject }) {
			return fmt.Errorf("break %d: %q is no subject", b.Year, b.Subject)
		}
		if b.Note == "" || b.Source == "" {
			return fmt.Errorf("break %d of %s: note and source are needed", b.Year, b.Indicator)
		}
	}
	return nil
}

func (c *Catalogue) checkWijken() error {
	for _, w := range c.Wijken {
		if !slugPattern.MatchString(w.Slug) || !codePattern.MatchString(w.GemeenteCode) {
			return fmt.Errorf("wijk %q: slug or gemeente_code %q is not well formed", w.Slug, w.GemeenteCode)
		}
	}
	type key struct {
		slug, code string
		year       int
	}
	seen := map[key]bool{}
	for _, p := range c.Parts {
		k := key{p.Slug, p.Code, p.Year}
		w, ok := c.Wijk(p.Slug)
		switch {
		case !ok:
			return fmt.Errorf("wijk_part: %q is not in wijk.csv", p.Slug)
		case seen[k]:
			return fmt.Errorf("wijk_part: %s %d %s stands twice", p.Slug, p.Year, p.Code)
		case !codePattern.MatchString(p.Code) || p.Code[2:6] != w.GemeenteCode[2:]:
			return fmt.Errorf("wijk_part: %s %d: %q is not an area of %s", p.Slug, p.Year, p.Code, w.GemeenteCode)
		case p.Name == "" || p.Evidence == "":
			return fmt.Errorf("wijk_part: %s %d %s: name and evidence are needed", p.Slug, p.Year, p.Code)
		}
		seen[k] = true
	}
	if slices.ContainsFunc(c.Wijken, func(w Wijk) bool {
		return !slices.ContainsFunc(c.Parts, func(p Part) bool { return p.Slug == w.Slug })
	}) {
		return fmt.Errorf("wijk.csv: a wijk has no areas in wijk_part.csv")
	}
	return nil
}
