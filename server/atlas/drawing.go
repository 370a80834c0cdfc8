package atlas

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/paulmach/orb"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
	"wijkinzicht/geo"
	"wijkinzicht/server/figure"
	"wijkinzicht/web"
	"wijkinzicht/web/words"
)

// The drawing's width and height in its own units; a path has one decimal, so a tenth of a pixel at that size.
const (
	mapWidth, mapHeight, mapMargin = 900, 700, 8
	// mapDetail is the width of the drawing, in units, below which a border's bends are left out.
	mapDetail = 0.8
)

// Draw makes the picture: areas simplified so that neighbours keep their common border, the wijken on top. The second
// answer is what a reader must know about the borders.
func (v View) Draw(ctx context.Context, db *data.DB) (web.Map, []string, error) {
	m := web.Map{Unit: v.measure.unit(), Differs: v.measure.since || v.measure.against, Division: v.division(), Title: v.Title,
		Summary: v.Words.Map.Summary(v.Gemeente.Name, v.Words.Level(v.Choice.Level, 1), outlinedWords(v.Words, db, v.Gemeente.Gemeente))}
	shapes, drawn, err := v.shapes()
	if err != nil || len(shapes) == 0 {
		return m, nil, err
	}
	other := 0
	var off []string // names of areas that are outside the picture
	for _, a := range drawn {
		if a.OutlineYear != v.year.AreaYear {
			other++
		}
		m.Schematic = m.Schematic || a.Exact == schematic
	}
	bound, err := v.window(ctx, db, shapes, drawn)
	if err != nil {
		return m, nil, err
	}
	width, height := bound.Max[0]-bound.Min[0], bound.Max[1]-bound.Min[1]
	m.Width, m.Height = mapWidth, max(300, min(mapHeight, mapWidth*height/width))
	view := geo.Fit(bound, m.Width, m.Height, mapMargin)
	detail := mapDetail * max(width/m.Width, height/m.Height)
	for i, shape := range geo.Simplify(shapes, detail) {
		a, shape := drawn[i], within(view.Ground(m.Width, m.Height), shape)
		path := view.Path(shape)
		if len(shape) == 0 {
			off = append(off, a.Name)
			continue
		}
		m.Areas = append(m.Areas, web.MapArea{Code: a.Code, Name: a.Name, Path: path, Class: a.class, Value: v.text(a), Reason: a.reason, URL: v.pageOf(db, a.Code)})
		if v.circles {
			x, y := view.Point(geo.LabelPoint(shape))
			m.Circles = append(m.Circles, web.MapCircle{Code: a.Code, X: tenth(x), Y: tenth(y), R: v.radius(a)})
		}
		if a.Exact == schematic {
			x, y := view.Point(geo.LabelPoint(shape))
			m.Dots = append(m.Dots, web.MapDot{X: tenth(x), Y: tenth(y)})
		}
	}
	slices.SortStableFunc(m.Circles, func(a, b web.MapCircle) int { return cmp.Compare(b.R, a.R) })
	if m.Water, err = Water(ctx, db, v.year.AreaYear, view, view.Ground(m.Width, m.Height), detail); err != nil {
		return m, nil, err
	}
	m.Outlines, err = v.wijken(ctx, db, view, detail)
	return m, append(v.notes(m.Schematic, other, off), v.incomplete(db)...), err
}

// shapes gives the areas of which an outline is known, with it.
func (v View) shapes() ([]orb.MultiPolygon, []Area, error) {
	var shapes []orb.MultiPolygon
	var drawn []Area
	for _, a := range v.Areas {
		if a.Outline == nil {
			continue
		}
		shape, err := geo.ReadOutline(a.Outline)
		if err != nil {
			return nil, nil, fmt.Errorf("outline of %s: %w", a.Code, err)
		}
		shapes, drawn = append(shapes, shape), append(drawn, a)
	}
	return shapes, drawn, nil
}

// window gives the bound of what the map shows: where people live, or what the visitor chose.
func (v View) window(ctx context.Context, db *data.DB, shapes []orb.MultiPolygon, drawn []Area) (orb.Bound, error) {
	people := make([]*float64, len(drawn)) // in the division's own year
	whole := shapes[0].Bound()
	for i, a := range drawn {
		people[i], whole = v.people[a.Code], whole.Union(shapes[i].Bound())
	}
	switch v.Choice.window {
	case windowAll:
		return whole, nil
	case "":
		return frame(lived(shapes, people)), nil
	}
	outlines, err := db.WijkOutlines(ctx, v.Gemeente.Gemeente, v.year.AreaYear)
	if err != nil {
		return whole, err
	}
	for _, o := range outlines {
		if o.Slug == v.Choice.window {
			shape, err := geo.ReadOutline(o.Outline)
			return wijkWindow(shape.Bound()), err
		}
	}
	return frame(lived(shapes, people)), nil
}

// largestCircle is the radius of the circle of the highest count of all years, in the drawing's units.
const largestCircle = 34

// radius gives the circle of a count: its surface goes with the count, in every year alike.
func (v View) radius(a Area) float64 {
	if !v.circles || a.shown == nil || *a.shown <= 0 {
		return 0
	}
	return tenth(largestCircle * math.Sqrt(*a.shown/v.scale.high))
}

// outlinedWords names what a map of a gemeente has outlines of.
func outlinedWords(w *words.Words, db *data.DB, gemeente string) string {
	var ours, beside, own []string
	for _, s := range db.Subjects {
		switch {
		case s.Gemeente != gemeente:
		case s.Kind == catalogue.WijkKind:
			ours = []string{w.Map.Ours}
		case s.Kind == catalogue.ReferenceKind:
			beside = append(beside, s.Name)
		case s.Kind == catalogue.OwnKind:
			own = []string{w.Map.Own}
		}
	}
	outlined := slices.Concat(ours, beside, own)
	if outlined == nil {
		return w.Map.Ours
	}
	return w.Enumerate(outlined)
}

// wijken draws the outlines of the eleven, of those to compare them with and of a gemeente's own; one that is shown as another area says so in its name.
func (v View) wijken(ctx context.Context, db *data.DB, view geo.View, detail float64) ([]web.MapOutline, error) {
	outlines, err := db.WijkOutlines(ctx, v.Gemeente.Gemeente, v.year.AreaYear)
	if err != nil {
		return nil, err
	}
	var out []web.MapOutline
	var names, numbers []mapText
	for _, o := range outlines {
		shape, err := geo.ReadOutline(o.Outline)
		if err != nil {
			return nil, fmt.Errorf("outline of %s: %w", o.Slug, err)
		}
		s, _ := db.Subject(o.Slug)
		name := s.Name
		if figure.StandsIn(db, o.Slug) {
			name = v.Words.Map.As(name, figure.AreasNow(v.Words, db, o.Slug)[0].Name)
		}
		x, y := view.Point(geo.LabelPoint(shape))
		number := len(out) + 1
		names = append(names, mapText{x, y, labelLetter * float64(utf8.RuneCountInString(name))})
		numbers = append(numbers, mapText{x, y, numberLetter * float64(len(strconv.Itoa(number)))})
		out = append(out, web.MapOutline{Number: number, Name: name, URL: "/wijk/" + o.Slug,
			Path: view.Path(geo.Simplify([]orb.MultiPolygon{shape}, detail)[0])})
	}
	spreadTexts(names, labelLine)
	spreadTexts(numbers, numberLine)
	for i := range out {
		out[i].LabelX, out[i].LabelY = names[i].x, names[i].y
		out[i].NumberX, out[i].NumberY = numbers[i].x, numbers[i].y
	}
	return out, nil
}

// Sizes of a name on the map, and of the number that stands there on a narrow screen, in the drawing's units: the height of
// a line, and a generous mean width of a letter. See map.css.
const (
	labelLine, labelLetter   = 20, 9
	numberLine, numberLetter = 44, 28
)

// mapText is where a text on the map has its middle, and how wide it is.
type mapText struct{ x, y, width float64 }

// spreadTexts moves texts that would cover each other apart, from above to below.
func spreadTexts(all []mapText, line float64) {
	byHeight := make([]*mapText, len(all))
	for i := range all {
		byHeight[i] = &all[i]
	}
	slices.SortStableFunc(byHeight, func(a, b *mapText) int { return cmp.Compare(a.y, b.y) })
	for i, below := range byHeight {
		for _, above := range byHeight[:i] {
			if d := below.y - above.y; d < line && math.Abs(below.x-above.x) < (below.width+above.width)/2 {
				below.y += line - d
			}
		}
	}
}

// incomplete names the wijken of which the map cannot draw the whole outline.
func (v View) incomplete(db *data.DB) []string {
	drawn := map[string]bool{}
	for _, a := range v.Areas {
		drawn[a.Code] = a.Outline != nil
	}
	missing := map[string]int{}
	var slugs []string
	for _, p := range db.Parts {
		known, onMap := drawn[p.Code]
		if !p.Used || p.Year != v.year.AreaYear || p.Relation != catalogue.Component || !onMap || known {
			continue
		}
		if missing[p.Subject]++; missing[p.Subject] == 1 {
			slugs = append(slugs, p.Subject)
		}
	}
	var out []string
	for _, slug := range slugs {
		s, _ := db.Subject(slug)
		out = append(out, v.Words.Map.Incomplete(s.Name, missing[slug]))
	}
	return out
}

// notes says what a reader must know about the borders.
func (v View) notes(cells bool, other int, off []string) []string {
	var out []string
	if cells {
		out = append(out, v.Words.Map.Schematic)
	} else {
		out = append(out, v.Words.Map.Simplified)
	}
	if other > 0 {
		out = append(out, v.Words.Map.OtherDivision(other, v.year.AreaYear))
	}
	if missing := v.undrawn(); missing != "" {
		out = append(out, v.Words.Map.NoOutline(missing))
	}
	if len(off) > 0 {
		out = append(out, v.Words.Map.Off(len(off), strings.Join(off, ", ")))
	}
	return out
}
