// Package sheettest makes small workbooks and dBase tables for tests.
package sheettest

import (
	"math"
	"strconv"
	"strings"
)

// cell is a cell of a workbook to be made: a number, or a text.
type cell struct {
	text     string
	number   float64
	isNumber bool
}

// newCell takes a text that is a number in its shortest decimal form ("12500", "-0.5") for a number, and any other for
// text ("05", "1e3", "2,5"). A "'" in front makes text of a number too, and is itself left out.
func newCell(text string) cell {
	if after, quoted := strings.CutPrefix(text, "'"); quoted {
		return cell{text: after}
	}
	number, err := strconv.ParseFloat(text, 64)
	if err != nil || math.IsInf(number, 0) || strconv.FormatFloat(number, 'f', -1, 64) != text {
		return cell{text: text}
	}
	return cell{text: text, number: number, isNumber: true}
}

// stringTable numbers the texts of a workbook in the order of their first use.
type stringTable struct {
	list  []string
	index map[string]int
	uses  int
}

func (t *stringTable) add(text string) int {
	t.uses++
	if i, ok := t.index[text]; ok {
		return i
	}
	if t.index == nil {
		t.index = map[string]int{}
	}
	t.index[text] = len(t.list)
	t.list = append(t.list, text)
	return len(t.list) - 1
}
