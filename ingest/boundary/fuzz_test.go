package boundary

import (
	"bytes"
	"testing"

	"github.com/paulmach/orb"
)

func FuzzGeoJSON(f *testing.F) {
	f.Add([]byte(collection(crsRD, feature(`"BU_CODE":"BU99010101","BU_NAAM":"Noord","GM_CODE":"GM9901","water":"NEE","IND_WBI":1`, polygon(rd(150, 460), square(150_200, 460_200, 500))))))
	f.Add([]byte(collection(`"name":"x","numberMatched":9,`, feature(`"code":"WK990101","naam":"\u00e9","raw":{"year":"2024"}`, multi(coordinates(wgs(50, 520)), coordinates(wgs(52, 520)))), feature(`"code":"WK990102"`, "null"))))
	f.Add([]byte(collection("", feature(`"gm_code":"GM9901","h2o":"JA"`, polygon(wgs(50, 520))), feature(`"gm_code":"GM9901","h2o":"NEE"`, polygon(wgs(50, 520))), feature(`"h2o":"B"`, "{}"))))
	f.Fuzz(func(t *testing.T, content []byte) {
		if layer, err := GeoJSON(content); err == nil {
			checkLayer(t, layer)
		}
	})
}

func FuzzTopoJSON(f *testing.F) {
	point := label("WK990101", "[1,0]")
	f.Add([]byte(topo(neighbours, topoObject("labels", point)+","+topoObject("layer", west, east), kilometre)))
	f.Add([]byte(topo("", topoObject("labels", point), kilometre)))
	f.Add([]byte(topo(`[[5,52],[5.1,52],[5.1,52.1],[5,52]],[[0,0]]`, `"crs":null,"a":`+topoArea("GM9901", "", "Polygon", `"arcs":[[0]]`)+","+topoObject("b", `{"type":null}`), "")))
	f.Fuzz(func(t *testing.T, content []byte) {
		if layers, err := TopoJSON(content); err == nil {
			for _, l := range layers {
				checkLayer(t, l)
			}
		}
	})
}

func FuzzShapefile(f *testing.F) {
	outer := reversed(rd(150, 460))
	f.Add(shapefile(5, []orb.Ring{outer, square(150_200, 460_200, 500)}, nil), attributes("WK_CODE,WATER", "WK990101,NEE", "WK990102,JA"), prjRD)
	f.Add(shapefile(15, []orb.Ring{outer}), attributes("BU_2004,BU_NAAM", "BU99010101,Noord"), "")
	f.Add(shapefile(25, []orb.Ring{reversed(wgs(50, 520)), wgs(52, 520)}), attributes("GM_CODE", "GM9901"), `GEOGCS["GCS_WGS_1984"]`)
	f.Fuzz(func(t *testing.T, shp, dbf []byte, prj string) {
		if layer, err := Shapefile(shp, dbf, prj); err == nil {
			checkLayer(t, layer)
		}
	})
}

func FuzzGPGeometry(f *testing.F) {
	f.Add(gpBlob(2, wkbMulti(1, 0, rd(150, 460), rd(152, 460))))
	f.Add(gpBlob(28992, wkbPoly(0, 1000, rd(150, 460), square(150_200, 460_200, 500))))
	f.Add(gpBlob(2, wkbMulti(1, 3<<30, rd(150, 460))))
	f.Add([]byte("GP\x00\x11\x02\x00\x00\x00"))
	f.Fuzz(func(t *testing.T, blob []byte) {
		left := room(maxRoom)
		_, shape, err := gpGeometry(blob, &left)
		if err != nil {
			return
		}
		points := 0
		for _, polygon := range shape {
			for _, ring := range polygon {
				points += len(ring)
			}
		}
		if 16*points > len(blob) || points > maxRoom-int(left) {
			t.Fatalf("%d points out of %d bytes, %d taken", points, len(blob), maxRoom-int(left))
		}
		if kept, _, err := tidy(shape); err == nil {
			for _, p := range kept {
				checkRings(t, "", p)
			}
		}
	})
}

// FuzzGeoPackage is about the container: pages, rows and CREATE TABLE. It changes a few bytes of a file that is right: of a whole file it
// would try to leave out every byte.
func FuzzGeoPackage(f *testing.F) {
	small := sqliteFile(1024, gpkg(wijken([]any{gpBlob(2, wkbMulti(1, 0, rd(150, 460), rd(152, 460))), "WK990101", "Zonnewijk"}), nil)...)
	f.Add(uint16(0), []byte("SQL"))
	f.Add(uint16(100), []byte{13, 0, 0, 0, 5})
	f.Add(uint16(1024), []byte{5})
	f.Add(uint16(len(small)-40), []byte{0xFF, 0xFF})
	f.Fuzz(func(t *testing.T, at uint16, patch []byte) {
		file := bytes.Clone(small)
		copy(file[int(at)%len(file):], patch)
		if layers, err := readDatabase(bytes.NewReader(file), int64(len(file))); err == nil {
			for _, l := range layers {
				checkLayer(t, l)
			}
		}
		attributes, err := readAttributes(bytes.NewReader(file), int64(len(file)))
		if err != nil {
			return
		}
		for _, a := range attributes {
			for _, row := range a.Rows {
				if len(row) != len(a.Fields) {
					t.Errorf("%d values for %d fields", len(row), len(a.Fields))
				}
			}
		}
	})
}
