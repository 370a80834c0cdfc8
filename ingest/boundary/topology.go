package boundary

import (
	"errors"
	"fmt"
	"strconv"

	"github.com/paulmach/orb"
)

// topology is what the objects of a file share.
type topology struct {
	arcs      [][]orb.Point
	quantised bool
	scale     orb.Point
	translate orb.Point
	left      room
}

func (t *topology) setTransform(transform []byte) (err error) {
	if isNull(transform) {
		return nil
	}
	scale, translate := member(transform, "scale"), member(transform, "translate")
	if scale == nil || translate == nil {
		return errors.New("transform without scale or translate")
	}
	t.quantised = true
	if t.scale, err = position(scale); err != nil {
		return fmt.Errorf("scale of transform: %w", err)
	}
	if t.translate, err = position(translate); err != nil {
		return fmt.Errorf("translate of transform: %w", err)
	}
	return nil
}

// setArcs reads the arcs. In a quantised file every position but the first is the difference with the one before it.
func (t *topology) setArcs(arcs []byte) error {
	for element := range elements(arcs) {
		points, err := positions(element, &t.left)
		if err != nil {
			return fmt.Errorf("arc %d: %w", len(t.arcs), err)
		}
		if len(points) == 0 {
			return fmt.Errorf("arc %d has no points", len(t.arcs))
		}
		if t.quantised {
			var at orb.Point
			for i, p := range points {
				at[0] += p[0]
				at[1] += p[1]
				points[i] = t.place(at)
			}
		}
		t.arcs = append(t.arcs, points)
	}
	return nil
}

func (t *topology) place(p orb.Point) orb.Point {
	if !t.quantised {
		return p
	}
	return orb.Point{p[0]*t.scale[0] + t.translate[0], p[1]*t.scale[1] + t.translate[1]}
}

func (t *topology) polygon(arcs []byte) (orb.Polygon, error) {
	if err := t.left.take(perRing); err != nil {
		return nil, err
	}
	var polygon orb.Polygon
	for element := range elements(arcs) {
		ring, err := t.ring(element)
		if err != nil {
			return nil, err
		}
		polygon = append(polygon, ring)
	}
	return polygon, nil
}

// ring puts arcs one behind the other.
func (t *topology) ring(arcs []byte) (orb.Ring, error) {
	if err := t.left.take(perRing); err != nil {
		return nil, err
	}
	// All points are counted before room is made for them: a file of a few bytes can name a long arc many times.
	count := 0
	for element := range elements(arcs) {
		points, _, err := t.arc(element)
		if err != nil {
			return nil, err
		}
		if err := t.left.take(len(points)); err != nil {
			return nil, err
		}
		count += len(points)
	}
	ring := make(orb.Ring, 0, count)
	for element := range elements(arcs) {
		points, backwards, _ := t.arc(element)
		from := len(ring)
		ring = append(ring, points...)
		if backwards {
			orb.LineString(ring[from:]).Reverse()
		}
		if from > 0 {
			if ring[from] != ring[from-1] {
				return nil, fmt.Errorf("arc %s does not begin where the one before it ends", element)
			}
			ring = append(ring[:from], ring[from+1:]...) // both arcs hold the point where they meet
		}
	}
	return ring, nil
}

// arc gives the points of an arc by its number. One that is used backwards has the complement of its number: ^0 is -1.
func (t *topology) arc(element []byte) (points []orb.Point, backwards bool, err error) {
	number, err := strconv.Atoi(string(element))
	if err != nil {
		return nil, false, fmt.Errorf("arc %.40q is not a number", element)
	}
	backwards = number < 0
	if backwards {
		number = ^number
	}
	if number >= len(t.arcs) {
		return nil, false, fmt.Errorf("arc %d, but there are %d", number, len(t.arcs))
	}
	return t.arcs[number], backwards, nil
}
