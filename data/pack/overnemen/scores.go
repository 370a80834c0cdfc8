package main

import (
	"database/sql"
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"strconv"

	"wijkinzicht/data"
)

// Tables that hold a part of a source's figures, by the source: those that came in another way than the rest.
const (
	fiveDecimals = "lbm3-2024-vijf-decimalen"
	dwellings    = "kwb-2024-woningen"
)

var setApart = map[string]string{fiveDecimals: "lbm3-2024", dwellings: "kwb-2024"}

// scoreFields says under which names the copies at five decimals keep our indicators.
var scoreFields = map[string]string{
	"afw_cut": "lbm", "fys_cut": "lbm_fys", "onv_cut": "lbm_onv", "soc_cut": "lbm_soc", "vrz_cut": "lbm_vrz", "won_cut": "lbm_won",
}

var scoreYears = []int{2002, 2008, 2012, 2014, 2016, 2018, 2020, 2022, 2024}

// addScores takes the scores of Leefbaarometer 3.0, edition 2024, of the areas and years of which no file has all digits: cut
// off after five decimals, by a hand copy that was proved by the sums in it. A year that an area lacks in the source is a point.
func addScores(tables map[string][]cell, dir string) error {
	type at struct {
		code string
		year int
	}
	exact := map[at]bool{}
	for _, c := range tables["lbm3-2024"] {
		exact[at{c.code, c.year}] = true
	}
	for _, name := range []string{"buurten", "wijken"} {
		rows, err := records(filepath.Join(dir, "derived-"+name+"-six-gemeenten.five-decimals.csv"))
		if err != nil {
			return err
		}
		head, seen, names := rows[0], map[at]bool{}, map[string]string{}
		for _, r := range rows[1:] {
			year, err := strconv.Atoi(r[2])
			if err != nil {
				return fmt.Errorf("%s: %q is no year", r[0], r[2])
			}
			seen[at{r[0], year}], names[r[0]] = true, r[1]
			if exact[at{r[0], year}] {
				continue
			}
			for i, h := range head {
				if id, ours := scoreFields[h]; ours && r[i] != "NA" {
					tables[fiveDecimals] = append(tables[fiveDecimals], cell{year, r[0], r[1], id, r[i]})
				}
			}
		}
		for code, name := range names {
			for _, year := range scoreYears {
				if k := (at{code, year}); !seen[k] && !exact[k] {
					tables[fiveDecimals] = append(tables[fiveDecimals], cell{year, code, name, "lbm", "."})
				}
			}
		}
	}
	return nil
}

func records(path string) ([][]string, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return csv.NewReader(f).ReadAll()
}

// addDwellings takes the dwellings of the gemeenten and their wijken in 2024 (table 85984NED, as one user keeps it with CBS's
// map): what scores of wijken are weighed with.
func addDwellings(db *sql.DB, tables map[string][]cell, cat *data.Catalogue, dir string) error {
	for _, level := range []string{"gemeente", "wijk"} {
		query := fmt.Sprintf(`select %[1]scode, %[1]snaam, woningvoorraad from read_parquet(?) where list_contains(?, gemeentecode) and water = 'NEE'`, level)
		rows, err := db.Query(query, filepath.Join(dir, level+"_2024_stats.parquet"), cat.Gemeenten())
		if err != nil {
			return fmt.Errorf("dwellings per %s: %w", level, err)
		}
		defer rows.Close()
		for rows.Next() {
			c := cell{year: 2024, indicator: "woningen"}
			var n float64
			if err := rows.Scan(&c.code, &c.name, &n); err != nil {
				return fmt.Errorf("dwellings per %s: %w", level, err)
			}
			c.text = "."
			if n > -99990 {
				c.text = number(&n)
			}
			tables[dwellings] = append(tables[dwellings], c)
		}
		if err := rows.Err(); err != nil {
			return err
		}
	}
	return nil
}
