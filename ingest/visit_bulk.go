package ingest

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"wijkinzicht/ingest/fetch"
)

// bulk fetches the file in which CBS packs all sets of a table of OData v4 as CSV, and reads them as if they came one by one: every check on
// pages holds for them. Names and texts stay as they are; only the comma of a figure becomes the point of JSON.
func (v *visit) bulk(ctx context.Context) (err error) {
	v.scope = landelijk
	at := filepath.Join(v.dir, v.source.Table+".zip")
	if _, err := v.client.Get(ctx, fetch.Request{URL: v.route.Address, Kind: fetch.Zip, To: at, Bytes: v.heard}); err != nil {
		return err
	}
	defer os.Remove(at)
	z, err := zip.OpenReader(at)
	if err != nil {
		return v.refuse("het zip-bestand is beschadigd of afgekapt (%v)", err)
	}
	defer z.Close()
	if v.packed, err = openPacked4(v.route.Address, path.Base(v.route.Address), z.File); err != nil {
		return err
	}
	defer func() { v.packed = nil }()
	return v.odata4(ctx)
}

// set4 is the address of a set of a table, or its place in the packed file.
func (v *visit) set4(name string) string {
	if v.route.Kind == "bulk" {
		return v.route.Address + "#" + name + ".csv"
	}
	return v.route.Address + "/" + name
}

// object4 gives a set that is one object and no list.
func (v *visit) object4(ctx context.Context, address string) (content []byte, err error) {
	if v.packed == nil {
		return v.page(ctx, address)
	}
	err = v.packed.each(ctx, address, func(_ string, row json.RawMessage) error {
		if content != nil {
			return v.refuse("%s heeft meer dan een rij", path.Base(address))
		}
		content = slices.Concat([]byte(fmt.Sprintf(`{"@odata.context":%q,`, v.packed.context(address))), row[1:])
		return nil
	})
	return content, err
}

// packed4 is the file with the sets of one table.
type packed4 struct {
	file, table string
	members     map[string]*zip.File // by name of the set
}

// openPacked4 notes where the sets are; the names in the file decide nothing else.
func openPacked4(file, table string, members []*zip.File) (*packed4, error) {
	p := &packed4{file: file, table: table, members: map[string]*zip.File{}}
	room := uint64(maxUnpacked)
	for i, m := range members {
		name, isCSV := strings.CutSuffix(path.Base(strings.ReplaceAll(m.Name, `\`, "/")), ".csv")
		if !isCSV {
			continue
		}
		if i >= maxMembers || m.UncompressedSize64 > room {
			return nil, refuse(file, "het zip-bestand wordt uitgepakt groter dan %d MB", maxUnpacked>>20)
		}
		if room -= m.UncompressedSize64; p.members[name] != nil {
			return nil, refuse(file, "%s.csv staat twee keer in het zip-bestand", name)
		}
		p.members[name] = m
	}
	return p, nil
}

// context is how an answer with this set would open.
func (p *packed4) context(address string) string {
	return "https://datasets.cbs.nl/odata/v1/CBS/" + p.table + "/$metadata#" + setOf(address)
}

func setOf(address string) string {
	return strings.TrimSuffix(address[strings.LastIndex(address, "#")+1:], ".csv")
}

// each gives the rows of a set as v4 would.
func (p *packed4) each(ctx context.Context, address string, row func(opening string, r json.RawMessage) error) error {
	name := setOf(address)
	member := p.members[name]
	if member == nil {
		return refuse(p.file, "in het zip-bestand staat geen %s.csv", name)
	}
	content, err := member.Open()
	if err != nil {
		return refuse(p.file, "%s.csv in het zip-bestand is niet te openen (%v)", name, err)
	}
	defer content.Close()
	opening := odataPage{Context: p.context(address)}.opening()
	err = eachPackedRow(p.file+"#"+name+".csv", whileWanted{ctx, content}, func(r json.RawMessage) error { return row(opening, r) })
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return err
}

// figure4 is a figure as it stands in these files: CBS writes them with a comma (481,8 in 83841NED).
var figure4 = regexp.MustCompile(`^-?[0-9]+(?:,[0-9]+)?(?:[eE][-+]?[0-9]+)?$`)

// eachPackedRow makes an object of every row of a CSV file by its headings. An empty field is left out, as v4 gives null for it.
func eachPackedRow(file string, content io.Reader, row func(json.RawMessage) error) error {
	rows := newCSVRows(file, content, ';')
	rows.most = math.MaxInt // they are not kept
	var headings []string
	var out bytes.Buffer
	for {
		cells, line, err := rows.next()
		switch refusal, refused := err.(*Refusal); {
		case err == io.EOF && headings == nil:
			return refuse(file, "het bestand is leeg")
		case err == io.EOF:
			return nil
		case refused:
			return refusal
		case err != nil:
			return refuse(file, "het bestand is beschadigd of afgekapt (%v)", err)
		}
		if headings == nil {
			headings = slices.Clone(cells)
			headings[0] = strings.TrimPrefix(headings[0], string(byteOrderMark))
			continue
		}
		if len(cells) != len(headings) {
			return &Refusal{File: file, Row: line, Reason: fmt.Sprintf("de rij heeft %d velden, de kop %d; het bestand is beschadigd of afgekapt", len(cells), len(headings))}
		}
		out.Reset()
		for i, cell := range cells {
			value, ok := member4(headings[i], cell)
			if !ok {
				return &Refusal{File: file, Row: line, Column: headings[i], Reason: fmt.Sprintf("%q is geen getal met een decimale komma, of geen UTF-8", cell)}
			}
			if value != nil {
				key, _ := json.Marshal(headings[i])
				out.WriteByte("{,"[min(out.Len(), 1)])
				out.Write(key)
				out.WriteByte(':')
				out.Write(value)
			}
		}
		if out.Len() == 0 {
			out.WriteByte('{')
		}
		out.WriteByte('}')
		if err := row(slices.Clone(out.Bytes())); err != nil {
			return err
		}
	}
}

// member4 gives a field as v4 writes it: nil for an empty one; ok is false for what it cannot be.
func member4(heading, cell string) (value json.RawMessage, ok bool) {
	switch {
	case cell == "":
		return nil, true
	case heading == "Value" || heading == "ObservationCount":
		value = json.RawMessage(strings.Replace(cell, ",", ".", 1))
		return value, figure4.MatchString(cell) && json.Valid(value)
	}
	value, _ = json.Marshal(cell)
	return value, utf8.ValidString(cell)
}
