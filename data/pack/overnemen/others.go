package main

import (
	"encoding/csv"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"

	"wijkinzicht/data/catalogue"
)

// translated are the headings of KWB 2021 as one collection translated them. Its "NonDutch EU" is CBS's "westers", which is not the EU.
var translated = map[string]string{
	"Number of inhabitants": "inwoners", "Numbers of people from 0-14 years old": "inwoners_0_14", "Number of people from 15-24 years old": "inwoners_15_24",
	"Number of people from 25-44 years old": "inwoners_25_44", "Number of people from 45-64 years old": "inwoners_45_64",
	"Number of people >= 65 years old": "inwoners_65plus", "NonDutch EU": "westers_aantal", "NonDutch NonEU": "nietwesters_aantal",
	"Number of households": "huishoudens", "Number of 1 person household": "eenpersoonshuishoudens", "Average household size": "huishoudensgrootte",
	"Population density": "dichtheid", "percent of single-family housing": "eengezins", "percent of multifamily housing": "meergezins",
	"percentage of empty": "onbewoond", "n_low_educated": "opleiding_laag_aantal", "n_highschool_educated": "opleiding_midden_aantal",
	"n_highly_educated": "opleiding_hoog_aantal", "n_income_recipients": "inkomensontvangers", "avg_income_per_recipient": "inkomen_per_ontvanger",
	"avg_income_per_capital": "inkomen_per_inwoner", "p_belong_40p_w_lowest_income": "laag_inkomen_personen", "p_belong_20p_w_highest_income": "hoog_inkomen_personen",
	"avg_standardized_income_household": "gestandaardiseerd_inkomen", "p_household_lowest_40p_income": "laag_inkomen",
	"p_household_highest_20p_income": "hoog_inkomen", "p_low_income_household": "lage_koopkracht", "p_household_smaller_bare_social_minimum": "sociaal_minimum",
	"median_wealth_private_house": "vermogen", "n_pp_w_assitance": "bijstand_aantal", "n_pp_w_AO": "ao_aantal", "n_pp_w_WW": "ww_aantal",
	"n_pp_w_state_pension": "aow_aantal",
}

// tmapFields are the columns of the R package tmap's KWB 2022 that hold published figures. Its ages and its share of hbo and wo were
// computed by its author and are not taken. Low and high incomes are of persons.
var tmapFields = map[string]string{"population": "inwoners", "dwelling_total": "woningen", "dwelling_value": "woz", "dwelling_ownership": "koop",
	"employment_rate": "arbeidsparticipatie", "income_low": "laag_inkomen_personen", "income_high": "hoog_inkomen_personen"}

// tmapAges are those of 2013 and 2014, which are the whole percentages of CBS's map. Inhabitants are rounded to five there and come
// from CBS's own table.
var tmapAges = map[string]string{"pop_0_14": "aandeel_0_14", "pop_15_24": "aandeel_15_24", "pop_25_44": "aandeel_25_44", "pop_45_64": "aandeel_45_64",
	"pop_65plus": "aandeel_65plus"}

func with(fields map[string]string, more map[string]string) map[string]string {
	out := map[string]string{}
	for _, m := range []map[string]string{fields, more} {
		for k, v := range m {
			out[k] = v
		}
	}
	return out
}

// originFigures takes countries of origin in 2024 out of an export that has names and no codes: its rows are those of the export with codes,
// in the same order, which the inhabitants in both must bear out row by row.
func originFigures(c *carrier) (out []cell, err error) {
	const folder = "added/kwb/2024-statline-national"
	named, err := readCSV(c.path(folder, "Kerncijfers_wijken_en_buurten_2024_11122025_141648.csv"), ';')
	if err != nil {
		return nil, err
	}
	coded, err := readCSV(c.path(folder, "Kerncijfers_wijken_en_buurten_2024_geslachten.csv"), ';')
	if err != nil {
		return nil, err
	}
	if len(named) != len(coded) {
		return nil, fmt.Errorf("%d rows with names and %d with codes", len(named), len(coded))
	}
	const inhabitants = "Bevolking/Aantal inwoners (aantal)"
	fields := map[string]string{
		"Bevolking/Bevolking naar herkomst/Herkomstland/Nederland (aantal)":                     "herkomst_nederland_aantal",
		"Bevolking/Bevolking naar herkomst/Herkomstland/Europa (exclusief Nederland)  (aantal)": "herkomst_europa_aantal",
		"Bevolking/Bevolking naar herkomst/Herkomstland/Buiten Europa  (aantal)":                "herkomst_buiten_europa_aantal",
	}
	for i, row := range named {
		if row["Wijken en buurten"] != coded[i]["Wijken en buurten"] || row[inhabitants] != coded[i][inhabitants] {
			return nil, fmt.Errorf("row %d is %q here and %q there", i+2, row["Wijken en buurten"], coded[i]["Wijken en buurten"])
		}
		code := strings.TrimSpace(coded[i]["Regioaanduiding/Codering (code)"])
		if !c.follows(code) {
			continue
		}
		for _, field := range sorted(fields) {
			out = append(out, cell{2024, 2024, code, strings.TrimSpace(row["Wijken en buurten"]), fields[field], strings.TrimSpace(row[field])})
		}
	}
	return out, nil
}

// populationFigures takes inhabitants of the country and the six gemeenten from CBS 37230ned, which counts the end of a year: that is
// 1 January of the next in KWB, still on the division of the year that ended. Only years count of which KWB gives none.
func populationFigures(c *carrier) (out []cell, err error) {
	f, err := os.Open(c.path("added/other/population", "bevolkingeindeperiod_jaren_22122025.csv"))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	r := csv.NewReader(f)
	r.Comma, r.FieldsPerRecord, r.LazyQuotes = ';', -1, true // a byte order mark stands before the first quote
	records, err := r.ReadAll()
	if err != nil {
		return nil, err
	}
	names := map[string]string{"Nederland": catalogue.NationCode, "'s-Gravenhage (gemeente)": "GM0518", "Groningen (gemeente)": "GM0014", "Lelystad": "GM0995",
		"Nijmegen": "GM0268", "Rotterdam": "GM0599", "Zoetermeer": "GM0637"}
	head := slices.IndexFunc(records, func(r []string) bool { return strings.HasPrefix(r[0], "Regio") })
	for _, record := range records[head+1:] {
		code, ok := names[record[0]]
		if !ok {
			continue
		}
		for k := 3; k < len(record); k++ {
			end, err := strconv.Atoi(records[head][k])
			if err != nil {
				return nil, fmt.Errorf("column %d is no year: %w", k+1, err)
			}
			name, _, _ := strings.Cut(record[0], " (")
			c.pack.addElse(cell{end, end + 1, code, name, "inwoners", strings.TrimSpace(record[k])}, "bevolking-37230ned", &out)
		}
	}
	return out, nil
}
