package catalogue

import (
	"io/fs"
	"math"
	"strings"

	"wijkinzicht/data/pack"
)

// Load reads and checks the embedded catalogue. An error names the file, the row and what is wrong.
func Load() (*Catalogue, error) {
	cat, err := load(catalogueFiles)
	if err != nil {
		return nil, err
	}
	cat.Pack = pack.Files()
	return cat, nil
}

func load(files fs.FS) (*Catalogue, error) {
	c := &Catalogue{byID: map[string]int{}, bySource: map[string]int{}}
	events := eventReader{known: c.hasEvents, seen: map[string]bool{}}
	for _, step := range []struct {
		file string
		read func(row csvRow) error
	}{
		{"indicator.csv", c.readIndicator},
		{"column.csv", c.readColumn},
		{"break.csv", c.readBreak},
		{"about.csv", c.readAbout},
		{"minimum.csv", c.readMinimum},
		{"step.csv", c.readStep},
		{"rounding.csv", c.readRounding},
		{"margin.csv", c.readMargin},
		{"source.csv", c.readSource},
		{"route.csv", c.readRoute},
		{"wijk.csv", c.readWijk},
		{"wijk_part.csv", c.readPart},
		{"event.csv", events.read}, // after wijk.csv, which gives its subjects
		{"typology.csv", c.readPlaceType},
		{"threshold.csv", c.readThreshold},
		{"likeness.csv", c.readLikeness},
	} {
		if err := eachRow(files, step.file, step.read); err != nil {
			return nil, err
		}
	}
	c.Events = events.list
	interventions := newInterventionReader(c)
	if err := eachRow(files, "interventies.csv", interventions.read); err != nil {
		return nil, err
	}
	c.Interventions = interventions.list
	if err := c.check(); err != nil {
		return nil, err
	}
	shown := func(id string) bool { ind, ok := c.Indicator(id); return ok && ind.Shown }
	if _, err := readViews(files, shown); err != nil {
		return nil, err
	}
	if _, err := readTests(files, shown, func(slug string) bool { _, ok := c.Wijk(slug); return ok }); err != nil {
		return nil, err
	}
	if _, err := readRenamed(files, c.has); err != nil {
		return nil, err
	}
	hash, err := hashFiles("catalogue", files, viewFile, lessonFile, renamedFile)
	if err != nil {
		return nil, err
	}
	c.Hash = hash
	return c, nil
}

func (c *Catalogue) readIndicator(r csvRow) error {
	ind := Indicator{
		ID: r.text("id"), Naam: r.text("naam"), Name: r.text("name"), Theme: r.text("theme"),
		Side: r.oneOf("side", "plek", "mensen"), Route: r.oneOf("route", "", "leren", "werken", "wonen", "vrije tijd"),
		Unit: r.text("unit"), Kind: Kind(r.oneOf("kind", "count", "share", "rate", "mean", "score", "class", "distance")),
		Numerator: r.text("numerator"), Weight: r.text("weight"),
		Direction: r.oneOf("direction", "better", "worse", "neither"), Decimals: r.integer("decimals"),
		Min: r.optional("min"), Max: r.optional("max"), Shown: r.oneOf("shown", "ja", "nee") == "ja",
		Definitie: r.text("definitie"), SourceID: r.text("source"),
	}
	if d := r.text("denominator"); d != "" {
		ind.Denominator = strings.Split(d, "+")
		ind.Per = r.number("per")
	}
	years, err := ParseYears(r.text("editions"))
	if err != nil {
		return r.errorf("editions", "%v", err)
	}
	ind.Editions, ind.Step = years, math.Pow10(-ind.Decimals)
	if _, twice := c.byID[ind.ID]; twice || ind.ID == "" {
		return r.errorf("id", "%q is leeg of staat er twee keer", ind.ID)
	}
	c.byID[ind.ID] = len(c.Indicators)
	c.Indicators = append(c.Indicators, ind)
	return r.err()
}

func (c *Catalogue) readColumn(r csvRow) error {
	c.Columns = append(c.Columns, Column{
		Family: r.text("source"), Generation: r.oneOf("generation", "", "A", "B", "C", "D", "E"),
		From: r.integer("from"), To: r.integer("to"), Name: r.text("column"), Parent: r.text("parent"),
		Unit: r.text("unit"), Indicator: r.text("indicator"), Factor: r.number("factor"),
	})
	return r.err()
}

func (c *Catalogue) readBreak(r csvRow) error {
	c.Breaks = append(c.Breaks, Break{
		Indicator: r.text("indicator"), Subject: r.text("subject"), Level: r.text("level"), Year: r.integer("year"),
		Kind: r.oneOf("kind", "definitie", "eenheid", "instrument", "populatie", "peildatum", "indeling"),
		Note: r.text("note"), Source: r.text("source"),
	})
	return r.err()
}

func (c *Catalogue) readSource(r csvRow) error {
	s := Source{
		ID: r.text("id"), Family: r.text("family"), Year: r.integer("year"), Title: r.text("title"),
		Publisher: r.text("publisher"), Table: r.text("table"), Status: r.oneOf("status", "definitief", "voorlopig"),
		Licence: r.text("licence"), Attribution: r.text("attribution"), URL: r.text("url"),
	}
	if _, twice := c.bySource[s.ID]; twice {
		return r.errorf("id", "%q staat er twee keer", s.ID)
	}
	c.SetSource(s)
	return r.err()
}

func (c *Catalogue) readWijk(r csvRow) error {
	c.Wijken = append(c.Wijken, Wijk{
		Slug: r.text("slug"), Kind: SubjectKind(r.oneOf("kind", string(WijkKind), string(ReferenceKind))), Name: r.text("name"), GemeenteCode: r.text("gemeente_code"),
		GemeenteName: r.text("gemeente_name"), City: r.text("city"), Note: r.text("note"),
	})
	return r.err()
}

func (c *Catalogue) readPart(r csvRow) error {
	c.Parts = append(c.Parts, Part{
		Slug: r.text("slug"), Year: r.integer("year"), Code: r.text("code"),
		Level: r.oneOf("level", "wijk", "buurt"), Name: r.text("name"),
		Relation: Relation(r.oneOf("relation", "gelijk", "deel", "omliggend", "vervangend")),
		Evidence: r.text("evidence"), Confidence: r.oneOf("confidence", "H", "M", "L"),
	})
	return r.err()
}
