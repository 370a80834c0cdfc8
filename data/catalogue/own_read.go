package catalogue

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// ownColumns are the columns of a table that a gemeente writes; those that may stay empty may be absent.
type ownColumns struct {
	all, needed []string
}

// eachOwnRow reads a table that a gemeente wrote: as our own, but with its columns in any order, and with the rows of empty fields that
// Excel leaves behind.
func eachOwnRow(table io.Reader, name string, columns ownColumns, read func(csvRow) error) error {
	raw, err := io.ReadAll(table)
	if err != nil {
		return fmt.Errorf("read %s: %w", name, err)
	}
	found, err := readOwnText(name, raw)
	if err != nil {
		return err
	}
	open := func() *csv.Reader {
		r := csv.NewReader(bytes.NewReader(found.text))
		r.Comma = found.comma
		return r
	}
	header, err := open().Read()
	if err != nil {
		return notCSV(name, err)
	}
	if err := checkHeader(name, header, columns); err != nil {
		return err
	}
	absent := slices.DeleteFunc(slices.Clone(columns.all), func(c string) bool { return slices.Contains(header, c) })
	return eachRowOf(open(), name, func(r csvRow) error {
		if !slices.ContainsFunc(r.fields, func(field string) bool { return field != "" }) {
			return nil
		}
		for i, field := range r.fields {
			if i < len(header) && runs(field) {
				return r.errorf(header[i], "%.40q begint met een teken waarmee een rekenblad een formule begint; zet er een ander teken voor", field)
			}
		}
		for _, c := range absent {
			r.columns[c] = leftOut
		}
		return read(r)
	})
}

var numberPattern = regexp.MustCompile(`^[+-]?[0-9.,]*$`)

// runs tells whether a spreadsheet would run a text as a formula. We hand texts of a gemeente out in files for programs, where they stay as
// they are.
func runs(text string) bool {
	return text != "" && strings.ContainsRune("=+-@\t", rune(text[0])) && !numberPattern.MatchString(text)
}

func checkHeader(name string, header []string, columns ownColumns) error {
	for i, h := range header {
		switch {
		case !slices.Contains(columns.all, h):
			return &Fault{File: name, Line: 1, Column: h, Problem: "deze kolom kennen wij niet; de kolommen zijn " + strings.Join(columns.all, ", ")}
		case slices.Contains(header[:i], h):
			return &Fault{File: name, Line: 1, Column: h, Problem: "deze kolom staat er twee keer"}
		}
	}
	for _, c := range columns.needed {
		if !slices.Contains(header, c) {
			return &Fault{File: name, Line: 1, Column: c, Problem: "deze kolom ontbreekt; de kolommen zijn " + strings.Join(columns.all, ", ")}
		}
	}
	return nil
}

var (
	wijkColumns = ownColumns{[]string{"slug", "naam", "gemeente", "toelichting"}, []string{"slug", "naam", "gemeente"}}
	partColumns = ownColumns{[]string{"slug", "jaar", "code", "relatie", "aandeel", "naam", "bewijs"}, []string{"slug", "jaar", "code", "relatie", "naam", "bewijs"}}

	gemeentePattern = regexp.MustCompile(`^GM[0-9]{4}$`)
	sharePattern    = regexp.MustCompile(`^[01]([.,][0-9]{1,6})?$`)
)

// The longest name of an own wijk, which stands at the end of a line, and the division years that can be.
const (
	maxOwnName    = 40
	firstDivision = 1995
	lastDivision  = 2100
)

// ownWijk is an own wijk with where it stands.
type ownWijk struct {
	Wijk
	line  int
	parts int
}

// ownReader holds an own directory's tables against our catalogue and each other.
type ownReader struct {
	known    map[string]bool // slugs of our subjects
	wijken   map[string]ownWijk
	wijkList []Wijk
	parts    map[AreaKey][]Part // by division and slug in the place of a code
	partList []Part
}

func (o *ownReader) wijk(r csvRow) error {
	w := Wijk{Slug: r.text("slug"), Name: r.prose("naam"), GemeenteCode: r.text("gemeente"), Note: r.text("toelichting"), Kind: OwnKind}
	if err := r.err(); err != nil {
		return err
	}
	switch first, twice := o.wijken[w.Slug]; {
	case !slugPattern.MatchString(w.Slug):
		return r.errorf("slug", "%q bestaat niet alleen uit a-z, 0-9 en -", w.Slug)
	case o.known[w.Slug]:
		return r.errorf("slug", "%q is al een wijk of gebied van ons; kies een andere naam", w.Slug)
	case reserved(w.Slug):
		return r.errorf("slug", "%q is voorbehouden: nl, gm… vooraan, en -ring en -rest achteraan horen bij andere gebieden", w.Slug)
	case twice:
		return r.errorf("slug", "%q staat ook al op rij %d", w.Slug, first.line)
	case utf8.RuneCountInString(w.Name) > maxOwnName:
		return r.errorf("naam", "%q is langer dan %d tekens", w.Name, maxOwnName)
	case !gemeentePattern.MatchString(w.GemeenteCode):
		return r.errorf("gemeente", "%q is geen gemeentecode zoals GM0518", w.GemeenteCode)
	case !oneLine(w.Note):
		return r.errorf("toelichting", "%q heeft meer dan één regel of heeft spaties eromheen", w.Note)
	}
	o.wijken[w.Slug] = ownWijk{Wijk: w, line: r.line}
	o.wijkList = append(o.wijkList, w)
	return nil
}

func (o *ownReader) part(r csvRow) error {
	p := Part{Slug: r.text("slug"), Year: r.integer("jaar"), Code: r.text("code"), Name: r.prose("naam"),
		Relation: Relation(r.oneOf("relatie", string(Equal), string(Component), string(Surrounding), string(StandIn))),
		Evidence: r.prose("bewijs"), Confidence: "E"}
	if err := r.err(); err != nil {
		return err
	}
	w, there := o.wijken[p.Slug]
	share, err := ownShare(r.text("aandeel"))
	switch {
	case !there:
		return r.errorf("slug", "%q staat niet in %s", p.Slug, ownWijken)
	case p.Year < firstDivision || p.Year > lastDivision:
		return r.errorf("jaar", "%d is geen jaar van een indeling (%d tot en met %d)", p.Year, firstDivision, lastDivision)
	case !codePattern.MatchString(p.Code) || p.Code[:2] != "WK" && p.Code[:2] != "BU":
		return r.errorf("code", "%q is geen wijk- of buurtcode zoals WK051801 of BU05180101", p.Code)
	case p.Code[2:6] != w.GemeenteCode[2:]:
		return r.errorf("code", "%s ligt niet in %s, de gemeente van %s", p.Code, w.GemeenteCode, w.Name)
	case err != nil:
		return r.errorf("aandeel", "%q is geen aandeel boven 0 tot en met 1, zoals 0,4", r.text("aandeel"))
	case share < 1 && p.Relation != Component:
		return r.errorf("aandeel", "een aandeel onder 1 hoort bij de relatie %s, niet bij %s", Component, p.Relation)
	}
	p.Level = map[string]string{"WK": "wijk", "BU": "buurt"}[p.Code[:2]]
	if share < 1 {
		p.Share = share
	}
	key := AreaKey{Year: p.Year, Code: p.Slug}
	cut := 0
	for _, other := range append(o.parts[key], p) {
		if !other.Whole() {
			cut++
		}
	}
	if cut > MaxCut {
		return r.errorf("aandeel", "in %d tellen meer dan %d gebieden van %s voor een deel mee; voeg er samen", p.Year, MaxCut, p.Slug)
	}
	for _, other := range o.parts[key] {
		if other.Code == p.Code {
			return r.errorf("code", "%s staat er in %d twee keer voor %s", p.Code, p.Year, p.Slug)
		}
		if p.Relation == Component && other.Relation == Component && (Holds(other.Code, p.Code) || Holds(p.Code, other.Code)) {
			return r.errorf("code", "%s en %s liggen in elkaar en zouden in %d dubbel tellen voor %s", other.Code, p.Code, p.Year, p.Slug)
		}
	}
	o.parts[key] = append(o.parts[key], p)
	o.partList = append(o.partList, p)
	w.parts++
	o.wijken[p.Slug] = w
	return nil
}

// ownShare reads a part of an area, with a comma or a point; empty is the whole.
func ownShare(text string) (float64, error) {
	if text == "" {
		return 1, nil
	}
	if !sharePattern.MatchString(text) {
		return 0, strconv.ErrSyntax
	}
	share, err := strconv.ParseFloat(strings.Replace(text, ",", ".", 1), 64)
	if err == nil && (share <= 0 || share > 1) {
		err = strconv.ErrRange
	}
	return share, err
}

// complete refuses a wijk without areas: it would be a name with nothing behind it.
func (o *ownReader) complete() error {
	for _, w := range o.wijkList {
		if own := o.wijken[w.Slug]; own.parts == 0 {
			return &Fault{File: ownWijken, Line: own.line, Column: "slug", Problem: fmt.Sprintf("%q heeft geen gebieden in %s", w.Slug, OwnParts)}
		}
	}
	return nil
}

// Holds tells whether a wijk's code is that of the wijk around a buurt: WK990101 holds BU99010102.
func Holds(wijk, buurt string) bool {
	return strings.HasPrefix(wijk, "WK") && strings.HasPrefix(buurt, "BU") && strings.HasPrefix(buurt[2:], wijk[2:])
}
