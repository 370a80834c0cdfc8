package figure

import (
	"context"
	"fmt"
	"math"
	"strings"

	"github.com/xuri/excelize/v2"

	"wijkinzicht/data/series"
	"wijkinzicht/server/site"
	"wijkinzicht/web/words"
)

// workbookType is the content type of an Excel workbook.
const workbookType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

// The sheets of a workbook.
const (
	figureSheet  = "cijfers"
	explainSheet = "toelichting"
)

var workbookHead = []any{"gebied", "cijfer", "eenheid", "jaar", "waarde", "kwaliteit", "marge van", "marge tot", "te vergelijken met het jaar ervoor", "opmerking"}

// workbook holds the figures of a picture for an office: numbers as numbers, with the precision that they have, and a sheet that says
// what they are and where they come from.
func (p Picture) workbook(ctx context.Context, s *site.Site, revision string) (string, []byte, error) {
	file := excelize.NewFile()
	defer file.Close()
	if err := file.SetSheetName("Sheet1", figureSheet); err != nil {
		return "", nil, err
	}
	if _, err := file.NewSheet(explainSheet); err != nil {
		return "", nil, err
	}
	if err := p.writeFigures(file); err != nil {
		return "", nil, fmt.Errorf("write the figures of %q: %w", p.Title, err)
	}
	if err := p.explain(ctx, file, s, revision); err != nil {
		return "", nil, fmt.Errorf("explain the figures of %q: %w", p.Title, err)
	}
	body, err := file.WriteToBuffer()
	if err != nil {
		return "", nil, fmt.Errorf("write the workbook of %q: %w", p.Title, err)
	}
	return workbookType, body.Bytes(), nil
}

// writeFigures writes a row per line and year below a head that stays in sight.
func (p Picture) writeFigures(file *excelize.File) error {
	out, err := file.NewStreamWriter(figureSheet)
	if err != nil {
		return err
	}
	formats := map[int]int{} // styles by decimals
	for i, width := range []float64{28, 40, 24, 8, 12, 16, 12, 12, 34, 60} {
		if err := out.SetColWidth(i+1, i+1, width); err != nil {
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
	if err := out.SetRow("A1", workbookHead, excelize.RowOpts{StyleID: bold}); err != nil {
		return err
	}
	row := 1
	for _, l := range p.Lines {
		style, ok := formats[l.Indicator.Decimals]
		if !ok {
			if style, err = numberStyle(file, l.Indicator.Decimals); err != nil {
				return err
			}
			formats[l.Indicator.Decimals] = style
		}
		for i, r := range l.Series {
			row++
			cell := func(v *float64) any { return numberCell(v, l.Indicator.Decimals, style) }
			if err := out.SetRow(fmt.Sprintf("A%d", row), []any{l.Subject.Name, l.Indicator.Naam, l.Indicator.Unit, r.Year, cell(r.Value),
				words.NL.Value.Qualities[string(r.Quality)], cell(r.Low), cell(r.High), textCell(comparable(i, r)), textCell(remark(r))}); err != nil {
				return err
			}
		}
	}
	return out.Flush()
}

// numberStyle shows a number with its decimals, in the notation of whose computer it is.
func numberStyle(file *excelize.File, decimals int) (int, error) {
	format := "#,##0"
	if decimals > 0 {
		format += "." + strings.Repeat("0", decimals)
	}
	return file.NewStyle(&excelize.Style{CustomNumFmt: &format})
}

// numberCell is a number of so many decimals; no cell where there is none.
func numberCell(v *float64, decimals, style int) any {
	if v == nil {
		return nil
	}
	p := math.Pow10(decimals)
	return excelize.Cell{StyleID: style, Value: math.Round(*v*p) / p}
}

// textCell is a text; no cell where there is none.
func textCell(text string) any {
	if text == "" {
		return nil
	}
	return text
}

// comparable says whether a value may be held against that of the year before it in the file.
func comparable(i int, r series.Point) string {
	switch {
	case i == 0 || r.Value == nil:
		return ""
	case r.Why == series.Same:
		return "ja"
	}
	return "nee: " + words.NL.Value.Whys[string(r.Why)]
}

// remark says why there is no value, or what is to be known of it.
func remark(r series.Point) string {
	if r.Value == nil {
		return missing(words.NL, r)
	}
	if r.Of != "" {
		return "cijfer van " + AreaName(r.Of)
	}
	return proviso(words.NL, r)
}

// explain writes what the figures are: their message, meaning, quality, sources and licence, and the day that they are of.
func (p Picture) explain(ctx context.Context, file *excelize.File, s *site.Site, revision string) error {
	rows := [][2]string{{"Wijk in zicht", s.Address}, {"Onderwerp", p.Title}, {"In woorden", p.Chart.Summary}, {"", ""}}
	told := map[string]bool{}
	for _, l := range p.Lines {
		if !told[l.Indicator.ID] {
			rows, told[l.Indicator.ID] = append(rows, [2]string{l.Indicator.Naam, l.Indicator.Definitie}), true
		}
	}
	rows = append(rows, [2]string{"", ""})
	for _, q := range []string{"A", "B", "C", "D"} {
		rows = append(rows, [2]string{"Kwaliteit " + words.NL.Value.Qualities[q], words.NL.Value.Means[q]})
	}
	rows = append(rows, [2]string{"", ""}, [2]string{"Vergelijken", "Het CBS zegt dat cijfers van buurten meestal niet over jaren te vergelijken zijn. Waar dat wel kan staat ja; waar het niet kan, waarom niet."},
		[2]string{"Geen waarde", "Een lege cel is geen nul: de opmerking zegt waarom er geen cijfer is. Het CBS zet een punt waar een cijfer onbekend, onvoldoende betrouwbaar of geheim is, en zegt niet welk van de drie."})
	for _, note := range p.Notes {
		rows = append(rows, [2]string{"Let op", note})
	}
	if p.Sources != nil {
		sources, err := p.Sources(ctx)
		if err != nil {
			return err
		}
		for _, source := range sources {
			rows = append(rows, [2]string{"Bron", source.Text + " " + source.URL})
		}
	}
	rows = append(rows, [2]string{"Licentie", "per bron: " + s.Address + "/verantwoording"}, [2]string{"Stand van de gegevens", "revisie " + revision})
	for i, row := range rows {
		if err := file.SetSheetRow(explainSheet, fmt.Sprintf("A%d", i+1), &[]any{row[0], row[1]}); err != nil {
			return err
		}
	}
	return file.SetColWidth(explainSheet, "A", "B", 40)
}
