// Package place finds areas of the latest division by their codes, and gives what they are called and where their pages are.
package place

import (
	"fmt"
	"regexp"
	"strings"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
	"wijkinzicht/server/figure"
	"wijkinzicht/web"
)

// Code is an area code as it may stand in an address, in any case.
var Code = regexp.MustCompile(`(?i)^(GM[0-9]{4}|WK[0-9]{6}|BU[0-9]{8})$`)

// AreaKind is the kind of a CBS area in a comparison, which is no subject of the database.
const AreaKind = "gebied"

// Today gives the area of today that an address names.
func Today(db *data.DB, text string) (data.AreaNow, bool) {
	if !Code.MatchString(text) {
		return data.AreaNow{}, false
	}
	return db.AreaNow(strings.ToUpper(text))
}

// Subject gives an area of today the shape of a subject; its slug is its code, or that of the gemeente whose series we keep.
func Subject(db *data.DB, a data.AreaNow) catalogue.Subject {
	s := catalogue.Subject{Slug: a.Code, Kind: AreaKind, Name: figure.AreaName(a.Name), Gemeente: a.Gemeente, Note: noteOfArea(db, a)}
	if known, ok := db.Subject(strings.ToLower(a.Code)); ok {
		s.Slug, s.Name = known.Slug, known.Name
	}
	return s
}

// noteOfArea says which area of CBS it is, and of a buurt in which wijk it lies.
func noteOfArea(db *data.DB, a data.AreaNow) string {
	in := ""
	if a.Level == "buurt" {
		if wijk, ok := db.AreaNow(WijkCode(a.Code)); ok && figure.AreaName(wijk.Name) != figure.AreaName(a.Name) {
			in = " in wijk " + figure.AreaName(wijk.Name)
		}
	}
	kind := map[string]string{"gemeente": "Gemeente", "wijk": "Wijk", "buurt": "Buurt"}[a.Level]
	return fmt.Sprintf("%s %s van het CBS%s, indeling %d.", kind, a.Code, in, a.Year)
}

// WijkCode is the code of the wijk that a buurt lies in.
func WijkCode(buurt string) string { return "WK" + buurt[2:8] }

// Path is the address of a place's page.
func Path(s catalogue.Subject) string {
	if s.Kind == AreaKind {
		return AreaPath(s.Slug)
	}
	return "/wijk/" + s.Slug
}

// AreaPath is the address of the page of an area of today.
func AreaPath(code string) string { return "/gebied/" + strings.ToUpper(code) }

// Events are the slugs whose events are those of a place: an area of CBS has those of its gemeente.
func Events(s catalogue.Subject) []string {
	if s.Kind == AreaKind {
		return []string{strings.ToLower(s.Gemeente)}
	}
	return []string{s.Slug}
}

// Link leads to an area's page, by its own name or that of the wijk of ours that it is.
func Link(db *data.DB, a data.AreaNow) web.Link {
	if slug := FollowedAs(db, a); slug != "" {
		s, _ := db.Subject(slug)
		return web.Link{Text: s.Name, URL: "/wijk/" + slug}
	}
	return web.Link{Text: Subject(db, a).Name, URL: AreaPath(a.Code)}
}

// FollowedAs gives the slug of the one of the eleven, or of those to compare them with, that an area is: the area itself, or the only buurt of it; empty for none.
func FollowedAs(db *data.DB, a data.AreaNow) string {
	for _, p := range db.Parts {
		if !p.Used || p.Year != a.Year || p.Relation != catalogue.Equal {
			continue
		}
		if s, _ := db.Subject(p.Subject); (s.Kind == catalogue.WijkKind || s.Kind == catalogue.ReferenceKind) && (p.Code == a.Code || a.Level == "buurt" && p.Code == WijkCode(a.Code) && len(BuurtenOf(db, p.Code)) == 1) {
			return p.Subject
		}
	}
	return ""
}

// BuurtenOf gives the buurten of a wijk by its code.
func BuurtenOf(db *data.DB, wijk string) []data.AreaNow {
	return Within(db, "BU"+wijk[2:])
}

// Within gives the areas of today whose code begins so.
func Within(db *data.DB, prefix string) []data.AreaNow {
	var out []data.AreaNow
	for _, a := range db.Areas {
		if strings.HasPrefix(a.Code, prefix) {
			out = append(out, a)
		}
	}
	return out
}
