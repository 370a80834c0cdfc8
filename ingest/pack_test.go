package ingest

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
	carried "wijkinzicht/data/pack"
)

// packFigure is one cell of the embedded tables; value is nil for a point.
type packFigure struct {
	file, source, code, indicator string
	areaYear, year                int
	value                         *float64
}

func (p packFigure) key() string {
	return fmt.Sprint(p.indicator, " ", p.areaYear, " ", p.code, " ", p.year)
}

// packFigures reads the embedded tables by themselves, not through our own reader.
func packFigures(t *testing.T) []packFigure {
	t.Helper()
	names, err := fs.Glob(carried.Files(), "*.csv")
	if err != nil || len(names) == 0 {
		t.Fatalf("the pack holds %q, %v", names, err)
	}
	var out []packFigure
	for _, name := range names {
		content, err := fs.ReadFile(carried.Files(), name)
		if err != nil {
			t.Fatal(err)
		}
		rows, err := csv.NewReader(bytes.NewReader(content)).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range rows[1:] {
			for k, cell := range row[5:] {
				if cell == "" {
					continue
				}
				p := packFigure{file: name, source: row[0], code: row[3], indicator: rows[0][5+k]}
				p.areaYear, _ = strconv.Atoi(row[1])
				p.year, _ = strconv.Atoi(row[2])
				if cell != "." {
					v, err := strconv.ParseFloat(cell, 64)
					if err != nil {
						t.Fatalf("%s: %q", name, cell)
					}
					p.value = &v
				}
				out = append(out, p)
			}
		}
	}
	return out
}

// official gives every figure that the publishers' own files have of the six gemeenten and the country.
func official(t *testing.T, db *data.DB) map[string]*float64 {
	t.Helper()
	out := map[string]*float64{}
	for _, r := range records(t, db, `select o.indicator || ' ' || o.area_year || ' ' || o.area_code || ' ' || o.year, o.value
		from observation o join raw_file f on f.id = o.raw_file
		where f.name not like 'meegeleverd/%' and (o.area_code = 'NL00' or substr(o.area_code, 3, 4) in ('0014', '0268', '0518', '0599', '0637', '0995'))`) {
		var v *float64
		if r[1] != "" {
			f, err := strconv.ParseFloat(r[1], 64)
			if err != nil {
				t.Fatal(err)
			}
			v = &f
		}
		out[r[0]] = v
	}
	return out
}

func same(a, b *float64) bool {
	if a == nil || b == nil {
		return a == b
	}
	return math.Abs(*a-*b) <= 1e-9*math.Max(1, math.Abs(*a))
}

func show(v *float64) string {
	if v == nil {
		return "none"
	}
	return strconv.FormatFloat(*v, 'f', -1, 64)
}

// TestPackAgreesWithRealFiles holds the embedded figures of the Leefbaarometer, police and health against the publishers' own files, and
// what those do not have against the collection it was taken from.
func TestPackAgreesWithRealFiles(t *testing.T) {
	if testing.Short() {
		t.Skip("takes long: not with -short")
	}
	dir := realFiles(t)
	published := official(t, realDB(t))
	derived := derivedFigures(t, dir)
	for k, v := range addedFigures(t) {
		if was, there := published[k]; there && v != nil && was != nil && math.Abs(*was-*v) > wfsSlack {
			t.Errorf("%s is %s in one file and %s in another", k, show(was), show(v))
		}
		published[k] = v
	}
	compared, fromDerived, wrong := 0, 0, 0
	for _, p := range packFigures(t) {
		if heldAgainstAdded(p.source) {
			continue // TestPackAgreesWithAddedFiles
		}
		want, ok := published[p.key()]
		if ok {
			compared++
		} else if want, ok = derived[p.key()]; ok {
			fromDerived++
		}
		switch {
		case !ok:
			wrong++
			t.Errorf("%s of %s stands in no file", p.key(), p.source)
		case !same(p.value, want):
			wrong++
			t.Errorf("%s is %s in the pack and %s in the files", p.key(), show(p.value), show(want))
		}
		if wrong > 20 {
			t.Fatal("and more")
		}
	}
	t.Logf("compared %d figures with the publishers' files and %d with the derived collections", compared, fromDerived)
	if compared < 5000 || fromDerived < 4000 {
		t.Errorf("compared %d and %d figures: too few to prove anything", compared, fromDerived)
	}
}

// TestPackPoints: every embedded label point is that of the same code in the source that its row names, and a revision
// says of every source how many it gave.
func TestPackPoints(t *testing.T) {
	if testing.Short() {
		t.Skip("takes long: not with -short")
	}
	db := realDB(t)
	official := map[string]bool{}
	for _, r := range records(t, db, `select f.source_id, a.code, round(a.lon, 5), round(a.lat, 5) from area a join raw_file f on f.id = a.raw_file
		where a.level = 'buurt' and a.lon is not null and f.name not like 'meegeleverd/%' and (f.source_id = 'lbm3-2024' or f.source_id like 'gebieden-%')`) {
		official[strings.Join(r, " ")] = true
	}
	rows, _, err := packRows(carried.Files(), packPoints, 6)
	if err != nil {
		t.Fatal(err)
	}
	given := map[string]int{}
	for _, r := range rows {
		given[r[0]]++
		if !official[strings.Join([]string{r[0], r[2], r[4], r[5]}, " ")] {
			t.Errorf("%q stands in no file of its source", r)
		}
	}
	var want []string
	for _, source := range slices.Sorted(maps.Keys(given)) {
		want = append(want, fmt.Sprintf("%s,%d", source, given[source]))
	}
	if len(want) < 2 {
		t.Errorf("points come from %q alone", want)
	}
	expect(t, db, "select source_id, rows_read from raw_file where name = 'meegeleverd/"+packPoints+"' order by 1", want...)
}

// derivedFigures reads the collection per gemeente (KWB 2024, police, health).
func derivedFigures(t *testing.T, dir string) map[string]*float64 {
	t.Helper()
	out := map[string]*float64{}
	cat, err := catalogue.Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, gemeente := range cat.Gemeenten() {
		var whole struct {
			derivedPlace
			Wijken, Buurten []derivedPlace
		}
		readJSON(t, filepath.Join(dir, "other", "woonikveilig-2024-derived", gemeente+".json"), &whole)
		for _, place := range slices.Concat([]derivedPlace{whole.derivedPlace}, whole.Wijken, whole.Buurten) {
			place.into(out)
		}
	}
	return out
}

// derivedPlace is an area of the collection per gemeente; a figure that is left out is null or absent.
type derivedPlace struct {
	Code       string
	Demografie map[string]any
	Veiligheid struct{ Trend map[string]*float64 }
	Gezondheid struct{ Trend map[string]*float64 }
}

func (d derivedPlace) into(out map[string]*float64) {
	for field, indicator := range placeFields {
		var value *float64
		if v, ok := d.Demografie[field].(float64); ok {
			value = &v
		}
		out[packFigure{indicator: indicator, areaYear: 2024, code: d.Code, year: 2024}.key()] = value
	}
	for indicator, trend := range map[string]map[string]*float64{"misdrijven_aantal": d.Veiligheid.Trend, "gezondheid_goed": d.Gezondheid.Trend} {
		for year, v := range trend {
			y, _ := strconv.Atoi(year)
			out[packFigure{indicator: indicator, areaYear: 2024, code: d.Code, year: y}.key()] = v
		}
	}
}

var placeFields = map[string]string{
	"inwoners": "inwoners", "inwoners0tot15": "inwoners_0_14", "inwoners65plus": "inwoners_65plus", "huishoudens": "huishoudens",
	"huishoudensgrootte": "huishoudensgrootte", "dichtheid": "dichtheid", "wozWaarde": "woz", "koopwoningen": "koop", "eengezinswoning": "eengezins",
	"inkomenPerInwoner": "inkomen_per_inwoner", "stedelijkheid": "stedelijkheid", "adressendichtheid": "omgevingsadressendichtheid",
	"oppervlakteLandHa": "oppervlakte_land", "afstandHuisarts": "afstand_huisarts", "afstandSupermarkt": "afstand_supermarkt",
	"afstandSchool": "afstand_school", "scholenBinnen3km": "scholen_3km",
}

var gemeenteFields = map[string]string{
	"aantal_inwoners": "inwoners", "huishoudens": "huishoudens", "gem_huishouden_grootte": "huishoudensgrootte", "bevolkingsdichtheid": "dichtheid",
	"woningvoorraad": "woningen", "gem_woz_waarde": "woz", "koopwoningen": "koop", "huurwoningen": "huur", "gem_inkomen_inwoner": "inkomen_per_inwoner",
	"gem_aardgas": "gas", "gem_elektriciteit": "stroom", "0_15": "aandeel_0_14", "15_25": "aandeel_15_24", "25_45": "aandeel_25_44",
	"45_65": "aandeel_45_64", "65plus": "aandeel_65plus", "pct_huurcorporatie": "corporatie", "auto_per_huishouden": "autos_per_huishouden",
	"omgevingsadressendichtheid": "omgevingsadressendichtheid", "stedelijkheid": "stedelijkheid", "personenautos": "autos", "bedrijfsvestigingen": "bedrijfsvestigingen",
	"arbeidsparticipatie": "arbeidsparticipatie", "pct_eengezins": "eengezins", "pct_meergezins": "meergezins", "afstand_huisarts": "afstand_huisarts",
	"afstand_supermarkt": "afstand_supermarkt", "pct_eenpersoonshhd": "eenpersoons", "pct_hhd_zonder_kind": "zonder_kinderen", "pct_hhd_met_kind": "met_kinderen",
	"opl_laag": "opleiding_laag_aantal", "opl_midden": "opleiding_midden_aantal", "opl_hoog": "opleiding_hoog_aantal", "opp_land": "oppervlakte_land",
	"opp_water": "oppervlakte_water",
}

func readJSON(t *testing.T, path string, into any) {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(content, into); err != nil {
		t.Fatalf("%s: %v", path, err)
	}
}

// TestReadPackRefuses: the embedded tables are held to the same rules as files.
func TestReadPackRefuses(t *testing.T) {
	cat := dorrestad(t)
	head := "source,area_year,year,code,name,"
	for _, c := range []struct{ name, text, column, says string }{
		{"other columns", "source,year\nkwb-2020,2020\n", "", "horen te beginnen met"},
		{"no rows", head + "inwoners\n", "", "niet te lezen"},
		{"an unknown source", head + "inwoners\nkwb-1990,2020,2020,WK990101,Zonnewijk,1\n", "", "kwb-1990"},
		{"an unknown indicator", head + "geluk\nkwb-2020,2020,2020,WK990101,Zonnewijk,1\n", "geluk", "geen indicator"},
		{"two sources", head + "inwoners\nkwb-2020,2020,2020,WK990101,Zonnewijk,1\nkwb-2019,2020,2020,WK990102,Maanwijk,1\n", "", "klopt niet"},
		{"two divisions", head + "inwoners\nkwb-2020,2020,2020,WK990101,Zonnewijk,1\nkwb-2020,2019,2020,WK990102,Maanwijk,1\n", "", "klopt niet"},
		{"a year that is none", head + "inwoners\nkwb-2020,2020,nu,WK990101,Zonnewijk,1\n", "", "klopt niet"},
		{"a code that is none", head + "inwoners\nkwb-2020,2020,2020,ZONNE,Zonnewijk,1\n", "", "geen gebiedscode"},
		{"an area twice", head + "inwoners\nkwb-2020,2020,2020,WK990101,Zonnewijk,1\nkwb-2020,2020,2020,WK990101,Zonnewijk,1\n", "", "twee keer"},
		{"a column twice", head + "inwoners,inwoners\nkwb-2020,2020,2020,WK990101,Zonnewijk,1,1\n", "inwoners", "staat ook al"},
	} {
		_, err := readPack(cat, fstest.MapFS{"a.csv": {Data: []byte(c.text)}})
		var r *Refusal
		if !errors.As(err, &r) || r.Column != c.column || !strings.Contains(r.Reason, c.says) {
			t.Errorf("%s gives %v", c.name, err)
		}
	}
	// An empty cell was not at hand and says nothing; a point says that there is none.
	tables, err := readPack(cat, fstest.MapFS{"a.csv": {Data: []byte(head + "inwoners,koop,woz\nkwb-2020,2020,2020,WK990101,Zonnewijk,1,,.\n")}})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, of := range tables[0].figures(1) {
		if f, ok, _ := of.At(0); ok {
			got = append(got, fmt.Sprint(of.Indicator, " ", show(f.Value), " ", f.Status))
		}
	}
	if want := []string{"inwoners 1 ok", "woz none onbekend"}; !slices.Equal(got, want) {
		t.Errorf("figures are %q, want %q", got, want)
	}
}
