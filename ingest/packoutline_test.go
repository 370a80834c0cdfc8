package ingest

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io/fs"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/paulmach/orb"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
	carried "wijkinzicht/data/pack"
	"wijkinzicht/data/store"
	"wijkinzicht/geo"
	"wijkinzicht/geo/overlay"
)

// packedOutlines are the embedded outlines, with the shapes of a block by code.
func packedOutlines(t testing.TB) (*packOutlines, map[string]map[string]orb.MultiPolygon) {
	t.Helper()
	o, err := readPackOutlines(carried.Files())
	if err != nil {
		t.Fatal(err)
	}
	shapes := map[string]map[string]orb.MultiPolygon{}
	for _, b := range o.blocks {
		shapes[b.id] = map[string]orb.MultiPolygon{}
		for _, a := range b.areas {
			if shapes[b.id][a.code], err = a.rings.Outline(o.arcs); err != nil {
				t.Fatal(err)
			}
		}
	}
	return o, shapes
}

// The embedded outlines are valid, of whole metres, and the buurten of a block lie side by side: no ground is of two, and a wijk is
// the ground of its buurten.
func TestPackOutlinesTile(t *testing.T) {
	o, shapes := packedOutlines(t)
	used := make([]bool, len(o.arcs))
	for _, b := range o.blocks {
		taken := map[int]string{}
		ground := map[string]float64{} // of the buurten of a wijk
		for _, a := range b.areas {
			shape := shapes[b.id][a.code]
			if err := overlay.Valid(overlay.Area{Code: a.code, Geometry: shape}); err != nil && b.gemeente != "" {
				t.Errorf("%s: %v", b.id, err)
			}
			for _, polygon := range a.rings {
				for _, ring := range polygon {
					for _, n := range ring {
						used[max(n, -n)-1] = true
					}
				}
			}
			if level(a.code) != "buurt" {
				continue
			}
			ground["WK"+a.code[2:8]] += geo.AreaKm2(shape)
			for i, polygon := range a.rings {
				for j, ring := range polygon {
					if want := map[bool]orb.Orientation{true: orb.CCW, false: orb.CW}[j == 0]; shape[i][j].Orientation() != want {
						for k := range ring {
							ring[k] = -ring[k]
						}
					}
					for _, n := range ring { // the ground is at the left of its arcs
						if other, twice := taken[n]; twice {
							t.Errorf("%s: %s and %s both lie at one side of arc %d", b.id, a.code, other, n)
						}
						taken[n] = a.code
					}
				}
			}
		}
		for wijk, sum := range ground {
			if shape, ok := shapes[b.id][wijk]; ok && geo.AreaKm2(shape) < sum-1e-6 {
				t.Errorf("%s: %s is %.4f km2 and its buurten %.4f", b.id, wijk, geo.AreaKm2(shape), sum)
			}
		}
	}
	if i := slices.Index(used, false); i >= 0 {
		t.Errorf("arc %d is of no area", i+1)
	}
}

// differentGround are buurten of 2020 whose outline is known to differ from what CBS counts as their surface, with the part by which.
var differentGround = map[string]float64{
	"BU09950428": 0.2, // what is left of a wijk whose outline was simplified
	"BU09950651": 0.2, // the same, with dikes
}

// TestPackOutlinesHaveTheirSurface holds every outline of 2020 against the total surface that CBS counts then.
func TestPackOutlinesHaveTheirSurface(t *testing.T) {
	_, shapes := packedOutlines(t)
	content, err := fs.ReadFile(carried.Files(), "kwb-2020.csv")
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(bytes.NewReader(content)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	total := slices.Index(rows[0], "oppervlakte_totaal")
	var off []float64
	for _, row := range rows[1:] {
		code := row[3]
		ha, err := strconv.ParseFloat(row[total], 64)
		if level(code) != "buurt" || err != nil {
			continue
		}
		for _, id := range []string{"GM0014-2020", "GM0268-2015", "GM0518-2024", "GM0599-2020", "GM0637-2024", "GM0995-2020"} {
			shape, ok := shapes[id][code]
			if !ok {
				continue
			}
			d := math.Abs(100*geo.AreaKm2(shape) - ha)
			if part := max(0.08, differentGround[code]); d > max(2.5, part*ha) {
				t.Errorf("%s: %.1f ha, CBS counts %.0f", code, 100*geo.AreaKm2(shape), ha)
			}
			if ha >= 10 {
				off = append(off, d/ha)
			}
		}
	}
	slices.Sort(off)
	if n := len(off); n < 450 || off[n/2] > 0.01 || off[9*n/10] > 0.04 {
		t.Errorf("of %d surfaces half differ by %.3f or less, nine in ten by %.3f", n, off[n/2], off[9*n/10])
	}
}

// The label points that the Leefbaarometer's own areas gave lie in the outlines of the same codes.
func TestPackPointsLieInOutlines(t *testing.T) {
	_, shapes := packedOutlines(t)
	rows, _, err := packRows(carried.Files(), packPoints, 6)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rows {
		lon, _ := strconv.ParseFloat(r[4], 64)
		lat, _ := strconv.ParseFloat(r[5], 64)
		shape, ok := shapes["GM"+r[2][2:6]+"-2024"][r[2]]
		if !ok || r[0] != "lbm3-2024" {
			continue
		}
		locator, err := overlay.NewLocator([]overlay.Area{{Code: r[2], Geometry: shape}})
		if err != nil {
			t.Fatal(err)
		}
		if len(locator.At(geo.ToRD(orb.Point{lon, lat}))) == 0 {
			t.Errorf("the label point of %s (%s) lies outside its outline", r[2], r[3])
		}
	}
}

// The tables stay small, and every outline has a source with a licence and an attribution.
func TestPackOutlinesAreSmallAndSourced(t *testing.T) {
	var packed bytes.Buffer
	w, err := gzip.NewWriterLevel(&packed, gzip.BestCompression)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{packLayers, packBlocks, packAreas, packArcs} {
		content, err := fs.ReadFile(carried.Files(), name)
		if err != nil {
			t.Fatal(err)
		}
		w.Write(content)
	}
	w.Close()
	if packed.Len() > 150_000 {
		t.Errorf("the outlines are %d bytes compressed", packed.Len())
	}
	cat, err := catalogue.Load()
	if err != nil {
		t.Fatal(err)
	}
	o, _ := packedOutlines(t)
	for _, l := range o.layers {
		s, ok := cat.Source(l.source)
		if !ok || s.Licence == "" || s.Attribution == "" || l.origin == "" || l.tolerance < 10 {
			t.Errorf("layer %+v has source %+v", l, s)
		}
	}
	for _, b := range o.blocks {
		if b.evidence == "" || len(b.areas) == 0 {
			t.Errorf("block %s: evidence %q, %d areas", b.id, b.evidence, len(b.areas))
		}
	}
	// Two tilings of a gemeente never claim the same year.
	claimed := map[string]string{}
	for _, b := range o.blocks {
		for year := b.from; year <= b.to; year++ {
			k := fmt.Sprint(b.gemeente, year)
			if claimed[k] != "" {
				t.Errorf("%s and %s both are of %d", b.id, claimed[k], year)
			}
			claimed[k] = b.id
		}
	}
}

// packTables gives four small tables: two squares that share a border, one of them with a name.
func packTables() fstest.MapFS {
	return fstest.MapFS{
		packLayers: {Data: []byte("laag,source,indeling,tolerantie_m,oppervlakte_mediaan,oppervlakte_p90,oppervlakte_gebieden,gemeten_aan,herkomst\nkaart,gebieden-2020,2020,12,0,0,0,,verzonnen\n")},
		packBlocks: {Data: []byte("blok,gemeente,indeling,van,tot,bewijs\nGM9901-2020,GM9901,2020,2019,2021,verzonnen\n")},
		packArcs:   {Data: []byte("boog,punten\n1,150000 450000 0 1000\n2,150000 451000 -1000 0 0 -1000 1000 0\n3,150000 450000 1000 0 0 1000 -1000 0\n")},
		packAreas:  {Data: []byte("blok,laag,code,naam,toelichting,ringen\nGM9901-2020,kaart,BU99010101,West,,1 2\nGM9901-2020,kaart,BU99010102,,,3 -1\n")},
	}
}

func TestReadPackOutlines(t *testing.T) {
	o, err := readPackOutlines(packTables())
	if err != nil || len(o.blocks) != 1 || len(o.blocks[0].areas) != 2 {
		t.Fatalf("%+v, %v", o, err)
	}
	for i, a := range o.blocks[0].areas {
		if shape, err := a.rings.Outline(o.arcs); err != nil || geo.AreaKm2(shape) != 1 {
			t.Errorf("area %d: %v, %v", i, shape, err)
		}
	}
	for _, c := range []struct {
		file, old, new string
		row            int
		says           string
	}{
		{packLayers, ",12,", ",veel,", 2, "tolerantie"}, {packLayers, ",12,", ",0,", 2, "tolerantie"}, {packLayers, ",12,", ",-1,", 2, "tolerantie"},
		{packBlocks, "2019", "toen", 2, "geen jaar"}, {packBlocks, "2019,2021", "2021,2019", 2, "jaren"},
		{packArcs, "\n2,", "\n5,", 3, "hoort 2 te zijn"}, {packArcs, "1000 0\n", "1000 x\n", 3, "boog is niet te lezen"},
		{packAreas, "kaart", "plaat", 2, "blok, laag of code"}, {packAreas, "BU9901", "BUURT", 2, "blok, laag of code"},
		{packAreas, "3 -1", "3 1", 3, "omtrek is niet te maken"}, {packAreas, "3 -1", "3 -9", 3, "omtrek is niet te maken"}, {packAreas, "3 -1", "drie", 3, "ringen"},
	} {
		files := packTables()
		files[c.file] = &fstest.MapFile{Data: []byte(strings.Replace(string(files[c.file].Data), c.old, c.new, 1))}
		_, err := readPackOutlines(files)
		var r *Refusal
		if !errors.As(err, &r) || r.File != c.file || r.Row != c.row || !strings.Contains(r.Reason, c.says) {
			t.Errorf("%s with %q: %v", c.file, c.new, err)
		}
	}
}

// FuzzPackOutlines reads tables of any content: they are refused, or every outline can be made.
func FuzzPackOutlines(f *testing.F) {
	good := packTables()
	f.Add(good[packLayers].Data, good[packBlocks].Data, good[packArcs].Data, good[packAreas].Data)
	f.Add(good[packLayers].Data, good[packBlocks].Data, []byte("boog,punten\n1,150000 450000 0 0 0 0\n"), []byte("blok,laag,code,naam,toelichting,ringen\nGM9901-2020,kaart,WK990101,,,1;1|1\n"))
	f.Fuzz(func(t *testing.T, layers, blocks, arcs, areas []byte) {
		o, err := readPackOutlines(fstest.MapFS{packLayers: {Data: layers}, packBlocks: {Data: blocks}, packArcs: {Data: arcs}, packAreas: {Data: areas}})
		if err != nil {
			mustRefuse(t, err)
			return
		}
		for _, b := range o.blocks {
			for _, a := range b.areas {
				if shape, err := a.rings.Outline(o.arcs); err != nil || geo.Valid(shape) != nil {
					t.Fatalf("%s: %v, %v", a.code, err, geo.Valid(shape))
				}
			}
		}
	})
}

// defaultDB is the database of the embedded figures alone, with the real catalogue.
func defaultDB(t *testing.T) *data.DB {
	t.Helper()
	cat, err := catalogue.Load()
	if err != nil {
		t.Fatal(err)
	}
	store := store.Store{Dir: t.TempDir()}
	if _, err := Default(context.Background(), cat, store, quiet); err != nil {
		t.Fatal(err)
	}
	_, path, err := store.Current()
	if err != nil {
		t.Fatal(err)
	}
	db, err := data.Open(context.Background(), path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

// Without any publisher's file every wijk has an outline and nearly every buurt; what stayed the same place is known to be so,
// and no coarse border makes a converted value.
func TestDefaultOutlines(t *testing.T) {
	db := defaultDB(t)
	expect(t, db, "select count(*) from area where level in ('wijk', 'buurt') and outline_kind is distinct from 'gegeneraliseerd' and outline is not null", "0")
	expect(t, db, "select count(*) from area where level = 'wijk' and not water and outline is null", "0")
	expect(t, db, "select gemeente_code, count(*) from area where year = 2024 and level = 'buurt' and not water and outline is null group by all order by 1",
		"GM0014,12", "GM0995,5")
	expect(t, db, "select count(*) from area where outline is not null and (outline_tolerance < 10 or outline_tolerance > 110)", "0")
	// A buurt of another division's map, of the same code and name.
	expect(t, db, "select year, code, outline_year from area where outline is not null and outline_year <> year order by all",
		"2016,BU00141400,2017", "2025,BU05991086,2024", "2025,BU05991571,2024")
	// Den Haag never changed, and Zoetermeer's outlines of 2020 and 2024 are the same.
	expect(t, db, `select distinct method from crosswalk where from_code[1:6] in ('BU0518', 'BU0637') and from_year >= 2019`, "gelijk")
	// The only one of the eleven that moved since 2016.
	expect(t, db, "select distinct subject from trend t join subject s on s.slug = t.subject where t.year = 2016 and quality = 'C' and s.kind = 'wijk'", "zuiderzeewijk")
	// What CBS counts as the surface of a wijk, its outline has, within 2%.
	expect(t, db, `select t.subject from trend t join subject_outline o on o.subject = t.subject and o.year = 2020
		where t.indicator = 'oppervlakte_totaal' and t.year = 2020 and t.quality <> 'D' and abs(100 * o.area_km2 - t.value) > greatest(1, 0.02 * t.value)`)
	// Every wijk has a ring with figures.
	expect(t, db, `select count(distinct t.subject) from trend t join subject s on s.slug = t.subject
		where s.kind = 'ring' and t.indicator = 'inwoners' and t.year = 2024 and t.value > 0`, "12")
}

func BenchmarkReadPackOutlines(b *testing.B) {
	for b.Loop() {
		if _, err := readPackOutlines(carried.Files()); err != nil {
			b.Fatal(err)
		}
	}
}

// TestCodesAlone: a map in TopoJSON that has codes and no names is drawn, and its areas get the names that we know.
func TestCodesAlone(t *testing.T) {
	if testing.Short() {
		t.Skip("takes long: not with -short")
	}
	cat, err := catalogue.Load()
	if err != nil {
		t.Fatal(err)
	}
	store := store.Store{Dir: t.TempDir()}
	map2014 := `{"type":"Topology","arcs":[[[78000,451000],[79000,451000],[79000,452000],[78000,452000],[78000,451000]]],
		"objects":{"wijken":{"type":"GeometryCollection","geometries":[{"type":"Polygon","id":"WK051836","arcs":[[0]]}]}}}`
	if _, err := Run(t.Context(), cat, store, folder(t, map[string][]byte{"wijk_2014.json": []byte(map2014)}), quiet); err != nil {
		t.Fatal(err)
	}
	expect(t, opened(t, store), "select name, outline is not null, outline_year from area where year = 2014 and code = 'WK051836'", "Wijk 36 Moerwijk,true,2014")
}
