package compare

import (
	"context"
	"fmt"
	"net/url"
	"slices"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
	"wijkinzicht/server/answer"
	"wijkinzicht/server/figure"
	"wijkinzicht/web"
	"wijkinzicht/web/words"
)

// alikePlace is the wijk whose likes are asked: one that we follow, or a CBS wijk by its code.
type alikePlace struct {
	id, name, gemeente string
	indicator          string // that is shown of it and its likes; empty is left to us
}

// query gives the address's query in its one order; year 0 is left to us.
func (p alikePlace) query(year int) string {
	q := url.Values{web.ParamWijk: {p.id}}
	if year != 0 {
		q.Set(web.ParamYear, strconv.Itoa(year))
	}
	if p.indicator != "" {
		q.Set(web.ParamIndicator, p.indicator)
	}
	return q.Encode()
}

// vergelijkbaar answers "/vergelijkbaar": the wijken most like one, at the start of a period.
func (s *Comparisons) vergelijkbaar(c *fiber.Ctx) error {
	asked := alikePlace{id: c.Query(web.ParamWijk), indicator: c.Query(web.ParamIndicator)}
	if asked.id == "" {
		asked.id = "moerwijk"
	}
	year, err := strconv.Atoi(c.Query(web.ParamYear))
	if err != nil || year < 1900 || year > 2100 { // no year is left to likelyYear
		year = 0
	}
	rev := s.Desk.Take(c)
	defer rev.Done()
	known := asked.indicator == "" || figure.ShownIndicator(rev.DB, asked.indicator)
	if !known {
		return fmt.Errorf("indicator %q: %w", asked.indicator, answer.ErrNotFound)
	}
	return s.Desk.ServeFrom(c, rev, "/vergelijkbaar?"+asked.query(year), func(ctx context.Context, rev *answer.Revision) (string, []byte, error) {
		page, err := s.makeVergelijkbaar(ctx, rev, asked, year)
		if err != nil {
			return "", nil, err
		}
		return answer.HTML(s.Templates.Vergelijkbaar, page)
	})
}

// named fills in what the place is called.
func (p alikePlace) named(ctx context.Context, db *data.DB) (alikePlace, error) {
	if sub, ok := db.Subject(p.id); ok && sub.IsWijk() {
		p.name, p.gemeente = sub.Name, sub.Gemeente
		return p, nil
	}
	name, gemeente, ok, err := db.WijkName(ctx, p.id)
	if err == nil && !ok {
		err = fmt.Errorf("wijk %q: %w", p.id, answer.ErrNotFound)
	}
	p.name, p.gemeente = figure.AreaName(name), gemeente
	return p, err
}

func (s *Comparisons) makeVergelijkbaar(ctx context.Context, rev *answer.Revision, asked alikePlace, year int) (web.VergelijkbaarPage, error) {
	db := rev.DB
	asked, err := asked.named(ctx, db)
	if err != nil {
		return web.VergelijkbaarPage{}, err
	}
	years, err := db.AlikeYears(ctx, asked.id)
	if err != nil {
		return web.VergelijkbaarPage{}, err
	}
	path := "/vergelijkbaar?" + asked.query(year)
	if asked.indicator == "" {
		if asked.indicator, err = figure.Opening(ctx, db); err != nil {
			return web.VergelijkbaarPage{}, err
		}
	}
	if year == 0 {
		year = likelyYear(years)
	}
	page := web.VergelijkbaarPage{Name: asked.name, Year: year, Query: fmt.Sprintf("from vergelijkbaar('%s', %d)", asked.id, year), Wijken: wijkOptions(db, asked), Indicators: figure.IndicatorOptions(db, asked.indicator),
		Frame: s.Frame(rev, "Vergelijkbare wijken: "+asked.name, "De wijken die het meest op "+asked.name+" leken.", path, web.SectionVergelijk)}
	for _, y := range years {
		label := fmt.Sprintf("%d (%d kenmerken)", y.Year, y.Indicators)
		if !y.Complete {
			label += ", niet compleet voor deze wijk"
		}
		page.Years = append(page.Years, web.Option{Value: strconv.Itoa(y.Year), Label: label, Selected: y.Year == year})
	}
	found, err := fillAlike(ctx, db, &page, asked, year)
	if err != nil || len(found) == 0 {
		return page, err
	}
	choice := beside(db, asked, found)
	panels, err := Panels(ctx, s.Site, rev, words.NL, choice)
	if err != nil {
		return page, err
	}
	if page.Panel, err = s.panelPage(ctx, panels[0]); err != nil {
		return page, err
	}
	page.Image = s.Address + "/vergelijk.png" + choice.Query()
	page.Panel.Title += ": " + asked.name + " naast vergelijkbare wijken"
	page.Panel.Caveat, page.Panel.Likes = alikeCaveat(db, asked, year, found), web.Link{}
	if !slices.ContainsFunc(panels[0].Lines[1:], func(l figure.Line) bool { return l.Series.Count() > 0 }) {
		page.Panel.Caveat, page.Panel.Sentence = "", ""
		page.Panel.Chart, page.Panel.Multiples = web.Chart{None: "geen van de vergelijkbare wijken heeft dit cijfer in wat er geladen is; kies een ander cijfer"}, web.Multiples{}
	}
	page.Compare = append(page.Compare, web.Link{Text: "Dezelfde gebieden als index, als verschil of in andere jaren", URL: "/vergelijk" + choice.Query()})
	return page, nil
}

// likelyYear is the latest year in which a place can be held against others on all traits that count, those of income and work
// among them; without one the latest in which it can be compared at all.
func likelyYear(years []data.AlikeYear) int {
	best, any := 0, 0
	for _, y := range years {
		if y.Complete && y.Lived {
			best = y.Year
		}
		if y.Complete || any == 0 {
			any = y.Year
		}
	}
	if best == 0 {
		return any
	}
	return best
}

// beside is the comparison of a place with its likes.
func beside(db *data.DB, asked alikePlace, found []data.Alike) Choice {
	k := Choice{Indicators: []string{asked.indicator}, As: AsIs, Against: AgainstGemeente}
	if sub, ok := db.Subject(asked.id); ok {
		k.Subjects = []string{sub.Slug}
	} else {
		k.areas = []catalogue.AreaKey{{Year: found[0].AreaYear, Code: asked.id}}
	}
	for _, a := range found {
		k.areas = append(k.areas, catalogue.AreaKey{Year: a.AreaYear, Code: a.Code})
	}
	return k
}

// alikeCaveat says how alike they were, on what, when, and in which division.
func alikeCaveat(db *data.DB, asked alikePlace, year int, found []data.Alike) string {
	text := fmt.Sprintf("In %d was hun afstand tot %s %s tot %s, op %d kenmerken (0 is gelijk). Dat zij toen op elkaar leken, zegt niets over andere jaren en andere kenmerken, en een verschil van nu is geen bewijs van een oorzaak.",
		year, asked.name, web.Getal(found[0].Distance, 2), web.Getal(found[len(found)-1].Distance, 2), found[0].Indicators)
	division := found[0].AreaYear
	own := 0 // division of the wijk as it is now
	for _, p := range db.Parts {
		if p.Subject == asked.id && p.Used {
			own = max(own, p.Year)
		}
	}
	if own == 0 || own == division {
		return text + fmt.Sprintf(" De vergelijkbare wijken zijn die van de CBS-indeling van %d.", division)
	}
	return text + fmt.Sprintf(" De vergelijkbare wijken zijn die van de CBS-indeling van %d, en %s is het gebied van nu (indeling %d): een code van %d kan nu een andere plek zijn.", division, asked.name, own, division)
}

func wijkOptions(db *data.DB, chosen alikePlace) []web.Option {
	var out []web.Option
	known := false
	for _, sub := range db.Subjects {
		if sub.IsWijk() {
			known = known || sub.Slug == chosen.id
			out = append(out, web.Option{Value: sub.Slug, Label: sub.Name, Selected: sub.Slug == chosen.id})
		}
	}
	if !known {
		out = append(out, web.Option{Value: chosen.id, Label: chosen.name + " (" + chosen.id + ")", Selected: true})
	}
	return out
}
