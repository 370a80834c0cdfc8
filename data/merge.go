package data

import (
	"cmp"
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"maps"
	"runtime"
	"slices"
	"strconv"
	"strings"
)

// Contradiction is one published figure that two files of the same standing give differently.
type Contradiction struct {
	Indicator      string
	AreaYear, Year int
	Code           string
	Low, High      float64
	LowFile        string
	HighFile       string
	LowSource      string // publications of the two files: source.id
	HighSource     string

	low, high int // the files, before they have a name
}

func (c *Contradiction) Error() string {
	return fmt.Sprintf("two files contradict each other: %s of %s in %d is %v in %s and %v in %s",
		c.Indicator, c.Code, c.Year, c.Low, c.LowFile, c.High, c.HighFile)
}

// Merge holds all figures against each other and fills area and observation, sorted; their areas must have been added.
// It returns a *Contradiction when two files of the same standing disagree, and the error of a figure that cannot be read.
// done hears how many of how many steps were taken; it may be nil.
func (b *Builder) Merge(ctx context.Context, all []Figures, done func(n, of int)) error {
	if _, err := b.conn.ExecContext(ctx, statement("query/area_codes.sql")); err != nil {
		return fmt.Errorf("area_codes: %w", err)
	}
	batches, err := b.batches(all)
	if err != nil {
		return err
	}
	if err := b.writeObservations(ctx, batches, done); err != nil {
		var c *Contradiction
		if errors.As(err, &c) {
			low, high := b.files[c.low], b.files[c.high]
			c.LowFile, c.LowSource, c.HighFile, c.HighSource, c.low, c.high = low.Name, low.SourceID, high.Name, high.SourceID, 0, 0
			return c
		}
		return err
	}
	for _, name := range []string{"merge_area", "land_km2", "borrow_outline", "gemeente_name"} {
		if _, err := b.conn.ExecContext(ctx, statement("query/"+name+".sql")); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return b.writeDerived(ctx)
}

// mergeAtOnce is how many figures go into one transaction: some row groups of DuckDB, of 122,880 rows each.
const mergeAtOnce = 1_000_000

// batches puts figures in the order of the table, takes together what is about the same, and cuts that into transactions.
func (b *Builder) batches(all []Figures) ([][][]Figures, error) {
	place := map[string]int{}
	for i, ind := range b.cat.Indicators {
		place[ind.ID] = i
	}
	for _, c := range all {
		if _, ok := place[c.Indicator]; !ok {
			return nil, fmt.Errorf("merge: no indicator is called %q", c.Indicator)
		}
	}
	about := func(a, b Figures) int {
		return cmp.Or(place[a.Indicator]-place[b.Indicator], a.Year-b.Year, a.AreaYear-b.AreaYear)
	}
	all = slices.SortedFunc(slices.Values(all), func(a, b Figures) int { return cmp.Or(about(a, b), a.RawFile-b.RawFile) })
	var out [][][]Figures
	n := b.atOnce
	for i := 0; i < len(all); {
		j := i + 1
		for j < len(all) && about(all[i], all[j]) == 0 {
			j++
		}
		if n >= b.atOnce {
			out, n = append(out, nil), 0
		}
		out[len(out)-1] = append(out[len(out)-1], all[i:j])
		n += len(all[i].Codes)
		i = j
	}
	return out, nil
}

// writeObservations merges and writes the batches, each in a transaction of its own on a connection of its own; they are committed
// in their order, which is that of the table.
func (b *Builder) writeObservations(ctx context.Context, batches [][][]Figures, done func(n, of int)) error {
	m := merging{Builder: b, found: map[pairing]difference{}}
	err := InOrder(runtime.GOMAXPROCS(0), len(batches), func(i int, turn func() bool) error {
		ok, err := m.write(ctx, batches[i], turn)
		if ok && done != nil {
			done(i+1, len(batches))
		}
		return err
	})
	if err != nil {
		return err
	}
	return b.noteDifferences(ctx, m.found)
}

// merging is what the writers of a merge share.
type merging struct {
	*Builder
	found map[pairing]difference // of the batches that were committed
}

// write merges and writes one batch; ok tells whether it was committed: not when one before it was not.
func (m *merging) write(ctx context.Context, groups [][]Figures, turn func() bool) (ok bool, err error) {
	conn, err := m.db.Conn(ctx)
	if err != nil {
		return false, fmt.Errorf("write observation: %w", err)
	}
	defer func() { err = errors.Join(err, conn.Close()) }()
	if _, err := conn.ExecContext(ctx, "begin"); err != nil {
		return false, fmt.Errorf("write observation: %w", err)
	}
	found := map[pairing]difference{}
	err = m.append(ctx, conn, groups, found)
	if !turn() || err != nil {
		_, undone := conn.ExecContext(context.WithoutCancel(ctx), "rollback")
		return false, errors.Join(err, undone)
	}
	if _, err := conn.ExecContext(ctx, "commit"); err != nil {
		return false, fmt.Errorf("write observation: %w", err)
	}
	for p, d := range found {
		if was, there := m.found[p]; there {
			was.count += d.count
			d = was
		}
		m.found[p] = d
	}
	return true, nil
}

func (m *merging) append(ctx context.Context, conn *sql.Conn, groups [][]Figures, found map[pairing]difference) error {
	return appendRows(ctx, conn, "", "observation", func(add func(...driver.Value) error) error {
		var figures []chosen
		for _, files := range groups {
			var err error
			if figures, err = reconcile(files, found, figures[:0]); err != nil {
				return err
			}
			m.notInEdition(figures)
			c := files[0]
			// By the ten million: what stays the same is boxed once.
			row := [11]driver.Value{c.Indicator, int16(c.AreaYear), nil, int16(c.Year), int16(cmp.Or(c.Edition, c.Year)), nil, nil, nil, nil, nil, nil}
			was := chosen{}
			for _, f := range figures {
				if row[6] == nil || f.Status != was.Status {
					row[6] = string(f.Status)
				}
				if row[8] == nil || f.file != was.file {
					row[8] = int16(f.file)
				}
				row[2], row[5], row[7], row[9], row[10] = f.code, nullableNumber(f.Value), nullable(f.Raw), int32(f.Row), nil
				if f.also != nil {
					row[10] = f.also
				}
				was = f
				if err := add(row[:]...); err != nil {
					return fmt.Errorf("%s of %s: %w", c.Indicator, f.code, err)
				}
			}
		}
		return nil
	})
}

// notInEdition gives its own reason to figures of KWB of which no file of the publisher gives any value: the edition that was loaded has
// them of no area, which is another reason than a single unknown figure; a later one may. Embedded figures, which are of a few areas, say nothing about
// the publisher's files.
func (m *merging) notInEdition(figures []chosen) {
	of, valued := map[int]int{}, map[bool]bool{}
	for _, f := range figures {
		if f.Value != nil {
			valued[m.embedded(f.file)] = true
		}
		of[f.file]++
	}
	for i, f := range figures {
		source, _ := m.cat.Source(m.files[f.file].SourceID)
		if f.Status == Unknown && !valued[m.embedded(f.file)] && of[f.file] > 1 && source.Family == "kwb" {
			figures[i].Status = NotInEdition
		}
	}
}

func (m *merging) embedded(file int) bool {
	return strings.HasPrefix(m.files[file].Name, "meegeleverd/")
}

// noteDifferences records the figures that a lesser route gives differently from the one that was taken, counted per file and
// indicator.
func (b *Builder) noteDifferences(ctx context.Context, found map[pairing]difference) error {
	number := func(v float64) string { return strings.Replace(strconv.FormatFloat(v, 'f', -1, 64), ".", ",", 1) }
	var findings []Finding
	for p := range maps.Keys(found) {
		d := found[p]
		ind, _ := b.cat.Indicator(p.indicator)
		findings = append(findings, Finding{Kind: "verschil", SourceID: b.files[p.file].SourceID,
			Text: fmt.Sprintf("%s: %d cijfer(s) van %s wijken af van %s; het laatste is gebruikt (bijvoorbeeld %s: %s tegen %s).",
				ind.Naam, d.count, b.files[p.file].Name, b.files[d.usedFile].Name, d.code, number(d.value), number(d.used))})
	}
	slices.SortFunc(findings, func(a, b Finding) int {
		return cmp.Or(strings.Compare(a.SourceID, b.SourceID), strings.Compare(a.Text, b.Text))
	})
	return b.AddFindings(ctx, findings...)
}

// Observed tells which indicators have an observation.
func (b *Builder) Observed(ctx context.Context) (map[string]bool, error) {
	rows, err := b.conn.QueryContext(ctx, "select distinct indicator::varchar from observation")
	if err != nil {
		return nil, fmt.Errorf("indicators of observation: %w", err)
	}
	defer rows.Close()
	there := map[string]bool{}
	for rows.Next() {
		var id string
		if err := rows.Scan(&id); err != nil {
			return nil, fmt.Errorf("indicators of observation: %w", err)
		}
		there[id] = true
	}
	return there, rows.Err()
}
