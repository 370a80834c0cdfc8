package ingest

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	carried "wijkinzicht/data/pack"
	"wijkinzicht/data/store"
)

// manyBuurten is a gemeente with one wijk of 24 buurten, with counts and a mean; change alters them.
func manyBuurten(change func(rows []area)) []byte {
	headings := []string{"Bevolking/Aantal inwoners (aantal)", "Bevolking/Particuliere huishoudens/Huishoudens totaal (aantal)", "Wonen/Woningvoorraad (aantal)",
		"Wonen/Gemiddelde WOZ-waarde van woningen (x 1 000 euro)"}
	rows := []area{{"GM9901", "Dorrestad", "Gemeente", nil}, {"WK990101", "Zonnewijk", "Wijk", nil}}
	var sum [3]int
	for i := range 24 {
		of := [3]int{500 + 35*i, 240 + 15*i, 250 + 15*i}
		cells := []string{}
		for k, n := range of {
			sum[k] += n
			cells = append(cells, strconv.Itoa(n))
		}
		rows = append(rows, area{fmt.Sprintf("BU990101%02d", i+1), "Buurt", "Buurt", append(cells, strconv.Itoa(200+5*i))})
	}
	for i := range 2 {
		rows[i].cells = []string{strconv.Itoa(sum[0]), strconv.Itoa(sum[1]), strconv.Itoa(sum[2]), "260"}
	}
	if change != nil {
		change(rows)
	}
	return statlineExport(headings, rows)
}

// TestTablesAreHeldTogether gives folders with a file that no reader can see to be wrong by itself.
func TestTablesAreHeldTogether(t *testing.T) {
	cell := func(row, column int, text string) func([]area) {
		return func(rows []area) { rows[row].cells[column] = text }
	}
	nation := func(inhabitants string) []byte {
		return statlineExport(inwoners, []area{{"NL00", "Nederland", "Land", []string{inhabitants}}, wijk("10")})
	}
	for name, c := range map[string]struct {
		files map[string][]byte
		says  []string // of what is refused; none: all is taken in
	}{
		"nothing wrong":                      {map[string][]byte{"kwb 2020.csv": manyBuurten(nil)}, nil},
		"ten times the people of a wijk":     {map[string][]byte{"kwb 2020.csv": manyBuurten(cell(1, 0, "216600"))}, []string{"rij 3", "AantalInwoners", "10 keer zo groot"}},
		"ten times the people of a buurt":    {map[string][]byte{"kwb 2020.csv": manyBuurten(cell(4, 0, "5700"))}, []string{"rij 6", "BU99010103", "10 keer zo groot"}},
		"a tenth of the people of a buurt":   {map[string][]byte{"kwb 2020.csv": manyBuurten(cell(20, 0, "113"))}, []string{"rij 22", "10 keer zo klein"}},
		"ten times a value of homes":         {map[string][]byte{"kwb 2020.csv": manyBuurten(cell(1, 3, "2600"))}, []string{"10 keer zo groot"}},
		"ten times the homes of the whole":   {map[string][]byte{"kwb 2020.csv": manyBuurten(cell(0, 2, "101400"))}, []string{"kolom Woningvoorraad", "10 keer zo"}},
		"a year more in the name":            {map[string][]byte{"2021-download van KWB 2019.csv": nation("17282163")}, nil},
		"two years in the name":              {map[string][]byte{"2021 en 2019.csv": manyBuurten(nil)}, []string{"meer dan één jaar (2021, 2019)"}},
		"the same content of two years":      {map[string][]byte{"kwb 2020.csv": manyBuurten(nil), "kwb 2021.csv": manyBuurten(nil)}, []string{"dezelfde inhoud staat er ook als kwb 2021.csv"}},
		"one column of two years":            {map[string][]byte{"kwb 2020.csv": manyBuurten(nil), "kwb 2021.csv": manyBuurten(cell(3, 0, "540"))}, []string{"kwb 2020.csv: Huishoudens, Woningen", "kwb 2021.csv: Huishoudens"}},
		"thousands with a point":             {map[string][]byte{"kwb 2020.csv": manyBuurten(cell(1, 0, "21.660"))}, []string{"21.660 is geen geheel getal"}},
		"thousands with a point and zeroes":  {map[string][]byte{"kwb 2020.csv": manyBuurten(cell(1, 0, "22.000"))}, []string{"punt of komma voor duizendtallen"}},
		"thousands of what is no count":      {map[string][]byte{"kwb 2020.csv": manyBuurten(cell(1, 3, "1.260"))}, []string{"punt of komma voor duizendtallen"}},
		"thousands with a comma of no count": {map[string][]byte{"kwb 2020.csv": manyBuurten(cell(1, 3, "1,260"))}, []string{"punt of komma voor duizendtallen"}},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Run(t.Context(), dorrestad(t), store.Store{Dir: t.TempDir()}, folder(t, c.files), quiet)
			if (err == nil) != (c.says == nil) {
				t.Fatalf("gives %v", err)
			}
			said := fmt.Sprint(err)
			if nothing, ok := err.(*NothingRead); ok {
				said = strings.Join(nothing.Files, "\n")
			}
			for _, want := range c.says {
				if !strings.Contains(said, want) {
					t.Errorf("%q lacks %q", said, want)
				}
			}
		})
	}
}

// TestYearInside: the number of inhabitants of the country says which year a file is of, whatever its name says.
func TestYearInside(t *testing.T) {
	depot := store.Store{Dir: t.TempDir()}
	ingested(t, depot, folder(t, map[string][]byte{"kwb 2021.csv": statlineExport(inwoners, []area{{"NL00", "Nederland", "Land", []string{"17282163"}}, wijk("10")})}))
	expect(t, opened(t, depot), "select year, value from observation where area_code = 'WK990101'", "2019,10")
	other := kwbWorkbook("KWB2023", []string{"gwb_code_10", "x", "regio", "y", "recs", "z", "ind_wbi", "a_inw"},
		[]area{{"NL00", "Nederland", "Land", []string{"17282163"}}, wijk("10")})
	cat := dorrestad(t)
	cat.Pack = carried.Files() // it has the inhabitants of the country
	_, err := Run(t.Context(), cat, store.Store{Dir: t.TempDir()}, folder(t, one("a.xlsx", other)), quiet)
	if err == nil || !strings.Contains(err.Error(), "het inwonertal is dat van 2019 en niet van 2023") {
		t.Errorf("a sheet of another year gives %v", err)
	}
}

// TestJumpsAreListed: what lies far from the edition before, and may be right, is listed with file and row of both.
func TestJumpsAreListed(t *testing.T) {
	next := manyBuurten(func(rows []area) {
		for i := range rows {
			for k, text := range rows[i].cells {
				n, _ := strconv.Atoi(text)
				rows[i].cells[k] = strconv.Itoa(n + 3 + k)
			}
		}
		rows[7].cells[3] = "1300"
	})
	depot := store.Store{Dir: t.TempDir()}
	ingested(t, depot, folder(t, map[string][]byte{"kwb 2020.csv": manyBuurten(nil), "kwb 2021.csv": next}))
	jumps, err := opened(t, depot).JumpReports(t.Context())
	if err != nil || len(jumps) != 1 {
		t.Fatalf("%+v, %v", jumps, err)
	}
	if got := fmt.Sprint(jumps[0]); got != "{woz BU99010106 2020 225 kwb 2020.csv 9 2021 1300 kwb 2021.csv 9}" {
		t.Error(got)
	}
}
