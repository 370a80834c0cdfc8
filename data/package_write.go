package data

import (
	"context"
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// rdNew is RD New (EPSG:28992) as PROJJSON, which GeoParquet asks for; its parameters are those of the Dutch Kadaster.
//
//go:embed rdnew.json
var rdNew string

const (
	// GeoParquetName is the file with the areas and their outlines.
	GeoParquetName = "gebieden.parquet"
	// DatabaseName is the name under which a revision is handed out.
	DatabaseName = "wijkinzicht.duckdb"
)

// WritePackage writes the files of a revision that are handed out to dir and lists them, the whole database first.
func (db *DB) WritePackage(ctx context.Context, dir string) (p Package, err error) {
	p = db.Described()
	docs, err := db.Describe(ctx)
	if err != nil {
		return p, err
	}
	whole := PackageResource{Name: "database", Path: DatabaseName, Title: "De hele database (DuckDB)", Profile: "data-resource",
		Description: "Alle tabellen, weergaven en macro's in een bestand, met bij elke kolom een beschrijving."}
	p.Resources = []PackageResource{whole}
	out, err := openCopier(ctx, db.Path, dir)
	if err != nil {
		return p, err
	}
	defer func() { err = errors.Join(err, out.close()) }()
	for _, t := range docs {
		if t.Kind != "tabel" {
			continue
		}
		p.Resources[0].Rows += t.Rows
		for _, format := range []string{"parquet", "csv"} {
			r := PackageResource{Name: resourceName(t.Name, format), Path: t.Name + "." + format, Profile: "data-resource",
				Description: t.Comment, Rows: t.Rows, Table: t.Name}
			columns := t.Columns
			if format == "csv" { // an outline is no text
				columns = slices.DeleteFunc(slices.Clone(columns), func(c ColumnDoc) bool { return c.Type == "BLOB" })
				r.Profile, r.Encoding, r.Dialect = "tabular-data-resource", "utf-8", &dialect{",", `"`, true, true}
			}
			r.Schema = schemaOf(columns, format)
			if err := out.copy(ctx, "select "+nameList(columns)+" from "+t.Name, r.Path, copyOptions[format]); err != nil {
				return p, fmt.Errorf("%s: %w", r.Path, err)
			}
			p.Resources = append(p.Resources, r)
		}
		if t.Name == "area" {
			r, err := db.writeGeoParquet(ctx, out, t)
			if err != nil {
				return p, err
			}
			p.Resources = append(p.Resources, r)
		}
	}
	for i := range p.Resources {
		r := &p.Resources[i]
		path := filepath.Join(dir, r.Path)
		if r.Path == DatabaseName {
			path = db.Path
		}
		r.Format, r.MediaType = strings.TrimPrefix(filepath.Ext(r.Path), "."), MediaType(r.Path)
		if r.Bytes, r.Hash, err = hashFile(path); err != nil {
			return p, err
		}
	}
	return p, nil
}

// copyOptions says how DuckDB writes a format.
var copyOptions = map[string]string{"parquet": "format parquet, compression zstd", "csv": "format csv, header"}

func nameList(columns []ColumnDoc) string {
	list := make([]string, len(columns))
	for i, c := range columns {
		list[i] = c.Name
	}
	return strings.Join(list, ", ")
}

// writeGeoParquet writes the areas whose outline is known, in RD New, readable by GDAL, GeoPandas and sf.
func (db *DB) writeGeoParquet(ctx context.Context, out *copier, area TableDoc) (PackageResource, error) {
	r := PackageResource{Name: "gebieden-geoparquet", Path: GeoParquetName, Profile: "data-resource", Title: "Gebieden met hun grens (GeoParquet)",
		Description: "Elk gebied van elke indeling waarvan een grens bekend is, in RD New (EPSG:28992). outline_kind zegt hoe exact de grens is.", Table: "area"}
	columns := slices.DeleteFunc(slices.Clone(area.Columns), func(c ColumnDoc) bool { return c.Type == "BLOB" })
	query := "select " + nameList(columns) + ", st_setcrs(st_geomfromwkb(outline), " + quote(rdNew) + ") as geometry from area where outline is not null"
	if err := out.copy(ctx, query, r.Path, copyOptions["parquet"]); err != nil {
		return r, fmt.Errorf("%s: %w", r.Path, err)
	}
	err := db.sql.QueryRowContext(ctx, "select count(*) from area where outline is not null").Scan(&r.Rows)
	return r, err
}

func hashFile(path string) (int64, string, error) {
	f, err := os.Open(path)
	if err != nil {
		return 0, "", fmt.Errorf("hash: %w", err)
	}
	defer f.Close()
	h := sha256.New()
	n, err := io.Copy(h, f)
	if err != nil {
		return 0, "", fmt.Errorf("hash %s: %w", path, err)
	}
	return n, "sha256:" + hex.EncodeToString(h.Sum(nil)), nil
}
