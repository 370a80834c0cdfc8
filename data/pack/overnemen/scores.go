package main

import (
	"encoding/csv"
	"fmt"
	"os"
	"strconv"
)

// scoreFields says under which names the copies at five decimals keep our indicators.
var scoreFields = map[string]string{
	"afw_cut": "lbm", "fys_cut": "lbm_fys", "onv_cut": "lbm_onv", "soc_cut": "lbm_soc", "vrz_cut": "lbm_vrz", "won_cut": "lbm_won",
}

var scoreYears = []int{2002, 2008, 2012, 2014, 2016, 2018, 2020, 2022, 2024}

// scoreCopies takes the scores of Leefbaarometer 3.0, edition 2024, cut off after five decimals, by a hand copy that was proved by the
// sums in it; where a file has all digits those go first. A year that an area lacks in the source is a point.
func scoreCopies(c *carrier) ([]cell, error) {
	type at struct {
		code string
		year int
	}
	var out []cell
	for _, name := range []string{"buurten", "wijken"} {
		rows, err := records(c.path("added/leefbaarometer/3.0-2002-2024", "derived-"+name+"-six-gemeenten.five-decimals.csv"))
		if err != nil {
			return nil, err
		}
		head, seen, names := rows[0], map[at]bool{}, map[string]string{}
		for _, r := range rows[1:] {
			year, err := strconv.Atoi(r[2])
			if err != nil {
				return nil, fmt.Errorf("%s: %q is no year", r[0], r[2])
			}
			seen[at{r[0], year}], names[r[0]] = true, r[1]
			for i, h := range head {
				if id, ours := scoreFields[h]; ours && r[i] != "NA" {
					out = append(out, cell{2024, year, r[0], r[1], id, r[i]})
				}
			}
		}
		for code, name := range names {
			for _, year := range scoreYears {
				if !seen[at{code, year}] {
					out = append(out, cell{2024, year, code, name, "lbm", "."})
				}
			}
		}
	}
	return out, nil
}

func records(path string) ([][]string, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return csv.NewReader(f).ReadAll()
}
