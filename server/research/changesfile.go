package research

import (
	"compress/gzip"
	"context"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"time"

	"github.com/gofiber/fiber/v2"

	"wijkinzicht/data"
	"wijkinzicht/data/store"
	"wijkinzicht/server/answer"
	"wijkinzicht/web/words"
)

// changesJSON answers what differs between two revisions, counted.
func (s *Research) changesJSON(c *fiber.Ctx) error {
	rev := s.Desk.Take(c)
	defer rev.Done()
	a, err := s.askedChanges(c, rev.DB)
	if err != nil {
		return err
	}
	return s.Desk.ServeFrom(c, rev, changesPath+".json?"+a.query(), func(ctx context.Context, _ *answer.Revision) (string, []byte, error) {
		l, err := s.list(ctx, a)
		if err != nil {
			return "", nil, err
		}
		body, err := json.Marshal(struct {
			data.ChangeList
			Complete bool `json:"complete"`
		}{l, true})
		return answer.Types["json"], body, err
	})
}

// changesRows answers every value that differs between two revisions, as a file.
func (s *Research) changesRows(c *fiber.Ctx, format string) error {
	rev := s.Desk.Take(c)
	defer rev.Done()
	a, err := s.askedChanges(c, rev.DB)
	if err != nil {
		return err
	}
	here, stop := answer.While(c)
	defer stop()
	return s.Desk.Spool(c, here, rev, changesPath+"."+format+"?"+a.query(), format, func(ctx context.Context, w io.Writer) (header [][2]string, err error) {
		err = s.difference(ctx, a, func(d *data.Difference) error {
			rows, err := sendChanges(ctx, d, a.indicator, format, w)
			header = [][2]string{{"X-Rows", strconv.FormatInt(rows, 10)}, {answer.Complete, "ja"}}
			return err
		})
		return header, err
	})
}

func sendChanges(ctx context.Context, d *data.Difference, indicator, format string, w io.Writer) (int64, error) {
	if format != "csv.gz" {
		return d.Send(ctx, indicator, format, w)
	}
	packed := gzip.NewWriter(w)
	rows, err := d.Send(ctx, indicator, "csv", packed)
	return rows, errors.Join(err, packed.Close())
}

// The parts of an Atom feed (RFC 4287) that we use.
type (
	feed struct {
		XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
		Lang    string      `xml:"xml:lang,attr"`
		ID      string      `xml:"id"`
		Title   string      `xml:"title"`
		Updated string      `xml:"updated"`
		Author  feedAuthor  `xml:"author"`
		Links   []feedLink  `xml:"link"`
		Entries []feedEntry `xml:"entry"`
	}
	feedAuthor struct {
		Name string `xml:"name"`
	}
	feedLink struct {
		Rel  string `xml:"rel,attr"`
		Type string `xml:"type,attr"`
		Href string `xml:"href,attr"`
	}
	feedEntry struct {
		ID      string   `xml:"id"`
		Title   string   `xml:"title"`
		Updated string   `xml:"updated"`
		Link    feedLink `xml:"link"`
		Summary string   `xml:"summary"`
	}
)

// mostEntries is how many publishes the feed tells of, the latest first.
const mostEntries = 50

// changesFeed answers the Atom feed of what was published.
func (s *Research) changesFeed(c *fiber.Ctx) error {
	records, err := s.Desk.Store.Records()
	if err != nil {
		return err
	}
	rev := s.Desk.Take(c)
	defer rev.Done()
	_, listed := s.Desk.Store.Changes(rev.DB.Revision)
	key := fmt.Sprintf("%s.atom %d %v", changesPath, len(records), listed == nil)
	return s.Desk.ServeFrom(c, rev, key, func(_ context.Context, rev *answer.Revision) (string, []byte, error) {
		out := feed{Lang: "nl", ID: s.Address + changesPath, Title: "Wijk in zicht: nieuwe revisies", Updated: rev.DB.MadeAt.UTC().Format(time.RFC3339), Author: feedAuthor{"Wijk in zicht"},
			Links: []feedLink{{"self", "application/atom+xml", s.Address + changesPath + ".atom"}, {"alternate", "text/html", s.Address + changesPath}}}
		for _, r := range slices.Backward(records[max(0, len(records)-mostEntries):]) {
			out.Entries = append(out.Entries, s.entryOf(r))
		}
		if len(out.Entries) > 0 {
			out.Updated = out.Entries[0].Updated
		}
		body, err := xml.MarshalIndent(out, "", " ")
		return answer.Types["atom"], append([]byte(xml.Header), body...), err
	})
}

func (s *Research) entryOf(r store.Record) feedEntry {
	at := s.Address + changesPath + "?tot=" + r.Revision
	e := feedEntry{ID: at, Title: "Revisie " + r.Revision, Updated: r.MadeAt.UTC().Format(time.RFC3339), Link: feedLink{"alternate", "text/html", at}}
	l, err := s.Desk.Store.Changes(r.Revision)
	switch say := words.Page.Changed; {
	case err != nil:
		e.Summary = "Wat er veranderde is niet vastgelegd."
	case l.Why != "":
		e.Summary = l.Why
	default:
		e.Summary = say.Figures(l.Changed, l.Added, l.Removed) + " " + say.Series(l.Series)
	}
	return e
}
