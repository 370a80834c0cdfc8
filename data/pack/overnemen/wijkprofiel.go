package main

import "strconv"

// wijkprofielCodes are the two buurten of Rotterdam in the collection raadzoeker, each a whole wijk of the eleven.
var wijkprofielCodes = map[string]string{"tarwewijk": "BU05991571", "afrikaanderwijk": "BU05991086"}

// profiled is one of them: CBS's figures by year and field, crimes by kind and year.
type profiled struct {
	Slug, Naam string
	CBS        map[string]map[string]float64
	Politie    map[string]map[string]float64
}

func wijkprofiel(c *carrier) ([]profiled, error) {
	var whole struct{ Wijken []profiled }
	err := readJSON(c.path("added/other/rotterdam-wijkprofiel", "wijken-2014-2026.tarwewijk-afrikaanderwijk.excerpt.json"), &whole)
	return whole.Wijken, err
}

// wijkprofielFigures takes KWB of two buurten of Rotterdam out of a collection that read PDOK's maps. The share of low incomes and the
// mean income are rounded there and are not taken; the rest of 2024 equals CBS's table.
func wijkprofielFigures(year string) func(*carrier) ([]cell, error) {
	fields := map[string]string{"inw": "inwoners", "woz": "woz", "huur": "huur", "bijst": "bijstand_aantal", "jong": "aandeel_0_14", "oud": "aandeel_65plus", "eenp": "eenpersoons"}
	return func(c *carrier) (out []cell, err error) {
		wijken, err := wijkprofiel(c)
		if err != nil {
			return nil, err
		}
		y, err := strconv.Atoi(year)
		if err != nil {
			return nil, err
		}
		for _, w := range wijken {
			for _, field := range sorted(fields) {
				if v, there := w.CBS[year][field]; there {
					out = append(out, cell{y, y, wijkprofielCodes[w.Slug], w.Naam, fields[field], number(&v)})
				}
			}
		}
		return out, nil
	}
}

// wijkprofielCrimes takes the total of crimes in the years that the table of 2024 does not have.
func wijkprofielCrimes(c *carrier) (out []cell, err error) {
	wijken, err := wijkprofiel(c)
	if err != nil {
		return nil, err
	}
	for _, w := range wijken {
		for y, v := range w.Politie["Totaal misdrijven"] {
			year, err := strconv.Atoi(y)
			if err != nil {
				return nil, err
			}
			c.pack.addElse(cell{2024, year, wijkprofielCodes[w.Slug], w.Naam, "misdrijven_aantal", number(&v)}, "politie-47018NED", &out)
		}
	}
	return out, nil
}
