package catalogue

import (
	"fmt"
	"math"
	"slices"
)

// Rounding is how far a published count may be from the one that was counted.
type Rounding struct {
	Indicator string // a count
	From, To  int    // editions
	Level     string // wijk or buurt, joined by "+"; empty for all
	Off       float64
	Source    string
}

// Margin is from which margin on, by the rounding of its counts, a share or rate is rough: too coarse to stand in front.
type Margin struct {
	Indicator string
	Most      float64 // in the indicator's unit
	Part      float64 // and as a part of the value; both must be passed
	Source    string
}

func (c *Catalogue) readRounding(r csvRow) error {
	c.Roundings = append(c.Roundings, Rounding{Indicator: r.text("indicator"), From: r.integer("from_edition"), To: r.integer("to_edition"),
		Level: r.text("level"), Off: r.number("off"), Source: r.text("source")})
	return r.err()
}

func (c *Catalogue) readMargin(r csvRow) error {
	m := Margin{Indicator: r.text("indicator"), Most: r.number("margin"), Part: r.number("part"), Source: r.text("source")}
	c.Margins = append(c.Margins, m)
	if i, ok := c.byID[m.Indicator]; ok {
		c.Indicators[i].Margin = m
	}
	return r.err()
}

func (c *Catalogue) checkRounding() error {
	rounded := map[string]bool{}
	for _, r := range c.Roundings {
		ind, ok := c.Indicator(r.Indicator)
		if !ok || ind.Kind != Count || r.From > r.To || r.Off <= 0 || r.Source == "" ||
			slices.ContainsFunc(levelsOf(r.Level), func(l string) bool { return l != "" && l != "wijk" && l != "buurt" }) {
			return fmt.Errorf("rounding.csv: %s %d-%d makes no sense", r.Indicator, r.From, r.To)
		}
		rounded[r.Indicator] = true
	}
	for _, m := range c.Margins {
		if ind, ok := c.Indicator(m.Indicator); !ok || ind.Numerator == "" || m.Most < 0 || m.Part < 0 || m.Source == "" {
			return fmt.Errorf("margin.csv: %s makes no sense", m.Indicator)
		}
	}
	for _, ind := range c.Indicators {
		if ind.Numerator != "" && ind.Margin.Source == "" && (rounded[ind.Numerator] || slices.ContainsFunc(ind.Denominator, func(id string) bool { return rounded[id] })) {
			return fmt.Errorf("margin.csv: %s is made of rounded counts and has no row", ind.ID)
		}
	}
	return nil
}

// OffOf gives how far the count of an area may be from the true one, by its code and the edition that gives it; 0 where it is exact, or
// nothing is known.
func (c *Catalogue) OffOf(indicator, code string, edition int) float64 {
	level := map[string]string{"WK": "wijk", "BU": "buurt"}[code[:min(2, len(code))]]
	for _, r := range c.Roundings {
		if r.Indicator == indicator && r.From <= edition && edition <= r.To && (r.Level == "" || slices.Contains(levelsOf(r.Level), level)) {
			return r.Off
		}
	}
	return 0
}

// Rough tells whether a value with this margin is too coarse to stand in front.
func (i Indicator) Rough(value, margin float64) bool {
	return i.Margin.Source != "" && margin > i.Margin.Most && margin > i.Margin.Part*math.Abs(value)
}
