package research

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"slices"

	"github.com/gofiber/fiber/v2"
	"github.com/gofiber/fiber/v2/utils"

	"wijkinzicht/data"
	"wijkinzicht/data/store"
	"wijkinzicht/server/answer"
	"wijkinzicht/server/place"
	"wijkinzicht/web"
	"wijkinzicht/web/words"
)

const (
	changesPath = "/onderzoek/wijzigingen"
	// largestShown is how many of the largest differences of an indicator are named; the files have all of them.
	largestShown = 100
)

// compared is which revisions are held against each other, and of which indicator; "" is all of them.
type compared struct{ from, to, indicator string }

func (a compared) query() string {
	q := url.Values{"van": {a.from}, "tot": {a.to}}
	if a.indicator != "" {
		q.Set("indicator", a.indicator)
	}
	return q.Encode()
}

// askedChanges reads what is to be compared: without a choice the published revision with the one that was published before it. An older
// revision that is not named is "" where there is none.
func (s *Research) askedChanges(c *fiber.Ctx, db *data.DB) (a compared, err error) {
	a = compared{c.Query("van"), c.Query("tot"), c.Query("indicator")}
	if a.to == "" {
		a.to = db.Revision
	}
	for _, name := range []string{a.from, a.to} {
		if name != "" && !store.IsRevision(name) {
			return a, s.Desk.NoRevision(name)
		}
	}
	if _, ok := db.Indicator(a.indicator); a.indicator != "" && !ok {
		return a, answer.BadRequest("Het cijfer %.60q kennen wij niet; /indicator noemt ze alle.", a.indicator)
	}
	if a.from == "" {
		a.from, err = s.Desk.Store.Before(a.to)
	}
	a.from, a.to, a.indicator = utils.CopyString(a.from), utils.CopyString(a.to), utils.CopyString(a.indicator)
	return a, err
}

// difference opens what differs, for as long as use takes.
func (s *Research) difference(ctx context.Context, a compared, use func(*data.Difference) error) (err error) {
	if a.from == "" {
		return answer.BadRequest("Voor %s is hier geen revisie gepubliceerd; kies met van een revisie die er is (/onderzoek).", a.to)
	}
	d, err := s.Desk.Store.Difference(ctx, a.from, a.to)
	var other *data.OtherSchema
	switch {
	case errors.Is(err, store.ErrNoRevision):
		gone := a.from
		if s.Desk.Store.Has(gone) {
			gone = a.to
		}
		return s.Desk.NoRevision(gone)
	case errors.As(err, &other):
		return &answer.Problem{Status: fiber.StatusGone, Detail: "Een van deze revisies is gemaakt door een programma met een ander schema; dit programma kan haar niet lezen."}
	case err != nil:
		return err
	}
	defer func() { err = errors.Join(err, d.Close()) }()
	return use(d)
}

// list counts what differs; of one indicator it names more.
func (s *Research) list(ctx context.Context, a compared) (l data.ChangeList, err error) {
	err = s.difference(ctx, a, func(d *data.Difference) (err error) {
		if l, err = d.List(ctx, 1); err != nil {
			return err
		}
		if i := slices.IndexFunc(l.Indicators, func(c data.Changes) bool { return c.ID == a.indicator }); i >= 0 {
			l.Indicators[i].Largest, err = d.Largest(ctx, a.indicator, largestShown)
		}
		return err
	})
	l.From, l.To = a.from, a.to
	return l, err
}

// changesPage answers "/onderzoek/wijzigingen".
func (s *Research) changesPage(c *fiber.Ctx) error {
	rev := s.Desk.Take(c)
	defer rev.Done()
	a, err := s.askedChanges(c, rev.DB)
	if err != nil {
		return err
	}
	known, err := s.comparable()
	if err != nil {
		return err
	}
	return s.Desk.ServeFrom(c, rev, fmt.Sprint(changesPath, "?", a.query(), " of ", known), func(ctx context.Context, rev *answer.Revision) (string, []byte, error) {
		page := web.WijzigingenPage{Frame: s.Frame(rev, "Wat er veranderde", "Welke cijfers verschillen tussen twee revisies van Wijk in zicht.", changesPath+"?"+a.query(), web.SectionOnderzoek),
			Feed: changesPath + ".atom", Older: revisionOptions(known, a.from, rev.DB.Revision), Newer: revisionOptions(known, a.to, rev.DB.Revision), Indicators: indicatorOptions(rev.DB, a.indicator)}
		if a.from == "" {
			page.Address = s.Address + changesPath
			page.None = "Voor deze revisie is hier geen andere gepubliceerd. Zodra er een volgende is, staat hier wat er veranderde."
			return answer.HTML(s.Templates.Wijzigingen, page)
		}
		l, err := s.list(ctx, a)
		if err != nil {
			return "", nil, err
		}
		showChanges(&page, rev.DB, l, a)
		return answer.HTML(s.Templates.Wijzigingen, page)
	})
}

// comparable lists the revisions that can be compared with another one: those that are kept, and those whose change list is.
func (s *Research) comparable() (out []string, err error) {
	records, err := s.Desk.Store.Records()
	if err != nil {
		return nil, err
	}
	stored, err := s.Desk.Store.Revisions()
	if err != nil {
		return nil, err
	}
	for _, r := range stored {
		out = append(out, r.Revision)
	}
	for _, r := range slices.Backward(records) {
		if l, err := s.Desk.Store.Changes(r.Revision); err == nil && l.From != "" && l.Why == "" {
			for _, name := range []string{r.Revision, l.From} {
				if !slices.Contains(out, name) {
					out = append(out, name)
				}
			}
		}
	}
	return out, nil
}

func revisionOptions(known []string, chosen, published string) (out []web.Option) {
	for _, r := range known {
		label := r
		if r == published {
			label += " (de nieuwste)"
		}
		out = append(out, web.Option{Value: r, Label: label, Selected: r == chosen})
	}
	return out
}

func indicatorOptions(db *data.DB, chosen string) []web.Option {
	out := []web.Option{{Label: "alle cijfers", Selected: chosen == ""}}
	for _, i := range db.Indicators {
		out = append(out, web.Option{Value: i.ID, Label: i.Naam, Selected: i.ID == chosen})
	}
	return out
}

// showChanges puts what differs on the page.
func showChanges(page *web.WijzigingenPage, db *data.DB, l data.ChangeList, a compared) {
	say := words.Page.Changed
	page.From, page.To = a.from, a.to
	page.Sentences = []string{say.Figures(l.Changed, l.Added, l.Removed), say.Series(l.Series)}
	for _, f := range []struct{ format, text string }{{"csv", "CSV"}, {"parquet", "Parquet"}, {"json", "JSON (geteld)"}} {
		page.Files = append(page.Files, web.Link{Text: f.text, URL: changesPath + "." + f.format + "?" + a.query()})
	}
	for _, one := range l.Indicators {
		row := changedRow(one, changesPath+"?"+compared{a.from, a.to, one.ID}.query())
		if one.Largest != nil {
			largest := changedFigure(one.Largest[0])
			row.Largest = &largest
		}
		page.ByIndicator = append(page.ByIndicator, row)
		if one.ID == a.indicator {
			page.Chosen = one.Name
			for _, c := range one.Largest {
				page.Largest = append(page.Largest, changedFigure(c))
			}
		}
	}
	for _, one := range l.Sources {
		page.Sources = append(page.Sources, changedRow(one, ""))
	}
	for _, one := range l.Gemeenten {
		if one.Name == "" {
			one.Name = "Nederland, en gebieden waarvan de gemeente niet bekend is"
		}
		address := ""
		if _, ok := db.AreaNow(one.ID); ok {
			address = place.AreaPath(one.ID)
		}
		page.Gemeenten = append(page.Gemeenten, changedRow(one, address))
	}
	for _, one := range l.Subjects {
		address := ""
		if sub, ok := db.Subject(one.ID); ok && sub.IsWijk() {
			address = place.Path(sub)
		}
		page.Subjects = append(page.Subjects, changedRow(one, address))
	}
}

func changedRow(c data.Changes, address string) web.ChangedRow {
	count := func(n int) string { return web.Getal(float64(n), 0) }
	return web.ChangedRow{Name: web.Link{Text: c.Name, URL: address}, Changed: count(c.Changed), Added: count(c.Added), Removed: count(c.Removed), Series: count(c.Series)}
}

// changedFigure writes one difference as it is read.
func changedFigure(c data.Change) web.ChangedFigure {
	say := words.Page.Changed
	f := web.ChangedFigure{Where: c.Name, Code: c.Code, Year: c.Year, Unit: c.Unit, Before: say.Value(web.Kort(c.Before), string(c.WasStatus)), After: say.Value(web.Kort(c.After), string(c.Status))}
	switch {
	case c.AreaYear == 0:
		f.What, f.Code = "onze reeks", ""
		if f.Before == f.After {
			f.What += ": andere kwaliteit, of een breuk erbij of weg"
		}
	case c.AreaYear != c.Year:
		f.What = fmt.Sprintf("indeling %d", c.AreaYear)
	}
	if c.Before != nil && c.After != nil {
		difference := *c.After - *c.Before
		f.Difference = web.Verandering(difference, web.Decimalen(difference))
	}
	return f
}
