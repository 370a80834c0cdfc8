package main

import (
	"encoding/csv"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/paulmach/orb"

	"wijkinzicht/geo"
	"wijkinzicht/geo/overlay"
)

// tables are the rows of the embedded outlines. An arc that several blocks have is there once.
type tables struct {
	layers, blocks, areas, arcs [][]string
	numbers                     map[string]int // of arcs, by their text
}

// write makes the four tables in dir.
func write(dir string, ls []*layer, bs []*block, all map[string]*layer) error {
	t := &tables{numbers: map[string]int{}}
	t.layers = [][]string{{"laag", "source", "indeling", "tolerantie_m", "oppervlakte_mediaan", "oppervlakte_p90", "oppervlakte_gebieden", "gemeten_aan", "herkomst"}}
	t.blocks = [][]string{{"blok", "gemeente", "indeling", "van", "tot", "bewijs"}}
	t.areas = [][]string{{"blok", "laag", "code", "naam", "toelichting", "ringen"}}
	t.arcs = [][]string{{"boog", "punten"}}
	for _, l := range ls {
		t.layers = append(t.layers, []string{l.id, l.source, strconv.Itoa(l.year), strconv.FormatFloat(l.tolerance+thinned, 'f', 0, 64),
			part(l.median), part(l.p90), strconv.Itoa(l.against), strings.Join(l.measured, " "), l.origin})
	}
	for _, b := range bs {
		id := fmt.Sprintf("%s-%d", b.gemeente, b.year)
		t.blocks = append(t.blocks, []string{id, b.gemeente, strconv.Itoa(b.year), strconv.Itoa(b.from), strconv.Itoa(b.to), b.evidence})
		names := all[b.division].areas
		if b.division == "groningen-2017" || b.division == "tno-2015" || b.division == "rotterdam-2014" {
			names = nil
		}
		whole, err := b.withWijken(names)
		if err != nil {
			return err
		}
		if err := t.add(id, whole); err != nil {
			return err
		}
	}
	water, err := waters(all["water-2024"], bs)
	if err != nil {
		return err
	}
	t.blocks = append(t.blocks, []string{"water-2024", "", "2024", "2003", "2024", "groot water aan de rand van de gemeenten: een achtergrond, geen grens"})
	if err := t.add("water-2024", water); err != nil {
		return err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	for name, rows := range map[string][][]string{"laag": t.layers, "blok": t.blocks, "gebied": t.areas, "boog": t.arcs} {
		if err := writeCSV(filepath.Join(dir, name+".csv"), rows); err != nil {
			return err
		}
	}
	return nil
}

// add writes the areas of a block along their arcs.
func (t *tables) add(block string, areas []laid) error {
	shapes := make([]orb.MultiPolygon, len(areas))
	for i, a := range areas {
		shapes[i] = a.shape
	}
	arcs, rings, err := geo.Share(shapes)
	if err != nil {
		return fmt.Errorf("%s: %w", block, err)
	}
	numbers := make([]int, len(arcs)) // ours, negative when it is there the other way round
	for i, arc := range arcs {
		back := slices.Clone(arc)
		slices.Reverse(back)
		if n, met := t.numbers[arc.String()]; met {
			numbers[i] = n
		} else if n, met := t.numbers[back.String()]; met {
			numbers[i] = -n
		} else {
			numbers[i] = len(t.arcs)
			t.numbers[arc.String()] = numbers[i]
			t.arcs = append(t.arcs, []string{strconv.Itoa(numbers[i]), arc.String()})
		}
	}
	for i, a := range areas {
		for _, polygon := range rings[i] {
			for _, ring := range polygon {
				for k, n := range ring {
					if n < 0 {
						ring[k] = -numbers[-n-1]
					} else {
						ring[k] = numbers[n-1]
					}
				}
			}
		}
		t.areas = append(t.areas, []string{block, a.layer.id, a.code, a.name, a.why, rings[i].String()})
	}
	return nil
}

// nearWater in metres is how far from a gemeente large water may lie and be on its map; it is thinned more than borders are.
const nearWater, waterThinned = 1000, 20

// waters gives the large waters beside the gemeenten.
func waters(l *layer, bs []*block) ([]laid, error) {
	var bounds []orb.Bound
	for _, b := range bs {
		bound := b.laid[0].shape.Bound()
		for _, a := range b.laid {
			bound = bound.Union(a.shape.Bound())
		}
		bounds = append(bounds, bound.Pad(nearWater))
	}
	var out []laid
	var parts []overlay.Laid
	for _, code := range slices.Sorted(maps.Keys(l.areas)) {
		a := l.areas[code]
		if slices.ContainsFunc(bounds, a.shape.Bound().Intersects) {
			out = append(out, laid{area: a, layer: l})
			parts = append(parts, overlay.Laid{Area: overlay.Area{Code: code, Geometry: a.shape}})
		}
	}
	tiles, err := overlay.Tile(parts, 0)
	if err != nil {
		return nil, err
	}
	shapes := make([]orb.MultiPolygon, len(tiles))
	for i, t := range tiles {
		shapes[i] = t.Geometry
	}
	for i, shape := range geo.Simplify(shapes, waterThinned) {
		out[i].shape = shape
	}
	return out, nil
}

func part(v float64) string { return strconv.FormatFloat(v, 'f', 4, 64) }

func writeCSV(path string, rows [][]string) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	w := csv.NewWriter(f)
	if err := w.WriteAll(rows); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}
