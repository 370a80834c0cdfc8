package server_test

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"testing"

	"wijkinzicht/data"
)

// TestEveryNumberOfRowsIsValid reads every resource in every text format with a parser of somebody else, around the
// number of rows above which an answer is written to a file first.
func TestEveryNumberOfRowsIsValid(t *testing.T) {
	for _, r := range data.Resources {
		for _, limit := range []string{"1", "1999", "2000", "2001", ""} {
			if limit == "" && testing.Short() {
				continue
			}
			for _, format := range []string{"json", "csv"} {
				address := "/api/v1/" + r.Name + "." + format
				if limit != "" {
					address += "?limit=" + limit
				}
				answer := ask(t, http.MethodGet, base+address)
				if answer.status != http.StatusOK {
					t.Errorf("%s: status %d", address, answer.status)
					continue
				}
				want, err := strconv.Atoi(answer.header.Get("X-Rows"))
				if err != nil || want == 0 {
					t.Errorf("%s: X-Rows %q", address, answer.header.Get("X-Rows"))
				}
				rows, err := countRows(format, answer.body)
				if err != nil || rows != want {
					t.Errorf("%s: %d rows, and it says %d: %v; it begins with %.80q", address, rows, want, err, answer.body)
				}
			}
		}
	}
}

func countRows(format, body string) (int, error) {
	if format == "csv" {
		read := csv.NewReader(strings.NewReader(body))
		read.Comment = '#'
		records, err := read.ReadAll()
		return len(records) - 1, err
	}
	var answer struct {
		Rows     int
		Data     []map[string]any
		Complete bool
	}
	err := json.Unmarshal([]byte(body), &answer)
	if err == nil && (!answer.Complete || answer.Rows != len(answer.Data)) {
		err = fmt.Errorf("complete %v with %d of %d rows", answer.Complete, len(answer.Data), answer.Rows)
	}
	return len(answer.Data), err
}
