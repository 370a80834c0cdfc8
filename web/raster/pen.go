package raster

import (
	"errors"
	"math"
)

// contour is a run of straight lines; a contour of one point draws nothing.
type contour struct {
	points []point
	closed bool // the last point is joined to the first
}

const (
	maxPoints = 1 << 20 // of one shape
	precision = 0.05    // pixels between a curve and the lines that are drawn for it
)

// pen collects the contours of one shape, with curves as lines.
type pen struct {
	contours  []contour
	tolerance float64 // precision in the units of the shape
	at, start point
	drawing   bool // the last contour goes on
	points    int
}

// newPen gives a pen for a shape that is enlarged by scale when it is drawn.
func newPen(scale float64) *pen { return &pen{tolerance: precision / scale} }

func (p *pen) move(to point) {
	p.contours = append(p.contours, contour{points: []point{to}})
	p.at, p.start, p.drawing = to, to, true
	p.points++
}

func (p *pen) line(to point) {
	if !p.drawing {
		p.move(p.start)
	}
	last := &p.contours[len(p.contours)-1]
	last.points = append(last.points, to)
	p.at = to
	p.points++
}

func (p *pen) close() {
	if p.drawing {
		p.contours[len(p.contours)-1].closed = true
		p.at, p.drawing = p.start, false
	}
}

// done gives the contours, unless there are too many points to draw.
func (p *pen) done() ([]contour, error) {
	if p.points > maxPoints {
		return nil, errors.New("shape with too many points")
	}
	return p.contours, nil
}

func (p *pen) cubic(b, c, to point) {
	a := p.at
	bend := max(a.minus(b).plus(c.minus(b)).length(), b.minus(c).plus(to.minus(c)).length())
	steps := int(math.Ceil(math.Sqrt(0.75 * bend / p.tolerance))) // the error of n steps is at most 3/4 bend/n²
	steps = max(1, min(steps, 200))
	for i := 1; i < steps; i++ {
		t := float64(i) / float64(steps)
		ab, bc, cd := a.towards(b, t), b.towards(c, t), c.towards(to, t)
		p.line(ab.towards(bc, t).towards(bc.towards(cd, t), t))
	}
	p.line(to)
}

func (p *pen) quadratic(b, to point) {
	p.cubic(p.at.towards(b, 2.0/3), to.towards(b, 2.0/3), to)
}

// arc draws part of an ellipse; the SVG standard, appendix "Elliptical arc implementation notes", gives the steps.
func (p *pen) arc(rx, ry, degrees float64, large, sweep bool, to point) {
	from := p.at
	rx, ry = math.Abs(rx), math.Abs(ry)
	if from == to {
		return
	}
	if rx < 1e-9 || ry < 1e-9 {
		p.line(to)
		return
	}
	sin, cos := math.Sincos(degrees * math.Pi / 180)
	// In a frame where the ellipse is the unit circle, halfway between the ends is the origin.
	toCircle := matrix{cos / rx, -sin / ry, sin / rx, cos / ry, 0, 0}
	half := toCircle.apply(from.minus(to).times(0.5))
	if d := half.length(); d > 1 { // too small to reach: enlarge it until it does
		rx, ry, half = rx*d, ry*d, half.times(1/d)
	}
	away := math.Sqrt(max(0, 1/half.dot(half)-1))
	if large == sweep {
		away = -away
	}
	center := point{-half.y, half.x}.times(-away)
	first, last := half.minus(center), half.times(-1).minus(center)
	angle := math.Atan2(first.y, first.x)
	turn := math.Atan2(last.y, last.x) - angle
	if sweep && turn < 0 {
		turn += 2 * math.Pi
	} else if !sweep && turn > 0 {
		turn -= 2 * math.Pi
	}
	fromCircle := matrix{cos * rx, sin * rx, -sin * ry, cos * ry, 0, 0}
	middle := from.towards(to, 0.5).plus(fromCircle.apply(center))
	steps := arcSteps(max(rx, ry), turn, p.tolerance)
	for i := 1; i < steps; i++ {
		y, x := math.Sincos(angle + turn*float64(i)/float64(steps))
		p.line(middle.plus(fromCircle.apply(point{x, y})))
	}
	p.line(to)
}

// arcSteps is in how many lines to draw part of a circle.
func arcSteps(radius, turn, tolerance float64) int {
	each := 2 * math.Acos(1-min(tolerance/radius, 0.5))
	return max(2, min(int(math.Ceil(math.Abs(turn)/each)), 400))
}
