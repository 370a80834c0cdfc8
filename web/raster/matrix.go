package raster

import (
	"fmt"
	"math"
	"strings"
)

type point struct{ x, y float64 }

func (p point) plus(q point) point               { return point{p.x + q.x, p.y + q.y} }
func (p point) minus(q point) point              { return point{p.x - q.x, p.y - q.y} }
func (p point) times(k float64) point            { return point{k * p.x, k * p.y} }
func (p point) cross(q point) float64            { return p.x*q.y - p.y*q.x }
func (p point) dot(q point) float64              { return p.x*q.x + p.y*q.y }
func (p point) length() float64                  { return math.Hypot(p.x, p.y) }
func (p point) towards(q point, k float64) point { return p.plus(q.minus(p).times(k)) }

// matrix is a transform as SVG writes it: x becomes ax+cy+e, y becomes bx+dy+f.
type matrix struct{ a, b, c, d, e, f float64 }

var identity = matrix{a: 1, d: 1}

// times gives the transform that first does n, then m.
func (m matrix) times(n matrix) matrix {
	return matrix{
		m.a*n.a + m.c*n.b, m.b*n.a + m.d*n.b,
		m.a*n.c + m.c*n.d, m.b*n.c + m.d*n.d,
		m.a*n.e + m.c*n.f + m.e, m.b*n.e + m.d*n.f + m.f,
	}
}

func (m matrix) apply(p point) point {
	return point{m.a*p.x + m.c*p.y + m.e, m.b*p.x + m.d*p.y + m.f}
}

func (m matrix) determinant() float64 { return m.a*m.d - m.b*m.c }

// scale is how much larger a transformed square is, along its sides.
func (m matrix) scale() float64 { return math.Sqrt(math.Abs(m.determinant())) }

// flat tells whether everything shrinks to a line, so that there is nothing to draw.
func (m matrix) flat() bool { return !(m.scale() > 1e-9) }

// inverse undoes a transform that is not flat.
func (m matrix) inverse() matrix {
	det := m.determinant()
	return matrix{
		m.d / det, -m.b / det, -m.c / det, m.a / det,
		(m.c*m.f - m.d*m.e) / det, (m.b*m.e - m.a*m.f) / det,
	}
}

func (m matrix) applyAll(contours []contour) []contour {
	all := make([]contour, len(contours))
	for i, c := range contours {
		all[i] = contour{points: make([]point, len(c.points)), closed: c.closed}
		for j, p := range c.points {
			all[i].points[j] = m.apply(p)
		}
	}
	return all
}

// transformOf reads a list of translate, scale, rotate and matrix.
func transformOf(text string) (matrix, error) {
	m := identity
	for text = strings.Trim(text, " \t\r\n,"); text != ""; text = strings.Trim(text, " \t\r\n,") {
		name, rest, ok := strings.Cut(text, "(")
		inside, after, closed := strings.Cut(rest, ")")
		n, err := numbers(inside)
		if !ok || !closed || err != nil {
			return m, fmt.Errorf("transform %q is not known", text)
		}
		step, err := step(strings.TrimSpace(name), n)
		if err != nil {
			return m, err
		}
		m, text = m.times(step), after
	}
	for _, v := range []float64{m.a, m.b, m.c, m.d, m.e, m.f} {
		if !(math.Abs(v) <= maxNumber) {
			return m, fmt.Errorf("transform %q is too large", text)
		}
	}
	return m, nil
}

func step(name string, n []float64) (matrix, error) {
	switch {
	case name == "translate" && len(n) == 1:
		return matrix{1, 0, 0, 1, n[0], 0}, nil
	case name == "translate" && len(n) == 2:
		return matrix{1, 0, 0, 1, n[0], n[1]}, nil
	case name == "scale" && len(n) == 1:
		return matrix{a: n[0], d: n[0]}, nil
	case name == "scale" && len(n) == 2:
		return matrix{a: n[0], d: n[1]}, nil
	case name == "rotate" && (len(n) == 1 || len(n) == 3):
		sin, cos := math.Sincos(n[0] * math.Pi / 180)
		turn := matrix{cos, sin, -sin, cos, 0, 0}
		if len(n) == 3 {
			turn = matrix{1, 0, 0, 1, n[1], n[2]}.times(turn).times(matrix{1, 0, 0, 1, -n[1], -n[2]})
		}
		return turn, nil
	case name == "matrix" && len(n) == 6:
		return matrix{n[0], n[1], n[2], n[3], n[4], n[5]}, nil
	}
	return matrix{}, fmt.Errorf("transform %q of %d numbers is not known", name, len(n))
}
