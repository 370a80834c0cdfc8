package ingest

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"wijkinzicht/data/catalogue"
	carried "wijkinzicht/data/pack"
	"wijkinzicht/data/store"
)

// grid is the content of a file before it is written: a heading, and rows that begin with a code and a name.
type grid struct {
	file string
	head []string
	rows [][]string
}

func (g grid) clone() grid {
	out := grid{file: g.file, head: slices.Clone(g.head)}
	for _, r := range g.rows {
		out.rows = append(out.rows, slices.Clone(r))
	}
	return out
}

// Columns of the grid of a layout, by what they hold.
const (
	codeAt = iota
	nameAt
	countAt // inhabitants
	homesAt
	meanAt    // value of homes
	shareAt   // owner-occupied
	decimalAt // size of households
)

// Rows of the grid: the gemeente, its one wijk, and its buurten.
const (
	gemeenteRow = iota
	wijkRow
	buurtRow
)

// outcomes of reading a file that was changed.
const (
	outSame    = "dezelfde cijfers"
	outRefused = "geweigerd"
	outAside   = "opzij"
	outFewer   = "minder, en gezegd"
	outOther   = "andere cijfers" // promised of no mutation
)

// mutation is one change, with the outcomes that are promised of it in any layout that it can be made in.
type mutation struct {
	name    string
	change  func(g *grid)
	promise []string
}

func cell1(row, column int, change func(string) string) func(*grid) {
	return func(g *grid) { g.rows[row][column] = change(g.rows[row][column]) }
}

func column1(column int, change func(string) string) func(*grid) {
	return func(g *grid) {
		for i := range g.rows {
			g.rows[i][column] = change(g.rows[i][column])
		}
	}
}

func to(text string) func(string) string { return func(string) string { return text } }

// times moves the digits of a whole number.
func times(zeroes int) func(string) string {
	return func(text string) string {
		if zeroes < 0 {
			return text[:len(text)+zeroes]
		}
		return text + strings.Repeat("0", zeroes)
	}
}

// separated puts a mark before the last three digits of a whole number that has more.
func separated(mark string) func(string) string {
	return func(text string) string {
		if len(text) < 4 {
			return text
		}
		return text[:len(text)-3] + mark + text[len(text)-3:]
	}
}

func heading1(column int, change func(string) string) func(*grid) {
	return func(g *grid) { g.head[column] = change(g.head[column]) }
}

// dropped takes the third letter out of a heading, behind the groups that it stands in.
func dropped(text string) string {
	i := strings.LastIndexAny(text, "/|") + 3
	return text[:i] + text[i+1:]
}

// gridMutations are changes of what stands in the cells and headings.
var gridMutations = []mutation{
	{"thousands with a point in one count", cell1(gemeenteRow, countAt, separated(".")), []string{outRefused}},
	{"thousands with a point in all counts", column1(countAt, separated(".")), []string{outRefused}},
	{"thousands with a point, all zeroes behind it", cell1(buurtRow, countAt, to("1.000")), []string{outRefused}},
	{"thousands with a comma in one count", cell1(gemeenteRow, countAt, separated(",")), []string{outRefused}},
	{"thousands with a comma in all counts", column1(countAt, separated(",")), []string{outRefused}},
	{"thousands with a blank", cell1(gemeenteRow, countAt, separated(" ")), []string{outRefused}},
	{"thousands with a hard blank", cell1(gemeenteRow, countAt, separated("\u00a0")), []string{outRefused}},
	{"thousands with an apostrophe", cell1(gemeenteRow, countAt, separated("'")), []string{outRefused}},
	{"thousands in a mean", cell1(wijkRow, meanAt, to("1.260")), []string{outRefused}},
	{"thousands with a comma in a mean", cell1(wijkRow, meanAt, to("1,260")), []string{outRefused}},
	{"two marks", cell1(wijkRow, countAt, to("1.234,5")), []string{outRefused}},
	{"a wijk ten times", cell1(wijkRow, countAt, times(1)), []string{outRefused}},
	{"a buurt ten times", cell1(buurtRow+5, countAt, times(1)), []string{outRefused}},
	{"a buurt a hundred times", cell1(buurtRow+5, homesAt, times(2)), []string{outRefused}},
	{"a buurt a thousand times", cell1(buurtRow, countAt, times(3)), []string{outRefused}},
	{"a buurt a tenth", cell1(buurtRow+20, countAt, times(-1)), []string{outRefused}},
	{"a gemeente ten times", cell1(gemeenteRow, countAt, times(1)), []string{outRefused}},
	{"a whole row ten times", func(g *grid) {
		for _, k := range []int{countAt, homesAt, meanAt, shareAt} {
			g.rows[wijkRow][k] += "0"
		}
	}, []string{outRefused}},
	{"a mean ten times", cell1(wijkRow, meanAt, times(1)), []string{outRefused}},
	{"a share ten times", cell1(wijkRow, shareAt, times(1)), []string{outRefused}},
	{"a negative count", cell1(wijkRow, countAt, func(s string) string { return "-" + s }), []string{outRefused}},
	{"a fraction of a person", cell1(buurtRow, countAt, func(s string) string { return s + ".5" }), []string{outRefused}},
	{"words for a figure", cell1(wijkRow, countAt, to("n.b.")), []string{outRefused}},
	{"not a number", cell1(wijkRow, countAt, to("NaN")), []string{outRefused}},
	{"a hexadecimal figure", cell1(wijkRow, countAt, to("0x10")), []string{outRefused}},
	{"blanks around a figure", cell1(wijkRow, countAt, func(s string) string { return "  " + s + " " }), []string{outSame}},
	{"a code in small letters", cell1(wijkRow, codeAt, strings.ToLower), []string{outRefused}},
	{"a code without its letters", cell1(wijkRow, codeAt, to("990101")), []string{outRefused}},
	{"a code that lost a zero", cell1(wijkRow, codeAt, to("WK99011")), []string{outRefused}},
	{"no code", cell1(wijkRow, codeAt, to("")), []string{outRefused}},
	{"blanks behind a code", cell1(wijkRow, codeAt, func(s string) string { return s + "  " }), []string{outSame}},
	{"a row twice", func(g *grid) { g.rows = append(g.rows, slices.Clone(g.rows[wijkRow])) }, []string{outRefused}},
	{"a row twice with another figure", func(g *grid) {
		g.rows = append(g.rows, slices.Clone(g.rows[wijkRow]))
		g.rows[len(g.rows)-1][countAt] = "7"
	}, []string{outRefused}},
	{"rows the other way round", func(g *grid) { slices.Reverse(g.rows) }, []string{outSame}},
	{"columns in another order", func(g *grid) {
		swap := func(r []string) { r[countAt], r[decimalAt] = r[decimalAt], r[countAt] }
		swap(g.head)
		for _, r := range g.rows {
			swap(r)
		}
	}, []string{outSame}},
	{"a column more", func(g *grid) {
		g.head = append(g.head, "eigen_kolom")
		for i := range g.rows {
			g.rows[i] = append(g.rows[i], "12")
		}
	}, []string{outSame, outAside, outRefused}},
	{"a column twice", func(g *grid) {
		g.head = append(g.head, g.head[countAt])
		for i := range g.rows {
			g.rows[i] = append(g.rows[i], "12")
		}
	}, []string{outRefused}},
	{"a column less", func(g *grid) {
		g.head = slices.Delete(g.head, shareAt, shareAt+1)
		for i := range g.rows {
			g.rows[i] = slices.Delete(g.rows[i], shareAt, shareAt+1)
		}
	}, []string{outFewer, outRefused}},
	{"a letter less in the heading of the inhabitants", heading1(countAt, dropped), []string{outRefused, outAside}},
	{"a letter less in the heading of a share", heading1(shareAt, dropped), []string{outRefused}},
	{"blanks around a heading", heading1(meanAt, func(s string) string { return " " + s + " " }), []string{outSame, outRefused, outAside}},
	{"another heading of the codes", heading1(codeAt, to("Kode")), []string{outRefused, outAside}},
	{"two headings exchanged", func(g *grid) { g.head[countAt], g.head[shareAt] = g.head[shareAt], g.head[countAt] }, []string{outRefused, outAside}},
	{"other years in the name of the file", func(g *grid) { g.file = strings.Replace(g.file, "kwb", "2023 van 2021 kwb", 1) }, []string{outSame, outRefused}},
}

// textMutation is a change of a file of text as a whole.
type textMutation struct {
	name    string
	change  func([]byte) []byte
	promise []string
}

// textMutations are changes of a file of text as a whole.
var textMutations = []textMutation{
	{"a byte order mark", func(b []byte) []byte { return append([]byte(bom), bytes.TrimPrefix(b, []byte(bom))...) }, []string{outSame}},
	{"no byte order mark", func(b []byte) []byte { return bytes.TrimPrefix(b, []byte(bom)) }, []string{outSame}},
	{"line ends of Unix", func(b []byte) []byte { return bytes.ReplaceAll(b, []byte("\r\n"), []byte("\n")) }, []string{outSame}},
	{"line ends of Windows", func(b []byte) []byte {
		return bytes.ReplaceAll(bytes.ReplaceAll(b, []byte("\r\n"), []byte("\n")), []byte("\n"), []byte("\r\n"))
	}, []string{outSame}},
	{"line ends of old Macs", func(b []byte) []byte {
		return bytes.ReplaceAll(bytes.ReplaceAll(b, []byte("\r\n"), []byte("\n")), []byte("\n"), []byte("\r"))
	}, []string{outRefused, outAside, outSame}},
	{"no last line end", func(b []byte) []byte { return bytes.TrimSpace(b) }, []string{outSame}},
	{"blank lines behind", func(b []byte) []byte { return append(slices.Clone(b), "\r\n\r\n"...) }, []string{outSame}},
	{"blank lines in front", func(b []byte) []byte {
		return append([]byte(bom+"\r\n\r\n"), bytes.TrimPrefix(b, []byte(bom))...)
	}, []string{outSame, outRefused, outAside}},
	{"cut off", func(b []byte) []byte { return b[:len(b)-9] }, []string{outRefused, outAside}},
	{"cut in half", func(b []byte) []byte { return b[:len(b)/2+3] }, []string{outRefused, outAside}},
	{"an accent in Latin-1", func(b []byte) []byte { return bytes.Replace(b, []byte("Zonnewijk"), []byte("Z\xf6nnewijk"), 1) }, []string{outRefused}},
	{"UTF-16", func(b []byte) []byte {
		out := []byte{0xff, 0xfe}
		for _, r := range string(bytes.TrimPrefix(b, []byte(bom))) {
			out = append(out, byte(r), byte(r>>8))
		}
		return out
	}, []string{outRefused, outAside}},
	{"zeroes behind", func(b []byte) []byte { return append(slices.Clone(b), make([]byte, 40)...) }, []string{outRefused, outAside}},
	{"commas for semicolons", func(b []byte) []byte {
		return bytes.ReplaceAll(bytes.ReplaceAll(b, []byte(","), []byte(" ")), []byte(";"), []byte(","))
	}, []string{outRefused, outAside, outSame}},
	{"semicolons for commas", func(b []byte) []byte { return bytes.ReplaceAll(b, []byte(","), []byte(";")) }, []string{outRefused, outAside, outSame}},
	{"tabs", func(b []byte) []byte {
		return bytes.ReplaceAll(bytes.ReplaceAll(b, []byte(";"), []byte("\t")), []byte(","), []byte("\t"))
	}, []string{outRefused, outAside, outSame}},
	{"gzipped", zipped, []string{outSame}},
	{"a quote that does not close", func(b []byte) []byte { return bytes.Replace(b, []byte("Zonnewijk"), []byte(`"Zonnewijk`), 1) }, []string{outRefused, outAside}},
}

// readGrid reads files without making a database: the figures, and what was said.
func readGrid(t *testing.T, cat *catalogue.Catalogue, pack []*table, files map[string][]byte) (figures map[string]string, result *recognised) {
	t.Helper()
	inputs, err := collect(t.Context(), store.Store{Dir: t.TempDir()}, folder(t, files), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	found, err := recogniseFolder(t.Context(), cat, "map", inputs, quiet)
	if err != nil {
		t.Fatalf("recognise: %v", err)
	}
	found.hold(pack)
	for i := 0; i < len(found.tables); i++ {
		if err := found.tables[i].readable(); err != nil {
			if !found.leaveOut(err) {
				t.Fatal(err)
			}
			i = -1
		}
	}
	figures = map[string]string{}
	for _, table := range found.tables {
		for _, f := range table.figures(1) {
			for i, code := range f.Codes {
				got, ok, _ := f.At(i)
				if !ok {
					continue
				}
				text := string(got.Status)
				if got.Value != nil {
					text = fmt.Sprint(*got.Value)
				}
				figures[fmt.Sprint(f.Indicator, " ", code, " ", f.Year)] = text
			}
		}
	}
	return figures, found
}

// outcomeOf compares what a changed file gives with what it gave before.
func outcomeOf(was, now map[string]string, found *recognised) string {
	switch {
	case len(found.refused) > 0:
		return outRefused
	case len(found.tables) == 0 || len(found.skipped) > 0: // maps of other levels were read
		return outAside
	case maps.Equal(was, now):
		return outSame
	}
	for key, value := range now {
		if was[key] != value {
			return outOther
		}
	}
	for _, t := range found.tables {
		if strings.Contains(t.note, "Kolommen") {
			return outFewer
		}
	}
	return outOther
}

// TestMutations makes every change in every layout that it can be made in: no changed file may be taken in with other figures.
func TestMutations(t *testing.T) {
	if testing.Short() {
		t.Skip("takes long: not with -short")
	}
	cat := dorrestad(t)
	pack, err := readPack(cat, carried.Files())
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range slices.Concat(mutationLayouts, healthLayouts) {
		t.Run(l.name, func(t *testing.T) {
			was, found := readGrid(t, cat, pack, l.files(t, l.grid))
			if len(was) < len(l.grid.rows) || len(found.refused) > 0 {
				t.Fatalf("unchanged it gives %d figures and %+v %+v", len(was), found.refused, found.skipped)
			}
			n := 0
			try := func(name string, files map[string][]byte, promise []string) {
				n++
				now, found := readGrid(t, cat, pack, files)
				if got := outcomeOf(was, now, found); !slices.Contains(promise, got) {
					said := []string{}
					for _, s := range slices.Concat(found.refused, found.skipped) {
						said = append(said, s.reason)
					}
					for _, table := range found.tables {
						said = append(said, table.note)
					}
					t.Errorf("%s: %s, promised is %q (%q)", name, got, promise, said)
				}
			}
			made := slices.DeleteFunc(slices.Clone(gridMutations), func(m mutation) bool { return slices.Contains(l.not, m.name) })
			for _, m := range append(made, l.more...) {
				g := l.grid.clone()
				m.change(&g)
				try(m.name, l.files(t, g), m.promise)
			}
			if l.text {
				for _, m := range append(slices.Clone(textMutations), l.texts...) {
					if slices.Contains(l.not, m.name) {
						continue
					}
					files := l.files(t, l.grid)
					files[l.grid.file] = m.change(files[l.grid.file])
					try(m.name, files, m.promise)
				}
			}
			if n < 30 {
				t.Errorf("only %d mutations", n)
			}
		})
	}
}
