package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"wijkinzicht/data"
	"wijkinzicht/data/store"
)

// clickHouseConfig runs a server of ClickHouse that keeps everything in one folder and listens on loopback alone, as one of a cluster of two.
const clickHouseConfig = `<yandex>
  <logger><level>error</level><log>%[1]s/log</log><errorlog>%[1]s/errorlog</errorlog></logger>
  <listen_host>127.0.0.1</listen_host><http_port>%[2]s</http_port><tcp_port>%[3]s</tcp_port>
  <path>%[1]s/</path><tmp_path>%[1]s/tmp/</tmp_path><user_files_path>%[1]s/files/</user_files_path>
  <mark_cache_size>268435456</mark_cache_size>
  <users><default><password></password><networks><ip>127.0.0.1</ip></networks><profile>default</profile><quota>default</quota></default></users>
  <profiles><default></default></profiles><quotas><default></default></quotas>
  <users_config>config.xml</users_config><default_profile>default</default_profile>
  <remote_servers><wijken>
    <shard><replica><host>127.0.0.1</host><port>%[4]s</port></replica></shard>
    <shard><replica><host>127.0.0.1</host><port>%[5]s</port></replica></shard>
  </wijken></remote_servers>
</yandex>
`

// clickHouse is a server that runs.
type clickHouse struct{ http, tcp string } // ports

// clickHouses starts the two servers of a cluster, and skips where ClickHouse is not installed.
func clickHouses(t testing.TB) (servers [2]clickHouse) {
	t.Helper()
	program, err := exec.LookPath("clickhouse-server")
	if err != nil {
		t.Skip("ClickHouse is missing: run make deps-clickhouse")
	}
	for i := range servers {
		servers[i] = clickHouse{freePort(t), freePort(t)}
	}
	for _, s := range servers {
		dir := t.TempDir()
		config := filepath.Join(dir, "config.xml")
		if err := os.WriteFile(config, fmt.Appendf(nil, clickHouseConfig, dir, s.http, s.tcp, servers[0].tcp, servers[1].tcp), 0o600); err != nil {
			t.Fatal(err)
		}
		_, said := startProgram(t, program, "--config-file", config)
		waitFor(t, http.DefaultClient, "http://127.0.0.1:"+s.http+"/ping", said)
	}
	return servers
}

// ask gives the answer to a question, in the format that it names.
func (s clickHouse) ask(t testing.TB, database, question string) []byte {
	t.Helper()
	where := url.Values{"database": {database}, "output_format_json_quote_64bit_integers": {"0"}}
	r, err := http.Post("http://127.0.0.1:"+s.http+"/?"+where.Encode(), "text/plain", strings.NewReader(question))
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	answer, err := io.ReadAll(r.Body)
	if err != nil || r.StatusCode != http.StatusOK {
		t.Fatalf("%s\nClickHouse says %d: %s (%v)", question, r.StatusCode, answer, err)
	}
	return answer
}

// load runs the script of an export against this server.
func (s clickHouse) load(t testing.TB, export string, flags ...string) {
	t.Helper()
	if out, err := s.try(export, flags...); err != nil || !strings.Contains(out, "Alles is geladen") {
		t.Errorf("%v: %v: %s", flags, err, out)
	}
}

func (s clickHouse) try(export string, flags ...string) (said string, err error) {
	out, err := exec.Command(filepath.Join(export, "laden.sh"), append([]string{"--host", "127.0.0.1", "--port", s.tcp}, flags...)...).CombinedOutput()
	return string(out), err
}

// sameRows holds rows of ClickHouse against those of DuckDB, both as a line of JSON each, value by value.
func sameRows(t testing.TB, question string, clickhouse, duckdb []byte) {
	t.Helper()
	got, want := rowsOf(t, clickhouse), rowsOf(t, duckdb)
	if len(got) != len(want) || len(want) == 0 {
		t.Errorf("%s: ClickHouse gives %d rows, DuckDB %d", question, len(got), len(want))
		return
	}
	for i, row := range want {
		if len(got[i]) != len(row) {
			t.Errorf("%s, row %d: ClickHouse gives %v, DuckDB %v", question, i+1, got[i], row)
		}
		for column, value := range row {
			if other, there := got[i][column]; !there || !sameValue(other, value) {
				t.Errorf("%s, row %d: %s is %v in ClickHouse, %v in DuckDB", question, i+1, column, other, value)
			}
		}
	}
}

func rowsOf(t testing.TB, lines []byte) (rows []map[string]any) {
	t.Helper()
	for d := json.NewDecoder(bytes.NewReader(lines)); d.More(); {
		var row map[string]any
		if err := d.Decode(&row); err != nil {
			t.Fatalf("%v: %s", err, lines)
		}
		rows = append(rows, row)
	}
	return rows
}

// sameValue takes a truth for the 1 or 0 that ClickHouse has for it, and forgives a sum the order in which it was made.
func sameValue(got, want any) bool {
	number := func(v any) (float64, bool) {
		switch v := v.(type) {
		case bool:
			return map[bool]float64{true: 1}[v], true
		case float64:
			return v, true
		}
		return 0, false
	}
	a, ok := number(got)
	b, too := number(want)
	if ok && too {
		return math.Abs(a-b) <= 1e-12*math.Abs(b)
	}
	return got == want
}

// openFilled opens the embedded figures.
func openFilled(t testing.TB) *data.DB {
	t.Helper()
	_, path, err := store.Store{Dir: filled}.Current()
	if err != nil {
		t.Fatal(err)
	}
	db, err := data.Open(context.Background(), path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

// inDuckDB answers a question as this program does.
func inDuckDB(t testing.TB, db *data.DB, question string) []byte {
	t.Helper()
	var answer bytes.Buffer
	if err := db.Query(context.Background(), question, "jsonl", &answer); err != nil {
		t.Fatalf("%s: %v", question, err)
	}
	return answer.Bytes()
}
