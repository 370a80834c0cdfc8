package ingest

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"wijkinzicht/data/catalogue"
	"wijkinzicht/data/store"
)

// areaList tells the file with the areas of a table of key figures, of either version of OData.
var areaList = regexp.MustCompile(`_(?:WijkenEnBuurten[0-9]{0,4}|RegioS?)(?:Codes)?\.json$`)

// mayLack is the part of the buurten of the key figures that borders of the same year may lack, for a code that one of the two editions
// has right; a lost page is more than that: the smallest part that a service gives at a time is 1,000 of some 14,000.
const mayLack = 0.01

// holdBorders holds the borders that came in just now against the list of areas of the key figures of their year: no service says how
// many areas it has, so that a lost link to a next page is seen only by what others have. Where buurten lack, the borders that were kept
// stay in use.
func (u *update) holdBorders(ctx context.Context, outcomes []Outcome) error {
	for _, id := range slices.Sorted(maps.Keys(u.drawn)) {
		now, err := u.store.Fetched(id)
		if err != nil || len(now) == 0 {
			return err
		}
		source, _ := u.cat.Source(id)
		if u.severalYears(source.Year) {
			continue
		}
		listed, err := u.listed(ctx, fmt.Sprintf("kwb-%d", source.Year), now[0].Scope)
		if err != nil {
			return err
		}
		var missing []string
		for _, code := range listed {
			if !u.drawn[id][code] {
				missing = append(missing, code)
			}
		}
		if float64(len(missing)) <= mayLack*float64(len(listed)) {
			continue
		}
		slices.Sort(missing)
		reason := fmt.Sprintf("van de %d buurten in de kerncijfers van %d ontbreken er %d, zoals %s; vermoedelijk kwam er een bladzijde niet", len(listed), source.Year, len(missing), missing[0])
		if err := u.putBack(id, reason, outcomes); err != nil {
			return err
		}
	}
	return nil
}

// severalYears tells whether the table with the key figures of a year has other years too: its list of areas is then of all of them.
func (u *update) severalYears(year int) bool {
	figures, _ := u.cat.Source(fmt.Sprintf("kwb-%d", year))
	return slices.ContainsFunc(u.cat.Sources, func(s catalogue.Source) bool { return s.Family == "kwb" && s.Year != year && s.Table == figures.Table })
}

// listed gives the buurten in a scope by the list of areas that the store keeps of a publication; none where it keeps no list.
func (u *update) listed(ctx context.Context, id, scope string) ([]string, error) {
	kept, err := u.store.Fetched(id)
	if err != nil {
		return nil, err
	}
	at := slices.IndexFunc(kept, func(e store.RawEntry) bool { return areaList.MatchString(e.Name) })
	if at < 0 {
		return nil, nil
	}
	in := input{name: kept[at].Name, path: filepath.Join(u.store.Dir, kept[at].Path()), sha256: kept[at].SHA256}
	var out []string
	err = in.eachODataRow(func(row map[string]json.RawMessage) error {
		for _, key := range []string{"Key", "Identifier"} {
			text, err := jsonText(row[key])
			if err != nil || text == nil {
				continue
			}
			if code := strings.TrimSpace(*text); level(code) == "buurt" && inScope(scope, code) {
				out = append(out, code)
			}
		}
		return ctx.Err()
	})
	if err != nil {
		return nil, fmt.Errorf("read the areas of %s: %w", id, err)
	}
	return out, nil
}
