package figure

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
)

// workbookType is the content type of an Excel workbook.
const workbookType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

// The sheets of a workbook.
const (
	figureSheet  = "cijfers"
	explainSheet = "toelichting"
)

// Widths of columns, in letters.
const leastWidth, mostWidth = 8, 60

// workbook holds a table for an office: numbers as numbers, with the precision that they have, and a sheet that says what they are
// and where they come from.
func (t Table) workbook(about [][2]string) (string, []byte, error) {
	file := excelize.NewFile()
	defer file.Close()
	if err := file.SetSheetName("Sheet1", figureSheet); err != nil {
		return "", nil, err
	}
	if _, err := file.NewSheet(explainSheet); err != nil {
		return "", nil, err
	}
	if err := t.write(file); err != nil {
		return "", nil, fmt.Errorf("write the figures of a workbook: %w", err)
	}
	for i, row := range about {
		if err := file.SetSheetRow(explainSheet, fmt.Sprintf("A%d", i+1), &[]any{row[0], row[1]}); err != nil {
			return "", nil, fmt.Errorf("explain the figures of a workbook: %w", err)
		}
	}
	if err := file.SetColWidth(explainSheet, "A", "B", 40); err != nil {
		return "", nil, err
	}
	body, err := file.WriteToBuffer()
	if err != nil {
		return "", nil, fmt.Errorf("write a workbook: %w", err)
	}
	return workbookType, body.Bytes(), nil
}

// write writes the rows below a head that stays in sight, and that filters and sorts.
func (t Table) write(file *excelize.File) error {
	out, err := file.NewStreamWriter(figureSheet)
	if err != nil {
		return err
	}
	for i := range t.Columns {
		if err := out.SetColWidth(i+1, i+1, t.width(i)); err != nil {
			return err
		}
	}
	if err := out.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	bold, err := file.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}})
	if err != nil {
		return err
	}
	head := make([]any, len(t.Columns))
	for i, name := range t.Columns {
		head[i] = name
	}
	if err := out.SetRow("A1", head, excelize.RowOpts{StyleID: bold}); err != nil {
		return err
	}
	styles := map[int]int{} // by decimals
	for i, row := range t.Rows {
		cells := make([]any, len(row))
		for k, c := range row {
			if cells[k], err = c.value(file, styles); err != nil {
				return err
			}
		}
		if err := out.SetRow(fmt.Sprintf("A%d", i+2), cells); err != nil {
			return err
		}
	}
	if err := out.Flush(); err != nil {
		return err
	}
	last, err := excelize.CoordinatesToCellName(len(t.Columns), len(t.Rows)+1)
	if err != nil {
		return err
	}
	return file.AutoFilter(figureSheet, "A1:"+last, nil)
}

// width gives a column room for the longest that stands in it.
func (t Table) width(column int) float64 {
	longest := utf8.RuneCountInString(t.Columns[column])
	for _, row := range t.Rows {
		longest = max(longest, utf8.RuneCountInString(row[column].text))
	}
	return float64(min(max(longest+2, leastWidth), mostWidth))
}

// value is what a workbook has in a cell; no cell where there is nothing.
func (c Cell) value(file *excelize.File, styles map[int]int) (any, error) {
	switch {
	case c.number == nil && c.text == "":
		return nil, nil
	case c.number == nil:
		return c.text, nil
	case c.decimals < 0:
		return *c.number, nil
	}
	style, ok := styles[c.decimals]
	if !ok {
		format := "#,##0" // in the notation of whose computer it is
		if c.decimals > 0 {
			format += "." + strings.Repeat("0", c.decimals)
		}
		var err error
		if style, err = file.NewStyle(&excelize.Style{CustomNumFmt: &format}); err != nil {
			return nil, err
		}
		styles[c.decimals] = style
	}
	return excelize.Cell{StyleID: style, Value: *c.number}, nil
}
