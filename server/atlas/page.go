package atlas

import (
	"context"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
	"wijkinzicht/server/answer"
	"wijkinzicht/server/figure"
	"wijkinzicht/server/site"
	"wijkinzicht/web"
	"wijkinzicht/web/words"
)

// makeKaart gives the map's page.
func (s *Atlas) makeKaart(ctx context.Context, rev *answer.Revision, v View) (string, []byte, error) {
	db := rev.DB
	path := "/kaart?" + v.Choice.Query()
	page := web.KaartPage{
		Frame:        s.Frame(rev, "Kaart van "+v.Gemeente.Name+": "+v.Ind.Naam, v.Title, path, web.SectionKaart),
		Municipality: v.Gemeente.Name, Definition: v.Ind.Definitie, Sentence: v.Sentence, Remark: v.remark, Legend: v.Legend,
	}
	page.Notice = words.NL.NotShown(v.replaced)
	v.choices(db, &page)
	if len(v.Years) == 0 {
		page.None = fmt.Sprintf("Dit cijfer is er voor geen enkele %s in %s. Kies een ander cijfer of andere gebieden.", v.Choice.Level, v.Gemeente.Name)
	} else if err := s.fillKaart(ctx, rev, v, &page); err != nil {
		return "", nil, err
	}
	return answer.HTML(s.Templates.Kaart, page)
}

// fillKaart draws the map, or the maps of all years, and lists the figures.
func (s *Atlas) fillKaart(ctx context.Context, rev *answer.Revision, v View, page *web.KaartPage) error {
	db := rev.DB
	var err error
	if page.Map, page.Notes, err = v.Draw(ctx, db); err != nil {
		return err
	}
	page.Map.Read = true
	if page.Sources, err = Sources(ctx, db, v); err != nil {
		return err
	}
	if len(page.Map.Areas) == 0 {
		page.None, page.Notes = "Van deze gebieden zijn geen grenzen bekend; de cijfers staan in de tabel.", nil
	}
	page.Rows, page.Orders = v.Rows(db), v.orders()
	figures := v.Choice
	figures.Indicator, figures.sort, figures.all, figures.window = v.Ind.ID, "", false, ""
	page.FileName = v.fileName()
	if !page.Map.Schematic && len(page.Map.Areas) > 0 {
		page.Sketch = web.SketchPath + "?" + url.Values{web.ParamMunicipality: {strings.ToLower(v.Gemeente.Gemeente)}}.Encode()
	}
	page.CSV, page.Embed = "/kaart.csv?"+figures.Query(), site.BuildLink(site.KindKaart, v.Choice.Values())
	page.OEmbed = s.Discovery("/kaart?" + v.Choice.Query())
	if page.None != "" {
		return nil
	}
	page.SVG, page.PNG = "/kaart.svg?"+v.Choice.Query(), "/kaart.png?"+v.Choice.Query()
	page.Image = s.Address + page.PNG
	if !v.circles {
		page.Lines = "/kaart-reeksen.json?" + figures.Query()
	}
	if v.Choice.all {
		if err := v.drawYears(ctx, rev, page); err != nil {
			return err
		}
	}
	return nil
}

// fileName names the files of a map, the year last: kaart.ts sets another one there.
func (v View) fileName() string {
	parts := []string{v.Gemeente.Name, v.Ind.ID, v.Choice.Level}
	if v.Choice.against {
		parts = append(parts, "tov-gemeente")
	}
	if v.before.Year != 0 {
		parts = append(parts, strconv.Itoa(v.before.Year))
	}
	return web.FileName(append(parts, strconv.Itoa(v.year.Year))...)
}

// choices fills in the controls of the map.
func (v View) choices(db *data.DB, page *web.KaartPage) {
	page.Indicators = figure.IndicatorOptions(db, v.asked.ID)
	page.Levels = figure.Options(v.Choice.Level, [][2]string{{"buurt", "buurten"}, {"wijk", "wijken"}})
	for _, sub := range db.Subjects {
		if sub.Kind == catalogue.GemeenteKind && HasFigures(db, sub.Gemeente) {
			page.Municipalities = append(page.Municipalities, web.Option{Value: sub.Slug, Label: sub.Name, Selected: sub.Slug == v.Gemeente.Slug})
		}
	}
	page.Since = append(page.Since, web.Option{Value: "", Label: "geen jaar", Selected: v.before.Year == 0})
	for _, y := range v.Years {
		link := v.Choice
		link.Year = y.Year
		if link.Since >= link.Year {
			link.Since = 0
		}
		page.Years = append(page.Years, web.YearLink{Year: y.Year, URL: "/kaart?" + link.Query(), Current: y.Year == v.year.Year})
		if y.Year < v.year.Year {
			page.Since = append(page.Since, web.Option{Value: strconv.Itoa(y.Year), Label: strconv.Itoa(y.Year), Selected: y.Year == v.before.Year})
		}
	}
	if !v.circles {
		page.Against = figure.Options(map[bool]string{true: againstCity}[v.Choice.against], [][2]string{{"", "op zichzelf"}, {againstCity, "ten opzichte van " + v.Gemeente.Name}})
		chosen := map[bool]string{true: classesEqual}[v.Choice.quantiles]
		page.ClassChoices = figure.Options(chosen, [][2]string{{"", "vast, voor alle jaren gelijk"}, {classesEqual, "kwantielen: dit jaar in groepen van gelijke grootte"}})
		page.Bounds = boundsText(v.Choice.bounds)
	}
	page.Windows = []web.Option{{Value: "", Label: "waar mensen wonen"}, {Value: windowAll, Label: "heel " + v.Gemeente.Name}}
	for _, sub := range db.Subjects {
		if sub.Gemeente == v.Gemeente.Gemeente && sub.IsWijk() {
			page.Windows = append(page.Windows, web.Option{Value: sub.Slug, Label: sub.Name})
		}
	}
	for i := range page.Windows {
		page.Windows[i].Selected = page.Windows[i].Value == v.Choice.window
	}
	v.keep(page)
}

// keep gives the form what no control of it sends, and the links to other forms of the same.
func (v View) keep(page *web.KaartPage) {
	kept := func(name, value string, there bool) {
		if there {
			page.Kept = append(page.Kept, web.Option{Value: name, Label: value})
		}
	}
	kept(web.ParamYear, strconv.Itoa(v.year.Year), v.year.Year != 0)
	kept(web.ParamMapAs, asCounts, v.Choice.counts)
	kept(web.ParamYears, allYears, v.Choice.all)
	kept(web.ParamSort, v.Choice.sort, v.Choice.sort != "")
	if len(v.Years) > 1 && !v.circles {
		other := v.Choice
		other.all = !v.Choice.all
		page.AllYears = web.Link{Text: map[bool]string{false: "alle jaren naast elkaar", true: "alleen dit jaar"}[v.Choice.all], URL: "/kaart?" + other.Query() + map[bool]string{false: "#alle-jaren"}[v.Choice.all]}
	}
	if v.asked.ID != v.Ind.ID || v.Choice.counts {
		other := v.Choice
		other.counts = !v.Choice.counts
		page.Other = web.Link{Text: map[bool]string{false: "Toon de aantallen als cirkels", true: "Toon het naar verhouding"}[v.Choice.counts], URL: "/kaart?" + other.Query()}
	}
}

// HasFigures tells whether a gemeente, or a wijk in it, has any: one outside the six may have been named without.
func HasFigures(db *data.DB, gemeente string) bool {
	return slices.ContainsFunc(db.Subjects, func(s catalogue.Subject) bool { return s.Gemeente == gemeente && s.Figures })
}
