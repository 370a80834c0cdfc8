package catalogue

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"
)

// outlineSuffix ends the name of a file with the outline of an intervention's area.
const outlineSuffix = ".geojson"

// maxOutline is how large such a file may be, in bytes: some twenty thousand points.
const maxOutline = 1 << 20

// readOutline reads a file, or a little more than may be of one that is too large.
func readOutline(dir, name string) (_ []byte, err error) {
	f, err := os.Open(filepath.Join(dir, name))
	if err != nil {
		return nil, fmt.Errorf("read outline: %w", err)
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	return io.ReadAll(io.LimitReader(f, maxOutline+1))
}

// draw gives an intervention an area of its own, named and addressed as its file is. Interventions may share one.
func (ir *interventionReader) draw(r csvRow, i *Intervention) error {
	file := i.Area
	slug := strings.TrimSuffix(file, outlineSuffix)
	content, there := ir.outlines[file]
	code, named := ir.gemeente(i.Gemeente)
	switch {
	case !slugPattern.MatchString(slug) || strings.Trim(slug, "-") != slug || utf8.RuneCountInString(slug) > maxOwnName:
		return r.errorf("gebied", "%q bestaat niet uit ten hoogste %d tekens a-z, 0-9 en -, met %s erachter", file, maxOwnName, outlineSuffix)
	case !there:
		return r.errorf("gebied", "%s ligt niet naast dit bestand", file)
	case len(content) > maxOutline:
		return &Fault{File: file, Problem: "het bestand is groter dan 1 MB; vereenvoudig de omtrek"}
	case i.AreaYear != 0:
		return r.errorf("indeling", "een jaar hoort alleen bij een code")
	case !named:
		return r.errorf("gemeente", "%q is geen gemeentecode zoals GM0518, en die hoort bij een omtrek", i.Gemeente)
	case reserved(slug) || slices.ContainsFunc(ir.cat.Subjects(), func(s Subject) bool { return s.Slug == slug }):
		return r.errorf("gebied", "%q is al een wijk of gebied, of voorbehouden; geef het bestand een andere naam", slug)
	}
	i.Area = slug
	for _, w := range ir.drawn {
		if w.Slug == slug && w.GemeenteCode != code {
			return r.errorf("gemeente", "%s ligt op een andere rij in %s", file, w.GemeenteCode)
		}
		if w.Slug == slug {
			return nil
		}
	}
	name := strings.ReplaceAll(slug, "-", " ")
	ir.drawn = append(ir.drawn, Wijk{Slug: slug, Name: strings.ToUpper(name[:1]) + name[1:], GemeenteCode: code, Kind: OwnKind, Outline: file,
		Note: fmt.Sprintf("Dit is geen wijk maar het gebied van „%s”, zoals een gemeente het tekende in %s.", i.Name, file)})
	return nil
}

// gemeente gives the code of a gemeente that is named by it, or of one where a wijk of ours lies by its name.
func (ir *interventionReader) gemeente(name string) (code string, ok bool) {
	if gemeentePattern.MatchString(name) {
		return name, true
	}
	for _, w := range ir.cat.Wijken {
		if name != "" && (name == w.City || name == w.GemeenteName) {
			return w.GemeenteCode, true
		}
	}
	return "", false
}

// reserved tells whether a slug is kept for other subjects than wijken.
func reserved(slug string) bool {
	return slug == NationSlug || strings.HasPrefix(slug, "gm") || strings.HasSuffix(slug, "-ring") || strings.HasSuffix(slug, "-rest")
}
