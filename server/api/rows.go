package api

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"wijkinzicht/data"
	"wijkinzicht/data/store"
	"wijkinzicht/server/answer"
)

const (
	// maxReady is the number of rows up to which an answer is kept; a larger one is written to a file first, so that a
	// slow visitor holds no connection to the database.
	maxReady = 2000
	// MaxRows bounds one answer; who wants more takes the files of /onderzoek.
	MaxRows = 250_000
)

// rows answers a resource's rows that the address asks for.
func (a *api) rows(c *fiber.Ctx, r data.Resource, format string) error {
	asked, err := readAsked(c, r, format)
	if err != nil {
		return err
	}
	key := c.Path() + " " + format + "?" + asked.key()
	rev, err := a.take(c, asked.query.Get("revision"))
	if err != nil {
		return err
	}
	defer rev.Done()
	if ready, ok := rev.Kept(key); ok { // no question at all
		return a.desk.SendFrom(c, rev, ready)
	}
	here, stop := answer.While(c)
	defer stop()
	if limit, err := strconv.Atoi(asked.query.Get("limit")); err == nil && limit > maxReady {
		if err := a.desk.RoomForLarge(here, a.desk.Client(c)); err != nil {
			return fmt.Errorf("%s: %w", key, err)
		}
	}
	found, err := a.look(here, c, rev.DB, asked, format)
	if err != nil {
		return err
	}
	if found.fetched != nil {
		return a.serveFetched(c, rev, key, asked, *found.fetched, format)
	}
	sel, page := found.sel, found.page
	path := c.Path()
	if page.Rows > maxReady {
		return a.desk.Spool(c, here, rev, key, format, func(ctx context.Context, w io.Writer) ([][2]string, error) {
			return rowHeader(a.address, path, rev.DB, asked, page), a.writeRows(ctx, rev.DB, path, asked, sel, page, format, w)
		})
	}
	return a.desk.ServeAnswer(c, rev, key, func(ctx context.Context, rev *answer.Revision) (*answer.Answer, error) {
		var body bytes.Buffer
		if err := a.writeRows(ctx, rev.DB, path, asked, sel, page, format, &body); err != nil {
			return nil, err
		}
		made := answer.New(answer.Types[format], body.Bytes())
		made.Header = rowHeader(a.address, path, rev.DB, asked, page)
		return made, nil
	})
}

// take gives the published revision, or another that is kept; the caller calls Done.
func (a *api) take(c *fiber.Ctx, revision string) (*answer.Revision, error) {
	if revision != "" && !store.IsRevision(revision) {
		return nil, a.desk.NoRevision(revision)
	}
	rev, err := a.desk.TakeVersion(c, revision)
	if errors.Is(err, answer.ErrGone) {
		return nil, a.desk.NoRevision(revision)
	}
	return rev, err
}

// found is what was found out about the rows that are asked: they themselves where they are few, else how many there are.
type found struct {
	sel     data.Selection
	fetched *data.Fetched
	page    data.Page
}

func (a *api) look(here context.Context, c *fiber.Ctx, db *data.DB, q asked, format string) (out found, err error) {
	err = a.desk.Ask(here, a.desk.Client(c), func(ctx context.Context) error {
		sel, err := q.selection(ctx, db)
		if err != nil {
			return err
		}
		out.sel = sel
		few, ok, err := fetchSmall(ctx, db, out.sel, format)
		if ok {
			out.fetched = &few
		}
		if ok || err != nil {
			return err
		}
		out.page, err = pageOf(ctx, db, out.sel)
		return err
	})
	return out, err
}

// fetchSmall reads an answer of few rows with one question; ok is false when it is none.
func fetchSmall(ctx context.Context, db *data.DB, sel data.Selection, format string) (f data.Fetched, ok bool, err error) {
	if sel.Limit > 0 || sel.After >= 0 || format != "json" && format != "csv" {
		return f, false, nil
	}
	return db.Fetch(ctx, sel, maxReady)
}

func (a *api) serveFetched(c *fiber.Ctx, rev *answer.Revision, key string, q asked, f data.Fetched, format string) error {
	path := c.Path()
	return a.desk.ServeAnswer(c, rev, key, func(_ context.Context, rev *answer.Revision) (*answer.Answer, error) {
		var body bytes.Buffer
		if err := rev.DB.WriteFetched(f, format, &body); err != nil {
			return nil, err
		}
		if err := q.writeLastLine(&body, rev.DB, f.Page()); err != nil {
			return nil, err
		}
		made := answer.New(answer.Types[format], body.Bytes())
		made.Header = rowHeader(a.address, path, rev.DB, q, f.Page())
		return made, nil
	})
}

func (a *api) writeRows(ctx context.Context, db *data.DB, path string, q asked, sel data.Selection, page data.Page, format string, w io.Writer) error {
	next := ""
	if page.Next >= 0 {
		next = nextPage(a.address, path, db, q, page)
	}
	switch format {
	case "geojson":
		return writeGeoJSON(ctx, db, sel, page, next, w)
	case "csv.gz":
		packed := gzip.NewWriter(w)
		return errors.Join(a.writeRows(ctx, db, path, q, sel, page, "csv", packed), packed.Close())
	}
	if err := db.WriteSelection(ctx, sel, page, next, format, w); err != nil {
		return err
	}
	return q.writeLastLine(w, db, page)
}

// writeLastLine says under a CSV that it is whole, to who asked for that: programs that read CSV take such a line for a row.
func (q asked) writeLastLine(w io.Writer, db *data.DB, page data.Page) error {
	if q.query.Get(answer.LastLine) == "" {
		return nil
	}
	_, err := fmt.Fprintf(w, "# compleet: %d rijen van %d, revisie %s\n", page.Rows, page.Total, db.Revision)
	return err
}

// nextPage is the address of the page after this one.
func nextPage(address, path string, db *data.DB, q asked, page data.Page) string {
	return address + path + "?" + q.with("cursor", fmt.Sprintf("%s-%d", db.Revision, page.Next)).key()
}

// rowHeader tells the number of rows before the rows come, and that an answer of the length that is sent has all of them.
func rowHeader(address, path string, db *data.DB, q asked, page data.Page) [][2]string {
	out := [][2]string{{"X-Total", strconv.FormatInt(page.Total, 10)}, {"X-Rows", strconv.FormatInt(page.Rows, 10)}, {answer.Complete, "ja"}}
	if page.Next >= 0 {
		out = append(out, [2]string{fiber.HeaderLink, "<" + nextPage(address, path, db, q, page) + `>; rel="next"`})
	}
	return out
}
