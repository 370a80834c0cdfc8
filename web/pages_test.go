package web

import (
	"bytes"
	"errors"
	"flag"
	"html/template"
	"io"
	"os"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"wijkinzicht/web/chart"
)

var update = flag.Bool("update", false, "write the golden files anew")

// pageSet is one page of each kind.
type pageSet struct {
	home       HomePage
	wijk       WijkPage
	compare    ComparePage
	before     BeforePage
	kaart      KaartPage
	indicator  IndicatorPage
	indicators IndicatorsPage
	why        VerantwoordingPage
	access     ToegankelijkheidPage
	embed      EmbedPage
	embedKaart EmbedKaartPage
	list       RanglijstPage
	profile    ProfilePage
	embedError EmbedErrorPage
	build      InsluitenPage
	fault      ErrorPage
	register   InterventionsPage
	project    InterventionPage
	works      WatWerktPage
	brief      BriefPage
	signals    SignaleringPage
	alike      VergelijkbaarPage
	sketch     SketchPage
}

// everyPage renders each kind of page with the given structs.
func everyPage(t *testing.T, set pageSet) map[string]string {
	t.Helper()
	pages, err := New("")
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for name, write := range map[string]func(io.Writer) error{
		"embed":            func(w io.Writer) error { return pages.Embed(w, set.embed) },
		"embedkaart":       func(w io.Writer) error { return pages.EmbedKaart(w, set.embedKaart) },
		"embederror":       func(w io.Writer) error { return pages.EmbedError(w, set.embedError) },
		"embedprofiel":     func(w io.Writer) error { return pages.Profile(w, set.profile) },
		"ranglijst":        func(w io.Writer) error { return pages.Ranglijst(w, set.list) },
		"error":            func(w io.Writer) error { return pages.Error(w, set.fault) },
		"home":             func(w io.Writer) error { return pages.Home(w, set.home) },
		"indicator":        func(w io.Writer) error { return pages.Indicator(w, set.indicator) },
		"indicatoren":      func(w io.Writer) error { return pages.Indicators(w, set.indicators) },
		"insluiten":        func(w io.Writer) error { return pages.Insluiten(w, set.build) },
		"interventies":     func(w io.Writer) error { return pages.Interventions(w, set.register) },
		"interventie":      func(w io.Writer) error { return pages.Intervention(w, set.project) },
		"watwerkt":         func(w io.Writer) error { return pages.WatWerkt(w, set.works) },
		"brief":            func(w io.Writer) error { return pages.Brief(w, set.brief) },
		"kaart":            func(w io.Writer) error { return pages.Kaart(w, set.kaart) },
		"signalering":      func(w io.Writer) error { return pages.Signalering(w, set.signals) },
		"vergelijkbaar":    func(w io.Writer) error { return pages.Vergelijkbaar(w, set.alike) },
		"teken":            func(w io.Writer) error { return pages.Sketch(w, set.sketch) },
		"toegankelijkheid": func(w io.Writer) error { return pages.Toegankelijkheid(w, set.access) },
		"verantwoording":   func(w io.Writer) error { return pages.Verantwoording(w, set.why) },
		"vergelijk":        func(w io.Writer) error { return pages.Compare(w, set.compare) },
		"voorenna":         func(w io.Writer) error { return pages.Before(w, set.before) },
		"wijk":             func(w io.Writer) error { return pages.Wijk(w, set.wijk) },
	} {
		var body bytes.Buffer
		if err := write(&body); err != nil {
			t.Fatal(err)
		}
		out[name] = body.String()
	}
	return out
}

func samplePages(t *testing.T) map[string]string {
	return everyPage(t, pageSet{
		home: sampleHome(), wijk: sampleWijk(), compare: sampleCompare(), before: sampleBefore(), kaart: sampleKaart(),
		indicator: sampleIndicator(), indicators: sampleIndicators(), why: sampleVerantwoording(), access: sampleToegankelijkheid(),
		embed: sampleEmbed(), embedKaart: sampleEmbedKaart(), list: sampleRanglijst(), profile: sampleEmbedProfile(), build: sampleInsluiten(), embedError: sampleEmbedError(), fault: sampleError(),
		register: sampleInterventions(), project: sampleIntervention(), works: sampleWatWerkt(), brief: sampleBrief(),
		signals: sampleSignalering(), alike: sampleVergelijkbaar(), sketch: sampleSketch(),
	})
}

func TestPagesAreAccessible(t *testing.T) {
	for name, page := range samplePages(t) {
		checkDocument(t, name, page)
	}
}

func TestPagesWithoutOptionalParts(t *testing.T) {
	empty := pageSet{build: InsluitenPage{Problem: "De kleur is geen kleur."}} // a frame would need a title
	for name, page := range everyPage(t, empty) {
		checkDocument(t, "empty "+name, page)
	}
}

func TestIndicatorWithoutFigures(t *testing.T) {
	home := sampleHome()
	home.None = "Deze indicator is nog niet geladen."
	home.Wijken = nil
	page := everyPage(t, pageSet{home: home, wijk: WijkPage{Name: "Zonnewijk"}})
	if !strings.Contains(page["home"], home.None) || strings.Contains(page["home"], "<table") || strings.Contains(page["home"], `class="cards"`) {
		t.Error("home: without any figure there must be the reason and neither cards nor a table")
	}
	if !strings.Contains(page["wijk"], "nog geen gegevens geladen") {
		t.Error("wijk: without themes the page must say that nothing was loaded")
	}
	if !strings.Contains(page["embed"], "nog geen cijfers") {
		t.Error("embed: without a chart the page must say so")
	}
}

func TestNoticeBar(t *testing.T) {
	fault := sampleError()
	if page := everyPage(t, pageSet{fault: fault})["error"]; !strings.Contains(page, fault.Notice) {
		t.Error("the notice is not on the page")
	}
	fault.Notice = ""
	if page := everyPage(t, pageSet{fault: fault})["error"]; strings.Contains(page, "<aside") {
		t.Error("without a notice there must be no bar")
	}
}

func TestFormSendsTheDocumentedParameters(t *testing.T) {
	page := samplePages(t)["home"]
	for _, name := range []string{ParamIndicator, ParamSort} {
		if !strings.Contains(page, `<select id="`+name+`" name="`+name+`">`) {
			t.Errorf("home: no select named %q", name)
		}
	}
	if !strings.Contains(page, `<option value="naam" selected="selected">`) {
		t.Error("home: the chosen order is not selected")
	}
}

// hostile is what fill puts into every string, with a number to tell the fields apart.
const hostile = `"'><script>alert(1)</script><b onclick=x `

// fill sets every string of a page to a hostile text, every slice to one element, every number to a year. It skips the
// fields named in skip and returns the numbers that it used, with the path of their field.
func fill(v reflect.Value, path string, skip string, used map[int]string) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			if name := v.Type().Field(i).Name; !strings.Contains(skip, " "+name+" ") {
				fill(v.Field(i), path+"."+name, skip, used)
			}
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		fill(v.Index(0), path, skip, used)
	case reflect.String:
		switch v.Interface().(type) {
		case string, Story:
			number := 1000 + len(used)
			used[number] = path
			v.SetString(hostile + "n" + strconv.Itoa(number))
		case Quality:
			v.SetString("C")
		}
	case reflect.Int:
		number := 1000 + len(used)
		used[number] = path
		v.SetInt(int64(number))
	case reflect.Float64:
		number := 1000 + len(used)
		used[number] = path
		v.SetFloat(float64(number))
	case reflect.Bool:
		v.SetBool(true)
	}
}

// TestHostileTextIsShownAndEscaped fills every field twice: with values, and with the reasons that stand in their place.
func TestHostileTextIsShownAndEscaped(t *testing.T) {
	for _, skip := range []string{" None Reason Why Legend TightReading ", " Text SVG Narrow Tight Legend Image NarrowImage Alt Shows Reading NarrowReading TightReading "} {
		set := pageSet{}
		filled := map[string]any{
			"home": &set.home, "wijk": &set.wijk, "kaart": &set.kaart, "indicator": &set.indicator, "indicatoren": &set.indicators,
			"verantwoording": &set.why, "toegankelijkheid": &set.access,
			"embed": &set.embed, "embedkaart": &set.embedKaart, "ranglijst": &set.list, "embederror": &set.embedError, "insluiten": &set.build, "error": &set.fault,
			"interventies": &set.register,
			"signalering":  &set.signals, "vergelijkbaar": &set.alike,
		}
		used := map[string]map[int]string{}
		for name, page := range filled {
			used[name] = map[int]string{}
			fill(reflect.ValueOf(page).Elem(), name, skip, used[name])
		}
		set.home.None, set.kaart.None, set.embedKaart.None = "", "", ""
		set.build.Still = false // a picture alone has no height
		set.list.None, set.build.Problem, set.build.Preview = "", "", "/embed/trend/zonnewijk/n"+strings.TrimLeft(set.build.Preview, hostile)
		set.home.None, set.kaart.None, set.embedKaart.None, set.signals.None, set.alike.None = "", "", "", "", ""
		for name, page := range everyPage(t, set) {
			checkDocument(t, "hostile "+name, page)
			for number, path := range used[name] {
				if !shownAnyway(path, skip) {
					continue
				}
				if !strings.Contains(page, strconv.Itoa(number)) {
					t.Errorf("%s: the field is not shown anywhere", path)
				}
			}
		}
	}
}

// shownAnyway says whether a field must be on the page: what belongs to a value is not, when there is no value.
func shownAnyway(path, skip string) bool {
	if strings.HasSuffix(path, ".Current") || strings.HasPrefix(path, "ranglijst.Rows.Change") || strings.HasPrefix(path, "signalering.Ready") ||
		slices.Contains([]string{"home.None", "kaart.None", "embedkaart.None", "ranglijst.None", "signalering.None", "vergelijkbaar.None",
			"insluiten.Problem", "insluiten.Preview"}, path) { // these stand in the place of figures
		return false
	}
	if strings.HasSuffix(path, ".Cells.Value.Year") || strings.HasSuffix(path, ".Cells.Value.Note") { // the column and the cell's own note say it
		return false
	}
	if strings.HasSuffix(path, ".NarrowImage") { // html/template leaves a hostile srcset out whole
		return false
	}
	if !strings.Contains(skip, " Text ") {
		return true
	}
	field := path[strings.LastIndex(path, ".")+1:]
	inValue := strings.Contains(path, ".First.") || strings.Contains(path, ".Last.") || strings.Contains(path, ".Value.") || strings.Contains(path, ".Change.") || strings.Contains(path, ".Gap.")
	return !inValue || field == "Reason" || field == "Why"
}

// TestTheLegendIsShownAndEscaped: it stands beside the picture that has no names in it, and only there.
func TestTheLegendIsShownAndEscaped(t *testing.T) {
	page := EmbedPage{Chart: Chart{SVG: sampleChart(1, 720, 320, "g"), Narrow: sampleChart(1, 360, 300, "s"), Tight: sampleChart(1, 250, 220, "k"),
		Legend: []chart.Key{{Name: "Zonnewijk", Glyph: "●", Color: "#12385c"}, {Name: hostile, Glyph: "◆", Color: "#b5500b", Dash: "9 3"}},
		Shows:  "WOZ", Reading: "/w.json", NarrowReading: "/w.smal.json", TightReading: "/w.krap.json"}}
	text := everyPage(t, pageSet{embed: page})["embed"]
	checkDocument(t, "embed", text)
	for _, want := range []string{"</svg> Zonnewijk</li>", "</svg> " + template.HTMLEscapeString(hostile), `stroke="#b5500b" stroke-width="1.6" stroke-dasharray="9 3"`, `data-optie="/w.krap.json"`} {
		if strings.Count(text, want) != 1 {
			t.Errorf("%d times %s", strings.Count(text, want), want)
		}
	}
	page.Chart.Tight = ""
	if text = everyPage(t, pageSet{embed: page})["embed"]; strings.Contains(text, "chart-legend") {
		t.Error("a legend without its picture")
	}
}

func TestScriptAddressesAreRefused(t *testing.T) {
	wijk := sampleWijk()
	wijk.Themes[0].Figures[0].CSV = "javascript:alert(1)"
	wijk.Themes[0].Figures[0].Sources[0].URL = "javascript:alert(1)"
	page := everyPage(t, pageSet{wijk: wijk})["wijk"]
	if strings.Contains(page, "javascript:") {
		t.Error("a javascript: address reached the page")
	}
}

func TestGolden(t *testing.T) {
	got := samplePages(t)["error"]
	// The hashed names change with every change of a style; the golden page holds the structure.
	for _, name := range []string{"stijl.css", "icoon.svg"} {
		address, err := Asset(name)
		if err != nil {
			t.Fatal(err)
		}
		got = strings.ReplaceAll(got, address, "/static/"+name)
	}
	const golden = "testdata/error.html"
	if *update {
		if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs; run with -update and look at the difference:\n%s", golden, got)
	}
}

type brokenWriter struct{}

var errBroken = errors.New("connection gone")

func (brokenWriter) Write([]byte) (int, error) { return 0, errBroken }

func TestWriteErrorIsReported(t *testing.T) {
	pages, err := New("")
	if err != nil {
		t.Fatal(err)
	}
	if err := pages.Home(brokenWriter{}, sampleHome()); !errors.Is(err, errBroken) {
		t.Errorf("got %v, want %v", err, errBroken)
	}
}

func TestListByChangeShowsChanges(t *testing.T) {
	list := sampleRanglijst()
	list.Ranked, list.Rows[0].Change, list.Rows[1].Change = false, Change{Text: "+3,2", Since: 2012}, Change{Why: "de reeks is gebroken"}
	page := everyPage(t, pageSet{list: list})["ranglijst"]
	checkDocument(t, "list by change", page)
	for _, want := range []string{"3,2</span>", "sinds 2012", "niet vergelijkbaar: de reeks is gebroken"} {
		if !strings.Contains(page, want) {
			t.Errorf("lacks %q", want)
		}
	}
	if strings.Contains(page, ">Rang<") || strings.Contains(page, "19.845") {
		t.Error("a change has no rank, and is not a level")
	}
}
