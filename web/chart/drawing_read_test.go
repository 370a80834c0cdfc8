package chart

import (
	"encoding/xml"
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

type at struct{ x, y float64 }

// within is how far a mark may be from its place: drawn are tenths of a pixel, and labels of the axes stand on half ones.
const within = 0.7

func (a at) is(b at) bool { return math.Abs(a.x-b.x) < within && math.Abs(a.y-b.y) < within }

// edge is a straight piece of a line.
type edge [2]at

// drawing is what stands in a picture.
type drawing struct {
	size    at
	edges   []edge
	marks   []at       // where a sign stands
	hatched [][]at     // corners of what is filled with a pattern
	texts   []struct { // in their order
		at     at
		anchor string
		text   string
	}
	outline map[string]int // how many there are of each kind of element and look
	said    []string       // the head and each text with its look
	faults  []string
}

type element struct {
	XMLName xml.Name
	Attrs   []xml.Attr `xml:",any,attr"`
	Inside  []element  `xml:",any"`
	Text    string     `xml:",chardata"`
}

func (e element) attr(name string) string {
	for _, a := range e.Attrs {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

var (
	aNumber  = regexp.MustCompile(`-?\d+(?:\.\d+)?(?:e-?\d+)?`)
	straight = regexp.MustCompile(`^M[^A-KN-Za-df-z]*$`) // moves and straight lines alone
)

func numbers(text string) []float64 {
	var out []float64
	for _, n := range aNumber.FindAllString(text, -1) {
		v, _ := strconv.ParseFloat(n, 64)
		out = append(out, v)
	}
	return out
}

func pairs(text string) []at {
	var out []at
	for n := range slices.Chunk(numbers(text), 2) {
		out = append(out, at{n[0], n[1]})
	}
	return out
}

// readDrawing takes a picture apart; positions are those of the viewBox.
func readDrawing(t *testing.T, svg string) *drawing {
	t.Helper()
	var root element
	if err := xml.Unmarshal([]byte(svg), &root); err != nil {
		t.Fatal(err)
	}
	box := numbers(root.attr("viewBox"))
	d := &drawing{size: at{box[2], box[3]}, outline: map[string]int{}}
	d.said = append(d.said, fmt.Sprintf("%s %s %s", root.attr("viewBox"), root.attr("role"), root.attr("aria-labelledby")))
	d.take(root.Inside)
	return d
}

func (d *drawing) take(elements []element) {
	for _, e := range elements {
		look := e.XMLName.Local
		for _, name := range []string{"fill", "stroke", "stroke-width", "stroke-dasharray", "fill-opacity", "opacity"} {
			if v := e.attr(name); v != "" {
				look += " " + name + "=" + v
			}
		}
		d.outline[look]++
		where := numbers(strings.TrimLeft(e.attr("transform"), "matrixtranslate"))
		switch e.XMLName.Local {
		case "text":
			n := len(where) // of a translation and of a matrix the last two say where
			d.texts = append(d.texts, struct {
				at           at
				anchor, text string
			}{at{where[n-2], where[n-1]}, e.attr("text-anchor"), e.Text})
			d.said = append(d.said, fmt.Sprintf("%s %s%s %s", e.attr("fill"), e.attr("font-size"), e.attr("font-weight"), e.Text))
		case "path", "polygon":
			d.takeShape(e, where)
		case "title", "desc":
			d.said = append(d.said, e.attr("id")+" "+e.Text)
		case "defs":
			continue
		}
		d.take(e.Inside)
	}
}

func (d *drawing) takeShape(e element, where []float64) {
	switch path := e.attr("d"); {
	case len(where) == 6:
		d.marks = append(d.marks, at{where[4], where[5]})
	case strings.HasPrefix(e.attr("fill"), "url("):
		d.hatched = append(d.hatched, pairs(e.attr("points")+path))
	case straight.MatchString(path):
		for part := range strings.SplitSeq(path[1:], "M") {
			corners := pairs(part)
			for i := 1; i < len(corners); i++ {
				d.edges = append(d.edges, edge{corners[i-1], corners[i]})
			}
		}
	}
}
