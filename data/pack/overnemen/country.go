package main

import (
	"database/sql"
	"fmt"
	"path/filepath"

	"wijkinzicht/data"
)

// country names the table with our own computation of the country's scores; its source says that it is ours.
const country = "lbm3-2022-nederland"

// addCountry computes the scores of the country from those of all its wijken in the edition of 2022 (the publisher gives none),
// weighted by the dwellings of 2022 (KWB 2022, division 2022, as the R package tmap 4.2 keeps it): one set of weights for all years.
// Every wijk with a score has dwellings, so no score is left out. Rounded to five decimals.
func addCountry(db *sql.DB, tables map[string][]cell, added string) error {
	for column, indicator := range map[string]string{"afw": "lbm", "fys": "lbm_fys", "onv": "lbm_onv", "soc": "lbm_soc", "vrz": "lbm_vrz", "won": "lbm_won"} {
		rows, err := db.Query(fmt.Sprintf(`select s.jaar, round(sum(s.%[1]s::double * w.dwelling_total) / sum(w.dwelling_total), 5), count(*) filter (w.code is null)
			from read_csv(?, nullstr = 'NA') s left join read_csv(?) w on w.code = s.wk_code
			where s.%[1]s is not null group by s.jaar`, column),
			filepath.Join(added, "leefbaarometer/3.0-2002-2022/Leefbaarometer-scores wijken 2002-2022.csv.gz"),
			filepath.Join(added, "kwb/2022-wijk-gemeente-tmap/NLD_dist_2022.derived.csv"))
		if err != nil {
			return fmt.Errorf("scores of the country: %w", err)
		}
		defer rows.Close()
		for rows.Next() {
			c := cell{code: data.NationCode, name: "Nederland", indicator: indicator}
			var score float64
			var without int
			if err := rows.Scan(&c.year, &score, &without); err != nil {
				return fmt.Errorf("scores of the country: %w", err)
			}
			if without > 0 {
				return fmt.Errorf("scores of the country: %d wijken of %d have no dwellings", without, c.year)
			}
			c.text = number(&score)
			tables[country] = append(tables[country], c)
		}
		if err := rows.Err(); err != nil {
			return err
		}
	}
	return nil
}
