package main

import (
	"fmt"
	"math"
	"slices"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"

	"wijkinzicht/geo"
	"wijkinzicht/geo/overlay"
)

// exactMetres is within how many metres an exact border is to be taken: CBS itself compares its maps from there on.
const exactMetres = 5

// against says on which exact outlines of the same places a coarser layer is measured.
var against = map[string][]string{
	"lbm3-2024":       {"den-haag", "rotterdam-2024"},
	"tno-2015":        {"den-haag", "rotterdam-2014"},
	"powerbi-2019":    {"den-haag", "rotterdam-2024"},
	"geoinzicht-2024": {"den-haag"},
	"tmap-2022":       {"den-haag"},
}

// measure finds a layer's tolerance, the metres within which its borders are to be taken: the mean width of what an area has of
// another area's exact outline, as far as that is enough of either to pass for a move. One in a hundred areas may pass it: harbours
// and rivers that one map cuts off and the other does not. It also finds how surfaces differ from those that CBS gives.
func measure(l *layer, all map[string]*layer) error {
	var widths []float64
	compared := 0
	for _, id := range against[l.id] {
		l.measured = append(l.measured, id)
		exact := all[id]
		if l.id == "geoinzicht-2024" || l.id == "tmap-2022" {
			var err error
			if exact, err = exact.wijken(); err != nil {
				return err
			}
		}
		found, n, err := slivers(l, exact)
		if err != nil {
			return err
		}
		widths, compared = append(widths, found...), compared+n
	}
	l.tolerance = exactMetres
	if l.id == "water-2024" {
		l.tolerance = all["geoinzicht-2024"].tolerance
	}
	slices.Sort(widths)
	if at := len(widths) - 1 - compared/100; at >= 0 {
		l.tolerance = math.Max(exactMetres, math.Ceil(widths[at]))
	}
	if compared > 0 {
		fmt.Printf("%s: %d areas, %d slivers, tolerance %.0f m, widest %v\n", l.id, compared, len(widths), l.tolerance, widths[max(0, len(widths)-5):])
	}
	counted := known(l, all)
	var off []float64
	for code, a := range l.areas {
		ha := a.surface
		if ha == 0 {
			ha = counted[code]
		}
		if ha >= leastMeasured {
			off = append(off, math.Abs(100*geo.AreaKm2(a.shape)/ha-1))
		}
	}
	if l.against = len(off); l.against > 0 {
		slices.Sort(off)
		l.median, l.p90 = off[len(off)/2], off[9*len(off)/10]
		fmt.Printf("%s: %d surfaces, median %.2f%% p90 %.2f%% max %.0f%%\n", l.id, l.against, 100*l.median, 100*l.p90, 100*off[len(off)-1])
	}
	return nil
}

// leastMeasured in ha: the surface of a smaller area says little, as CBS rounds it to whole hectares.
const leastMeasured = 10

// moveShare is the part of the smaller of two areas from which an overlap can pass for a move; see ingest.
const moveShare = 0.02

// slivers gives the mean widths in metres of what areas have of another area's exact outline, and how many areas were compared.
func slivers(l, exact *layer) (widths []float64, compared int, err error) {
	for code, a := range l.areas {
		if _, same := exact.areas[code]; !same {
			continue
		}
		compared++
		bound := a.shape.Bound()
		for other, b := range exact.areas {
			if _, here := l.areas[other]; other == code || !here || !bound.Intersects(b.shape.Bound()) {
				continue
			}
			both, err := overlay.Intersection(overlay.Area{Code: code, Geometry: a.shape}, overlay.Area{Code: other, Geometry: b.shape})
			if err != nil {
				return nil, 0, err
			}
			around := 0.0
			for _, p := range both {
				around += length(p)
			}
			if ground := geo.AreaKm2(both); ground > moveShare*math.Min(geo.AreaKm2(a.shape), geo.AreaKm2(b.shape)) {
				widths = append(widths, 2e6*ground/around)
			}
		}
	}
	return widths, compared, nil
}

func length(p orb.Polygon) float64 {
	sum := 0.0
	for _, ring := range p {
		sum += planar.Length(orb.LineString(ring))
	}
	return sum
}

// align moves a layer as a whole so that its areas come to lie where another layer has them: by the median of how far apart the middles
// are of areas that are as large in both.
func (l *layer) align(other *layer) error {
	var dx, dy []float64
	for code, a := range l.areas {
		b, ok := other.areas[code]
		if !ok || math.Abs(geo.AreaKm2(a.shape)/geo.AreaKm2(b.shape)-1) > 0.01 {
			continue
		}
		from, _ := planar.CentroidArea(a.shape)
		to, _ := planar.CentroidArea(b.shape)
		dx, dy = append(dx, to[0]-from[0]), append(dy, to[1]-from[1])
	}
	if len(dx) < 20 {
		return fmt.Errorf("%s has %d areas in common with %s", l.id, len(dx), other.id)
	}
	slices.Sort(dx)
	slices.Sort(dy)
	x, y := dx[len(dx)/2], dy[len(dy)/2]
	fmt.Printf("%s: moved by %.1f, %.1f m (middle half %.1f to %.1f, %.1f to %.1f) on %d areas\n", l.id, x, y,
		dx[len(dx)/4], dx[3*len(dx)/4], dy[len(dy)/4], dy[3*len(dy)/4], len(dx))
	for code, a := range l.areas {
		a.shape = geo.Project(a.shape, func(p orb.Point) orb.Point { return orb.Point{p[0] + x, p[1] + y} })
		l.areas[code] = a
	}
	return nil
}

// wijken gives the layer's wijken, as the unions of their buurten.
func (l *layer) wijken() (*layer, error) {
	parts := map[string][]overlay.Area{}
	for code, a := range l.areas {
		parts["WK"+code[2:8]] = append(parts["WK"+code[2:8]], overlay.Area{Code: code, Geometry: a.shape})
	}
	out := &layer{id: l.id, areas: map[string]area{}}
	for code, all := range parts {
		shape, err := overlay.Union(all)
		if err != nil {
			return nil, err
		}
		out.areas[code] = area{code: code, shape: shape}
	}
	return out, nil
}

// known gives the surfaces in ha that CBS counts in the layer's division: those of 2015 or 2020, whichever has its codes.
func known(l *layer, all map[string]*layer) map[string]float64 {
	out := map[string]float64{}
	for code, a := range all["kwb-2020"].areas {
		if l.year > 2018 {
			out[code] = a.surface
		}
	}
	for code, a := range all["tno-2015"].areas {
		if l.year <= 2018 || l.year == 2019 && code[2:6] == "0995" {
			out[code] = a.surface
		}
	}
	return out
}
