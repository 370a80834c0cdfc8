package data

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestClickHouseFollowsTheCatalogue holds the export for ClickHouse against what DuckDB says of its own tables: every table with its
// comment, every column that is no outline with its type and comment, as wide and as long as the table.
func TestClickHouseFollowsTheCatalogue(t *testing.T) {
	db := published(t)
	dir := t.TempDir()
	if _, err := db.ExportClickHouse(t.Context(), dir); err != nil {
		t.Fatal(err)
	}
	read := func(name string) string {
		text, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	created := map[string]string{}
	for _, m := range regexp.MustCompile(`(?m)^-- (.+)\ncreate table (\w+) \(\n((?: {4}.+\n)+)\) engine = MergeTree\(\) order by \(.+\);$`).
		FindAllStringSubmatch(read("schema.sql")+"\n"+read("schema-verdeeld.sql"), -1) {
		created[m[2]] = m[1] + "\n" + m[3]
	}
	docs, err := db.Describe(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	tables := 0
	for _, d := range docs {
		if d.Kind != "tabel" {
			continue
		}
		tables++
		comment, columns, _ := strings.Cut(created[d.Name], "\n")
		if comment != d.Comment {
			t.Errorf("%s is described as %q", d.Name, comment)
		}
		var names []string
		for _, c := range d.Columns {
			if c.Type == "BLOB" {
				continue
			}
			names = append(names, c.Name)
			line := regexp.MustCompile(`(?m)^    ` + c.Name + ` \S+ comment '` + regexp.QuoteMeta(strings.ReplaceAll(c.Comment, "'", "''")))
			missing := regexp.MustCompile(`(?m)^    ` + c.Name + ` Nullable\(`)
			if !line.MatchString(columns) || missing.MatchString(columns) == (c.Required || strings.HasSuffix(c.Type, "[]")) {
				t.Errorf("%s.%s (%s, required: %v) is not in\n%s", d.Name, c.Name, c.Type, c.Required, columns)
			}
		}
		rows, err := csv.NewReader(strings.NewReader(read("tabel/" + d.Name + ".csv"))).ReadAll()
		if err != nil || strings.Join(rows[0], " ") != strings.Join(names, " ") || int64(len(rows)-1) != d.Rows {
			t.Errorf("%s has %d rows of %v in its file: %v", d.Name, len(rows)-1, rows[0], err)
		}
	}
	if tables == 0 || tables != len(created) {
		t.Errorf("%d tables are created, of %d", len(created), tables)
	}
	apart := read("schema-verdeeld.sql")
	for _, name := range spread { // by the gemeente in a code, as laden.sh says
		if !strings.Contains(apart, "create table "+name+" (") || !strings.Contains(created[name], "\n    area_code String") || !strings.Contains(read("tabellen.tsv"), "verdeeld\n") {
			t.Errorf("%s is not one of the tables that lie over the shards", name)
		}
	}
}

// TestClickHouseWritesValues: what is missing, an empty text, a list, a truth, a moment, and a text with everything that quoting can meet.
func TestClickHouseWritesValues(t *testing.T) {
	var table clickTable
	for _, c := range []ColumnDoc{{Name: "missing", Type: "VARCHAR"}, {Name: "empty", Type: "VARCHAR"}, {Name: "words", Type: "VARCHAR"}, {Name: "years", Type: "SMALLINT[]"},
		{Name: "texts", Type: "VARCHAR[]"}, {Name: "none", Type: "DOUBLE[]"}, {Name: "yes", Type: "BOOLEAN", Required: true}, {Name: "moment", Type: "TIMESTAMP WITH TIME ZONE"}} {
		column, err := columnInClickHouse(c)
		if err != nil {
			t.Fatal(err)
		}
		table.Columns = append(table.Columns, column)
	}
	table.Name = `(select null::varchar as missing, '' as empty, 'a "b", ''c'' \N' as words, [2020, 2024]::smallint[] as years,
		['leren', 'vrije ''tijd'' \'] as texts, null::double[] as none, true as yes, timestamptz '2024-05-06 09:08:07+02' as moment)`
	db := published(t)
	dir := t.TempDir()
	copies, err := openCopier(t.Context(), db.Path, dir)
	if err != nil {
		t.Fatal(err)
	}
	defer copies.close()
	query, options := table.written()
	if err := copies.copy(t.Context(), query, "een.csv", options); err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(filepath.Join(dir, "een.csv"))
	want := `"missing","empty","words","years","texts","none",yes,moment` + "\n" + `\N,"","a ""b"", 'c' \N","[2020,2024]","['leren','vrije \'tijd\' \\']","[]",1,2024-05-06 07:08:07` + "\n"
	if err != nil || string(got) != want {
		t.Errorf("written is\n%s\nwant\n%s (%v)", got, want, err)
	}
	if _, err := columnInClickHouse(ColumnDoc{Name: "x", Type: "INTERVAL"}); err == nil {
		t.Error("a type that ClickHouse has no other for is taken")
	}
}
