package geo

import (
	"math"
	"strconv"

	"github.com/paulmach/orb"
)

// A View maps RD metres to the pixels of one drawing: y downwards and the same scale both ways.
type View struct {
	scale float64 // pixels a metre
	x, y  float64 // pixels of RD (0, 0)
}

// Fit gives the view in which bound (metres) lies centred in a drawing of width by height pixels, as large as it can be with
// margin pixels kept free on every side. A bound of one point is drawn in the middle, a metre a pixel.
func Fit(bound orb.Bound, width, height, margin float64) View {
	scale := math.Min(
		(width-2*margin)/(bound.Max[0]-bound.Min[0]),
		(height-2*margin)/(bound.Max[1]-bound.Min[1]),
	)
	if !(scale > 0) || math.IsInf(scale, 0) {
		scale = 1
	}
	middle := bound.Center()
	return View{scale: scale, x: width/2 - scale*middle[0], y: height/2 + scale*middle[1]}
}

// Point gives the pixels of a point in RD metres.
func (v View) Point(p orb.Point) (x, y float64) {
	return v.x + v.scale*p[0], v.y - v.scale*p[1]
}

// Ground gives the bound in RD metres of what a drawing of width by height pixels shows.
func (v View) Ground(width, height float64) orb.Bound {
	return orb.Bound{Min: orb.Point{-v.x / v.scale, (v.y - height) / v.scale}, Max: orb.Point{(width - v.x) / v.scale, v.y / v.scale}}
}

// Path gives the "d" of an SVG path for an outline in RD metres, to a tenth of a pixel. Steps are taken between rounded
// points, so they add up, and neighbours that share vertices share pixels. Rings that shrink to fewer than three points are
// left out; the path is empty when all do. Draw it with fill-rule evenodd, since sources differ in how holes wind.
func (v View) Path(m orb.MultiPolygon) string {
	var d []byte
	var pen [2]int // where a relative "m" starts from: the first point of the ring before it
	for _, polygon := range m {
		for i, ring := range polygon {
			tenths := v.tenths(ring)
			if tenths == nil && i == 0 {
				break // nothing to see of this polygon, nor of its holes
			}
			if tenths == nil {
				continue
			}
			d = appendRing(d, pen, tenths)
			pen = tenths[0]
		}
	}
	return string(d)
}

// tenths gives the distinct vertices of a ring in tenths of a pixel, not closed; nil when fewer than three are left.
func (v View) tenths(ring orb.Ring) [][2]int {
	var out [][2]int
	for _, p := range ring {
		x, y := v.Point(p)
		q := [2]int{int(math.Round(10 * x)), int(math.Round(10 * y))}
		if len(out) == 0 || out[len(out)-1] != q {
			out = append(out, q)
		}
	}
	for len(out) > 1 && out[len(out)-1] == out[0] {
		out = out[:len(out)-1]
	}
	for _, q := range out[min(2, len(out)):] {
		if q != out[0] && q != out[1] {
			return out
		}
	}
	return nil
}

// appendRing writes "m", the steps and "z". The pairs after an "m" are lines, relative like it.
func appendRing(d []byte, from [2]int, ring [][2]int) []byte {
	d = append(d, 'm')
	for i, q := range ring {
		d = appendTenths(d, q[0]-from[0], i > 0)
		d = appendTenths(d, q[1]-from[1], true)
		from = q
	}
	return append(d, 'z')
}

// appendTenths writes n tenths as short as SVG allows: 15 as 1.5, -5 as -.5, 20 as 2; a minus sign needs no space before it.
func appendTenths(d []byte, n int, separate bool) []byte {
	if n < 0 {
		d, n = append(d, '-'), -n
	} else if separate {
		d = append(d, ' ')
	}
	if n >= 10 || n == 0 {
		d = strconv.AppendInt(d, int64(n/10), 10)
	}
	if n%10 != 0 {
		d = append(d, '.', byte('0'+n%10))
	}
	return d
}
