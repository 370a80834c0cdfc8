package boundary

import (
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"
)

// GeoPackage reads the layers of gemeenten, wijken and buurten of a GeoPackage, in the order of its table of contents.
// Other layers (points, lines, provinces) are left out with a note. The file is read page by page and is not changed. It
// fails on reference systems other than RD New and WGS84, on a file that another program is still writing, and for the
// rest as GeoJSON does; errors name the layer and the row, counted from one.
func GeoPackage(path string) ([]Layer, error) {
	layers, err := readGeoPackage(path)
	if err != nil {
		return nil, fmt.Errorf("read GeoPackage: %w", err)
	}
	return layers, nil
}

func readGeoPackage(path string) ([]Layer, error) {
	// Changes that are not in the file itself yet. An empty journal is only a leftover.
	for _, suffix := range []string{"-wal", "-journal"} {
		if info, err := os.Stat(path + suffix); err == nil && info.Size() > 0 {
			return nil, fmt.Errorf("there is a file %s with %w next to it: close the program that writes it", suffix, ErrUnfinished)
		}
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return nil, err
	}
	return readDatabase(file, info.Size())
}

func readDatabase(file io.ReaderAt, size int64) ([]Layer, error) {
	db, err := openDatabase(file, size)
	if err != nil {
		return nil, err
	}
	tables, err := db.schema()
	if err != nil {
		return nil, err
	}
	return geoPackage{tables: tables, left: maxRoom}.layers()
}

// geoPackage is an open GeoPackage.
type geoPackage struct {
	tables map[string]table
	left   room
}

// features is a layer as the GeoPackage describes it.
type features struct {
	table, column string // where it is, and the geometry in it
	kind          string // POLYGON, POINT...
	srs           int64
}

func (g geoPackage) layers() ([]Layer, error) {
	contents, err := g.contents()
	if err != nil {
		return nil, err
	}
	var layers []Layer
	var skipped []string
	for _, f := range contents {
		layer, err := g.layer(f)
		switch {
		case errors.Is(err, ErrForeign):
			skipped = append(skipped, f.table)
		case err != nil:
			return nil, fmt.Errorf("layer %q: %w", f.table, err)
		default:
			layers = append(layers, layer)
		}
	}
	if len(layers) == 0 {
		return nil, fmt.Errorf("layers %q: %w", skipped, ErrForeign)
	}
	if len(skipped) > 0 {
		layers[0].Note = addTo(layers[0].Note, fmt.Sprintf("Niet gelezen lagen: %s.", strings.Join(skipped, ", ")))
	}
	return layers, nil
}

// rows goes over the named columns of a table.
func (g geoPackage) rows(name string, columns []string, row func(values []value) error) error {
	t, ok := g.tables[strings.ToLower(name)]
	if !ok {
		return fmt.Errorf("no table %q that can be read", name)
	}
	if err := t.each(columns, row); err != nil {
		return fmt.Errorf("table %q: %w", name, err)
	}
	return nil
}

// contents gives the vector layers, in the order of the table of contents.
func (g geoPackage) contents() ([]features, error) {
	var names []string
	err := g.rows("gpkg_contents", []string{"table_name", "data_type"}, func(v []value) error {
		if string(v[1].bytes) == "features" {
			names = append(names, string(v[0].bytes))
		}
		if len(names) > maxLayers {
			return fmt.Errorf("over the limit of %d layers", maxLayers)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	described := make(map[string]features)
	err = g.rows("gpkg_geometry_columns", []string{"table_name", "column_name", "geometry_type_name", "srs_id"}, func(v []value) error {
		name := string(v[0].bytes)
		if slices.Contains(names, name) {
			described[name] = features{name, string(v[1].bytes), strings.ToUpper(string(v[2].bytes)), v[3].i}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	var all []features
	for _, name := range names {
		f, ok := described[name]
		if !ok {
			return nil, fmt.Errorf("layer %q is not in gpkg_geometry_columns", name)
		}
		all = append(all, f)
	}
	return all, nil
}

// crs gives the coordinate system that a number stands for within this file.
func (g geoPackage) crs(srs int64) (string, error) {
	name := ""
	err := g.rows("gpkg_spatial_ref_sys", []string{"srs_id", "organization", "organization_coordsys_id"}, func(v []value) error {
		if v[0].i == srs {
			name = string(v[1].bytes) + ":" + strconv.FormatInt(v[2].i, 10)
		}
		return nil
	})
	if err != nil {
		return "", err
	}
	if name == "" {
		return "", fmt.Errorf("reference system %d is not in gpkg_spatial_ref_sys", srs)
	}
	return parseCRS(name)
}

// layer reads a layer, or gives ErrForeign when it has no outlines of areas.
func (g geoPackage) layer(f features) (Layer, error) {
	switch f.kind {
	case "POLYGON", "MULTIPOLYGON", "GEOMETRY", "SURFACE", "MULTISURFACE", "CURVEPOLYGON":
	default:
		return Layer{}, fmt.Errorf("%s: %w", f.kind, ErrForeign)
	}
	t, ok := g.tables[strings.ToLower(f.table)]
	if !ok {
		return Layer{}, errors.New("there is no table of that name that can be read")
	}
	wanted := []string{strings.ToLower(f.column)}
	for _, heading := range t.columns {
		if name, _ := column(heading); name != "" {
			wanted = append(wanted, heading)
		}
	}
	records, err := g.records(f, t, wanted)
	if err != nil {
		return Layer{}, err
	}
	if len(records) > 0 {
		if _, err := findKey(records); err != nil {
			return Layer{}, err
		}
	}
	crs, err := g.crs(f.srs)
	if err != nil {
		return Layer{}, err
	}
	return build(Layer{Format: "GeoPackage", Name: f.table, CRS: crs}, "row", records)
}

var errStop = errors.New("stop")

// records reads the rows of a layer; the first of the wanted columns is the geometry.
func (g *geoPackage) records(f features, t table, wanted []string) ([]record, error) {
	var records []record
	err := t.each(wanted, func(v []value) error {
		if len(records) == maxAreas {
			return fmt.Errorf("over the limit of %d rows", maxAreas)
		}
		r := record{line: len(records) + 1}
		for i := range v[1:] {
			r.set(wanted[i+1], v[i+1].text())
		}
		if v[0].kind != 0 {
			var srs int32
			srs, r.shape, r.err = gpGeometry(v[0].bytes, &g.left)
			if r.err == nil && int64(srs) != f.srs {
				r.err = fmt.Errorf("geometry in reference system %d, in a layer of %d", srs, f.srs)
			}
		}
		records = append(records, r)
		if r.err != nil { // build reports it, with the code
			return errStop
		}
		return nil
	})
	if err != nil && !errors.Is(err, errStop) {
		return nil, err
	}
	return records, nil
}

// text gives a value as text, "" for null.
func (v value) text() string {
	switch v.kind {
	case 'i':
		return strconv.FormatInt(v.i, 10)
	case 'f':
		return strconv.FormatFloat(v.f, 'f', -1, 64)
	}
	return string(v.bytes)
}

// Attributes are what a layer of a GeoPackage says of its areas beside their outlines.
type Attributes struct {
	Layer  string
	Fields []string    // in small letters
	Rows   [][]*string // numbers in their shortest decimal form; nil for null
}

// GeoPackageAttributes reads the attributes of the layers of a GeoPackage, those that are no areas included. It fails where GeoPackage
// fails on the file as a whole.
func GeoPackageAttributes(path string) ([]Attributes, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return nil, err
	}
	all, err := readAttributes(file, info.Size())
	if err != nil {
		return nil, fmt.Errorf("read GeoPackage: %w", err)
	}
	return all, nil
}

func readAttributes(file io.ReaderAt, size int64) ([]Attributes, error) {
	db, err := openDatabase(file, size)
	if err != nil {
		return nil, err
	}
	tables, err := db.schema()
	if err != nil {
		return nil, err
	}
	contents, err := geoPackage{tables: tables}.contents()
	if err != nil {
		return nil, err
	}
	var all []Attributes
	for _, f := range contents {
		t, ok := tables[strings.ToLower(f.table)]
		if !ok {
			continue
		}
		a := Attributes{Layer: f.table}
		a.Fields = slices.DeleteFunc(slices.Clone(t.columns), func(c string) bool { return c == strings.ToLower(f.column) })
		err := t.each(a.Fields, func(v []value) error {
			if len(a.Rows) == maxAreas {
				return fmt.Errorf("over the limit of %d rows", maxAreas)
			}
			row := make([]*string, len(v))
			for i := range v {
				if v[i].kind != 0 {
					text := v[i].text()
					row[i] = &text
				}
			}
			a.Rows = append(a.Rows, row)
			return nil
		})
		if err != nil {
			return nil, fmt.Errorf("layer %q: %w", f.table, err)
		}
		all = append(all, a)
	}
	return all, nil
}
