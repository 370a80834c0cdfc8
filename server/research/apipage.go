package research

import (
	"context"

	"github.com/gofiber/fiber/v2"

	"wijkinzicht/data"
	"wijkinzicht/server/answer"
	"wijkinzicht/server/api"
	"wijkinzicht/web"
)

// apiPage answers "/api/v1": what a program may ask, for people.
func (s *Research) apiPage(c *fiber.Ctx) error {
	return s.Desk.Serve(c, "/api/v1", func(_ context.Context, rev *answer.Revision) (string, []byte, error) {
		page := web.APIPage{Frame: s.Frame(rev, "API", "De cijfers van Wijk in zicht als JSON, CSV, Parquet of GeoJSON op een adres.", "/api/v1", web.SectionOnderzoek),
			Revision: rev.DB.Revision, MaxRows: web.Getal(api.MaxRows, 0)}
		for _, r := range data.Resources {
			shown := web.APIResource{Name: r.Name, Summary: api.Summaries[r.Name]}
			for _, e := range api.Examples[r.Name] {
				shown.Examples = append(shown.Examples, web.Link{Text: s.Path() + e, URL: e})
			}
			for _, f := range r.Filters {
				shown.Parameters = append(shown.Parameters, web.APIParameter{Name: f.Name, Description: f.Comment})
			}
			if r.Name == "areas" {
				shown.Parameters = append(shown.Parameters, web.APIParameter{Name: "point", Description: "Punt als lengte,breedte in graden: in welke gebieden ligt het?"},
					web.APIParameter{Name: "indicator", Description: "Alleen bij GeoJSON: cijfers van het jaar van de indeling, als eigenschap van elk gebied."})
			}
			page.Resources = append(page.Resources, shown)
		}
		return answer.HTML(s.Templates.API, page)
	})
}
