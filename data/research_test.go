package data

import (
	"context"
	"errors"
	"strings"
	"testing"
)

// TestMacros asks each macro on the fictional revision, also for what is not there.
func TestMacros(t *testing.T) {
	db := published(t)
	for query, want := range map[string]string{
		"from trend('zonnewijk', 'inwoners')":                                                              "2020,1200,inwoners,ok,A,1,,,false,,1\n",
		"from trend('zonnewijk', 'woz')":                                                                   "",
		"select code, name, relation, share from buurten_in('zonnewijk', 2020)":                            "BU99010101,Zonnewijk-Noord,gelijk,1\n",
		"from buurten_in('zonnewijk', 1999)":                                                               "",
		"select code, inwoners, woz from buurt_breed(2020)":                                                "BU99010101,,\n",
		"select value, formula, files, rows from herkomst('zonnewijk', 'inwoners', 2020)":                  "1200,1 x 1200 (inwoners WK990101 2020),eerste.csv,1\n",
		"from herkomst('zonnewijk', 'woz', 2020)":                                                          "",
		"select subject, comparable, reason from verschil('inwoners', 2020, 2021) where kind = 'wijk'":     "zonnewijk,false,geen cijfer in 2021\n",
		"select difference, percent, comparable from verschil('inwoners', 2020, 2020) where kind = 'wijk'": "0,0,true\n",
	} {
		if got := ask(t, db, query); got != want {
			t.Errorf("%s gives %q, want %q", query, got, want)
		}
	}
	if got, want := ask(t, db, "select count(*) from verschil('inwoners', 2020, 2020)"), ask(t, db, "select count(*) from subject"); got != want {
		t.Errorf("verschil has %s subjects of %s", got, want)
	}
	var q *QueryError
	if err := db.Query(context.Background(), "from trend('nergens', 'inwoners')", "csv", &strings.Builder{}); !errors.As(err, &q) {
		t.Errorf("a subject that does not exist gives %v", err)
	}
}

// TestEverythingIsDescribed: a researcher finds a sentence with every table, view, macro and column.
func TestEverythingIsDescribed(t *testing.T) {
	docs, err := published(t).Describe(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	kinds := map[string]int{}
	for _, d := range docs {
		kinds[d.Kind]++
		if d.Comment == "" || len(d.Columns) == 0 {
			t.Errorf("%s %s has comment %q and %d columns", d.Kind, d.Name, d.Comment, len(d.Columns))
		}
		for _, c := range d.Columns {
			if d.Kind != "macro" && (c.Comment == "" || c.Type == "") {
				t.Errorf("%s.%s has type %q and comment %q", d.Name, c.Name, c.Type, c.Comment)
			}
		}
		if d.Name == "area" && (d.Rows != 2 || !d.Columns[0].Key || !d.Columns[0].Required || d.Columns[3].Required) {
			t.Errorf("area is described as %+v", d)
		}
	}
	if kinds["tabel"] < 16 || kinds["view"] < 4 || kinds["macro"] != 6 {
		t.Errorf("described are %v", kinds)
	}
}

func TestQuestionsAreRead(t *testing.T) {
	slugs := map[string]bool{}
	for _, q := range Questions() {
		if q.Slug == "" || slugs[q.Slug] || !strings.HasSuffix(q.Title, "?") || q.SQL == "" || strings.HasPrefix(q.SQL, "--") || !strings.Contains(q.ClickHouse, "select") {
			t.Errorf("%+v", q)
		}
		slugs[q.Slug] = true
	}
	others, err := questionFiles.ReadDir("question/clickhouse")
	if len(slugs) != 12 || len(others) != len(slugs) || err != nil {
		t.Errorf("%d questions, %d of them for ClickHouse: %v", len(slugs), len(others), err)
	}
}
