package mirrortest

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
)

// columns4 are the columns of the packed sets as CBS was seen to order them; those of the areas and periods come before Value.
var columns4 = map[string]string{
	"Properties":    "Identifier;Title;Description;Modified;Version;ObservationCount",
	"Dimensions":    "Identifier;Title;Description;MapYear;ReleasePolicy;Kind",
	"MeasureCodes":  "Identifier;MeasureGroupId;Index;Title;Description;DataType;Unit;Decimals;PresentationType",
	"MeasureGroups": "Id;Index;Title;Description;ParentId",
}

// Bulk serves the tables whole, packed as CSV, below an address such as https://datasets.cbs.nl/csv/CBS/nl.
func (m *Mirror) Bulk(base string, tables ...*Table) {
	for _, t := range tables {
		m.Handle(base+"/"+t.ID, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			t.mu.Lock()
			defer t.mu.Unlock()
			w.Write(t.bulk())
		}))
	}
}

// bulk packs the sets that the table has: separated by semicolons, figures with a comma, a list of groups only where there are any.
func (t *Table) bulk() []byte {
	dimensions := t.Region
	if len(t.Years) > 0 {
		dimensions += ";Perioden"
	}
	columns := map[string]string{"Observations": "Id;Measure;" + dimensions + ";Value;StringValue;ValueAttribute",
		t.Region + "Codes": "Identifier;DimensionGroupId;DimensionId;Index;Title;Description",
		"PeriodenCodes":    "Identifier;DimensionGroupId;DimensionId;Index;Title;Description;Status"}
	for name, c := range columns4 {
		columns[name] = c
	}
	files := map[string][]byte{"Catalog.csv": []byte("Identifier;Index;Title\nCBS;1;CBS databank\n")}
	for name, c := range columns {
		rows, there, _ := t.set4(name, "")
		if there && (name != "PeriodenCodes" || len(t.Years) > 0) {
			files[name+".csv"] = packed(strings.Split(c, ";"), rows)
		}
	}
	return Zip(files)
}

func packed(columns, rows []string) []byte {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	w.Comma = ';'
	w.Write(columns) // writing to memory does not fail
	for _, row := range rows {
		d := json.NewDecoder(strings.NewReader(row))
		d.UseNumber()
		fields := map[string]any{}
		if err := d.Decode(&fields); err != nil {
			panic(err)
		}
		cells := make([]string, len(columns))
		for i, c := range columns {
			if fields[c] != nil {
				cells[i] = fmt.Sprint(fields[c])
			}
			if c == "Value" {
				cells[i] = strings.Replace(strings.TrimSuffix(cells[i], ".0"), ".", ",", 1)
			}
		}
		w.Write(cells)
	}
	w.Flush()
	return b.Bytes()
}
