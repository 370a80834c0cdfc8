package ingest

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"

	"github.com/paulmach/orb/encoding/wkb"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
	"wijkinzicht/geo"
)

// The embedded outlines, as package omtrekken writes them: where they come from, which tilings there are, their areas and the
// arcs along which those run. They serve where no publisher's file with borders is at hand.
const (
	packLayers = "omtrek/laag.csv"
	packBlocks = "omtrek/blok.csv"
	packAreas  = "omtrek/gebied.csv"
	packArcs   = "omtrek/boog.csv"
)

// packLayer is one origin of outlines.
type packLayer struct {
	id, source, origin string
	tolerance          float64 // metres within which its borders are to be taken
}

// packBlock is a tiling of a gemeente, or large water, and the years in whose division it is the same.
type packBlock struct {
	id, gemeente   string
	year, from, to int
	evidence       string
	areas          []packArea
}

// packArea is an outline with a name where we know one.
type packArea struct {
	layer      int // in packOutlines.layers
	code, name string
	rings      geo.Rings
}

// packOutlines are the embedded outlines.
type packOutlines struct {
	file   input
	layers []packLayer
	blocks []packBlock
	arcs   []geo.Arc
}

// readPackOutlines reads the four tables. An error names table and row.
func readPackOutlines(files fs.FS) (*packOutlines, error) {
	o := &packOutlines{}
	for _, table := range []struct {
		name    string
		columns int
		row     func([]string) string // what is wrong with it, in Dutch
	}{{packLayers, 9, o.addLayer}, {packBlocks, 6, o.addBlock}, {packArcs, 2, o.addArc}, {packAreas, 6, o.addArea}} {
		rows, in, err := packRows(files, table.name, table.columns)
		if err != nil {
			return nil, err
		}
		for i, r := range rows {
			if problem := table.row(r); problem != "" {
				return nil, &Refusal{File: table.name, Row: i + 2, Reason: problem}
			}
		}
		o.file = in // of the areas, the last
	}
	return o, nil
}

func (o *packOutlines) addLayer(r []string) string {
	tolerance, err := strconv.ParseFloat(r[3], 64)
	if err != nil || !(tolerance > 0 && tolerance < 1000) {
		return fmt.Sprintf("%q is geen tolerantie in meters", r[3])
	}
	origin := r[8]
	if r[7] != "" {
		origin += fmt.Sprintf("; afwijking gemeten aan %s", strings.ReplaceAll(r[7], " ", " en "))
	}
	o.layers = append(o.layers, packLayer{id: r[0], source: r[1], origin: origin, tolerance: tolerance})
	return ""
}

func (o *packOutlines) addBlock(r []string) string {
	b := packBlock{id: r[0], gemeente: r[1], evidence: r[5]}
	for i, year := range []*int{&b.year, &b.from, &b.to} {
		var err error
		if *year, err = strconv.Atoi(r[2+i]); err != nil {
			return fmt.Sprintf("%q is geen jaar", r[2+i])
		}
	}
	if b.from > b.year || b.year > b.to || b.to-b.from > 100 {
		return "de jaren kloppen niet"
	}
	o.blocks = append(o.blocks, b)
	return ""
}

func (o *packOutlines) addArc(r []string) string {
	if r[0] != strconv.Itoa(len(o.arcs)+1) {
		return fmt.Sprintf("boog %q hoort %d te zijn", r[0], len(o.arcs)+1)
	}
	arc, err := geo.ParseArc(r[1])
	if err != nil {
		return "de boog is niet te lezen"
	}
	o.arcs = append(o.arcs, arc)
	return ""
}

func (o *packOutlines) addArea(r []string) string {
	at := slices.IndexFunc(o.blocks, func(b packBlock) bool { return b.id == r[0] })
	a := packArea{layer: slices.IndexFunc(o.layers, func(l packLayer) bool { return l.id == r[1] }), code: r[2], name: r[3]}
	if at < 0 || a.layer < 0 || level(a.code) == "" {
		return "blok, laag of code klopt niet"
	}
	var err error
	if a.rings, err = geo.ParseRings(r[5]); err != nil {
		return "de ringen zijn niet te lezen"
	}
	if _, err := a.rings.Outline(o.arcs); err != nil {
		return "de omtrek is niet te maken"
	}
	o.blocks[at].areas = append(o.blocks[at].areas, a)
	return ""
}

// drawnYears says in which divisions outlines of a gemeente's wijken or buurten are of use, because there are figures, and
// which of those a publisher's own file draws.
type drawnYears map[drawnKey]bool

type drawnKey struct {
	gemeente, level string
	year            int
}

// wanted finds the divisions that figures are about.
func wanted(tables []*table) drawnYears {
	years := drawnYears{}
	for _, t := range tables {
		for _, r := range t.rows {
			if l := level(r.code); l == "wijk" || l == "buurt" {
				years[drawnKey{gemeenteOf(r.code), l, t.year}] = true
			}
		}
	}
	return years
}

// published finds the divisions of which a publisher's file has the outlines.
func published(all []outlines) drawnYears {
	years := drawnYears{}
	for _, o := range all {
		for _, a := range o.layer.Areas {
			if o.coarse <= tooCoarse && len(a.Geometry) > 0 && !a.Water {
				years[drawnKey{gemeenteOf(a.Code), level(a.Code), o.year}] = true
			}
		}
	}
	return years
}

// nameless finds the areas that a publisher's file draws under their code alone.
func nameless(all []outlines) map[catalogue.AreaKey]bool {
	areas := map[catalogue.AreaKey]bool{}
	for _, o := range all {
		for _, a := range o.layer.Areas {
			if a.Name == "" {
				areas[catalogue.AreaKey{Year: o.year, Code: a.Code}] = true
			}
		}
	}
	return areas
}

// writePackOutlines stages the embedded outlines for the divisions that figures are about, one file of ours for every layer,
// numbered from id on, and gives how many numbers those are. Where a publisher's file draws a gemeente's areas, they are not needed:
// of those that it does not name the name is taken.
func writePackOutlines(ctx context.Context, cat *catalogue.Catalogue, b *data.Builder, id int, tables []*table, found []outlines) (files int, err error) {
	o, err := readPackOutlines(cat.Pack)
	if errors.Is(err, fs.ErrNotExist) {
		return 0, nil
	}
	if err != nil {
		return 0, err
	}
	rows, err := o.staged(id, tables, found)
	if err != nil {
		return 0, err
	}
	for i, l := range o.layers {
		if len(rows[i]) == 0 {
			continue
		}
		source, ok := cat.Source(l.source)
		if !ok {
			return 0, refuse(packLayers, "bron %q staat niet in source.csv", l.source)
		}
		f := fileRecord(o.file, id+i, "Meegeleverde omtrekken", source)
		f.RowsRead = len(rows[i])
		f.Note = fmt.Sprintf("Overgenomen coördinaten, vereenvoudigd; grenzen op %.0f m te nemen. Herkomst: %s.", l.tolerance, l.origin)
		if err := b.AddFile(ctx, f); err != nil {
			return 0, err
		}
		if err := b.AddAreas(ctx, rows[i]); err != nil {
			return 0, err
		}
	}
	return len(o.layers), nil
}

// staged gives the rows of every layer: the areas whose outlines are needed, and the names of areas that a file draws without.
func (o *packOutlines) staged(id int, tables []*table, found []outlines) ([][]data.AreaRow, error) {
	want, have, unnamed := wanted(tables), published(found), nameless(found)
	rows := make([][]data.AreaRow, len(o.layers))
	for _, block := range o.blocks {
		for _, a := range block.areas {
			row := data.AreaRow{Code: a.code, Level: level(a.code), Name: a.name, Gemeente: gemeenteOf(a.code), Water: block.gemeente == "",
				Exact: "gegeneraliseerd", Tolerance: o.layers[a.layer].tolerance, RawFile: id + a.layer, Rank: data.PackRank}
			var years []int
			for year := block.from; year <= block.to; year++ {
				k := drawnKey{row.Gemeente, row.Level, year}
				if have[k] && unnamed[catalogue.AreaKey{Year: year, Code: a.code}] {
					rows[a.layer] = append(rows[a.layer], data.AreaRow{Year: year, Code: a.code, Level: row.Level, Name: a.name, Gemeente: row.Gemeente, RawFile: row.RawFile, Rank: data.PackRank})
				}
				if row.Water && year == block.year || !row.Water && want[k] && !have[k] {
					years = append(years, year)
				}
			}
			if len(years) == 0 {
				continue
			}
			outline, err := a.rings.Outline(o.arcs)
			if err != nil {
				return nil, fmt.Errorf("embedded outline of %s: %w", a.code, err)
			}
			if row.Outline, err = wkb.Marshal(outline); err != nil {
				return nil, fmt.Errorf("embedded outline of %s: %w", a.code, err)
			}
			p := geo.ToWGS84(geo.LabelPoint(outline))
			row.Lon, row.Lat = &p[0], &p[1]
			for _, row.Year = range years {
				rows[a.layer] = append(rows[a.layer], row)
			}
		}
	}
	return rows, nil
}
