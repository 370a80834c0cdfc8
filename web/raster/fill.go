package raster

import (
	"cmp"
	"errors"
	"math"
	"slices"
)

const (
	lines     = 16                   // scan lines in a pixel
	steps     = 256                  // horizontal steps in a pixel
	fullCover = int32(lines * steps) // of a pixel
	// farthest bounds the pixels of what is drawn, so that nothing overflows.
	farthest = 1e6
)

var errFar = errors.New("shape reaches too far outside the picture")

// edge is a side of a shape: where it crosses scan lines first to last-1.
type edge struct {
	first, last int
	x, slope    float64 // pixels at scan line 0, and more for each next
	winding     int
}

// crossing is where an edge crosses a scan line.
type crossing struct {
	x       int // in steps
	winding int
}

// filler finds which part of each pixel lies inside contours.
type filler struct {
	width, height int
	edges         []edge // by first
	active        []edge
	crossings     []crossing
	delta         []int32 // how much more of each pixel in this row is covered than of the one before it
	evenOdd       bool
	effort        *effort
}

// fill calls paint for each row of pixels that the contours touch; contours are in pixels and closed by a line. cover says
// how much of the pixels from x is inside, to fullCover, and is valid until paint returns.
func fill(contours []contour, evenOdd bool, width, height int, spend *effort, paint func(x, y int, cover []int32)) error {
	f := filler{width: width, height: height, evenOdd: evenOdd, effort: spend, delta: make([]int32, width+2)}
	for _, c := range contours {
		for i, p := range c.points {
			if !(math.Abs(p.x) <= farthest && math.Abs(p.y) <= farthest) {
				return errFar
			}
			f.add(p, c.points[(i+1)%len(c.points)])
		}
	}
	if len(f.edges) == 0 {
		return nil
	}
	slices.SortStableFunc(f.edges, func(a, b edge) int { return cmp.Compare(a.first, b.first) })
	last := 0
	for _, e := range f.edges {
		last = max(last, e.last)
	}
	for y := f.edges[0].first / lines; y*lines < last; y++ {
		if err := f.row(y, paint); err != nil {
			return err
		}
	}
	return nil
}

func (f *filler) add(p, q point) {
	e := edge{winding: 1}
	if p.y > q.y {
		p, q, e.winding = q, p, -1
	}
	line := func(y float64) int { return max(0, min(int(math.Ceil(y*lines-0.5)), f.height*lines)) }
	e.first, e.last = line(p.y), line(q.y)
	if e.first >= e.last {
		return
	}
	e.slope = (q.x - p.x) / (q.y - p.y) / lines
	e.x = p.x + (0.5/lines-p.y)*lines*e.slope
	f.edges = append(f.edges, e)
}

// row covers the pixels of one row and paints them.
func (f *filler) row(y int, paint func(x, y int, cover []int32)) error {
	left, right := f.width, 0
	for at := y * lines; at < (y+1)*lines; at++ {
		for len(f.edges) > 0 && f.edges[0].first <= at {
			f.active = append(f.active, f.edges[0])
			f.edges = f.edges[1:]
		}
		f.active = slices.DeleteFunc(f.active, func(e edge) bool { return e.last <= at })
		f.crossings = f.crossings[:0]
		for _, e := range f.active {
			x := math.Max(0, math.Min(e.x+float64(at)*e.slope, float64(f.width)))
			f.crossings = append(f.crossings, crossing{int(math.Round(x * steps)), e.winding})
		}
		slices.SortFunc(f.crossings, func(a, b crossing) int { return cmp.Compare(a.x, b.x) })
		from, to := f.spans()
		left, right = min(left, from), max(right, to)
		if err := f.effort.spend(1 + 10*len(f.active)); err != nil {
			return err
		}
	}
	right = min(right, f.width)
	if left >= right {
		clear(f.delta[f.width:]) // where the far right is clamped to
		return nil
	}
	cover, sum := f.delta[left:right], int32(0)
	for i := range cover {
		sum += cover[i]
		cover[i] = sum
	}
	paint(left, y, cover)
	clear(f.delta[left : right+2])
	return f.effort.spend(right - left)
}

// spans covers what lies inside on one scan line, and says which pixels that touches.
func (f *filler) spans() (left, right int) {
	left = f.width
	winding := 0
	for _, c := range f.crossings {
		was := f.inside(winding)
		winding += c.winding
		if is := f.inside(winding); was != is {
			sign := int32(1)
			if was {
				sign = -1
			}
			pixel, part := c.x/steps, int32(c.x%steps)
			f.delta[pixel] += sign * (steps - part)
			f.delta[pixel+1] += sign * part
			left, right = min(left, pixel), max(right, pixel+1)
		}
	}
	return left, right
}

func (f *filler) inside(winding int) bool {
	if f.evenOdd {
		return winding%2 != 0
	}
	return winding != 0
}
