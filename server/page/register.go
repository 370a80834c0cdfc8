package page

import (
	"cmp"
	"context"
	"net/url"
	"slices"
	"strings"

	"github.com/gofiber/fiber/v2"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
	"wijkinzicht/data/series"
	"wijkinzicht/server/answer"
	"wijkinzicht/server/figure"
	"wijkinzicht/server/site"
	"wijkinzicht/web"
	"wijkinzicht/web/words"
)

// registerChoice is what a visitor chose of the register, in its one normal form; empty leaves a choice open.
type registerChoice struct{ gemeente, approach, route string }

func (k registerChoice) path() string {
	q := url.Values{}
	for name, value := range map[string]string{web.ParamMunicipality: k.gemeente, web.ParamApproach: k.approach, web.ParamRoute: k.route} {
		if value != "" {
			q.Set(name, value)
		}
	}
	if len(q) == 0 {
		return "/interventies"
	}
	return "/interventies?" + q.Encode()
}

func (k registerChoice) fits(i catalogue.Intervention) bool {
	return (k.gemeente == "" || i.Gemeente == k.gemeente) && (k.approach == "" || i.Approach == k.approach) &&
		(k.route == "" || slices.Contains(i.Routes, k.route))
}

// interventions answers "/interventies".
func (s *Pages) interventions(c *fiber.Ctx) error {
	rev := s.Desk.Take(c)
	defer rev.Done()
	here, stop := answer.While(c)
	defer stop()
	gemeenten, err := gemeentenOf(here, rev.DB)
	if err != nil {
		return err
	}
	open := func(values []string) []string { return append([]string{""}, values...) }
	choice := registerChoice{gemeente: site.OneOf(c.Query(web.ParamMunicipality), open(gemeenten)...),
		approach: site.OneOf(c.Query(web.ParamApproach), open(catalogue.Approaches)...), route: site.OneOf(c.Query(web.ParamRoute), open(catalogue.Routes)...)}
	return s.Desk.ServeFrom(c, rev, choice.path(), func(ctx context.Context, rev *answer.Revision) (string, []byte, error) {
		page, err := s.makeInterventions(ctx, rev, choice)
		if err != nil {
			return "", nil, err
		}
		return answer.HTML(s.Templates.Interventions, page)
	})
}

// gemeentenOf names the gemeenten of the register.
func gemeentenOf(ctx context.Context, db *data.DB) ([]string, error) {
	all, err := db.Interventions(ctx)
	var out []string
	for _, i := range all {
		if i.Gemeente != "" {
			out = append(out, i.Gemeente)
		}
	}
	slices.Sort(out)
	return slices.Compact(out), err
}

func (s *Pages) makeInterventions(ctx context.Context, rev *answer.Revision, choice registerChoice) (web.InterventionsPage, error) {
	db := rev.DB
	all, err := db.Interventions(ctx)
	if err != nil {
		return web.InterventionsPage{}, err
	}
	gemeenten, err := gemeentenOf(ctx, db)
	if err != nil {
		return web.InterventionsPage{}, err
	}
	list := func(first string, values []string, chosen string) []web.Option {
		out := []web.Option{{Label: first, Selected: chosen == ""}}
		for _, v := range values {
			out = append(out, web.Option{Value: v, Label: v, Selected: v == chosen})
		}
		return out
	}
	page := web.InterventionsPage{
		Frame:      s.Frame(rev, words.Page.Register.Title, words.Page.Register.About, choice.path(), web.SectionInterventies),
		Approaches: list(words.Page.Register.All, catalogue.Approaches, choice.approach), Routes: list(words.Page.Register.All, catalogue.Routes, choice.route), Gemeenten: list(words.Page.Register.All, gemeenten, choice.gemeente),
	}
	goalOf, err := goalSeries(ctx, db, all)
	if err != nil {
		return page, err
	}
	shown, goals := 0, 0
	slices.SortStableFunc(all, func(a, b catalogue.Intervention) int { return cmp.Compare(knownOf(db, b), knownOf(db, a)) })
	for _, i := range all {
		if !choice.fits(i) {
			continue
		}
		shown++
		if i.Goal.Target != nil {
			goals++
		}
		answers := answersOf(db, i, goalOf(i))
		into := &page.Rows
		if choice == (registerChoice{}) && !followed(db, i) {
			into = &page.Elsewhere
		}
		*into = append(*into, web.InterventionRow{Name: i.Name, URL: "/interventies/" + i.ID, Where: whereWas(db, i), Who: i.Who, Kind: kindOf(i),
			When: whenWas(i), Goal: shortGoal(db, i.Goal), Answered: words.Page.Register.AnsweredShort(answeredOf(answers), len(answers)), Own: i.Own})
	}
	page.Sentence = words.Page.Register.Shown(shown, len(all), goals)
	return page, nil
}

// followed tells whether an intervention was in a gemeente that is followed, or is a gemeente's own.
func followed(db *data.DB, i catalogue.Intervention) bool {
	if _, ok := db.Subject(i.Area); ok || i.Own {
		return true
	}
	return slices.ContainsFunc(db.Subjects, func(s catalogue.Subject) bool { return s.Kind == catalogue.GemeenteKind && s.Name == i.Gemeente })
}

// knownOf counts what figures can be held against: a goal, a wijk that is followed, and when it was.
func knownOf(db *data.DB, i catalogue.Intervention) (n int) {
	if i.Goal.Target != nil {
		n += 4
	}
	if _, ok := wijkOf(db, i); ok {
		n += 2
	}
	if !i.From.IsZero() {
		n++
	}
	return n
}

// goalSeries gives of each intervention the wijk's own figures of its goal, with one query for all.
func goalSeries(ctx context.Context, db *data.DB, all []catalogue.Intervention) (func(catalogue.Intervention) series.Line, error) {
	var slugs, indicators []string
	for _, i := range all {
		if wijk, ok := wijkOf(db, i); ok && i.Goal.Indicator != "" {
			slugs, indicators = append(slugs, wijk.Slug), append(indicators, i.Goal.Indicator)
		}
	}
	if len(slugs) == 0 {
		return func(catalogue.Intervention) series.Line { return nil }, nil
	}
	rows, err := db.Trends(ctx, slugs, indicators)
	figures := figure.Group(rows)
	return func(i catalogue.Intervention) series.Line {
		wijk, _ := wijkOf(db, i)
		return figures[wijk.Slug][i.Goal.Indicator].Own(figure.OnlyEnclosing)
	}, err
}

// whereWas says where an intervention was, as far as that is known.
func whereWas(db *data.DB, i catalogue.Intervention) string {
	if sub, ok := db.Subject(i.Area); ok {
		return strings.TrimSuffix(sub.Name+", "+i.Gemeente, ", ")
	}
	if i.AreaYear != 0 {
		return strings.TrimSuffix(words.Page.Register.InDivision(figure.LevelWord(i.Area), i.Area, i.AreaYear)+", "+i.Gemeente, ", ")
	}
	return i.Gemeente
}

func kindOf(i catalogue.Intervention) string {
	parts := slices.DeleteFunc([]string{i.Approach, strings.Join(i.Routes, ", ")}, func(p string) bool { return p == "" })
	return strings.Join(parts, "; ")
}

// whenWas writes when it was; that no end is known is not that it goes on.
func whenWas(i catalogue.Intervention) string {
	switch {
	case i.From.IsZero():
		return ""
	case i.Until.IsZero():
		return words.Page.Register.Since(figure.Day(i.From))
	}
	return figure.Day(i.From) + " – " + figure.Day(i.Until)
}

func shortGoal(db *data.DB, g catalogue.Goal) string {
	ind, ok := db.Indicator(g.Indicator)
	switch {
	case !ok:
		return ""
	case g.Target == nil:
		return words.Page.Register.WithoutTarget(ind.Naam)
	}
	return strings.TrimSuffix(words.Page.Register.Aim(ind.Naam, target(g, ind)), ".")
}
