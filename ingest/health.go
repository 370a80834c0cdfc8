package ingest

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
	"wijkinzicht/ingest/sheet"
)

// healthMonitor is the family of the health monitor per wijk and buurt. Besides as OData with its description it comes in two forms that
// say less of themselves: the rows of an OData table saved as a workbook, and an export of StatLine. All its measures are percentages.
const healthMonitor = "gezondheid"

// setInSheet finds the table in the name that people leave a sheet: 50090NED_UntypedDataSet_1305202, cut at 31 characters by Excel.
var setInSheet = regexp.MustCompile(`^([0-9]{5}[A-Za-z]{3})_(?:Unt|T)ypedDataSet`)

// Table 50090NED (2012, 2016, 2020, on the division of 2020) is known without its name by its 35 measures: the first and the last stand at
// these places, and its successors have others between them.
const (
	measures50090     = 35
	firstMeasure50090 = "ErvarenGezondheidGoedZeerGoed_4"
	lastMeasure50090  = "MoeiteMetRondkomen_38"
)

// ages are the keys of the groups that the table gives apart; we read those of 18 and over alone (slices3).
var ages = map[string]string{"20300": "18 jaar en ouder", "53115": "18 tot 65 jaar", "80200": "65 jaar en ouder"}

// healthSheet finds the sheet with rows of the health monitor, and the table that its name or its columns tell; "" where they do not.
func healthSheet(sheets []sheet.Sheet) (s sheet.Sheet, table string, ok bool) {
	for _, s := range sheets {
		if len(s.Rows) == 0 || !slices.Contains(s.Rows[0], "Leeftijd") || !slices.Contains(s.Rows[0], "Marges") || !slices.ContainsFunc(s.Rows[0], areaDimension.MatchString) {
			continue
		}
		if m := setInSheet.FindStringSubmatch(strings.TrimSpace(s.Name)); m != nil {
			return s, m[1], true
		}
		head := s.Rows[0]
		first := slices.Index(head, firstMeasure50090)
		if first >= 0 && len(head)-first == measures50090 && head[len(head)-1] == lastMeasure50090 {
			return s, "50090NED", true
		}
		return s, "", true
	}
	return s, "", false
}

// lookHealthSheet reads such a sheet, or says why not.
func (r *recognised) lookHealthSheet(cat *catalogue.Catalogue, in input, s sheet.Sheet, table string) error {
	f := odataSheet{in: in, name: s.Name, keys: s.Rows[0], rows: s.Rows[1:], table: table}
	switch {
	case table == "":
		return refuse(in.name, "het werkblad %s noemt de tabel niet, en zijn kolommen zijn niet die van 50090NED; noem het zoals de tabel heet (50090NED_UntypedDataSet)", s.Name)
	case derdenFamily(cat, table) != healthMonitor:
		r.skip(in, fmt.Sprintf("tabel %s met leeftijden en marges; dit programma kent die niet als uitgave van de Gezondheidsmonitor", table))
		return nil
	}
	if other := f.otherAges(); other != "" {
		r.skip(in, fmt.Sprintf("cijfers van de Gezondheidsmonitor over inwoners van %s; dit programma leest die over inwoners van 18 jaar en ouder", other))
		return nil
	}
	return r.add(readHealthSheet(cat, f))
}

// odataSheet is an OData table saved as a sheet: the keys, and the rows below them.
type odataSheet struct {
	in    input
	name  string
	keys  []string
	rows  [][]string
	table string
}

// firstRow is the number of the first row of figures in a sheet.
const firstRow = 2

func (f odataSheet) region() string { return odataFile{keys: f.keys}.region() }

// otherAges names the groups that a file is about when the one that we read is not among them.
func (f odataSheet) otherAges() string {
	var said []string
	for _, cells := range f.cells([]string{"Leeftijd"}) {
		if cells[0] == nil {
			continue
		}
		if *cells[0] == slices3["Leeftijd"] {
			return ""
		}
		if group := ages[*cells[0]]; group != "" && !slices.Contains(said, group) {
			said = append(said, group)
		}
	}
	return strings.Join(said, " en ")
}

// readHealthSheet reads the rows. The workbook tells two kinds of missing: a cell is empty where the measure was not asked in that year,
// and a point where it is not given for that area.
func readHealthSheet(cat *catalogue.Catalogue, f odataSheet) (*table, error) {
	source, err := tableSource(cat, f.in.name, healthMonitor, f.table, 0)
	if err != nil {
		return nil, err
	}
	t := &table{file: f.in, format: "OData-werkmap (" + source.Publisher + ")", source: source, year: source.Year, rank: 1, blank: data.Unknown}
	if !setInSheet.MatchString(f.name) {
		t.note = fmt.Sprintf("Welke tabel het is (%s), volgt uit haar kolommen.", f.table)
	}
	var headers []header
	for i, key := range f.keys {
		if name := positionSuffix.ReplaceAllString(key, ""); name != key {
			headers = append(headers, header{name: name, unit: "%", position: i})
		}
	}
	columns, positions, err := familyColumns(cat, f.in.name, healthMonitor, "", t.year, headers)
	if err != nil {
		return nil, err
	}
	t.columns = columns
	if err := t.addHeadings(cat, "", headers); err != nil {
		return nil, err
	}
	keys := []string{f.region(), "Perioden", "Leeftijd", "Marges"}
	fixed := len(keys)
	for _, k := range keys {
		if !slices.Contains(f.keys, k) {
			return nil, refuse(f.in.name, "de kolom %s ontbreekt", k)
		}
	}
	for _, p := range positions {
		keys = append(keys, f.keys[p])
	}
	if err := f.sameCodes(); err != nil {
		return nil, err
	}
	if err := t.fillDerden(f.cells(keys), firstRow, keys, fixed, nil, nil); err != nil {
		return nil, err
	}
	return t, t.noLaterYears()
}

// sameCodes refuses rows that do not repeat their code where the table does: one of the two was changed.
func (f odataSheet) sameCodes() error {
	again := slices.IndexFunc(f.keys, func(k string) bool { return strings.HasPrefix(k, "Codering_") })
	if again < 0 {
		return nil
	}
	for i, cells := range f.cells([]string{f.region(), f.keys[again]}) {
		if cells[0] != nil && *cells[1] != *cells[0] {
			return &Refusal{File: f.in.name, Row: firstRow + i, Column: f.keys[again], Reason: fmt.Sprintf("hier staat %q en in %s %q; een van beide klopt niet", shownCell(*cells[1]), f.region(), *cells[0])}
		}
	}
	return nil
}

// shownCell is a cell as the user sees it.
func shownCell(text string) string { return strings.TrimPrefix(text, absent) }

// noLaterYears refuses figures of a year after that of the division on which the edition gives all its years.
func (t *table) noLaterYears() error {
	for _, r := range t.rows {
		if r.year > t.year {
			return &Refusal{File: t.file.name, Row: r.line, Reason: fmt.Sprintf("het jaar is %d en de tabel is van de indeling van %d", r.year, t.year)}
		}
	}
	return nil
}

// cells gives the named columns of a sheet's rows; a cell that is empty is nil for a key, and no figure at all for a topic.
func (f odataSheet) cells(keys []string) [][]*string {
	none := absent
	out := make([][]*string, len(f.rows))
	for i, row := range f.rows {
		out[i] = make([]*string, len(keys))
		for k, key := range keys {
			at := slices.Index(f.keys, key)
			switch {
			case at < len(row) && row[at] != "":
				out[i][k] = &row[at]
			case positionSuffix.MatchString(key):
				out[i][k] = &none
			}
		}
	}
	return out
}
