package atlas

import (
	"context"
	"encoding/json"

	"github.com/gofiber/fiber/v2"

	"wijkinzicht/data/catalogue"
	"wijkinzicht/data/series"
	"wijkinzicht/server/answer"
)

// makeKaartReeksen gives the years of every area of a map and of its gemeente, which kaart.ts draws small beside a pointer: a list of
// [year, value, stretch], where values of one stretch may be compared.
func (s *Atlas) makeKaartReeksen(ctx context.Context, rev *answer.Revision, v View) (string, []byte, error) {
	keys := make([]catalogue.AreaKey, len(v.Areas))
	for i, a := range v.Areas {
		keys[i] = catalogue.AreaKey{Year: v.year.AreaYear, Code: a.Code}
	}
	lines, err := rev.DB.AreaTrends(ctx, v.Ind, keys)
	if err != nil {
		return "", nil, err
	}
	out := map[string][][3]float64{"": pointsOf(v.measure.city)}
	for key, line := range lines {
		if points := pointsOf(line); len(points) > 1 {
			out[key.Code] = points
		}
	}
	body, err := json.Marshal(out)
	return fiber.MIMEApplicationJSONCharsetUTF8, body, err
}

func pointsOf(l series.Line) [][3]float64 {
	out := [][3]float64{}
	for _, p := range l.Valued() {
		out = append(out, [3]float64{float64(p.Year), rounded(*p.Value, 4), float64(p.Stretch)})
	}
	return out
}
