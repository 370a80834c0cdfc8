package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strconv"
	"strings"

	"wijkinzicht/data/catalogue"
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

// derivedGemeente is one file of that collection.
type derivedGemeente struct {
	derivedArea
	Wijken, Buurten []derivedArea
}

// perGemeente goes over that collection. Its wijk codes on buurten are wrong and unused.
func (c *carrier) perGemeente(visit func(whole derivedGemeente, a derivedArea)) error {
	for _, gemeente := range c.cat.Gemeenten() {
		var whole derivedGemeente
		if err := readJSON(c.path("real/other/woonikveilig-2024-derived", gemeente+".json"), &whole); err != nil {
			return err
		}
		for _, a := range slices.Concat([]derivedArea{whole.derivedArea}, whole.Wijken, whole.Buurten) {
			visit(whole, a)
		}
	}
	return nil
}

func buurtFigures(c *carrier) (out []cell, err error) {
	err = c.perGemeente(func(_ derivedGemeente, a derivedArea) {
		for field, indicator := range buurtFields {
			if v := text(a.Demografie[field]); v != "." { // a third party's null can be a zero: it says nothing
				out = append(out, cell{2024, 2024, a.Code, a.Name, indicator, v})
			}
		}
	})
	return out, err
}

func policeFigures(c *carrier) (out []cell, err error) {
	err = c.perGemeente(func(whole derivedGemeente, a derivedArea) {
		if a.Code == whole.Code || whole.policeFits() {
			out = addYears(out, a, "misdrijven_aantal", a.Veiligheid.Trend)
		}
	})
	return out, err
}

func healthFigures(c *carrier) (out []cell, err error) {
	err = c.perGemeente(func(_ derivedGemeente, a derivedArea) {
		out = addYears(out, a, "gezondheid_goed", a.Gezondheid.Trend)
	})
	return out, err
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

// addYears adds a series; the collection keys it by the buurten of KWB 2024.
func addYears(cells []cell, a derivedArea, indicator string, years map[string]json.RawMessage) []cell {
	for y, v := range years {
		if year, err := strconv.Atoi(y); err == nil {
			cells = append(cells, cell{2024, year, a.Code, a.Name, indicator, text(v)})
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

func readJSON(path string, into any) error {
	content, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(content, into); err != nil {
		return fmt.Errorf("%s: %w", filepath.Base(path), err)
	}
	return nil
}

// path names a file, which lies below the folder itself or below what was named to ingest.
func (c *carrier) path(folder, name string) string { return filepath.Join(c.files, folder, name) }

// mapFieldsOfOthers says under which names the collection of gemeenten and wijken (KWB 2012 to 2023, taken from PDOK's maps) keeps our
// indicators. Its ages are the whole percentages of CBS's map (held against that of 2024: 1,710 of 1,710 the same). Its incomes and
// the shares of low and high incomes are rounded to whole numbers and are not taken.
var mapFieldsOfOthers = map[string]string{
	"aantal_inwoners": "inwoners", "huishoudens": "huishoudens", "gem_huishouden_grootte": "huishoudensgrootte",
	"bevolkingsdichtheid": "dichtheid", "woningvoorraad": "woningen", "gem_woz_waarde": "woz", "koopwoningen": "koop",
	"huurwoningen": "huur", "gem_aardgas": "gas", "gem_elektriciteit": "stroom", "personenautos": "autos", "bedrijfsvestigingen": "bedrijfsvestigingen",
	"0_15": "aandeel_0_14", "15_25": "aandeel_15_24", "25_45": "aandeel_25_44", "45_65": "aandeel_45_64", "65plus": "aandeel_65plus",
	"pct_huurcorporatie": "corporatie", "auto_per_huishouden": "autos_per_huishouden", "omgevingsadressendichtheid": "omgevingsadressendichtheid",
	"stedelijkheid": "stedelijkheid", "arbeidsparticipatie": "arbeidsparticipatie", "pct_eengezins": "eengezins", "pct_meergezins": "meergezins",
	"afstand_huisarts": "afstand_huisarts", "afstand_supermarkt": "afstand_supermarkt", "pct_eenpersoonshhd": "eenpersoons",
	"pct_hhd_zonder_kind": "zonder_kinderen", "pct_hhd_met_kind": "met_kinderen", "opl_laag": "opleiding_laag_aantal", "opl_midden": "opleiding_midden_aantal",
	"opl_hoog": "opleiding_hoog_aantal", "opp_land": "oppervlakte_land", "opp_water": "oppervlakte_water",
}

// gemeentenOf takes reference figures of the six gemeenten for a year; in 2012 incomes have a decimal, as published.
func gemeentenOf(folder string, year int) func(*carrier) ([]cell, error) {
	return func(c *carrier) ([]cell, error) {
		fields := mapFieldsOfOthers
		if year == 2012 {
			fields = map[string]string{"gem_inkomen_inwoner": "inkomen_per_inwoner"}
			for k, v := range mapFieldsOfOthers {
				fields[k] = v
			}
		}
		return c.features(c.path(folder, fmt.Sprintf("gemeenten_%d.geojson", year)), year, fields, "gemeentecode", "gemeentenaam")
	}
}

// features takes the named fields; an absent figure is an absent key.
func (c *carrier) features(path string, year int, fields map[string]string, codeField, nameField string) (out []cell, err error) {
	var collection struct {
		Features []struct{ Properties map[string]any }
	}
	if err := readJSON(path, &collection); err != nil {
		return nil, err
	}
	for _, f := range collection.Features {
		code, _ := f.Properties[codeField].(string)
		name, _ := f.Properties[nameField].(string)
		if !c.follows(code) {
			continue
		}
		for field, indicator := range fields {
			if v, ok := f.Properties[field].(float64); ok {
				out = append(out, cell{year, year, code, name, indicator, number(&v)})
			}
		}
	}
	sort.Slice(out, func(i, j int) bool { return out[i].indicator < out[j].indicator })
	return out, nil
}

// follows tells whether an area lies in one of the six gemeenten, or is the country.
func (c *carrier) follows(code string) bool {
	return code == catalogue.NationCode || len(code) >= 6 && slices.Contains(c.cat.Gemeenten(), "GM"+strings.TrimSpace(code)[2:6])
}
