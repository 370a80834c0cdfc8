package ingest

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// featurePage is one answer of OGC API Features or of a WFS that is asked for JSON.
type featurePage struct {
	Type           string
	CRS            json.RawMessage
	NumberMatched  json.RawMessage // a number, or "unknown"
	NumberReturned *int
	Features       *[]json.RawMessage
	Links          []struct{ Rel, Href string }
}

// pageSize is what both services give at most.
const pageSize = 1000

// layer gathers the features of one layer over all its pages.
type layer struct {
	g       *gathering
	seen    map[string]bool
	opening string
	land    map[string]bool // wijken of the land in it, by their own code or by that of a buurt
	all     map[string]bool // with those of water
	buurten map[string]bool
}

func newLayer(g *gathering) *layer {
	return &layer{g: g, seen: map[string]bool{}, land: map[string]bool{}, all: map[string]bool{}, buurten: map[string]bool{}}
}

// note takes down of which wijk a feature is.
func (l *layer) note(properties map[string]any) {
	wijk, _ := properties["wijkcode"].(string)
	buurt, _ := properties["buurtcode"].(string)
	if code, _ := properties["statcode"].(string); wijk+buurt == "" { // of the generalised divisions, whatever the level
		wijk, buurt = code, code
	}
	if level(buurt) == "buurt" {
		wijk = "WK" + buurt[2:8]
		l.buurten[buurt] = true
	}
	l.all[wijk] = true
	if water, _ := properties["water"].(string); water != "JA" {
		l.land[wijk] = true
	}
}

// together holds two layers against each other: no service counts its features, and a lost link to a next page is only seen by what
// the other layer has. Of the land every wijk has buurten, and every buurt a wijk.
func (v *visit) together(layers []*layer) error {
	if v.source.Family != "gebieden" || len(layers) != 2 {
		return nil
	}
	for i, l := range layers {
		for _, wijk := range slices.Sorted(maps.Keys(l.land)) {
			if !layers[1-i].all[wijk] {
				return v.refuse("de lagen horen niet bij elkaar: wijk %s staat in de ene en niet in de andere; vermoedelijk kwam er een bladzijde niet", wijk)
			}
		}
	}
	return nil
}

// ogc fetches every layer, per gemeente, following the links to the next page.
func (v *visit) ogc(ctx context.Context) error {
	if v.route.Filter != "" { // it is no gemeente that is asked for
		v.scope = landelijk
	}
	return v.layers(ctx, func(name, gemeente string, take func(featurePage) error) error {
		address := v.ogcAddress(name, gemeente, pageSize)
		asked := map[string]bool{}
		for address != "" {
			if asked[address] || len(asked) > maxPages {
				return v.refuse("de bladzijden van de bron gaan rond; de laag komt niet af")
			}
			asked[address] = true
			var page featurePage
			if err := v.getJSON(ctx, address, &page); err != nil {
				return err
			}
			if err := take(page); err != nil {
				return err
			}
			next := ""
			for _, l := range page.Links {
				if l.Rel == "next" {
					next = l.Href
				}
			}
			if next == "" && len(*page.Features) == pageSize {
				return v.refuse("de laatste bladzijde van laag %s is precies vol; vermoedelijk ging de verwijzing naar de volgende verloren", name)
			}
			address = follow(address, next)
		}
		return nil
	})
}

// wfs fetches every layer, per gemeente where the service has that column, counting up the pages. The filter is the XML
// that the standard knows: PDOK ignores cql_filter.
func (v *visit) wfs(ctx context.Context) error {
	if v.source.Family != "gebieden" { // the Leefbaarometer has no column with the gemeente, and one country of buurten is not much
		v.scope = landelijk
	}
	return v.layers(ctx, func(name, gemeente string, take func(featurePage) error) error {
		for start := 0; ; start += pageSize {
			if start/pageSize > maxPages {
				return v.refuse("de laag %s komt niet af", name)
			}
			var page featurePage
			if err := v.getJSON(ctx, wfsAddress(v.route.Address, name, gemeente, start, pageSize), &page); err != nil {
				return err
			}
			if err := take(page); err != nil {
				return err
			}
			if len(*page.Features) < pageSize {
				return nil
			}
		}
	})
}

// ogcAddress asks a service of OGC API Features for so many features of a layer in a gemeente, "" being all of them.
func (v *visit) ogcAddress(layer, gemeente string, count int) string {
	address := query(v.route.Address+"/collections/"+layer+"/items", "f", "json", "limit", strconv.Itoa(count))
	if v.route.Filter != "" {
		return address + "&" + v.route.Filter
	}
	if gemeente != "" {
		address += "&gemeentecode=" + gemeente
	}
	return address
}

// wfsAddress asks a WFS for them, from one of them on.
func wfsAddress(base, layer, gemeente string, start, count int) string {
	pairs := []string{"request", "GetFeature", "service", "WFS", "version", "2.0.0", "typeName", layer, "outputFormat", "json",
		"srsName", "EPSG:4326", "count", strconv.Itoa(count), "startIndex", strconv.Itoa(start)}
	if gemeente != "" {
		pairs = append(pairs, "filter", "<Filter><PropertyIsEqualTo><PropertyName>gemeentecode</PropertyName><Literal>"+gemeente+
			"</Literal></PropertyIsEqualTo></Filter>")
	}
	return query(base, pairs...)
}

// layers fetches the route's layers one by one into a file each.
func (v *visit) layers(ctx context.Context, fetch func(name, gemeente string, take func(featurePage) error) error) error {
	names := strings.Split(v.route.Member, ";")
	gemeenten := strings.Fields(v.scope)
	if v.scope == landelijk {
		gemeenten = []string{""}
	}
	var taken []*layer
	for i, name := range names {
		plain := name[strings.LastIndex(name, ":")+1:]
		g, err := v.gather(fmt.Sprintf("%s-%d.geojson", plain, v.source.Year))
		if err != nil {
			return err
		}
		l := newLayer(g)
		taken = append(taken, l)
		for k, gemeente := range gemeenten {
			matched, before := -1, g.rows
			err := fetch(name, gemeente, func(p featurePage) error {
				if n, err := strconv.Atoi(string(p.NumberMatched)); err == nil {
					matched = n
				}
				return v.features(l, p, plain, gemeente)
			})
			switch got := g.rows - before; {
			case err != nil:
			case got == 0:
				err = v.refuse("laag %s gaf voor %s geen enkel gebied", name, orCountry(gemeente))
			case matched >= 0 && matched != got:
				err = v.refuse("laag %s heeft voor %s volgens de bron %d gebieden en er kwamen er %d", name, orCountry(gemeente), matched, got)
			}
			if err != nil {
				g.drop()
				return err
			}
			v.done(i*len(gemeenten)+k+1, len(names)*len(gemeenten))
		}
		if err := g.finish(v, v.route.Address+"#"+name, closing); err != nil {
			return err
		}
	}
	v.buurten = taken[len(taken)-1].buurten
	return v.together(taken)
}

func orCountry(gemeente string) string {
	if gemeente == "" {
		return "heel Nederland"
	}
	return gemeente
}

// features takes the features of one page, each held against what was asked.
func (v *visit) features(l *layer, p featurePage, name, gemeente string) error {
	if p.Type != "FeatureCollection" || p.Features == nil {
		return v.refuse("het antwoord op laag %s is geen FeatureCollection", name)
	}
	if p.NumberReturned != nil && *p.NumberReturned != len(*p.Features) {
		return v.refuse("laag %s zegt %d gebieden te geven en gaf er %d", name, *p.NumberReturned, len(*p.Features))
	}
	if l.opening == "" {
		text, _ := json.Marshal(name)
		l.opening = fmt.Sprintf(`{"type":"FeatureCollection","name":%s,`, text)
		if len(p.CRS) > 0 && string(p.CRS) != "null" {
			l.opening += `"crs":` + string(p.CRS) + ","
		}
		l.opening += "\"features\":[\n"
	}
	for _, raw := range *p.Features {
		var f struct {
			ID         json.RawMessage
			Properties map[string]any
			Geometry   struct{ Coordinates json.RawMessage }
		}
		if err := json.Unmarshal(raw, &f); err != nil {
			return v.refuse("laag %s heeft een gebied dat niet te lezen is", name)
		}
		id := string(f.ID)
		if id == "" || id == "null" {
			id = fmt.Sprint(f.Properties["id"], f.Properties["buurtcode"], f.Properties["wijkcode"], f.Properties["water"])
		}
		if l.seen[id] {
			return v.refuse("gebied %s van laag %s kwam twee keer; de bron gaf een bladzijde dubbel", id, name)
		}
		l.seen[id] = true
		if code, _ := f.Properties["gemeentecode"].(string); gemeente != "" && code != gemeente {
			return v.refuse("gevraagd is %s en er kwam ook %q; de bron negeert het filter", gemeente, code)
		}
		if year, _ := f.Properties["jaarcode"].(float64); year != 0 && int(year) != v.source.Year {
			return v.refuse("gevraagd is %d en er kwam ook %.0f; de bron negeert het jaar", v.source.Year, year)
		}
		if x, y, ok := firstPosition(f.Geometry.Coordinates); ok && x > 50 && x < 54 && y > 3 && y < 8 {
			return v.refuse("de coördinaten van laag %s staan als breedte, lengte; verwacht is lengte, breedte", name)
		}
		l.note(f.Properties)
		l.g.add(l.opening, raw)
	}
	return nil
}
