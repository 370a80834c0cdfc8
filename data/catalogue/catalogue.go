package catalogue

import (
	"embed"
	"io/fs"
	"slices"
	"strings"
)

//go:embed *.csv
var catalogueFiles embed.FS

// Catalogue is the reviewed knowledge that turns files into figures: what we follow, where each
// source keeps it, where a series breaks, which areas make up the eleven, and what happened there.
type Catalogue struct {
	Indicators    []Indicator
	Columns       []Column
	Breaks        []Break
	About         []About
	Minimums      []Minimum
	Steps         []Step
	Roundings     []Rounding
	Margins       []Margin
	Sources       []Source
	Wijken        []Wijk
	Parts         []Part
	Events        []Event
	Interventions []Intervention
	PlaceTypes    []PlaceType
	Thresholds    []Threshold
	Likeness      []Likeness
	Hash          string            // sha256 over the catalogue's files (but view.csv) and a gemeente's own, hex
	Outlines      map[string][]byte // files with the outline of an intervention's area, as a gemeente wrote them
	OwnHash       string            // sha256 over a gemeente's own files (WithOwn), hex; empty without them
	OwnRead       []string          // of which of those files the encoding was found out, in Dutch sentences

	Pack fs.FS // the embedded figures and outlines (package pack); what it lacks is not there

	routes []Route // in order of preference

	byID     map[string]int
	bySource map[string]int
}

// Kind says how values of an indicator may be combined over areas.
type Kind string

// The kinds: a count adds up; a share, rate, mean, score or distance is averaged with a weight;
// a class is never combined.
const (
	Count    Kind = "count"
	Share    Kind = "share"
	Rate     Kind = "rate"
	Mean     Kind = "mean"
	Score    Kind = "score"
	Class    Kind = "class"
	Distance Kind = "distance"
)

// Indicator is a measure that we follow; Naam, Unit and Definitie are what a visitor reads.
type Indicator struct {
	ID, Naam, Name      string
	Theme, Side, Route  string
	Unit                string
	Kind                Kind
	Numerator           string   // count indicator a share or rate is computed from; empty when only published as such
	Denominator         []string // count indicators whose sum divides the numerator
	Per                 float64  // 100 for a share, 1000 for a rate per thousand
	Weight              string   // count indicator for averaging over areas; empty: never averaged
	Direction           string   // what a higher value means: better, worse or neither
	Decimals            int
	Min, Max            *float64  // plausible bounds; a figure outside is refused
	StepSource          string    // where Step comes from, when read; empty where it is one unit of the last decimal
	Step                float64   // smallest difference that counts as a rise or a fall
	Editions            []int     // years in which the publisher brought it out
	About               []About   // which time each edition is about, where that is stated
	Minimums            []Minimum // below how many the publisher gives no figure
	Margin              Margin    // from which margin of rounding on a value is rough; without a source none is
	Shown               bool      // false: only a helper for other indicators
	Definitie, SourceID string    // SourceID is the family: kwb, ses, lbm2, lbm3, politie, gezondheid
}

// Column says where a source keeps an indicator.
type Column struct {
	Family     string // kwb, lbm2, lbm3
	Generation string // A to E for kwb; empty otherwise
	From, To   int    // years in which this spelling holds
	Name       string // as in the file; for D without the position suffix
	Parent     string // title of the group above, where a name occurs more than once
	Unit       string // unit as published, lower case; only D publishes one
	Indicator  string
	Factor     float64 // multiplies the file's number to our unit
}

// Break is a year from which a series may not be joined with what came before.
type Break struct {
	Indicator string // "*" for every indicator (a change of outline)
	Subject   string // empty for every subject
	Level     string // land, gemeente, wijk or buurt, joined by "+"; empty for every level
	Year      int    // first edition of the new regime; of a change of outline the first division
	Kind      string // definitie, eenheid, instrument, populatie, peildatum or indeling: a series.Reason
	Note      string
	Source    string
}

// Source is a publication.
type Source struct {
	ID, Family  string
	Year        int
	Title       string
	Publisher   string
	Table       string // StatLine table id, empty where there is none
	Status      string // definitief or voorlopig
	Licence     string
	Attribution string
	URL         string
	Changed     string // day on which the publisher last changed what was read, as 2021-03-26; empty in the catalogue, and where no file says it
}

// Wijk is one of the eleven neighbourhoods, one to compare them with, or one that a gemeente added.
type Wijk struct {
	Slug, Name                 string
	Kind                       SubjectKind // WijkKind, ReferenceKind, or OwnKind: then its names of gemeente and city are not known here
	GemeenteCode, GemeenteName string
	City, Note                 string
	Outline                    string // file of Catalogue.Outlines that it is drawn in; empty: it is made of areas
}

// Relation says how a CBS area relates to a wijk.
type Relation string

// The relations of wijk_part.csv.
const (
	Equal       Relation = "gelijk"     // the area is the wijk
	Component   Relation = "deel"       // one of the areas that together are the wijk
	Surrounding Relation = "omliggend"  // the wijk is a part of this larger area
	StandIn     Relation = "vervangend" // shown in the wijk's place, and said so
)

// Part ties a wijk to a CBS area of one division year, with the evidence for it.
type Part struct {
	Slug, Code, Level, Name string
	Year                    int
	Relation                Relation
	Share                   float64 // part of the area's people that live in the wijk, above 0 and below 1; 0: the whole area is meant
	Evidence, Confidence    string
}

// Whole tells whether the whole area is meant, not a part of it.
func (p Part) Whole() bool { return p.Share == 0 || p.Share == 1 }

// Indicator returns the indicator with this id; ok is false when there is none.
func (c *Catalogue) Indicator(id string) (Indicator, bool) {
	i, ok := c.byID[id]
	if !ok {
		return Indicator{}, false
	}
	return c.Indicators[i], true
}

// Source returns the source with this id; ok is false when there is none.
func (c *Catalogue) Source(id string) (Source, bool) {
	i, ok := c.bySource[id]
	if !ok {
		return Source{}, false
	}
	return c.Sources[i], true
}

// Wijk returns the wijk with this slug; ok is false when there is none.
func (c *Catalogue) Wijk(slug string) (Wijk, bool) {
	for _, w := range c.Wijken {
		if w.Slug == slug {
			return w, true
		}
	}
	return Wijk{}, false
}

// Gemeenten returns the codes of the municipalities of the eleven, in catalogue order, each once.
func (c *Catalogue) Gemeenten() []string {
	var out []string
	seen := map[string]bool{}
	for _, w := range c.Wijken {
		if !seen[w.GemeenteCode] {
			seen[w.GemeenteCode] = true
			out = append(out, w.GemeenteCode)
		}
	}
	return out
}

// HasEleven tells whether one of the eleven lies in a gemeente.
func (c *Catalogue) HasEleven(gemeente string) bool {
	return slices.ContainsFunc(c.Wijken, func(w Wijk) bool { return w.GemeenteCode == gemeente && w.Kind == WijkKind })
}

// SetSource adds a publication, or puts it in the place of the one with the same id.
func (c *Catalogue) SetSource(s Source) {
	if i, there := c.bySource[s.ID]; there {
		c.Sources[i] = s
		return
	}
	c.bySource[s.ID] = len(c.Sources)
	c.Sources = append(c.Sources, s)
}

// Ours tells a source that is our own computation from publications, not one of them.
func (s Source) Ours() bool { return strings.HasPrefix(s.Publisher, "Wijk in zicht") }

// PackHash is the sha256 over the embedded figures that go with the catalogue, hex.
func (c *Catalogue) PackHash() (string, error) { return hashFiles("", c.Pack) }

// Above is the count over which a share is computed, or the indicator itself where it is only published as such.
func (i Indicator) Above() string {
	if i.Numerator == "" {
		return i.ID
	}
	return i.Numerator
}

// GivenIn lists the editions whose tables (StatLine, OData and workbooks) have a column for the indicator itself.
func (c *Catalogue) GivenIn(ind Indicator) []int16 {
	out := []int16{}
	for _, edition := range ind.Editions {
		if slices.ContainsFunc(c.Columns, func(col Column) bool {
			return col.Indicator == ind.ID && (col.Generation == "C" || col.Generation == "D") && col.From <= edition && edition <= col.To
		}) {
			out = append(out, int16(edition))
		}
	}
	return out
}

// Gives tells whether the tables of an edition have a column for the indicator itself: then it is not computed for single areas.
func (c *Catalogue) Gives(ind Indicator, edition int) bool {
	return slices.Contains(c.GivenIn(ind), int16(edition))
}
