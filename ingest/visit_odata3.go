package ingest

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"path"
	"strings"
)

// odata3 fetches a table of OData v3: what edition it is, what its columns mean, which areas there are, and the figures
// as text, because only those tell the kinds of missing apart.
func (v *visit) odata3(ctx context.Context) error {
	modified, err := v.info3(ctx)
	if err != nil {
		return err
	}
	if v.edition = modified; v.edition == v.keptEdition() {
		return errUnchanged
	}
	properties, err := v.entity(ctx, "DataProperties", nil)
	if err != nil {
		return err
	}
	region, period := dimensions3(properties)
	if region == "" {
		return v.refuse("DataProperties noemt geen gebieden")
	}
	known, err := v.areas(ctx, region, "Key")
	if err != nil {
		return err
	}
	var periods []json.RawMessage
	if period != "" && v.source.Family != "kwb" { // of KWB one year is fetched, and the table says what that is
		if periods, err = v.entity(ctx, period, nil); err != nil {
			return err
		}
	}
	slices, err := v.slices3(ctx, properties, region)
	if err != nil {
		return err
	}
	return v.figures3(ctx, region, period, known, len(known)*len(periods), slices)
}

// slices3 gives into how many slices the table can be cut of which one is read: the keys of each dimension beside the area and period.
func (v *visit) slices3(ctx context.Context, properties []json.RawMessage, region string) (slices int, err error) {
	slices = 1
	for _, raw := range properties {
		var p struct{ Type, Key string }
		if json.Unmarshal(raw, &p) != nil || p.Type != "Dimension" || p.Key == region || v.scope != landelijk {
			continue
		}
		keys := 0
		err := v.pages(ctx, query(v.route.Address+"/"+p.Key, "$format", "json"), func(string, json.RawMessage) error {
			keys++
			return nil
		})
		if err != nil {
			return 0, err
		}
		slices *= max(1, keys)
	}
	return slices, nil
}

// info3 fetches what the table says of itself, and gives the edition that it is.
func (v *visit) info3(ctx context.Context) (edition string, err error) {
	info, err := v.entity(ctx, "TableInfos", nil)
	if err != nil {
		return "", err
	}
	var about struct{ Identifier, Modified string }
	if len(info) != 1 || json.Unmarshal(info[0], &about) != nil || about.Modified == "" {
		return "", v.refuse("TableInfos zegt niet welke editie de tabel is")
	}
	if !strings.EqualFold(strings.TrimSpace(about.Identifier), v.source.Table) {
		return "", v.refuse("gevraagd is tabel %s en er kwam %q", v.source.Table, about.Identifier)
	}
	return editionOf(v.source.Status, about.Modified, info[0]), nil
}

// dimensions3 gives the keys of the areas and, where the table has it, of the periods. Old tables do not say which dimension holds
// the areas; there its name tells.
func dimensions3(properties []json.RawMessage) (region, period string) {
	named := ""
	for _, raw := range properties {
		var p struct{ Type, Key string }
		if json.Unmarshal(raw, &p) != nil {
			continue
		}
		switch {
		case strings.HasPrefix(p.Type, "Geo"):
			region = p.Key
		case p.Type == "TimeDimension":
			period = p.Key
		case p.Type == "Dimension" && areaDimension.MatchString(p.Key):
			named = p.Key
		}
	}
	return cmp.Or(region, named), period
}

// figures3 asks for the figures, and holds every row against what was asked.
func (v *visit) figures3(ctx context.Context, region, period string, known map[string]bool, cells, slices int) error {
	g, err := v.gather(v.source.Table + "_UntypedDataSet.json")
	if err != nil {
		return err
	}
	address := v.route.Address + "/UntypedDataSet"
	rows, seen := map[string]bool{}, map[string]bool{}
	asks := v.asks(known)
	for i, prefix := range asks {
		pairs := []string{"$format", "json"}
		if f := v.filter(region, period, prefix); f != "" {
			pairs = append(pairs, "$filter", f)
		}
		before := g.rows
		err := v.pages(ctx, query(address, pairs...), func(opening string, r json.RawMessage) error {
			var fields map[string]any
			if err := json.Unmarshal(r, &fields); err != nil {
				return v.refuse("een rij met cijfers is niet te lezen")
			}
			code, _ := fields[region].(string)
			code = strings.TrimSpace(code)
			if err := v.place(code, prefix, known); err != nil {
				return err
			}
			when, _ := fields[period].(string)
			if rows[code+when] {
				return v.refuse("de rij van %s %s kwam twee keer; de bron gaf een bladzijde dubbel", code, when)
			}
			rows[code+when], seen[code] = true, true
			g.add(opening, r)
			return nil
		})
		if err == nil && g.rows == before && v.source.Family == "kwb" {
			err = v.refuse("voor %s... kwam geen enkele rij, met status 200; vermoedelijk klopt de breedte van de sleutel niet meer", prefix)
		}
		if err != nil {
			g.drop()
			return err
		}
		v.done(i+1, len(asks))
	}
	err = v.complete(known, seen)
	if err == nil && v.scope == landelijk && (period == "" || v.source.Family != "kwb") { // of KWB in one table of years every area is there
		err = v.counted3(ctx, g.rows, cells, slices)
	}
	if err != nil {
		g.drop()
		return err
	}
	return g.finish(v, address, closing)
}

// counted3 holds the rows of a whole table, or of the slice of it that is read, against what the list of tables says of it. A slice has
// one row for every area and period (cells), and the table so many slices; where it does not have as many rows as that it leaves some out, and
// the number says nothing of a slice. Without the list the figures stay, and it is said.
func (v *visit) counted3(ctx context.Context, rows, cells, slices int) error {
	at, err := url.Parse(v.route.Address)
	if err != nil {
		return fmt.Errorf("parse %s: %w", v.route.Address, err)
	}
	id := path.Base(at.Path)
	address := query("https://"+at.Host+"/ODataCatalog/Tables", "$format", "json", "$filter", "Identifier eq '"+id+"'")
	says := 0
	err = v.pages(ctx, address, func(_ string, r json.RawMessage) error {
		var t struct {
			Identifier  string
			RecordCount int
		}
		if json.Unmarshal(r, &t) == nil && strings.EqualFold(strings.TrimSpace(t.Identifier), id) {
			says = t.RecordCount
		}
		return nil
	})
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case err != nil:
		v.notes = append(v.notes, "het aantal rijen is niet te controleren: "+err.Error())
	case says == 0:
		v.notes = append(v.notes, "het aantal rijen is niet te controleren: de lijst van tabellen noemt het niet")
	case slices > 1 && says != cells*slices:
		v.notes = append(v.notes, fmt.Sprintf("het aantal rijen is niet te controleren: de tabel heeft er %d, en niet voor elke combinatie een", says))
	case says/slices != rows:
		return v.refuse("de tabel heeft volgens de lijst van tabellen %d rijen en er kwamen er %d", says/slices, rows)
	}
	return nil
}
