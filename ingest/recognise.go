package ingest

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
	"wijkinzicht/ingest/sheet"
)

// byteOrderMark opens many text files that came from Windows; it is no part of the text.
var byteOrderMark = []byte("\xef\xbb\xbf")

// recognised is what became of the files: tables to load, files that serve a table (an OData table's properties and
// regions), and files that are not ours, with the reason.
type recognised struct {
	tables   []*table
	support  []supportFile
	outlines []outlines
	seen     string       // inputsHash of all that was looked at
	shapes   []input      // shapefiles, until their attributes are found
	odata4   []odata4File // entity sets of OData v4, until a table is made of them
	skipped  []skippedFile
	refused  []skippedFile // files of the folder that cannot be right
	first    *Refusal      // of refused
	doubts   []string      // what is not right in files that are kept already, in Dutch
}

// supportFile is a file that has no figures and describes those of another.
type supportFile struct {
	in     input
	format string
	source catalogue.Source
}

type skippedFile struct {
	in     input
	reason string
}

// take adds what became of one file.
func (r *recognised) take(one recognised) {
	r.tables = append(r.tables, one.tables...)
	r.support = append(r.support, one.support...)
	r.outlines = append(r.outlines, one.outlines...)
	r.shapes = append(r.shapes, one.shapes...)
	r.odata4 = append(r.odata4, one.odata4...)
	r.skipped = append(r.skipped, one.skipped...)
	r.refused = append(r.refused, one.refused...)
	r.first = cmp.Or(r.first, one.first)
}

func (r *recognised) skip(in input, reason string) {
	r.skipped = append(r.skipped, skippedFile{in, reason})
}

// filesAtOnce is how many files are read at once: each is held in memory whole while it is, and a national one is large.
const filesAtOnce = 2

// recognise looks into every file, whatever it is called, and reads those whose layout we know. A file of the folder that cannot be
// right is set aside; one that is kept already stops everything with a *Refusal.
func recognise(ctx context.Context, cat *catalogue.Catalogue, inputs []input, step func(done int, name string)) (*recognised, error) {
	var r recognised
	var odata []odataFile
	err := data.InOrder(filesAtOnce, len(inputs), func(i int, turn func() bool) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		var one recognised
		var piece *odataFile
		content, err := inputs[i].read()
		if inputs[i].bad != nil {
			err = inputs[i].bad
		}
		if err == nil {
			piece, err = one.lookInTime(ctx, cat, inputs[i], content)
		}
		if one.setAside(inputs[i], err) {
			err = nil
		}
		if err != nil || !turn() {
			return err
		}
		step(i, inputs[i].name)
		r.take(one)
		if piece != nil {
			odata = append(odata, *piece)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	if err := r.assemble(ctx, cat, odata); err != nil {
		return nil, err
	}
	if err := r.assemble4(ctx, cat); err != nil {
		return nil, err
	}
	if err := r.joinShapes(cat, inputs); err != nil {
		return nil, err
	}
	if err := r.checkTables(); err != nil {
		return nil, err
	}
	// The same files give the same database, whatever order they came in.
	slices.SortFunc(r.tables, func(a, b *table) int {
		return strings.Compare(a.source.ID+" "+a.file.sha256, b.source.ID+" "+b.file.sha256)
	})
	slices.SortFunc(r.support, func(a, b supportFile) int {
		return strings.Compare(a.source.ID+" "+a.in.sha256, b.source.ID+" "+b.in.sha256)
	})
	return &r, nil
}

// checkTables holds every table to what a table must be, and sets those of the folder aside that are not.
func (r *recognised) checkTables() error {
	var right []*table
	for _, t := range r.tables {
		err := t.check()
		switch {
		case err == nil:
			right = append(right, t)
		case !r.setAside(t.file, err):
			return err
		}
	}
	r.tables = right
	return nil
}

// look decides what one file is from its first bytes and headings.
func (r *recognised) look(ctx context.Context, cat *catalogue.Catalogue, in input, content []byte) (*odataFile, error) {
	text := bytes.TrimPrefix(content, byteOrderMark)
	head := bytes.TrimLeft(text, " \r\n\t")
	switch {
	case bytes.HasPrefix(content, []byte("PAR1")):
		return r.lookParquet(ctx, cat, in)
	case bytes.HasPrefix(content, []byte("PK\x03\x04")):
		sheets, err := sheet.XLSX(content)
		return nil, r.lookSheets(cat, in, sheets, err)
	case bytes.HasPrefix(content, []byte{0xd0, 0xcf, 0x11, 0xe0}):
		sheets, err := sheet.XLS(content)
		return nil, r.lookSheets(cat, in, sheets, err)
	case bytes.HasPrefix(content, []byte("SQLite format 3\x00")):
		return nil, r.lookGeoPackage(cat, in, content)
	case bytes.HasPrefix(content, []byte{0, 0, 0x27, 0x0a}):
		if in.ext == ".shx" { // it begins as the shapefile does
			r.skip(in, "index bij een shapefile; de grenzen zelf staan in de .shp")
			return nil, nil
		}
		r.shapes = append(r.shapes, in)
		return nil, nil
	case bytes.HasPrefix(head, []byte("{")):
		return r.lookJSON(cat, in, text)
	case looksLikeDBase(content):
		s, err := sheet.DBase(content)
		if err != nil {
			return nil, refuse(in.name, "%s", sheetFault("de dBase-tabel", err))
		}
		if !isAttributes(s) {
			r.skip(in, "dBase-tabel zonder gebiedscodes")
			return nil, nil
		}
		return nil, r.add(readAttributes(cat, in, s))
	case isODataCSV(head):
		return nil, r.lookODataCSV(cat, in, text)
	case isHealthCSV(head):
		return nil, r.lookHealthCSV(cat, in, content)
	case isLBM3CSV(content):
		return nil, r.add(readLBM3CSV(cat, in, content))
	case bytes.HasPrefix(bytes.TrimPrefix(head, []byte(`"`)), []byte("Kerncijfers wijken en buurten")) || bytes.HasPrefix(head, []byte("Wijken en buurten;")) ||
		bytes.HasPrefix(head, []byte(`"Wijken en buurten"`)):
		s, err := openStatline(in.name, content)
		if err != nil {
			return nil, err
		}
		if !s.isKWB() {
			if column := s.misspelt(); column != "" {
				return nil, &Refusal{File: in.name, Column: column, Reason: fmt.Sprintf("deze kolom kennen wij niet; bedoelt u %s?", statlineInhabitants)}
			}
			r.skip(in, "StatLine-tabel die geen Kerncijfers wijken en buurten is")
			return nil, nil
		}
		if s.namesAlone() {
			r.skip(in, "StatLine-tabel met namen en zonder codes; kies in StatLine de regioaanduiding (Codering) erbij")
			return nil, nil
		}
		return nil, r.add(readStatline(cat, in, s))
	}
	r.skip(in, cmp.Or(foreignLBM(content), foreignText(content)))
	return nil, nil
}

func (r *recognised) add(t *table, err error) error {
	if err != nil {
		return err
	}
	r.tables = append(r.tables, t)
	return nil
}

func (r *recognised) lookParquet(ctx context.Context, cat *catalogue.Catalogue, in input) (*odataFile, error) {
	keys, err := data.ParquetColumns(ctx, in.path)
	if err != nil {
		return nil, refuse(in.name, "het Parquet-bestand is beschadigd of afgekapt")
	}
	f := odataFile{in: in, parquet: true, keys: keys}
	if f.isFigures() || f.isProperties() || f.isRegions() {
		return &f, nil
	}
	if ok, err := r.lookMapParquet(ctx, cat, in, keys); ok || err != nil {
		return nil, err
	}
	r.skip(in, "Parquet-bestand dat geen OData v3-tabel en geen wijk- en buurtkaart is")
	return nil, nil
}

// assemble makes tables of the OData files and files the properties and regions under the table they serve.
func (r *recognised) assemble(ctx context.Context, cat *catalogue.Catalogue, odata []odataFile) error {
	served := map[string]catalogue.Source{}
	var lone catalogue.Source
	err := data.InOrder(filesAtOnce, len(odata), func(i int, turn func() bool) error {
		t, used, err := readOData3(ctx, cat, odata[i], odata)
		if !turn() {
			return err
		}
		if r.setAside(odata[i].in, err) {
			return nil
		}
		if err != nil || !odata[i].isFigures() {
			return err
		}
		if t == nil {
			r.skip(odata[i].in, "OData-tabel die geen cijfers heeft die wij volgen")
			return nil
		}
		r.tables = append(r.tables, t)
		lone = t.source
		for _, u := range used {
			served[u.in.sha256] = t.source
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, f := range odata {
		if f.isFigures() {
			continue
		}
		source, ok := served[f.in.sha256]
		if !ok && f.isPeriods() {
			r.skip(f.in, "lijst van perioden; de cijfers erbij zijn er niet, of zeggen hun jaar zelf")
			continue
		}
		if !ok && lone.ID == "" {
			r.skip(f.in, "beschrijving van een OData-tabel waarvan de cijfers ontbreken")
			continue
		}
		if !ok {
			r.skip(f.in, fmt.Sprintf("dubbele beschrijving van een OData-tabel (%s)", lone.Title))
			continue
		}
		format := "KWB OData, kolommen"
		switch {
		case f.isRegions():
			format = "KWB OData, gebieden"
		case f.isInfo():
			format = "KWB OData, tabelgegevens"
		case f.isPeriods():
			format = "OData, perioden"
		}
		r.support = append(r.support, supportFile{f.in, format, source})
	}
	return nil
}

// readOData3 reads a file of figures with what describes it among all files; no table comes of what we do not follow.
func readOData3(ctx context.Context, cat *catalogue.Catalogue, f odataFile, all []odataFile) (*table, []odataFile, error) {
	if !f.isFigures() {
		return nil, nil, nil
	}
	if family := derdenFamily(cat, f.table); family != "" {
		return readDerden(ctx, cat, family, f, all)
	}
	if f.isKWB(cat) {
		return readODataTable(ctx, cat, f, all)
	}
	return nil, nil, nil
}

// tableID takes the table's id from the address in odata.metadata.
func tableID(metadata string) string {
	m := tableInAddress.FindStringSubmatch(metadata)
	if m == nil {
		return ""
	}
	return m[1]
}
