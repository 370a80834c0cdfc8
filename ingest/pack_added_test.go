package ingest

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"fmt"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"wijkinzicht/data/catalogue"
	carried "wijkinzicht/data/pack"
	"wijkinzicht/data/store"
)

// addedFiles is the folder with what else was found of publishers' files, beside that of realFiles.
func addedFiles(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(realFiles(t), "..", "added")
	if _, err := os.Stat(filepath.Join(dir, "kwb")); err != nil {
		t.Skip("no added files of the publishers here")
	}
	return dir
}

// readFolders recognises the files of folders, without making a database.
func readFolders(t *testing.T, folders ...string) []*table {
	t.Helper()
	cat, err := catalogue.Load()
	if err != nil {
		t.Fatal(err)
	}
	var inputs []input
	for _, folder := range folders {
		some, err := collect(t.Context(), store.Store{Dir: t.TempDir()}, folder, t.TempDir())
		if err != nil {
			t.Fatal(err)
		}
		inputs = append(inputs, some...)
	}
	found, err := recognise(t.Context(), cat, inputs, func(int, string) {})
	if err != nil {
		t.Fatal(err)
	}
	return found.tables
}

// TestAddedFilesAreRead: every file of the folder that is in a publisher's own layout is read, with as many areas as it has, and all that
// others made of such files is left.
func TestAddedFilesAreRead(t *testing.T) {
	if testing.Short() {
		t.Skip("takes long: not with -short")
	}
	added := addedFiles(t)
	var got []string
	for _, table := range readFolders(t, filepath.Join(added, "kwb"), filepath.Join(added, "boundaries", "tno-vr-2015"), filepath.Join(added, "other", "kwb-wijken-2020-2021")) {
		got = append(got, fmt.Sprintf("%d %s %d %d %d", table.year, table.file.name, table.rank, len(table.rows), table.rejects))
	}
	slices.Sort(got)
	want := []string{
		"2014 Kerncijfers_wijken_en_buurten_2014.csv 2 115 0",
		"2015 Kerncijfers_wijken_en_buurten_2015.csv 2 115 0",
		"2015 buurt_2015.geojson 3 521 0", "2015 gemeente_2015.geojson 3 6 0", "2015 wijk_2015.geojson 3 140 0",
		"2016 Kerncijfers_wijken_en_buurten_2016.csv 2 115 0", "2016 gem_2016.dbf 3 390 0",
		"2017 Kerncijfers_wijken_en_buurten_2017.csv 2 115 0", "2017 buurt2017.dbf 3 108 0",
		"2017 gem_2017.dbf 3 388 1", "2017 indicators_buurt_wijk_gemeente.csv 1 16653 14",
		"2017 wijk2017.dbf 3 15 0", "2017 wijk_2017.dbf 3 3158 1",
		"2018 Kerncijfers_wijken_en_buurten_2018.csv 2 115 0",
		"2024 Kerncijfers_wijken_en_buurten_2024_geslachten.csv 1 18310 0",
		"2024 buurt_2024_stats.parquet 1 543 0", "2024 buurt_2024_stats.parquet 3 625 0",
		"2024 gemeente_2024_stats.parquet 1 342 0", "2024 gemeente_2024_stats.parquet 3 342 0",
		"2024 wijk_2024_stats.parquet 1 3393 0", "2024 wijk_2024_stats.parquet 3 969 0",
		"2025 wijken.json 3 56 0",
	}
	if !slices.Equal(got, want) {
		t.Errorf("read are %q\nwant     %q", got, want)
	}
}

// said is what a file says of a figure, and how good its route is.
type said struct {
	rank  int
	value *float64
}

// sayings gives every figure of tables, the best route's first value.
func sayings(t *testing.T, tables []*table) map[string]said {
	t.Helper()
	out := map[string]said{}
	for _, table := range tables {
		for _, f := range table.figures(1) {
			for i, code := range f.Codes {
				v, ok, err := f.At(i)
				if err != nil {
					t.Fatal(err)
				}
				if !ok {
					continue
				}
				key := packFigure{indicator: f.Indicator, areaYear: f.AreaYear, year: f.Year, code: code}.key()
				was, there := out[key]
				if !there || was.value == nil && v.Value != nil || (was.value == nil) == (v.Value == nil) && f.Rank < was.rank {
					out[key] = said{f.Rank, v.Value}
				}
			}
		}
	}
	return out
}

// TestPackAgreesWithAddedFiles holds the embedded figures that came from a publisher's own files against those files, and those that
// others wrote down against what they wrote, read here in another way than they were carried over.
func TestPackAgreesWithAddedFiles(t *testing.T) {
	if testing.Short() {
		t.Skip("takes long: not with -short")
	}
	realDir, added := realFiles(t), addedFiles(t)
	published := sayings(t, readFolders(t, filepath.Join(realDir, "kwb"), filepath.Join(realDir, "derived"), filepath.Join(added, "kwb"), filepath.Join(added, "boundaries", "tno-vr-2015"), filepath.Join(added, "health")))
	others := whatOthersWrote(t, realDir, added)
	compared, wrong := map[string]int{}, 0
	for _, p := range packFigures(t) {
		if !heldAgainstAdded(p.source) {
			continue
		}
		want, how := published[p.key()], "publisher"
		value, ok := want.value, want.rank > 0
		if from, derived := others[p.file]; derived {
			value, ok = from[p.key()], true
			if _, there := from[p.key()]; !there {
				ok = false
			}
			how = "others"
		}
		switch {
		case !ok:
			wrong++
			t.Errorf("%s of %s stands in no file", p.key(), p.file)
		case !same(p.value, value):
			wrong++
			t.Errorf("%s is %s in %s and %s in the files", p.key(), show(p.value), p.file, show(value))
		}
		if compared[how]++; wrong > 20 {
			t.Fatal("and more")
		}
	}
	t.Logf("compared %v figures", compared)
	if compared["publisher"] < 50000 || compared["others"] < 9000 {
		t.Errorf("compared %v figures: too few to prove anything", compared)
	}
}

// heldAgainstAdded tells the sources of which the figures are among the files in added; those of the others are in real.
func heldAgainstAdded(source string) bool {
	return strings.HasPrefix(source, "kwb-") || strings.HasPrefix(source, "bevolking-") || source == "ses-85163NED" || source == "politie-47018NED" || source == "gezondheid-50090NED"
}

// whatOthersWrote gives, of the embedded tables that others' files were taken from, what those files say.
func whatOthersWrote(t *testing.T, realDir, added string) map[string]map[string]*float64 {
	t.Helper()
	cat, err := catalogue.Load()
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]map[string]*float64{}
	kwb, other := filepath.Join(added, "kwb"), filepath.Join(added, "other")
	for _, year := range []int{2012, 2017, 2018, 2019, 2022, 2023} {
		dir := filepath.Join(realDir, "kwb", "gemeente-level-derived")
		if year == 2018 || year == 2023 {
			dir = filepath.Join(kwb, "gemeente-level-derived")
		}
		out[fmt.Sprintf("kwb-%d-gemeenten.csv", year)] = geoProperties(t, filepath.Join(dir, fmt.Sprintf("gemeenten_%d.geojson", year)), year, "gemeentecode")
	}
	out["kwb-2022-zeven-wijken.csv"] = geoProperties(t, filepath.Join(kwb, "2022-wijk-excerpt-geoinzicht", "wijken_2022.seven-wijken.excerpt.json"), 2022, "wijkcode")
	for file, c := range map[string]struct {
		path, code string
		year       int
	}{
		"kwb-2017-buurten.csv": {filepath.Join(kwb, "2017-buurten-micro-neighbourhood", "buurten_features_2017.six-gemeenten.cut.csv"), "Codering_3", 2017},
		"kwb-2024-buurten.csv": {filepath.Join(kwb, "2024-buurten-micro-neighbourhood", "buurten_features_2024.six-gemeenten.cut.csv"), "Codering_3", 2024},
		"kwb-2020-wijken.csv":  {filepath.Join(other, "kwb-wijken-2020-2021", "wijken_2020_data.six-gemeenten.cut.csv"), "WK_CODE", 2020},
		"kwb-2021-wijken.csv":  {filepath.Join(other, "kwb-wijken-2020-2021", "wijken_2021_data.six-gemeenten.cut.csv"), "WK_CODE", 2021},
	} {
		out[file] = plainTable(t, c.path, c.code, c.year, func(column string) string {
			for _, k := range cat.Columns {
				if k.Generation == "D" && k.From <= c.year && c.year <= k.To && k.Parent == "" && strings.EqualFold(k.Name, positionSuffix.ReplaceAllString(column, "")) {
					return k.Indicator
				}
			}
			return ""
		})
	}
	names := func(list string) func(string) string {
		known := map[string]string{}
		for _, pair := range strings.Split(list, ";") {
			at := strings.LastIndex(pair, "=")
			known[pair[:at]] = pair[at+1:]
		}
		return func(column string) string { return known[column] }
	}
	etlocal := names("number_of_inhabitants=inwoners")
	out["kwb-2016-groningen.csv"] = plainTable(t, filepath.Join(kwb, "2016-buurten-etlocal", "groningen.cut.csv"), "geo_id", 2016, etlocal)
	out["kwb-2016-den-haag-zoetermeer.csv"] = plainTable(t, filepath.Join(kwb, "2016-buurten-etlocal", "den-haag-rotterdam-zoetermeer.cut.csv"), "geo_id", 2016, etlocal)
	ages := "pop_0_14=aandeel_0_14;pop_15_24=aandeel_15_24;pop_25_44=aandeel_25_44;pop_45_64=aandeel_45_64;pop_65plus=aandeel_65plus"
	out["kwb-2013-gemeenten.csv"] = plainTable(t, filepath.Join(kwb, "2013-2014-gemeenten-tmap", "NLD_muni_2013.derived.csv"), "code", 2013, names(ages))
	out["kwb-2014-gemeenten.csv"] = plainTable(t, filepath.Join(kwb, "2013-2014-gemeenten-tmap", "NLD_muni_2014.derived.csv"), "code", 2014, names(ages+";origin_west=westers;origin_non_west=nietwesters"))
	tmap := names("population=inwoners;dwelling_total=woningen;dwelling_value=woz;dwelling_ownership=koop;employment_rate=arbeidsparticipatie;income_low=laag_inkomen_personen;income_high=hoog_inkomen_personen")
	out["kwb-2022-wijken.csv"] = plainTable(t, filepath.Join(kwb, "2022-wijk-gemeente-tmap", "NLD_dist_2022.derived.csv"), "code", 2022, tmap)
	out["kwb-2022-gemeenten-tmap.csv"] = plainTable(t, filepath.Join(kwb, "2022-wijk-gemeente-tmap", "NLD_muni_2022.derived.csv"), "code", 2022, tmap)
	out["kwb-2021-rotterdam.csv"] = plainTable(t, filepath.Join(kwb, "2021-rotterdam-and-nine-cities", "data_full.csv"), "gwb_code_10", 2021, names(
		"Number of inhabitants=inwoners;Numbers of people from 0-14 years old=inwoners_0_14;Number of people from 15-24 years old=inwoners_15_24;"+
			"Number of people from 25-44 years old=inwoners_25_44;Number of people from 45-64 years old=inwoners_45_64;Number of people >= 65 years old=inwoners_65plus;"+
			"NonDutch EU=westers_aantal;NonDutch NonEU=nietwesters_aantal;Number of households=huishoudens;Number of 1 person household=eenpersoonshuishoudens;"+
			"Average household size=huishoudensgrootte;Population density=dichtheid;percent of single-family housing=eengezins;percent of multifamily housing=meergezins;"+
			"percentage of empty=onbewoond;n_low_educated=opleiding_laag_aantal;n_highschool_educated=opleiding_midden_aantal;n_highly_educated=opleiding_hoog_aantal;"+
			"n_income_recipients=inkomensontvangers;avg_income_per_recipient=inkomen_per_ontvanger;avg_income_per_capital=inkomen_per_inwoner;"+
			"p_belong_40p_w_lowest_income=laag_inkomen_personen;p_belong_20p_w_highest_income=hoog_inkomen_personen;avg_standardized_income_household=gestandaardiseerd_inkomen;"+
			"p_household_lowest_40p_income=laag_inkomen;p_household_highest_20p_income=hoog_inkomen;p_low_income_household=lage_koopkracht;"+
			"p_household_smaller_bare_social_minimum=sociaal_minimum;median_wealth_private_house=vermogen;n_pp_w_assitance=bijstand_aantal;n_pp_w_AO=ao_aantal;"+
			"n_pp_w_WW=ww_aantal;n_pp_w_state_pension=aow_aantal"))
	for _, year := range []int{2017, 2019} {
		out[fmt.Sprintf("kwb-%d-nederland.csv", year)] = plainTable(t, filepath.Join(kwb, fmt.Sprintf("%d-nederland-amsterdam", year), fmt.Sprintf("Kerncijfers_wijken_en_buurten_%d.csv", year)),
			"Regioaanduiding.Codering..code.", year, asRWrites(t, realDir, year))
	}
	out["kwb-2024-herkomst.csv"] = originByName(t, filepath.Join(kwb, "2024-statline-national"))
	out["bevolking-37230ned.csv"] = population(t, filepath.Join(other, "population", "bevolkingeindeperiod_jaren_22122025.csv"))
	for _, year := range []string{"2022", "2023", "2025"} {
		out["kwb-"+year+"-twee-buurten.csv"] = twoBuurten(t, filepath.Join(other, "rotterdam-wijkprofiel", "wijken-2014-2026.tarwewijk-afrikaanderwijk.excerpt.json"), year)
	}
	out["ses-85163NED.csv"] = socialStatus(t, filepath.Join(other, "ses-woa", "wijken_2019_ses.csv"))
	out["politie-47018NED.csv"] = twoBuurtenCrimes(t, filepath.Join(other, "rotterdam-wijkprofiel", "wijken-2014-2026.tarwewijk-afrikaanderwijk.excerpt.json"),
		filepath.Join(other, "police", "nijmegen-2023-2025.meijhorst-nije-veld.excerpt.json"))
	woon := map[string]*float64{}
	for _, gemeente := range cat.Gemeenten() {
		var whole struct {
			derivedPlace
			Wijken, Buurten []derivedPlace
		}
		readJSON(t, filepath.Join(realDir, "other", "woonikveilig-2024-derived", gemeente+".json"), &whole)
		for _, place := range slices.Concat([]derivedPlace{whole.derivedPlace}, whole.Wijken, whole.Buurten) {
			place.into(woon)
		}
	}
	out["kwb-2024-woonikveilig.csv"] = woon
	return out
}

// geoProperties reads numbers out of the properties of features.
func geoProperties(t *testing.T, path string, year int, code string) map[string]*float64 {
	t.Helper()
	var collection struct {
		Features []struct{ Properties map[string]any }
	}
	readJSON(t, path, &collection)
	out := map[string]*float64{}
	for _, f := range collection.Features {
		for field, indicator := range gemeenteFields {
			if v, ok := f.Properties[field].(float64); ok {
				out[packFigure{indicator: indicator, areaYear: year, code: fmt.Sprint(f.Properties[code]), year: year}.key()] = &v
			}
		}
	}
	return out
}

// commaRecords reads a CSV, whichever of comma and semicolon its heading has more of.
func commaRecords(t *testing.T, path string) [][]string {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	r := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(content, []byte(bom))))
	r.FieldsPerRecord = -1
	if head, _, _ := bytes.Cut(content, []byte("\n")); bytes.Count(head, []byte(";")) > bytes.Count(head, []byte(",")) || bytes.Contains(head, []byte("Bevolkingsontwikkeling")) {
		r.Comma = ';'
	}
	records, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return records
}

// plainTable reads the columns that name tells the indicator of; a point is a figure that there is not.
func plainTable(t *testing.T, path, code string, year int, name func(column string) string) map[string]*float64 {
	t.Helper()
	records := commaRecords(t, path)
	at := slices.Index(records[0], code)
	out := map[string]*float64{}
	for _, record := range records[1:] {
		place := strings.TrimSpace(record[at])
		if _, err := strconv.Atoi(place); err == nil {
			place = "GM" + place
		}
		for k, column := range records[0] {
			indicator, text := name(column), strings.Replace(strings.TrimSpace(record[k]), ",", ".", 1)
			if indicator == "" || text == "" || text == "NA" {
				continue
			}
			key := packFigure{indicator: indicator, areaYear: year, code: place, year: year}.key()
			if text == "." {
				out[key] = nil
				continue
			}
			v, err := strconv.ParseFloat(text, 64)
			if err != nil {
				t.Fatalf("%s: %s of %s is %q", filepath.Base(path), column, place, record[k])
			}
			out[key] = &v
		}
	}
	return out
}

// asRWrites tells the indicator of a heading of StatLine as R spells it, by the publisher's own headings in an export of 2019.
func asRWrites(t *testing.T, realDir string, year int) func(string) string {
	t.Helper()
	cat, err := catalogue.Load()
	if err != nil {
		t.Fatal(err)
	}
	found, err := filepath.Glob(filepath.Join(realDir, "kwb", "2019-den-haag", "*.csv"))
	if err != nil || len(found) == 0 {
		t.Skip("no export of 2019 here")
	}
	odd := regexp.MustCompile(`[^\p{L}0-9._]`)
	known := map[string]string{}
	for i, heading := range commaRecords(t, found[0])[0] {
		h := statlineHeader(cat, heading, "/")
		h.position = i
		columns, _, err := kwbColumns(cat, "", "D", year, []header{h})
		if err == nil {
			known[odd.ReplaceAllString(heading, ".")] = columns[0].indicator.ID
		}
	}
	// Headings of the later edition that the export of Den Haag, made early, has not.
	for title, indicator := range map[string]string{
		"Wonen.Gemiddelde.WOZ.waarde.van.woningen..x.1.000.euro.":                                 "woz",
		"Opleidingsniveau.Opleidingsniveau.laag..aantal.":                                         "opleiding_laag_aantal",
		"Opleidingsniveau.Opleidingsniveau.middelbaar..aantal.":                                   "opleiding_midden_aantal",
		"Opleidingsniveau.Opleidingsniveau.hoog..aantal.":                                         "opleiding_hoog_aantal",
		"Arbeid.Nettoarbeidsparticipatie....":                                                     "arbeidsparticipatie",
		"Inkomen.Inkomen.van.huishoudens.Gem..gestandaardiseerd.inkomen.van.huish..x.1.000.euro.": "gestandaardiseerd_inkomen",
		"Inkomen.Inkomen.van.huishoudens.Mediaan.vermogen.van.particuliere.huish...x.1.000.euro.": "vermogen",
		"Zorg.Percentage.jongeren.met.jeugdzorg....":                                              "jeugdzorg",
	} {
		known[title] = indicator
	}
	return func(column string) string { return known[column] }
}

// originByName reads the export with names, taking codes from the other by name and number of inhabitants, where those are one area's.
func originByName(t *testing.T, dir string) map[string]*float64 {
	t.Helper()
	coded, named := commaRecords(t, filepath.Join(dir, "Kerncijfers_wijken_en_buurten_2024_geslachten.csv")), commaRecords(t, filepath.Join(dir, "Kerncijfers_wijken_en_buurten_2024_11122025_141648.csv"))
	codes := map[string][]string{}
	for _, r := range coded[1:] {
		k := r[0] + "|" + strings.TrimSpace(r[1]) + "|" + r[5]
		codes[k] = append(codes[k], strings.TrimSpace(r[3]))
	}
	out := map[string]*float64{}
	for _, r := range named[1:] {
		for _, code := range codes[r[0]+"|"+strings.TrimSpace(r[1])+"|"+r[2]] { // a gemeente, wijk and buurt of one name and number are one place
			for k, indicator := range []string{"herkomst_nederland_aantal", "herkomst_europa_aantal", "herkomst_buiten_europa_aantal"} {
				v, err := strconv.ParseFloat(r[3+k], 64)
				key := packFigure{indicator: indicator, areaYear: 2024, code: code, year: 2024}.key()
				if _, there := out[key]; err == nil && !there {
					out[key] = &v
				}
			}
		}
	}
	return out
}

// population reads inhabitants at the end of a year as those of 1 January after it.
func population(t *testing.T, path string) map[string]*float64 {
	t.Helper()
	records := commaRecords(t, path)
	head := slices.IndexFunc(records, func(r []string) bool { return len(r) > 3 && r[3] == "2002" })
	codes := map[string]string{"Nederland": "NL00", "Groningen (gemeente)": "GM0014", "Nijmegen": "GM0268", "'s-Gravenhage (gemeente)": "GM0518", "Rotterdam": "GM0599",
		"Zoetermeer": "GM0637", "Lelystad": "GM0995"}
	out := map[string]*float64{}
	for _, r := range records[head+1:] {
		for k := 3; k < len(r) && codes[r[0]] != ""; k++ {
			v, err1 := strconv.ParseFloat(r[k], 64)
			end, err2 := strconv.Atoi(records[head][k])
			if err := cmp.Or(err1, err2); err != nil {
				t.Fatal(err)
			}
			out[packFigure{indicator: "inwoners", areaYear: end, code: codes[r[0]], year: end + 1}.key()] = &v
		}
	}
	return out
}

func twoBuurten(t *testing.T, path, year string) map[string]*float64 {
	t.Helper()
	var whole struct {
		Wijken []struct {
			Slug string
			CBS  map[string]map[string]float64
		}
	}
	readJSON(t, path, &whole)
	y, _ := strconv.Atoi(year)
	out := map[string]*float64{}
	for _, w := range whole.Wijken {
		for field, indicator := range map[string]string{"inw": "inwoners", "woz": "woz", "huur": "huur", "bijst": "bijstand_aantal", "jong": "aandeel_0_14", "oud": "aandeel_65plus", "eenp": "eenpersoons"} {
			if v, ok := w.CBS[year][field]; ok {
				code := map[string]string{"tarwewijk": "BU05991571", "afrikaanderwijk": "BU05991086"}[w.Slug]
				out[packFigure{indicator: indicator, areaYear: y, code: code, year: y}.key()] = &v
			}
		}
	}
	return out
}

func twoBuurtenCrimes(t *testing.T, path, nijmegen string) map[string]*float64 {
	t.Helper()
	var whole struct {
		Wijken []struct {
			Slug    string
			Politie map[string]map[string]float64
		}
	}
	readJSON(t, path, &whole)
	out := map[string]*float64{}
	kinds := map[string]string{"totaal misdrijven": "misdrijven_aantal", "totaal": "misdrijven_aantal", "woninginbraak": "woninginbraken", "fietsdiefstal": "fietsdiefstallen",
		"fietsendiefstal": "fietsdiefstallen", "mishandeling": "mishandelingen", "vernieling": "vernielingen"}
	put := func(code, year, kind string, v float64) {
		y, _ := strconv.Atoi(year[:4])
		out[packFigure{indicator: kinds[strings.ToLower(kind)], areaYear: 2024, code: code, year: y}.key()] = &v
	}
	for _, w := range whole.Wijken {
		for kind, years := range w.Politie {
			for year, v := range years {
				put(map[string]string{"tarwewijk": "BU05991571", "afrikaanderwijk": "BU05991086"}[w.Slug], year, kind, v)
			}
		}
	}
	var named map[string]map[string]map[string]float64
	readJSON(t, nijmegen, &named)
	for name, years := range named {
		for year, of := range years {
			for kind, v := range of {
				put(map[string]string{"Meijhorst": "BU02680733", "Nije Veld": "BU02680510"}[name], year, kind, v)
			}
		}
	}
	return out
}

// socialStatus reads the scores of 2019 and their change since 2014 as whole thousandths, in which they are published.
func socialStatus(t *testing.T, path string) map[string]*float64 {
	t.Helper()
	records := commaRecords(t, path)
	out := map[string]*float64{}
	for _, r := range records[1:] {
		for k, indicator := range map[int]string{5: "ses_woa", 6: "ses_spreiding"} {
			key := func(year int) string {
				return packFigure{indicator: indicator, areaYear: 2020, code: r[0], year: year}.key()
			}
			score, err := strconv.ParseFloat(r[k], 64)
			if err != nil {
				out[key(2019)] = nil
				continue
			}
			now := math.Round(score * 1000)
			v := now / 1000
			out[key(2019)] = &v
			if change, err := strconv.ParseFloat(r[k+2], 64); err == nil {
				then := (now - math.Round(change*1000)) / 1000
				out[key(2014)] = &then
			}
		}
	}
	return out
}

// TestPackByHand holds embedded figures against values that were read in the files by eye and by other means than this program.
func TestPackByHand(t *testing.T) {
	content, err := os.ReadFile(filepath.Join("testdata", "pack_hand.csv"))
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(bytes.NewReader(content)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	embedded := map[string]*float64{}
	for _, p := range packFigures(t) {
		if _, twice := embedded[p.key()]; twice {
			t.Errorf("%s is embedded twice", p.key())
		}
		embedded[p.key()] = p.value
	}
	for i, row := range rows[1:] {
		p := packFigure{indicator: row[0], code: row[2]}
		p.areaYear, _ = strconv.Atoi(row[1])
		p.year, _ = strconv.Atoi(row[3])
		value, there := embedded[p.key()]
		got := "absent"
		if there {
			got = show(value)
		}
		if got != row[4] {
			t.Errorf("line %d: %s is %s, and %s in %s", i+2, p.key(), got, row[4], row[5])
		}
	}
	if len(rows) < 141 {
		t.Errorf("%d figures: too few", len(rows)-1)
	}
}

// TestPackOrigins: every embedded table says where it came from, every row names a source that the catalogue has, and nothing that must
// not be used is in it.
func TestPackOrigins(t *testing.T) {
	cat, err := catalogue.Load()
	if err != nil {
		t.Fatal(err)
	}
	content, err := fs.ReadFile(carried.Files(), packOrigins)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(bytes.NewReader(content)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	source := map[string]string{}
	for _, r := range rows[1:] {
		if source[r[0]] != "" || r[2] != "uitgever" && r[2] != "derden" && r[2] != "eigen" || r[3] == "" {
			t.Errorf("origin %q", r)
		}
		source[r[0]] = r[1]
	}
	names, err := fs.Glob(carried.Files(), "*.csv")
	if err != nil {
		t.Fatal(err)
	}
	size := 0
	for _, name := range names {
		content, err := fs.ReadFile(carried.Files(), name)
		if err != nil {
			t.Fatal(err)
		}
		size += len(content)
		if _, ok := cat.Source(source[name]); !ok {
			t.Errorf("%s has no line in %s, or names no source of ours", name, packOrigins)
		}
		table, err := csv.NewReader(bytes.NewReader(content)).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		for i, row := range table[1:] {
			if row[0] != source[name] || row[1] == "" || row[2] == "" || level(row[3]) == "" {
				t.Errorf("%s, row %d: %q", name, i+2, row[:5])
			}
		}
	}
	if len(names) != len(source) || size > 4<<20 {
		t.Errorf("%d tables and %d origins, %d bytes", len(names), len(source), size)
	}
	for _, p := range packFigures(t) {
		rounded := strings.Contains(p.file, "-gemeenten") || strings.Contains(p.file, "zeven-wijken") || strings.Contains(p.file, "twee-buurten")
		if rounded && p.year != 2012 && (strings.HasPrefix(p.indicator, "inkomen") || p.indicator == "laag_inkomen" || p.indicator == "hoog_inkomen" || p.indicator == "sociaal_minimum") {
			t.Errorf("%s of %s is rounded by others", p.key(), p.file)
		}
		if p.file == "kwb-2022-wijken.csv" && (strings.HasPrefix(p.indicator, "aandeel") || strings.HasPrefix(p.indicator, "opleiding")) {
			t.Errorf("%s of %s was computed by others", p.key(), p.file)
		}
	}
}
