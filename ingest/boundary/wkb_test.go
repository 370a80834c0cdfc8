package boundary

import (
	"encoding/binary"
	"fmt"
	"math"
	"slices"
	"testing"

	"github.com/paulmach/orb"
)

// gpBlob puts the header of a GeoPackage, little-endian and without envelope, in front of well-known binary.
func gpBlob(srs int32, wkb []byte) []byte {
	return append(binary.LittleEndian.AppendUint32([]byte("GP\x00\x01"), uint32(srs)), wkb...)
}

type appender interface {
	binary.ByteOrder
	binary.AppendByteOrder
}

// wkb gives a polygon in the byte order 0 or 1 and with so many to add to its type (1000 for heights).
func wkbPoly(order byte, more uint32, rings ...orb.Ring) []byte {
	var bo appender = binary.BigEndian
	if order == 1 {
		bo = binary.LittleEndian
	}
	width := 2
	if more >= 1000 {
		width += map[uint32]int{1000: 1, 2000: 1, 3000: 2, 1 << 31: 1, 1 << 30: 1, 3 << 30: 2}[more]
	}
	out := bo.AppendUint32([]byte{order}, 3+more)
	out = bo.AppendUint32(out, uint32(len(rings)))
	for _, ring := range rings {
		out = bo.AppendUint32(out, uint32(len(ring)))
		for _, p := range ring {
			for _, f := range append([]float64{p[0], p[1]}, make([]float64, width-2)...) {
				out = bo.AppendUint64(out, math.Float64bits(f))
			}
		}
	}
	return out
}

// wkbMulti gives a multipolygon with each of the rings as a polygon.
func wkbMulti(order byte, more uint32, rings ...orb.Ring) []byte {
	out := wkbPoly(order, more)[:5]
	var bo appender = binary.BigEndian
	if order == 1 {
		bo = binary.LittleEndian
	}
	bo.PutUint32(out[1:], 6+more)
	out = bo.AppendUint32(out, uint32(len(rings)))
	for _, ring := range rings {
		out = append(out, wkbPoly(order, more, ring)...)
	}
	return out
}

// gpHeader gives a header for reference system 2 with these flags and an envelope of so many bytes.
func gpHeader(flags byte, envelope int) []byte {
	srs := []byte{0, 0, 0, 2}
	if flags&1 != 0 {
		slices.Reverse(srs)
	}
	return slices.Concat([]byte{'G', 'P', 0, flags}, srs, make([]byte, envelope))
}

func TestGPGeometry(t *testing.T) {
	a, b := rd(150, 460), rd(152, 460)
	one, two := fmt.Sprint(orb.MultiPolygon{{a}}), fmt.Sprint(orb.MultiPolygon{{a}, {b}})
	tests := []struct {
		name          string
		blob          []byte
		want, wantErr string
	}{
		{"polygon", slices.Concat(gpHeader(1, 0), wkbPoly(1, 0, a)), one, ""},
		{"big-endian header, little-endian geometry", slices.Concat(gpHeader(0, 0), wkbPoly(1, 0, a)), one, ""},
		{"big-endian geometry", slices.Concat(gpHeader(1, 0), wkbMulti(0, 0, a, b)), two, ""},
		{"a byte order of its own for every polygon", slices.Concat(gpHeader(1, 0), wkbMulti(1, 0, a, b)[:9], wkbPoly(0, 0, a), wkbPoly(1, 0, b)), two, ""},
		{"envelope xy", slices.Concat(gpHeader(0b0011, 32), wkbPoly(1, 0, a)), one, ""},
		{"envelope xyz", slices.Concat(gpHeader(0b0101, 48), wkbPoly(1, 0, a)), one, ""},
		{"envelope xym", slices.Concat(gpHeader(0b0111, 48), wkbPoly(1, 0, a)), one, ""},
		{"envelope xyzm", slices.Concat(gpHeader(0b1001, 64), wkbPoly(1, 0, a)), one, ""},
		{"heights", slices.Concat(gpHeader(1, 0), wkbMulti(1, 1000, a, b)), two, ""},
		{"measures", slices.Concat(gpHeader(1, 0), wkbMulti(1, 2000, a, b)), two, ""},
		{"both", slices.Concat(gpHeader(1, 0), wkbMulti(0, 3000, a, b)), two, ""},
		{"heights, other notation", slices.Concat(gpHeader(1, 0), wkbMulti(1, 1<<31, a, b)), two, ""},
		{"both, other notation", slices.Concat(gpHeader(1, 0), wkbMulti(1, 3<<30, a, b)), two, ""},
		{"empty flag", gpHeader(0b10001, 0), "[]", ""},
		{"empty flag and bytes", slices.Concat(gpHeader(0b10001, 0), wkbPoly(1, 0)), "[]", ""},
		{"polygon without rings", slices.Concat(gpHeader(1, 0), wkbPoly(1, 0)), "[]", ""},
		{"multipolygon without polygons", slices.Concat(gpHeader(1, 0), wkbMulti(1, 0)), "[]", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			left := room(maxRoom)
			srs, shape, err := gpGeometry(test.blob, &left)
			if test.wantErr != "" {
				compare(t, nil, err, "", test.wantErr)
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if got := fmt.Sprint(shape); srs != 2 || got != test.want {
				t.Errorf("srs %d, %s, want %s", srs, got, test.want)
			}
		})
	}
}

func TestGPGeometryRefused(t *testing.T) {
	a, b := rd(150, 460), rd(152, 460)
	ends := wkbMulti(1, 0, a, b)
	ends[5] = 3 // polygons, of which two follow
	tests := []struct {
		name          string
		blob          []byte
		want, wantErr string
	}{
		{"no header", wkbPoly(1, 0, a), "", "does not begin with GP"},
		{"short", []byte("GP\x00\x01"), "", "does not begin with GP"},
		{"version", slices.Concat([]byte("GP\x01\x01\x02\x00\x00\x00"), wkbPoly(1, 0, a)), "", "version 1"},
		{"extended", slices.Concat(gpHeader(0b100001, 0), wkbPoly(1, 0, a)), "", "is not standard"},
		{"envelope of kind 5", slices.Concat(gpHeader(0b1011, 64), wkbPoly(1, 0, a)), "", "envelope of kind 5"},
		{"envelope cut off", gpHeader(0b0011, 31), "", "envelope of kind 1 that is cut off"},
		{"no geometry", gpHeader(1, 0), "", "cut off"},
		{"byte order", slices.Concat(gpHeader(1, 0), []byte{2, 0, 0, 0, 3}), "", "byte order 2"},
		{"point", slices.Concat(gpHeader(1, 0), []byte{1, 1, 0, 0, 0}), "", "type 1 is not a polygon"},
		{"curve polygon", slices.Concat(gpHeader(1, 0), []byte{1, 10, 0, 0, 0}), "", "type 10 is not a polygon"},
		{"strange type", slices.Concat(gpHeader(1, 0), []byte{1, 3, 0x10, 0, 0}), "", "geometry of type 4099"},
		{"point in a multipolygon", slices.Concat(gpHeader(1, 0), wkbMulti(1, 0, a)[:9], []byte{1, 1, 0, 0, 0, 0, 0, 0, 0}), "", "type 1 in a multipolygon"},
		{"cut off in a ring", slices.Concat(gpHeader(1, 0), wkbPoly(1, 0, a)[:50]), "", "cut off"},
		{"very many rings", slices.Concat(gpHeader(1, 0), []byte{1, 3, 0, 0, 0, 255, 255, 255, 255}), "", "cut off"},
		{"more polygons than there are", slices.Concat(gpHeader(1, 0), ends), "", "cut off"},
		{"bytes behind", slices.Concat(gpHeader(1, 0), wkbPoly(1, 0, a), []byte{0}), "", "1 bytes behind the geometry"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			left := room(maxRoom)
			srs, shape, err := gpGeometry(test.blob, &left)
			if test.wantErr != "" {
				compare(t, nil, err, "", test.wantErr)
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if got := fmt.Sprint(shape); srs != 2 || got != test.want {
				t.Errorf("srs %d, %s, want %s", srs, got, test.want)
			}
		})
	}
}
