package ingest

import (
	"fmt"
	"strings"
	"testing"
)

// crimeRows writes rows of the police's table: area, year, kind, number.
func crimeRows(rows ...[4]string) []byte {
	var lines []string
	for i, r := range rows {
		value := `"` + fmt.Sprintf("%8s", r[3]) + `"`
		if r[3] == "" {
			value = "null"
		}
		lines = append(lines, fmt.Sprintf(`{"ID":%d,"SoortMisdrijf":"%-6s","WijkenEnBuurten":"%-10s","Perioden":"%sJJ00","GeregistreerdeMisdrijven_1":%s}`, i, r[2], r[0], r[1], value))
	}
	return []byte(strings.ReplaceAll(string(withAddress("47018NED", "UntypedDataSet", strings.Join(lines, ","))), "opendata", "dataderden"))
}

// crimeColumns describes it.
func crimeColumns() []byte {
	return withAddress("47018NED", "DataProperties", `{"ID":0,"ParentID":null,"Type":"Dimension","Key":"SoortMisdrijf","Title":"Soort misdrijf","MapYear":null,"Unit":null},
		{"ID":1,"ParentID":null,"Type":"GeoDetail","Key":"WijkenEnBuurten","Title":"Wijken","MapYear":2025,"Unit":null},{"ID":2,"ParentID":null,"Type":"TimeDimension","Key":"Perioden","Title":"Perioden","MapYear":null,"Unit":null},
		{"ID":3,"ParentID":null,"Type":"Topic","Key":"GeregistreerdeMisdrijven_1","Title":"Geregistreerde misdrijven","MapYear":null,"Unit":"aantal"}`)
}

// TestKindsOfCrime: rows of a kind become figures of its own indicator, whatever the order; kinds that we do not follow are left.
func TestKindsOfCrime(t *testing.T) {
	read := func(rows ...[4]string) (*table, error) {
		var files []odataFile
		var r recognised
		for i, content := range [][]byte{crimeRows(rows...), crimeColumns()} {
			f, err := r.look(t.Context(), dorrestad(t), input{name: fmt.Sprint("f", i), folder: ".", held: content}, content)
			if err != nil || f == nil {
				t.Fatalf("%v, skipped %+v", err, r.skipped)
			}
			files = append(files, *f)
		}
		got, _, err := readOData3(t.Context(), dorrestad(t), files[0], files)
		return got, err
	}
	got, err := read([4]string{"WK990101", "2024", "1.1.1", "12"}, [4]string{"WK990101", "2024", "0.0.0", "120"}, [4]string{"WK990101", "2024", "2.2.1", "."},
		[4]string{"WK990101", "2024", "3.1.1", "5"}, [4]string{"NL00", "2024", "0.0.0", "800000"}, [4]string{"NL00", "2024", "1.1.1", "20000"})
	if err != nil {
		t.Fatal(err)
	}
	said := map[string]string{}
	for _, f := range got.figures(1) {
		for i, code := range f.Codes {
			if v, ok, err := f.At(i); err != nil {
				t.Fatal(err)
			} else if ok {
				said[fmt.Sprint(f.Indicator, " ", code, " ", f.Year)] = show(v.Value)
			}
		}
	}
	want := map[string]string{"misdrijven_aantal WK990101 2024": "120", "woninginbraken WK990101 2024": "12", "vernielingen WK990101 2024": "none",
		"misdrijven_aantal NL00 2024": "800000", "woninginbraken NL00 2024": "20000"}
	if fmt.Sprint(said) != fmt.Sprint(want) || got.rejects != 1 {
		t.Errorf("figures are %v, %d rows left", said, got.rejects)
	}
	if _, err := read([4]string{"WK990101", "2024", "0.0.0", "120"}, [4]string{"WK990101", "2024", "1.1.1", "12"}, [4]string{"WK990101", "2024", "1.1.1", "13"}); err == nil || !strings.Contains(err.Error(), "twee keer in hetzelfde jaar met soort misdrijf 1.1.1") {
		t.Errorf("a kind twice gives %v", err)
	}
}
