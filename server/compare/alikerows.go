package compare

import (
	"context"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
	"wijkinzicht/server/atlas"
	"wijkinzicht/server/figure"
	"wijkinzicht/server/place"
	"wijkinzicht/web"
)

// fillAlike puts the wijk and its likes into the page, or why there are none, and gives the likes.
func fillAlike(ctx context.Context, db *data.DB, page *web.VergelijkbaarPage, asked alikePlace, year int) ([]data.Alike, error) {
	found, err := db.Alike(ctx, asked.id, year)
	if err != nil {
		return nil, err
	}
	ids := []string{asked.id}
	for _, a := range found {
		ids = append(ids, a.Code)
	}
	of, err := profilesOf(ctx, db, ids, year)
	if err != nil {
		return nil, err
	}
	gemeenten, err := db.GemeenteNames(ctx)
	if err != nil {
		return nil, err
	}
	counted := of[asked.id]
	if len(found) > 0 {
		counted = of[found[0].Code]
	}
	page.Columns = traits(db, counted)
	if len(found) == 0 {
		sayNoneAlike(page, asked, year)
		return nil, nil
	}
	page.Sentence = fmt.Sprintf("%s leek in %d het meest op %s, op %d kenmerken.", asked.name, year, figure.AreaName(found[0].Name)+" ("+gemeenten[found[0].Gemeente]+")", len(counted))
	page.Own = alikeRow(db, page.Columns, of[asked.id])
	page.Own.Name.Text, page.Own.Where = asked.name, gemeenten[asked.gemeente]
	if sub, ok := db.Subject(asked.id); ok {
		page.Own.Name.URL = "/wijk/" + sub.Slug
	}
	subjects := []string{asked.id}
	for _, a := range found {
		row := alikeRow(db, page.Columns, of[a.Code])
		row.Rank, row.Distance = a.Rank, web.Getal(a.Distance, 2)
		row.Name = web.Link{Text: a.Name, URL: "/vergelijkbaar?" + alikePlace{id: a.Code, indicator: asked.indicator}.query(year)}
		row.Where = gemeenten[a.Gemeente] + " · " + a.Code
		if now, ok := db.AreaNow(a.Code); ok {
			row.Page = place.Link(db, now).URL
		}
		if g, ok := db.Subject(strings.ToLower(a.Gemeente)); ok {
			row.Map = "/kaart?" + atlas.Choice{Gemeente: g.Slug, Indicator: "inwoners", Level: "wijk"}.Query()
		}
		if sub := equalWijk(db, a.Code, a.AreaYear); sub != "" {
			subjects = append(subjects, sub)
		}
		page.Rows = append(page.Rows, row)
	}
	if sub, ok := db.Subject(asked.id); ok {
		page.Compare = append(page.Compare, web.Link{Text: sub.Name + " door de jaren", URL: "/wijk/" + sub.Slug})
		if len(subjects) > 1 {
			page.Compare = append(page.Compare, web.Link{Text: "Naast de gelijken die wij ook volgen", URL: "/vergelijk?" + url.Values{"gebied": {strings.Join(subjects, ",")}}.Encode()})
		}
	}
	return found, nil
}

// profilesOf gives the traits of wijken in a year, by wijk and indicator.
func profilesOf(ctx context.Context, db *data.DB, ids []string, year int) (map[string]map[string]float64, error) {
	values, err := db.Profiles(ctx, ids, year)
	of := map[string]map[string]float64{}
	for _, v := range values {
		if of[v.Place] == nil {
			of[v.Place] = map[string]float64{}
		}
		of[v.Place][v.Indicator] = v.Value
	}
	return of, err
}

// sayNoneAlike says why a wijk has no likes in a year.
func sayNoneAlike(page *web.VergelijkbaarPage, asked alikePlace, year int) {
	page.Sentence = fmt.Sprintf("Voor %s zijn er geen vergelijkbare wijken te noemen.", asked.name)
	page.None = fmt.Sprintf("Van %s zijn niet alle kenmerken er die in een jaar tellen (cijfers van een groter gebied tellen niet mee). Kies een ander jaar of een andere wijk.", asked.name)
	if !slices.ContainsFunc(page.Years, func(o web.Option) bool { return o.Selected }) {
		page.None = fmt.Sprintf("Over %d zijn er geen kenmerken van genoeg wijken geladen. Kies een ander jaar.", year)
	}
}

// traits lists the indicators of likeness; those without a value in this year do not count in it.
func traits(db *data.DB, counted map[string]float64) []web.Trait {
	var out []web.Trait
	for _, l := range db.Likeness {
		ind, _ := db.Indicator(l.Indicator)
		_, there := counted[l.Indicator]
		out = append(out, web.Trait{Link: web.Link{Text: ind.Naam, URL: "/indicator/" + ind.ID}, Unit: figure.ShortUnit(ind), Why: l.Why, Absent: !there})
	}
	return out
}

func alikeRow(db *data.DB, columns []web.Trait, values map[string]float64) web.AlikeRow {
	var row web.AlikeRow
	for i, l := range db.Likeness {
		if columns[i].Absent {
			continue
		}
		ind, _ := db.Indicator(l.Indicator)
		cell := ""
		if v, ok := values[l.Indicator]; ok {
			cell = web.Getal(v, ind.Decimals)
		}
		row.Cells = append(row.Cells, cell)
	}
	return row
}

// equalWijk gives the slug of the wijk that is this very area in a division; empty for none.
func equalWijk(db *data.DB, code string, division int) string {
	for _, p := range db.Parts {
		if p.Used && p.Year == division && p.Code == code && p.Relation == catalogue.Equal {
			return p.Subject
		}
	}
	return ""
}
