package atlas

import (
	"context"

	"wijkinzicht/data"
	"wijkinzicht/server/figure"
	"wijkinzicht/server/site"
	"wijkinzicht/web"
)

// file gives the figures under a map.
func (v View) file(ctx context.Context, s *site.Site, db *data.DB, ending string) (string, []byte, error) {
	if ending != "xlsx" {
		return v.forPrograms(db).File(ending, nil)
	}
	var sources []web.Link
	if len(v.Years) > 0 {
		var err error
		if sources, err = Sources(ctx, db, v); err != nil {
			return "", nil, err
		}
	}
	about := [][2]string{{"Onderwerp", v.Title}, {"In woorden", v.Sentence}}
	if len(v.Years) > 0 {
		about = append(about, [2]string{"Grenzen", "indeling van " + v.division()})
	}
	about = append(about, [][2]string{{"", ""}, {v.Ind.Naam, v.Ind.Definitie}, {"", ""}}...)
	if v.measure.since {
		about = append(about, [2]string{"Vergelijken", "Een verschil staat er alleen waar het cijfer en het gebied in beide jaren hetzelfde waren; waar het er niet staat, zegt de opmerking waarom."})
	}
	return v.forOffice().File(ending, figure.About(s, db.Revision, about, nil, sources))
}

// forPrograms has a row per area, with the codes that programs know things by.
func (v View) forPrograms(db *data.DB) figure.Table {
	t := figure.Table{Columns: []string{"code", "naam", "indicator", "eenheid", "jaar", "vanaf", "waarde", "op_de_kaart", "op_de_kaart_is", "voorlopig", "marge", "onscherp", "toelichting", "indeling", "revisie"}}
	var since figure.Cell
	if v.Choice.Since != 0 {
		since = figure.Whole(v.Choice.Since)
	}
	n := v.Ind.Decimals + figure.Guard
	for _, a := range v.Areas {
		t.Rows = append(t.Rows, []figure.Cell{figure.Text(a.Code), figure.Text(a.Name), figure.Text(v.Ind.ID), figure.Text(v.Ind.Unit), figure.Whole(v.year.Year), since,
			figure.Number(a.plain, n), figure.Number(a.shown, v.measure.decimals()+figure.Guard), figure.Text(v.Legend.Title), figure.YesNo(a.open), figure.Number(a.margin, n), figure.YesNo(a.rough),
			figure.Text(a.reason), figure.Text(v.division()), figure.Text(db.Revision)})
	}
	return t
}

// forOffice says the same in words.
func (v View) forOffice() figure.Table {
	t := figure.Table{Columns: []string{"gebied", "code", "cijfer", "eenheid", "jaar", "waarde", "opmerking"}}
	if v.measure.since || v.measure.against { // the figure itself is not what is on the map
		t.Columns[5], t.Columns[6] = "verschil", "op de kaart: "+v.Legend.Title
		t.Columns = append(t.Columns, "opmerking")
	}
	for _, a := range v.Areas {
		row := []figure.Cell{figure.Text(a.Name), figure.Text(a.Code), figure.Text(v.Ind.Naam), figure.Text(v.Ind.Unit), figure.Whole(v.year.Year), figure.Number(a.plain, v.Ind.Decimals)}
		if len(t.Columns) > 7 {
			row = append(row, figure.Number(a.shown, v.measure.decimals()))
		}
		t.Rows = append(t.Rows, append(row, figure.Text(a.reason)))
	}
	return t
}
