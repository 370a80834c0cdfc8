package embed

import (
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"wijkinzicht/data/catalogue"
	"wijkinzicht/data/store"
	"wijkinzicht/server/answer"
	"wijkinzicht/server/figure"
	"wijkinzicht/web"
	"wijkinzicht/web/chart"
	"wijkinzicht/web/color"
	"wijkinzicht/web/words"
)

// dress is how an embed is to look on somebody else's page, in its one normal form. The zero dress is ours.
type dress struct {
	untitled bool
	from, to int    // the first and the last year; 0: all there are
	lines    string // which comparisons: "" for all, noLines, or some of comparisons in their order
	color    string // of the main line, six hexadecimal digits; "": the theme's
	theme    string // name of a house style, web.ThemeDark or web.ThemeAuto; "": ours, light
	lang     string // of the words; "": Dutch
	version  string // revision that the figures stay at; "": the current one
}

// comparisons are the lines that a trend can be compared with, by the word in the address and the kind of subject.
var comparisons = []comparedKind{{"gemeente", catalogue.GemeenteKind}, {"ring", catalogue.RingKind}, {"nl", catalogue.LandKind}}

type comparedKind struct {
	word string
	kind catalogue.SubjectKind
}

const noLines = "geen"

// leastPeriod is the shortest period that can be asked for, in years: over less, a small difference looks steep.
const leastPeriod = 5

// words are those of the embed's language.
func (d dress) words() *words.Words {
	w, _ := words.In(d.lang)
	return w
}

// inLanguage reads the language alone.
func inLanguage(q url.Values) (dress, error) {
	w, err := answer.Language(q)
	if err != nil || w == words.NL {
		return dress{}, err
	}
	return dress{lang: w.Lang}, nil
}

// chooseDress reads what every kind of embed knows.
func (s *Embeds) chooseDress(q url.Values) (dress, error) {
	d, err := inLanguage(q)
	if err != nil {
		return d, err
	}
	d.theme, d.version = q.Get(web.ParamTheme), q.Get(web.ParamVersion)
	switch q.Get(web.ParamTitle) {
	case "", "ja":
	case "nee":
		d.untitled = true
	default:
		return d, answer.Wrong(func(w *words.Words) string { return w.Fault.Title })
	}
	ours := []string{"", web.ThemeLight, web.ThemeDark, web.ThemeAuto}
	if d.theme == web.ThemeLight {
		d.theme = ""
	}
	if _, known := s.Styles[d.theme]; !known && !slices.Contains(ours, d.theme) {
		return d, &answer.Fault{Status: fiber.StatusNotFound, Say: func(w *words.Words) string { return w.Fault.Theme }}
	}
	if d.version != "" && !store.IsRevision(d.version) {
		return d, answer.Wrong(func(w *words.Words) string { return w.Fault.Version })
	}
	if text := q.Get(web.ParamColor); text != "" {
		c, ok := color.Parse("#" + strings.TrimPrefix(text, "#"))
		if !ok {
			return d, answer.Wrong(func(w *words.Words) string { return w.Fault.Color })
		}
		if ratio := color.Contrast(c, s.paper(d.theme, c)); ratio < color.LeastLine {
			return d, answer.Wrong(func(w *words.Words) string {
				return w.Fault.Pale(c.String(), w.Number(ratio, 1), w.Number(color.LeastLine, 0))
			})
		}
		d.color = strings.TrimPrefix(c.String(), "#")
	}
	return d, nil
}

// chooseTrendDress reads also what only a trend knows: its period and the lines beside it.
func (s *Embeds) chooseTrendDress(q url.Values) (dress, error) {
	d, err := s.chooseDress(q)
	if err != nil {
		return d, err
	}
	for name, year := range map[string]*int{web.ParamFrom: &d.from, web.ParamTo: &d.to} {
		if text := q.Get(name); text != "" {
			if *year, err = strconv.Atoi(text); err != nil || *year < 1900 || *year > 2100 {
				return d, answer.Wrong(func(w *words.Words) string { return w.Fault.Period })
			}
		}
	}
	if d.from != 0 && d.to != 0 && d.to-d.from < leastPeriod {
		return d, answer.Wrong(func(w *words.Words) string { return w.Fault.Short(leastPeriod) })
	}
	d.lines, err = chooseLines(q.Get(web.ParamLines))
	return d, err
}

// chooseLines puts the comparisons that were asked for in their order; all of them and none mentioned are not the same:
// the table of the first leaves out the rest of the gemeente.
func chooseLines(text string) (string, error) {
	if text == "" || text == noLines {
		return text, nil
	}
	asked := strings.Split(text, ",")
	var out []string
	for _, c := range comparisons {
		if slices.Contains(asked, c.word) {
			out = append(out, c.word)
		}
		asked = slices.DeleteFunc(asked, func(word string) bool { return word == c.word })
	}
	if len(asked) > 0 {
		return "", answer.Wrong(func(w *words.Words) string { return w.Fault.Lines })
	}
	return strings.Join(out, ","), nil
}

// add sets the parameters that differ from ours.
func (d dress) add(q url.Values) {
	if d.untitled {
		q.Set(web.ParamTitle, "nee")
	}
	for name, year := range map[string]int{web.ParamFrom: d.from, web.ParamTo: d.to} {
		if year != 0 {
			q.Set(name, strconv.Itoa(year))
		}
	}
	for name, text := range map[string]string{web.ParamLines: d.lines, web.ParamColor: d.color, web.ParamTheme: d.theme, web.ParamVersion: d.version, web.ParamLang: d.lang} {
		if text != "" {
			q.Set(name, text)
		}
	}
}

// embedPath is the one address of an embed, without the host: the parameters of its kind and those of its dress.
func embedPath(path string, q url.Values, d dress) string {
	d.add(q)
	if len(q) == 0 {
		return path
	}
	return path + "?" + strings.ReplaceAll(q.Encode(), "%2C", ",") // a comma needs no escape, and is read by people
}

// shown tells whether a line is among those that were asked for.
func (d dress) shown(l figure.ShownLine) bool {
	if d.lines == "" || l.Role == chart.Wijk {
		return true
	}
	return slices.ContainsFunc(comparisons, func(c comparedKind) bool {
		return c.kind == l.Subject.Kind && slices.Contains(strings.Split(d.lines, ","), c.word)
	})
}

// period says in words which years were asked for; "" when all.
func (d dress) period() string { return d.words().Frame.Period(d.from, d.to) }

// apply leaves out the lines and the years that were not asked for.
func (d dress) apply(lines []figure.Line) []figure.Line {
	lines = slices.DeleteFunc(lines, func(l figure.Line) bool { return !d.shown(l.ShownLine) })
	for i := range lines {
		lines[i].Series = lines[i].Series.Period(d.from, d.to)
	}
	return lines
}

// paper is the ground of a theme; where there are two, the one on which a line stands out least.
func (s *Embeds) paper(theme string, line color.RGB) color.RGB {
	if style, ok := s.Styles[theme]; ok {
		return style.Paper
	}
	dark, _ := color.Parse(chart.Ground)
	if theme == web.ThemeDark || theme == web.ThemeAuto && color.Contrast(line, dark) < color.Contrast(line, color.White) {
		return dark
	}
	return color.White
}

// paint gives the colour of the main line; nil: ours.
func (s *Embeds) paint(d dress) *chart.Paint {
	style, themed := s.Styles[d.theme]
	if !themed && d.color == "" {
		return nil
	}
	p := &chart.Paint{Line: style.Line}
	if d.color != "" {
		p.Line, _ = color.Parse("#" + d.color)
	}
	p.Paper = s.paper(d.theme, p.Line)
	return p
}

// sheets are the addresses of the style sheets of a dress that are not the program's own.
func (s *Embeds) sheets(d dress) []string {
	var out []string
	if style, ok := s.Styles[d.theme]; ok {
		out = append(out, "/static/"+style.File)
	}
	if d.color != "" {
		name := d.color
		if c, _ := color.Parse("#" + d.color); color.Contrast(c, s.paper(d.theme, c)) < color.LeastText {
			name += lineOnly
		}
		out = append(out, "/embed/kleur/"+name+".css")
	}
	return out
}

// lineOnly marks the style sheet of a colour that is good for lines and hard to read as text.
const lineOnly = "-lijn"

// colorSheet answers /embed/kleur/{hex}.css: a style sheet of one colour, since our pages allow no style of their own.
func (s *Embeds) colorSheet(c *fiber.Ctx) error {
	name, css := strings.CutSuffix(c.Params("file"), ".css")
	hex, line := strings.CutSuffix(name, lineOnly)
	rgb, ok := color.Parse("#" + hex)
	if !css || !ok || rgb.String() != "#"+hex {
		return fmt.Errorf("colour %q: %w", name, answer.ErrNotFound)
	}
	text := fmt.Sprintf(":root { --wijkinzicht-chart-line-color: %s;", rgb)
	if !line {
		text += fmt.Sprintf(" --wijkinzicht-link-color: %s;", rgb)
	}
	c.Set(fiber.HeaderCacheControl, answer.Forever)
	c.Set(fiber.HeaderContentType, "text/css; charset=utf-8")
	return c.SendString(text + " }\n")
}
