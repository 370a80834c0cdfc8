package sketch

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/gofiber/fiber/v2"
	"github.com/paulmach/orb"

	"wijkinzicht/geo"
	"wijkinzicht/server/answer"
	"wijkinzicht/server/figure"
	"wijkinzicht/server/site"
	"wijkinzicht/web"
)

// Sketches answers with areas that visitors draw.
type Sketches struct{ *site.Site }

// New makes the sketches of a site.
func New(s *site.Site) *Sketches { return &Sketches{s} }

// Routes lists the addresses of drawn areas.
func (s *Sketches) Routes(app *fiber.App) {
	if s.Sketch == nil {
		return
	}
	app.Get(web.SketchPath, s.page)
	app.Get(web.SketchPath+".:ending<regex([a-z.]+)>", s.file)
}

// chosen takes a revision and reads what is asked of it; the caller calls Done.
func (s *Sketches) chosen(c *fiber.Ctx) (rev *answer.Revision, k choice, gemeenten []string, err error) {
	rev = s.Desk.Take(c)
	ctx, cancel := answer.While(c)
	defer cancel()
	gemeenten, err = answer.Permanent(rev, "gemeenten om in te tekenen", func() ([]string, error) { return rev.DB.SketchGemeenten(ctx) })
	if err == nil {
		k, err = choose(site.Query(c), rev.DB, gemeenten)
	}
	return rev, k, gemeenten, err
}

func (s *Sketches) page(c *fiber.Ctx) error {
	rev, k, gemeenten, err := s.chosen(c)
	defer rev.Done()
	if err != nil {
		return err
	}
	if k.outline != nil && site.Query(c).Get(web.ParamOutline) != write(k.outline) { // a GeoJSON, or corners that stand twice
		return site.Lead(c, k.path(""))
	}
	key := k.path("")
	if k.problem != "" {
		key += "&probleem=" + k.problem
	}
	return s.Desk.ServeFrom(c, rev, key, func(ctx context.Context, rev *answer.Revision) (string, []byte, error) {
		return s.makePage(ctx, rev, k, gemeenten)
	})
}

// file answers the files of a drawn area: its outline, all its figures, or the picture of one.
func (s *Sketches) file(c *fiber.Ctx) error {
	rev, k, _, err := s.chosen(c)
	defer rev.Done()
	if err != nil {
		return err
	}
	ending := figure.ForWhom(c, c.Params("ending"))
	if k.outline == nil || ending != "geojson" && ending != figure.ExcelCSV && !slices.Contains(figure.Endings, ending) {
		return fmt.Errorf("file %q of no area: %w", ending, answer.ErrNotFound)
	}
	return s.Desk.ServeFrom(c, rev, k.path("."+ending), func(ctx context.Context, rev *answer.Revision) (string, []byte, error) {
		d, err := s.read(ctx, rev, k)
		switch {
		case err != nil:
			return "", nil, err
		case d.lines == nil:
			return "", nil, fmt.Errorf("file of no area: %s: %w", d.problem, answer.ErrNotFound)
		case ending == "geojson":
			body, err := d.geoJSON()
			return "application/geo+json", body, err
		}
		p, err := s.pictureOf(ctx, rev, d, figure.Tabular(ending))
		if err != nil {
			return "", nil, err
		}
		return p.File(ctx, s.Site, ending, rev.DB)
	})
}

var errNoFigures = errors.New("no figures of a drawn area")

// pictureOf gives the chart of a drawn area, or a picture with the lines of all its figures.
func (s *Sketches) pictureOf(ctx context.Context, rev *answer.Revision, d drawing, all bool) (figure.Picture, error) {
	db := rev.DB
	beside := d.lines[1:]
	if all { // of the area alone
		beside = nil
	}
	ids, err := d.sources(ctx, rev, beside)
	if err != nil {
		return figure.Picture{}, err
	}
	ind, ok := d.shown(db)
	if !ok {
		return figure.Picture{}, fmt.Errorf("%w: %w", errNoFigures, answer.ErrNotFound)
	}
	p := d.picture(db, ind, figure.LinksOf(db, ids[ind.ID]))
	if !d.known(ind.ID) {
		p.Why = "no values of " + ind.ID
	}
	if !all {
		return p, nil
	}
	p.Title, p.Lines, p.Chart.Summary = d.title()+", "+d.city, nil, d.sentence()
	p.Notes = []string{d.how(), "Het gebied zelf: " + s.Address + d.path("")}
	me := slices.Clone(d.lines[:1])
	me[0].Subject.Name = p.Title
	var used []string
	for _, ind := range db.Indicators {
		if len(d.mine(ind.ID)) > 0 && ind.Shown {
			p.Lines = append(p.Lines, figure.LinesOf(ind, me, d.all)...)
			used = append(used, ids[ind.ID]...)
		}
	}
	links := figure.LinksOf(db, figure.Once(used))
	p.Sources = func(context.Context) ([]web.Link, error) { return links, nil }
	return p, nil
}

// degrees writes a coordinate to a centimetre.
type degrees float64

func (d degrees) MarshalJSON() ([]byte, error) { return fmt.Appendf(nil, "%.7f", float64(d)), nil }

// geoJSON gives the outline in WGS84, as --eigen takes it.
func (d drawing) geoJSON() ([]byte, error) {
	type geometry struct {
		Type        string         `json:"type"`
		Coordinates [][][2]degrees `json:"coordinates"`
	}
	type properties struct {
		Naam     string `json:"naam"`
		Gemeente string `json:"gemeente"`
	}
	type feature struct {
		Type       string     `json:"type"`
		Properties properties `json:"properties"`
		Geometry   geometry   `json:"geometry"`
	}
	var ring [][2]degrees
	for _, p := range geo.Project(orb.MultiPolygon{{counterclockwise(d.outline)}}, geo.ToWGS84)[0][0] {
		ring = append(ring, [2]degrees{degrees(p[0]), degrees(p[1])})
	}
	return json.Marshal(feature{"Feature", properties{d.title(), strings.ToUpper(d.gemeente)}, geometry{"Polygon", [][][2]degrees{ring}}})
}

// counterclockwise is the way in which GeoJSON goes round an area (RFC 7946, section 3.1.6).
func counterclockwise(ring orb.Ring) orb.Ring {
	ring = ring.Clone()
	if ring.Orientation() == orb.CW {
		ring.Reverse()
	}
	return ring
}
