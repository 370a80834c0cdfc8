package data

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"strings"

	duckdb "github.com/duckdb/duckdb-go/v2"
)

// onceSettings close off a DuckDB that answers one question of a stranger: what it may touch is the file that is open, what
// it may use is one thread and half a gigabyte, and nothing of that can be changed.
var onceSettings = []string{
	"set autoinstall_known_extensions = false", "set autoload_known_extensions = false", "set allow_community_extensions = false",
	"set threads = 1", "set memory_limit = '512MB'", "set temp_directory = ''", "set max_temp_directory_size = '0KB'",
	"set enable_external_access = false", "set lock_configuration = true",
}

// ErrOneQuestion says that a text is not one statement that reads.
var ErrOneQuestion = errors.New("the text is not one SELECT")

// AskOnce opens a revision, calls ready, and then asks one question that may only read: head gets the columns, row each
// row, most of them at most, with values that JSON can hold. It is made for a process that ends after it; ready is where
// that process gives up what it no longer needs. An error of row ends the reading and is given back.
func AskOnce(ctx context.Context, path, question string, most int, ready func() error, head func([]ColumnDoc) error, row func([]any) error) error {
	conn, err := openOnce(ctx, path)
	if err != nil {
		return err
	}
	defer conn.Close()
	if err := ready(); err != nil {
		return err
	}
	names, err := readerOf(conn, question)
	if err != nil {
		return readable(err)
	}
	question, types := written(ctx, conn, question)
	question, expected, err := prepareOnce(ctx, conn, question, most)
	if err != nil {
		return readable(err)
	}
	rows, err := conn.QueryContext(ctx, question)
	if err != nil {
		return readable(err)
	}
	defer rows.Close()
	columns := make([]ColumnDoc, len(names))
	for i, name := range names {
		columns[i] = ColumnDoc{Name: name, Type: "VARCHAR"}
		if types != nil {
			columns[i].Type, _, _ = strings.Cut(types[i], "ENUM(") // whose values are no part of its name
			if columns[i].Type == "" {
				columns[i].Type = "ENUM"
			}
		}
	}
	if err := head(columns); err != nil {
		return err
	}
	end := func() error { return nil }
	read, err := copyRows(rows, len(columns), withTypes(types, rowWriter{end: end, row: func(cells []any) error {
		values := make([]any, len(cells))
		for i, c := range cells {
			values[i] = plainCell(c)
		}
		return row(values)
	}}))
	if err == nil && expected >= 0 && read != expected {
		return &QueryError{Text: fmt.Sprintf("Out of Memory Error: %d of %d rows could be read", read, expected)}
	}
	return err
}

// openOnce opens a revision for one question, closed off from everything else.
func openOnce(ctx context.Context, path string) (*sql.Conn, error) {
	connector, err := duckdb.NewConnector(path+"?access_mode=read_only", func(conn driver.ExecerContext) error {
		for _, set := range onceSettings {
			if _, err := conn.ExecContext(ctx, set, nil); err != nil {
				return fmt.Errorf("%s: %w", set, err)
			}
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", path, err)
	}
	db := sql.OpenDB(connector)
	conn, err := db.Conn(ctx)
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", path, err)
	}
	return conn, nil
}

// prepareOnce sets the answer to a question aside. It gives the question that reads the answer, and the number of its rows;
// -1 for what cannot stand within another SELECT, such as an EXPLAIN, which is small and asked as it is.
func prepareOnce(ctx context.Context, conn *sql.Conn, question string, most int) (read string, rows int64, err error) {
	limited := fmt.Sprintf("from (%s\n) limit %d", question, most)
	if _, err := readerOf(conn, limited); err != nil {
		return question, -1, nil
	}
	return setAside(ctx, conn, limited)
}

// readerOf refuses what is not one question that reads, and gives the names of its columns.
func readerOf(conn *sql.Conn, question string) (names []string, err error) {
	err = conn.Raw(func(raw any) (err error) {
		names, err = onlyReads(raw, question)
		return err
	})
	return names, err
}

// setAside keeps an answer in a table of this connection alone, and gives the question that reads it and the number of
// its rows. The driver takes a failure while it fetches rows, such as a memory that is full, for their end: only who
// knows how many there are can tell a whole answer from a part.
func setAside(ctx context.Context, conn *sql.Conn, question string) (read string, rows int64, err error) {
	if _, err := conn.ExecContext(ctx, "create temp table answer_of_a_stranger as "+question); err != nil {
		return "", 0, err
	}
	read = "from temp.answer_of_a_stranger"
	err = conn.QueryRowContext(ctx, "select count(*) "+read).Scan(&rows)
	return read, rows, err
}

// onlyReads refuses everything but one SELECT, or an EXPLAIN of one, and gives the names of its columns.
func onlyReads(raw any, question string) (names []string, err error) {
	conn, ok := raw.(*duckdb.Conn)
	if !ok {
		return nil, fmt.Errorf("unexpected connection %T", raw)
	}
	prepared, err := conn.Prepare(question) // which takes one statement
	if err != nil {
		var e *duckdb.Error
		if !errors.As(err, &e) {
			return nil, ErrOneQuestion
		}
		return nil, err
	}
	defer prepared.Close()
	statement := prepared.(*duckdb.Stmt)
	kind, err := statement.StatementType()
	if err != nil {
		return nil, err
	}
	if kind != duckdb.STATEMENT_TYPE_SELECT && kind != duckdb.STATEMENT_TYPE_EXPLAIN {
		return nil, ErrOneQuestion
	}
	if statement.NumInput() > 0 {
		return nil, &QueryError{Text: "de vraag heeft een parameter, en die is hier niet in te vullen"}
	}
	n, err := statement.ColumnCount()
	for i := range n {
		name, nameErr := statement.ColumnName(i)
		names, err = append(names, name), errors.Join(err, nameErr)
	}
	return names, err
}

// plainCell gives a value as a number, a truth, a text or nothing; what is nested is the text of its JSON, and an infinity
// DuckDB's word for it.
func plainCell(c any) any {
	switch v := jsonCell(c).(type) {
	case jsonText:
		return string(v)
	case string:
		return textCell(c)
	default:
		return v
	}
}
