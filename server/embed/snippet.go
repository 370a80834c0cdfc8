package embed

import (
	"context"
	"fmt"
	"html"
	"net/url"
	"strings"

	"wijkinzicht/server/answer"
	"wijkinzicht/server/atlas"
	"wijkinzicht/server/compare"
	"wijkinzicht/server/figure"
	"wijkinzicht/web"
	"wijkinzicht/web/words"
)

// described is an embed as somebody else's page needs to know it.
type described struct {
	path   string // its one address, without the host
	title  string // what is seen, for the frame
	height int    // of the frame at the width of a text column, in pixels
}

// The heights that hold an embed at 600 pixels with its table closed, with some room; our script makes them exact.
const (
	trendHeight     = 480
	kaartHeight     = 780
	ranglijstHeight = 760
	vergelijkHeight = 520
)

// describe reads an embed's address. It fails as the embed itself would, with an *answer.Fault or answer.ErrNotFound.
func (s *Embeds) describe(rev *answer.Revision, path string, q url.Values) (described, error) {
	w, _ := words.In(q.Get(web.ParamLang)) // a wrong one is refused with the rest of the dress
	db, err := figure.Spoken(rev.DB, w)
	if err != nil {
		return described{}, err
	}
	switch rest, trend := strings.CutPrefix(path, "/embed/trend/"); {
	case trend:
		slug, indicator, _ := strings.Cut(rest, "/")
		subject, ind, err := find(db, slug, indicator)
		if err != nil {
			return described{}, err
		}
		d, err := s.chooseTrendDress(q)
		return described{embedPath(path, url.Values{}, d), trendTitle(db, subject, ind, d), trendHeight}, err
	case path == "/embed/kaart":
		choice, err := atlas.Choose(q, rev)
		if err != nil {
			return described{}, err
		}
		drawn, _, err := choice.DrawnIndicator(rev)
		if err != nil {
			return described{}, err
		}
		d, err := s.chooseDress(q)
		ind, _ := db.Indicator(drawn.ID)
		return described{embedPath(path, choice.Values(), d), w.Map.Named(ind.Naam, w.Level(choice.Level, 1), cityName(rev, choice.Gemeente), choice.Since, choice.Year), kaartHeight}, err
	case path == "/embed/vergelijk":
		return s.describeComparison(rev, w, q)
	case path == "/embed/ranglijst":
		choice, err := chooseList(q, rev)
		if err != nil {
			return described{}, err
		}
		d, err := s.chooseDress(q)
		ind, _ := db.Indicator(choice.Indicator)
		return described{embedPath(path, choice.Values(), d), listTitle(w, ind, choice.By), ranglijstHeight}, err
	}
	return described{}, fmt.Errorf("embed %q: %w", path, answer.ErrNotFound)
}

func (s *Embeds) describeComparison(rev *answer.Revision, w *words.Words, q url.Values) (described, error) {
	choice, err := compare.Choose(q, rev.DB)
	if err != nil {
		return described{}, err
	}
	ctx, cancel := context.WithTimeout(context.Background(), answer.MakeTime)
	defer cancel()
	p, err := compare.FirstPanel(ctx, rev.DB, w, choice)
	if err != nil {
		return described{}, err
	}
	d, err := s.chooseDress(q)
	return described{embedPath("/embed/vergelijk", choice.Values(), d), p.Title + ": " + p.Who(), vergelijkHeight}, err
}

func cityName(rev *answer.Revision, slug string) string {
	s, _ := rev.DB.Subject(slug)
	return s.Name
}

// frameHTML is the element that holds an embed; width is a number of pixels or "100%".
func (s *Embeds) frameHTML(e described, width string) string {
	return fmt.Sprintf(`<iframe src="%s" title="%s" loading="lazy" width="%s" height="%d" style="border:0"></iframe>`,
		html.EscapeString(s.Address+e.path), html.EscapeString(e.title), width, e.height)
}

// snippet is what a web editor pastes: the frame, and our script that fits its height.
func (s *Embeds) snippet(e described) string {
	return s.frameHTML(e, "100%") + "\n" + fmt.Sprintf(`<script src="%s/embed/pas.js" async></script>`, html.EscapeString(s.Address))
}

// embedOf gives the address of the embed that shows what a page of ours shows; "" when there is none. fragment is the
// figure on the page of a wijk.
func embedOf(rev *answer.Revision, path, fragment string, q url.Values) (string, url.Values) {
	slug, wijk := strings.CutPrefix(path, "/wijk/")
	switch {
	case strings.HasPrefix(path, "/embed/"):
		return path, q
	case wijk:
		if !figure.ShownIndicator(rev.DB, fragment) {
			fragment = figure.KeyIndicators[0]
		}
		return "/embed/trend/" + slug + "/" + fragment, url.Values{}
	case path == "/kaart", path == "/vergelijk":
		return "/embed" + path, q
	case path == "/" || path == "":
		return "/embed/ranglijst", url.Values{web.ParamIndicator: q[web.ParamIndicator], web.ParamSort: q[web.ParamSort]}
	}
	return "", nil
}
