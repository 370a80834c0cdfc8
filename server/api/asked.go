package api

import (
	"context"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"
	"github.com/paulmach/orb"

	"wijkinzicht/data"
	"wijkinzicht/server/answer"
)

// asked is what an address of the API asks, read but not yet held against a revision.
type asked struct {
	resource data.Resource
	query    url.Values
	geojson  bool
}

// readAsked refuses parameters that do not exist or come twice: a mistyped filter must not give everything.
func readAsked(c *fiber.Ctx, r data.Resource, format string) (asked, error) {
	query, err := url.ParseQuery(string(c.Request().URI().QueryString()))
	if err != nil {
		return asked{}, answer.BadRequest("Het deel van het adres na het vraagteken is niet te lezen.")
	}
	names := []string{"limit", "cursor", "revision"}
	for _, f := range r.Filters {
		names = append(names, f.Name)
	}
	if r.Name == "areas" {
		names = append(names, "point")
	}
	if format == "geojson" {
		names = append(names, "indicator", "outline")
	}
	if strings.HasPrefix(format, "csv") {
		names = append(names, answer.LastLine)
	}
	for name, values := range query {
		if !slices.Contains(names, name) {
			return asked{}, answer.BadRequest("De parameter %q bestaat hier niet; kies uit %s.", name, strings.Join(names, ", "))
		}
		if isList := name == "indicator" || slices.ContainsFunc(r.Filters, func(f data.Filter) bool { return f.Name == name }); isList {
			values = []string{strings.Join(values, ",")} // programs made from openapi.json repeat a parameter
		}
		if len(values) != 1 || values[0] == "" || len(values[0]) > 2000 {
			return asked{}, answer.BadRequest("Geef %s één waarde, of waarden gescheiden door komma's; samen hoogstens 2.000 tekens.", name)
		}
		query[name] = values
	}
	if marked := query.Get(answer.LastLine); marked != "" && marked != "ja" {
		return asked{}, answer.BadRequest("slot=ja geeft een slotregel onder de CSV; laat slot anders weg.")
	}
	return asked{r, query, format == "geojson"}, nil
}

// key is the query in its one order.
func (q asked) key() string { return q.query.Encode() }

// with gives the same question with another value of one parameter.
func (q asked) with(name, value string) asked {
	out := url.Values{}
	for k, v := range q.query {
		out[k] = v
	}
	out.Set(name, value)
	return asked{q.resource, out, q.geojson}
}

// pageOf counts the rows of a selection, and refuses one that is too large.
func pageOf(ctx context.Context, db *data.DB, sel data.Selection) (data.Page, error) {
	p, err := db.Page(ctx, sel)
	if err == nil && p.Rows > MaxRows {
		err = answer.BadRequest("Dit zijn %d rijen en een antwoord heeft er hoogstens %d; vraag met limit en cursor delen, of neem de bestanden van /onderzoek.", p.Rows, MaxRows)
	}
	return p, err
}

// selection holds the question against a revision.
func (q asked) selection(ctx context.Context, db *data.DB) (data.Selection, error) {
	sel := data.Selection{Resource: q.resource, Values: map[string][]string{}, Years: map[string][]data.Range{}, After: -1}
	for _, f := range q.resource.Filters {
		text := q.query.Get(f.Name)
		if text == "" {
			continue
		}
		for value := range strings.SplitSeq(text, ",") {
			if f.Number {
				r, ok := yearRangeOf(value)
				if !ok {
					return sel, answer.BadRequest("%q is geen jaar of reeks jaren; schrijf %s bijvoorbeeld als 2010-2020 of 2012,2016.", value, f.Name)
				}
				sel.Years[f.Name] = append(sel.Years[f.Name], r)
				continue
			}
			if !db.Knows(f, value) {
				return sel, answer.BadRequest("%s %q bestaat niet; %s", f.Name, value, whereToFind(f))
			}
			sel.Values[f.Name] = append(sel.Values[f.Name], value)
		}
	}
	if text := q.query.Get("limit"); text != "" {
		n, err := strconv.Atoi(text)
		if err != nil || n < 1 || n > MaxRows {
			return sel, answer.BadRequest("limit is een getal van 1 tot en met %d.", MaxRows)
		}
		sel.Limit = n
	}
	if text := q.query.Get("cursor"); text != "" {
		revision, place, ok := strings.Cut(text, "-")
		after, err := strconv.ParseInt(place, 10, 64)
		if !ok || err != nil || after < 0 {
			return sel, answer.BadRequest("Deze cursor is niet van ons; neem het adres van next over zoals het is.")
		}
		if revision != db.Revision {
			return sel, &answer.Problem{Status: fiber.StatusGone, Detail: "De cijfers zijn vernieuwd terwijl u las (nu revisie " + db.Revision + "); begin opnieuw zonder cursor."}
		}
		sel.After = after
	}
	if err := q.figures(db, &sel); err != nil {
		return sel, err
	}
	if text := q.query.Get("point"); text != "" {
		point, err := pointOf(text)
		if err != nil {
			return sel, err
		}
		return atPoint(ctx, db, sel, point)
	}
	return sel, nil
}

// mostFigures is how many indicators may come with areas.
const mostFigures = 20

// figures adds to a selection of areas as GeoJSON which figures come with them, and whether those without a border do.
func (q asked) figures(db *data.DB, sel *data.Selection) error {
	if !q.geojson {
		return nil
	}
	switch q.query.Get("outline") {
	case "":
		sel.Outlined = true
	case "all":
	default:
		return answer.BadRequest("outline=all geeft ook gebieden waarvan wij geen grens hebben; laat outline anders weg.")
	}
	text := q.query.Get("indicator")
	if text == "" {
		return nil
	}
	sel.Figures = strings.Split(text, ",")
	slices.Sort(sel.Figures)
	if sel.Figures = slices.Compact(sel.Figures); len(sel.Figures) > mostFigures {
		return answer.BadRequest("Vraag hoogstens %d cijfers bij de gebieden.", mostFigures)
	}
	for _, id := range sel.Figures {
		if _, ok := db.Indicator(id); !ok {
			return answer.BadRequest("indicator %q bestaat niet; /api/v1/indicators noemt ze alle.", id)
		}
	}
	return nil
}

func whereToFind(f data.Filter) string {
	if f.Known == "subject" || f.Known == "indicator" {
		return "/api/v1/" + f.Known + "s noemt ze alle."
	}
	return "kies uit " + strings.Join(data.Closed[f.Known], ", ") + "."
}

// yearRangeOf reads "2012" or "2010-2020".
func yearRangeOf(text string) (data.Range, bool) {
	from, to, isRange := strings.Cut(text, "-")
	a, err := strconv.Atoi(from)
	b := a
	if err == nil && isRange {
		b, err = strconv.Atoi(to)
	}
	return data.Range{From: a, To: b}, err == nil && a >= 1000 && b <= 9999 && a <= b
}

// pointOf reads "4.29,52.05": degrees east and north, in the order of GeoJSON.
func pointOf(text string) (orb.Point, error) {
	x, y, _ := strings.Cut(text, ",")
	lon, errX := strconv.ParseFloat(x, 64)
	lat, errY := strconv.ParseFloat(y, 64)
	if errX != nil || errY != nil || !(lon > 3 && lon < 7.5 && lat > 50.5 && lat < 53.8) {
		return orb.Point{}, answer.BadRequest("Schrijf point als lengte,breedte in graden binnen Nederland, bijvoorbeeld 4.29,52.05.")
	}
	return orb.Point{lon, lat}, nil
}
