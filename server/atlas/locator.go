package atlas

import (
	"context"
	"fmt"
	"strings"

	"github.com/gofiber/fiber/v2"
	"github.com/paulmach/orb"

	"wijkinzicht/data"
	"wijkinzicht/geo"
	"wijkinzicht/server/answer"
	"wijkinzicht/server/figure"
	"wijkinzicht/server/site"
	"wijkinzicht/web/chart"
	"wijkinzicht/web/color"
)

// locatorSize is the width and height of a picture of where a place lies, in pixels.
const locatorSize = 240

var (
	locatorPaper  = color.Ink{Light: "#ffffff", Dark: chart.Ground}
	locatorAround = color.Ink{Light: "#dfe5e9", Dark: "#3f4b55"}
	locatorHere   = color.Ink{Light: "#12385c", Dark: "#8ec5f5"}
)

// locator answers /ligging/{slug}.svg: a gemeente with a place in it.
func (s *Atlas) locator(c *fiber.Ctx) error {
	slug, ok := strings.CutSuffix(c.Params("file"), ".svg")
	if !ok {
		return fmt.Errorf("picture %q: %w", c.Params("file"), answer.ErrNotFound)
	}
	palette, err := figure.PaletteOf(site.Query(c))
	if err != nil {
		return err
	}
	return s.Desk.Serve(c, "/ligging/"+slug+".svg"+figure.PaletteQuery(palette), func(ctx context.Context, rev *answer.Revision) (string, []byte, error) {
		gemeente := ""
		if subject, ok := rev.DB.Subject(slug); ok {
			gemeente = subject.Gemeente
		} else if now, ok := rev.DB.AreaNow(slug); ok {
			gemeente = now.Gemeente
		}
		svg, err := LocatorOf(ctx, rev.DB, gemeente, slug, palette)
		if err == nil && svg == "" {
			err = fmt.Errorf("outlines around %q: %w", slug, answer.ErrNotFound)
		}
		return answer.SVG, []byte(svg), err
	})
}

// LocatorOf draws a gemeente in grey with a place in it, its slug or its code; "" where their outlines are not known.
func LocatorOf(ctx context.Context, db *data.DB, gemeente, place string, palette color.Palette) (string, error) {
	shapes, err := db.Locator(ctx, gemeente, place)
	if err != nil {
		return "", err
	}
	var outlines []orb.MultiPolygon
	bound, found := orb.Bound{Min: orb.Point{1, 1}, Max: orb.Point{0, 0}}, false
	for _, s := range shapes {
		m, err := geo.ReadOutline(s.Outline)
		if err != nil {
			return "", fmt.Errorf("outline around %s: %w", place, err)
		}
		outlines, found = append(outlines, m), found || s.Place
		if bound.IsEmpty() {
			bound = m.Bound()
		} else {
			bound = bound.Union(m.Bound())
		}
	}
	if !found || len(outlines) < 2 {
		return "", nil
	}
	view := geo.Fit(bound, locatorSize, locatorSize, 4)
	pixel := max(bound.Max[0]-bound.Min[0], bound.Max[1]-bound.Min[1]) / locatorSize
	outlines = geo.Simplify(outlines, pixel)
	var svg strings.Builder
	fmt.Fprintf(&svg, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %[1]d" width="%[1]d" height="%[1]d">`, locatorSize)
	paper, around, here := palette.Of(locatorPaper), palette.Of(locatorAround), palette.Of(locatorHere)
	if palette == color.Dark {
		fmt.Fprintf(&svg, `<rect width="%d" height="%[1]d" fill="%[2]s"/>`, locatorSize, paper)
	}
	for i, s := range shapes {
		look := fmt.Sprintf(`fill="%s" stroke="%s" stroke-width="1"`, around, paper)
		if s.Place {
			look = fmt.Sprintf(`fill="%s" stroke="%[1]s" stroke-width="1.5" stroke-linejoin="round"`, here)
		}
		fmt.Fprintf(&svg, `<path d="%s" %s/>`, view.Path(outlines[i]), look)
	}
	svg.WriteString("</svg>")
	return svg.String(), nil
}
