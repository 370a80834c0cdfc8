package sketch

import (
	"context"
	"fmt"
	"strings"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
	"wijkinzicht/data/series"
	"wijkinzicht/server/answer"
	"wijkinzicht/server/figure"
	"wijkinzicht/web"
	"wijkinzicht/web/words"
)

// makePage makes the page of a choice.
func (s *Sketches) makePage(ctx context.Context, rev *answer.Revision, c choice, gemeenten []string) (string, []byte, error) {
	db := rev.DB
	d, err := s.read(ctx, rev, c)
	if err != nil {
		return "", nil, err
	}
	page := web.SketchPage{Name: d.name, Problem: d.problem, Municipality: d.city}
	for _, code := range gemeenten {
		page.Municipalities = append(page.Municipalities, web.Option{Value: strings.ToLower(code), Label: db.GemeenteName(code), Selected: code == d.gemeente})
	}
	title := "Teken een eigen gebied"
	if d.lines != nil {
		title = d.title() + ", " + d.city
	}
	page.Frame = s.Frame(rev, title, "Teken een gebied op de kaart, en zie wat de cijfers van de buurten erover zeggen.", d.path(""), "")
	if d.gemeente == "" {
		return answer.HTML(s.Templates.Sketch, page)
	}
	b, err := answer.Cached(rev, "tekenbord van "+d.gemeente, func() (drawnBoard, error) { return board(ctx, db, d.gemeente) })
	if err != nil {
		return "", nil, err
	}
	page.Board = b.with(d.outline)
	if d.outline != nil {
		page.Outline = write(d.outline)
	}
	if d.lines != nil {
		if err := s.fill(ctx, rev, d, &page); err != nil {
			return "", nil, err
		}
	}
	return answer.HTML(s.Templates.Sketch, page)
}

// fill says what the figures say of the area.
func (s *Sketches) fill(ctx context.Context, rev *answer.Revision, d drawing, page *web.SketchPage) error {
	db := rev.DB
	page.AreaTitle, page.Sentence, page.How = d.title(), d.sentence(), d.how()
	parts, division := d.held()
	for _, p := range parts {
		part := web.Getal(100*p.Share, 0) + "%"
		if p.Relation == catalogue.Surrounding {
			part = "eromheen"
		}
		page.Parts = append(page.Parts, web.SketchPart{Area: link(db, p.Code, p.Name), Part: part})
	}
	if len(parts) == 0 { // then the page says what it touches
		for _, n := range d.near {
			page.Parts = append(page.Parts, web.SketchPart{Area: web.Link{Text: figure.AreaName(n.Name)}, Part: web.Getal(100*n.Part, 0) + "%"})
		}
	}
	page.Whole = d.wholes()
	page.PartsHead = "Gebieden van het CBS en het deel van elk dat meetelt"
	if division != 0 {
		page.PartsHead += fmt.Sprintf(", indeling van %d", division)
	}
	page.FileName = web.FileName(d.title(), d.city)
	page.CSV, page.GeoJSON = d.path(".csv"), d.path(".geojson")
	sources, err := d.sources(ctx, rev, d.lines[1:min(2, len(d.lines))]) // the gemeente, which the tables have beside it
	if err != nil {
		return err
	}
	page.Themes = d.themes(db)
	all := []string{}
	for _, ind := range db.Indicators {
		if ind.Shown && d.known(ind.ID) {
			all = append(all, sources[ind.ID]...)
		}
	}
	page.Sources = figure.LinksOf(db, figure.Once(all))
	ind, ok := d.shown(db)
	if !ok {
		return nil
	}
	page.Indicators = figure.KnownOptions(db, ind.ID, d.known)
	if err := addSources(ctx, rev, d.lines[min(2, len(d.lines)):], sources); err != nil { // the country, which only the chart has
		return err
	}
	return s.fillPicture(ctx, db, d, ind, figure.LinksOf(db, sources[ind.ID]), page)
}

// fillPicture shows one indicator of the area.
func (s *Sketches) fillPicture(ctx context.Context, db *data.DB, d drawing, ind catalogue.Indicator, sources []web.Link, page *web.SketchPage) error {
	p := d.picture(db, ind, sources)
	page.Picture = web.Panel{ID: p.Chart.ID, Title: p.Title, Sentence: p.Chart.Summary, Definition: ind.Definitie, Notes: p.Caveats()}
	if !d.known(ind.ID) {
		page.Picture.Chart.None = figure.WhyNone(words.NL, d.mine(ind.ID))
		return nil
	}
	page.Picture.Sources = sources
	one := d.choice
	one.indicator = ind.ID
	page.Picture.Files = web.Files{FileName: p.FileName(), SVG: one.path(".plaatje.svg"), PNG: one.path(".png")}
	page.Picture.Table = p.Table()
	return p.Draw(ctx, s.Charts, &page.Picture.Chart)
}

// sentence says how large the area is, and what lies in it.
func (d drawing) sentence() string {
	size := web.Getal(d.km2, 2) + " km²"
	switch hectare := 100 * d.km2; {
	case hectare < 1:
		size = web.Getal(hectare, 2) + " hectare"
	case hectare < 10:
		size = web.Getal(hectare, 1) + " hectare"
	}
	parts, _ := d.held()
	var names []string
	for _, p := range parts {
		names = append(names, figure.AreaName(p.Name))
	}
	text := ""
	switch {
	case len(d.near) == 0:
		return fmt.Sprintf("%s, waar geen buurt van %s ligt.", size, d.city)
	case len(parts) == 0:
		text = fmt.Sprintf("%s in %s.", size, d.city)
	case parts[0].Relation == catalogue.Surrounding:
		text = fmt.Sprintf("%s in %s, een deel van %s. De cijfers zijn van %[3]s.", size, d.city, names[0])
	case len(parts) == 1:
		text = fmt.Sprintf("%s in %s, op de plek van %s.", size, d.city, names[0])
	default:
		text = fmt.Sprintf("%s in %s, in %d gebieden van het CBS: %s.", size, d.city, len(parts), words.NL.Enumerate(names))
	}
	if outside := 1 - d.covered(); outside > 1-catalogue.WholePart {
		text += fmt.Sprintf(" Van het gebied ligt %s%% buiten de buurten van %s; wat daar is, telt niet mee.", web.Getal(100*outside, 0), d.city)
	}
	return text
}

// covered is the part of the area that buurten hold.
func (d drawing) covered() (part float64) {
	for _, n := range d.near {
		part += n.Cover
	}
	return part
}

// how says how the figures were made, or why there are none.
func (d drawing) how() string {
	parts, _ := d.held()
	switch {
	case len(parts) == 0:
		return d.whyNone()
	case parts[0].Relation == catalogue.Surrounding:
		return "Binnen de omtrek ligt te weinig van een hele buurt om een cijfer te maken. Wat er staat gaat over een groter gebied eromheen (kwaliteit D); aantallen daarvan zeggen niets over dit gebied en staan er niet."
	case d.exact:
		return "Dit zijn hele buurten; elk cijfer is van hen samen (kwaliteit C). Voor jaren waarin alleen cijfers van wijken bekend zijn, telt een wijk mee voor het deel van haar inwoners dat hier woont; dan zegt de marge wat het cijfer zou zijn als zij er helemaal in of helemaal buiten lag."
	}
	return "Elk cijfer is gemaakt van die van buurten of wijken (kwaliteit C). Een buurt die de omtrek doorsnijdt telt mee voor het deel van haar oppervlakte dat erin ligt. Waar in die buurt de mensen wonen is niet bekend: de marge zegt wat het cijfer zou zijn als zij er helemaal in of helemaal buiten lag."
}

func (d drawing) whyNone() string {
	cut := 0
	for _, n := range d.near {
		if n.Part < catalogue.WholePart {
			cut++
		}
	}
	switch {
	case len(d.near) == 0:
		return "Er zijn geen cijfers: hier ligt geen buurt van " + d.city + " waarvan de grens bekend is. Ligt het gebied in een andere gemeente, kies die dan eerst."
	case d.covered() < catalogue.LeastCover:
		return "Er zijn geen cijfers: meer dan een tiende van het gebied ligt in geen buurt van " + d.city + "."
	case cut > data.SketchMostCut:
		return fmt.Sprintf("Er zijn geen cijfers: de omtrek snijdt door %d buurten, en met meer dan %d is niet te zeggen hoe groot de marge is.", cut, data.SketchMostCut)
	}
	return "Er zijn geen cijfers: de omtrek snijdt vooral door buurten heen. Hij moet voor ten minste de helft uit hele buurten bestaan, of geheel in één buurt of wijk liggen; anders zou de marge groter zijn dan het cijfer."
}

// wholes leads to the areas of whole buurten that the area may have been meant to be.
func (d drawing) wholes() []web.Link {
	var out []web.Link
	for _, w := range d.whole {
		outline, err := whole(w.Outline)
		if err != nil { // it bends too often for an address
			continue
		}
		other := d.choice
		other.outline = outline
		var names []string
		for _, n := range w.Names {
			names = append(names, figure.AreaName(n))
		}
		out = append(out, web.Link{Text: words.NL.Enumerate(names), URL: other.path("")})
	}
	return out
}

// themes sorts what is known of the area by theme.
func (d drawing) themes(db *data.DB) []web.SketchTheme {
	var out []web.SketchTheme
	for _, ind := range db.Indicators {
		if !ind.Shown || !d.known(ind.ID) {
			continue
		}
		if len(out) == 0 || out[len(out)-1].Name != ind.Theme {
			out = append(out, web.SketchTheme{Name: ind.Theme})
		}
		theme := &out[len(out)-1]
		theme.Rows = append(theme.Rows, d.row(ind))
	}
	return out
}

func (d drawing) row(ind catalogue.Indicator) web.SketchRow {
	mine := d.mine(ind.ID)
	last, _ := mine.Last()
	other := d.choice
	other.indicator = ind.ID
	row := web.SketchRow{Name: ind.Naam, URL: other.path("") + "#grafiek", Value: figure.ValueOf(words.NL, last, ind), Of: figure.AreaName(last.Of)}
	if last.Low != nil && last.High != nil && web.Getal(*last.Low, ind.Decimals) != web.Getal(*last.High, ind.Decimals) {
		row.Band = figure.WithUnit(*last.Low, ind) + " tot " + figure.WithUnit(*last.High, ind)
	}
	row.Change, _ = figure.Change(words.NL, mine, ind)
	row.Within = mine.Latest().Doubtful()
	var around series.Line
	if ind.Kind != catalogue.Count && len(d.lines) > 1 {
		around = d.all[d.lines[1].Subject.Slug][ind.ID]
		if there, ok := around.At(last.Year); ok && there.Value != nil {
			row.City = figure.WithUnit(*there.Value, ind)
		}
	}
	line, behind := figure.SegmentsOf(mine, ind.Years()), figure.SegmentsOf(around, ind.Years())
	row.Spark = web.SparkScaleOf(line, behind).Spark(line, behind)
	row.Alt = figure.Summary(words.NL, d.title(), mine, ind)
	return row
}
