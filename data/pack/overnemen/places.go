package main

import (
	"database/sql"
	"encoding/csv"
	"os"
	"strconv"

	"wijkinzicht/data"
)

// writePlaces writes the label points of the buurten of 2024 and which of them touch, as far as their borders are known: the
// points of the Leefbaarometer's areas, or else those that the map of 2014 gives for the same code and name.
func writePlaces(db *sql.DB, cat *data.Catalogue) error {
	points := `select 'lbm3-2024', a.year, a.code, a.name, round(a.lon, 5), round(a.lat, 5) from area a
			where a.year = 2024 and a.level = 'buurt' and a.gemeente_code in (select unnest($1)) and a.lon is not null
		union all
		select 'gebieden-2014', a.year, a.code, a.name, round(b.lon, 5), round(b.lat, 5) from area a
			join area b on b.year = 2014 and b.code = a.code and lower(b.name) = lower(a.name) and b.lon is not null
			where a.year = 2024 and a.level = 'buurt' and a.gemeente_code in (select unnest($1)) and a.lon is null
		order by 3`
	if err := writeQuery(db, "data/pack/plaats/labelpunt.csv", []string{"source", "year", "code", "name", "lon", "lat"}, points, cat.Gemeenten()); err != nil {
		return err
	}
	neighbours := `select 'lbm3-2024', year, code, other from neighbour
		where year = 2024 and substr(code, 1, 2) = 'BU' and 'GM' || substr(code, 3, 4) in (select unnest($1)) order by code, other`
	return writeQuery(db, "data/pack/plaats/buren.csv", []string{"source", "year", "code", "other"}, neighbours, cat.Gemeenten())
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
