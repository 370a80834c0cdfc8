package embed

import (
	"context"
	"fmt"
	"math"
	"net/url"
	"slices"

	"github.com/gofiber/fiber/v2"

	"wijkinzicht/data/catalogue"
	"wijkinzicht/server/answer"
	"wijkinzicht/server/eleven"
	"wijkinzicht/server/figure"
	"wijkinzicht/server/site"
	"wijkinzicht/web"
	"wijkinzicht/web/words"
)

// ListChoice is what a list of the eleven is about, in its one normal form.
type ListChoice struct {
	Indicator, By string // by: eleven.ByLevel or eleven.ByChange
}

// Values gives the choice as the parameters of an address.
func (l ListChoice) Values() url.Values {
	q := url.Values{web.ParamIndicator: {l.Indicator}}
	if l.By != eleven.ByLevel {
		q.Set(web.ParamSort, l.By)
	}
	return q
}

// chooseList reads the choice from the address; without an indicator it is the one that the home page opens with.
func chooseList(q url.Values, rev *answer.Revision) (ListChoice, error) {
	choice := ListChoice{q.Get(web.ParamIndicator), q.Get(web.ParamSort)}
	if choice.By != eleven.ByChange {
		choice.By = eleven.ByLevel
	}
	if choice.Indicator == "" {
		ctx, cancel := context.WithTimeout(context.Background(), answer.MakeTime)
		defer cancel()
		var err error
		choice.Indicator, err = figure.Opening(ctx, rev.DB)
		return choice, err
	}
	if !figure.ShownIndicator(rev.DB, choice.Indicator) {
		return choice, fmt.Errorf("indicator %q: %w", choice.Indicator, answer.ErrNotFound)
	}
	return choice, nil
}

// embedRanglijst answers /embed/ranglijst: the eleven in order, for somebody else's page.
func (s *Embeds) embedRanglijst(c *fiber.Ctx) error {
	q := site.Query(c)
	d, err := s.chooseDress(q)
	if err != nil {
		return err
	}
	return s.serveEmbed(c, d, c.Path(), func(rev *answer.Revision) (url.Values, []string, answer.Maker, error) {
		choice, err := chooseList(q, rev)
		shown := choice.Values()
		replaced := site.Replaced(q, shown, map[string]string{web.ParamSort: eleven.ByLevel})
		return shown, replaced, func(ctx context.Context, rev *answer.Revision) (string, []byte, error) {
			page, err := s.makeRanglijst(ctx, rev, choice, d)
			if err != nil {
				return "", nil, err
			}
			page.Notice = d.words().NotShown(replaced)
			return answer.HTML(s.Templates.Ranglijst, page)
		}, err
	})
}

// listTitle names a list.
func listTitle(w *words.Words, ind catalogue.Indicator, by string) string {
	if by == eleven.ByChange {
		return w.List.ByChange(ind.Naam)
	}
	return w.List.ByLevel(ind.Naam)
}

func (s *Embeds) makeRanglijst(ctx context.Context, rev *answer.Revision, choice ListChoice, d dress) (web.RanglijstPage, error) {
	w := d.words()
	db, err := figure.Spoken(rev.DB, w)
	if err != nil {
		return web.RanglijstPage{}, err
	}
	ind, _ := db.Indicator(choice.Indicator)
	home := eleven.Choice{Indicator: ind.ID, Sort: choice.By}
	page := web.RanglijstPage{EmbedFrame: s.embedFrame(rev, d, embedPath("/embed/ranglijst", choice.Values(), d), listTitle(w, ind, choice.By), home.Path(), w.Frame.TheEleven),
		Ranked: choice.By == eleven.ByLevel, Caption: w.List.LevelCaption(ind.Naam + figure.UnitBehind(ind))}
	rows, err := db.Trends(ctx, slices.Concat(figure.WijkSlugs(db), figure.ReferenceSlugs(db)), []string{ind.ID})
	if err != nil {
		return page, err
	}
	all := figure.Group(rows)
	entries := eleven.Of(w, db, ind, all)
	if !eleven.AnyValue(entries) {
		page.None = w.List.None
		return page, nil
	}
	eleven.Order(entries, choice.By)
	if page.Ranked {
		page.Notes = rankNotes(w, entries)
	} else {
		page.Caption = w.List.ChangeCaption(ind.Naam)
		page.Sentence = eleven.Reading(w, ind, entries)
		if p := commonPeriod(entries); p.first != 0 {
			page.Notes = []string{w.List.Bars(p.first, p.last)}
		}
	}
	bars := barsOf(entries, choice.By)
	for i, e := range entries {
		page.Rows = append(page.Rows, web.RanglijstRow{Rank: e.Rank, Name: e.Page.Name, URL: s.Address + e.Page.URL, Municipality: e.Page.Municipality,
			Value: e.Page.Last, Change: e.Page.Change, Bar: bars[i]})
	}
	for _, e := range eleven.Beside(w, db, ind, all) {
		if e.Series.Count() > 0 {
			page.Beside = append(page.Beside, web.ListBeside{Name: e.Page.Name, URL: s.Address + e.Page.URL, Municipality: e.Page.Municipality, Value: e.Page.Last, Change: e.Page.Change})
		}
	}
	page.Sources, err = figure.SourceLinks(ctx, db, figure.WijkSlugs(db), ind.ID)
	return page, err
}

// rankNotes says why some of the eleven have no rank.
func rankNotes(w *words.Words, entries []*eleven.Entry) []string {
	for _, e := range entries {
		if e.Rank == "" {
			return []string{w.List.WhyNoRank}
		}
	}
	return nil
}

// period is the years that a change is counted over.
type period struct{ first, last int }

// commonPeriod gives the period that most changes are counted over; of equals the longest.
func commonPeriod(entries []*eleven.Entry) period {
	count := map[period]int{}
	var most period
	for _, e := range entries {
		if e.Change == nil {
			continue
		}
		p := periodOf(e)
		count[p]++
		if count[p] > count[most] || count[p] == count[most] && p.last-p.first > most.last-most.first {
			most = p
		}
	}
	return most
}

// periodOf is the period that an entry's change is about.
func periodOf(e *eleven.Entry) period {
	c := e.Series.Latest()
	return period{c.From.Year, c.To.Year}
}

// measured gives what a bar may show: the level of what has a rank, or the change over the period that most share.
func measured(entries []*eleven.Entry, by string) []*float64 {
	values := make([]*float64, len(entries))
	common := commonPeriod(entries)
	for i, e := range entries {
		last, ok := e.Series.Last()
		switch {
		case by == eleven.ByLevel && ok && e.Rank != "":
			values[i] = last.Value
		case by == eleven.ByChange && e.Change != nil && periodOf(e) == common:
			values[i] = e.Change
		}
	}
	return values
}

// barsOf gives the bars of what can be compared, from a common zero.
func barsOf(entries []*eleven.Entry, by string) []*web.Bar {
	values := measured(entries, by)
	low, high := 0.0, 0.0
	for _, v := range values {
		if v != nil {
			low, high = min(low, *v), max(high, *v)
		}
	}
	bars := make([]*web.Bar, len(entries))
	for i, v := range values {
		if v != nil && high > low {
			at := func(v float64) float64 { return math.Round(1000*(v-low)/(high-low)) / 10 }
			bars[i] = &web.Bar{From: min(at(0), at(*v)), To: max(at(0), at(*v)), Zero: at(0)}
		}
	}
	return bars
}
