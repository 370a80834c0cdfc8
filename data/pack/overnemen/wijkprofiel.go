package main

import (
	"strconv"
	"strings"
)

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

// crimes are the kinds of crime that we follow, by what two collections call them.
var crimes = map[string]string{"Totaal misdrijven": "misdrijven_aantal", "Woninginbraak": "woninginbraken", "Fietsdiefstal": "fietsdiefstallen", "Mishandeling": "mishandelingen",
	"Vernieling": "vernielingen", "totaal": "misdrijven_aantal", "woninginbraak": "woninginbraken", "fietsendiefstal": "fietsdiefstallen", "mishandeling": "mishandelingen",
	"vernieling": "vernielingen"}

// nijmegenCodes are two buurten of Nijmegen in another collection, which has names alone.
var nijmegenCodes = map[string]string{"Meijhorst": "BU02680733", "Nije Veld": "BU02680510"}

// crimesOfOthers takes crimes of four buurten by kind, in the years that the table of 2024 does not have.
func crimesOfOthers(c *carrier) (out []cell, err error) {
	wijken, err := wijkprofiel(c)
	if err != nil {
		return nil, err
	}
	add := func(year, code, name, kind string, v float64) error {
		y, err := strconv.Atoi(strings.TrimSuffix(year, "JJ00"))
		if indicator := crimes[kind]; err == nil && indicator != "" {
			c.pack.addElse(cell{2024, y, code, name, indicator, number(&v)}, "politie-47018NED", &out)
		}
		return err
	}
	for _, w := range wijken {
		for kind, years := range w.Politie {
			for year, v := range years {
				if err := add(year, wijkprofielCodes[w.Slug], w.Naam, kind, v); err != nil {
					return nil, err
				}
			}
		}
	}
	var nijmegen map[string]map[string]map[string]float64
	if err := readJSON(c.path("added/other/police", "nijmegen-2023-2025.meijhorst-nije-veld.excerpt.json"), &nijmegen); err != nil {
		return nil, err
	}
	for name, years := range nijmegen {
		for year, kinds := range years {
			for kind, v := range kinds {
				if err := add(year, nijmegenCodes[name], name, kind, v); err != nil {
					return nil, err
				}
			}
		}
	}
	return out, nil
}
