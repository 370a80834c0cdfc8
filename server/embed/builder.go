package embed

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"wijkinzicht/data/catalogue"
	"wijkinzicht/server/answer"
	"wijkinzicht/server/atlas"
	"wijkinzicht/server/compare"
	"wijkinzicht/server/eleven"
	"wijkinzicht/server/figure"
	"wijkinzicht/server/moment"
	"wijkinzicht/server/site"
	"wijkinzicht/web"
	"wijkinzicht/web/words"
)

// frozenNow is what the form sends for the revision of now.
const frozenNow = "vast"

// insluiten answers /insluiten: a form, and the embed that it describes. Its answers are not kept: they are as many as
// there are colours, and quickly made.
func (s *Embeds) insluiten(c *fiber.Ctx) error {
	q := site.Query(c)
	rev := s.Desk.Take(c)
	defer rev.Done()
	page, err := s.makeInsluiten(rev, q)
	if err != nil {
		return err
	}
	var body bytes.Buffer
	if err := s.Templates.Insluiten(&body, page); err != nil {
		return err
	}
	c.Set(fiber.HeaderCacheControl, answer.Fresh)
	return answer.New(fiber.MIMETextHTMLCharsetUTF8, body.Bytes()).Send(c)
}

func (s *Embeds) makeInsluiten(rev *answer.Revision, q url.Values) (web.InsluitenPage, error) {
	kind := site.OneOf(q.Get(web.ParamKind), site.KindTrend, site.KindKaart, site.KindRanglijst, site.KindVergelijk, site.KindVoorEnNa, site.KindProfiel)
	page := web.InsluitenPage{
		Frame: s.Frame(rev, "Insluiten", "Een grafiek, kaart of ranglijst van Wijk in zicht op uw eigen website.", "/insluiten?"+web.ParamKind+"="+kind, ""),
		Kind:  kind, Color: q.Get(web.ParamColor),
		ColorLabel: map[string]string{site.KindTrend: "Kleur van de hoofdlijn", site.KindKaart: "Kleur van de links", site.KindRanglijst: "Kleur van de balken", site.KindVergelijk: "Kleur van de links",
			site.KindVoorEnNa: "Kleur van de links", site.KindProfiel: "Kleur van de stippen"}[kind],
		Titles:    figure.Options(q.Get(web.ParamTitle), [][2]string{{"ja", "boven het beeld"}, {"nee", "weglaten: mijn pagina heeft een kop"}}),
		Languages: figure.Options(q.Get(web.ParamLang), [][2]string{{words.NL.Lang, "Nederlands"}, {words.English.Lang, "Engels"}}),
		Versions:  figure.Options(q.Get(web.ParamVersion), [][2]string{{"", "volgen: altijd de nieuwste"}, {frozenNow, "vastzetten op de stand van nu"}}),
		Width:     columnWidth(q),
		Local:     s.Local(),
		Fits: figure.Options(q.Get(web.ParamFit), [][2]string{{fitByScript, "script: precies passend"}, {fitByStyle, "stijl, zonder script: ruim, naar de breedte"},
			{fitNever, "vast: alleen het kader"}, {fitStill, "geen kader: alleen het plaatje"}}),
		VersionHint: fmt.Sprintf("De stand van nu is van %s. Een vastgezet beeld bewaren wij zoals het is zodra het één keer is getoond, ook als er nieuwere cijfers zijn.",
			web.Datum(rev.DB.MadeAt)),
	}
	for _, k := range [][2]string{{site.KindTrend, "Trend van een wijk"}, {site.KindKaart, "Kaart"}, {site.KindRanglijst, "Ranglijst van de elf"}, {site.KindVergelijk, "Vergelijking"},
		{site.KindVoorEnNa, "Voor en na"}, {site.KindProfiel, "Profiel van een wijk"}} {
		link := url.Values{}
		if id := q.Get(web.ParamIndicator); id != "" {
			link.Set(web.ParamIndicator, id)
		}
		page.Kinds = append(page.Kinds, web.KindLink{Label: k[1], URL: site.BuildLink(k[0], link), Current: k[0] == kind})
	}
	themes := [][2]string{{web.ThemeLight, "licht"}, {web.ThemeDark, "donker"}, {web.ThemeAuto, "licht of donker, zoals de lezer heeft ingesteld"}}
	for _, name := range slices.Sorted(maps.Keys(s.Styles)) {
		themes = append(themes, [2]string{name, "huisstijl " + name})
	}
	page.Themes = figure.Options(q.Get(web.ParamTheme), themes)
	path, asked, err := s.fillForm(rev, &page, q)
	if err != nil {
		return page, err
	}
	e, err := s.describe(rev, path, asked)
	var fault *answer.Fault
	switch {
	case errors.As(err, &fault):
		page.Problem = fault.Error()
	case err != nil:
		return page, err
	}
	width, fit := page.Width, q.Get(web.ParamFit)
	if fit == fitStill && page.Problem == "" {
		return page, s.buildStill(rev, &page, path, asked)
	}
	page.Preview, page.PreviewTitle, page.Height, page.Snippet, page.Direct = e.path, e.title, heightAt(e.kind, width), s.snippet(e, width, fit), s.Address+e.path
	page.Scripted = fit != fitByStyle && fit != fitNever
	return page, nil
}

// buildStill fills what the page has of a picture alone, or why there is none.
func (s *Embeds) buildStill(rev *answer.Revision, page *web.InsluitenPage, path string, q url.Values) error {
	ctx, cancel := context.WithTimeout(context.Background(), answer.MakeTime)
	defer cancel()
	p, err := s.stillOf(ctx, rev, path, q)
	var fault *answer.Fault
	switch {
	case errors.As(err, &fault):
		page.Problem = fault.Error()
		return nil
	case err != nil:
		return err
	}
	page.Still = true
	page.Snippet, page.Direct = p.html(s.Address, q.Get(web.ParamTheme)), s.Address+p.picture
	page.Preview, page.PreviewTitle = p.picture, p.alt
	return nil
}

// columnWidth reads how wide the column is that an embed comes in, in pixels: that of a text where it is not said.
func columnWidth(q url.Values) int {
	width, err := strconv.Atoi(q.Get(web.ParamWidth))
	if err != nil {
		return 600
	}
	return min(max(width, 240), 1600)
}

// fillForm fills what differs by kind, and gives the embed's address with the parameters as they were asked for.
func (s *Embeds) fillForm(rev *answer.Revision, page *web.InsluitenPage, q url.Values) (path string, asked url.Values, err error) {
	asked = maps.Clone(q)
	if q.Get(web.ParamVersion) == frozenNow {
		asked.Set(web.ParamVersion, rev.DB.Revision)
	} else {
		asked.Del(web.ParamVersion)
	}
	indicator := q.Get(web.ParamIndicator)
	switch page.Kind {
	case site.KindKaart:
		choice, err := atlas.Choose(q, rev)
		if err != nil {
			return "", nil, err
		}
		indicator, path = choice.Indicator, "/embed/kaart"
		if err := fillMap(rev, page, choice); err != nil {
			return "", nil, err
		}
	case site.KindRanglijst:
		choice, err := chooseList(q, rev)
		if err != nil {
			return "", nil, err
		}
		indicator, path = choice.Indicator, "/embed/ranglijst"
		page.Sorts = figure.Options(choice.By, [][2]string{{eleven.ByLevel, "op niveau"}, {eleven.ByChange, "op verandering"}})
	case site.KindVergelijk:
		choice, err := compare.Choose(q, rev.DB)
		if err != nil {
			return "", nil, err
		}
		page.ChosenAt, page.Chosen = "/vergelijk"+choice.Query(), chosen(choice.Values())
		return "/embed/vergelijk", asked, nil
	case site.KindVoorEnNa:
		m, err := moment.Choose(q, rev.DB)
		if err != nil {
			return "", nil, err
		}
		page.ChosenAt, page.Chosen = m.Path(), chosen(m.Values())
		return "/embed/voor-en-na", asked, nil
	case site.KindProfiel:
		wijk := wijkOf(rev, q)
		page.Wijken = wijkOptions(rev, wijk)
		return "/embed/profiel/" + wijk, asked, nil
	default:
		indicator = cmp.Or(indicator, rev.DB.Views.All(catalogue.PictureView)[0])
		wijk := wijkOf(rev, q)
		path = "/embed/trend/" + wijk + "/" + indicator
		fillTrend(rev, page, q, wijk)
		asked.Set(web.ParamLines, askedLines(q))
	}
	page.Indicators = figure.IndicatorOptions(rev.DB, indicator)
	return path, asked, nil
}

// askedLines gives the comparisons that the form asks for: all that it offers is the same as no choice.
func askedLines(q url.Values) string {
	lines := strings.Join(q[web.ParamLines], ",")
	switch {
	case lines == "" && q.Get(web.ParamForm) != "":
		return noLines
	case len(q[web.ParamLines]) == len(comparisons):
		return ""
	}
	return lines
}

// chosen keeps in the form what was chosen on another page.
func chosen(q url.Values) []web.Option {
	var out []web.Option
	for _, name := range slices.Sorted(maps.Keys(q)) {
		out = append(out, web.Option{Label: name, Value: q.Get(name)})
	}
	return out
}

// wijkOf is the wijk that the form asks for; without one the first of the eleven.
func wijkOf(rev *answer.Revision, q url.Values) string {
	return cmp.Or(q.Get(web.ParamWijk), figure.WijkSlugs(rev.DB)[0])
}

func wijkOptions(rev *answer.Revision, selected string) []web.Option {
	var wijken [][2]string
	for _, sub := range rev.DB.Subjects {
		if sub.IsWijk() {
			wijken = append(wijken, [2]string{sub.Slug, sub.Name + " (" + figure.CityOf(rev.DB, sub) + ")"})
		}
	}
	return figure.Options(selected, wijken)
}

func fillTrend(rev *answer.Revision, page *web.InsluitenPage, q url.Values, wijk string) {
	page.Wijken = wijkOptions(rev, wijk)
	page.From, page.To = q.Get(web.ParamFrom), q.Get(web.ParamTo)
	lines := askedLines(q)
	for _, line := range []struct{ word, label string }{{"gemeente", "de gemeente"}, {"ring", "de buurten eromheen"}, {"nl", "Nederland"}} {
		page.Lines = append(page.Lines, web.Option{Value: line.word, Label: line.label,
			Selected: lines == "" || slices.Contains(strings.Split(lines, ","), line.word)})
	}
}

func fillMap(rev *answer.Revision, page *web.InsluitenPage, choice atlas.Choice) error {
	drawn, _, err := choice.DrawnIndicator(rev)
	if err != nil {
		return err
	}
	years, err := atlas.Years(rev, choice, drawn)
	if err != nil {
		return err
	}
	for _, name := range []string{web.ParamBeside, web.ParamMapAs, web.ParamClasses, web.ParamBounds, web.ParamPart} { // chosen on the map
		if value := choice.Values().Get(name); value != "" {
			page.Chosen = append(page.Chosen, web.Option{Label: name, Value: value})
		}
	}
	var cities [][2]string
	for _, sub := range rev.DB.Subjects {
		if sub.Kind == catalogue.GemeenteKind && atlas.HasFigures(rev.DB, sub.Gemeente) {
			cities = append(cities, [2]string{sub.Slug, sub.Name})
		}
	}
	page.Municipalities = figure.Options(choice.Gemeente, cities)
	page.Levels = figure.Options(choice.Level, [][2]string{{"buurt", "buurten"}, {"wijk", "wijken"}})
	page.Years = []web.Option{{Value: "", Label: "het laatste", Selected: choice.Year == 0}}
	page.Since = []web.Option{{Value: "", Label: "geen", Selected: choice.Since == 0}}
	for _, y := range slices.Backward(years) {
		text := strconv.Itoa(y.Year)
		page.Years = append(page.Years, web.Option{Value: text, Label: text, Selected: y.Year == choice.Year})
		page.Since = append(page.Since, web.Option{Value: text, Label: text, Selected: y.Year == choice.Since})
	}
	return nil
}
