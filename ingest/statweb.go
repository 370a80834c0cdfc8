package ingest

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
)

// statWebLayout is where things stand in an export of the older StatLine ("StatWeb") that has a column of codes: title lines, a line
// with "Onderwerp" alone, one heading line whose depth shows as leading bars, a line of units.
type statWebLayout struct {
	heading, code, year, flag int // rows and columns; year and flag -1 where absent
}

// statWebCodes finds that layout; ok is false for exports with names alone.
func statWebCodes(s statlineCSV) (l statWebLayout, ok bool) {
	for i, record := range s.records {
		if i+1 >= len(s.records) || strings.TrimSpace(s.records[i+1][0]) != "Wijken en buurten" {
			continue
		}
		l = statWebLayout{heading: i, code: -1, year: -1, flag: -1}
		for k, text := range record {
			switch title := statWebTitle(text); {
			case title == "Codering":
				l.code = k
			case title == "Jaar":
				l.year = k
			case strings.HasPrefix(title, "Indelingswijziging"):
				l.flag = k
			}
		}
		return l, l.code >= 0
	}
	return l, false
}

// statWebTitle takes the depth off a heading: "|||0 tot 15 jaar" is "0 tot 15 jaar". What stands above it is not in the file, so
// titles can occur twice (kinds of dwellings, first in kWh and then in m³).
func statWebTitle(text string) string { return strings.TrimSpace(strings.TrimLeft(text, "|")) }

// readStatWebCodes reads that layout: decimal commas, a point or nothing for a figure that there is not. The older StatLine was closed
// before the last corrections of its tables were published: the present one goes before it.
func readStatWebCodes(cat *catalogue.Catalogue, in input, s statlineCSV, year int, l statWebLayout) (*table, error) {
	source, err := kwbSource(cat, in.name, year)
	if err != nil {
		return nil, err
	}
	titles, units := s.records[l.heading], s.records[l.heading+1]
	var headers []header
	for i, text := range titles {
		if i == 0 || i >= len(units) {
			continue
		}
		headers = append(headers, header{name: odataName(statWebTitle(text)), unit: normaliseUnit(units[i]), position: i})
	}
	columns, positions, err := kwbColumns(cat, in.name, "D", year, headers)
	if err != nil {
		return nil, err
	}
	t := &table{file: in, format: "KWB StatLine CSV (oud, met codes)", source: source, year: year, rank: 2, comma: true, blank: data.Unknown, columns: columns}
	if err := t.addHeadings(cat, "D", headers); err != nil {
		return nil, err
	}
	schools, unread := findSchools(titles), []string(nil)
	for i := l.heading + 2; i < len(s.records); i++ {
		record, line := s.records[i], s.lines[i]
		if isClosing(record) || strings.Join(record, "") == "" {
			continue
		}
		if len(record) != len(titles) {
			return nil, &Refusal{File: in.name, Row: line, Reason: fmt.Sprintf("de rij heeft %d velden, de kop %d", len(record), len(titles))}
		}
		if l.year >= 0 && strings.TrimSpace(record[l.year]) != strconv.Itoa(year) {
			return nil, &Refusal{File: in.name, Row: line, Column: "Jaar", Reason: fmt.Sprintf("het jaar is %q en de titel zegt %d", record[l.year], year)}
		}
		if schools.none(record) {
			unread = append(unread, strings.TrimSpace(record[l.code]))
		}
		// Cloned: a text of a record keeps the whole record in memory.
		r := row{line: line, code: strings.Clone(strings.TrimSpace(record[l.code])), name: strings.Clone(strings.TrimSpace(record[0])), cells: pick(record, positions)}
		if l.flag >= 0 {
			r.flag = changeFlag(record[l.flag])
		}
		t.rows = append(t.rows, r)
	}
	if unread != nil {
		t.note = fmt.Sprintf("Van %s staat er -1 school binnen 3 km, op 0 km afstand: dat is geen cijfer.", strings.Join(unread, ", "))
	}
	return t, nil
}

// statWebSchools are the columns in which the table of 2017 has a count of -1 and a distance of 0 for four areas, whose nearest school
// was 2 km away the year before.
type statWebSchools struct{ near, distance int }

func findSchools(titles []string) statWebSchools {
	at := func(title string) int {
		return slices.IndexFunc(titles, func(t string) bool { return statWebTitle(t) == title })
	}
	return statWebSchools{at("Scholen binnen 3 km"), at("Afstand tot school")}
}

// none takes both figures out of a row that has such a count.
func (s statWebSchools) none(record []string) bool {
	if s.near < 0 || strings.TrimSpace(record[s.near]) != "-1" {
		return false
	}
	record[s.near] = "."
	if s.distance >= 0 && strings.TrimSpace(record[s.distance]) == "0" {
		record[s.distance] = "."
	}
	return true
}

// wholeTitle finds the title of a heading "Groep/Titel" whose title has slashes of its own, such as "diefstal uit woning/schuur/e.d." or
// "Ervaren gezondheid (goed/zeer goed)": the longest end of the path that the column map knows, or else its last part.
func wholeTitle(cat *catalogue.Catalogue, path []string) (name string, parts int) {
	for from := range path {
		name = odataName(strings.Join(path[from:], "/"))
		known := slices.ContainsFunc(cat.Columns, func(c catalogue.Column) bool {
			return (c.Family == "kwb" && c.Generation == "D" || c.Family == healthMonitor) && strings.EqualFold(c.Name, name)
		})
		if known || from == len(path)-1 {
			return name, len(path) - from
		}
	}
	return "", 0
}
