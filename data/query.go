package data

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	duckdb "github.com/duckdb/duckdb-go/v2"
)

// ErrFormat says that an output format does not exist.
var ErrFormat = errors.New("kies " + strings.Join(Formats[:len(Formats)-1], ", ") + " of " + Formats[len(Formats)-1])

// Formats lists the formats of an answer.
var Formats = []string{"table", "csv", "json", "jsonl", "markdown", "parquet"}

// QueryError is what DuckDB says of a question that it cannot answer, without its position marks.
type QueryError struct{ Text string }

func (e *QueryError) Error() string { return e.Text }

// Query answers one question in SQL on the revision and writes the rows to w in one of Formats; args are values of type
// sql.NamedArg for the names that the question gives with a dollar sign. A NULL is an empty cell, or null in JSON; a value of any
// type that JSON does not have is in DuckDB's own text, and what is nested is JSON. It reads only; a *QueryError says what is wrong with the question.
func (db *DB) Query(ctx context.Context, query, format string, w io.Writer, args ...any) error {
	if strings.TrimSpace(query) == "" {
		return &QueryError{Text: "er staat geen vraag"}
	}
	newWriter := map[string]func(io.Writer, []string) rowWriter{"table": newTable, "csv": newCSV, "json": newJSON, "jsonl": newJSONLines, "markdown": newMarkdown}[format]
	switch {
	case format == "parquet" && len(args) > 0:
		return &QueryError{Text: "parquet gaat niet samen met parameters; schrijf de waarden in de vraag"}
	case format == "parquet":
		return db.queryParquet(ctx, query, w)
	case newWriter == nil:
		return fmt.Errorf("formaat %q: %w", format, ErrFormat)
	}
	query, types := written(ctx, db.sql, query, args...)
	rows, err := db.sql.QueryContext(ctx, query, args...)
	if err != nil {
		return readable(err)
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		return err
	}
	_, err = copyRows(rows, len(columns), withTypes(types, newWriter(w, columns)))
	return err
}

// readable keeps the first line of DuckDB's message.
func readable(err error) error {
	var e *duckdb.Error
	if !errors.As(err, &e) {
		return err
	}
	text, _, _ := strings.Cut(e.Msg, "\n")
	return &QueryError{Text: text}
}

func (db *DB) queryParquet(ctx context.Context, query string, w io.Writer) error {
	return sendWritten(w, func(path string) error {
		return copyOut(ctx, db.Path, strings.TrimRight(strings.TrimSpace(query), ";"), path, copyOptions["parquet"])
	})
}

// sendWritten copies what write makes of a file that is gone afterwards: DuckDB writes to nothing but a file.
func sendWritten(w io.Writer, write func(path string) error) error {
	dir, err := os.MkdirTemp("", "wijkinzicht")
	if err != nil {
		return fmt.Errorf("send a file: %w", err)
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "antwoord")
	if err := write(path); err != nil {
		return err
	}
	f, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("send a file: %w", err)
	}
	defer f.Close()
	_, err = io.Copy(w, f)
	return err
}

// copyOut writes the answer to a question on a revision to a file. The question may write nothing but that, and read
// nothing but the revision.
func copyOut(ctx context.Context, revision, query, path, options string) (err error) {
	out, err := openCopier(ctx, revision, filepath.Dir(path))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, out.close()) }()
	return out.copy(ctx, query, filepath.Base(path), options)
}

// copier writes answers to questions on a revision to the files of one folder: another DuckDB, in memory, for the revision itself allows no
// writing.
type copier struct {
	memory *sql.DB
	dir    string
}

func openCopier(ctx context.Context, revision, dir string) (*copier, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	memory, err := sql.Open("duckdb", "")
	if err != nil {
		return nil, err
	}
	memory.SetMaxOpenConns(1)
	// One thread: a stranger's file of a quarter of a million rows must leave a processor for who reads.
	err = execAll(ctx, memory, "set threads = 1",
		"attach "+quote(revision)+" as "+attachedName+" (read_only)", "use "+attachedName, spillBeside(revision),
		"set allowed_directories = ["+quote(dir+"/")+"]", "set enable_external_access = false", "set lock_configuration = true")
	if err != nil {
		return nil, errors.Join(readable(err), memory.Close())
	}
	return &copier{memory, dir}, nil
}

func (c *copier) copy(ctx context.Context, query, name, options string) error {
	if _, err := c.memory.ExecContext(ctx, "copy ("+query+") to "+quote(filepath.Join(c.dir, name))+" ("+options+")"); err != nil {
		return readable(err)
	}
	return nil
}

func (c *copier) close() error { return c.memory.Close() }

// execAll carries out statements, one after the other.
func execAll(ctx context.Context, db *sql.DB, texts ...string) error {
	for _, text := range texts {
		if _, err := db.ExecContext(ctx, text); err != nil {
			return err
		}
	}
	return nil
}
