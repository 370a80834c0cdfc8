package catalogue

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// PlaceType is a kind of place by level and direction, as typology.csv has it.
type PlaceType struct {
	ID, Naam  string
	Weak      bool // its level is zwak; otherwise redelijk
	Better    bool // its line betters; otherwise it worsens
	Definitie string
	Source    string
}

// Threshold is a bound of the typology, with the others that a visitor may choose.
type Threshold struct {
	ID, Naam  string
	Value     float64
	Choices   []float64
	Definitie string
	Source    string
}

// The thresholds that there are.
const (
	WeakPart    = "zwak"  // per cent of the areas of a level
	LargestP    = "kans"  // of a line that has a direction
	FewestYears = "jaren" // of a stretch without a break
)

// Likeness is an indicator that tells whether wijken are alike.
type Likeness struct {
	Indicator, Why string
}

func (c *Catalogue) readPlaceType(r csvRow) error {
	c.PlaceTypes = append(c.PlaceTypes, PlaceType{ID: r.text("id"), Naam: r.text("naam"), Weak: r.oneOf("level", "redelijk", "zwak") == "zwak",
		Better: r.oneOf("direction", "beter", "slechter") == "beter", Definitie: r.text("definitie"), Source: r.text("source")})
	return r.err()
}

func (c *Catalogue) readThreshold(r csvRow) error {
	t := Threshold{ID: r.oneOf("id", WeakPart, LargestP, FewestYears), Naam: r.text("naam"), Value: r.number("value"), Definitie: r.text("definitie"), Source: r.text("source")}
	for text := range strings.SplitSeq(r.text("choices"), ";") {
		v, err := strconv.ParseFloat(text, 64)
		if err != nil {
			return r.errorf("choices", "%q is geen getal", text)
		}
		t.Choices = append(t.Choices, v)
	}
	c.Thresholds = append(c.Thresholds, t)
	return r.err()
}

func (c *Catalogue) readLikeness(r csvRow) error {
	c.Likeness = append(c.Likeness, Likeness{Indicator: r.text("indicator"), Why: r.text("why")})
	return r.err()
}

// checkTypology wants each pair of level and direction once, each threshold once among its own choices, and shown indicators.
func (c *Catalogue) checkTypology() error {
	pairs := map[[2]bool]bool{}
	for _, p := range c.PlaceTypes {
		if pairs[[2]bool{p.Weak, p.Better}] || !slugPattern.MatchString(p.ID) || p.Naam == "" || p.Definitie == "" {
			return fmt.Errorf("typology %q: its pair stands twice, or a text is missing", p.ID)
		}
		pairs[[2]bool{p.Weak, p.Better}] = true
	}
	if len(pairs) != 4 {
		return fmt.Errorf("typology: %d pairs of level and direction, want four", len(pairs))
	}
	known := map[string]bool{}
	for _, t := range c.Thresholds {
		if known[t.ID] || !slices.Contains(t.Choices, t.Value) || !slices.IsSorted(t.Choices) {
			return fmt.Errorf("threshold %q stands twice, or its choices are not in order with its value among them", t.ID)
		}
		known[t.ID] = true
	}
	if len(known) != 3 {
		return fmt.Errorf("threshold: %d bounds, want three", len(known))
	}
	for i, l := range c.Likeness {
		if ind, ok := c.Indicator(l.Indicator); !ok || !ind.Shown || l.Why == "" ||
			slices.ContainsFunc(c.Likeness[:i], func(other Likeness) bool { return other.Indicator == l.Indicator }) {
			return fmt.Errorf("likeness: %q is no shown indicator, stands twice or lacks its reason", l.Indicator)
		}
	}
	return nil
}
