package server_test

import (
	"encoding/csv"
	"fmt"
	"html"
	"math"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
	"wijkinzicht/data/series"
	"wijkinzicht/server/figure"
)

// table reads a CSV answer as rows by column name.
func table(t *testing.T, path string) []map[string]string {
	t.Helper()
	r := get(t, path)
	if r.status != 200 {
		t.Fatalf("%s: status %d", path, r.status)
	}
	in := csv.NewReader(strings.NewReader(r.body))
	in.Comment = '#'
	rows, err := in.ReadAll()
	if err != nil || len(rows) == 0 {
		t.Fatalf("%s: %v", path, err)
	}
	var out []map[string]string
	for _, row := range rows[1:] {
		line := map[string]string{}
		for i, name := range rows[0] {
			line[name] = row[i]
		}
		out = append(out, line)
	}
	return out
}

// verdict is what a surface says of two years: a difference, or why there is none.
type verdict struct {
	difference float64
	why        string // empty: they may be compared
}

func (v verdict) String() string {
	if v.why != "" {
		return "none: " + v.why
	}
	return strconv.FormatFloat(v.difference, 'f', 3, 64)
}

// ofMap asks /kaart.csv.
func ofMap(t *testing.T, code, indicator string, from, to int) verdict {
	t.Helper()
	path := fmt.Sprintf("/kaart.csv?gemeente=gm%s&indicator=%s&niveau=%s&jaar=%d&vanaf=%d", code[2:6], indicator, data.LevelOf(code), to, from)
	for _, row := range table(t, path) {
		if row["code"] == code {
			if row["waarde"] == "" {
				return verdict{why: row["toelichting"]}
			}
			v, _ := strconv.ParseFloat(row["waarde"], 64)
			return verdict{difference: v}
		}
	}
	t.Fatalf("%s: no %s", path, code)
	return verdict{}
}

// ofComparison asks /vergelijk.csv for a subject or an area.
func ofComparison(t *testing.T, place, indicator string, from, to int) verdict {
	t.Helper()
	values, why := map[int]float64{}, ""
	for _, row := range table(t, "/vergelijk.csv?gebied="+place+"&indicator="+indicator) {
		year, _ := strconv.Atoi(row["jaar"])
		if v, err := strconv.ParseFloat(row["waarde"], 64); err == nil {
			values[year] = v
		} else if year == from || year == to {
			why = row["status"]
		}
		if row["breuk_ervoor"] == "ja" && year > from && year <= to && why == "" {
			why = row["breuk_waarom"]
		}
	}
	if why != "" {
		return verdict{why: why}
	}
	return verdict{difference: values[to] - values[from]}
}

// ofAPI asks /api/v1/trend.
func ofAPI(t *testing.T, slug, indicator string, from, to int) verdict {
	t.Helper()
	found := map[int]map[string]string{}
	why := ""
	for _, row := range table(t, "/api/v1/trend.csv?subject="+slug+"&indicator="+indicator) {
		year, _ := strconv.Atoi(row["year"])
		found[year] = row
		if year > from && year <= to && row["why"] != "" {
			why = row["why"]
		}
	}
	if found[from]["stretch"] != found[to]["stretch"] {
		return verdict{why: why}
	}
	a, _ := strconv.ParseFloat(found[from]["value"], 64)
	b, _ := strconv.ParseFloat(found[to]["value"], 64)
	return verdict{difference: b - a}
}

// ofMacro asks the database's own macro.
func ofMacro(t *testing.T, slug, indicator string, from, to int) verdict {
	t.Helper()
	var text strings.Builder
	question := fmt.Sprintf("select difference, coalesce(reason, '') from verschil('%s', %d, %d) where subject = '%s'", indicator, from, to, slug)
	if err := db.Query(t.Context(), question, "csv", &text); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(strings.NewReader(text.String())).ReadAll()
	if err != nil || len(rows) != 2 {
		t.Fatalf("%s: %v, %v", question, rows, err)
	}
	if rows[1][1] != "" {
		return verdict{why: rows[1][1]}
	}
	v, _ := strconv.ParseFloat(rows[1][0], 64)
	return verdict{difference: v}
}

// TestOneAnswerEverywhere asks pages, files, API and macro the same question of pairs whose answer is known.
func TestOneAnswerEverywhere(t *testing.T) {
	for _, c := range []struct {
		code, slug, indicator string
		from, to              int
		want                  float64
		may                   bool
	}{
		{"WK051836", "moerwijk", "inwoners", 2020, 2024, 170, true},
		{"WK051836", "moerwijk", "inwoners", 2016, 2024, 1205, true},
		{"WK051836", "moerwijk", "lbm", 2002, 2024, -0.019, true},
		{"WK051836", "moerwijk", "woz", 2019, 2024, 0, false}, // from the WOZ register to the BAG
		{"BU05991575", "", "inwoners", 2020, 2024, 0, false},  // Wielewaal, from 21 to 86 hectares
		{"BU05991578", "", "inwoners", 2020, 2024, 0, false},  // Zuiderpark, from 290 to 225 hectares
		{"BU05990321", "", "inwoners", 2020, 2024, 0, false},  // Bospolder
		{"BU05990329", "", "inwoners", 2020, 2024, 0, false},  // Schiemond
	} {
		name := fmt.Sprintf("%s %s %d-%d", c.code, c.indicator, c.from, c.to)
		answers := map[string]verdict{
			"kaart":           ofMap(t, c.code, c.indicator, c.from, c.to),
			"vergelijk (CBS)": ofComparison(t, c.code+"-2024", c.indicator, c.from, c.to),
		}
		if c.slug != "" {
			answers["vergelijk (wijk)"] = ofComparison(t, c.slug, c.indicator, c.from, c.to)
			answers["api"] = ofAPI(t, c.slug, c.indicator, c.from, c.to)
			answers["verschil()"] = ofMacro(t, c.slug, c.indicator, c.from, c.to)
		}
		for surface, got := range answers {
			if (got.why == "") != c.may || c.may && math.Abs(got.difference-c.want) > 0.0006 {
				t.Errorf("%s: %s says %v, want %v (may be compared: %v)", name, surface, got, c.want, c.may)
			}
		}
	}
}

// TestPagesShowTheSameChange: the change since the first comparable year is the same on home, on the page of a wijk, in the brief and
// under signalering, over the same years.
func TestPagesShowTheSameChange(t *testing.T) {
	rows := map[string]map[string]string{}
	for _, row := range table(t, "/signalering.csv?indicator=lbm") {
		rows[row["code"]] = row
	}
	home := get(t, "/?indicator=lbm").body
	for _, slug := range wijken() {
		line, err := db.Trends(t.Context(), []string{slug}, []string{"lbm"})
		if err != nil {
			t.Fatal(err)
		}
		c := series.Line(line).Latest()
		if c.Why != series.Same {
			if rows[slug]["verschil"] != "" {
				t.Errorf("%s: signalering has a difference, and the rule says %q", slug, c.Why)
			}
			continue
		}
		got, err := strconv.ParseFloat(rows[slug]["verschil"], 64)
		if err != nil || math.Abs(got-c.Difference()) > 0.000051 || /* the file rounds */ rows[slug]["vanaf"] != strconv.Itoa(c.From.Year) || rows[slug]["tot"] != strconv.Itoa(c.To.Year) {
			t.Errorf("%s: signalering says %v, want %v over %d-%d", slug, rows[slug], c.Difference(), c.From.Year, c.To.Year)
		}
		text := strings.Replace(fmt.Sprintf("%+.3f", c.Difference()), ".", ",", 1)
		text = strings.Replace(text, "-", "−", 1)
		for page, body := range map[string]string{"home": home, "wijk": get(t, "/wijk/"+slug).body, "brief": get(t, "/wijk/"+slug+"?brief=ja").body} {
			if !strings.Contains(html.UnescapeString(body), text) {
				t.Errorf("%s: %s does not say %s", slug, page, text)
			}
		}
	}
}

// TestTheMapIsTheRuleOfLines: on random questions over the whole store, the map of changes lets two years of an area be compared
// exactly where the line of that area does, and gives the same difference.
func TestTheMapIsTheRuleOfLines(t *testing.T) {
	if testing.Short() {
		t.Skip("takes long: not with -short")
	}
	random := rand.New(rand.NewPCG(2026, 11))
	asked, compared, refused := 0, 0, 0
	for asked < 60 {
		ind := db.Indicators[random.IntN(len(db.Indicators))]
		gemeente, level := []string{"GM0014", "GM0268", "GM0518", "GM0599", "GM0637", "GM0995"}[random.IntN(6)], []string{"wijk", "buurt"}[random.IntN(2)]
		years, err := db.MapYears(t.Context(), ind, gemeente, level)
		if err != nil {
			t.Fatal(err)
		}
		if len(years) < 2 || !ind.Shown {
			continue
		}
		asked++
		i := random.IntN(len(years) - 1)
		from, to := years[i], years[i+1+random.IntN(len(years)-1-i)]
		path := fmt.Sprintf("/kaart.csv?gemeente=%s&indicator=%s&niveau=%s&jaar=%d&vanaf=%d", strings.ToLower(gemeente), ind.ID, level, to.Year, from.Year)
		rows := table(t, path)
		var areas []catalogue.AreaKey
		for _, row := range rows {
			areas = append(areas, catalogue.AreaKey{Year: to.AreaYear, Code: row["code"]})
		}
		lines, err := db.AreaTrends(t.Context(), ind, areas)
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range rows {
			line := lines[catalogue.AreaKey{Year: to.AreaYear, Code: row["code"]}]
			c := line.Over(from.Year, to.Year)
			if c.From.Value != nil && c.From.Division != from.AreaYear || c.To.Value != nil && c.To.Division != to.AreaYear {
				continue // a year that stands on two divisions: the two look at another one
			}
			if (row["waarde"] != "") != (c.Why == series.Same) {
				t.Errorf("%s: of %s the map says %q (%s), its line %q", path, row["code"], row["waarde"], row["toelichting"], c.Why)
				continue
			}
			if c.Why != series.Same {
				refused++
				continue
			}
			compared++
			if v, _ := strconv.ParseFloat(row["waarde"], 64); math.Abs(v-c.Difference()) > 0.501*math.Pow10(-ind.Decimals-figure.Guard) { // files round
				t.Errorf("%s: %s differs by %v on the map and %v in its line", path, row["code"], v, c.Difference())
			}
		}
	}
	if compared < 100 || refused < 100 {
		t.Errorf("compared %d and refused %d: too few to say anything", compared, refused)
	}
}

// TestWithheldStaysWithheld: no surface has a figure where the publisher has the indicator and left this area out.
func TestWithheldStaysWithheld(t *testing.T) {
	for question, text := range map[string]string{
		"figures of areas": `select count(*) from figure f join observation o using (indicator, area_year, area_code, year) where o.value is null and f.value is not null`,
		"derived where tables have a column": `select count(*) from derived d join observation o on o.indicator = d.indicator and o.area_year = d.area_year and o.year = d.year
			and left(o.area_code::varchar, 6) = left(d.area_code::varchar, 6)`,
		"values of the wijk's own area": `select count(*) from trend t join subject_part p on p.subject = t.subject and p.year = t.division and p.relation = 'gelijk' and p.used
			join indicator i on i.id = t.indicator and i.numerator is not null
			join observation o on o.indicator = t.indicator and o.area_year = p.year and o.area_code::varchar = p.code and o.year = t.year
			where o.value is null and o.status in ('geheim', 'onbekend') and t.value is not null and t.quality in ('A', 'B')`,
		"below the publisher's minimum": `select count(*) from derived d join minimum m on m.indicator = d.indicator and d.edition between m.from_edition and m.to_edition and m.level is null
			join observation o on o.indicator = m.counted and o.area_year = d.area_year and o.area_code = d.area_code and o.year = d.year
			where d.value is not null and o.value < m.minimum`,
	} {
		var out strings.Builder
		if err := db.Query(t.Context(), text, "csv", &out); err != nil {
			t.Fatal(err)
		}
		if n := strings.Fields(out.String())[1]; n != "0" {
			t.Errorf("%s: %s", question, n)
		}
	}
	for _, row := range table(t, "/kaart.csv?gemeente=gm0518&indicator=autos_per_huishouden&niveau=buurt&jaar=2020") {
		if v, err := strconv.ParseFloat(row["waarde"], 64); err == nil && v > 2.5 {
			t.Errorf("%s has %v cars per household", row["code"], v)
		}
	}
}
