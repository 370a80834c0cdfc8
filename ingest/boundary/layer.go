package boundary

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
)

// builder turns the records of one layer into areas.
type builder struct {
	layer Layer
	noun  string // what the format calls a record, for errors
	key   key
	seen  map[string]held // by code
	notes notes
}

// held is an area that is in the layer already.
type held struct {
	at     int // in layer.Areas
	waters waters
}

// build gives the layer that the records make. The crs of the layer may be empty: then the coordinates tell.
func build(layer Layer, noun string, records []record) (Layer, error) {
	b := builder{layer: layer, noun: noun, seen: make(map[string]held, len(records))}
	claimed := layer.CRS
	if len(records) == 0 {
		return Layer{}, fmt.Errorf("no %ss", noun)
	}
	var err error
	if b.key, err = findKey(records); err != nil {
		return Layer{}, err
	}
	for i := range records {
		r := &records[i]
		if err := b.add(r); err != nil {
			return Layer{}, b.wrap(r, err)
		}
	}
	if len(b.layer.Areas) == 0 {
		return Layer{}, fmt.Errorf("none of the %d %ss is usable: %s", len(records), noun, b.notes.text())
	}
	if claimed == "" && b.layer.CRS != "" {
		b.notes.add(fmt.Sprintf("Het bestand noemt geen coördinatenstelsel; aan de getallen te zien is het %s.", b.layer.CRS))
	}
	b.layer.Note = b.notes.text()
	return b.layer, nil
}

func (b *builder) wrap(r *record, err error) error {
	return &Fault{Noun: b.noun, Line: r.line, Code: r.fields[b.key.code], Err: err}
}

// add checks a record and puts it in the layer, or rejects it with a note.
func (b *builder) add(r *record) error {
	if r.err != nil {
		return r.err
	}
	w, err := r.water()
	if err != nil {
		return err
	}
	code := r.fields[b.key.code]
	switch {
	case w == belgian:
		b.reject("Belgische enclaves", code)
		return nil
	case r.other != "":
		b.reject(fmt.Sprintf("objecten die geen vlak zijn (%s)", r.other), cmp.Or(code, fmt.Sprintf("nr. %d", r.line)))
		return nil
	case code == "" && w == water:
		b.reject("wateren zonder code", fmt.Sprintf("nr. %d", r.line))
		return nil
	case code == "":
		return fmt.Errorf("column %s is empty", b.key.code)
	case !codeForm.MatchString(code):
		return fmt.Errorf("%q is not the code of a gemeente, wijk or buurt", code)
	}
	if err := b.fit(r, code); err != nil {
		return err
	}
	if len(r.shape) == 0 && r.label == nil {
		b.reject("gebieden zonder geometrie", code)
		return nil
	}
	var dropped bool
	if r.shape, dropped, err = tidy(r.shape); err != nil {
		return err
	}
	if r.shape == nil && r.label == nil {
		b.reject("gebieden die door afronding geen oppervlak meer hebben", code)
		return nil
	}
	if dropped {
		b.notes.list("gebieden waarvan een ring zonder oppervlak is weggelaten", code)
	}
	if b.layer.CRS, err = r.place(b.layer.CRS); err != nil {
		return err
	}
	gemeente, err := r.gemeente(code)
	if err != nil {
		return err
	}
	return b.hold(w, Area{Line: r.line, Code: code, Name: r.fields[b.key.name], Gemeente: gemeente,
		Change: r.fields[changeColumn], Water: w == water, Geometry: r.shape, Label: r.label})
}

// fit holds the level and year of a record against those of the layer.
func (b *builder) fit(r *record, code string) error {
	level := levels[code[:2]]
	year, err := r.year()
	if err != nil {
		return err
	}
	if b.layer.Level == "" {
		b.layer.Level, b.layer.Year = level, year
	}
	if level != b.layer.Level {
		return fmt.Errorf("a %s in a layer of level %s", level, b.layer.Level)
	}
	if year != b.layer.Year {
		return fmt.Errorf("year %d in a layer of year %d (0: not said)", year, b.layer.Year)
	}
	return nil
}

// hold puts an area in the layer. A code may come twice: as land and as water, which CBS publishes side by side, of which
// the land is kept; as several waters; or, in a file that does not tell land from water, in parts that do not overlap.
func (b *builder) hold(w waters, a Area) error {
	before, twice := b.seen[a.Code]
	if !twice {
		b.seen[a.Code] = held{len(b.layer.Areas), w}
		b.layer.Areas = append(b.layer.Areas, a)
		return nil
	}
	kept := &b.layer.Areas[before.at]
	switch {
	case a.Label != nil || kept.Label != nil:
		return fmt.Errorf("the code was at %s %d already", b.noun, kept.Line)
	case a.Water && !kept.Water:
		b.reject("waterdelen van gebieden met land", a.Code)
		return nil
	case kept.Water && !a.Water:
		b.reject("waterdelen van gebieden met land", a.Code)
		*kept, b.seen[a.Code] = a, held{before.at, w}
		return nil
	case !a.Water && (w == land || before.waters == land):
		return fmt.Errorf("the code was at %s %d already, both as land", b.noun, kept.Line)
	case a.Name != kept.Name || a.Gemeente != kept.Gemeente:
		return fmt.Errorf("the code was at %s %d already, as %q in %s instead of %q in %s", b.noun, kept.Line, kept.Name, kept.Gemeente, a.Name, a.Gemeente)
	case overlaps(a.Geometry, kept.Geometry):
		return fmt.Errorf("the code was at %s %d already, with an outline that overlaps", b.noun, kept.Line)
	}
	kept.Geometry = append(kept.Geometry, a.Geometry...)
	b.notes.list("gebieden die over meer records verdeeld waren en zijn samengevoegd", a.Code)
	return nil
}

// reject counts a record that is left out.
func (b *builder) reject(what, code string) {
	b.layer.Rejected++
	b.notes.list("weggelaten "+what, code)
}

// label joins label points to the areas of the same codes, and says which found none.
func (l *Layer) label(points Layer) {
	n := notes{texts: nonEmpty(l.Note, points.Note)}
	at := make(map[string]int, len(l.Areas))
	for i, a := range l.Areas {
		at[a.Code] = i
	}
	for _, p := range points.Areas {
		i, ok := at[p.Code]
		if !ok {
			n.list("labelpunten zonder gebied", p.Code)
			continue
		}
		l.Areas[i].Label = p.Label
		delete(at, p.Code)
	}
	for _, code := range slices.Sorted(maps.Keys(at)) {
		n.list("gebieden zonder labelpunt", code)
	}
	l.Note = n.text()
}
