package raster

import "fmt"

// contours gives the outline of a shape in its own units, for a picture in which they are scale pixels.
func (n *node) contours(scale float64) ([]contour, error) {
	p := newPen(scale)
	var err error
	switch n.name {
	case "path":
		d, _ := n.attribute("d")
		err = p.path(d)
	case "rect":
		err = n.rectangle(p)
	case "circle", "ellipse":
		err = n.ellipse(p)
	case "line":
		var v []float64
		if v, err = n.numbers("x1", "y1", "x2", "y2"); err == nil {
			p.move(point{v[0], v[1]})
			p.line(point{v[2], v[3]})
		}
	case "polyline", "polygon":
		err = n.polygon(p)
	default:
		err = fmt.Errorf("it is no shape")
	}
	if err != nil {
		return nil, fmt.Errorf("<%s>: %w", n.name, err)
	}
	return p.done()
}

func (n *node) rectangle(p *pen) error {
	v, err := n.numbers("x", "y", "width", "height", "rx", "ry")
	if err != nil {
		return err
	}
	x, y, w, h, rx, ry := v[0], v[1], v[2], v[3], v[4], v[5]
	if !(w > 0 && h > 0) {
		return nil
	}
	if _, ok := n.attribute("ry"); !ok {
		ry = rx
	} else if _, ok := n.attribute("rx"); !ok {
		rx = ry
	}
	rx, ry = max(0, min(rx, w/2)), max(0, min(ry, h/2))
	p.move(point{x + rx, y})
	p.line(point{x + w - rx, y})
	p.arc(rx, ry, 0, false, true, point{x + w, y + ry})
	p.line(point{x + w, y + h - ry})
	p.arc(rx, ry, 0, false, true, point{x + w - rx, y + h})
	p.line(point{x + rx, y + h})
	p.arc(rx, ry, 0, false, true, point{x, y + h - ry})
	p.line(point{x, y + ry})
	p.arc(rx, ry, 0, false, true, point{x + rx, y})
	p.close()
	return nil
}

func (n *node) ellipse(p *pen) error {
	radii := []string{"rx", "ry"}
	if n.name == "circle" {
		radii = []string{"r", "r"}
	}
	v, err := n.numbers("cx", "cy", radii[0], radii[1])
	if err != nil {
		return err
	}
	x, y, rx, ry := v[0], v[1], v[2], v[3]
	if !(rx > 0 && ry > 0) {
		return nil
	}
	p.move(point{x + rx, y})
	p.arc(rx, ry, 0, false, true, point{x - rx, y})
	p.arc(rx, ry, 0, false, true, point{x + rx, y})
	p.close()
	return nil
}

func (n *node) polygon(p *pen) error {
	text, _ := n.attribute("points")
	v, err := numbers(text)
	if err != nil {
		return err
	}
	if len(v)%2 == 1 {
		return fmt.Errorf("points: %d numbers, want pairs", len(v))
	}
	for i := 0; i < len(v); i += 2 {
		if at := (point{v[i], v[i+1]}); i == 0 {
			p.move(at)
		} else {
			p.line(at)
		}
	}
	if n.name == "polygon" {
		p.close()
	}
	return nil
}
