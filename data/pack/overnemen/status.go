package main

import (
	"fmt"
	"strconv"
	"strings"
)

// socialStatus takes SES-WOA of 2019 per wijk, and of 2014 as that less the change between them, which is how the collection
// keeps it. Scores have three decimals at CBS; the subtraction is rounded back to them.
func socialStatus(c *carrier) (out []cell, err error) {
	rows, err := readCSV(c.path("added/other/ses-woa", "wijken_2019_ses.csv"), ',')
	if err != nil {
		return nil, err
	}
	fields := map[string]string{"SES": "ses_woa", "SES_MAD": "ses_spreiding"}
	for i, row := range rows {
		if !c.follows(row["WK_CODE"]) {
			continue
		}
		for _, field := range sorted(fields) {
			name, indicator := strings.TrimSpace(row["WK_NAAM"]), fields[field]
			if row[field] == "" {
				out = append(out, cell{2020, 2019, row["WK_CODE"], name, indicator, "."})
				continue
			}
			score, err1 := strconv.ParseFloat(row[field], 64)
			change, err2 := strconv.ParseFloat(row[field+"_change"], 64)
			if err1 != nil {
				return nil, fmt.Errorf("wijken_2019_ses.csv, row %d: %s is %q", i+2, field, row[field])
			}
			out = append(out, cell{2020, 2019, row["WK_CODE"], name, indicator, thousandths(score)})
			if err2 == nil { // without it the wijk had no score in 2014
				out = append(out, cell{2020, 2014, row["WK_CODE"], name, indicator, thousandths(score - change)})
			}
		}
	}
	return out, nil
}

func thousandths(v float64) string {
	text := strings.TrimRight(strings.TrimRight(strconv.FormatFloat(v, 'f', 3, 64), "0"), ".")
	if text == "-0" {
		return "0"
	}
	return text
}
