package main

import (
	"fmt"

	"wijkinzicht/data/catalogue"
)

// countryScores computes the scores of the country from those of all its wijken in the edition of 2022 (the publisher gives none),
// weighted by the dwellings of 2022 (KWB 2022, division 2022, as the R package tmap 4.2 keeps it): one set of weights for all years.
// Every wijk with a score has dwellings, so no score is left out. Rounded to five decimals.
func countryScores(c *carrier) ([]cell, error) {
	var out []cell
	for column, indicator := range map[string]string{"afw": "lbm", "fys": "lbm_fys", "onv": "lbm_onv", "soc": "lbm_soc", "vrz": "lbm_vrz", "won": "lbm_won"} {
		rows, err := c.db.Query(fmt.Sprintf(`select s.jaar, round(sum(s.%[1]s::double * w.dwelling_total) / sum(w.dwelling_total), 5), count(*) filter (w.code is null)
			from read_csv(?, nullstr = 'NA') s left join read_csv(?) w on w.code = s.wk_code
			where s.%[1]s is not null group by s.jaar`, column),
			c.path("added/leefbaarometer/3.0-2002-2022", "Leefbaarometer-scores wijken 2002-2022.csv.gz"),
			c.path("added/kwb/2022-wijk-gemeente-tmap", "NLD_dist_2022.derived.csv"))
		if err != nil {
			return nil, fmt.Errorf("scores of the country: %w", err)
		}
		defer rows.Close()
		for rows.Next() {
			x := cell{areaYear: 2022, code: catalogue.NationCode, name: "Nederland", indicator: indicator}
			var score float64
			var without int
			if err := rows.Scan(&x.year, &score, &without); err != nil {
				return nil, fmt.Errorf("scores of the country: %w", err)
			}
			if without > 0 {
				return nil, fmt.Errorf("scores of the country: %d wijken of %d have no dwellings", without, x.year)
			}
			x.text = number(&score)
			out = append(out, x)
		}
		if err := rows.Err(); err != nil {
			return nil, err
		}
	}
	return out, nil
}
