package catalogue

import (
	"fmt"
	"io"
	"net/url"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// Event is a dated fact about a subject, with its source. It stands beside a series and says nothing about cause.
type Event struct {
	ID      string
	Subject string // slug of a wijk, a gemeente or the country
	Kind    EventKind
	From    Date
	Until   Date // zero for a moment, for what goes on and where no end is known
	Open    bool // it went on when the catalogue was reviewed
	Label   string
	Note    string
	Source  string // publisher, title, date
	URL     string
	Own     bool // added by a gemeente, not ours
	Sure    bool // by an official page, a law, or sources that agree; false: one other source, or a date that sources differ on
}

// EventKind says what sort of fact an event is.
type EventKind string

// The kinds of event.
const (
	Policy      EventKind = "beleid" // a programme, plan, law or agreement: an intention, not a result
	Designation EventKind = "aanwijzing"
	Renewal     EventKind = "herstructurering"
	Happening   EventKind = "gebeurtenis"
	Measurement EventKind = "meting"
)

const (
	maxLabel  = 28 // characters that fit beside a line on a chart
	firstYear = 1850
	lastYear  = 2100
)

// Date is a day, a month (Day 0) or a year (Month and Day 0): as exact as its source. The zero Date is none.
type Date struct{ Year, Month, Day int }

// ParseDate reads 2007, 2007-03 or 2007-03-22.
func ParseDate(text string) (Date, error) {
	for _, layout := range []string{"2006", "2006-01", time.DateOnly} {
		t, err := time.Parse(layout, text)
		if err != nil {
			continue
		}
		if t.Year() < firstYear || t.Year() > lastYear {
			return Date{}, fmt.Errorf("het jaar %d ligt niet tussen %d en %d", t.Year(), firstYear, lastYear)
		}
		d := Date{Year: t.Year()}
		if len(layout) > len("2006") {
			d.Month = int(t.Month())
		}
		if layout == time.DateOnly {
			d.Day = t.Day()
		}
		return d, nil
	}
	return Date{}, fmt.Errorf("%q is geen datum zoals 2007, 2007-03 of 2007-03-22", text)
}

// IsZero tells that there is no date.
func (d Date) IsZero() bool { return d == Date{} }

// String gives the date as it stands in the table, empty for none.
func (d Date) String() string {
	switch {
	case d.IsZero():
		return ""
	case d.Month == 0:
		return fmt.Sprintf("%04d", d.Year)
	case d.Day == 0:
		return fmt.Sprintf("%04d-%02d", d.Year, d.Month)
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}

// Start gives the moment the day, month or year begins, in years: 2007-07 is about 2007.5.
func (d Date) Start() float64 { return inYears(d.Year, max(d.Month, 1), max(d.Day, 1)) }

// End gives the moment the day, month or year is over, in years: of 2007 that is 2008.
func (d Date) End() float64 {
	switch {
	case d.Month == 0:
		return inYears(d.Year+1, 1, 1)
	case d.Day == 0:
		return inYears(d.Year, d.Month+1, 1)
	}
	return inYears(d.Year, d.Month, d.Day+1)
}

// inYears leaves a month 13 or a day 32 to the calendar.
func inYears(year, month, day int) float64 {
	t := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	days := time.Date(t.Year(), time.December, 31, 0, 0, 0, 0, time.UTC).YearDay()
	return float64(t.Year()) + float64(t.YearDay()-1)/float64(days)
}

// ReadEvents reads a gemeente's own table of events: the columns of catalogue/event.csv, as Excel or a hand writes CSV.
// The name stands in the *Fault, which also gives line and column; subjects tells which slugs there are, taken which ids.
func ReadEvents(r io.Reader, name string, subjects, taken func(string) bool) ([]Event, error) {
	events := eventReader{known: subjects, taken: taken, seen: map[string]bool{}}
	if err := eachOwnRow(r, name, eventColumns, events.read); err != nil {
		return nil, err
	}
	for i := range events.list {
		events.list[i].Own = true
	}
	return events.list, nil
}

var eventColumns = ownColumns{[]string{"id", "subject", "kind", "from", "until", "open", "label", "note", "source", "url", "confidence"},
	[]string{"id", "subject", "kind", "from", "open", "label", "note", "source", "url", "confidence"}}

type eventReader struct {
	known func(slug string) bool
	taken func(id string) bool // by another table; nil: none is
	seen  map[string]bool      // by id
	list  []Event
}

func (er *eventReader) read(r csvRow) error {
	e := Event{
		ID: r.text("id"), Subject: r.text("subject"),
		Kind: EventKind(r.oneOf("kind", string(Policy), string(Designation), string(Renewal), string(Happening), string(Measurement))),
		From: r.date("from"), Open: r.oneOf("open", "ja", "nee") == "ja",
		Label: r.prose("label"), Note: r.prose("note"), Source: r.prose("source"), URL: r.prose("url"),
		Sure: r.oneOf("confidence", "zeker", "waarschijnlijk") == "zeker",
	}
	if r.text("until") != "" {
		e.Until = r.date("until")
	}
	if err := r.err(); err != nil {
		return err
	}
	address, err := url.Parse(e.URL)
	switch {
	case !slugPattern.MatchString(e.ID) || er.seen[e.ID]:
		return r.errorf("id", "%q bestaat niet alleen uit a-z, 0-9 en -, of staat er twee keer", e.ID)
	case er.taken != nil && er.taken(e.ID):
		return r.errorf("id", "%q is al een gebeurtenis van de catalogus; kies een andere naam", e.ID)
	case !er.known(e.Subject):
		return r.errorf("subject", "%q kennen wij niet; noem een wijk zoals in haar adres, een gemeente zoals gm0518, of nl", e.Subject)
	case !e.Until.IsZero() && e.From.Start() >= e.Until.End():
		return r.errorf("until", "%s ligt voor %s", e.Until, e.From)
	case e.Open && !e.Until.IsZero():
		return r.errorf("open", "wat in %s eindigt, loopt niet door", e.Until)
	case utf8.RuneCountInString(e.Label) > maxLabel:
		return r.errorf("label", "%q is langer dan %d tekens", e.Label, maxLabel)
	case err != nil || address.Scheme != "https" || address.Hostname() == "":
		return r.errorf("url", "%q is geen https-adres", e.URL)
	}
	er.seen[e.ID] = true
	er.list = append(er.list, e)
	return nil
}

func (r csvRow) date(column string) Date {
	d, err := ParseDate(r.text(column))
	if err != nil {
		r.wrong(column, "%v", err)
	}
	return d
}

// prose is a text of one line that must be there.
func (r csvRow) prose(column string) string {
	v := r.text(column)
	if v == "" || !oneLine(v) {
		r.wrong(column, "%q is leeg, heeft meer dan één regel of heeft spaties eromheen", v)
	}
	return v
}

func oneLine(text string) bool {
	return text == strings.TrimSpace(text) && utf8.ValidString(text) && !strings.ContainsFunc(text, unicode.IsControl)
}

// hasEvents tells whether an event may be about this subject: not about a ring or the rest of a gemeente, which have no
// policy of their own.
func (c *Catalogue) hasEvents(slug string) bool {
	return slices.ContainsFunc(c.Subjects(), func(s Subject) bool {
		return s.Slug == slug && (s.IsWijk() || s.Kind == GemeenteKind || s.Kind == LandKind)
	})
}
