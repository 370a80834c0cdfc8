package data

import (
	"cmp"
	"embed"
	"encoding/csv"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"sync"

	"wijkinzicht/data/catalogue"
)

// english.csv says in English what the catalogue says in Dutch and has no column for: units, notes of breaks, labels of
// events. It is no part of the catalogue, so that a better word makes no new revision, and old ones have it too.
//
//go:embed english.csv
var englishFile embed.FS

var english = sync.OnceValues(func() (map[string]string, error) {
	file, err := englishFile.Open("english.csv")
	if err != nil {
		return nil, err
	}
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("english.csv: %w", err)
	}
	texts := map[string]string{}
	for _, row := range rows[1:] {
		texts[row[0]] = row[1]
	}
	return texts, nil
})

// InEnglish gives the same revision with its indicators, units, breaks and events in English; names of places stay. What
// has no English text (the events of a gemeente, which it wrote itself) stays Dutch. Closing the one closes the other.
func (db *DB) InEnglish() (*DB, error) {
	texts, err := english()
	if err != nil {
		return nil, err
	}
	out := *db
	out.texts = maps.Clone(texts)
	for _, ind := range db.Indicators { // within a note that ingest made
		out.texts[ind.Naam] = ind.Name
	}
	out.Indicators = slices.Clone(db.Indicators)
	for i := range out.Indicators {
		ind := &out.Indicators[i]
		ind.Naam, ind.Unit = ind.Name, out.text(ind.Unit)
	}
	out.Breaks = slices.Clone(db.Breaks)
	for i := range out.Breaks {
		out.Breaks[i].Note = out.text(out.Breaks[i].Note)
	}
	out.Subjects = slices.Clone(db.Subjects)
	for i := range out.Subjects {
		out.Subjects[i].Name = englishSubject(out.Subjects[i])
	}
	return &out, nil
}

// text gives a text of the catalogue in the language of the database; also one that ingest made, of which english.csv has the form
// with {} where something is filled in.
func (db *DB) text(dutch string) string {
	if text, ok := db.texts[dutch]; ok || db.texts == nil {
		return cmp.Or(text, dutch)
	}
	for form, text := range db.texts {
		if !strings.Contains(form, "{}") {
			continue
		}
		parts := strings.Split(form, "{}")
		for i, p := range parts {
			parts[i] = regexp.QuoteMeta(p)
		}
		filled := regexp.MustCompile("^" + strings.Join(parts, "(.+?)") + "$").FindStringSubmatch(dutch)
		if filled == nil {
			continue
		}
		for _, f := range filled[1:] {
			if known, ok := db.texts[f]; ok {
				f = known
			} else if number.MatchString(f) {
				f = strings.Replace(f, ",", ".", 1)
			}
			text = strings.Replace(text, "{}", f, 1)
		}
		return text
	}
	return dutch
}

var number = regexp.MustCompile(`^[-−]?\d+,\d+$`)

// englishSubject names what is made around places; a place keeps its name.
func englishSubject(s catalogue.Subject) string {
	switch s.Kind {
	case catalogue.RingKind:
		return "Ring around " + strings.TrimPrefix(s.Name, "Ring om ")
	case catalogue.RestKind:
		return "Rest of " + strings.TrimPrefix(s.Name, "Rest van ")
	case catalogue.LandKind:
		return "Netherlands"
	}
	return s.Name
}
