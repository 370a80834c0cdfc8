package catalogue

import (
	"io"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Intervention is a project or programme in an area, with what it wanted. It says nothing about cause. Only ID, Name and
// Source are always there: what a source does not say stays empty.
type Intervention struct {
	ID, Name string
	Note     string   // what was done
	Approach string   // gebied, doelgroep or individu
	Routes   []string // along which people rise: leren, werken, wonen, vrije tijd
	Who      string
	Gemeente string // name
	Area     string // slug of a wijk (also one made of an outline), or a WK or BU code of the division of AreaYear
	AreaYear int    // 0 with a slug
	From     Date
	Until    Date // zero when it goes on or where no end is known
	Goal     Goal
	FollowUp string // when and how it is measured again
	Source   string
	URL      string
	Answers  Answers
	Own      bool // added by a gemeente, not ours
}

// Goal says what should move, from when, to what and by when.
type Goal struct {
	Indicator  string   // empty: no figure was named
	BaseYear   int      // 0: none
	Target     *float64 // in the indicator's unit; nil: none
	TargetYear int      // 0 without Target
}

// Answers are those to the six questions that follow from the recommendations of Sociale stijging: tussen droom en daad
// (DSP-groep for Platform Corpovenista, 2010); empty where the source gives none.
type Answers struct {
	Problem, Aim, Group, Baseline, Evaluation, Continuation string
}

// Approaches and Routes are what an intervention may name.
var (
	Approaches = []string{"gebied", "doelgroep", "individu"}
	Routes     = []string{"leren", "werken", "wonen", "vrije tijd"}
)

// InterventionColumns are those of catalogue/interventies.csv and of a gemeente's own.
var InterventionColumns = []string{"id", "naam", "toelichting", "aanpak", "route", "wie", "gemeente", "gebied", "indeling", "van", "tot",
	"indicator", "basisjaar", "streefwaarde", "streefjaar", "vervolgmeting", "bron", "url",
	"probleemanalyse", "meetbaar_doel", "doelgroep", "nulmeting", "evaluatie", "voortzetting"}

// interventionReader holds a register against the catalogue that it will stand in.
type interventionReader struct {
	cat  *Catalogue
	seen map[string]bool // by id; those of the catalogue are there first
	list []Intervention

	outlines map[string][]byte // files beside the register
	drawn    []Wijk            // areas of the outlines that it names
}

func newInterventionReader(c *Catalogue) *interventionReader {
	r := &interventionReader{cat: c, seen: map[string]bool{}}
	for _, i := range c.Interventions {
		r.seen[i.ID] = true
	}
	return r
}

// ReadInterventions reads a gemeente's own register, as Excel or a hand writes CSV. The name stands in the *Fault, which
// also gives line and column.
func (c *Catalogue) ReadInterventions(table io.Reader, name string) ([]Intervention, error) {
	list, _, err := c.readInterventions(table, name, nil)
	return list, err
}

// readInterventions also gives the areas of the outlines that the register names, of those that there are.
func (c *Catalogue) readInterventions(table io.Reader, name string, outlines map[string][]byte) ([]Intervention, []Wijk, error) {
	r := newInterventionReader(c)
	r.outlines = outlines
	if err := eachOwnRow(table, name, ownColumns{InterventionColumns, []string{"id", "naam", "bron"}}, r.read); err != nil {
		return nil, nil, err
	}
	for i := range r.list {
		r.list[i].Own = true
	}
	return r.list, r.drawn, nil
}

func (ir *interventionReader) read(r csvRow) error {
	i := Intervention{
		ID: r.text("id"), Name: r.prose("naam"), Note: r.phrase("toelichting"), Approach: r.perhapsOneOf("aanpak", Approaches),
		Routes: r.several("route", Routes), Who: r.phrase("wie"), Gemeente: r.phrase("gemeente"), Area: r.phrase("gebied"), AreaYear: r.year("indeling"),
		From: r.perhapsDate("van"), Until: r.perhapsDate("tot"),
		Goal:     Goal{Indicator: r.phrase("indicator"), BaseYear: r.year("basisjaar"), Target: r.dutchNumber("streefwaarde"), TargetYear: r.year("streefjaar")},
		FollowUp: r.phrase("vervolgmeting"), Source: r.prose("bron"), URL: r.phrase("url"),
		Answers: Answers{Problem: r.phrase("probleemanalyse"), Aim: r.phrase("meetbaar_doel"), Group: r.phrase("doelgroep"),
			Baseline: r.phrase("nulmeting"), Evaluation: r.phrase("evaluatie"), Continuation: r.phrase("voortzetting")},
	}
	if err := r.err(); err != nil {
		return err
	}
	address, err := url.Parse(i.URL)
	switch {
	case !slugPattern.MatchString(i.ID):
		return r.errorf("id", "%q bestaat niet alleen uit a-z, 0-9 en -", i.ID)
	case ir.seen[i.ID]:
		return r.errorf("id", "%q is er al; kies een andere naam", i.ID)
	case !i.Until.IsZero() && i.From.IsZero():
		return r.errorf("van", "zonder begin kan er geen einde zijn")
	case !i.Until.IsZero() && i.From.Start() >= i.Until.End():
		return r.errorf("tot", "%s ligt voor %s", i.Until, i.From)
	case i.URL != "" && (err != nil || address.Scheme != "https" || address.Hostname() == ""):
		return r.errorf("url", "%q is geen https-adres", i.URL)
	}
	if strings.HasSuffix(i.Area, outlineSuffix) {
		if err := ir.draw(r, &i); err != nil {
			return err
		}
	} else if err := ir.checkArea(r, i); err != nil {
		return err
	}
	if err := ir.checkGoal(r, i.Goal); err != nil {
		return err
	}
	ir.seen[i.ID] = true
	ir.list = append(ir.list, i)
	return nil
}

func (ir *interventionReader) checkArea(r csvRow, i Intervention) error {
	code := codePattern.MatchString(i.Area) && (i.Area[:2] == "WK" || i.Area[:2] == "BU")
	_, wijk := ir.cat.Wijk(i.Area)
	switch {
	case i.Area != "" && !code && !wijk:
		return r.errorf("gebied", "%q kennen wij niet; noem een wijk zoals in haar adres, een code zoals WK051836 of BU05183620, of een omtrek zoals kade.geojson", i.Area)
	case code && i.AreaYear == 0:
		return r.errorf("indeling", "bij %s hoort het jaar van de indeling, want dezelfde code kan een ander gebied zijn", i.Area)
	case !code && i.AreaYear != 0:
		return r.errorf("indeling", "een jaar hoort alleen bij een code")
	}
	return nil
}

func (ir *interventionReader) checkGoal(r csvRow, g Goal) error {
	ind, there := ir.cat.Indicator(g.Indicator)
	switch {
	case g.Indicator != "" && (!there || !ind.Shown):
		return r.errorf("indicator", "%q kennen wij niet; kies er een van /indicator, zoals woz", g.Indicator)
	case g.Indicator == "" && (g.BaseYear != 0 || g.Target != nil || g.TargetYear != 0):
		return r.errorf("indicator", "bij een doel hoort het cijfer dat moet veranderen")
	case (g.Target == nil) != (g.TargetYear == 0):
		return r.errorf("streefjaar", "streefwaarde en streefjaar horen bij elkaar")
	case g.Target != nil && g.BaseYear == 0:
		return r.errorf("basisjaar", "bij een streefwaarde hoort het jaar waarvan af gemeten wordt")
	case g.Target != nil && g.TargetYear <= g.BaseYear:
		return r.errorf("streefjaar", "%d ligt niet na %d", g.TargetYear, g.BaseYear)
	case g.Target != nil && (ind.Min != nil && *g.Target < *ind.Min || ind.Max != nil && *g.Target > *ind.Max):
		return r.errorf("streefwaarde", "%v kan niet voor %s", *g.Target, ind.Naam)
	}
	return nil
}

// phrase is a text of one line that may be empty.
func (r csvRow) phrase(column string) string {
	v := r.text(column)
	if !oneLine(v) {
		r.wrong(column, "%q heeft meer dan één regel of heeft spaties eromheen", v)
	}
	return v
}

func (r csvRow) perhapsOneOf(column string, allowed []string) string {
	if r.text(column) == "" {
		return ""
	}
	return r.oneOf(column, allowed...)
}

// several are the values joined by +, none when empty.
func (r csvRow) several(column string, allowed []string) []string {
	text := r.text(column)
	if text == "" {
		return nil
	}
	values := strings.Split(text, "+")
	for i, v := range values {
		if !slices.Contains(allowed, v) || slices.Contains(values[:i], v) {
			r.wrong(column, "%q is geen van %s, of meer daarvan met + ertussen", text, strings.Join(allowed, ", "))
		}
	}
	return values
}

// year is a calendar year, 0 when empty.
func (r csvRow) year(column string) int {
	if r.text(column) == "" {
		return 0
	}
	year, err := strconv.Atoi(r.text(column))
	if err != nil || year < firstYear || year > lastYear {
		r.wrong(column, "%q is geen jaar van %d tot en met %d", r.text(column), firstYear, lastYear)
	}
	return year
}

func (r csvRow) perhapsDate(column string) Date {
	if r.text(column) == "" {
		return Date{}
	}
	return r.date(column)
}

var dutchNumberPattern = regexp.MustCompile(`^-?[0-9]{1,9}([.,][0-9]{1,6})?$`)

// dutchNumber has a comma or a point before its decimals and no mark between thousands; nil when empty.
func (r csvRow) dutchNumber(column string) *float64 {
	text := r.text(column)
	if text == "" {
		return nil
	}
	v, err := strconv.ParseFloat(strings.Replace(text, ",", ".", 1), 64)
	if err != nil || !dutchNumberPattern.MatchString(text) {
		r.wrong(column, "%q is geen getal zoals 45 of 45,5 (zonder punt tussen duizendtallen)", text)
	}
	return &v
}
