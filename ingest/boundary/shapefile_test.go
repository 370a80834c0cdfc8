package boundary

import (
	"encoding/binary"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"wijkinzicht/ingest/sheet/sheettest"
)

// shapefile writes a .shp of the given type (5; 15 with heights; 25 with measures). A shape without rings is a null shape.
func shapefile(kind uint32, shapes ...[]orb.Ring) []byte {
	le, be := binary.LittleEndian, binary.BigEndian
	var body []byte
	for i, rings := range shapes {
		content := le.AppendUint32(nil, kind)
		if len(rings) == 0 {
			content = make([]byte, 4)
		} else {
			content = append(content, make([]byte, 32)...) // the extent, which readers do not need
			points := slices.Concat(rings...)
			content = le.AppendUint32(content, uint32(len(rings)))
			content = le.AppendUint32(content, uint32(len(points)))
			from := 0
			for _, ring := range rings {
				content = le.AppendUint32(content, uint32(from))
				from += len(ring)
			}
			for _, p := range points {
				content = le.AppendUint64(content, math.Float64bits(p[0]))
				content = le.AppendUint64(content, math.Float64bits(p[1]))
			}
			if kind != 5 {
				content = append(content, make([]byte, 16+8*len(points))...)
			}
		}
		body = be.AppendUint32(body, uint32(i+1))
		body = be.AppendUint32(body, uint32(len(content)/2))
		body = append(body, content...)
	}
	header := make([]byte, 100)
	be.PutUint32(header, 9994)
	be.PutUint32(header[24:], uint32((100+len(body))/2))
	le.PutUint32(header[28:], 1000)
	le.PutUint32(header[32:], kind)
	return append(header, body...)
}

const prjRD = `PROJCS["RD_New",GEOGCS["GCS_Amersfoort",DATUM["D_Amersfoort"]]]`

// attributes writes a .dbf with these headings; a row is its values separated by commas.
func attributes(headings string, rows ...string) []byte {
	var fields []sheettest.Field
	for _, name := range strings.Split(headings, ",") {
		fields = append(fields, sheettest.Field{Name: name, Type: 'C', Length: 12})
	}
	var cells [][]string
	for _, row := range rows {
		cells = append(cells, strings.Split(row, ","))
	}
	return sheettest.DBase(fields, cells)
}

// A wijk of one square, clockwise as outer rings are, and its attributes.
var (
	oneShape = [][]orb.Ring{{outer(150, 460)}}
	oneWijk  = attributes("WK_CODE,WK_NAAM", "WK990101,Zonnewijk")
)

func outer(x, y float64) orb.Ring { return reversed(rd(x, y)) }

// damaged gives that shapefile with one byte changed.
func damaged(at int, value byte) []byte {
	shp := shapefile(5, oneShape...)
	shp[at] = value
	return shp
}

func TestShapefile(t *testing.T) {
	const plain = "Shapefile wijk 0 \"\" EPSG:28992 rejected 0\n1 WK990101 Zonnewijk GM9901"
	tests := []struct {
		name     string
		shp, dbf []byte
		prj      string
		want     string
		wantErr  string
	}{
		{"polygon", shapefile(5, oneShape...), oneWijk, prjRD, plain + " [1 rings 1]", ""},
		{"with heights", shapefile(15, oneShape...), oneWijk, prjRD, plain + " [1 rings 1]", ""},
		{"with measures", shapefile(25, oneShape...), oneWijk, prjRD, plain + " [1 rings 1]", ""},
		{"no prj", shapefile(5, oneShape...), oneWijk, " \n", plain + " [1 rings 1]\nHet bestand noemt geen coördinatenstelsel; aan de getallen te zien is het EPSG:28992.", ""},
		{"holes before and behind their outer rings, an island in a hole", shapefile(5, []orb.Ring{
			square(151_000, 461_000, 3000), reversed(square(150_000, 460_000, 5000)), reversed(square(152_000, 462_000, 1000)), square(152_200, 462_200, 500), outer(160, 460)}), oneWijk, prjRD,
			plain + " [2 rings 16] [2 rings 0.75] [1 rings 1]", ""},
		{"the wrong way round", shapefile(5, []orb.Ring{rd(150, 460)}), oneWijk, prjRD, plain + " [1 rings 1]", ""},
		{"a hole that touches its outer ring", shapefile(5, []orb.Ring{reversed(square(150_000, 460_000, 2000)), rd(150, 460)}), oneWijk, prjRD, plain + " [2 rings 3]", ""},
		{"a hole with every vertex on its outer ring", shapefile(5, []orb.Ring{reversed(square(150_000, 460_000, 2000)), {{151_000, 460_000}, {152_000, 461_000}, {151_000, 462_000}, {150_000, 461_000}, {151_000, 460_000}}}), oneWijk, prjRD, plain + " [2 rings 2]", ""},
		{"2004 heading, Windows-1252, null shape, change", shapefile(5, []orb.Ring{outer(150, 460)}, nil), attributes("BU_2004,BU_NAAM,IND_WBI,AANT_INW", "BU99010101,Caf\xe9,3,1200", "BU99010102,Leeg,1,0"), prjRD,
			"Shapefile buurt 2004 \"\" EPSG:28992 rejected 1\n1 BU99010101 Café GM9901 change=3 [1 rings 1]\nWeggelaten gebieden zonder geometrie (1): BU99010102.", ""},
		{"water", shapefile(5, []orb.Ring{outer(150, 460)}, []orb.Ring{outer(151, 460)}, []orb.Ring{outer(152, 460)}), attributes("BU_CODE,BU_NAAM,WK_CODE,GM_CODE,H2O", "BU99010101,Noord,WK990101,GM9901,NEE", "BU99010101,Noord,WK990101,GM9901,JA", "BU99010199,Plas,WK990101,GM9901,JA"), prjRD,
			"Shapefile buurt 0 \"\" EPSG:28992 rejected 1\n1 BU99010101 Noord GM9901 [1 rings 1]\n3 BU99010199 Plas GM9901 water [1 rings 1]\nWeggelaten waterdelen van gebieden met land (1): BU99010101.", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			layer, err := Shapefile(test.shp, test.dbf, test.prj)
			compare(t, []Layer{layer}, err, test.want, test.wantErr)
		})
	}
}

func TestShapefileRefused(t *testing.T) {
	tests := []struct {
		name     string
		shp, dbf []byte
		prj      string
		want     string
		wantErr  string
	}{
		{"deleted record", shapefile(5, []orb.Ring{outer(150, 460)}, []orb.Ring{outer(151, 460)}), attributes("WK_CODE", "*WK990101", "WK990102"), prjRD, "", "2 shapes, but 1 records with attributes"},
		{"too few shapes", shapefile(5, oneShape...), attributes("WK_CODE", "WK990101", "WK990102"), prjRD, "", "1 shapes, but 2 records"},
		{"other system", shapefile(5, oneShape...), oneWijk, `PROJCS["RD_Old"]`, "", `coordinate system "RD_Old"`},
		{"degrees in RD", shapefile(5, []orb.Ring{reversed(wgs(50, 520))}), oneWijk, prjRD, "", "record 1 (WK990101): point (5, 52) is in EPSG:4326, but the file is in EPSG:28992"},
		{"not closed", shapefile(5, []orb.Ring{outer(150, 460)[:4]}), oneWijk, prjRD, "", "record 1 (WK990101): ring is not closed"},
		{"too short", shapefile(5, []orb.Ring{{{150_000, 460_000}, {150_001, 460_000}, {150_000, 460_000}}}), oneWijk, prjRD, "", "none of the 1 records is usable: Weggelaten gebieden die door afronding geen oppervlak meer hebben (1): WK990101."},
		{"not finite", shapefile(5, []orb.Ring{{{150_000, math.NaN()}}}), oneWijk, prjRD, "", "record 1 (WK990101): point 1 of a ring is not finite"},
		{"points", shapefile(1), oneWijk, prjRD, "", "shapes are of type 1"},
		{"no shapes", shapefile(5), oneWijk, prjRD, "", "no shapes"},
		{"another type within", damaged(108, 15), oneWijk, prjRD, "", "record 1 (WK990101): shape of type 15 in a file of type 5"},
		{"more points than there are", damaged(148, 6), oneWijk, prjRD, "", "record 1 (WK990101): shape is cut off: it says 1 parts and 6 points"},
		{"very many parts", damaged(147, 255), oneWijk, prjRD, "", "shape is cut off"},
		{"first part not first", damaged(152, 1), oneWijk, prjRD, "", "part 1 runs from point 1 to 5 of 5"},
		{"cut off", shapefile(5, oneShape...)[:150], oneWijk, prjRD, "", "cut off: the header says"},
		{"bytes behind the last shape", append(damaged(27, (100+8+48+80+6)/2), 0, 0, 0, 0, 0, 0), oneWijk, prjRD, "", "shape is cut off"},
		{"cut off in a shape", damaged(107, 200), oneWijk, prjRD, "", "record 1 (WK990101): shape of 400 bytes is cut off"},
		{"no shapefile", []byte("PK\x03\x04"), oneWijk, prjRD, "", "does not begin as a .shp"},
		{"no table", shapefile(5, oneShape...), nil, prjRD, "", "not a dBase III table"},
		{"no codes", shapefile(5, oneShape...), attributes("NAAM", "Zonnewijk"), prjRD, "", "no column with the codes"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			layer, err := Shapefile(test.shp, test.dbf, test.prj)
			compare(t, []Layer{layer}, err, test.want, test.wantErr)
		})
	}
}
