package data

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"
)

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
				case int8, int16, int32, int64, float32, float64, uint8, uint16, uint32, uint64, rawNumber:
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
