package server_test

import (
	"encoding/csv"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// officeFiles are figures of every kind of page that has any, without their ending.
var officeFiles = map[string]string{
	"/grafiek/moerwijk/gezondheid_goed": "", "/cijfers/inwoners": "", "/kaart": "?gemeente=gm0599&indicator=aandeel_45_64&jaar=2020", "/signalering": "?indicator=woz",
	"/vergelijk": "?gebied=moerwijk,tarwewijk&indicator=gezondheid_goed", "/voor-en-na": "?wijk=jol&indicator=lbm",
}

// TestFiguresForADutchSpreadsheet: the CSV of every page, asked for Excel, has the rows of the one for programs in the notation of a
// Dutch spreadsheet, and neither has a number with more decimals than anybody measured.
func TestFiguresForADutchSpreadsheet(t *testing.T) {
	for path, query := range officeFiles {
		address, sign := path+".csv"+query, "?"
		if query != "" {
			sign = "&"
		}
		programs, excel := get(t, address), get(t, address+sign+"voor=excel")
		text, ok := strings.CutPrefix(excel.body, "\ufeff")
		if !ok || !strings.Contains(text, "\r\n") {
			t.Errorf("%s: Excel is not told that it is UTF-8, or the lines do not end as in Windows: %.60q", address, excel.body)
		}
		read := csv.NewReader(strings.NewReader(text))
		read.Comma = ';'
		got, err := read.ReadAll()
		if err != nil {
			t.Fatalf("%s: %v", address, err)
		}
		want, err := csv.NewReader(strings.NewReader(programs.body)).ReadAll()
		if err != nil || len(want) != len(got) || len(want) < 3 {
			t.Fatalf("%s: %v, %d and %d rows", address, err, len(want), len(got))
		}
		numbers := 0
		for i, row := range want {
			for k, cell := range row {
				_, fraction, number := strings.Cut(cell, ".")
				if number && strings.Trim(cell, "-0123456789.") == "" {
					cell = strings.Replace(cell, ".", ",", 1)
					if numbers++; len(fraction) > 7 {
						t.Errorf("%s: %s of %q is no precision of any figure", address, cell, want[0][k])
					}
				}
				if got[i][k] != cell {
					t.Errorf("%s: %q for programs, %q for Excel", address, row[k], got[i][k])
				}
			}
		}
		if numbers == 0 && path != "/cijfers/inwoners" {
			t.Errorf("%s: no number with decimals", address)
		}
	}
}

// TestWorkbookOfSignalsSaysWhatThePageSays: the heading names the gemeente, and p is called p: it is no chance that a direction is chance.
func TestWorkbookOfSignalsSaysWhatThePageSays(t *testing.T) {
	file, err := excelize.OpenReader(strings.NewReader(get(t, "/signalering.xlsx?indicator=lbm&gemeente=gm0518").body))
	if err != nil {
		t.Fatal(err)
	}
	about, err := file.GetCellValue("toelichting", "B2")
	if err != nil || !strings.Contains(about, "Den Haag") || !strings.Contains(get(t, "/signalering?indicator=lbm&gemeente=gm0518").body, ">"+about+"<") {
		t.Errorf("it is about %q (%v)", about, err)
	}
	rows, err := file.GetRows("cijfers")
	if err != nil || len(rows) < 50 || strings.Join(rows[0][8:], ",") != "verschil,per jaar,per jaar, marge van,per jaar, marge tot,p" {
		t.Errorf("%d rows (%v), columns %q", len(rows), err, rows[0])
	}
}

var textNumber = regexp.MustCompile(`^-?\d+,\d+$`)

// TestLibreOfficeReadsTheFigures opens the workbook of every page, and the CSV for Excel, as a Dutch office does: rows, columns,
// numbers that are numbers, and letters with accents.
func TestLibreOfficeReadsTheFigures(t *testing.T) {
	office, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("without LibreOffice")
	}
	dir := t.TempDir()
	var files []string
	names := map[string]string{}
	for path, query := range officeFiles {
		for _, ending := range []string{".xlsx", ".csv"} {
			address := path + ending + query
			if ending == ".csv" {
				address = strings.Replace(address, ".csv?", ".csv?voor=excel&", 1)
				if query == "" {
					address += "?voor=excel"
				}
			}
			file := filepath.Join(dir, url.PathEscape(path)+strings.TrimPrefix(ending, ".")+ending)
			if err := os.WriteFile(file, []byte(get(t, address).body), 0o600); err != nil {
				t.Fatal(err)
			}
			files, names[file] = append(files, file), address
		}
	}
	// The same in and out: semicolons, UTF-8, Dutch (1043) and numbers as they are shown.
	run := exec.CommandContext(t.Context(), office, append([]string{"-env:UserInstallation=file://" + dir + "/profile", "--headless", "--infilter=CSV:59,34,76,1,,1043",
		"--convert-to", "csv:Text - txt - csv (StarCalc):59,34,76,1,,1043,false,true", "--outdir", dir + "/uit"}, files...)...)
	if out, err := run.CombinedOutput(); err != nil {
		t.Fatalf("LibreOffice: %v\n%s", err, out)
	}
	for file, address := range names {
		out, err := os.ReadFile(filepath.Join(dir, "uit", strings.TrimSuffix(filepath.Base(file), filepath.Ext(file))+".csv"))
		if err != nil {
			t.Fatal(err)
		}
		read := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(out), "\ufeff")))
		read.Comma = ';'
		rows, err := read.ReadAll()
		if err != nil || len(rows) < 3 || len(rows[0]) < 7 {
			t.Errorf("%s: %v, %d rows of %d columns", address, err, len(rows), len(rows[0]))
			continue
		}
		if strings.Contains(string(out), "Ã") || strings.Contains(string(out), "â‚¬") {
			t.Errorf("%s: letters are read as others", address)
		}
		for _, row := range rows {
			for k, cell := range row { // what was read as a number is written with a point here
				if strings.HasSuffix(file, ".csv") && textNumber.MatchString(cell) {
					t.Errorf("%s: %q of %s was read as a text", address, cell, rows[0][k])
				}
			}
		}
	}
}
