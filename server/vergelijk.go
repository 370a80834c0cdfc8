package server

import (
	"bytes"
	"context"
	"fmt"
	"slices"

	"github.com/gofiber/fiber/v2"

	"wijkinzicht/data"
	"wijkinzicht/server/answer"
	"wijkinzicht/server/figure"
	"wijkinzicht/server/site"
	"wijkinzicht/web"
	"wijkinzicht/web/words"
)

// compare answers the addresses of a comparison: the page, its pictures and figures. The choice is read and the
// answer made on the same revision's names.
func (s *Server) compare(address string, make func(context.Context, *answer.Revision, comparison) (string, []byte, error)) fiber.Handler {
	return func(c *fiber.Ctx) error {
		rev := s.Desk.Take()
		choice, err := comparisonOf(site.Query(c), rev.DB)
		rev.Done()
		if err != nil {
			return err
		}
		return s.Desk.Serve(c, address+choice.query(), func(ctx context.Context, rev *answer.Revision) (string, []byte, error) {
			return make(ctx, rev, choice)
		})
	}
}

// comparePicture answers what an embed shows of a comparison, in its language.
func (s *Server) comparePicture(address string, make func(context.Context, *answer.Revision, *words.Words, comparison) (string, []byte, error)) fiber.Handler {
	return func(c *fiber.Ctx) error {
		q := site.Query(c)
		w, err := language(q)
		if err != nil {
			return err
		}
		rev := s.Desk.Take()
		choice, err := comparisonOf(q, rev.DB)
		rev.Done()
		if err != nil {
			return err
		}
		return s.Desk.Serve(c, address+choice.query()+figure.LanguageQuery(w), func(ctx context.Context, rev *answer.Revision) (string, []byte, error) {
			return make(ctx, rev, w, choice)
		})
	}
}

// makeCompare makes "/vergelijk".
func (s *Server) makeCompare(ctx context.Context, rev *answer.Revision, choice comparison) (string, []byte, error) {
	db := rev.DB
	path := "/vergelijk" + choice.query()
	choice, err := opened(ctx, db, choice)
	if err != nil {
		return "", nil, err
	}
	panels, err := panelsOf(ctx, db, words.NL, choice)
	if err != nil {
		return "", nil, err
	}
	page := web.ComparePage{Places: append(placeOptions(db, choice.subjects), areaOptions(choice, panels[0])...),
		As:        figure.Options(choice.as, [][2]string{{asIs, "zoals het is"}, {asIndex, "index (basisjaar = 100)"}, {asMinus, "verschil"}, {asEnds, "twee jaren"}}),
		Against:   figure.Options(choice.against, [][2]string{{againstGemeente, "met de eigen gemeente"}, {againstLand, "met Nederland"}}),
		Enclosing: choice.enclosing, Events: choice.events, Most: mostSubjects,
	}
	for i := range 3 {
		page.Indicators[i] = figure.IndicatorOptions(db, nth(choice.indicators, i))
	}
	var years []int
	for _, p := range panels {
		years = append(years, p.years...)
	}
	slices.Sort(years)
	years = slices.Compact(years)
	page.From, page.To, page.Base = yearOptions(years, choice.from, "eerste"), yearOptions(years, choice.to, "laatste"), yearOptions(years, choice.base, "eerste gezamenlijke")
	title := "Vergelijken"
	for i, p := range panels {
		shown, err := s.panelPage(ctx, rev, p)
		if err != nil {
			return "", nil, err
		}
		if i == 0 {
			title = p.title + ": " + p.who()
		}
		page.Panels = append(page.Panels, shown)
	}
	page.Timeline = figure.Timeline(panels[0].facts)
	page.Frame = s.Frame(rev, title, title+".", path, web.SectionVergelijk)
	page.OEmbed = s.Discovery(path)
	if panels[0].why == "" {
		page.Image = s.Address + "/vergelijk.png" + panels[0].choice.query()
	}
	var body bytes.Buffer
	err = s.Pages.Compare(&body, page)
	return fiber.MIMETextHTMLCharsetUTF8, body.Bytes(), err
}

func nth(all []string, i int) string {
	if i < len(all) {
		return all[i]
	}
	return ""
}

// opened fills in what a visitor left open: the indicator of the home page; and of the eleven the one that rose most and
// the one that fell most, with the country.
func opened(ctx context.Context, db *data.DB, k comparison) (comparison, error) {
	if len(k.indicators) == 0 {
		id, err := figure.Opening(ctx, db)
		if err != nil {
			return k, err
		}
		k.indicators = []string{id}
	}
	if len(k.subjects)+len(k.areas) > 0 {
		return k, nil
	}
	ind, _ := db.Indicator(k.indicators[0])
	rows, err := db.Trends(ctx, figure.WijkSlugs(db), k.indicators[:1])
	if err != nil {
		return k, err
	}
	all := figure.Group(rows)
	top, bottom, most, least := "", "", 0.0, 0.0
	for _, slug := range figure.WijkSlugs(db) {
		if _, d := figure.Change(words.NL, all[slug][ind.ID], ind); d != nil {
			if top == "" || *d > most {
				top, most = slug, *d
			}
			if bottom == "" || *d < least {
				bottom, least = slug, *d
			}
		}
	}
	for _, s := range db.Subjects {
		if s.Slug == top || s.Slug == bottom || s.Kind == "land" {
			k.subjects = append(k.subjects, s.Slug)
		}
	}
	return k, nil
}

// placeOptions groups what can be compared: the eleven by name, a gemeente's own wijken, then what stands around them.
func placeOptions(db *data.DB, chosen []string) []web.OptionGroup {
	groups := []web.OptionGroup{{Label: "De elf wijken"}, {Label: "Eigen wijken"}, {Label: "Steden en Nederland"}, {Label: "Rest van de stad"}, {Label: "Buurten rondom de wijk"}}
	which := map[string]int{"wijk": 0, data.OwnKind: 1, "gemeente": 2, "land": 2, "rest": 3, "ring": 4}
	for _, s := range db.Subjects {
		g := &groups[which[s.Kind]]
		g.Options = append(g.Options, web.Option{Value: s.Slug, Label: s.Name, Selected: slices.Contains(chosen, s.Slug)})
	}
	return slices.DeleteFunc(groups, func(g web.OptionGroup) bool { return len(g.Options) == 0 })
}

func yearOptions(years []int, chosen int, open string) []web.Option {
	out := []web.Option{{Label: open, Selected: chosen == 0}}
	for _, y := range years {
		out = append(out, web.Option{Value: fmt.Sprint(y), Label: fmt.Sprint(y), Selected: y == chosen})
	}
	return out
}

// panelPage makes the part of a page that shows one panel.
func (s *Server) panelPage(ctx context.Context, rev *answer.Revision, p panel) (web.Panel, error) {
	q := p.choice.query()
	out := web.Panel{ID: "v-" + p.id, Title: p.title, Definition: p.definition, Sentence: p.sentence(), Notes: p.notes,
		CSV: "/vergelijk.csv" + q, SVG: "/vergelijk.svg" + q, PNG: "/vergelijk.png" + q, Likes: p.likes(), Embed: site.BuildLink(site.KindVergelijk, p.choice.values())}
	if p.why != "" {
		out.Chart.None = p.why
		return out, nil
	}
	if err := s.drawPanel(ctx, rev, p, &out.Chart); err != nil {
		return out, err
	}
	out.Rows, out.Grid = p.rows(), p.grid()
	var err error
	out.Sources, err = p.sources(ctx, rev.DB)
	return out, err
}
