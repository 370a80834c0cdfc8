package catalogue

import (
	"fmt"
	"slices"
	"strings"

	"wijkinzicht/data/series"
)

// Leefbaarometer is the family of the Leefbaarometer 3.0.
const Leefbaarometer = "lbm3"

// About says which time the figures of an edition are about.
type About struct {
	Indicator string
	From, To  int    // editions
	YearsBack int    // the figures are about so many years before the edition's year
	Moment    string // Dutch: 1 januari, 31 maart, heel jaar
	Source    string
}

// Minimum is below how many the publisher gives no figure.
type Minimum struct {
	Indicator string
	From, To  int    // editions
	Level     string // gemeente, wijk or buurt; empty for all
	Counted   string // count indicator
	Least     float64
	Source    string
}

// Step is the smallest difference that counts as a rise or a fall of an indicator, in its unit.
type Step struct {
	Indicator string
	Smallest  float64
	Source    string
}

func (c *Catalogue) readAbout(r csvRow) error {
	a := About{Indicator: r.text("indicator"), From: r.integer("from_edition"), To: r.integer("to_edition"), YearsBack: -r.integer("offset"),
		Moment: r.text("moment"), Source: r.text("source")}
	c.About = append(c.About, a)
	if i, ok := c.byID[a.Indicator]; ok {
		c.Indicators[i].About = append(c.Indicators[i].About, a)
	}
	return r.err()
}

func (c *Catalogue) readMinimum(r csvRow) error {
	m := Minimum{Indicator: r.text("indicator"), From: r.integer("from_edition"), To: r.integer("to_edition"),
		Level: r.oneOf("level", "", "gemeente", "wijk", "buurt"), Counted: r.text("counted"), Least: r.number("minimum"), Source: r.text("source")}
	c.Minimums = append(c.Minimums, m)
	if i, ok := c.byID[m.Indicator]; ok {
		c.Indicators[i].Minimums = append(c.Indicators[i].Minimums, m)
	}
	return r.err()
}

func (c *Catalogue) readStep(r csvRow) error {
	s := Step{r.text("indicator"), r.number("smallest"), r.text("source")}
	c.Steps = append(c.Steps, s)
	if i, ok := c.byID[s.Indicator]; ok {
		c.Indicators[i].Step = s.Smallest
	}
	return r.err()
}

func (c *Catalogue) checkSeries() error {
	known := func(id string) bool { _, ok := c.Indicator(id); return ok }
	for _, a := range c.About {
		if !known(a.Indicator) || a.From > a.To || a.YearsBack < 0 || a.Moment == "" || a.Source == "" {
			return fmt.Errorf("about.csv: %s %d-%d makes no sense", a.Indicator, a.From, a.To)
		}
		if slices.ContainsFunc(c.About, func(o About) bool { return o.Indicator == a.Indicator && o != a && o.From <= a.To && a.From <= o.To }) {
			return fmt.Errorf("about.csv: the ranges of %s overlap", a.Indicator)
		}
	}
	for _, m := range c.Minimums {
		counted, ok := c.Indicator(m.Counted)
		if !known(m.Indicator) || !ok || counted.Kind != Count || m.From > m.To || m.Source == "" {
			return fmt.Errorf("minimum.csv: %s %d-%d makes no sense", m.Indicator, m.From, m.To)
		}
	}
	for _, s := range c.Steps {
		if !known(s.Indicator) || s.Smallest < 0 || s.Source == "" {
			return fmt.Errorf("step.csv: %s makes no sense", s.Indicator)
		}
	}
	for _, b := range c.Breaks {
		for _, level := range levelsOf(b.Level) {
			if !slices.Contains([]string{"", "land", "gemeente", "wijk", "buurt"}, level) {
				return fmt.Errorf("break.csv: %s %d: %q is no level", b.Indicator, b.Year, level)
			}
		}
	}
	return nil
}

// YearOf gives the year that an edition's figures of the indicator are about.
func (i Indicator) YearOf(edition int) int {
	for _, a := range i.About {
		if a.From <= edition && edition <= a.To {
			return edition - a.YearsBack
		}
	}
	return edition
}

// Years gives the years that the editions are about, in order.
func (i Indicator) Years() []int {
	out := make([]int, len(i.Editions))
	for k, edition := range i.Editions {
		out[k] = i.YearOf(edition)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// Defined gives the definition with what belongs to it: the moments that its figures are about, and what rounding does to shares.
func (i Indicator) Defined() string {
	text := i.Definitie
	if moments := i.Moments(); len(moments) > 0 {
		text += " Peilmoment: " + strings.Join(moments, "; ") + "."
	}
	if i.Kind == Share && i.Decimals == 0 {
		text += " Afgerond op hele procenten: delen die samen het geheel zijn, tellen soms op tot 99 of 101."
	}
	return text
}

// Moments says which time the figures are about, as read: one text, or one per range of editions that there are.
func (i Indicator) Moments() []string {
	type span struct {
		from, to int
		text     string
	}
	var spans []span
	for _, a := range i.About {
		if len(i.Editions) > 0 && a.From > i.Editions[len(i.Editions)-1] {
			continue // foreseen
		}
		text := a.Moment
		switch {
		case a.YearsBack == 1:
			text += ", een jaar voor de uitgave"
		case a.YearsBack > 1:
			text += fmt.Sprintf(", %d jaar voor de uitgave", a.YearsBack)
		}
		if n := len(spans); n > 0 && spans[n-1].text == text {
			spans[n-1].to = a.To
		} else {
			spans = append(spans, span{a.From, a.To, text})
		}
	}
	if len(spans) == 1 {
		return []string{spans[0].text}
	}
	var out []string
	for _, s := range spans {
		years := fmt.Sprintf("uitgaven %d–%d", s.from, s.to)
		if s.from == s.to {
			years = fmt.Sprintf("uitgave %d", s.from)
		}
		out = append(out, years+": "+s.text)
	}
	return out
}

// levelsOf reads the levels of a break; a single empty one stands for all.
func levelsOf(text string) []string { return strings.Split(text, "+") }

// CutsOf gives breaks in the form in which the rule takes them.
func CutsOf(breaks []Break) []series.Cut {
	var out []series.Cut
	for _, b := range breaks {
		for _, level := range levelsOf(b.Level) {
			out = append(out, series.Cut{Indicator: b.Indicator, Subject: b.Subject, Level: level, Year: b.Year, Why: series.Reason(b.Kind)})
		}
	}
	return out
}

// RuleOf gives the rule of these breaks, indicators and places.
func RuleOf(breaks []Break, indicators []Indicator, places *series.Places) *series.Rule {
	return series.NewRule(CutsOf(breaks), places, EstimatedAnew(indicators)...)
}

// EstimatedAnew tells an indicator whose every edition estimates all its years anew: figures of two editions are never one series,
// and the newest edition that speaks of an area goes first. The edition is the year of the division. Seen in the publishers' files: the
// Leefbaarometer of 2024 has other scores for 19 of 113 wijken than that of 2022, and of 184 areas 17 have the same share in good
// health of 2016 in two editions of the health monitor. SES-WOA is computed anew on every division (CBS, 86296NED).
func (i Indicator) EstimatedAnew() bool {
	return slices.Contains([]string{Leefbaarometer, "gezondheid", "ses"}, i.SourceID)
}

// EstimatedAnew gives the ids of such indicators.
func EstimatedAnew(indicators []Indicator) []string {
	out := []string{}
	for _, i := range indicators {
		if i.EstimatedAnew() {
			out = append(out, i.ID)
		}
	}
	return out
}
