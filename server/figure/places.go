package figure

import (
	"regexp"
	"slices"
	"strings"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
	"wijkinzicht/web"
	"wijkinzicht/web/words"
)

// CityOf names the gemeente that a subject lies in; "" for the country.
func CityOf(db *data.DB, subject catalogue.Subject) string {
	for _, s := range db.Subjects {
		if s.Kind == catalogue.GemeenteKind && s.Gemeente == subject.Gemeente {
			return s.Name
		}
	}
	return ""
}

// AreasNow lists the areas of the latest division that the revision knows for the wijk.
func AreasNow(w *words.Words, db *data.DB, slug string) []web.AreaNow {
	latest := 0
	for _, p := range db.Parts {
		if p.Subject == slug && p.Used {
			latest = max(latest, p.Year)
		}
	}
	order := []catalogue.Relation{catalogue.Equal, catalogue.StandIn, catalogue.Component, catalogue.Surrounding}
	for _, relation := range order {
		var out []web.AreaNow
		for _, p := range db.Parts {
			if p.Subject == slug && p.Used && p.Year == latest && p.Relation == relation {
				name := AreaName(p.Name)
				if p.Share < 1 {
					name = w.Map.Share(name, w.Number(100*p.Share, 0))
				}
				out = append(out, web.AreaNow{Name: name, Kind: LevelWord(p.Code), Code: p.Code})
			}
		}
		if len(out) > 0 {
			return out
		}
	}
	return nil
}

// AreaName leaves out the number that CBS puts before some names.
func AreaName(name string) string { return orderPrefix.ReplaceAllString(name, "") }

// StandsIn tells whether a larger area is shown in the wijk's place.
func StandsIn(db *data.DB, slug string) bool {
	return slices.ContainsFunc(db.Parts, func(p data.SubjectPart) bool { return p.Subject == slug && p.Relation == catalogue.StandIn && p.Used })
}

// orderPrefix is the number that CBS puts before some names: "Wijk 36 Moerwijk".
var orderPrefix = regexp.MustCompile(`^(Wijk|Gebied) [0-9]+ `)

// LevelWord says what a code of CBS is of.
func LevelWord(code string) string {
	if strings.HasPrefix(code, "BU") {
		return "buurt"
	}
	return "wijk"
}
