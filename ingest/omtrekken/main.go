// Command omtrekken writes the embedded outlines (data/pack/omtrek/*.csv, geo/nederland.csv) from files with the borders of
// the wijk- en buurtkaart, which it takes from one folder. Run it from the project's root:
//
//	go run ./ingest/omtrekken <files>
package main

import (
	"encoding/csv"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"strconv"

	"wijkinzicht/geo"
)

func main() {
	if len(os.Args) != 2 {
		log.Fatal("usage: omtrekken FILES")
	}
	if err := run(os.Args[1]); err != nil {
		log.Fatal(err)
	}
}

func run(dir string) error {
	all := map[string]*layer{}
	if err := divisions(all); err != nil {
		return err
	}
	for _, l := range layers() {
		if err := l.load(dir); err != nil {
			return fmt.Errorf("%s: %w", l.id, err)
		}
		all[l.id] = l
	}
	// The map of 2014 came with coordinates that lie as a whole some 29 m to the northeast.
	if err := all["rotterdam-2014"].align(all["rotterdam-2024"]); err != nil {
		return err
	}
	ls := layers()
	for i, l := range ls {
		ls[i] = all[l.id]
		if err := measure(ls[i], all); err != nil {
			return fmt.Errorf("%s: %w", l.id, err)
		}
	}
	bs := blocks()
	for _, b := range bs {
		if err := b.gather(all); err != nil {
			return err
		}
		if err := b.lay(); err != nil {
			return err
		}
		b.report(all)
	}
	if err := country(dir, "geo/nederland.csv"); err != nil {
		return err
	}
	return write("data/pack/omtrek", ls, bs, all)
}

// report says what a block is made of, and which outlines differ from what CBS says.
func (b *block) report(all map[string]*layer) {
	from := map[string]int{}
	points := 0
	for _, l := range b.laid {
		from[l.layer.id]++
		for _, p := range l.shape {
			for _, r := range p {
				points += len(r)
			}
		}
		ha, want := 100*geo.AreaKm2(l.shape), all[b.division].areas[l.code].surface
		if d := ha/want - 1; want > 10 && (d > 0.1 || d < -0.1) {
			fmt.Printf("    %s %s (%s): %.0f ha, %.0f volgens het CBS (%+.0f%%)\n", l.code, l.name, l.layer.id, ha, want, 100*d)
		}
	}
	fmt.Printf("%s %d: %d buurten, %d punten, uit %v; zonder omtrek: %v\n", b.gemeente, b.year, len(b.laid), points, from, b.missing)
}

// divisions gives the buurten and wijken of 2020 and 2024 out of the embedded figures, with their total surface in 2020 where they
// have it.
func divisions(all map[string]*layer) error {
	for _, year := range []int{2020, 2024} {
		f, err := os.Open(filepath.Join("data/pack", fmt.Sprintf("kwb-%d.csv", year)))
		if err != nil {
			return err
		}
		rows, err := csv.NewReader(f).ReadAll()
		f.Close()
		if err != nil {
			return err
		}
		at := map[string]int{}
		for i, name := range rows[0] {
			at[name] = i
		}
		l := &layer{id: fmt.Sprintf("kwb-%d", year), year: year, areas: map[string]area{}}
		for _, row := range rows[1:] {
			a := area{code: row[at["code"]], name: row[at["name"]]}
			if i, ok := at["oppervlakte_totaal"]; ok && year == 2020 {
				a.surface, _ = strconv.ParseFloat(row[i], 64)
			} else if before := all["kwb-2020"].areas[a.code]; plain(before.name) == plain(a.name) {
				a.surface = before.surface
			}
			l.areas[a.code] = a
		}
		all[l.id] = l
	}
	return nil
}
