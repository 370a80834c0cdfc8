package sandbox

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"wijkinzicht/data"
)

// errEnough says that the answer has all the rows or bytes that it may have.
var errEnough = errors.New("enough")

// Child is the whole life of the child: it takes limits upon itself, reads the question from in, and writes the answer to
// out. The program calls it when its first argument is Argument, before it does anything else.
func Child(in io.Reader, out io.Writer) int {
	w := bufio.NewWriter(out)
	var t tail
	if err := answer(in, w, &t); err != nil {
		var wrong *data.QueryError
		switch {
		case errors.Is(err, errEnough):
			t.Cut = true
		case errors.Is(err, data.ErrOneQuestion):
			t.Refusal = "Stel één vraag die alleen leest: een SELECT, FROM, WITH of PIVOT … IN, zonder tweede opdracht."
		case errors.As(err, &wrong) && strings.Contains(wrong.Text, "Out of Memory"):
			t.Refusal = tooLarge
		case errors.As(err, &wrong):
			t.Refusal = "DuckDB kan de vraag niet beantwoorden: " + shortened(wrong.Text)
		default:
			t.Fault = err.Error()
		}
	}
	w.WriteByte('t')
	if err := errors.Join(json.NewEncoder(w).Encode(t), w.Flush()); err != nil {
		return 1
	}
	return 0
}

// longestRefusal bounds what DuckDB says of a question, in characters: who asks writes part of it, as with error().
const longestRefusal = 600

func shortened(text string) string {
	if said := []rune(text); len(said) > longestRefusal {
		return string(said[:longestRefusal]) + "…"
	}
	return text
}

// here is the folder that the child is in, without its name: DuckDB makes a path of a file that has none.
const here = "/proc/self/cwd/"

func answer(in io.Reader, w *bufio.Writer, t *tail) error {
	var q asked
	if err := json.NewDecoder(in).Decode(&q); err != nil {
		return fmt.Errorf("read the question: %w", err)
	}
	if err := limit(q.Limits); err != nil {
		return fmt.Errorf("limit: %w", err)
	}
	if _, err := os.Stat(q.File); err != nil {
		return err
	}
	if err := blind(); err != nil {
		return fmt.Errorf("hide the store: %w", err)
	}
	rows, bytes := 0, int64(0)
	line := func(mark string, v any) error {
		text, err := json.Marshal(v)
		if err != nil {
			return err
		}
		if bytes += int64(len(text)) + 2; bytes > q.Limits.Bytes {
			return errEnough
		}
		w.WriteString(mark)
		w.Write(text)
		return w.WriteByte('\n')
	}
	return data.AskOnce(context.Background(), here+q.File, q.SQL, q.Limits.Rows+1, shut, func(columns []data.ColumnDoc) error {
		h := head{Columns: make([]Column, len(columns))}
		for i, c := range columns {
			h.Columns[i] = Column{c.Name, c.Type}
		}
		return line("h", h)
	}, func(values []any) error {
		if rows++; rows > q.Limits.Rows {
			return errEnough
		}
		return line("", values)
	})
}
