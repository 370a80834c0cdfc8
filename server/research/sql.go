package research

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/url"
	"slices"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"wijkinzicht/data"
	"wijkinzicht/data/store"
	"wijkinzicht/server/answer"
	"wijkinzicht/server/sandbox"
)

const (
	// pageRows is how many rows of an answer the page shows; the files have all of them.
	pageRows = 200
	// maxQuestion bounds the text of a question, in bytes: it must fit in an address.
	maxQuestion = 8000
)

// DisableSQL switches off questions in SQL over the web; call it before Serve.
func (s *Research) DisableSQL() { s.sandbox = nil }

// sqlAnswer is a question with its answer.
type sqlAnswer struct {
	sandbox.Answer
	question, revision string
	lastLine           bool // a line under the CSV that says whether it is whole
}

// errSQLOff says that questions are switched off.
var errSQLOff = &answer.Problem{Status: fiber.StatusServiceUnavailable, Detail: "Vragen in SQL over het web staan hier uit; download de database op /onderzoek en vraag haar zelf."}

// ask answers the question in an address. The mistake of who asks is an *answer.Problem.
func (s *Research) ask(c *fiber.Ctx) (sqlAnswer, error) {
	a := sqlAnswer{question: c.Query("q"), revision: c.Query("revisie"), lastLine: c.Query(answer.LastLine) == "ja"}
	c.Set(fiber.HeaderCacheControl, "no-store") // the next one may find another revision, or a free slot
	c.Set("X-Robots-Tag", "noindex, nofollow")
	if s.sandbox == nil {
		return a, errSQLOff
	}
	stored, err := s.Desk.Store.Revisions()
	if err != nil {
		return a, err
	}
	if a.revision == "" {
		a.revision = stored[0].Revision
	}
	i := slices.IndexFunc(stored, func(r store.StoredRevision) bool { return r.Revision == a.revision })
	switch {
	case i < 0:
		return a, s.Desk.NoRevision(a.revision)
	case len(a.question) > maxQuestion:
		return a, answer.BadRequest("De vraag is langer dan %d tekens; maak haar korter, of download de database.", maxQuestion)
	}
	here, stop := answer.While(c)
	defer stop()
	leave, err := s.asking.Enter(here, s.Desk.Client(c))
	if err != nil {
		return a, err
	}
	defer leave()
	a.Answer, err = s.sandbox.Ask(here, stored[i].Path, a.question)
	var refusal *sandbox.Refusal
	switch {
	case errors.Is(err, sandbox.ErrBusy):
		return a, &answer.Problem{Status: fiber.StatusTooManyRequests, Detail: "Er wachten al te veel vragen; probeer het over een paar seconden opnieuw."}
	case errors.As(err, &refusal):
		return a, &answer.Problem{Status: fiber.StatusBadRequest, Detail: refusal.Sentence}
	}
	return a, err
}

// query gives the address's query that asks this again, of the same revision.
func (a sqlAnswer) query() string {
	return url.Values{"q": {a.question}, "revisie": {a.revision}}.Encode()
}

// sqlFile answers a question as a file. What was cut says so in its header, in JSON, and under a CSV for who asks for that.
func (s *Research) sqlFile(c *fiber.Ctx, format string, write func(sqlAnswer, io.Writer) error) error {
	a, err := s.ask(c)
	if err != nil {
		return err
	}
	var body bytes.Buffer
	if err := write(a, &body); err != nil {
		return err
	}
	c.Set("X-Revision", a.revision)
	c.Set("X-Rows", strconv.Itoa(len(a.Rows)))
	c.Set(answer.Complete, map[bool]string{false: "ja", true: "nee"}[a.Cut])
	return answer.New(answer.Types[format], body.Bytes()).Send(c)
}

func (a sqlAnswer) csvPacked(w io.Writer) error {
	packed := gzip.NewWriter(w)
	return errors.Join(a.csv(packed), packed.Close())
}

func (a sqlAnswer) csv(w io.Writer) error {
	out := csv.NewWriter(w)
	names := make([]string, len(a.Columns))
	for i, c := range a.Columns {
		names[i] = c.Name
	}
	out.Write(names)
	for _, row := range a.Rows {
		out.Write(texts(row))
	}
	if out.Flush(); out.Error() != nil {
		return out.Error()
	}
	if !a.lastLine {
		return nil
	}
	last := "# compleet: %d rijen, revisie %s\n"
	if a.Cut {
		last = "# AFGEBROKEN na %d rijen: er waren er meer; revisie %s\n"
	}
	_, err := fmt.Fprintf(w, last, len(a.Rows), a.revision)
	return err
}

// texts gives a row as read: nothing for NULL.
func texts(row []any) []string {
	out := make([]string, len(row))
	for i, v := range row {
		if v != nil {
			out[i] = fmt.Sprint(v)
		}
	}
	return out
}

func (a sqlAnswer) json(w io.Writer) error {
	columns, err := json.Marshal(a.Columns)
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "{\"revision\": %q, \"rows\": %d, \"columns\": %s, \"data\": [", a.revision, len(a.Rows), columns)
	for i, row := range a.Rows { // as arrays: a name may come twice
		text, err := json.Marshal(a.inJSON(row))
		if err != nil {
			return err
		}
		fmt.Fprintf(w, "%s\n%s", map[bool]string{true: ","}[i > 0], text)
	}
	_, err = fmt.Fprintf(w, "\n], \"complete\": %v}\n", !a.Cut)
	return err
}

// inJSON gives a row as JSON holds it: what is nested as it is, and what JSON has no number for as DuckDB's own JSON says it.
func (a sqlAnswer) inJSON(row []any) []any {
	out := make([]any, len(row))
	for i, v := range row {
		out[i] = data.InJSON(v, a.Columns[i].Type)
	}
	return out
}

func (a sqlAnswer) parquet(w io.Writer) error {
	columns := make([]data.ColumnDoc, len(a.Columns))
	for i, c := range a.Columns {
		columns[i] = data.ColumnDoc{Name: c.Name, Type: c.Type}
	}
	ctx, cancel := context.WithTimeout(context.Background(), answer.MakeTime)
	defer cancel()
	return data.WriteParquet(ctx, columns, a.Rows, !a.Cut, w)
}
