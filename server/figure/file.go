package figure

import (
	"bytes"
	"encoding/csv"
	"math"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"wijkinzicht/server/answer"
	"wijkinzicht/web"
)

// Table is what somebody takes along of figures: the names of its columns, and rows.
type Table struct {
	Columns []string
	Rows    [][]Cell
}

// Cell is a text or a number; the zero cell is empty.
type Cell struct {
	text     string
	number   *float64
	decimals int
}

// Text is a cell of words.
func Text(s string) Cell { return Cell{text: s} }

// Number is a number with the precision that it has: so many decimals at most. Without a value it is an empty cell.
func Number(v *float64, decimals int) Cell {
	if v == nil {
		return Cell{}
	}
	p := math.Pow10(decimals)
	rounded := math.Round(*v*p)/p + 0 // no -0
	return Cell{number: &rounded, decimals: decimals}
}

// Whole is a year or a count.
func Whole(n int) Cell {
	v := float64(n)
	return Cell{number: &v, decimals: -1}
}

// Guard is how many decimals more than a page shows a file for programs has at most: they take differences, and who rounds again must
// get what the page shows, which after one decimal more goes wrong with one value in twenty. All of them would be a precision that no
// figure has: 61.00644861980979 is what a division makes of two rounded counts.
const Guard = 3

// YesNo is a cell that says ja or nee.
func YesNo(b bool) Cell {
	if b {
		return Text("ja")
	}
	return Text("nee")
}

// ExcelCSV is the ending of a CSV in the notation of a Dutch spreadsheet; its address is that of the CSV, with ?voor=excel.
const ExcelCSV = "excel.csv"

// ForWhom gives the ending of the file that an address asks for: a CSV may be asked in the notation of a Dutch spreadsheet.
func ForWhom(c *fiber.Ctx, ending string) string {
	if ending == "csv" && c.Query(web.ParamFor) == web.ForExcel {
		return ExcelCSV
	}
	return ending
}

// Tabular tells whether a file of this ending holds figures and no picture.
func Tabular(ending string) bool { return ending == "csv" || ending == ExcelCSV || ending == "xlsx" }

// File writes a table as CSV (for programs), as CSV for a Dutch spreadsheet, or as a workbook with what is said about the figures.
func (t Table) File(ending string, about [][2]string) (contentType string, body []byte, err error) {
	switch ending {
	case "xlsx":
		return t.workbook(about)
	case ExcelCSV:
		return t.csv(';', ",", "\ufeff")
	}
	return t.csv(',', ".", "")
}

// csv writes numbers with a mark before their decimals. A text that a spreadsheet would run as a formula gets an apostrophe before it.
func (t Table) csv(between rune, mark, first string) (string, []byte, error) {
	var file bytes.Buffer
	file.WriteString(first)
	out := csv.NewWriter(&file)
	out.Comma, out.UseCRLF = between, between == ';'
	if err := out.Write(t.Columns); err != nil {
		return "", nil, err
	}
	for _, row := range t.Rows {
		line := make([]string, len(row))
		for i, c := range row {
			line[i] = harmless(c.text)
			if c.number != nil {
				line[i] = strings.Replace(strconv.FormatFloat(*c.number, 'f', -1, 64), ".", mark, 1)
			}
		}
		if err := out.Write(line); err != nil {
			return "", nil, err
		}
	}
	out.Flush()
	return answer.CSV, file.Bytes(), out.Error()
}

// harmless keeps a spreadsheet from running a text as a formula.
func harmless(text string) string {
	if text != "" && strings.ContainsRune("=+-@", rune(text[0])) {
		return "'" + text
	}
	return text
}
