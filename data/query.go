package data

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"math/big"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

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
// sql.NamedArg for the names that the question gives with a dollar sign. A NULL is an empty cell, or null in JSON. It reads
// only; a *QueryError says what is wrong with the question.
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
	rows, err := db.sql.QueryContext(ctx, query, args...)
	if err != nil {
		return readable(err)
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		return err
	}
	_, err = copyRows(rows, len(columns), newWriter(w, columns))
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

// queryParquet lets a second, writable DuckDB in memory write the file: the revision itself allows no writing.
func (db *DB) queryParquet(ctx context.Context, query string, w io.Writer) error {
	return sendParquet(w, func(path string) error {
		return copyOut(ctx, db.Path, strings.TrimRight(strings.TrimSpace(query), ";"), path, copyOptions["parquet"])
	})
}

// sendParquet copies what write makes of a file that is gone afterwards: DuckDB writes Parquet to nothing but a file.
func sendParquet(w io.Writer, write func(path string) error) error {
	dir, err := os.MkdirTemp("", "wijkinzicht")
	if err != nil {
		return fmt.Errorf("parquet: %w", err)
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "antwoord.parquet")
	if err := write(path); err != nil {
		return err
	}
	f, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("parquet: %w", err)
	}
	defer f.Close()
	_, err = io.Copy(w, f)
	return err
}

// copyOut writes the answer to a question on a revision to a file. The question may write nothing but that, and read
// nothing but the revision.
func copyOut(ctx context.Context, revision, query, path, options string) error {
	path, err := filepath.Abs(path)
	if err != nil {
		return err
	}
	memory, err := sql.Open("duckdb", "")
	if err != nil {
		return err
	}
	defer memory.Close()
	memory.SetMaxOpenConns(1)
	for _, text := range []string{
		"attach " + quote(revision) + " as " + attachedName + " (read_only)", "use " + attachedName, spillBeside(revision),
		"set allowed_directories = [" + quote(filepath.Dir(path)+"/") + "]",
		"set enable_external_access = false", "set lock_configuration = true",
		"copy (" + query + ") to " + quote(path) + " (" + options + ")",
	} {
		if _, err := memory.ExecContext(ctx, text); err != nil {
			return readable(err)
		}
	}
	return nil
}

// rowWriter writes an answer row by row.
type rowWriter struct {
	row func(cells []any) error
	end func() error
}

func newCSV(w io.Writer, columns []string) rowWriter {
	c := csv.NewWriter(w)
	c.Write(columns)
	return rowWriter{
		row: func(cells []any) error { return c.Write(texts(cells)) },
		end: func() error { c.Flush(); return c.Error() },
	}
}

func newJSON(w io.Writer, columns []string) rowWriter {
	n := 0
	return rowWriter{
		row: func(cells []any) error {
			separator := ",\n"
			if n == 0 {
				separator = "[\n"
			}
			n++
			object, err := jsonObject(columns, cells)
			if err != nil {
				return err
			}
			_, err = fmt.Fprintf(w, "%s%s", separator, object)
			return err
		},
		end: func() error {
			text := "\n]\n"
			if n == 0 {
				text = "[]\n"
			}
			_, err := io.WriteString(w, text)
			return err
		},
	}
}

// newJSONLines writes an object per line.
func newJSONLines(w io.Writer, columns []string) rowWriter {
	return rowWriter{end: func() error { return nil }, row: func(cells []any) error {
		object, err := jsonObject(columns, cells)
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(w, "%s\n", object)
		return err
	}}
}

// newMarkdown writes a table to put into a text.
func newMarkdown(w io.Writer, columns []string) rowWriter {
	escape := strings.NewReplacer("|", "\\|", "\n", " ")
	line := func(cells []string) error {
		var b strings.Builder
		for _, c := range cells {
			b.WriteString("| " + escape.Replace(c) + " ")
		}
		_, err := io.WriteString(w, b.String()+"|\n")
		return err
	}
	begun := false
	begin := func() error {
		if begun {
			return nil
		}
		begun = true
		return errors.Join(line(columns), line(slices.Repeat([]string{"---"}, len(columns))))
	}
	return rowWriter{end: begin, row: func(cells []any) error { return errors.Join(begin(), line(texts(cells))) }}
}

// jsonObject makes a JSON object of a row, its columns in order.
func jsonObject(columns []string, cells []any) ([]byte, error) {
	var b bytes.Buffer
	b.WriteString("{")
	for i, c := range cells {
		if i > 0 {
			b.WriteString(", ")
		}
		value, err := json.Marshal(jsonCell(c))
		if err != nil {
			return nil, fmt.Errorf("column %s: %w", columns[i], err)
		}
		b.WriteString(quoteJSON(columns[i]))
		b.WriteString(": ")
		b.Write(value)
	}
	b.WriteString("}")
	return b.Bytes(), nil
}

// quoteJSON makes a JSON text.
func quoteJSON(text string) string {
	quoted, _ := json.Marshal(text) // a text cannot fail
	return string(quoted)
}

// newTable aligns columns over the whole answer, numbers to the right.
func newTable(w io.Writer, columns []string) rowWriter {
	all := [][]string{columns}
	right := make([]bool, len(columns))
	return rowWriter{
		row: func(cells []any) error {
			for i, c := range cells {
				switch c.(type) {
				case int8, int16, int32, int64, float32, float64, *big.Int, uint8, uint16, uint32, uint64, duckdb.Decimal:
					right[i] = true
				}
			}
			line := texts(cells)
			for i, c := range line {
				line[i] = strings.ReplaceAll(c, "\n", " ")
			}
			all = append(all, line)
			return nil
		},
		end: func() error { return align(w, all, right) },
	}
}

func align(w io.Writer, all [][]string, right []bool) error {
	widths := make([]int, len(right))
	for _, row := range all {
		for i, c := range row {
			widths[i] = max(widths[i], utf8.RuneCountInString(c))
		}
	}
	for n, row := range all {
		var b strings.Builder
		for i, c := range row {
			gap := strings.Repeat(" ", widths[i]-utf8.RuneCountInString(c))
			if i > 0 {
				b.WriteString("  ")
			}
			if right[i] {
				b.WriteString(gap + c)
			} else {
				b.WriteString(c + gap)
			}
		}
		if _, err := fmt.Fprintln(w, strings.TrimRight(b.String(), " ")); err != nil {
			return err
		}
		if n == 0 {
			total := 2 * (len(widths) - 1)
			for _, width := range widths {
				total += width
			}
			fmt.Fprintln(w, strings.Repeat("-", total))
		}
	}
	_, err := fmt.Fprintf(w, "(%d rijen)\n", len(all)-1)
	return err
}

func texts(cells []any) []string {
	out := make([]string, len(cells))
	for i, c := range cells {
		out[i] = textCell(c)
	}
	return out
}

func textCell(c any) string {
	switch v := c.(type) {
	case nil:
		return ""
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	case float32:
		return strconv.FormatFloat(float64(v), 'f', -1, 32)
	case time.Time:
		return v.UTC().Format(time.RFC3339)
	case []byte:
		return fmt.Sprintf("%x", v)
	case duckdb.Decimal:
		return v.String()
	case []any:
		return "[" + strings.Join(texts(v), ", ") + "]"
	}
	return fmt.Sprint(c)
}

func jsonCell(c any) any {
	switch v := c.(type) {
	case []byte:
		return fmt.Sprintf("%x", v)
	case duckdb.Decimal:
		return json.Number(v.String())
	case time.Time:
		return v.UTC().Format(time.RFC3339)
	case float64:
		if math.IsNaN(v) || math.IsInf(v, 0) { // JSON has no such numbers
			return nil
		}
	}
	return c
}
