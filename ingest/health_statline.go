package ingest

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
)

// The slice of StatLine's export that we read, and what the export calls it.
const (
	healthAge    = "18 jaar of ouder"
	healthMargin = "Waarde"
)

// notIn50090 are measures of the editions after 50090NED: people name an export after the year of its figures, and the figures of 2020 are
// in every edition.
var notIn50090 = []string{"PsychischeKlachten", "ZeerLageVeerkracht"}

// isHealthCSV tells an export of the health monitor by its heading.
func isHealthCSV(head []byte) bool {
	line, _, _ := bytes.Cut(head, []byte("\n"))
	for _, column := range []string{"Leeftijd", "Marges", "Wijken en buurten", ";"} {
		if !bytes.Contains(line, []byte(column)) {
			return false
		}
	}
	return true
}

// healthColumns are where the dimensions of an export stand; -1 where one is not there.
type healthColumns struct{ age, margin, period, name, code int }

func findHealthColumns(titles []string) healthColumns {
	at := func(title string) int {
		return slices.IndexFunc(titles, func(t string) bool {
			t, _, _ = strings.Cut(t[strings.LastIndex(t, "/")+1:], " (")
			return strings.TrimSpace(t) == title
		})
	}
	return healthColumns{at("Leeftijd"), at("Marges"), at("Perioden"), at("Wijken en buurten"), at("Codering")}
}

// lookHealthCSV reads such an export, or says why not.
func (r *recognised) lookHealthCSV(cat *catalogue.Catalogue, in input, content []byte) error {
	s, err := openStatline(in.name, content)
	if err != nil {
		return err
	}
	c := findHealthColumns(s.records[0])
	if c.code < 0 {
		r.skip(in, "StatLine-tabel met namen en zonder codes; kies in StatLine de regioaanduiding (Codering) erbij")
		return nil
	}
	if c.age < 0 || c.margin < 0 || c.period < 0 || c.name < 0 {
		return refuse(in.name, "een van de kolommen Leeftijd, Marges, Perioden en Wijken en buurten ontbreekt")
	}
	t, err := readHealthCSV(cat, in, s, c)
	if err == nil && len(t.rows) == 0 && t.rejects > 0 {
		r.skip(in, fmt.Sprintf("cijfers van de Gezondheidsmonitor zonder rij %q met %q bij Marges; alleen die leest dit programma", healthAge, healthMargin))
		return nil
	}
	return r.add(t, err)
}

// readHealthCSV reads the rows. The export names neither its table nor its division: the year in its name is that of the division.
func readHealthCSV(cat *catalogue.Catalogue, in input, s statlineCSV, c healthColumns) (*table, error) {
	division, err := yearByName(in.name, "Gezondheid_per_wijk_en_buurt__2022")
	if err != nil {
		return nil, err
	}
	at := slices.IndexFunc(cat.Sources, func(source catalogue.Source) bool { return source.Family == healthMonitor && source.Year == division })
	if at < 0 {
		return nil, refuse(in.name, "een uitgave van de Gezondheidsmonitor op de indeling van %d, zoals de naam zegt, kennen wij niet", division)
	}
	var headers []header
	for i, text := range s.records[0] {
		if i != c.age && i != c.margin && i != c.period && i != c.name && i != c.code {
			h := statlineHeader(cat, text, "/")
			h.position = i
			headers = append(headers, h)
		}
	}
	for _, h := range headers {
		if cat.Sources[at].Table == "50090NED" && slices.Contains(notIn50090, h.name) {
			return nil, &Refusal{File: in.name, Column: s.records[0][h.position],
				Reason: "deze kolom heeft de uitgave op de indeling van 2020 niet; geef het bestand de naam van het jaar van de indeling (Gezondheid_per_wijk_en_buurt__2022), niet van de cijfers"}
		}
	}
	columns, positions, err := familyColumns(cat, in.name, healthMonitor, "", division, headers)
	if err != nil {
		return nil, err
	}
	t := &table{file: in, format: "StatLine CSV (Gezondheidsmonitor)", source: cat.Sources[at], year: division, rank: 1, blank: data.Unknown, columns: columns,
		byName: true, note: fmt.Sprintf("Het jaar van de indeling (%d) staat niet in het bestand zelf en volgt uit de naam.", division)}
	if err := t.addHeadings(cat, "", headers); err != nil {
		return nil, err
	}
	if err := t.fillHealth(s, c, positions); err != nil {
		return nil, err
	}
	return t, t.noLaterYears()
}

// fillHealth takes the rows of the slice that we read.
func (t *table) fillHealth(s statlineCSV, c healthColumns, positions []int) error {
	var kept [][]string
	for i, record := range s.records[1:] {
		line := s.lines[i+1]
		if isClosing(record) {
			continue
		}
		if len(record) != len(s.records[0]) {
			return &Refusal{File: t.file.name, Row: line, Reason: fmt.Sprintf("de rij heeft %d velden, de kop %d", len(record), len(s.records[0]))}
		}
		if strings.TrimSpace(record[c.age]) != healthAge || strings.TrimSpace(record[c.margin]) != healthMargin {
			t.rejects++
			continue
		}
		period, provisional := strings.CutSuffix(strings.TrimSpace(record[c.period]), "*")
		year, err := periodYear(period + "JJ00")
		if err != nil {
			return &Refusal{File: t.file.name, Row: line, Column: "Perioden", Reason: fmt.Sprintf("%q is geen jaar", record[c.period])}
		}
		code := strings.Clone(strings.TrimSpace(record[c.code]))
		if nationKey.MatchString(code) {
			code = catalogue.NationCode
		}
		t.rows = append(t.rows, row{line: line, code: code, name: strings.Clone(strings.TrimSpace(record[c.name])), year: year, provisional: provisional})
		kept = append(kept, record)
	}
	t.fillAsked(kept, positions)
	return nil
}

// fillAsked gives the rows their cells. The export has a point for every figure that there is not: where the country has none in a year,
// the measure was not asked, and there is no figure to miss.
func (t *table) fillAsked(records [][]string, positions []int) {
	type asked struct{ year, position int }
	not := map[asked]bool{}
	for i, r := range t.rows {
		for _, p := range positions {
			if r.code == catalogue.NationCode && strings.TrimSpace(records[i][p]) == "." {
				not[asked{r.year, p}] = true
			}
		}
	}
	for i, record := range records {
		texts := make([]string, len(positions))
		for k, p := range positions {
			if texts[k] = record[p]; not[asked{t.rows[i].year, p}] {
				texts[k] = absent
			}
		}
		t.rows[i].cells = pack(texts)
	}
}
