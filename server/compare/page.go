package compare

import (
	"context"
	"slices"

	"github.com/gofiber/fiber/v2"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
	"wijkinzicht/server/answer"
	"wijkinzicht/server/figure"
	"wijkinzicht/server/site"
	"wijkinzicht/web"
	"wijkinzicht/web/words"
)

// Comparisons answers with places beside each other.
type Comparisons struct{ *site.Site }

// New makes the comparisons of a site.
func New(s *site.Site) *Comparisons { return &Comparisons{s} }

// Routes lists the addresses of comparisons.
func (s *Comparisons) Routes(app *fiber.App) {
	app.Get("/vergelijk", s.compare)
	app.Get("/vergelijkbaar", s.vergelijkbaar)
}

// compare answers "/vergelijk". The choice is read and the page made on the same revision's names.
func (s *Comparisons) compare(c *fiber.Ctx) error {
	rev := s.Desk.Take(c)
	defer rev.Done()
	choice, err := Choose(site.Query(c), rev.DB)
	if err != nil {
		return err
	}
	return s.Desk.ServeFrom(c, rev, "/vergelijk"+choice.Query()+site.ReplacedKey(choice.Replaced), func(ctx context.Context, rev *answer.Revision) (string, []byte, error) {
		return s.makeCompare(ctx, rev, choice)
	})
}

// makeCompare makes "/vergelijk".
func (s *Comparisons) makeCompare(ctx context.Context, rev *answer.Revision, choice Choice) (string, []byte, error) {
	db := rev.DB
	path := "/vergelijk" + choice.Query()
	choice, err := opened(ctx, db, choice)
	if err != nil {
		return "", nil, err
	}
	panels, err := Panels(ctx, s.Site, rev, words.NL, choice)
	if err != nil {
		return "", nil, err
	}
	page := web.ComparePage{Places: append(placeOptions(db, choice.Subjects), areaOptions(choice, panels[0])...),
		As: choice.asOptions(), Forms: choice.forms(),
		Enclosing: choice.Enclosing, Events: choice.events, Most: mostSubjects,
	}
	for i := range 3 {
		page.Indicators[i] = figure.IndicatorOptions(db, nth(choice.Indicators, i))
	}
	var years []int
	for _, p := range panels {
		years = append(years, p.years...)
	}
	slices.Sort(years)
	years = slices.Compact(years)
	page.From, page.To, page.Base = site.YearOptions(years, choice.From, "eerste"), site.YearOptions(years, choice.To, "laatste"), site.YearOptions(years, choice.base, "eerste gezamenlijke")
	title := "Vergelijken"
	for i, p := range panels {
		shown, err := s.panelPage(ctx, p)
		if err != nil {
			return "", nil, err
		}
		if i == 0 {
			page.Who, title = p.who(), p.Chart.Title
		}
		page.Panels = append(page.Panels, shown)
	}
	page.Timeline = figure.Timeline(panels[0].facts)
	page.Frame = s.Frame(rev, title, title+".", path, web.SectionVergelijk)
	page.Notice = words.NL.NotShown(choice.Replaced)
	page.OEmbed = s.Discovery(path)
	if panels[0].Why == "" {
		page.Image = s.Address + "/vergelijk.png" + panels[0].choice.Query()
	}
	return answer.HTML(s.Templates.Compare, page)
}

func nth(all []string, i int) string {
	if i < len(all) {
		return all[i]
	}
	return ""
}

// opened fills in what a visitor left open: the indicator of the home page; and the first of the eleven beside its gemeente and
// the country.
func opened(ctx context.Context, db *data.DB, k Choice) (Choice, error) {
	if len(k.Indicators) == 0 {
		id, err := figure.Opening(ctx, db)
		if err != nil {
			return k, err
		}
		k.Indicators = []string{id}
	}
	if len(k.Subjects)+len(k.areas) > 0 {
		return k, nil
	}
	slugs := figure.WijkSlugs(db)
	if len(slugs) == 0 {
		return k, nil
	}
	first, _ := db.Subject(slugs[0])
	for _, s := range db.Subjects {
		if s.Slug == first.Slug || s.Kind == catalogue.GemeenteKind && s.Gemeente == first.Gemeente || s.Kind == catalogue.LandKind {
			k.Subjects = append(k.Subjects, s.Slug)
		}
	}
	return k, nil
}

// forms offers what is compared in the other forms.
func (k Choice) forms() []web.Form {
	var out []web.Form
	for _, f := range []struct{ label, as, against string }{
		{"Zoals het is", AsIs, AgainstGemeente}, {"Verschil met de stad", asMinus, AgainstGemeente},
		{"Verschil met Nederland", asMinus, againstLand}, {"Index", asIndex, AgainstGemeente}, {"Twee jaren", asEnds, AgainstGemeente},
	} {
		other := k
		other.As, other.Against = f.as, f.against
		other = other.normal()
		out = append(out, web.Form{Link: web.Link{Text: f.label, URL: "/vergelijk" + other.Query()}, Chosen: f.as == k.As && f.against == k.Against})
	}
	return out
}

// asOptions lists the forms for a form's one field.
func (k Choice) asOptions() []web.Option {
	chosen := k.As
	if k.As == asMinus && k.Against == againstLand {
		chosen = asMinusLand
	}
	return figure.Options(chosen, [][2]string{{AsIs, "zoals het is"}, {asMinus, "verschil met de eigen stad"}, {asMinusLand, "verschil met Nederland"},
		{asIndex, "index (basisjaar = 100)"}, {asEnds, "twee jaren"}})
}

// placeOptions groups what can be compared: the eleven by name, those to compare them with, a gemeente's own wijken, then what stands around them.
func placeOptions(db *data.DB, chosen []string) []web.OptionGroup {
	groups := []web.OptionGroup{{Label: "De elf wijken"}, {Label: "Ter vergelijking"}, {Label: "Eigen wijken"}, {Label: "Steden en Nederland"}, {Label: "Rest van de stad"}, {Label: "Buurten rondom de wijk"}}
	which := map[catalogue.SubjectKind]int{catalogue.WijkKind: 0, catalogue.ReferenceKind: 1, catalogue.OwnKind: 2, catalogue.GemeenteKind: 3, catalogue.LandKind: 3, catalogue.RestKind: 4, catalogue.RingKind: 5}
	for _, s := range db.Subjects {
		g := &groups[which[s.Kind]]
		g.Options = append(g.Options, web.Option{Value: s.Slug, Label: s.Name, Selected: slices.Contains(chosen, s.Slug)})
	}
	return slices.DeleteFunc(groups, func(g web.OptionGroup) bool { return len(g.Options) == 0 })
}

// panelPage makes the part of a page that shows one panel.
func (s *Comparisons) panelPage(ctx context.Context, p Panel) (web.Panel, error) {
	q := p.choice.Query()
	out := web.Panel{ID: p.Chart.ID, Title: p.Title, Definition: p.definition, Sentence: p.Chart.Summary, Notes: p.Notes,
		Files: web.Files{FileName: p.FileName(), CSV: "/vergelijk.csv" + q, SVG: "/vergelijk.plaatje.svg" + q, PNG: "/vergelijk.png" + q, Embed: site.BuildLink(site.KindVergelijk, p.choice.Values())}, Likes: p.likes()}
	if p.Why != "" {
		out.Chart.None = p.Why
		return out, nil
	}
	if err := p.Draw(ctx, s.Charts, &out.Chart); err != nil {
		return out, err
	}
	out.Rows, out.Table, out.Multiples = p.rows(), p.Table(), p.multiples()
	var err error
	out.Sources, err = p.Sources(ctx)
	return out, err
}
