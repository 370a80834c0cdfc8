package atlas

import (
	"cmp"
	"slices"
	"strings"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
	"wijkinzicht/web"
)

// Rows lists every area with its figure, also one without an outline: own wijken first, or in the order that the visitor chose.
func (v View) Rows(db *data.DB) []web.AreaRow {
	areas := slices.Clone(v.Areas)
	wijken := map[string]web.Link{}
	for _, a := range areas {
		wijken[a.Code] = v.wijkOf(db, a.Code)
	}
	slices.SortStableFunc(areas, func(a, b Area) int {
		switch v.Choice.sort {
		case tableLow, tableHigh:
			if c := cmp.Compare(a.place(), b.place()); c != 0 || a.shown == nil {
				return c
			}
			if v.Choice.sort == tableHigh {
				a, b = b, a
			}
			return cmp.Compare(*a.shown, *b.shown)
		case tableName:
			return cmp.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name))
		}
		return cmp.Or(cmp.Compare(boolInt(wijken[a.Code].URL == ""), boolInt(wijken[b.Code].URL == "")), cmp.Compare(wijken[a.Code].Text, wijken[b.Code].Text))
	})
	var out []web.AreaRow
	for _, a := range areas {
		out = append(out, web.AreaRow{Name: a.Name, URL: v.pageOf(db, a.Code), Code: a.Code, Value: v.text(a), Reason: a.reason, Wijk: wijken[a.Code]})
	}
	return out
}

// place puts areas with a figure first in an order of figures, then rough ones, then those without.
func (f Figure) place() int { return boolInt(f.rough) + 2*boolInt(f.shown == nil) }

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

// orders leads to the table in each order.
func (v View) orders() []web.Order {
	var out []web.Order
	for _, o := range [][2]string{{"", "eigen wijken eerst"}, {tableName, "op naam"}, {tableLow, "laagste eerst"}, {tableHigh, "hoogste eerst"}} {
		choice := v.Choice
		choice.sort = o[0]
		out = append(out, web.Order{Link: web.Link{Text: o[1], URL: "/kaart?" + choice.Query() + "#tabel"}, Current: v.Choice.sort == o[0]})
	}
	return out
}

// pageOf gives the page of an area: that of the wijk whose whole it is, otherwise its own.
func (v View) pageOf(db *data.DB, code string) string {
	for _, p := range db.Parts {
		if p.Used && p.Year == v.year.AreaYear && p.Code == code && p.Relation == catalogue.Equal {
			return "/wijk/" + p.Subject
		}
	}
	return "/gebied/" + code
}

// wijkOf gives the wijk that an area belongs to in the map's division.
func (v View) wijkOf(db *data.DB, code string) web.Link {
	for _, p := range db.Parts {
		if p.Used && p.Year == v.year.AreaYear && p.Code == code && p.Relation != catalogue.Surrounding {
			s, _ := db.Subject(p.Subject)
			return web.Link{Text: s.Name, URL: "/wijk/" + s.Slug}
		}
	}
	return web.Link{}
}

// undrawn lists the areas without an outline, with their values.
func (v View) undrawn() string {
	var names []string
	for _, a := range v.Areas {
		if a.Outline == nil {
			value := v.Words.Value.NoData
			if a.shown != nil {
				value = strings.TrimSpace(v.text(a) + behindSpace(v.measure.unit()))
			}
			names = append(names, a.Name+" ("+value+")")
		}
	}
	return strings.Join(names, ", ")
}
