package ingest

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
	"wijkinzicht/geo"
	"wijkinzicht/geo/overlay"
)

// carry takes the areas of the wijken along into the divisions after the last that our list has: CBS publishes a new one every
// year, and says of every area whether its code and its outline stayed what they were. An area counts there when it does say so
// and the name is the same. Of areas that make up a wijk together all must, or none is taken along: then the borders are left,
// or somebody who looks. Where no file has the flag (OData v4 leaves it out), same says which areas kept their borders.
func carry(cat *catalogue.Catalogue, found map[catalogue.AreaKey]data.NamedArea, same map[catalogue.AreaKey]bool) *catalogue.Catalogue {
	out := *cat
	out.Parts = slices.Clone(cat.Parts)
	divisions := map[int]bool{}
	for k := range found {
		divisions[k.Year] = true
	}
	for _, w := range cat.Wijken {
		last := 0
		for _, p := range cat.Parts {
			if p.Slug == w.Slug {
				last = max(last, p.Year)
			}
		}
		for _, year := range slices.Sorted(maps.Keys(divisions)) {
			if last != 0 && year == last+1 {
				if more := stayed(out.Parts, w.Slug, year, found, same); len(more) > 0 {
					out.Parts, last = append(out.Parts, more...), year
				}
			}
		}
	}
	return &out
}

// otherName tells whether an area bears another name than that of our list.
func otherName(p catalogue.Part, a data.NamedArea) bool {
	return a.Name != "" && !data.SameName(p.Name, a.Name)
}

// stayed gives the areas of a wijk in a division that are what they were the year before.
func stayed(parts []catalogue.Part, slug string, year int, found map[catalogue.AreaKey]data.NamedArea, same map[catalogue.AreaKey]bool) []catalogue.Part {
	var out []catalogue.Part
	broken := map[catalogue.Relation]bool{}
	for _, p := range parts {
		if p.Slug != slug || p.Year != year-1 {
			continue
		}
		key := catalogue.AreaKey{Year: year, Code: p.Code}
		a, there := found[key]
		before := found[catalogue.AreaKey{Year: year - 1, Code: p.Code}]
		if !there || a.Change != "1" && !same[key] || otherName(p, a) || otherName(p, before) {
			broken[p.Relation] = true
			continue
		}
		p.Year = year
		p.Evidence = fmt.Sprintf("als in %d: volgens het CBS zijn code en omtrek ongewijzigd (Indelingswijziging 1)", year-1)
		if a.Change != "1" {
			p.Evidence = fmt.Sprintf("als in %d: de code en de grenzen zijn gelijk; de Indelingswijziging van het CBS is niet geladen", year-1)
			p.Confidence = "M"
		}
		if !p.Whole() { // of who lives where in it the flag says nothing
			p.Evidence, p.Confidence = p.Evidence+"; het aandeel is dat van de lijst", "L"
		}
		out = append(out, p)
	}
	return slices.DeleteFunc(out, func(p catalogue.Part) bool { return p.Relation == catalogue.Component && broken[p.Relation] })
}

// unflagged gives the areas of divisions after our list of which no file says whether they changed.
func unflagged(cat *catalogue.Catalogue, found map[catalogue.AreaKey]data.NamedArea) []catalogue.AreaKey {
	last := map[string]int{} // by code, the last division that our list has of its wijk
	for _, p := range cat.Parts {
		last[p.Code] = max(last[p.Code], p.Year)
	}
	var out []catalogue.AreaKey
	for k, a := range found {
		if year, ours := last[k.Code]; ours && k.Year > year && a.Change == "" {
			out = append(out, k)
		}
	}
	slices.SortFunc(out, compareKeys)
	return out
}

// sameBorders tells which of these areas have the borders that they had in the division before: where both are drawn and share nearly
// all of their ground.
func sameBorders(ctx context.Context, cat *catalogue.Catalogue, b *data.Builder, keys []catalogue.AreaKey) (map[catalogue.AreaKey]bool, error) {
	if len(keys) == 0 {
		return nil, nil
	}
	all, err := b.Shapes(ctx, cat.Gemeenten())
	if err != nil {
		return nil, err
	}
	shapes := map[catalogue.AreaKey]*data.Shape{}
	for i := range all {
		shapes[catalogue.AreaKey{Year: all[i].Year, Code: all[i].Code}] = &all[i]
	}
	same := map[catalogue.AreaKey]bool{}
	for _, k := range keys {
		now, before := shapes[k], shapes[catalogue.AreaKey{Year: k.Year - 1, Code: k.Code}]
		if !drawnFor(now) || !drawnFor(before) {
			continue
		}
		a, err := outlineOf(now)
		if err != nil {
			return nil, err
		}
		other, err := outlineOf(before)
		if err != nil {
			return nil, err
		}
		shared, err := overlay.Intersection(a, other)
		if err != nil {
			return nil, err
		}
		same[k] = geo.AreaKm2(shared) >= catalogue.WholePart*max(geo.AreaKm2(a.Geometry), geo.AreaKm2(other.Geometry))
	}
	return same, nil
}

// unsaid tells of divisions of which nobody says whether the areas of the wijken changed, so that they are not followed into them.
func unsaid(keys []catalogue.AreaKey, same map[catalogue.AreaKey]bool) []data.Finding {
	years := map[int]int{}
	for _, k := range keys {
		if _, known := same[k]; !known {
			years[k.Year]++
		}
	}
	var out []data.Finding
	for _, year := range slices.Sorted(maps.Keys(years)) {
		out = append(out, data.Finding{Kind: "grens", Text: fmt.Sprintf("Van %d gebieden van de wijken zegt in %d geen bestand of ze veranderden: OData v4 heeft de Indelingswijziging niet. Haal de tabel met OData v3 of de werkmap op, of de grenzen van %d en %d; tot dan worden de wijken er niet in gevolgd.", years[year], year, year-1, year)})
	}
	return out
}
