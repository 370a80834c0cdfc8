package server

import (
	"bytes"
	"context"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/gofiber/fiber/v2"
	"github.com/paulmach/orb"

	"wijkinzicht/data"
	"wijkinzicht/geo"
	"wijkinzicht/web"
	"wijkinzicht/web/words"
)

// The drawing's width and height in its own units; a path has one decimal, so a tenth of a pixel at that size.
const (
	mapWidth, mapHeight, mapMargin = 900, 700, 8
	// mapDetail is the width of the drawing, in units, below which a border's bends are left out.
	mapDetail = 0.8
)

// makeKaart gives the map's page.
func (s *Server) makeKaart(ctx context.Context, rev *revision, v mapView) (string, []byte, error) {
	db := rev.db
	path := "/kaart?" + v.choice.query()
	page := web.KaartPage{
		Frame:        s.frame(rev, "Kaart van "+v.gemeente.Name+": "+v.ind.Naam, v.title, path, web.SectionKaart),
		Indicators:   indicatorOptions(db, v.ind.ID),
		Levels:       options(v.choice.level, [][2]string{{"buurt", "buurten"}, {"wijk", "wijken"}}),
		Municipality: v.gemeente.Name, Definition: v.ind.Definitie, Sentence: v.sentence, Legend: v.legend,
	}
	for _, sub := range db.Subjects {
		if sub.Kind == "gemeente" && hasFigures(db, sub.Gemeente) {
			page.Municipalities = append(page.Municipalities, web.Option{Value: sub.Slug, Label: sub.Name, Selected: sub.Slug == v.gemeente.Slug})
		}
	}
	page.Since = append(page.Since, web.Option{Value: "", Label: "geen", Selected: v.choice.since == 0})
	for _, y := range v.years {
		link := v.choice
		link.year = y.Year
		page.Years = append(page.Years, web.YearLink{Year: y.Year, URL: "/kaart?" + link.query(), Current: y.Year == v.year.Year})
		if y.Year < v.year.Year {
			page.Since = append(page.Since, web.Option{Value: strconv.Itoa(y.Year), Label: strconv.Itoa(y.Year), Selected: y.Year == v.choice.since})
		}
	}
	if len(v.years) == 0 {
		page.None = fmt.Sprintf("Dit cijfer is voor geen enkele %s in %s geladen. Kies een ander cijfer of niveau.", v.choice.level, v.gemeente.Name)
	} else {
		var err error
		if page.Map, page.Notes, err = v.draw(ctx, db); err != nil {
			return "", nil, err
		}
		if page.Sources, err = s.mapSources(ctx, db, v); err != nil {
			return "", nil, err
		}
		if len(page.Map.Areas) == 0 {
			page.None, page.Notes = "Van deze gebieden zijn geen grenzen bekend; de cijfers staan in de tabel.", nil
		}
		page.Rows = v.rows(db)
		if page.None == "" {
			page.SVG, page.PNG = "/kaart.svg?"+v.choice.query(), "/kaart.png?"+v.choice.query()
			page.Image = s.address + page.PNG
		}
		page.CSV, page.Embed = "/kaart.csv?"+v.choice.query(), buildLink(kindKaart, v.choice.values())
		page.OEmbed = s.discovery(path)
	}
	var body bytes.Buffer
	err := s.pages.Kaart(&body, page)
	return fiber.MIMETextHTMLCharsetUTF8, body.Bytes(), err
}

// hasFigures tells whether a gemeente, or a wijk in it, has any: one outside the six may have been named without.
func hasFigures(db *data.DB, gemeente string) bool {
	return slices.ContainsFunc(db.Subjects, func(s data.Subject) bool { return s.Gemeente == gemeente && s.Figures })
}

// makeEmbedKaart gives the map alone, for somebody else's page.
func (s *Server) makeEmbedKaart(ctx context.Context, rev *revision, v mapView, own string, d dress) (string, []byte, error) {
	page := web.EmbedKaartPage{Legend: v.legend,
		EmbedFrame: s.embedFrame(rev, d, own, v.title, "/kaart?"+v.choice.query(), v.words.Frame.ThisMap)}
	if len(v.years) == 0 {
		page.Title = v.ind.Naam + " in " + v.gemeente.Name
		page.None = v.words.Map.NotLoaded
	} else {
		var err error
		if page.Map, page.Notes, err = v.draw(ctx, rev.db); err != nil {
			return "", nil, err
		}
		if page.Sources, err = s.mapSources(ctx, rev.db, v); err != nil {
			return "", nil, err
		}
		if len(page.Map.Areas) == 0 {
			page.None = v.words.Map.NoOutlines
		}
		page.Rows = v.rows(rev.db)
	}
	var body bytes.Buffer
	err := s.pages.EmbedKaart(&body, page)
	return fiber.MIMETextHTMLCharsetUTF8, body.Bytes(), err
}

// rows lists every area with its figure, also one without an outline.
func (v mapView) rows(db *data.DB) []web.AreaRow {
	var out []web.AreaRow
	for _, a := range v.areas {
		out = append(out, web.AreaRow{Name: a.Name, Code: a.Code, Value: v.text(a), Reason: a.reason, Wijk: v.wijkOf(db, a.Code)})
	}
	return out
}

// wijkOf gives the wijk that an area belongs to in the map's division.
func (v mapView) wijkOf(db *data.DB, code string) web.Link {
	for _, p := range db.Parts {
		if p.Used && p.Year == v.year.AreaYear && p.Code == code && p.Relation != data.Surrounding {
			s, _ := db.Subject(p.Subject)
			return web.Link{Text: s.Name, URL: "/wijk/" + s.Slug}
		}
	}
	return web.Link{}
}

// draw makes the picture: areas simplified so that neighbours keep their common border, the wijken on top. The second
// answer is what a reader must know about the borders.
func (v mapView) draw(ctx context.Context, db *data.DB) (web.Map, []string, error) {
	m := web.Map{Unit: shortUnit(v.ind), Division: v.division(), Title: v.title,
		Summary: v.words.Map.Summary(v.gemeente.Name, v.words.Level(v.choice.level, 1), outlinedWords(v.words, db, v.gemeente.Gemeente))}
	if v.choice.since != 0 {
		m.Unit = changeUnit(v.words, v.ind)
	}
	var shapes []orb.MultiPolygon
	var drawn []mapArea
	other, missing := 0, 0
	var off []string // names of areas that are outside the picture
	for _, a := range v.areas {
		if a.Outline == nil {
			missing++
			continue
		}
		shape, err := multiPolygon(a.Outline)
		if err != nil {
			return m, nil, fmt.Errorf("outline of %s: %w", a.Code, err)
		}
		if a.OutlineYear != v.year.AreaYear {
			other++
		}
		m.Schematic = m.Schematic || a.Exact == schematic
		shapes, drawn = append(shapes, shape), append(drawn, a)
	}
	if len(shapes) == 0 {
		return m, nil, nil
	}
	bound := frame(shapes)
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
		m.Areas = append(m.Areas, web.MapArea{Code: a.Code, Name: a.Name, Path: path, Class: a.class, Value: v.text(a), Reason: a.reason})
		if a.Exact == schematic {
			x, y := view.Point(geo.LabelPoint(shape))
			m.Dots = append(m.Dots, web.MapDot{X: tenth(x), Y: tenth(y)})
		}
	}
	var err error
	if m.Water, err = v.water(ctx, db, view, m, detail); err != nil {
		return m, nil, err
	}
	m.Outlines, err = v.wijken(ctx, db, view, detail)
	return m, append(v.notes(m.Schematic, other, missing, off), v.incomplete(db)...), err
}

// outlinedWords names what a map of a gemeente has outlines of.
func outlinedWords(w *words.Words, db *data.DB, gemeente string) string {
	kinds := map[string]bool{}
	for _, s := range db.Subjects {
		kinds[s.Kind] = kinds[s.Kind] || s.Gemeente == gemeente
	}
	switch {
	case !kinds[data.OwnKind]:
		return w.Map.Ours
	case !kinds["wijk"]:
		return w.Map.Own
	}
	return w.Map.Both
}

// wijken draws the outlines of the eleven and of a gemeente's own; one that is shown as another area says so in its name.
func (v mapView) wijken(ctx context.Context, db *data.DB, view geo.View, detail float64) ([]web.MapOutline, error) {
	outlines, err := db.WijkOutlines(ctx, v.gemeente.Gemeente, v.year.AreaYear)
	if err != nil {
		return nil, err
	}
	var out []web.MapOutline
	var names, numbers []mapText
	for _, o := range outlines {
		shape, err := multiPolygon(o.Outline)
		if err != nil {
			return nil, fmt.Errorf("outline of %s: %w", o.Slug, err)
		}
		s, _ := db.Subject(o.Slug)
		name := s.Name
		if standsIn(db, o.Slug) {
			name = v.words.Map.As(name, areasNow(v.words, db, o.Slug)[0].Name)
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
	slices.SortStableFunc(byHeight, func(a, b *mapText) int { return compareValues(a.y, b.y) })
	for i, below := range byHeight {
		for _, above := range byHeight[:i] {
			if d := below.y - above.y; d < line && math.Abs(below.x-above.x) < (below.width+above.width)/2 {
				below.y += line - d
			}
		}
	}
}

// incomplete names the wijken of which the map cannot draw the whole outline.
func (v mapView) incomplete(db *data.DB) []string {
	drawn := map[string]bool{}
	for _, a := range v.areas {
		drawn[a.Code] = a.Outline != nil
	}
	missing := map[string]int{}
	var slugs []string
	for _, p := range db.Parts {
		known, onMap := drawn[p.Code]
		if !p.Used || p.Year != v.year.AreaYear || p.Relation != data.Component || !onMap || known {
			continue
		}
		if missing[p.Subject]++; missing[p.Subject] == 1 {
			slugs = append(slugs, p.Subject)
		}
	}
	var out []string
	for _, slug := range slugs {
		s, _ := db.Subject(slug)
		out = append(out, v.words.Map.Incomplete(s.Name, missing[slug]))
	}
	return out
}

// notes says what a reader must know about the borders.
func (v mapView) notes(cells bool, other, missing int, off []string) []string {
	var out []string
	if cells {
		out = append(out, v.words.Map.Schematic)
	} else {
		out = append(out, v.words.Map.Simplified)
	}
	if other > 0 {
		out = append(out, v.words.Map.OtherDivision(other, v.year.AreaYear))
	}
	if missing > 0 {
		out = append(out, v.words.Map.NoOutline(missing))
	}
	if len(off) > 0 {
		out = append(out, v.words.Map.Off(strings.Join(off, ", ")))
	}
	return out
}
