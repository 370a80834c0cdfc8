package page

import (
	"strings"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
	"wijkinzicht/server/compare"
	"wijkinzicht/server/place"
	"wijkinzicht/server/portrait"
	"wijkinzicht/web"
)

// placeLinks leads from a place to comparisons of it with others.
func placeLinks(db *data.DB, s catalogue.Subject, city string) []web.Link {
	id, around := s.Slug, strings.ToLower(s.Gemeente)+","+catalogue.NationSlug+","
	_, kept := db.Subject(strings.ToLower(s.Gemeente))
	beside := web.Link{Text: "naast " + portrait.Besides(city)}
	if s.Kind == place.AreaKind {
		a, _ := db.AreaNow(strings.ToUpper(s.Slug))
		if _, subject := db.Subject(s.Slug); !subject {
			id = a.ID()
		}
		if a.Level == "gemeente" || !kept {
			beside.Text, around = "naast Nederland", catalogue.NationSlug+","
		}
	}
	beside.URL = "/vergelijk?gebied=" + around + id
	links := []web.Link{beside}
	if s.IsWijk() || strings.HasPrefix(s.Slug, "WK") {
		links = append(links, web.Link{Text: "naast wijken die erop leken", URL: compare.LikesPath(s.Slug, "")})
	}
	if s.IsWijk() {
		links = append(links, web.Link{Text: "voor en na een jaar", URL: "/voor-en-na?wijk=" + s.Slug},
			web.Link{Text: "brief voor de wethouder (print)", URL: "/wijk/" + s.Slug + "?" + web.ParamBrief + "=ja"})
	}
	if kept {
		links = append(links, web.Link{Text: "op de kaart", URL: "/kaart?gemeente=" + strings.ToLower(s.Gemeente)})
	}
	return links
}
