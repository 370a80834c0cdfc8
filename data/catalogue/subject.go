package catalogue

import (
	"fmt"
	"strings"
)

// The country, as an area and as a subject.
const (
	NationCode = "NL00"
	NationSlug = "nl"
)

// Subject is what a line on a chart is about.
type Subject struct {
	Slug     string
	Kind     SubjectKind
	Name     string
	Gemeente string // code; empty for the country
	Note     string
	Figures  bool // when read: it has a value for at least one indicator
}

// IsWijk tells whether it is one of the eleven, one to compare them with or a gemeente's own wijk: it has areas, an outline and a page.
func (s Subject) IsWijk() bool {
	return s.Kind == WijkKind || s.Kind == ReferenceKind || s.Kind == OwnKind
}

// SubjectKind says what a subject is.
type SubjectKind string

// The kinds of a subject.
const (
	WijkKind      SubjectKind = "wijk"       // one of the eleven
	ReferenceKind SubjectKind = "referentie" // followed as they are to compare them with, never counted among them
	OwnKind       SubjectKind = "eigen"      // a wijk that a gemeente added
	RingKind      SubjectKind = "ring"       // the buurten around a wijk
	GemeenteKind  SubjectKind = "gemeente"
	RestKind      SubjectKind = "rest" // a gemeente without the eleven that lie in it; where none does, without its other wijken
	LandKind      SubjectKind = "land"
)

// AreaKey is how an area is named: a code means nothing without its division year.
type AreaKey struct {
	Year int
	Code string
}

// Subjects gives everything that gets a trend: the eleven, those to compare them with, a gemeente's own wijken, the ring around each, their
// gemeenten, the rest of each, and the country.
func (c *Catalogue) Subjects() []Subject {
	var out []Subject
	for _, w := range c.Wijken {
		out = append(out, Subject{Slug: w.Slug, Kind: w.Kind, Name: w.Name, Gemeente: w.GemeenteCode, Note: w.Note})
	}
	for _, w := range c.Wijken {
		out = append(out, Subject{Slug: w.Slug + "-ring", Kind: RingKind, Name: "Ring om " + w.Name, Gemeente: w.GemeenteCode,
			Note: "De buurten van dezelfde gemeente die aan de wijk grenzen, per indeling."})
	}
	seen := map[string]bool{}
	for _, w := range c.Wijken {
		if seen[w.GemeenteCode] {
			continue
		}
		seen[w.GemeenteCode] = true
		slug, city, note := strings.ToLower(w.GemeenteCode), w.City, "De gemeente zonder de wijken van Wijk in zicht die er liggen."
		switch {
		case c.HasEleven(w.GemeenteCode):
		case w.Kind == OwnKind:
			city, note = w.GemeenteCode, "De gemeente zonder haar eigen wijken." // query/gemeente_name.sql gives it the name in the data
		default:
			note = "De gemeente zonder de wijken die hier ter vergelijking worden gevolgd."
		}
		out = append(out,
			Subject{Slug: slug, Kind: GemeenteKind, Name: city, Gemeente: w.GemeenteCode},
			Subject{Slug: slug + "-rest", Kind: RestKind, Name: "Rest van " + city, Gemeente: w.GemeenteCode, Note: note})
	}
	return append(out, Subject{Slug: NationSlug, Kind: LandKind, Name: "Nederland"})
}

// ID names an area of a division in addresses and figures: WK036376-2020.
func (k AreaKey) ID() string { return fmt.Sprintf("%s-%d", k.Code, k.Year) }
