package page

import (
	"github.com/paulmach/orb"

	"wijkinzicht/data"
	"wijkinzicht/geo"
	"wijkinzicht/server/atlas"
	"wijkinzicht/web"
)

// cityCentres are the middles of the six cities in degrees (WGS84): the railway stations or town halls, to a few
// hundred metres, for dots on a small map.
var cityCentres = map[string]orb.Point{
	"gm0518": {4.311, 52.078}, "gm0014": {6.566, 53.219}, "gm0995": {5.475, 52.508},
	"gm0268": {5.861, 51.843}, "gm0599": {4.479, 51.922}, "gm0637": {4.494, 52.060},
}

// cityView is how the panel shows the country: all of its land.
var cityView = geo.Fit(geo.Country().Bound(), 220, 260, 4)

// country is the path of the land on the panel.
var country = cityView.Path(geo.Country())

// cityDots puts the six cities on the home page's panel, each with its map of the chosen indicator.
func cityDots(db *data.DB, indicator string) []web.CityDot {
	var out []web.CityDot
	for _, s := range db.Subjects {
		if centre, ok := cityCentres[s.Slug]; ok {
			x, y := cityView.Point(geo.ToRD(centre))
			out = append(out, web.CityDot{Name: s.Name, X: x, Y: y,
				URL: "/kaart?" + atlas.Choice{Gemeente: s.Slug, Indicator: indicator, Level: "buurt"}.Query()})
		}
	}
	return out
}
