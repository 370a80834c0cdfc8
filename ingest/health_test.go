package ingest

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"wijkinzicht/data/store"
	"wijkinzicht/ingest/sheet"
)

// TestHealthMonitorWithoutDescription: a workbook of rows and an export of StatLine are two editions, each on its own division; what was not
// asked in a year is no figure, what is not given for an area is one that is missing; and a line holds the newest edition alone.
func TestHealthMonitorWithoutDescription(t *testing.T) {
	store := store.Store{Dir: t.TempDir()}
	r := ingested(t, store, folder(t, map[string][]byte{
		"a.xlsx": healthWorkbook("50090NED_UntypedDataSet_1305202",
			healthRow{"20300", "2012", "NL01", []string{"76.2", "24.1", "39.6", ""}},
			healthRow{"20300", "2012", "WK990101", []string{"60.5", "33.5", ".", ""}},
			healthRow{"20300", "2020", "WK990101", []string{"67.1", "26.0", "67.3", "23.8"}},
			healthRow{"20300", "2020", "WK990102", []string{"71.0", "20.0", ".", "."}},
			healthRow{"80200", "2020", "WK990101", []string{"50.0", "10.0", "70.0", "30.0"}}),
		"Gezondheid_per_wijk_en_buurt__2022_18062025.csv": healthExport(
			healthRow{"18 jaar of ouder", "2022", "NL01", []string{"69.0", "17.1", ".", "14.2"}},
			healthRow{"18 jaar of ouder", "2022", "WK990101", []string{"55.4", "25.0", ".", "25.1"}},
			healthRow{"18 jaar of ouder", "2020", "WK990101", []string{"66.0", "25.0", "66.6", "."}})}))
	if len(r.Skipped) > 0 || len(r.Refused) > 0 {
		t.Errorf("skipped %q, refused %q", r.Skipped, r.Refused)
	}
	db := opened(t, store)
	expect(t, db, `select area_year, year, area_code, indicator, value, status from observation where area_code in ('NL00', 'WK990101') and indicator in ('eenzaam', 'eenzaam_ernstig') order by all`,
		"2020,2012,NL00,eenzaam,39.6,ok", "2020,2012,WK990101,eenzaam,,onbekend", "2020,2020,WK990101,eenzaam,67.3,ok", "2020,2020,WK990101,eenzaam_ernstig,23.8,ok",
		"2022,2020,WK990101,eenzaam,66.6,ok", "2022,2020,WK990101,eenzaam_ernstig,,onbekend", "2022,2022,NL00,eenzaam_ernstig,14.2,ok", "2022,2022,WK990101,eenzaam_ernstig,25.1,ok")
	// 2022 has no parts of the wijk in the fixture: the older edition speaks of it alone.
	expect(t, db, "select year, value, division from trend where subject = 'zonnewijk' and indicator = 'gezondheid_goed' and value is not null order by 1", "2012,60.5,2020", "2020,67.1,2020")
	expect(t, db, "select year, value, division from trend where subject = 'nl' and indicator = 'gezondheid_goed' order by 1", "2022,69,2022")
}

// TestHealthMonitorOfOthers: what is not the slice that we read, or not known as an edition, is left with a reason that is true of it.
func TestHealthMonitorOfOthers(t *testing.T) {
	of := func(age string) healthRow { return healthRow{age, "2020", "WK990101", []string{"1", "2", "3", "4"}} }
	for _, c := range []struct{ name, says string }{
		{"oud.xlsx", "over inwoners van 65 jaar en ouder"}, {"jong.xlsx", "over inwoners van 18 tot 65 jaar"}, {"anders.xlsx", "tabel 50999NED"},
		{"naamloos.xlsx", "het werkblad Blad1 noemt de tabel niet"}, {"Gezondheid_2022.csv", `zonder rij "18 jaar of ouder"`},
	} {
		content := map[string][]byte{"oud.xlsx": healthWorkbook("50090NED_UntypedDataSet", of("80200")), "jong.xlsx": healthWorkbook("50090NED_UntypedDataSet", of("53115")),
			"anders.xlsx": healthWorkbook("50999NED_UntypedDataSet", of("20300")), "naamloos.xlsx": healthWorkbook("Blad1", of("20300")),
			"Gezondheid_2022.csv": healthExport(of("65 jaar of ouder"))}[c.name]
		_, err := Run(t.Context(), dorrestad(t), store.Store{Dir: t.TempDir()}, folder(t, map[string][]byte{c.name: content}), quiet)
		nothing, ok := err.(*NothingRead)
		if !ok || len(nothing.Files) != 1 || !strings.Contains(nothing.Files[0], c.says) {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

// TestHealthTableByItsColumns: a sheet with another name is 50090NED when it has exactly its measures.
func TestHealthTableByItsColumns(t *testing.T) {
	rows := healthSheetRows(healthRow{"20300", "2020", "WK990101", []string{"61.5", "1", "2", "3"}})
	rows[0] = slices.Clone(healthKeys)
	rows[1] = rows[1][:len(healthKeys)+1]
	for i := range measures50090 {
		name := fmt.Sprintf("Maat%c_%d", 'A'+i%26, 4+i)
		switch i {
		case 0:
			name = firstMeasure50090
		case measures50090 - 1:
			name = lastMeasure50090
		}
		rows[0] = append(rows[0], name)
	}
	_, table, ok := healthSheet(sheetsOf("RIVM 2020", rows))
	if !ok || table != "50090NED" {
		t.Errorf("the table is %q", table)
	}
	rows[0] = append(rows[0], "PsychischeKlachten_39")
	if _, table, ok = healthSheet(sheetsOf("RIVM 2020", rows)); !ok || table != "" {
		t.Errorf("with a measure more the table is %q", table)
	}
}

func sheetsOf(name string, rows [][]string) []sheet.Sheet {
	return []sheet.Sheet{{Name: name, Rows: rows}}
}

// TestAddedHealthFiles reads the publishers' files, with values read in them by other means.
func TestAddedHealthFiles(t *testing.T) {
	dir := filepath.Join(addedFiles(t), "health")
	if _, err := os.Stat(dir); err != nil {
		t.Skip("no files of the health monitor here")
	}
	tables := readFolders(t, dir)
	var got []string
	for _, table := range tables {
		got = append(got, fmt.Sprintf("%d %s %d %d", table.year, table.source.Table, table.rows[0].year, len(table.rows)))
	}
	slices.Sort(got)
	if want := []string{"2020 50090NED 2012 17341", "2020 50090NED 2016 684", "2020 50090NED 2020 684", "2022 50120NED 2016 195", "2022 50120NED 2020 195", "2022 50120NED 2022 195"}; !slices.Equal(got, want) {
		t.Errorf("read are %q", got)
	}
	said := sayings(t, tables)
	for key, want := range map[string]float64{
		"gezondheid_goed 2020 NL00 2012": 76.1, "gezondheid_goed 2020 NL00 2016": 75.2, "gezondheid_goed 2020 NL00 2020": 78.4,
		"gezondheid_goed 2020 WK051836 2012": 60.5, "gezondheid_goed 2020 WK051836 2016": 58.6, "gezondheid_goed 2020 WK051836 2020": 67,
		"eenzaam 2020 WK051836 2012": 58.9, "eenzaam_ernstig 2020 WK051836 2020": 23.8, "angst_depressie 2020 WK051836 2016": 17.7,
		"rondkomen_moeite 2020 WK051836 2012": 47.7, "rondkomen_moeite 2020 NL00 2020": 13.9, "geluidhinder_buren 2020 WK051836 2020": 11.5,
		"eenzaam_ernstig 2022 NL00 2020": 11.3, "gezondheid_goed 2022 BU05992704 2020": 75.3, "angst_depressie 2022 WK059927 2020": 7.3,
	} {
		if v := said[key].value; v == nil || *v != want {
			t.Errorf("%s is %s, want %v", key, show(v), want)
		}
	}
	if _, there := said["geluidhinder_buren 2020 NL00 2012"]; there {
		t.Error("noise was not asked in 2012 and has a figure")
	}
	if v, there := said["gezondheid_goed 2022 WK059925 2020"]; !there || v.value != nil {
		t.Error("Rivium has no figure in 2020, and that is said")
	}
}
