package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"wijkinzicht/ingest"
	"wijkinzicht/ingest/fetch/mirrortest"
)

// probed runs ingest --proef against a mirror; hosts in refuse give no connection.
func probed(s *sources, store string, refuse []string, more ...string) (code int, stdout, stderr string) {
	var out, errs bytes.Buffer
	args := append([]string{"ingest", "--proef", "--gemeente", "GM9901", "--store", store}, more...)
	code = run(context.Background(), args, env{stdout: &out, stderr: &errs, getenv: noEnv, network: led(s.Transport(refuse...))})
	return code, out.String(), errs.String()
}

// TestProbeIsSaid tells what works of the routes, as a table and as JSON, and keeps nothing.
func TestProbeIsSaid(t *testing.T) {
	s := newSources(t)
	s.OData3("https://opendata.cbs.nl/ODataFeed/odata", s.tables...)
	s.Bulk("https://datasets.cbs.nl/csv/CBS/nl", s.tables...)
	s.File("https://download.cbs.nl/regionale-kaarten/kwb-2022.xlsx", append([]byte("PK\x03\x04"), make([]byte, 3000)...))
	store := t.TempDir()
	for _, c := range []struct {
		name   string
		refuse []string
		args   []string
		code   int
		says   []string
	}{
		{"all of it", nil, []string{"--sources", "kwb-2022"}, 0, []string{"Van 4 wegen werken er 4", "indeling 2022", "odata4", "Er is niets bewaard"}},
		{"a dead host", []string{"opendata.cbs.nl"}, []string{"--sources", "kwb-2022"}, 3, []string{"geen antwoord", "de bron weigert de verbinding", "werken er 3"}},
		{"all hosts dead", []string{"opendata.cbs.nl", "datasets.cbs.nl", "download.cbs.nl"}, []string{"--sources", "kwb-2022"}, 1, []string{"werken er 0"}},
		{"a route that nobody was seen to use", nil, []string{"--sources", "gebieden-2004"}, 1, []string{"(onbewezen weg)", "Onbewezen: niemand is gezien die deze weg gebruikt. Bekend is: PDOK noemt het adres"}},
		{"with a folder", nil, []string{"--from", store}, 2, nil},
	} {
		code, out, errs := probed(s, store, c.refuse, c.args...)
		if code != c.code {
			t.Errorf("%s: exit %d\n%s%s", c.name, code, out, errs)
		}
		for _, part := range c.says {
			if !strings.Contains(out, part) {
				t.Errorf("%s: no %q in\n%s", c.name, part, out)
			}
		}
	}
	s.Spoil("datasets.cbs.nl", 0, 0, mirrortest.HTML)
	code, out, _ := probed(s, store, nil, "--sources", "kwb-2022", "--json")
	var answer struct {
		Done   string         `json:"uitkomst"`
		Trials []ingest.Trial `json:"wegen"`
	}
	if err := json.Unmarshal([]byte(out), &answer); err != nil || code != 3 || answer.Done != "gedeeltelijk" ||
		!slices.ContainsFunc(answer.Trials, func(t ingest.Trial) bool { return t.Route == "odata4" && t.Verdict == ingest.Differs }) {
		t.Errorf("exit %d, %v\n%s", code, err, out)
	}
	if left, err := os.ReadDir(store); err != nil || len(left) > 0 {
		t.Errorf("kept %v, %v", left, err)
	}
}
