package boundary

import (
	"bytes"
	"fmt"
	"maps"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"
)

// A file that SQLite itself wrote: three levels of pages, overflow chains, free pages, a column that came later.
func TestGeoPackageBySQLite(t *testing.T) {
	layers, err := GeoPackage("testdata/dorrestad.gpkg")
	if err != nil {
		t.Fatal(err)
	}
	if len(layers) != 3 {
		t.Fatalf("%d layers", len(layers))
	}
	for _, l := range layers {
		checkLayer(t, l)
	}
	compare(t, layers[1:], nil, `GeoPackage wijk 2024 "wijken" EPSG:28992 rejected 0
1 WK990101 Zonnewijk 1 GM9901 [1 rings 1]
2 WK990102 Zonnewijk 2 GM9901 [1 rings 1]
3 WK990103 Zonnewijk 3 GM9901 [1 rings 1]
GeoPackage gemeente 2024 "gemeenten" EPSG:28992 rejected 0
1 GM9901 Dorrestad GM9901 [1 rings 400]`, "")
	buurten := layers[0]
	if len(buurten.Areas) != 62 || buurten.Rejected != 1 || buurten.Note != "Weggelaten gebieden zonder geometrie (1): BU99019902. Niet gelezen lagen: provincies, buurt_labelpoint." {
		t.Errorf("%d areas, %d rejected, %q", len(buurten.Areas), buurten.Rejected, buurten.Note)
	}
	for i, a := range buurten.Areas[1:61] { // the first has a rowid below zero
		x, y := 150_000+2000*float64(i%10), 460_000+2000*float64(i/10)
		want := Area{Line: i + 2, Code: fmt.Sprintf("BU9901%02d%02d", i/10+1, i%10), Name: fmt.Sprintf("Zonnebuurt %d", i), Gemeente: "GM9901"}
		if !orb.Equal(a.Geometry, orb.MultiPolygon{{square(x, y, 1000)}}) {
			t.Errorf("%s: %v", a.Code, a.Geometry)
		}
		if a.Geometry = nil; fmt.Sprint(a) != fmt.Sprint(want) {
			t.Errorf("got %v, want %v", a, want)
		}
	}
	if first := buurten.Areas[0]; first.Code != "BU99019903" || !first.Water {
		t.Errorf("first %v", first)
	}
	big := buurten.Areas[61]
	polygon := func(n int, r float64) float64 { return float64(n) / 2 * r * r * math.Sin(2*math.Pi/float64(n)) }
	want := polygon(1000, 5000) - polygon(40, 100)
	if got := planar.Area(big.Geometry); big.Change != "3" || len(big.Geometry[0][0]) != 1001 || math.Abs(got-want) > 1 {
		t.Errorf("%s: change %q, %d points, %v m2, want %v", big.Code, big.Change, len(big.Geometry[0][0]), got, want)
	}
}

// gpkg gives the tables of a GeoPackage with one layer in RD New; changes replace or, without a name, remove tables.
func gpkg(feature sqlTable, changes map[string]sqlTable) []sqlTable {
	tables := map[string]sqlTable{
		"srs": {"gpkg_spatial_ref_sys", "CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT, srs_id INTEGER PRIMARY KEY, organization TEXT, organization_coordsys_id INTEGER)",
			[][]any{{"WGS 84", nil, "EPSG", 4326}, {"RD", nil, "EPSG", 28992}, {"België", nil, "EPSG", 31370}}}, // 1, 2 and 3
		"contents": {"gpkg_contents", "CREATE TABLE gpkg_contents (table_name TEXT, data_type TEXT)", [][]any{{feature.name, "features"}}},
		"columns": {"gpkg_geometry_columns", "CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT, geometry_type_name TEXT, srs_id INTEGER)",
			[][]any{{feature.name, "geom", "MULTIPOLYGON", 2}}},
	}
	maps.Copy(tables, changes)
	all := []sqlTable{feature}
	for _, name := range []string{"srs", "contents", "columns"} {
		if tables[name].name != "" {
			all = append(all, tables[name])
		}
	}
	return all
}

func wijken(rows ...[]any) sqlTable {
	return sqlTable{"wijken", "CREATE TABLE wijken (geom BLOB, wijkcode TEXT, wijknaam TEXT)", rows}
}

func inFolder(t *testing.T, file []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "x.gpkg")
	if err := os.WriteFile(path, file, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestGeoPackage(t *testing.T) {
	outline := gpBlob(2, wkbMulti(1, 0, rd(150, 460)))
	one := wijken([]any{outline, "WK990101", "Zonnewijk"})
	columns := func(table, column, kind string, srs int) map[string]sqlTable {
		c := gpkg(one, nil)[3]
		c.rows = [][]any{{table, column, kind, srs}}
		return map[string]sqlTable{"columns": c}
	}
	var many [][]any
	var lines strings.Builder
	for i := range 2000 {
		many = append(many, []any{gpBlob(2, wkbMulti(1, 0, square(150_000+float64(i), 460_000, 1000))), fmt.Sprintf("BU9901%04d", i), "Zonnewijk"})
		fmt.Fprintf(&lines, "%d BU9901%04d Zonnewijk GM9901 [1 rings 1]\n", i+1, i)
	}
	const head = "GeoPackage wijk 0 \"wijken\" EPSG:28992 rejected 0\n"
	tests := []struct {
		name          string
		page          int
		tables        []sqlTable
		want, wantErr string
	}{
		{"one", 1024, gpkg(one, nil), head + "1 WK990101 Zonnewijk GM9901 [1 rings 1]", ""},
		{"largest pages", 65536, gpkg(one, nil), head + "1 WK990101 Zonnewijk GM9901 [1 rings 1]", ""},
		{"many", 4096, gpkg(sqlTable{"buurten", "CREATE TABLE buurten (geom BLOB, buurtcode TEXT, buurtnaam TEXT)", many}, nil), "GeoPackage buurt 0 \"buurten\" EPSG:28992 rejected 0\n" + lines.String(), ""},
		{"numbers, quotes and constraints in the table", 4096, gpkg(sqlTable{"wijken", `CREATE TABLE 'wijken' ([a,b] REAL, "Geom" BLOB, jaar INT, WK_CODE TEXT CHECK (WK_CODE <> ')'), "check" TEXT, -- (,
			CONSTRAINT u UNIQUE (WK_CODE), PRIMARY KEY (jaar))`, [][]any{{1.5, outline, 2020.0, "WK990101", "x"}}}, nil), "GeoPackage wijk 2020 \"wijken\" EPSG:28992 rejected 0\n1 WK990101  GM9901 [1 rings 1]", ""},
		{"empty geometry", 4096, gpkg(wijken([]any{[]byte("GP\x00\x11\x02\x00\x00\x00"), "WK990101"}, []any{outline, "WK990102", "B"}), nil),
			strings.Replace(head, "0\n", "1\n", 1) + "2 WK990102 B GM9901 [1 rings 1]\nWeggelaten gebieden zonder geometrie (1): WK990101.", ""},
		{"other number in the geometry", 4096, gpkg(wijken([]any{gpBlob(1, wkbMulti(1, 0, wgs(50, 520))), "WK990101"}), nil), "", `layer "wijken": row 1 (WK990101): geometry in reference system 1, in a layer of 2`},
		{"broken geometry", 4096, gpkg(wijken([]any{outline, "WK990101"}, []any{outline[:50], "WK990102"}), nil), "", `layer "wijken": row 2 (WK990102): geometry is cut off`},
		{"open ring", 4096, gpkg(wijken([]any{gpBlob(2, wkbMulti(1, 0, rd(150, 460)[:4])), "WK990101"}), nil), "", "row 1 (WK990101): ring is not closed"},
		{"degrees called RD", 4096, gpkg(wijken([]any{gpBlob(2, wkbMulti(1, 0, wgs(50, 520))), "WK990101"}), nil), "", "point (5, 52) is in EPSG:4326, but the file is in EPSG:28992"},
		{"Belgian system", 4096, gpkg(wijken([]any{gpBlob(3, wkbMulti(1, 0, rd(150, 460))), "WK990101"}), columns("wijken", "geom", "MULTIPOLYGON", 3)), "", `layer "wijken": coordinate system "EPSG:31370"`},
		{"unknown system", 4096, gpkg(one, columns("wijken", "geom", "MULTIPOLYGON", 9)), "", "reference system 9 is not in gpkg_spatial_ref_sys"},
		{"points only", 4096, gpkg(one, columns("wijken", "geom", "POINT", 2)), "", `layers ["wijken"]: not a layer`},
		{"not described", 4096, gpkg(one, columns("buurten", "geom", "POINT", 2)), "", `layer "wijken" is not in gpkg_geometry_columns`},
		{"no such column", 4096, gpkg(one, columns("wijken", "shape", "POLYGON", 2)), "", `no column "shape"`},
		{"no rows", 4096, gpkg(wijken(), nil), "", `layer "wijken": no rows`},
		{"no contents", 4096, gpkg(one, map[string]sqlTable{"contents": {}}), "", `no table "gpkg_contents"`},
		{"computed column", 4096, gpkg(sqlTable{"wijken", "CREATE TABLE wijken (geom BLOB, wijkcode TEXT AS (lower('WK')))", nil}, nil), "", "there is no table of that name that can be read"},
		{"no rowids", 4096, gpkg(sqlTable{"wijken", "CREATE TABLE wijken (geom BLOB, wijkcode TEXT PRIMARY KEY) WITHOUT ROWID", nil}, nil), "", "there is no table of that name that can be read"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			layers, err := GeoPackage(inFolder(t, sqliteFile(test.page, test.tables...)))
			compare(t, layers, err, test.want, test.wantErr)
		})
	}
}

func TestGeoPackageFile(t *testing.T) {
	good, err := os.ReadFile("testdata/dorrestad.gpkg")
	if err != nil {
		t.Fatal(err)
	}
	damaged := func(at int, with ...byte) []byte {
		file := bytes.Clone(good)
		copy(file[at:], with)
		return file
	}
	tests := []struct {
		name    string
		file    []byte
		wantErr string
	}{
		{"no SQLite", []byte("PK\x03\x04"), "not an SQLite file"},
		{"empty", nil, "not an SQLite file"},
		{"cut off", good[:len(good)/2], "cut off: the header says"},
		{"page size", damaged(16, 0, 3), "SQLite file with pages of 3 bytes"},
		{"UTF-16", damaged(56, 0, 0, 0, 2), "UTF-16"},
		{"first page not of a table", damaged(100, 10), "page 1 is of kind 10"},
		{"a tree that goes round", damaged(108, 0, 0, 0, 1), "list of tables: page 1: the tree of pages goes round"},
		{"a page that is not there", damaged(108, 0xFF, 0xFF, 0xFF, 0xFF), "page 4294967295 of"},
		{"too many cells", damaged(103, 0xFF, 0xFF), "65535 cells do not fit"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := GeoPackage(inFolder(t, test.file))
			compare(t, nil, err, "", test.wantErr)
		})
	}
	t.Run("absent", func(t *testing.T) {
		_, err := GeoPackage("testdata/absent.gpkg")
		compare(t, nil, err, "", "no such file")
	})
	for suffix, content := range map[string]string{"-wal": "changes", "-journal": "changes"} {
		t.Run(suffix, func(t *testing.T) {
			path := inFolder(t, good)
			if err := os.WriteFile(path+suffix, []byte(content), 0o600); err != nil {
				t.Fatal(err)
			}
			_, err := GeoPackage(path)
			compare(t, nil, err, "", suffix+" with unfinished changes")
		})
	}
}

// Some programs keep the last bytes of every page for themselves; rows go over to overflow pages earlier then.
func TestGeoPackageReserved(t *testing.T) {
	name := strings.Repeat("Zonnewijk ", 150) + "."
	tables := gpkg(wijken([]any{gpBlob(2, wkbMulti(1, 0, rd(150, 460))), "WK990101", name}), nil)
	file := (&sqliteWriter{size: 1024 - 32, reserved: 32}).file(tables)
	layers, err := readDatabase(bytes.NewReader(file), int64(len(file)))
	compare(t, layers, err, "GeoPackage wijk 0 \"wijken\" EPSG:28992 rejected 0\n1 WK990101 "+name+" GM9901 [1 rings 1]", "")
}

func TestVarint(t *testing.T) {
	tests := []struct {
		data string
		want uint64
		n    int
	}{
		{"\x00", 0, 1}, {"\x7f\x01", 127, 1}, {"\x81\x00", 128, 2}, {"\xff\x7f", 16383, 2},
		{"\xff\xff\xff\xff\xff\xff\xff\xff\xff", math.MaxUint64, 9}, {"\xff\xff\xff\xff\xff\xff\xff\xff\xfb", math.MaxUint64 - 4, 9},
		{"", 0, 0}, {"\x81", 0, 0}, {"\xff\xff\xff\xff\xff\xff\xff\xff", 0, 0},
	}
	for _, test := range tests {
		if got, n := varint([]byte(test.data)); got != test.want || n != test.n {
			t.Errorf("% x gives %d of %d bytes, want %d of %d", test.data, got, n, test.want, test.n)
		}
	}
}

// Every kind of value, as the format describes them.
func TestValues(t *testing.T) {
	row := "\x0d\x00\x01\x02\x03\x04\x05\x06\x07\x08\x09\x0e\x11" + "\xfe" + "\xff\x00" + "\x01\x00\x00" + "\x80\x00\x00\x00" + "\xff\xff\xff\xff\xff\xfb" + "\x00\x00\x00\x01\x00\x00\x00\x00" + "\xc0\x02\x00\x00\x00\x00\x00\x00" + "b" + "ij"
	got, err := values([]byte(row), nil)
	if err != nil {
		t.Fatal(err)
	}
	var texts []string
	for _, v := range got {
		texts = append(texts, v.text())
	}
	if want := ",-2,-256,65536,-2147483648,-5,4294967296,-2.25,0,1,b,ij"; strings.Join(texts, ",") != want {
		t.Errorf("got %q, want %q", texts, want)
	}
	for row, want := range map[string]string{
		"\x02\x01": "a value is cut off", "\x05\x01": "header of the row is cut off", "\x02\x0a": "value of kind 10", "": "cut off", "\x02\x81": "cut off",
		"\xce\x12" + strings.Repeat("\x00", 10_000): "over the limit of 2000 columns",
	} {
		_, err := values([]byte(row), nil)
		compare(t, nil, err, "", want)
	}
}

// A damaged file gives an error or areas, but never a panic or an endless loop: every byte of the small pages in turn.
func TestGeoPackageDamaged(t *testing.T) {
	good := sqliteFile(1024, gpkg(wijken([]any{gpBlob(2, wkbMulti(1, 0, rd(150, 460), rd(150, 460), rd(150, 460))), "WK990101", strings.Repeat("Zonnewijk", 100)}), nil)...)
	failed := 0
	for i := range good {
		for _, with := range []byte{0, 1, 0x7F, 0xFF} {
			file := bytes.Clone(good)
			file[i] = with
			layers, err := readDatabase(bytes.NewReader(file), int64(len(file)))
			if err != nil {
				failed++
			}
			for _, l := range layers {
				checkLayer(t, l)
			}
		}
	}
	if failed == 0 {
		t.Error("no damage was noticed")
	}
}
