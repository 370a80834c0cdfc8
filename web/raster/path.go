package raster

import (
	"fmt"
	"strings"
)

// arguments says how many numbers each command of path data takes.
var arguments = map[byte]int{'M': 2, 'L': 2, 'H': 1, 'V': 1, 'C': 6, 'S': 4, 'Q': 4, 'T': 2, 'A': 7, 'Z': 0}

// pathReader draws path data.
type pathReader struct {
	scanner
	pen     *pen
	before  byte  // the command before this one, in upper case
	control point // of the curve before this one
}

// path draws the "d" of a path.
func (p *pen) path(d string) error {
	r := pathReader{scanner: scanner{text: d}, pen: p}
	var command byte
	for r.skip() {
		start := r.at
		if c := r.text[r.at]; strings.IndexByte("MmLlHhVvCcSsQqTtAaZz", c) >= 0 {
			command = c
			r.at++
		} else if command == 'M' || command == 'm' {
			command-- // pairs after the first are lines: "L" comes before "M"
		} else if command == 'Z' || command == 'z' {
			command = 0
		}
		if command == 0 || r.before == 0 && command|0x20 != 'm' {
			return fmt.Errorf("path data at %q is not known", r.text[start:min(len(r.text), start+20)])
		}
		if err := r.draw(command&^0x20, command >= 'a'); err != nil {
			return fmt.Errorf("path data: %w", err)
		}
		if p.points > maxPoints {
			return nil // done tells
		}
	}
	return nil
}

func (r *pathReader) draw(command byte, relative bool) error {
	var n [7]float64
	var flags [2]bool
	for i := range arguments[command] {
		var err error
		if command == 'A' && (i == 3 || i == 4) {
			flags[i-3], err = r.flag()
		} else {
			n[i], err = r.number()
		}
		if err != nil {
			return err
		}
	}
	var from point
	if relative {
		from = r.pen.at
	}
	at := func(i int) point { return from.plus(point{n[i], n[i+1]}) }
	p := r.pen
	switch command {
	case 'M':
		p.move(at(0))
	case 'L':
		p.line(at(0))
	case 'H':
		p.line(point{from.x + n[0], p.at.y})
	case 'V':
		p.line(point{p.at.x, from.y + n[0]})
	case 'A':
		p.arc(n[0], n[1], n[2], flags[0], flags[1], at(5))
	case 'Z':
		p.close()
	default:
		r.curve(command, at)
	}
	r.before = command
	return nil
}

func (r *pathReader) curve(command byte, at func(int) point) {
	p := r.pen
	mirrored := p.at // the control point of a smooth curve, on the other side of where it starts
	if r.before == 'C' && command == 'S' || r.before == 'S' && command == 'S' || (r.before == 'Q' || r.before == 'T') && command == 'T' {
		mirrored = p.at.times(2).minus(r.control)
	}
	switch command {
	case 'C':
		r.control = at(2)
		p.cubic(at(0), at(2), at(4))
	case 'S':
		r.control = at(0)
		p.cubic(mirrored, at(0), at(2))
	case 'Q':
		r.control = at(0)
		p.quadratic(at(0), at(2))
	case 'T':
		r.control = mirrored
		p.quadratic(mirrored, at(0))
	}
}
