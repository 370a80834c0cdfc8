package ingest

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"

	"wijkinzicht/data/catalogue"
	"wijkinzicht/ingest/fetch"
)

// Verdict says what became of the trial of one route.
type Verdict string

// The verdicts, as a user reads them.
const (
	Works    Verdict = "werkt"
	Differs  Verdict = "wijkt af"      // an answer came, and it is not what we expect
	NoAnswer Verdict = "geen antwoord" // the host or the address gives none
)

// Trial is one route of one publication, asked for one small answer.
type Trial struct {
	Source  string  `json:"bron"`
	Route   string  `json:"weg"`
	Address string  `json:"adres"`
	Verdict Verdict `json:"uitkomst"`
	Says    string  `json:"gezien"` // what came, or why nothing did
	Bytes   int64   `json:"bytes"`

	Unproven string `json:"onbewezen,omitempty"` // of a route that nobody was seen to use: what is known of it
}

// Probe asks one small answer of every route of what is wanted, on the real network, and holds it against what the fetch code expects.
// It keeps and publishes nothing. heard is told after each trial how many are done.
func Probe(ctx context.Context, cat *catalogue.Catalogue, want Want, network Network, heard func(done, total int)) ([]Trial, error) {
	dir, err := os.MkdirTemp("", "wijkinzicht-proef")
	if err != nil {
		return nil, fmt.Errorf("make room for a trial: %w", err)
	}
	defer os.RemoveAll(dir)
	client := network.client(cat)
	gemeente := append(want.Gemeenten, cat.Gemeenten()...)[0]
	var visits []*visit
	for _, s := range cat.Sources {
		if !want.covers(s) {
			continue
		}
		for _, route := range cat.Routes(s) {
			visits = append(visits, &visit{client: client, dir: fmt.Sprintf("%s/%d", dir, len(visits)), source: s, route: route, scope: gemeente,
				bytes: &atomic.Int64{}, done: func(int, int) {}})
		}
	}
	trials := make([]Trial, len(visits))
	var mu sync.Mutex
	done := 0
	return trials, each(ctx, len(visits), func(ctx context.Context, i int) error {
		trial, err := visits[i].try(ctx)
		trials[i] = trial
		mu.Lock()
		defer mu.Unlock()
		done++
		heard(done, len(visits))
		return err
	})
}

// try asks what is small by the kind of route. Only what stops everything is an error.
func (v *visit) try(ctx context.Context) (Trial, error) {
	if err := os.MkdirAll(v.dir, 0o755); err != nil {
		return Trial{}, fmt.Errorf("make room for %s: %w", v.source.ID, err)
	}
	var says string
	ask := func(see func(context.Context) (string, error)) func(context.Context) error {
		return func(ctx context.Context) (err error) {
			says, err = see(ctx)
			return err
		}
	}
	var err error
	switch v.route.Kind {
	case "odata4":
		err = v.spelled(ctx, ask(v.try4))
	case "odata3":
		err = v.spelled(ctx, ask(v.try3))
	case "ogc", "wfs":
		err = ask(v.tryLayers)(ctx)
	case "bulk":
		err = v.spelled(ctx, ask(v.tryFile))
	default:
		err = ask(v.tryFile)(ctx)
	}
	t := Trial{Source: v.source.ID, Route: v.route.Kind, Address: v.route.Address, Verdict: Works, Says: says, Bytes: v.bytes.Load()}
	if v.route.Unproven() {
		t.Unproven = v.route.Evidence
	}
	var refusal *Refusal
	var network *fetch.Error
	switch {
	case err == nil:
	case errors.As(err, &refusal):
		t.Verdict, t.Says = Differs, refusal.Reason
	case errors.As(err, &network):
		t.Verdict, t.Says = NoAnswer, network.Reason
		if network.Came() {
			t.Verdict = Differs
		}
	default:
		return t, err
	}
	return t, nil
}

// try3 asks a table of OData v3 what it is, and what its columns are.
func (v *visit) try3(ctx context.Context) (string, error) {
	modified, err := v.info3(ctx)
	if err != nil {
		return "", err
	}
	var rows []json.RawMessage
	err = v.pages(ctx, query(v.route.Address+"/DataProperties", "$format", "json"), func(_ string, r json.RawMessage) error {
		rows = append(rows, r)
		return nil
	})
	if err != nil {
		return "", err
	}
	region, period := dimensions3(rows)
	if region == "" {
		return "", v.refuse("DataProperties noemt geen gebieden")
	}
	topics, division := 0, 0
	for _, raw := range rows {
		var p property
		if err := json.Unmarshal(raw, &p); err != nil {
			return "", v.refuse("DataProperties heeft een rij die wij niet kennen")
		}
		if p.Type == "Topic" {
			topics++
		}
		if p.Key == region && p.MapYear != nil {
			division = *p.MapYear
		}
	}
	return v.divided(division, period != "", fmt.Sprintf("editie %s, %d kolommen, gebieden in %s", modified, topics, region))
}

// try4 asks a table of OData v4 what it is, and what its dimensions are.
func (v *visit) try4(ctx context.Context) (string, error) {
	about, _, err := v.about4(ctx)
	if err != nil {
		return "", err
	}
	var page struct{ Value []dimension }
	if err := v.getJSON(ctx, v.route.Address+"/Dimensions", &page); err != nil {
		return "", err
	}
	var region dimension
	several := false
	for _, d := range page.Value {
		if d.isRegion() {
			region = d
		}
		several = several || strings.HasPrefix(d.Kind, "Time")
	}
	if region.Identifier == "" {
		return "", v.refuse("Dimensions noemt geen gebieden")
	}
	division, _ := strconv.Atoi(strings.Trim(string(region.MapYear), `"`))
	return v.divided(division, several, fmt.Sprintf("gewijzigd %s, %d waarnemingen, gebieden in %s", about.Modified, about.ObservationCount, region.Identifier))
}

// divided adds the division to what was seen; of a table with the key figures of one year it must be that year.
func (v *visit) divided(division int, several bool, says string) (string, error) {
	switch {
	case division == 0:
		return says + ", zonder jaar van de indeling", nil
	case v.source.Family == "kwb" && division != v.source.Year && !several:
		return "", v.refuse("de tabel staat op de indeling van %d; verwacht was %d", division, v.source.Year)
	}
	return fmt.Sprintf("%s, indeling %d", says, division), nil
}

// tryLayers asks one feature of each layer of one gemeente.
func (v *visit) tryLayers(ctx context.Context) (string, error) {
	var says []string
	for _, name := range strings.Split(v.route.Member, ";") {
		plain := name[strings.LastIndex(name, ":")+1:]
		gemeente := v.scope
		if v.source.Family != "gebieden" || v.route.Filter != "" {
			gemeente = ""
		}
		address := v.ogcAddress(name, gemeente, 1)
		if v.route.Kind == "wfs" {
			address = wfsAddress(v.route.Address, name, gemeente, 0, 1)
		}
		var page featurePage
		if err := v.getJSON(ctx, address, &page); err != nil {
			return "", err
		}
		g, err := v.gather(plain)
		if err != nil {
			return "", err
		}
		l := newLayer(g)
		err = v.features(l, page, plain, gemeente)
		g.drop()
		switch {
		case err != nil:
			return "", err
		case g.rows == 0:
			return "", v.refuse("laag %s gaf voor %s geen enkel gebied", name, orCountry(gemeente))
		}
		says = append(says, plain)
	}
	return "van elke laag een gebied: " + strings.Join(says, ", "), nil
}

// tryFile asks the first bytes of a file.
func (v *visit) tryFile(ctx context.Context) (string, error) {
	kind := fetch.Workbook
	if v.route.Kind == "zip" || v.route.Kind == "bulk" {
		kind = fetch.Zip
	}
	answer, err := v.client.Get(ctx, fetch.Request{URL: v.route.Address, Kind: kind, Begin: true, Bytes: v.heard})
	if err != nil {
		return "", err
	}
	if answer.Bytes == 0 {
		return "een " + string(kind) + " van onbekende grootte", nil
	}
	return fmt.Sprintf("een %s van %d MB", kind, (answer.Bytes+1<<20-1)>>20), nil
}
