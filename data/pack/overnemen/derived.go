package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"

	"wijkinzicht/data"
)

// buurtFields says under which names the collection per gemeente (KWB 2024, table 85984NED) keeps our indicators.
var buurtFields = map[string]string{
	"inwoners": "inwoners", "inwoners65plus": "inwoners_65plus", "inwoners0tot15": "inwoners_0_14", "dichtheid": "dichtheid",
	"huishoudensgrootte": "huishoudensgrootte", "huishoudens": "huishoudens", "wozWaarde": "woz", "koopwoningen": "koop",
	"eengezinswoning": "eengezins", "inkomenPerInwoner": "inkomen_per_inwoner", "stedelijkheid": "stedelijkheid",
	"adressendichtheid": "omgevingsadressendichtheid", "oppervlakteLandHa": "oppervlakte_land", "afstandHuisarts": "afstand_huisarts",
	"afstandSupermarkt": "afstand_supermarkt", "afstandSchool": "afstand_school", "scholenBinnen3km": "scholen_3km",
}

// derivedArea is an area of that collection, with police and health figures where it has them.
type derivedArea struct {
	Code, Name string
	Demografie map[string]json.RawMessage
	Veiligheid struct{ Trend map[string]json.RawMessage }
	Gezondheid struct{ Trend map[string]json.RawMessage }
}

// addBuurten takes KWB 2024, police and health figures per gemeente, wijk and buurt. Its wijk codes on buurten are wrong and unused.
func addBuurten(tables map[string][]cell, cat *data.Catalogue, dir string) error {
	for _, gemeente := range cat.Gemeenten() {
		content, err := os.ReadFile(filepath.Join(dir, gemeente+".json"))
		if err != nil {
			return err
		}
		var whole derivedGemeente
		if err := json.Unmarshal(content, &whole); err != nil {
			return fmt.Errorf("%s: %w", gemeente, err)
		}
		for _, a := range append(append([]derivedArea{whole.derivedArea}, whole.Wijken...), whole.Buurten...) {
			for field, indicator := range buurtFields {
				tables["kwb-2024"] = append(tables["kwb-2024"], cell{2024, a.Code, a.Name, indicator, text(a.Demografie[field])})
			}
			if a.Code == gemeente || whole.policeFits() {
				tables["politie-47022NED"] = addYears(tables["politie-47022NED"], a, "misdrijven_aantal", a.Veiligheid.Trend)
			}
			tables["gezondheid-50150NED"] = addYears(tables["gezondheid-50150NED"], a, "gezondheid_goed", a.Gezondheid.Trend)
		}
	}
	return nil
}

// derivedGemeente is one file of that collection.
type derivedGemeente struct {
	derivedArea
	Wijken, Buurten []derivedArea
}

// leastPolice is the part of a gemeente's crimes that its buurten must hold. The collection joined the police table by
// code; Zoetermeer's codes mean other places in the table's newer division, and its buurten hold a tenth.
const leastPolice = 0.9

func (g derivedGemeente) policeFits() bool {
	total := func(a derivedArea) float64 {
		v, _ := strconv.ParseFloat(text(a.Veiligheid.Trend["2024"]), 64) // a figure left out adds nothing
		return v
	}
	sum := 0.0
	for _, b := range g.Buurten {
		sum += total(b)
	}
	return sum >= leastPolice*total(g.derivedArea)
}

func addYears(cells []cell, a derivedArea, indicator string, years map[string]json.RawMessage) []cell {
	for y, v := range years {
		if year, err := strconv.Atoi(y); err == nil {
			cells = append(cells, cell{year, a.Code, a.Name, indicator, text(v)})
		}
	}
	return cells
}

func text(v json.RawMessage) string {
	if len(v) == 0 || string(v) == "null" {
		return "."
	}
	return string(v)
}

// gemeenteFields says under which names the collection of gemeenten (KWB 2012, 2017, 2019, 2022) keeps our indicators.
// Ages are whole percentages in it.
var gemeenteFields = map[string]string{
	"aantal_inwoners": "inwoners", "huishoudens": "huishoudens", "gem_huishouden_grootte": "huishoudensgrootte",
	"bevolkingsdichtheid": "dichtheid", "woningvoorraad": "woningen", "gem_woz_waarde": "woz", "koopwoningen": "koop",
	"huurwoningen": "huur", "gem_inkomen_inwoner": "inkomen_per_inwoner", "gem_aardgas": "gas", "gem_elektriciteit": "stroom",
	"0_15": "aandeel_0_14", "15_25": "aandeel_15_24", "25_45": "aandeel_25_44", "45_65": "aandeel_45_64", "65plus": "aandeel_65plus",
	"pct_huurcorporatie": "corporatie", "pct_hh_laag_inkomen": "laag_inkomen", "auto_per_huishouden": "autos_per_huishouden",
	"omgevingsadressendichtheid": "omgevingsadressendichtheid",
}

// addGemeenten takes reference figures of the six gemeenten for years in which nothing smaller is at hand.
func addGemeenten(tables map[string][]cell, cat *data.Catalogue, dir string) error {
	for _, year := range []int{2012, 2017, 2019, 2022} {
		content, err := os.ReadFile(filepath.Join(dir, fmt.Sprintf("gemeenten_%d.geojson", year)))
		if err != nil {
			return err
		}
		var collection struct {
			Features []struct{ Properties map[string]any }
		}
		if err := json.Unmarshal(content, &collection); err != nil {
			return fmt.Errorf("gemeenten %d: %w", year, err)
		}
		source := fmt.Sprintf("kwb-%d", year)
		for _, f := range collection.Features {
			code, _ := f.Properties["gemeentecode"].(string)
			name, _ := f.Properties["gemeentenaam"].(string)
			if year == 2019 && code == "GM0518" { // the publisher's own file speaks for Den Haag
				continue
			}
			if !slices.Contains(cat.Gemeenten(), code) {
				continue
			}
			for field, indicator := range gemeenteFields {
				// an absent figure is an absent key
				if v, ok := f.Properties[field].(float64); ok && !has(tables[source], year, code, indicator) {
					tables[source] = append(tables[source], cell{year, code, name, indicator, number(&v)})
				}
			}
		}
	}
	return nil
}

// has tells whether the publisher's own file gave the figure already.
func has(cells []cell, year int, code, indicator string) bool {
	return slices.ContainsFunc(cells, func(c cell) bool { return c.year == year && c.code == code && c.indicator == indicator })
}
