package server

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"wijkinzicht/data"
	"wijkinzicht/server/answer"
	"wijkinzicht/server/figure"
	"wijkinzicht/server/site"
	"wijkinzicht/web"
)

// makeKaart gives the map's page.
func (s *Maps) makeKaart(ctx context.Context, rev *answer.Revision, v mapView) (string, []byte, error) {
	db := rev.DB
	path := "/kaart?" + v.choice.query()
	page := web.KaartPage{
		Frame:        s.Frame(rev, "Kaart van "+v.gemeente.Name+": "+v.ind.Naam, v.title, path, web.SectionKaart),
		Municipality: v.gemeente.Name, Definition: v.ind.Definitie, Sentence: v.sentence, Remark: v.remark, Legend: v.legend,
	}
	v.choices(db, &page)
	if len(v.years) == 0 {
		page.None = fmt.Sprintf("Dit cijfer is er voor geen enkele %s in %s. Kies een ander cijfer of andere gebieden.", v.choice.level, v.gemeente.Name)
	} else if err := s.fillKaart(ctx, rev, v, &page); err != nil {
		return "", nil, err
	}
	var body bytes.Buffer
	err := s.Pages.Kaart(&body, page)
	return fiber.MIMETextHTMLCharsetUTF8, body.Bytes(), err
}

// fillKaart draws the map, or the maps of all years, and lists the figures.
func (s *Maps) fillKaart(ctx context.Context, rev *answer.Revision, v mapView, page *web.KaartPage) error {
	db := rev.DB
	var err error
	if page.Map, page.Notes, err = v.draw(ctx, db); err != nil {
		return err
	}
	if page.Sources, err = mapSources(ctx, db, v); err != nil {
		return err
	}
	if len(page.Map.Areas) == 0 {
		page.None, page.Notes = "Van deze gebieden zijn geen grenzen bekend; de cijfers staan in de tabel.", nil
	}
	page.Rows, page.Orders = v.rows(db), v.orders()
	figures := v.choice
	figures.indicator, figures.sort, figures.all, figures.window = v.ind.ID, "", false, ""
	page.CSV, page.Embed = figuresPath+"?"+figures.query(), site.BuildLink(site.KindKaart, v.choice.values())
	page.OEmbed = s.Discovery("/kaart?" + v.choice.query())
	if page.None != "" {
		return nil
	}
	page.SVG, page.PNG = "/kaart.svg?"+v.choice.query(), "/kaart.png?"+v.choice.query()
	page.Image = s.Address + page.PNG
	if !v.circles {
		page.Lines = "/kaart-reeksen.json?" + figures.query()
	}
	if v.choice.all {
		if err := v.drawYears(ctx, rev, page); err != nil {
			return err
		}
	}
	return nil
}

// choices fills in the controls of the map.
func (v mapView) choices(db *data.DB, page *web.KaartPage) {
	page.Indicators = figure.IndicatorOptions(db, v.asked.ID)
	page.Levels = figure.Options(v.choice.level, [][2]string{{"buurt", "buurten"}, {"wijk", "wijken"}})
	for _, sub := range db.Subjects {
		if sub.Kind == "gemeente" && hasFigures(db, sub.Gemeente) {
			page.Municipalities = append(page.Municipalities, web.Option{Value: sub.Slug, Label: sub.Name, Selected: sub.Slug == v.gemeente.Slug})
		}
	}
	page.Since = append(page.Since, web.Option{Value: "", Label: "geen jaar", Selected: v.before.Year == 0})
	for _, y := range v.years {
		link := v.choice
		link.year = y.Year
		if link.since >= link.year {
			link.since = 0
		}
		page.Years = append(page.Years, web.YearLink{Year: y.Year, URL: "/kaart?" + link.query(), Current: y.Year == v.year.Year})
		if y.Year < v.year.Year {
			page.Since = append(page.Since, web.Option{Value: strconv.Itoa(y.Year), Label: strconv.Itoa(y.Year), Selected: y.Year == v.before.Year})
		}
	}
	if !v.circles {
		page.Against = figure.Options(map[bool]string{true: againstCity}[v.choice.against], [][2]string{{"", "op zichzelf"}, {againstCity, "ten opzichte van " + v.gemeente.Name}})
		chosen := map[bool]string{true: classesEqual}[v.choice.quantiles]
		page.ClassChoices = figure.Options(chosen, [][2]string{{"", "vast, voor alle jaren gelijk"}, {classesEqual, "kwantielen: dit jaar in groepen van gelijke grootte"}})
		page.Bounds = boundsText(v.choice.bounds)
	}
	page.Windows = []web.Option{{Value: "", Label: "waar mensen wonen"}, {Value: windowAll, Label: "heel " + v.gemeente.Name}}
	for _, sub := range db.Subjects {
		if sub.Gemeente == v.gemeente.Gemeente && (sub.Kind == "wijk" || sub.Kind == data.OwnKind) {
			page.Windows = append(page.Windows, web.Option{Value: sub.Slug, Label: sub.Name})
		}
	}
	for i := range page.Windows {
		page.Windows[i].Selected = page.Windows[i].Value == v.choice.window
	}
	v.keep(page)
}

// keep gives the form what no control of it sends, and the links to other forms of the same.
func (v mapView) keep(page *web.KaartPage) {
	kept := func(name, value string, there bool) {
		if there {
			page.Kept = append(page.Kept, web.Option{Value: name, Label: value})
		}
	}
	kept(web.ParamYear, strconv.Itoa(v.year.Year), v.year.Year != 0)
	kept(web.ParamMapAs, asCounts, v.choice.counts)
	kept(web.ParamYears, allYears, v.choice.all)
	kept(web.ParamSort, v.choice.sort, v.choice.sort != "")
	if len(v.years) > 1 && !v.circles {
		other := v.choice
		other.all = !v.choice.all
		page.AllYears = web.Link{Text: map[bool]string{false: "alle jaren naast elkaar", true: "alleen dit jaar"}[v.choice.all], URL: "/kaart?" + other.query() + map[bool]string{false: "#alle-jaren"}[v.choice.all]}
	}
	if v.asked.ID != v.ind.ID || v.choice.counts {
		other := v.choice
		other.counts = !v.choice.counts
		page.Other = web.Link{Text: map[bool]string{false: "Toon de aantallen als cirkels", true: "Toon het naar verhouding"}[v.choice.counts], URL: "/kaart?" + other.query()}
	}
}

// hasFigures tells whether a gemeente, or a wijk in it, has any: one outside the six may have been named without.
func hasFigures(db *data.DB, gemeente string) bool {
	return slices.ContainsFunc(db.Subjects, func(s data.Subject) bool { return s.Gemeente == gemeente && s.Figures })
}
