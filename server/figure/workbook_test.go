package figure

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"wijkinzicht/data/catalogue"
	"wijkinzicht/data/series"
	"wijkinzicht/server/site"
	"wijkinzicht/web"
)

// TestWorkbook reads back what an office gets: numbers as numbers with the decimals that they have, no formula, and no number where
// there is no figure.
func TestWorkbook(t *testing.T) {
	value := 61.00644861980979
	p := Picture{Title: "Koop in Zonnewijk", Lines: []Line{{ShownLine: ShownLine{Subject: catalogue.Subject{Name: "=1+1"}},
		Indicator: catalogue.Indicator{ID: "koop", Naam: "Koopwoningen", Unit: "%", Decimals: 1, Definitie: "Aandeel koopwoningen."},
		Series:    series.Line{{Year: 2012, Status: "niet gepubliceerd"}, {Year: 2013, Value: &value, Quality: "A", Why: "definitie"}}}},
		Sources: func(context.Context) ([]web.Link, error) { return []web.Link{{Text: "Kerncijfers 2013"}}, nil }}
	_, body, err := p.table(t.Context(), &site.Site{Address: "https://wijken.example"}, "xlsx", "0123456789ab")
	if err != nil {
		t.Fatal(err)
	}
	file, err := excelize.OpenReader(bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	for cell, want := range map[string]string{"A1": "gebied", "A2": "=1+1", "D2": "2012", "E2": "", "D3": "2013", "E3": "61.0", "F3": "rechtstreeks"} {
		if got, err := file.GetCellValue(figureSheet, cell); err != nil || got != want {
			t.Errorf("%s is %q (%v), want %q", cell, got, err, want)
		}
	}
	if raw, _ := file.GetCellValue(figureSheet, "E3", excelize.Options{RawCellValue: true}); raw != "61" {
		t.Errorf("the number is %s", raw)
	}
	if formula, _ := file.GetCellFormula(figureSheet, "A2"); formula != "" {
		t.Errorf("a name is a formula: %s", formula)
	}
	if why, _ := file.GetCellValue(figureSheet, "I3"); !strings.HasPrefix(why, "nee: ") {
		t.Errorf("after a break the file says %q", why)
	}
	rows, err := file.GetRows(explainSheet)
	if err != nil {
		t.Fatal(err)
	}
	var text strings.Builder
	for _, row := range rows {
		text.WriteString(strings.Join(row, " ") + "\n")
	}
	for _, want := range []string{"Aandeel koopwoningen.", "Bron Kerncijfers 2013", "revisie 0123456789ab", "Een lege cel is geen nul"} {
		if !strings.Contains(text.String(), want) {
			t.Errorf("the explanation lacks %q:\n%s", want, text.String())
		}
	}
}

// TestTableAsCSV: for programs and for a Dutch spreadsheet, which takes a comma between columns for one before decimals.
func TestTableAsCSV(t *testing.T) {
	value, whole := 61.00644861980979, 12500.0
	table := Table{Columns: []string{"naam", "jaar", "waarde", "aantal", "marge"}, Rows: [][]Cell{
		{Text("Zuid; en \"Oost\""), Whole(2016), Number(&value, 1), Number(&whole, 0), Number(nil, 2)},
		{Text("=1+1"), Whole(2017), Number(&value, 2), Number(&whole, 2), Text("geheim")}}}
	for ending, want := range map[string]string{
		"csv":    "naam,jaar,waarde,aantal,marge\n\"Zuid; en \"\"Oost\"\"\",2016,61,12500,\n'=1+1,2017,61.01,12500,geheim\n",
		ExcelCSV: "\ufeffnaam;jaar;waarde;aantal;marge\r\n\"Zuid; en \"\"Oost\"\"\";2016;61;12500;\r\n'=1+1;2017;61,01;12500;geheim\r\n",
	} {
		if _, got, err := table.File(ending, nil); err != nil || string(got) != want {
			t.Errorf("%s: %v\n%q\nwant\n%q", ending, err, got, want)
		}
	}
}
