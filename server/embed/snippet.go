package embed

import (
	"context"
	"fmt"
	"html"
	"net/url"
	"strings"

	"wijkinzicht/data/catalogue"
	"wijkinzicht/server/answer"
	"wijkinzicht/server/atlas"
	"wijkinzicht/server/compare"
	"wijkinzicht/server/figure"
	"wijkinzicht/server/site"
	"wijkinzicht/web"
	"wijkinzicht/web/words"
)

// described is an embed as somebody else's page needs to know it.
type described struct {
	kind  string // as site has it
	path  string // its one address, without the host
	title string // what is seen, for the frame
	lang  string // of the title
}

// describe reads an embed's address. It fails as the embed itself would, with an *answer.Fault or answer.ErrNotFound.
func (s *Embeds) describe(rev *answer.Revision, path string, q url.Values) (described, error) {
	w, _ := words.In(q.Get(web.ParamLang)) // a wrong one is refused with the rest of the dress
	db, err := figure.Spoken(rev.DB, w)
	if err != nil {
		return described{}, err
	}
	if slug, profile := strings.CutPrefix(path, "/embed/profiel/"); profile {
		return s.describeProfile(rev, w, slug, q)
	}
	switch rest, trend := strings.CutPrefix(path, "/embed/trend/"); {
	case trend:
		slug, indicator, _ := strings.Cut(rest, "/")
		subject, ind, err := find(db, slug, indicator)
		if err != nil {
			return described{}, err
		}
		d, err := s.chooseTrendDress(q)
		return described{site.KindTrend, embedPath(path, url.Values{}, d), trendTitle(db, subject, ind, d), w.Lang}, err
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
		return described{site.KindKaart, embedPath(path, choice.Values(), d), w.Map.Named(ind.Naam, w.Level(choice.Level, 1), cityName(rev, choice.Gemeente), choice.Since, choice.Year), w.Lang}, err
	case path == "/embed/vergelijk":
		return s.describeComparison(rev, w, q)
	case path == "/embed/voor-en-na":
		return s.describeBefore(rev, w, q)
	case path == "/embed/ranglijst":
		choice, err := chooseList(q, rev)
		if err != nil {
			return described{}, err
		}
		d, err := s.chooseDress(q)
		ind, _ := db.Indicator(choice.Indicator)
		return described{site.KindRanglijst, embedPath(path, choice.Values(), d), listTitle(w, ind, choice.By), w.Lang}, err
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
	p, err := compare.Picture(ctx, s.Site, rev, w, choice)
	if err != nil {
		return described{}, err
	}
	d, err := s.chooseDress(q)
	return described{site.KindVergelijk, embedPath("/embed/vergelijk", choice.Values(), d), p.Chart.Title, w.Lang}, err
}

func cityName(rev *answer.Revision, slug string) string {
	s, _ := rev.DB.Subject(slug)
	return s.Name
}

// frameHTML is the element that holds an embed; size is how wide and high it is, as attributes and style. It says that it is
// ours, so that the script that fits may come from anywhere.
func (s *Embeds) frameHTML(e described, size string) string {
	lang := ""
	if e.lang != words.NL.Lang {
		lang = fmt.Sprintf(` lang="%s"`, e.lang) // of the title, in a page that is Dutch
	}
	return fmt.Sprintf(`<iframe src="%s" title="%s"%s data-wijkinzicht="%s" loading="lazy" %s></iframe>`,
		html.EscapeString(s.Address+e.path), html.EscapeString(e.title), lang, html.EscapeString(s.Origin()), size)
}

// The ways in which a frame gets its height.
const (
	fitByScript = ""
	fitByStyle  = "stijl" // of the room that there is, where no script may run
	fitNever    = "vast"
	fitStill    = "beeld" // no frame: the picture alone
)

// snippet is what a web editor pastes for a column of this width in pixels: the frame, and what fits its height.
func (s *Embeds) snippet(e described, width int, fit string) string {
	size := fmt.Sprintf(`height="%d" style="border:0;width:100%%;display:block"`, heightAt(e.kind, width))
	frame := s.frameHTML(e, size)
	switch fit {
	case fitByStyle:
		return fmt.Sprintf("<style>\n%s</style>\n<div class=\"wijkinzicht-%s\">%s</div>", heightStyle(e.kind), e.kind, frame)
	case fitNever:
		return frame
	}
	return frame + "\n" + fmt.Sprintf(`<script src="%s/embed/pas.js" async></script>`, html.EscapeString(s.Address))
}

// embedOf gives the address of the embed that shows what a page of ours shows; "" when there is none. fragment is the
// figure on the page of a wijk.
func embedOf(rev *answer.Revision, path, fragment string, q url.Values) (string, url.Values) {
	slug, wijk := strings.CutPrefix(path, "/wijk/")
	switch {
	case strings.HasPrefix(path, "/embed/"):
		return path, q
	case wijk && fragment == "profiel":
		return "/embed/profiel/" + slug, url.Values{}
	case wijk:
		if !figure.ShownIndicator(rev.DB, fragment) {
			fragment = rev.DB.Views.All(catalogue.PictureView)[0]
		}
		return "/embed/trend/" + slug + "/" + fragment, url.Values{}
	case path == "/kaart", path == "/vergelijk", path == "/voor-en-na":
		return "/embed" + path, q
	case path == "/" || path == "":
		return "/embed/ranglijst", url.Values{web.ParamIndicator: q[web.ParamIndicator], web.ParamSort: q[web.ParamSort]}
	}
	return "", nil
}
