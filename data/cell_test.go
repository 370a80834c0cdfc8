package data

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/csv"
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// everyType has a value of every logical type of DuckDB, as SQL, as CSV has it and as JSON has it.
var everyType = []struct{ value, text, json string }{
	{"true", "true", "true"},
	{"(-128)::tinyint", "-128", "-128"},
	{"255::utinyint", "255", "255"},
	{"(-32768)::smallint", "-32768", "-32768"},
	{"65535::usmallint", "65535", "65535"},
	{"7::integer", "7", "7"},
	{"4294967295::uinteger", "4294967295", "4294967295"},
	{"(-9223372036854775808)::bigint", "-9223372036854775808", "-9223372036854775808"},
	{"18446744073709551615::ubigint", "18446744073709551615", "18446744073709551615"},
	{"12345678901234567890123::hugeint", "12345678901234567890123", "12345678901234567890123"},
	{"340282366920938463463374607431768211455::uhugeint", "340282366920938463463374607431768211455", "340282366920938463463374607431768211455"},
	{"'123456789012345678901234567890123456789012345'::bignum", "123456789012345678901234567890123456789012345", "123456789012345678901234567890123456789012345"},
	{"1.50::decimal(6, 2)", "1.50", "1.50"},
	{"(-0.05)::decimal(38, 10)", "-0.0500000000", "-0.0500000000"},
	{"0.1::float", "0.1", "0.1"},
	{"0.1::double", "0.1", "0.1"},
	{"1e300", "1e+300", "1e+300"},
	{"21555.0::double", "21555", "21555"},
	{"'nan'::double", "nan", `"NaN"`},
	{"'inf'::double", "inf", `"Infinity"`},
	{"'-inf'::float", "-inf", `"-Infinity"`},
	{"null", "", "null"},
	{"null::integer[]", "", "null"},
	{"'a;\"b'", `a;"b`, `"a;\"b"`},
	{"'een'::enum('een', 'twee')", "een", `"een"`},
	{`'\xAA\x00z'::blob`, `\xAA\x00z`, `"\\xAA\\x00z"`},
	{"'0101'::bit", "0101", `"0101"`},
	{"date '2026-05-04'", "2026-05-04", `"2026-05-04"`},
	{"date 'infinity'", "infinity", `"infinity"`},
	{"time '12:34:56.123456'", "12:34:56.123456", `"12:34:56.123456"`},
	{"timetz '12:34:56.5+02'", "12:34:56.5+02", `"12:34:56.5+02"`},
	{"time_ns '12:34:56.123456789'", "12:34:56.123456789", `"12:34:56.123456789"`},
	{"timestamp '2026-05-04 03:02:01.000001'", "2026-05-04 03:02:01.000001", `"2026-05-04 03:02:01.000001"`},
	{"timestamp_s '2026-05-04 03:02:01'", "2026-05-04 03:02:01", `"2026-05-04 03:02:01"`},
	{"timestamp_ms '2026-05-04 03:02:01.5'", "2026-05-04 03:02:01.5", `"2026-05-04 03:02:01.5"`},
	{"timestamp_ns '2026-05-04 03:02:01.123456789'", "2026-05-04 03:02:01.123456789", `"2026-05-04 03:02:01.123456789"`},
	{"timestamptz '2026-05-04 03:02:01+00'", "2026-05-04 03:02:01+00", `"2026-05-04 03:02:01+00"`},
	{"timestamp '-infinity'", "-infinity", `"-infinity"`},
	{"interval '2 months 12 days 3 hours'", "2 months 12 days 03:00:00", `"2 months 12 days 03:00:00"`},
	{"'96917773-5697-4f32-8219-8930ec03a2f3'::uuid", "96917773-5697-4f32-8219-8930ec03a2f3", `"96917773-5697-4f32-8219-8930ec03a2f3"`},
	{"[1, null, 3]", "[1,null,3]", "[1,null,3]"},
	{"['a', 'b']", `["a","b"]`, `["a","b"]`},
	{"array_value(1, 2)", "[1,2]", "[1,2]"},
	{"{'a': 1, 'b': [time '12:00:00']}", `{"a":1,"b":["12:00:00"]}`, `{"a":1,"b":["12:00:00"]}`},
	{"row(1, 'a')", "(1, a)", `"(1, a)"`},
	{"map {1: 'x', 2: 'y'}", `{"1":"x","2":"y"}`, `{"1":"x","2":"y"}`},
	{"union_value(k := 2)", `{"k":2}`, `{"k":2}`},
	{"({'a': [1, 2]})::variant", `{"a":[1,2]}`, `{"a":[1,2]}`},
	{`'{"a": 1, "b": 12345678901234567890123}'::json`, `{"a": 1, "b": 12345678901234567890123}`, `{"a":1,"b":12345678901234567890123}`},
	{`'{"a": nan}'::json`, `{"a": nan}`, `"{\"a\": nan}"`},
	{`st_geomfromwkb('\x01\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\xF0\x3F\x00\x00\x00\x00\x00\x00\x00\x40'::blob)`, "POINT (1 2)", `"POINT (1 2)"`},
}

// TestEveryTypeInEveryFormat holds the answers to a question with every type in it against DuckDB's own words, two columns
// of one name among them.
func TestEveryTypeInEveryFormat(t *testing.T) {
	db := published(t)
	var picked []string
	for _, e := range everyType {
		picked = append(picked, e.value+" as x")
	}
	question := "select " + strings.Join(picked, ", ") + " -- and no more"
	var table, lines bytes.Buffer
	if err := db.Query(context.Background(), question, "csv", &table); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(&table).ReadAll()
	if err != nil || len(rows) != 2 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	if err := db.Query(context.Background(), question, "jsonl", &lines); err != nil {
		t.Fatal(err)
	}
	if !json.Valid(lines.Bytes()) {
		t.Fatalf("no JSON: %s", &lines)
	}
	values := strings.Split(strings.Trim(strings.TrimSpace(lines.String()), "{}"), `"x": `)[1:]
	var once []any
	var columns []ColumnDoc
	err = AskOnce(context.Background(), db.Path, question, 10, func() error { return nil }, func(c []ColumnDoc) error { columns = c; return nil }, func(cells []any) error { once = cells; return nil })
	if err != nil {
		t.Fatal(err)
	}
	for i, e := range everyType {
		if rows[0][i] != "x" || rows[1][i] != e.text {
			t.Errorf("%s: CSV has %q, want %q", e.value, rows[1][i], e.text)
		}
		if got := strings.TrimSuffix(values[i], ", "); got != e.json {
			t.Errorf("%s: JSON has %s, want %s", e.value, got, e.json)
		}
		plain, err := json.Marshal(once[i])
		if err != nil {
			t.Errorf("%s: %v", e.value, err)
		}
		var v any // as the process that asked gets it
		d := json.NewDecoder(bytes.NewReader(plain))
		d.UseNumber()
		if err := d.Decode(&v); err != nil {
			t.Errorf("%s: %s: %v", e.value, plain, err)
		}
		if inJSON, err := json.Marshal(InJSON(v, columns[i].Type)); err != nil || string(inJSON) != e.json {
			t.Errorf("%s (%s): over the web JSON has %s, want %s", e.value, columns[i].Type, inJSON, e.json)
		}
		if v != nil && textCell(v) != e.text {
			t.Errorf("%s (%s): over the web CSV has %q, want %q", e.value, columns[i].Type, v, e.text)
		}
	}
}

// TestEveryTypeInParquet reads an answer over the web back as Parquet: what Parquet has a type for keeps its type.
func TestEveryTypeInParquet(t *testing.T) {
	db := published(t)
	const question = `select 1.50::decimal(6, 2) as a, 'inf'::double as b, timestamp '2026-05-04 03:02:01.000001' as c, date '2026-05-04' as d,
		'96917773-5697-4f32-8219-8930ec03a2f3'::uuid as e, {'a': 1} as f, time '12:34:56.5' as g, 'nan'::float as h, interval 3 days as i`
	var columns []ColumnDoc
	var rows [][]any
	err := AskOnce(context.Background(), db.Path, question, 10, func() error { return nil }, func(c []ColumnDoc) error { columns = c; return nil }, func(cells []any) error {
		text, err := json.Marshal(cells)
		if err != nil {
			return err
		}
		var row []any
		d := json.NewDecoder(bytes.NewReader(text))
		d.UseNumber()
		rows = append(rows, row)
		return d.Decode(&rows[len(rows)-1])
	})
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := WriteParquet(context.Background(), columns, rows, false, &b); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "antwoord.parquet")
	if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	memory, err := sql.Open("duckdb", "")
	if err != nil {
		t.Fatal(err)
	}
	defer memory.Close()
	var types, f string
	var infinity float64
	err = memory.QueryRow("select concat_ws(' ', typeof(a), typeof(b), typeof(c), typeof(d), typeof(e), typeof(f), typeof(g), typeof(h), typeof(i)), b, f from '"+path+"'").Scan(&types, &infinity, &f)
	if err != nil || types != "DECIMAL(6,2) DOUBLE TIMESTAMP DATE UUID VARCHAR TIME DOUBLE INTERVAL" || !math.IsInf(infinity, 1) || f != `{"a":1}` {
		t.Errorf("%s, %v, %s: %v", types, infinity, f, err)
	}
	var whole string
	if err := memory.QueryRow("select decode(value) from parquet_kv_metadata('" + path + "') where decode(key) = 'compleet'").Scan(&whole); err != nil || whole != "nee" {
		t.Errorf("of a part the file says %q: %v", whole, err)
	}
}
