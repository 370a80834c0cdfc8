package ingest

import (
	"fmt"
	"slices"
	"strings"
)

// division knows which wijken and buurten a gemeente has in a year, and what the gemeente is called.
type division struct {
	codes map[divided][]string // in order, each once
	names map[string]string
}

// divided is a gemeente's areas of one level in the division of a year.
type divided struct {
	year            int
	gemeente, level string
}

// knownDivision gathers the areas of the embedded key figures. Some years have only a part of them: then nothing is missed that is not known.
// Large water is left out: most tables have no row for it.
func knownDivision(pack []*table) division {
	d := division{map[divided][]string{}, map[string]string{}}
	for _, t := range pack {
		if !t.isKWB() {
			continue
		}
		for _, r := range t.rows {
			if level(r.code) == "gemeente" {
				d.names[r.code] = r.name
			}
			if k, ok := t.divided(r); ok {
				d.codes[k] = append(d.codes[k], r.code)
			}
		}
	}
	for k, codes := range d.codes {
		slices.Sort(codes)
		d.codes[k] = slices.Compact(codes)
	}
	return d
}

// divided tells where a row belongs; ok is false for what is no wijk or buurt, and for large water (wijken 97 to 99).
func (t *table) divided(r row) (k divided, ok bool) {
	l := level(r.code)
	if l != "wijk" && l != "buurt" || r.water || slices.Contains([]string{"97", "98", "99"}, r.code[6:8]) {
		return k, false
	}
	return divided{t.year, gemeenteOf(r.code), l}, true
}

// everyArea tells the publications that have a row for every area of their division, with or without figures.
func (t *table) everyArea() bool { return t.isKWB() || t.source.Family == healthMonitor }

// noteLacking adds to every table's note of which gemeenten it has some areas and not all: a file that was cut at the end of a line cannot be
// told from a choice of areas, so it is said and nothing is refused.
func (r *recognised) noteLacking(pack []*table) {
	known := knownDivision(pack)
	for _, t := range r.tables {
		if said := known.lacking(t); said != "" && t.everyArea() {
			t.note = strings.TrimSpace(t.note + " " + said)
		}
	}
}

// lacking says what a table lacks; a gemeente of which it has no area of a level is not what the table is about.
func (d division) lacking(t *table) string {
	there := map[divided]map[string]bool{}
	var order []divided
	for _, r := range t.rows {
		k, ok := t.divided(r)
		if !ok {
			continue
		}
		if there[k] == nil {
			there[k] = map[string]bool{}
			order = append(order, k)
		}
		there[k][r.code] = true
	}
	var said []string
	for _, k := range order {
		var missing []string
		for _, code := range d.codes[k] {
			if !there[k][code] {
				missing = append(missing, code)
			}
		}
		if len(missing) > 0 {
			all := len(d.codes[k])
			said = append(said, fmt.Sprintf("%d van de %d %sen van %s (%s)", len(missing), all, k.level, d.names[k.gemeente], some(missing)))
		}
	}
	if said == nil {
		return ""
	}
	return fmt.Sprintf("Van de indeling van %d ontbreken: %s. Dat kan een keuze zijn, of het bestand is afgekapt.", t.year, strings.Join(said, "; "))
}
