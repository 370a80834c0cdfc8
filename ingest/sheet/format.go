package sheet

import "strings"

// NoValue is the text of a cell whose formula has no value in the file: the program that wrote it did not work it out. An empty cell
// would pass for a figure that the publisher left out.
const NoValue = "=?"

// numberFormats are the number formats of a workbook by their number, as far as they show a percentage. Two are built in: 0% and 0.00%.
type numberFormats map[int]bool

func newNumberFormats() numberFormats { return numberFormats{9: true, 10: true} }

func (n numberFormats) add(id int, code string) { n[id] = showsPercent(code) }

// showsPercent tells a format code with a percent sign outside quotes, which makes 0.44 read as 44%.
func showsPercent(code string) bool {
	quoted := false
	for i := 0; i < len(code); i++ {
		switch {
		case code[i] == '"':
			quoted = !quoted
		case code[i] == '\\' || code[i] == '_' || code[i] == '*': // the next character stands for itself
			i++
		case code[i] == '%' && !quoted:
			return true
		}
	}
	return false
}

// setPercent puts a number that is shown as a percentage: a hundred times what is stored, with its digits moved, not multiplied.
func (g *grid) setPercent(row, column int, value float64) error {
	digits, negative := strings.CutPrefix(numberText(value), "-")
	whole, fraction, _ := strings.Cut(digits, ".")
	fraction += "00"
	text := strings.TrimLeft(whole+fraction[:2], "0")
	if text == "" {
		text = "0"
	}
	if rest := strings.TrimRight(fraction[2:], "0"); rest != "" {
		text += "." + rest
	}
	if negative {
		text = "-" + text
	}
	if err := g.setNumber(row, column, value); err != nil || value == 0 {
		return err
	}
	return g.set(row, column, text)
}
