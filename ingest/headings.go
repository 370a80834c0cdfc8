package ingest

import (
	"cmp"
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"

	"wijkinzicht/data/catalogue"
)

// unfollowed lists, per layout of the key figures and for the health monitor, the columns that are published and that we do not follow:
// anything else in a file is a column that we do not know. It holds what stands in the files that we have seen, of 2003 to 2025.
//
//go:embed unfollowed.csv
var unfollowed string

var unfollowedColumns = sync.OnceValue(func() map[[2]string]bool {
	out := map[[2]string]bool{}
	for line := range strings.Lines(unfollowed) {
		generation, name, _ := strings.Cut(strings.TrimSpace(line), ",")
		out[[2]string{generation, plainField(name)}] = true
	}
	return out
})

// some names the first of many.
func some(names []string) string {
	const most = 12
	if len(names) <= most {
		return strings.Join(names, ", ")
	}
	return fmt.Sprintf("%s en nog %d", strings.Join(names[:most], ", "), len(names)-most)
}

// addHeadings adds what headings says to a table's note.
func (t *table) addHeadings(cat *catalogue.Catalogue, generation string, headers []header) error {
	said, err := headings(cat, t.file.name, t.source.Family, generation, t.year, headers)
	if err != nil {
		return err
	}
	t.note = strings.TrimSpace(t.note + " " + said)
	return nil
}

// headings says of a file which of its columns are unknown, and which that belong to its year it lacks. A column that is one letter off
// one that is lacking is refused: its figures would be lost without a word.
func headings(cat *catalogue.Catalogue, file, family, generation string, year int, headers []header) (note string, err error) {
	there := func(name string) bool {
		return slices.ContainsFunc(headers, func(h header) bool { return strings.EqualFold(h.name, name) })
	}
	found, names := map[string]bool{}, map[string][]string{}
	var order []string
	known := map[string]bool{}
	for _, c := range cat.Columns {
		if c.Family != family || c.Generation != generation {
			continue
		}
		known[strings.ToLower(c.Name)] = true
		if year < c.From || year > c.To {
			continue
		}
		if names[c.Indicator] == nil {
			order = append(order, c.Indicator)
		}
		names[c.Indicator] = append(names[c.Indicator], c.Name)
		found[c.Indicator] = found[c.Indicator] || there(c.Name)
	}
	var unknown, lacking []string
	for _, h := range headers {
		if h.name == "" || generation == "E" && positionSuffix.MatchString(h.name) || known[strings.ToLower(h.name)] || unfollowedColumns()[[2]string{cmp.Or(generation, family), plainField(h.name)}] {
			continue
		}
		for _, id := range order {
			for _, name := range names[id] {
				if !found[id] && len(name) > 3 && nearly(h.name, name) {
					return "", &Refusal{File: file, Column: h.name, Reason: fmt.Sprintf("deze kolom kennen wij niet; bedoelt u %s?", name)}
				}
			}
		}
		unknown = append(unknown, h.name)
	}
	for _, id := range order {
		if !found[id] {
			lacking = append(lacking, names[id][0])
		}
	}
	var said []string
	if len(unknown) > 0 {
		said = append(said, "Kolommen die wij niet kennen: "+strings.Join(unknown, ", ")+".")
	}
	if len(lacking) > 0 {
		which := "Kolommen van dit jaar die er niet in staan: "
		if family != "kwb" { // whose tables differ from edition to edition
			which = "Kolommen die wij volgen en die er niet in staan: "
		}
		said = append(said, which+some(lacking)+".")
	}
	return strings.Join(said, " "), nil
}
