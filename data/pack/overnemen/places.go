package main

import (
	"database/sql"
	"encoding/csv"
	"os"
	"slices"
	"strconv"
	"strings"

	"wijkinzicht/data/catalogue"
)

// writePlaces writes the label points of the buurten of 2024: the
// point that a file with borders gives the buurt in 2024 (the Leefbaarometer's areas), or else in the nearest earlier
// division in which the same code bears the same name. Every point names the source of the division it is of: a point that
// an area borrowed, or that we carried over before, is no source.
func writePlaces(db *sql.DB, cat *catalogue.Catalogue) error {
	points := `select f.source_id, a.year, a.code, a.name, round(b.lon, 5), round(b.lat, 5)
		from area a
		join area b on b.code = a.code and b.year <= a.year and b.lon is not null
			and replace(lower(b.name), '-', ' ') = replace(lower(a.name), '-', ' ')
		join raw_file f on f.id = b.raw_file and (f.source_id = 'lbm3-2024' or f.source_id like 'gebieden-%') and f.name not like 'meegeleverd/%'
		where a.year = 2024 and a.level = 'buurt' and a.gemeente_code in (select unnest($1))
		qualify row_number() over (partition by a.code order by b.year desc) = 1
		order by a.code`
	return writeQuery(db, "data/pack/plaats/labelpunt.csv", []string{"source", "year", "code", "name", "lon", "lat"}, points, cat.Gemeenten())
}

// writePostcodes writes the most frequent postcode of the buurten of 2024, as the collection per gemeente wrote it down of KWB 2024.
func (c *carrier) writePostcodes() error {
	var rows [][]string
	if err := c.perGemeente(func(_ derivedGemeente, a derivedArea) {
		if p := strings.Trim(string(a.Demografie["postcode"]), `"`); len(p) == 4 && strings.HasPrefix(a.Code, "BU") { // null: none
			rows = append(rows, []string{"kwb-2024", "2024", a.Code, a.Name, p})
		}
	}); err != nil {
		return err
	}
	slices.SortFunc(rows, func(a, b []string) int { return strings.Compare(a[2], b[2]) })
	f, err := os.Create("data/pack/plaats/postcode.csv")
	if err != nil {
		return err
	}
	defer f.Close()
	return csv.NewWriter(f).WriteAll(slices.Concat([][]string{{"source", "year", "code", "name", "postcode"}}, rows))
}

func writeQuery(db *sql.DB, path string, header []string, query string, gemeenten []string) error {
	rows, err := db.Query(query, gemeenten)
	if err != nil {
		return err
	}
	defer rows.Close()
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer f.Close()
	w := csv.NewWriter(f)
	w.Write(header)
	for rows.Next() {
		cells := make([]any, len(header))
		into := make([]any, len(header))
		for i := range cells {
			into[i] = &cells[i]
		}
		if err := rows.Scan(into...); err != nil {
			return err
		}
		row := make([]string, len(cells))
		for i, c := range cells {
			switch v := c.(type) {
			case string:
				row[i] = v
			case float64:
				row[i] = strconv.FormatFloat(v, 'f', -1, 64)
			case int16:
				row[i] = strconv.Itoa(int(v))
			}
		}
		w.Write(row)
	}
	w.Flush()
	return w.Error()
}
