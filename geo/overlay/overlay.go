package overlay

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"math"
	"slices"

	"github.com/paulmach/orb"
)

// leastOverlap in m2 is a square centimetre: what two areas that only touch may seem to share by rounding.
const leastOverlap = 1e-4

// layers is two divisions and what they share.
type layers struct {
	from, to []shape
	pieces   [][]piece // per area of from, in the order of to
}

// piece is what an area of from shares with area number to.
type piece struct {
	to   int
	area float64 // m2
	same bool    // the outlines are the same
}

// overlay finds all pairs of areas that share more than a square centimetre, whatever the number of workers. Areas with the
// same outline, whatever their code, share exactly all. Errors name the area that cannot be used.
func overlay(ctx context.Context, from, to []Area, workers int) (*layers, error) {
	l := &layers{make([]shape, len(from)), make([]shape, len(to)), make([][]piece, len(from))}
	for _, layer := range []struct {
		areas  []Area
		shapes []shape
	}{{from, l.from}, {to, l.to}} {
		if err := distinct(layer.areas); err != nil {
			return nil, err
		}
		err := each(ctx, len(layer.areas), workers, func(i int) (err error) {
			layer.shapes[i], err = newShape(layer.areas[i])
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	outlines := make([]outline, len(to))
	for i, area := range to {
		outlines[i] = newOutline(area.Geometry)
	}
	index := newBoxes(to)
	err := each(ctx, len(from), workers, func(i int) error {
		own := newOutline(from[i].Geometry)
		for _, j := range index.meeting(l.from[i].bound) {
			if own == outlines[j] {
				l.pieces[i] = append(l.pieces[i], piece{j, l.from[i].area, true})
			} else if area := shared(&l.from[i], &l.to[j]); area > leastOverlap {
				// Rounding must not make a part larger than the whole.
				l.pieces[i] = append(l.pieces[i], piece{j, min(area, l.from[i].area, l.to[j].area), false})
			}
		}
		return nil
	})
	return l, err
}

// outline tells outlines apart by their coordinates, whatever the order of parts and holes, the point where a ring
// starts and the way it runs.
type outline [sha256.Size]byte

func newOutline(m orb.MultiPolygon) outline {
	var rings [][]byte
	for _, polygon := range m {
		for i, ring := range polygon {
			rings = append(rings, canonical(ring, i > 0))
		}
	}
	slices.SortFunc(rings, slices.Compare)
	hash := sha256.New()
	for _, ring := range rings {
		hash.Write(ring)
	}
	return outline(hash.Sum(nil))
}

// canonical writes a closed ring from its lowest point on, towards the lower of that point's neighbours.
func canonical(ring orb.Ring, hole bool) []byte {
	points := ring[:len(ring)-1]
	n, start := len(points), 0
	lower := func(a, b orb.Point) bool { return a[0] < b[0] || a[0] == b[0] && a[1] < b[1] }
	for i, point := range points {
		if lower(point, points[start]) {
			start = i
		}
	}
	step := 1
	if lower(points[(start+n-1)%n], points[(start+1)%n]) {
		step = n - 1
	}
	written := make([]byte, 0, 16*n+9)
	kind := byte(0)
	if hole {
		kind = 1
	}
	written = binary.LittleEndian.AppendUint64(append(written, kind), uint64(n))
	for i := range n {
		point := points[(start+i*step)%n]
		written = binary.LittleEndian.AppendUint64(written, math.Float64bits(point[0]))
		written = binary.LittleEndian.AppendUint64(written, math.Float64bits(point[1]))
	}
	return written
}
