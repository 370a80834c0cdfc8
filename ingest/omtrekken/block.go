package main

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"

	"github.com/paulmach/orb"

	"wijkinzicht/geo"
	"wijkinzicht/geo/overlay"
)

// block is one tiling of a gemeente, with the years in whose division it is the same.
type block struct {
	gemeente       string
	year, from, to int
	division       string   // whose buurten it has: kwb-2020 or kwb-2024 of the embedded figures, or a layer
	layers         []string // where their outlines are looked for, the best first
	wijken         string   // layer of wijken, for what is left of one whose buurten are not all known
	evidence       string
	without        string // wijk that was not there yet
	laid           []laid
	missing        []string
}

// laid is an area as it lies in a block.
type laid struct {
	area
	layer *layer
	why   string // for an area that is not in its own division's file
}

// blocks are the tilings that the embedded figures stand on. The years follow from the codes of CBS's lists, the surfaces that it
// gives, and how many addresses went from wijk to wijk between two years (CBS's postcode files): a block ends where any did.
func blocks() []*block {
	const same = "codes gelijk, geen adres naar een andere wijk"
	return []*block{
		{gemeente: "GM0014", year: 2024, from: 2023, to: 2024, division: "kwb-2024", layers: []string{"lbm3-2024", "groningen-2017", "powerbi-2019"}, wijken: "geoinzicht-2024", evidence: same},
		{gemeente: "GM0014", year: 2020, from: 2020, to: 2022, division: "kwb-2020", layers: []string{"lbm3-2024", "groningen-2017", "powerbi-2019"}, wijken: "tmap-2022", evidence: same},
		{gemeente: "GM0014", year: 2017, from: 2017, to: 2018, division: "groningen-2017", layers: []string{"groningen-2017"}, evidence: same},
		{gemeente: "GM0014", year: 2016, from: 2016, to: 2016, division: "groningen-2017", layers: []string{"groningen-2017"}, without: "WK001414", evidence: "als 2017, zonder de wijk die er uit Slochteren bij kwam"},
		{gemeente: "GM0014", year: 2015, from: 2015, to: 2015, division: "tno-2015", layers: []string{"groningen-2017", "tno-2015"}, evidence: "kaart van het jaar zelf"},
		{gemeente: "GM0268", year: 2024, from: 2022, to: 2024, division: "kwb-2024", layers: []string{"lbm3-2024", "tno-2015"}, evidence: same},
		{gemeente: "GM0268", year: 2015, from: 2007, to: 2021, division: "tno-2015", layers: []string{"tno-2015"}, evidence: "codes gelijk; vernummerd in 2007, herzien in 2022"},
		{gemeente: "GM0518", year: 2024, from: 2003, to: 2024, division: "kwb-2024", layers: []string{"lbm3-2024", "den-haag"}, evidence: "codes en omtrekken gelijk van 2003 tot en met 2024"},
		{gemeente: "GM0599", year: 2024, from: 2022, to: 2024, division: "kwb-2024", layers: []string{"rotterdam-2024", "rotterdam-2014"}, evidence: same},
		{gemeente: "GM0599", year: 2020, from: 2018, to: 2021, division: "kwb-2020", layers: []string{"rotterdam-2014", "rotterdam-2024"}, evidence: same},
		{gemeente: "GM0599", year: 2014, from: 2012, to: 2017, division: "rotterdam-2014", layers: []string{"rotterdam-2014"}, evidence: "codes gelijk; de Afrikaanderwijk groeide in 2018"},
		{gemeente: "GM0637", year: 2024, from: 2019, to: 2024, division: "kwb-2024", layers: []string{"lbm3-2024", "tno-2015", "powerbi-2019"}, evidence: same},
		{gemeente: "GM0637", year: 2015, from: 2003, to: 2018, division: "tno-2015", layers: []string{"lbm3-2024", "tno-2015"}, evidence: "codes gelijk"},
		{gemeente: "GM0995", year: 2024, from: 2023, to: 2024, division: "kwb-2024", layers: []string{"lbm3-2024", "tno-2015"}, wijken: "geoinzicht-2024", evidence: same},
		{gemeente: "GM0995", year: 2020, from: 2020, to: 2022, division: "kwb-2020", layers: []string{"lbm3-2024", "tno-2015"}, wijken: "tmap-2022", evidence: "codes gelijk; de Kustwijk groeide daarna"},
		{gemeente: "GM0995", year: 2015, from: 2015, to: 2019, division: "tno-2015", layers: []string{"tno-2015"}, evidence: "codes gelijk; anders ingedeeld in 2020"},
	}
}

// spelled are buurten of Lelystad that got another code and spelling in 2020, each with the one or two of before; total and land
// surface are equal to the hectare.
var spelled = map[string][]string{
	"BU09950635": {"BU09952335"}, "BU09950734": {"BU09956334"}, "BU09951029": {"BU09957229"}, "BU09951074": {"BU09952775", "BU09952778"},
}

// gather finds an outline for every buurt of the block, else what is left of its wijk, and keeps which it did not find.
func (b *block) gather(all map[string]*layer) error {
	want := all[b.division].areas
	left := map[string][]string{} // by wijk
	for _, code := range slices.Sorted(maps.Keys(want)) {
		if code[:2] != "BU" || "GM"+code[2:6] != b.gemeente || "WK"+code[2:8] == b.without {
			continue
		}
		l, ok, err := b.find(want[code], all)
		if err != nil {
			return err
		}
		if !ok {
			left["WK"+code[2:8]] = append(left["WK"+code[2:8]], code)
			continue
		}
		l.code, l.name = code, want[code].name
		b.laid = append(b.laid, l)
	}
	for _, wijk := range slices.Sorted(maps.Keys(left)) {
		codes := left[wijk]
		var rest laid
		if b.wijken != "" {
			rest = laid{area{code: wijk, shape: all[b.wijken].areas[wijk].shape}, all[b.wijken], "wat er van de wijk overblijft"}
		}
		if len(codes) == 1 && rest.shape != nil {
			rest.code, rest.name = codes[0], want[codes[0]].name
		} else {
			b.missing = append(b.missing, codes...)
		}
		if rest.shape != nil {
			b.laid = append(b.laid, rest)
		}
	}
	return nil
}

// find looks for one buurt: in its own division's file; else the same code and name with the same surface, or, in Lelystad, the
// same name and surface. The outline of the nearest surface within a hair goes before a layer's place, one within a few percent not.
func (b *block) find(want area, all map[string]*layer) (laid, bool, error) {
	for _, hair := range []bool{true, false} {
		for _, id := range b.layers {
			l := all[id]
			a, ok := l.areas[want.code]
			if ok && b.owns(l) {
				return laid{a, l, ""}, true, nil
			}
			if ok && alike(a, want) && like(a, want, hair) {
				return laid{a, l, fmt.Sprintf("omtrek van %d: zelfde code, naam en oppervlakte", l.year)}, true, nil
			}
			if b.gemeente != "GM0995" || l.id != "tno-2015" || b.owns(l) {
				continue
			}
			for _, other := range slices.Sorted(maps.Keys(l.areas)) {
				if a := l.areas[other]; other[:6] == want.code[:6] && plain(a.name) == plain(want.name) && like(a, want, hair) {
					return laid{a, l, fmt.Sprintf("omtrek van %d: zelfde naam en oppervlakte, toen %s", l.year, other)}, true, nil
				}
			}
			if olds := spelled[want.code]; len(olds) > 0 {
				var parts []overlay.Area
				for _, old := range olds {
					parts = append(parts, overlay.Area{Code: old, Geometry: l.areas[old].shape})
				}
				shape, err := overlay.Union(parts)
				return laid{area{shape: shape}, l, fmt.Sprintf("omtrek van %d: zelfde oppervlakte, toen %s", l.year, strings.Join(olds, " en "))}, true, err
			}
		}
	}
	return laid{}, false, nil
}

// owns tells whether a layer is of the block's own division.
func (b *block) owns(l *layer) bool {
	return l.id == b.division || l.id == "den-haag" || b.division == fmt.Sprintf("kwb-%d", l.year)
}

// like tells whether an outline is of an area as large as CBS says, as CBS counts it or else as it is drawn: within a hectare
// or 2%, or, if need be, twice and three times that.
func like(a, want area, hair bool) bool {
	ha := a.surface
	if ha == 0 {
		ha = 100 * geo.AreaKm2(a.shape)
	}
	if hair {
		return math.Abs(ha-want.surface) <= math.Max(1, 0.02*want.surface)
	}
	return math.Abs(ha-want.surface) <= math.Max(2.5, 0.06*want.surface)
}

// alike tells whether two names are of one place: the one may go on where the other stops. A layer without names says nothing, and
// one Rotterdam harbour park was renamed.
func alike(a, b area) bool {
	x, y := plain(a.name), plain(b.name)
	return strings.HasPrefix(x, y) || strings.HasPrefix(y, x) || b.code == "BU05992459"
}

// How a block is laid, in metres.
const (
	thinned  = 5  // what simplifying may leave out
	mostNear = 20 // borders of one layer are put together within twice its tolerance, and no more than this
	slit     = 60 // a narrower gap between outlines is drawing, a wider one is land or water that we do not know
)

// lay makes the tiling: areas of exact layers first, borders shared and simplified.
func (b *block) lay() error {
	all := make([]overlay.Laid, len(b.laid))
	for i, l := range b.laid {
		rank := slices.Index(b.layers, l.layer.id)
		if rank < 0 {
			rank = len(b.layers) // what is left of a wijk
		}
		all[i] = overlay.Laid{Area: overlay.Area{Code: l.code, Geometry: l.shape}, Rank: rank, Near: math.Min(2*l.layer.tolerance, mostNear),
			Rough: rank > 0 && l.layer.tolerance > exactMetres}
	}
	tiles, err := overlay.Tile(all, slit)
	if err != nil {
		return fmt.Errorf("%s %d: %w", b.gemeente, b.year, err)
	}
	shapes := make([]orb.MultiPolygon, len(tiles))
	for i, t := range tiles {
		shapes[i] = t.Geometry
	}
	for i, shape := range geo.Simplify(shapes, thinned) {
		b.laid[i].shape = shape
		if len(shape) == 0 {
			return fmt.Errorf("%s %d: nothing is left of %s", b.gemeente, b.year, b.laid[i].code)
		}
		if err := overlay.Valid(overlay.Area{Code: b.laid[i].code, Geometry: shape}); err != nil {
			return fmt.Errorf("%s %d: %w", b.gemeente, b.year, err)
		}
	}
	return nil
}

// withWijken gives the buurten and the wijken that are the union of theirs, each of the coarsest layer among them. A wijk of which
// a buurt is missing and nothing stands for it has no outline.
func (b *block) withWijken(names map[string]area) ([]laid, error) {
	parts, coarsest, open := map[string][]overlay.Area{}, map[string]*layer{}, map[string]bool{}
	var out []laid
	for _, l := range b.laid {
		wijk := l.code
		if l.code[:2] == "BU" {
			out = append(out, l)
			wijk = "WK" + l.code[2:8]
		}
		parts[wijk] = append(parts[wijk], overlay.Area{Code: l.code, Geometry: l.shape})
		if c := coarsest[wijk]; c == nil || l.layer.tolerance > c.tolerance {
			coarsest[wijk] = l.layer
		}
	}
	for _, code := range b.missing {
		open["WK"+code[2:8]] = b.wijken == ""
	}
	for _, wijk := range slices.Sorted(maps.Keys(parts)) {
		if open[wijk] {
			continue
		}
		shape, err := overlay.Union(parts[wijk])
		if err != nil {
			return nil, fmt.Errorf("%s %d: %w", b.gemeente, b.year, err)
		}
		out = append(out, laid{area{code: wijk, name: names[wijk].name, shape: shape}, coarsest[wijk], "de buurten samen"})
	}
	return out, nil
}
