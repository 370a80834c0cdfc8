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
	"wijkinzicht/server/moment"
	"wijkinzicht/server/place"
	"wijkinzicht/server/site"
	"wijkinzicht/web"
	"wijkinzicht/web/chart"
	"wijkinzicht/web/words"
)

// still is a picture of what an embed shows, for websites that let no frame through. It follows the newest figures, and shows
// a trend whole, with all lines.
type still struct {
	picture string // address of the SVG, without the host
	narrow  string // that for a phone; empty: none
	width   int    // of picture, in its own units
	height  int
	title   string
	alt     string
	page    string // what it leads to, without the host
	source  string
	words   *words.Words
}

// stillOf gives the picture of an embed by its path and parameters; a list has none.
func (s *Embeds) stillOf(ctx context.Context, rev *answer.Revision, path string, q url.Values) (still, error) {
	d, err := inLanguage(q)
	if err != nil {
		return still{}, err
	}
	width, height := chart.Large.Pixels()
	out := still{width: width, height: height, words: d.words()}
	var p figure.Picture
	switch what, trends := strings.CutPrefix(path, "/embed/trend/"); {
	case trends:
		slug, indicator, _ := strings.Cut(what, "/")
		if p, err = s.trendPicture(ctx, rev, trend{slug: slug, indicator: indicator}, d); err != nil {
			return still{}, err
		}
		language := embedPath("", url.Values{}, d)
		out.picture, out.narrow, out.page = "/grafiek/"+what+".svg"+language, "/grafiek/"+what+".smal.svg"+language, place.Path(p.Lines[0].Subject)+"#"+indicator
	case path == "/embed/vergelijk":
		choice, err := compare.Choose(q, rev.DB)
		if err != nil {
			return still{}, err
		}
		if p, err = compare.Picture(ctx, s.Site, rev, out.words, choice); err != nil {
			return still{}, err
		}
		asked := embedPath("", choice.Values(), d)
		out.picture, out.narrow, out.page = "/vergelijk.svg"+asked, "/vergelijk.smal.svg"+asked, "/vergelijk"+choice.Query()
	case path == "/embed/voor-en-na":
		m, err := moment.Choose(q, rev.DB)
		if err != nil {
			return still{}, err
		}
		if p, err = moment.Picture(ctx, s.Site, rev, out.words, m, false); err != nil {
			return still{}, err
		}
		asked := embedPath("", m.Values(), d)
		out.picture, out.narrow, out.page = "/voor-en-na.svg"+asked, "/voor-en-na.smal.svg"+asked, m.Path()
	case path == "/embed/kaart":
		return s.stillMap(ctx, rev, q, out)
	default:
		return still{}, answer.Wrong(func(w *words.Words) string { return w.Fault.NoStill })
	}
	if p.Why != "" {
		return still{}, answer.Wrong(func(*words.Words) string { return p.Why })
	}
	sources, err := p.Sources(ctx)
	out.title, out.alt, out.source = p.Chart.Title, p.Chart.Summary, site.SourceText(sources)
	return out, err
}

func (s *Embeds) stillMap(ctx context.Context, rev *answer.Revision, q url.Values, out still) (still, error) {
	choice, err := atlas.Choose(q, rev)
	if err != nil {
		return still{}, err
	}
	v, err := atlas.ViewOf(ctx, rev, out.words, choice)
	if err != nil {
		return still{}, err
	}
	sources, err := atlas.Sources(ctx, rev.DB, v)
	out.picture, out.page = "/kaart.svg?"+choice.Query()+figure.LanguageQuery(out.words), "/kaart?"+choice.Query()
	out.title, out.alt, out.source, out.width, out.height = v.Title, v.Sentence, site.SourceText(sources), 0, 0
	return out, err
}

// html is what a web editor pastes for a picture alone: it leads to our page, says what it shows to who does not see it, and is
// dark where that was chosen, or where the reader's screen is.
func (p still) html(address, theme string) string {
	at := func(path string) string { return html.EscapeString(address + path) }
	dark := func(path string) string {
		if strings.Contains(path, "?") {
			return at(path + "&" + web.ParamTheme + "=" + web.ThemeDark)
		}
		return at(path + "?" + web.ParamTheme + "=" + web.ThemeDark)
	}
	whole := at
	var sources strings.Builder
	source := func(media, path string) { fmt.Fprintf(&sources, `<source media="%s" srcset="%s">`, media, path) }
	const narrow, onDark = "(max-width:36em)", "(prefers-color-scheme:dark)"
	switch theme {
	case web.ThemeDark:
		whole = dark
	case web.ThemeAuto:
		if p.narrow != "" {
			source(narrow+" and "+onDark, dark(p.narrow))
		}
		source(onDark, dark(p.picture))
	}
	if p.narrow != "" {
		source(narrow, whole(p.narrow))
	}
	size, lang := "", ""
	if p.width > 0 {
		size = fmt.Sprintf(` width="%d" height="%d"`, p.width, p.height)
	}
	if p.words.Lang != words.NL.Lang {
		lang = fmt.Sprintf(` lang="%s"`, p.words.Lang)
	}
	image := fmt.Sprintf(`<img src="%s" alt="%s"%s loading="lazy" style="width:100%%;height:auto">`, whole(p.picture), html.EscapeString(p.alt), size)
	if sources.Len() > 0 {
		image = "<picture>" + sources.String() + image + "</picture>"
	}
	return fmt.Sprintf("<figure%s style=\"margin:0\">\n<a href=\"%s\">%s</a>\n<figcaption>%s. %s: %s</figcaption>\n</figure>", lang, at(p.page), image,
		html.EscapeString(p.title), html.EscapeString(p.words.Frame.Source), html.EscapeString(p.source))
}
