package server_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/paulmach/orb"
)

// TestAreasWithTheirFigures reads a layer as a map program does: figures are properties, missing ones say why, rings follow the
// right-hand rule, and there is no feature without a border unless that is asked.
func TestAreasWithTheirFigures(t *testing.T) {
	const question = "?year=2024&gemeente=GM0268&level=buurt"
	layer := readJSON[struct {
		Features []struct {
			Properties map[string]any
			Geometry   struct{ Coordinates orb.MultiPolygon }
		}
	}](t, get(t, "/api/v1/areas.geojson"+question+"&indicator=woz&indicator=koop").body)
	if len(layer.Features) < 20 {
		t.Fatalf("%d features", len(layer.Features))
	}
	rows := readJSON[rowsAnswer](t, get(t, "/api/v1/observations.json?indicator=woz&year=2024&area_year=2024&gemeente=GM0268&level=buurt").body)
	published := map[any]any{}
	for _, row := range rows.Data {
		published[row["area_code"]] = row["value"]
	}
	values := 0
	for _, f := range layer.Features {
		code, value := f.Properties["code"], f.Properties["woz"]
		if value != published[code] || value == nil && f.Properties["woz_status"] == nil && len(published) == len(layer.Features) {
			t.Errorf("%s has woz %v, and %v was published: %v", code, value, published[code], f.Properties["woz_status"])
		}
		if value != nil {
			values++
		}
		if _, ok := f.Properties["koop_status"]; !ok {
			t.Errorf("%s has no second figure", code)
		}
		for _, polygon := range f.Geometry.Coordinates {
			for i, ring := range polygon {
				if want := map[bool]orb.Orientation{true: orb.CCW, false: orb.CW}[i == 0]; ring.Orientation() != want {
					t.Errorf("%s: ring %d goes the other way round", code, i)
				}
			}
		}
	}
	if values < 20 {
		t.Errorf("%d areas have a value", values)
	}
	if all := get(t, "/api/v1/areas.geojson?outline=all"); !strings.Contains(all.body, `"geometry": null`) {
		t.Error("with outline=all no area without a border is given")
	}
	if r := get(t, "/api/v1/areas.geojson?limit=2000"); strings.Contains(r.body, `"geometry": null`) {
		t.Error("an area without a border is given")
	}
	readByGDAL(t, get(t, "/api/v1/areas.geojson"+question+"&indicator=woz").raw)
}

// readByGDAL lets ogrinfo, where it is, find every geometry valid and the figure a number.
func readByGDAL(t *testing.T, layer []byte) {
	t.Helper()
	if _, err := exec.LookPath("ogrinfo"); err != nil {
		t.Skip("ogrinfo is not on this machine: apt-get install gdal-bin")
	}
	path := filepath.Join(t.TempDir(), "gebieden.geojson")
	if err := os.WriteFile(path, layer, 0o644); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("ogrinfo", "-q", path, "-dialect", "sqlite", "-sql", "select sum(not st_isvalid(geometry)) as ongeldig, sum(typeof(woz) in ('integer', 'real')) as getallen, count(*) as n from gebieden").CombinedOutput()
	if err != nil || !strings.Contains(string(out), "ongeldig (Integer) = 0") || strings.Contains(string(out), "getallen (Integer) = 0") {
		t.Errorf("%v: %s", err, out)
	}
}

// TestListsMayBeRepeated: programs made from the description give a list as one parameter per value.
func TestListsMayBeRepeated(t *testing.T) {
	once, often := get(t, "/api/v1/trend.csv?subject=moerwijk,nl&year=2020,2024"), get(t, "/api/v1/trend.csv?subject=moerwijk&subject=nl&year=2020&year=2024")
	if often.status != 200 || once.body != often.body || once.header.Get("X-Rows") == "0" {
		t.Errorf("status %d, %s rows", often.status, often.header.Get("X-Rows"))
	}
}
