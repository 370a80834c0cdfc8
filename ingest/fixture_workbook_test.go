package ingest

import (
	"wijkinzicht/ingest/sheet"
	"wijkinzicht/ingest/sheet/sheettest"
)

// kwbHeadings are those of KWB in Excel since 2017, with the trailing blank that occurs there; before 2017 shares are
// percentages under other names.
var (
	kwbHeadings     = []string{"gwb_code_10", "gwb_code_8", "regio", "gm_naam", "recs", "gwb_code", "ind_wbi", "a_inw", "a_00_14", "a_hh", "a_woning ", "g_wozbag", "p_koopw", "g_gas"}
	kwbHeadings2016 = []string{"gwb_code_10", "gwb_code_8", "regio", "gm_naam", "recs", "gwb_code", "ind_wbi", "a_inw", "p_00_14", "a_hh", "g_hhgro"}
)

// kwbRows puts titles above the headings, as CBS does in some years, and the areas below.
func kwbRows(headings []string, areas []area) [][]string {
	rows := [][]string{{"Kerncijfers wijken en buurten"}, nil, headings}
	for _, a := range areas {
		rows = append(rows, append([]string{a.code, "'" + a.code[2:], a.name, "Dorrestad", a.kind, a.code, "1"}, a.cells...))
	}
	return rows
}

// kwbWorkbook is an .xlsx; cells that begin with "'" are numbers kept as text, which occur beside real ones.
func kwbWorkbook(sheetName string, headings []string, areas []area) []byte {
	return sheettest.XLSX(sheet.Sheet{Name: "Toelichting", Rows: [][]string{{"Lees dit eerst"}}}, sheet.Sheet{Name: sheetName, Rows: kwbRows(headings, areas)})
}

// kwbOldWorkbook is the same as .xls.
func kwbOldWorkbook(sheetName string, headings []string, areas []area) []byte {
	return sheettest.XLS(sheet.Sheet{Name: sheetName, Rows: kwbRows(headings, areas)})
}

// lbm2Classes is the workbook with classes per wijk; "#N/A" and an empty cell both say that there is none.
func lbm2Classes(rows ...[]string) []byte {
	head := []string{"WK_CODE", "KL02", "KL08", "KL12", "KL14", "KL16", "VKL0208", "VKL1416"}
	return sheettest.XLSX(sheet.Sheet{Name: "wijk", Rows: append([][]string{head}, rows...)})
}

// lbm2Scores is the workbook with dimension scores: the same figures twice, a row per year and a column per year.
func lbm2Scores() []byte {
	return sheettest.XLSX(
		sheet.Sheet{Name: "data(1)", Rows: [][]string{{"GBD", "JAAR", "RLBRMTR", "RLBWON"}, {"WK990101", "2014", "-0.0627169177006985", "0.02"}, {"WK990101", "2016", "-0.05", ""}}},
		sheet.Sheet{Name: "data(2)", Rows: [][]string{{"GBD", "RLBRMTR14", "RLBWON14", "RLBRMTR16", "RLBWON16"}, {"WK990101", "-0.0627169177006985", "0.02", "-0.05"}}})
}
