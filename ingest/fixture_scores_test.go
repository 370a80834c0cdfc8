package ingest

import (
	"fmt"
	"strconv"
	"strings"
)

// scoreYears are the years of the edition of 2024; the parts exist from 2014 on, but for 2016.
var scoreYears = []int{2002, 2008, 2012, 2014, 2016, 2018, 2020, 2022, 2024}

// fixedReference is what the score of an area with deviation nought is on the model's scale.
const fixedReference = 4.10226485114368

// scoreRow is one line of a score file: place tells areas apart, shift makes the figures of another edition.
func scoreRow(code, name string, place, year int, shift float64, number func(float64) string) string {
	t := float64(year-2002) / 100
	parts := []float64{0.0214630006605479 + t, -0.0518574019272535 - t/3, -0.0453792724495977 + float64(place)/90, 0.14770292805922 - t/7, -0.0529090701494374 + shift}
	afw := 0.0
	cells := []string{}
	for _, p := range parts {
		afw += p
		cells = append(cells, number(p))
	}
	if year < 2014 || year == 2016 {
		cells = []string{"NA", "NA", "NA", "NA", "NA"}
	}
	return fmt.Sprintf("%s,%s,%d,%s,%s,%s", code, name, year, number(fixedReference+afw), number(afw), strings.Join(cells, ","))
}

// scores2002to2024 is a file of the edition of 2024 as the ministry lays it out: text in quotes, up to 15 digits, a bare NA.
func scores2002to2024(level string, codes ...string) string {
	quote := func(s string) string { return `"` + s + `"` }
	lines := []string{`"` + level + `_code","` + level + `_naam","jaar","lbm","afw","fys","onv","soc","vrz","won"`}
	for i, code := range codes {
		for _, year := range scoreYears {
			lines = append(lines, scoreRow(quote(code), quote("Plek "+strconv.Itoa(i+1)), i, year, 0, func(v float64) string { return strconv.FormatFloat(v, 'g', 15, 64) }))
		}
	}
	return strings.Join(lines, "\n") + "\n"
}

// scores2002to2022 is a file of the edition of 2022: quotes only round a name with a comma, up to 18 digits, an exponent of one
// digit. Its figures differ from those of the later edition by shift.
func scores2002to2022(level string, shift float64, codes ...string) string {
	lines := []string{level + "_code," + level + "_naam,jaar,lbm,afw,fys,onv,soc,vrz,won"}
	for i, code := range codes {
		for _, year := range scoreYears[:8] {
			name := "Plek " + strconv.Itoa(i+1)
			if i == 1 {
				name = `"Plek 2, Noord"`
			}
			lines = append(lines, scoreRow(code, name, i, year, shift, func(v float64) string {
				return strings.Replace(strconv.FormatFloat(v, 'g', 17, 64), "e-0", "e-", 1)
			}))
		}
	}
	return strings.Join(lines, "\n") + "\n"
}
