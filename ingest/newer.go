package ingest

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"

	"wijkinzicht/data/catalogue"
	"wijkinzicht/ingest/fetch"
)

// tableList is CBS's list of all its tables of OData v3.
const tableList = "https://opendata.cbs.nl/ODataCatalog/Tables"

// yearTitle tells a table of key figures of one year by its title.
var yearTitle = regexp.MustCompile(`^Kerncijfers wijken en buurten (20[0-9]{2})$`)

// NewTable is a table of the key figures that our list does not have, or has under another number.
type NewTable struct {
	Table    string `json:"tabel"`
	Title    string `json:"titel"`
	Year     int    `json:"jaar"`
	Modified string `json:"gewijzigd"`
}

// Newer asks CBS's list of tables for key figures of years after our newest, and for years of which our list has another table.
func Newer(ctx context.Context, cat *catalogue.Catalogue, network Network) ([]NewTable, error) {
	dir, err := os.MkdirTemp("", "wijkinzicht-lijst")
	if err != nil {
		return nil, fmt.Errorf("make room for the list of tables: %w", err)
	}
	defer os.RemoveAll(dir)
	v := &visit{client: network.client(cat), dir: dir, route: catalogue.Route{Kind: "odata3", Address: tableList}, bytes: &atomic.Int64{}}
	var out []NewTable
	err = v.pages(ctx, query(tableList, "$format", "json", "$select", "Identifier,Title,Modified"), func(_ string, r json.RawMessage) error {
		var t struct{ Identifier, Title, Modified string }
		if err := json.Unmarshal(r, &t); err != nil {
			return v.refuse("de lijst van tabellen heeft een rij die niet te lezen is")
		}
		m := yearTitle.FindStringSubmatch(strings.TrimSpace(t.Title))
		if m == nil {
			return nil
		}
		year, _ := strconv.Atoi(m[1])
		known, ok := cat.Source(fmt.Sprintf("kwb-%d", year))
		if !ok || !strings.EqualFold(known.Table, strings.TrimSpace(t.Identifier)) {
			out = append(out, NewTable{strings.TrimSpace(t.Identifier), strings.TrimSpace(t.Title), year, t.Modified})
		}
		return nil
	})
	slices.SortFunc(out, func(a, b NewTable) int { return a.Year - b.Year })
	return out, err
}

// client makes the client of a run.
func (n Network) client(cat *catalogue.Catalogue) *fetch.Client {
	c := fetch.New(cat.Hosts(), n.Transport)
	if n.Wait != nil {
		c.Patience(n.Wait, n.Quiet)
	}
	return c
}
