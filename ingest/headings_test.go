package ingest

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"wijkinzicht/data/catalogue"
)

// TestUnknownHeadingsOfOData: a column that neither of us knows is named with the table, and one that is a letter off one that is lacking
// is refused, as in a CSV.
func TestUnknownHeadingsOfOData(t *testing.T) {
	more := append(slices.Clone(topics2025), topic{"HuizenMetEenDak_90", "Huizen met een dak", "Wonen", "aantal", "Long"})
	rows := slices.Clone(areas2025)
	for i := range rows {
		rows[i].cells = append(slices.Clone(rows[i].cells), "1")
	}
	read := func(topics []topic) (*table, error) {
		var files []odataFile
		var r recognised
		for name, content := range map[string][]byte{"a": odataFigures("86165NED", false, topics, rows), "b": odataProperties("86165NED", 2025, topics)} {
			f, err := r.look(t.Context(), dorrestad(t), input{name: name, folder: ".", held: content}, content)
			if err != nil {
				t.Fatal(err)
			}
			files = append(files, *f)
		}
		at := slices.IndexFunc(files, odataFile.isFigures)
		got, _, err := readODataTable(t.Context(), dorrestad(t), files[at], files)
		return got, err
	}
	got, err := read(more)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(got.note, "Kolommen die wij niet kennen: HuizenMetEenDak.") {
		t.Errorf("the note is %q", got.note)
	}
	more[len(more)-2].key = "Koopwonigen_47"
	if _, err := read(more); err == nil || !strings.Contains(err.Error(), "deze kolom kennen wij niet; bedoelt u Koopwoningen") {
		t.Errorf("one letter off gives %v", err)
	}
}

// TestHeadingsOfTheTableOf2024: all columns that CBS describes of its table are followed or known not to be.
func TestHeadingsOfTheTableOf2024(t *testing.T) {
	path := filepath.Join(realFiles(t), "..", "wire", "odata3", "85984NED_DataProperties.json")
	if _, err := os.Stat(path); err != nil {
		t.Skip("no recording of the description of 2024 here")
	}
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	properties, err := readProperties(t.Context(), odataFile{in: input{name: path, held: slices.Concat([]byte(`{"value":`), content, []byte("}"))}, keys: []string{"MapYear"}})
	if err != nil {
		t.Fatal(err)
	}
	cat, err := catalogue.Load()
	if err != nil {
		t.Fatal(err)
	}
	headers := headers3(nil, properties)
	note, err := headings(cat, "", "kwb", "D", 2024, headers)
	if err != nil || len(headers) < 100 || strings.Contains(note, "niet kennen") {
		t.Errorf("%d columns: %q, %v", len(headers), note, err)
	}
}
