package data

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
)

// native lists the types whose values the driver gives as Go writes them too; all others are asked of DuckDB as text.
var native = []string{"BOOLEAN", "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT", "FLOAT", "DOUBLE", "VARCHAR"}

// wideNumber tells whether a type holds numbers that Go has no type for.
func wideNumber(duck string) bool {
	return strings.HasPrefix(duck, "DECIMAL") || slices.Contains([]string{"HUGEINT", "UHUGEINT", "BIGNUM"}, duck)
}

// isNested tells whether values of a type, by DuckDB's name, are given as JSON: lists, structs and the like.
func isNested(duck string) bool {
	return strings.HasSuffix(duck, "]") || strings.HasPrefix(duck, "STRUCT(") || strings.HasPrefix(duck, "MAP(") ||
		strings.HasPrefix(duck, "UNION(") || duck == "VARIANT" || duck == "JSON"
}

// asText gives the expression by which DuckDB writes a column itself: nested values as JSON, others as its text. A struct
// without names, which row(1, 'a') makes, has no form in JSON that keeps its values apart: it keeps DuckDB's text.
func asText(column, duck string) string {
	switch {
	case slices.Contains(native, duck) || strings.HasPrefix(duck, "ENUM("):
		return column
	case duck == "VARIANT":
		return column + "::json::varchar"
	case isNested(duck) && duck != "JSON":
		return fmt.Sprintf(`case when contains(to_json(%[1]s)::varchar, '"":') then %[1]s::varchar else to_json(%[1]s)::varchar end`, column)
	}
	return column + "::varchar"
}

// asker asks questions: a connection, or a database.
type asker interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// written gives the question whose rows DuckDB has written as text where Go has no form of a type, and the type of each column.
// What cannot be described, such as an EXPLAIN, is asked as it is; its types are then nil.
func written(ctx context.Context, on asker, question string, args ...any) (text string, types []string) {
	question = strings.TrimRight(question, "; \t\r\n")
	rows, err := on.QueryContext(ctx, "describe "+question, args...)
	if err != nil {
		return question, nil
	}
	defer rows.Close()
	var names, picked []string
	plain := true
	for rows.Next() {
		var name, duck string
		var rest [4]any
		if err := rows.Scan(&name, &duck, &rest[0], &rest[1], &rest[2], &rest[3]); err != nil {
			return question, nil
		}
		types, names = append(types, duck), append(names, fmt.Sprintf("c%d", len(names)))
		expression := asText(names[len(names)-1], duck)
		picked = append(picked, expression+` as "`+strings.ReplaceAll(name, `"`, `""`)+`"`)
		plain = plain && expression == names[len(names)-1]
	}
	if rows.Err() != nil || plain {
		return question, types
	}
	wrapped := "select " + strings.Join(picked, ", ") + " from (" + question + "\n) as asked(" + strings.Join(names, ", ") + ")"
	if again, err := on.QueryContext(ctx, "describe "+wrapped, args...); err != nil { // what cannot stand within another question
		return question, types
	} else if err := again.Close(); err != nil {
		return question, types
	}
	return wrapped, types
}

// jsonText is a value as JSON, and rawNumber one too wide for Go's own numbers.
type jsonText string
type rawNumber string

// MarshalJSON writes the value as it is, or as a text where it is no JSON: DuckDB's JSON may hold NaN.
func (j jsonText) MarshalJSON() ([]byte, error) {
	if json.Valid([]byte(j)) {
		return []byte(j), nil
	}
	return json.Marshal(string(j))
}

// MarshalJSON writes the number as it is.
func (n rawNumber) MarshalJSON() ([]byte, error) { return []byte(n), nil }

// typed gives a cell that DuckDB wrote as text the form of its type.
func typed(cell any, duck string) any {
	text, ok := cell.(string)
	switch {
	case !ok:
		return cell
	case wideNumber(duck):
		return rawNumber(text)
	case isNested(duck):
		return jsonText(text)
	}
	return cell
}

// withTypes gives a writer its cells in the form of their types; without types as they are.
func withTypes(types []string, out rowWriter) rowWriter {
	if types == nil {
		return out
	}
	return rowWriter{end: out.end, row: func(cells []any) error {
		for i, c := range cells {
			cells[i] = typed(c, types[i])
		}
		return out.row(cells)
	}}
}

// textCell writes a value as text: nothing for NULL, and of an infinity or what is no number DuckDB's word.
func textCell(c any) string {
	switch v := c.(type) {
	case nil:
		return ""
	case float64:
		return floatText(v, 64)
	case float32:
		return floatText(float64(v), 32)
	case []any: // a list of the API's own
		if text, err := json.Marshal(v); err == nil {
			return string(text)
		}
	}
	return fmt.Sprint(c)
}

// floatText writes a number in as few digits as give it back, very large and small ones with an exponent, as JSON does.
func floatText(v float64, bits int) string {
	switch size := math.Abs(v); {
	case math.IsNaN(v):
		return "nan"
	case math.IsInf(v, 0):
		return map[bool]string{true: "inf", false: "-inf"}[v > 0]
	case size != 0 && (size < 1e-6 || size >= 1e21):
		return strconv.FormatFloat(v, 'e', -1, bits)
	}
	return strconv.FormatFloat(v, 'f', -1, bits)
}

// notInJSON has DuckDB's words for what JSON has no number for, as DuckDB's own JSON says them.
var notInJSON = map[string]string{"nan": "NaN", "inf": "Infinity", "-inf": "-Infinity"}

// InJSON gives a value as AskOnce gives it, of a type by DuckDB's name, in the form that JSON holds it.
func InJSON(v any, duck string) any {
	text, ok := v.(string)
	switch {
	case ok && isNested(duck):
		return jsonText(text)
	case ok && (duck == "DOUBLE" || duck == "FLOAT"):
		return notInJSON[text]
	}
	return v
}

// jsonCell gives a value that encoding/json can write.
func jsonCell(c any) any {
	switch v := c.(type) {
	case float64:
		if word, ok := notInJSON[floatText(v, 64)]; ok {
			return word
		}
	case float32:
		if word, ok := notInJSON[floatText(float64(v), 32)]; ok {
			return word
		}
	case nil, bool, string, int8, int16, int32, int64, uint8, uint16, uint32, uint64, jsonText, rawNumber, []any:
	default: // of a statement that DuckDB does not describe
		return fmt.Sprint(v)
	}
	return c
}
