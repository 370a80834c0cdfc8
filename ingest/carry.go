package ingest

import (
	"fmt"
	"maps"
	"slices"

	"wijkinzicht/data"
)

// carry takes the areas of the wijken along into the divisions after the last that our list has: CBS publishes a new one every
// year, and says of every area whether its code and its outline stayed what they were. An area counts there when it does say so
// and the name is the same. Of areas that make up a wijk together all must, or none is taken along: then the borders are left,
// or somebody who looks.
func carry(cat *data.Catalogue, found map[data.AreaKey]data.NamedArea) *data.Catalogue {
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
				if more := stayed(out.Parts, w.Slug, year, found); len(more) > 0 {
					out.Parts, last = append(out.Parts, more...), year
				}
			}
		}
	}
	return &out
}

// otherName tells whether an area bears another name than that of our list.
func otherName(p data.Part, a data.NamedArea) bool {
	return a.Name != "" && !data.SameName(p.Name, a.Name)
}

// stayed gives the areas of a wijk in a division that are what they were the year before.
func stayed(parts []data.Part, slug string, year int, found map[data.AreaKey]data.NamedArea) []data.Part {
	var out []data.Part
	broken := map[data.Relation]bool{}
	for _, p := range parts {
		if p.Slug != slug || p.Year != year-1 {
			continue
		}
		a, there := found[data.AreaKey{Year: year, Code: p.Code}]
		before := found[data.AreaKey{Year: year - 1, Code: p.Code}]
		if !there || a.Change != "1" || otherName(p, a) || otherName(p, before) {
			broken[p.Relation] = true
			continue
		}
		p.Year = year
		p.Evidence = fmt.Sprintf("als in %d: volgens het CBS zijn code en omtrek ongewijzigd (Indelingswijziging 1)", year-1)
		if !p.Whole() { // of who lives where in it the flag says nothing
			p.Evidence, p.Confidence = p.Evidence+"; het aandeel is dat van de lijst", "L"
		}
		out = append(out, p)
	}
	return slices.DeleteFunc(out, func(p data.Part) bool { return p.Relation == data.Component && broken[p.Relation] })
}
