// Command overnemen writes the embedded figures (data/pack/*.csv) from a store made of the publishers' own files, and
// from derived collections of which only the figures are used. Run it from the project's root; ADDED holds the files that
// came later:
//
//	wijkinzicht ingest --store /tmp/real --from FILES
//	wijkinzicht ingest --store /tmp/real --from ADDED/leefbaarometer
//	go run ./data/pack/overnemen /tmp/real FILES ADDED
package main

import (
	"database/sql"
	"encoding/csv"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strconv"
	"strings"

	_ "github.com/duckdb/duckdb-go/v2"

	"wijkinzicht/data"
)

// cell is one figure of the embedded tables; "." is a figure that the publisher leaves out.
type cell struct {
	year            int
	code, name      string
	indicator, text string
}

func main() {
	if len(os.Args) != 4 {
		log.Fatal("usage: overnemen STORE FILES ADDED")
	}
	if err := run(os.Args[1], os.Args[2], os.Args[3]); err != nil {
		log.Fatal(err)
	}
}

func run(storeDir, files, added string) error {
	cat, err := data.LoadCatalogue()
	if err != nil {
		return err
	}
	_, path, err := data.Store{Dir: storeDir}.Current()
	if err != nil {
		return err
	}
	db, err := sql.Open("duckdb", path+"?access_mode=read_only")
	if err != nil {
		return err
	}
	defer db.Close()
	tables := map[string][]cell{}
	for _, source := range []string{"kwb-2016", "kwb-2019", "kwb-2020", "lbm2-2016", "lbm3-2024"} {
		if tables[source], err = published(db, cat, source); err != nil {
			return fmt.Errorf("%s: %w", source, err)
		}
	}
	if err := addBuurten(tables, cat, filepath.Join(files, "other/woonikveilig-2024-derived")); err != nil {
		return err
	}
	if err := addGemeenten(tables, cat, filepath.Join(files, "kwb/gemeente-level-derived")); err != nil {
		return err
	}
	if err := addScores(tables, filepath.Join(added, "leefbaarometer/3.0-2002-2024")); err != nil {
		return err
	}
	if err := addDwellings(db, tables, cat, filepath.Join(added, "kwb/2024-85984NED-parquet")); err != nil {
		return err
	}
	if err := addCountry(db, tables, added); err != nil {
		return err
	}
	if err := writePlaces(db, cat); err != nil {
		return err
	}
	for name, cells := range tables {
		if err := writeTable(cat, name, cells); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return nil
}

// published takes the figures of the six gemeenten and the country from the publisher's own files; a column
// in which the publisher gives nothing is left out.
func published(db *sql.DB, cat *data.Catalogue, source string) ([]cell, error) {
	rows, err := db.Query(`select o.year, o.area_code, coalesce(a.name, ''), o.indicator::varchar, o.value
		from observation o join raw_file f on f.id = o.raw_file join area a on a.year = o.area_year and a.code = o.area_code
		where f.source_id = ? and f.name not like 'meegeleverd%' and (o.area_code = 'NL00' or 'GM' || substr(o.area_code, 3, 4) in (select unnest(?)))
		qualify count(o.value) over (partition by o.indicator) > 0`, source, cat.Gemeenten())
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []cell
	for rows.Next() {
		var c cell
		var v *float64
		if err := rows.Scan(&c.year, &c.code, &c.name, &c.indicator, &v); err != nil {
			return nil, err
		}
		c.text = number(v)
		out = append(out, c)
	}
	return out, rows.Err()
}

func number(v *float64) string {
	if v == nil {
		return "."
	}
	return strconv.FormatFloat(*v, 'f', -1, 64)
}

// writeTable writes a table of one source's figures, a row per area and year, a column per indicator in catalogue order. The
// table is called after its source, or after that and what sets it apart.
func writeTable(cat *data.Catalogue, name string, cells []cell) error {
	sourceID := name
	if of, apart := setApart[name]; apart {
		sourceID = of
	}
	source, ok := cat.Source(sourceID)
	if !ok {
		return fmt.Errorf("not in source.csv")
	}
	division := source.Year
	if source.Family == "politie" {
		division = 2024 // the collection keys police figures by the buurten of KWB 2024
	}
	type key struct {
		code string
		year int
	}
	table, names, used := map[key]map[string]string{}, map[key]string{}, map[string]bool{}
	for _, c := range cells {
		k := key{c.code, c.year}
		if table[k] == nil {
			table[k] = map[string]string{}
		}
		table[k][c.indicator], names[k], used[c.indicator] = c.text, c.name, true
	}
	var columns []string
	for _, i := range cat.Indicators {
		if used[i.ID] {
			columns = append(columns, i.ID)
		}
	}
	keys := make([]key, 0, len(table))
	for k := range table {
		keys = append(keys, k)
	}
	sort.Slice(keys, func(i, j int) bool {
		return slices.Compare(place(keys[i].code, keys[i].year), place(keys[j].code, keys[j].year)) < 0
	})
	f, err := os.Create(filepath.Join("data/pack", name+".csv"))
	if err != nil {
		return err
	}
	defer f.Close()
	w := csv.NewWriter(f)
	w.Write(append([]string{"source", "area_year", "year", "code", "name"}, columns...))
	for _, k := range keys {
		row := []string{sourceID, strconv.Itoa(division), strconv.Itoa(k.year), k.code, names[k]}
		for _, c := range columns {
			row = append(row, table[k][c])
		}
		w.Write(row)
	}
	w.Flush()
	return w.Error()
}

// place orders areas as people read them: the country, then each gemeente with its wijken and their buurten.
func place(code string, year int) []string {
	if code == data.NationCode {
		return []string{"", "", "", strconv.Itoa(year)}
	}
	wijk, buurt := "", ""
	if len(code) > 6 {
		wijk = code[6:8]
	}
	if strings.HasPrefix(code, "BU") {
		buurt = code[8:]
	}
	return []string{code[2:6], wijk, buurt, strconv.Itoa(year)}
}
