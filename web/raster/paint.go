package raster

import (
	"errors"
	"fmt"
	"image"
	"image/color"
	"math"
)

const (
	opaque    = 65535 // the weight of an ink that hides what is below it
	maxLayers = 4     // drawn apart before they are put in the picture, one in another
	finer     = 4     // pixels of a tile in one of the picture, along a side
	maxTile   = 2000  // pixels of a tile, along a side
)

// source is what a shape is painted with.
type source struct {
	color  color.RGBA
	tile   *tile // nil: the colour
	weight uint32
}

// tile is a pattern, drawn finer than the picture.
type tile struct {
	pixels *image.RGBA
	from   matrix // pixels of the picture to those of the tile, which repeats
}

func (s scene) source(i ink, opacity float64, ctm matrix) (source, error) {
	out := source{weight: uint32(math.Round(opacity * opaque))}
	if i.pattern == "" {
		out.color = color.RGBAModel.Convert(i.color).(color.RGBA)
		return out, nil
	}
	var err error
	if out.tile, err = s.tile(i.pattern, ctm); err != nil {
		return out, fmt.Errorf("pattern %q: %w", i.pattern, err)
	}
	return out, nil
}

// tile draws a pattern for a shape that is drawn with ctm.
func (s scene) tile(id string, ctm matrix) (*tile, error) {
	n := s.doc.ids[id]
	if n == nil || n.name != "pattern" || s.inTile {
		return nil, errors.New("it is not there, or used in a pattern")
	}
	v, err := n.numbers("x", "y", "width", "height")
	if err != nil {
		return nil, err
	}
	if units, _ := n.attribute("patternUnits"); units != "userSpaceOnUse" || !(v[2] > 0 && v[3] > 0) {
		return nil, errors.New("want patternUnits=userSpaceOnUse and a size above 0")
	}
	text, _ := n.attribute("patternTransform")
	own, err := transformOf(text)
	if err != nil {
		return nil, err
	}
	ctm = ctm.times(own)
	if ctm.flat() {
		return nil, errors.New("it is flat")
	}
	across, down := math.Ceil(v[2]*ctm.scale()*finer), math.Ceil(v[3]*ctm.scale()*finer)
	if !(across <= maxTile && down <= maxTile) {
		return nil, errors.New("it is too large")
	}
	inner := s
	inner.to = image.NewRGBA(image.Rect(0, 0, int(across), int(down)))
	inner.inTile = true
	if err := s.effort.spend(int(across * down)); err != nil {
		return nil, err
	}
	toTile := matrix{across / v[2], 0, 0, down / v[3], -v[0] * across / v[2], -v[1] * down / v[3]}
	look, err := inherited(n)
	if err != nil {
		return nil, err
	}
	if err := inner.children(n, look, toTile); err != nil {
		return nil, err
	}
	return &tile{pixels: inner.to, from: toTile.times(ctm.inverse())}, nil
}

// at gives the mean colour of the tile under a pixel of the picture.
func (t *tile) at(x, y int) color.RGBA {
	var sum [4]int
	size := t.pixels.Rect.Max
	for i := range finer {
		for j := range finer {
			p := t.from.apply(point{float64(x) + (float64(i)+0.5)/finer, float64(y) + (float64(j)+0.5)/finer})
			offset := t.pixels.PixOffset(wrapped(p.x, size.X), wrapped(p.y, size.Y))
			for k := range sum {
				sum[k] += int(t.pixels.Pix[offset+k])
			}
		}
	}
	mean := func(k int) uint8 { return uint8((sum[k] + finer*finer/2) / (finer * finer)) }
	return color.RGBA{mean(0), mean(1), mean(2), mean(3)}
}

// wrapped finds a place in the repeating pixels 0 to size-1.
func wrapped(v float64, size int) int {
	n := float64(size)
	return max(0, min(int(v-n*math.Floor(v/n)), size-1))
}

// paint fills contours, which are in pixels.
func (s scene) paint(contours []contour, evenOdd bool, with source) error {
	size := s.to.Rect.Max
	return fill(contours, evenOdd, size.X, size.Y, s.effort, func(x, y int, cover []int32) {
		if with.tile != nil {
			*s.effort -= effort(finer * finer * len(cover)) // fill finds out when there is none left
		}
		for i, c := range cover {
			weight := uint32(c) * with.weight / uint32(fullCover)
			if weight == 0 {
				continue
			}
			ink := with.color
			if with.tile != nil {
				ink = with.tile.at(x+i, y)
			}
			blend(s.to.Pix[s.to.PixOffset(x+i, y):], ink, weight)
		}
	})
}

// blend puts a colour over a pixel.
func blend(pixel []uint8, c color.RGBA, weight uint32) {
	keep := opaque - weight*uint32(c.A)/255
	for i, v := range [4]uint8{c.R, c.G, c.B, c.A} {
		pixel[i] = uint8((uint32(v)*weight + uint32(pixel[i])*keep + opaque/2) / opaque)
	}
}

// faded draws something apart and puts it in the picture with an opacity, so that its parts do not shine through each other.
func (s scene) faded(opacity float64, draw func(scene) error) error {
	if s.layers == maxLayers {
		return fmt.Errorf("more than %d elements with an opacity in one another", maxLayers)
	}
	layer := s
	layer.layers++
	layer.to = image.NewRGBA(s.to.Rect)
	if err := s.effort.spend(4 * s.to.Rect.Dx() * s.to.Rect.Dy()); err != nil {
		return err
	}
	if err := draw(layer); err != nil {
		return err
	}
	weight := uint32(math.Round(opacity * opaque))
	for i := 0; i < len(s.to.Pix); i += 4 {
		if p := layer.to.Pix[i : i+4]; p[3] != 0 {
			blend(s.to.Pix[i:], color.RGBA{p[0], p[1], p[2], p[3]}, weight)
		}
	}
	return nil
}
