package boundary

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// table is a table of a database as its CREATE TABLE says.
type table struct {
	db      *database
	root    uint32
	columns []string // in small letters
	rowid   int      // the column that is another name of the number of the row, -1 if none
}

// schema gives the tables of a database by their names in small letters. Those that cannot be read (views, virtual tables,
// tables without row numbers) are not in it.
func (d *database) schema() (map[string]table, error) {
	tables := make(map[string]table)
	var row []value
	err := d.walk(1, func(_ int64, payload []byte) (err error) {
		if row, err = values(payload, row); err != nil {
			return err
		}
		if len(row) < 5 || string(row[0].bytes) != "table" || row[3].i <= 0 || row[3].i > d.pages {
			return nil
		}
		if len(tables) == maxLayers {
			return fmt.Errorf("over the limit of %d tables", maxLayers)
		}
		if columns, rowid, err := parseTable(string(row[4].bytes)); err == nil {
			tables[strings.ToLower(string(row[1].bytes))] = table{d, uint32(row[3].i), columns, rowid}
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("list of tables: %w", err)
	}
	return tables, nil
}

// each calls row with the values of the named columns, in that order, for every row of a table. The values are only good
// until row returns. A column that came later has no value in rows from before; its default is not looked up.
func (t table) each(names []string, row func(values []value) error) error {
	at := make([]int, len(names))
	for i, name := range names {
		if at[i] = slices.Index(t.columns, name); at[i] < 0 {
			return fmt.Errorf("no column %q", name)
		}
	}
	var all []value
	wanted := make([]value, len(names))
	return t.db.walk(t.root, func(rowid int64, payload []byte) (err error) {
		if all, err = values(payload, all); err != nil {
			return err
		}
		for i, column := range at {
			wanted[i] = value{}
			if column < len(all) {
				wanted[i] = all[column]
			}
			if column == t.rowid {
				wanted[i] = value{kind: 'i', i: rowid}
			}
		}
		return row(wanted)
	})
}

// parseTable gives the columns of a CREATE TABLE, and which of them is the number of the row.
func parseTable(sql string) (columns []string, rowid int, err error) {
	tokens, err := sqlTokens(sql)
	if err != nil {
		return nil, 0, err
	}
	open := slices.Index(tokens, "(")
	if open < 0 || slices.Contains(upper(tokens[:open]), "VIRTUAL") {
		return nil, 0, errors.New("not a table with columns")
	}
	rowid = -1
	depth, from := 0, open+1
	for i := open; i < len(tokens); i++ {
		switch tokens[i] {
		case "(":
			depth++
		case ")":
			depth--
		}
		if depth > 1 || depth == 1 && tokens[i] != "," {
			continue
		}
		name, isRowid, err := parseColumn(tokens[from:i])
		if err != nil {
			return nil, 0, err
		}
		if name != "" {
			if isRowid {
				rowid = len(columns)
			}
			columns = append(columns, name)
		}
		if depth == 0 {
			if slices.Contains(upper(tokens[i:]), "WITHOUT") {
				return nil, 0, errors.New("table without row numbers")
			}
			return columns, rowid, nil
		}
		from = i + 1
	}
	return nil, 0, errors.New("the list of columns does not end")
}

// parseColumn gives the name of a column, "" when the tokens are a constraint of the table.
func parseColumn(tokens []string) (name string, rowid bool, err error) {
	if len(tokens) == 0 {
		return "", false, errors.New("a column without a name")
	}
	words := upper(tokens)
	switch words[0] { // a quoted name keeps its quote in front, and so is none of these
	case "CONSTRAINT", "PRIMARY", "UNIQUE", "CHECK", "FOREIGN":
		return "", false, nil
	}
	if slices.Contains(words, "AS") {
		return "", false, errors.New("a column that is computed")
	}
	rowid = len(words) > 2 && words[1] == "INTEGER" && slices.Contains(words, "PRIMARY")
	return strings.ToLower(strings.TrimPrefix(tokens[0], quoted)), rowid, nil
}

// quoted stands in front of a token that was in quotes.
const quoted = "\""

func upper(tokens []string) []string {
	words := make([]string, len(tokens))
	for i, token := range tokens {
		words[i] = strings.ToUpper(token)
	}
	return words
}

// sqlTokens splits SQL in words, quoted names and strings (without their quotes, but marked) and single other characters.
func sqlTokens(sql string) ([]string, error) {
	var tokens []string
	for sql != "" {
		switch c := sql[0]; {
		case strings.ContainsRune(" \t\r\n\f", rune(c)):
			sql = sql[1:]
		case strings.HasPrefix(sql, "--"):
			_, sql, _ = strings.Cut(sql, "\n")
		case strings.HasPrefix(sql, "/*"):
			_, sql, _ = strings.Cut(sql[2:], "*/")
		case strings.ContainsRune("\"'`[", rune(c)):
			text, rest, err := cutQuoted(sql)
			if err != nil {
				return nil, err
			}
			tokens, sql = append(tokens, quoted+text), rest
		default:
			n := strings.IndexFunc(sql, func(r rune) bool { return !isWord(r) })
			if n < 0 {
				n = len(sql)
			}
			n = max(n, 1)
			tokens, sql = append(tokens, sql[:n]), sql[n:]
		}
	}
	return tokens, nil
}

func isWord(r rune) bool {
	return r == '_' || r == '$' || r > 127 || r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
}

// cutQuoted takes a quoted text off the front; a doubled quote within it is one.
func cutQuoted(sql string) (text, rest string, err error) {
	quote := sql[:1]
	if quote == "[" {
		quote = "]"
	}
	rest = sql[1:]
	for {
		part, behind, ok := strings.Cut(rest, quote)
		if !ok {
			return "", "", errors.New("a quote that does not end")
		}
		text += part
		if quote == "]" || !strings.HasPrefix(behind, quote) {
			return text, behind, nil
		}
		text, rest = text+quote, behind[1:]
	}
}
