package raster

import (
	"errors"
	"math"
)

// stroker turns lines into the areas that their strokes cover: pieces that overlap, all winding the same way, to be
// filled together.
type stroker struct {
	half, miterLimit float64
	tolerance        float64
	cap, join        string
	pieces           []contour
	points           int
}

const maxDashes = 100_000 // of one contour

// stroke gives what the strokes of contours cover; lengths in the style and tolerance are in the contours' units.
func stroke(contours []contour, s style, tolerance float64) ([]contour, error) {
	k := stroker{half: s.width / 2, miterLimit: s.miterLimit, tolerance: tolerance, cap: s.cap, join: s.join}
	for _, c := range contours {
		if len(c.points) < 2 && !c.closed {
			continue
		}
		parts := []contour{c.distinct()}
		if s.dashes != nil {
			var err error
			if parts, err = parts[0].dashed(s.dashes, s.dashOffset); err != nil {
				return nil, err
			}
		}
		for _, part := range parts {
			k.contour(part)
			if k.points > maxPoints {
				return nil, errors.New("stroke with too many points")
			}
		}
	}
	return k.pieces, nil
}

// distinct leaves out points that repeat the one before them.
func (c contour) distinct() contour {
	out := contour{closed: c.closed}
	for _, p := range c.points {
		if len(out.points) == 0 || out.points[len(out.points)-1] != p {
			out.points = append(out.points, p)
		}
	}
	if n := len(out.points); c.closed && n > 1 && out.points[0] == out.points[n-1] {
		out.points = out.points[:n-1]
	}
	return out
}

// dashed cuts a contour into its dashes; an even number of lengths, of which some are above 0.
func (c contour) dashed(lengths []float64, offset float64) ([]contour, error) {
	points := c.points
	if c.closed {
		points = append(points[:len(points):len(points)], points[0])
	}
	total, period := 0.0, 0.0
	for _, l := range lengths {
		period += l
	}
	for i := 1; i < len(points); i++ {
		total += points[i].minus(points[i-1]).length()
	}
	if total/period*float64(len(lengths)) > maxDashes {
		return nil, errors.New("stroke with too many dashes")
	}
	offset = math.Mod(math.Mod(offset, period)+period, period)
	at := 0
	for offset >= lengths[at] && offset > 0 {
		offset -= lengths[at]
		at = (at + 1) % len(lengths)
	}
	var dashes []contour
	left, dash := lengths[at]-offset, []point{points[0]}
	for i := 1; i < len(points); i++ {
		from, to := points[i-1], points[i]
		whole := to.minus(from).length()
		done := 0.0
		for whole-done > left {
			done += left
			p := from.towards(to, done/whole)
			if at%2 == 0 {
				dashes = append(dashes, contour{points: append(dash, p)}.distinct())
			}
			at = (at + 1) % len(lengths)
			left, dash = lengths[at], []point{p}
		}
		left -= whole - done
		dash = append(dash, to)
	}
	if at%2 == 0 && len(dash) > 1 {
		dashes = append(dashes, contour{points: dash}.distinct())
	}
	return dashes, nil
}

func (k *stroker) contour(c contour) {
	p := c.points
	n := len(p)
	if n == 1 {
		k.dot(p[0])
		return
	}
	segments := n - 1
	if c.closed {
		segments = n
	}
	for i := range segments {
		k.segment(p[i], p[(i+1)%n], !c.closed && i == 0, !c.closed && i == segments-1)
		if i+1 < segments || c.closed {
			k.corner(p[i], p[(i+1)%n], p[(i+2)%n])
		}
	}
	if !c.closed && k.cap == "round" {
		k.circle(p[0])
		k.circle(p[n-1])
	}
}

// dot is a line without length, of which only caps are drawn.
func (k *stroker) dot(p point) {
	switch k.cap {
	case "round":
		k.circle(p)
	case "square":
		h := k.half
		k.piece(point{p.x - h, p.y - h}, point{p.x + h, p.y - h}, point{p.x + h, p.y + h}, point{p.x - h, p.y + h})
	}
}

// side is the step from a line to the edge of its stroke.
func (k *stroker) side(from, to point) point {
	d := to.minus(from)
	return point{-d.y, d.x}.times(k.half / d.length())
}

func (k *stroker) segment(from, to point, first, last bool) {
	side := k.side(from, to)
	if k.cap == "square" {
		along := point{side.y, -side.x}
		if first {
			from = from.minus(along)
		}
		if last {
			to = to.plus(along)
		}
	}
	k.piece(from.plus(side), to.plus(side), to.minus(side), from.minus(side))
}

// corner fills the outer side of the corner at b.
func (k *stroker) corner(a, b, c point) {
	before, after := k.side(a, b), k.side(b, c)
	turn, along := before.cross(after), before.dot(after)
	if math.Abs(turn) < 1e-9*k.half*k.half && along > 0 {
		return
	}
	if k.join == "round" {
		if along < 0 || math.Abs(turn) > 0.1*k.half*k.half {
			k.circle(b)
			return
		} // at a slight turn a bevel is as good
	}
	if turn > 0 {
		before, after = before.times(-1), after.times(-1)
	}
	from, to := b.plus(before), b.plus(after)
	// The tip lies where both edges meet, 1/cos(half the turn) times half the width away from b.
	if middle := before.plus(after); k.join == "miter" && middle.length() > 1e-9*k.half {
		reach := 2 * k.half / middle.length()
		if reach <= k.miterLimit {
			k.piece(b, from, b.plus(middle.times(k.half*reach/middle.length())), to)
			return
		}
	}
	k.piece(b, from, to)
}

func (k *stroker) circle(p point) {
	n := arcSteps(k.half, 2*math.Pi, k.tolerance)
	points := make([]point, n)
	for i := range points {
		y, x := math.Sincos(2 * math.Pi * float64(i) / float64(n))
		points[i] = p.plus(point{x, y}.times(k.half))
	}
	k.piece(points...)
}

// piece adds a convex area, turned to wind like all others.
func (k *stroker) piece(points ...point) {
	area := 0.0
	for i, p := range points {
		area += p.cross(points[(i+1)%len(points)])
	}
	if area < 0 {
		for i, j := 0, len(points)-1; i < j; i, j = i+1, j-1 {
			points[i], points[j] = points[j], points[i]
		}
	}
	k.pieces = append(k.pieces, contour{points: points, closed: true})
	k.points += len(points)
}
