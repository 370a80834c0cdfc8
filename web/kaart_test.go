package web

import (
	"encoding/json"
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"
)

func TestAreaSaysItsValueOrWhyThereIsNone(t *testing.T) {
	for _, c := range []struct {
		area MapArea
		unit string
		want string
	}{
		{MapArea{Value: "6.140"}, "inwoners", "Zonnehof: 6.140 inwoners"},
		{MapArea{Value: "6.140"}, "", "Zonnehof: 6.140"},
		{MapArea{Value: "6.140", Reason: "voorlopig"}, "inwoners", "Zonnehof: 6.140 inwoners (voorlopig)"},
		{MapArea{Reason: "geheim"}, "inwoners", "Zonnehof: geen gegevens: geheim"},
		{MapArea{}, "inwoners", "Zonnehof: geen gegevens"},
	} {
		c.area.Name = "Zonnehof"
		page := everyPage(t, pageSet{kaart: KaartPage{Map: Map{Unit: c.unit, Areas: []MapArea{c.area}}}})["kaart"]
		if !strings.Contains(page, "<title>"+c.want+"</title></path>") {
			t.Errorf("%+v: the title is not %q", c.area, c.want)
		}
	}
}

func TestMapIsAPictureWithATable(t *testing.T) {
	for name, page := range samplePages(t) {
		if name != "kaart" && name != "embedkaart" {
			continue
		}
		for _, want := range []string{
			`role="group" aria-labelledby="kaart-naam" aria-describedby="kaart-uitleg"`,
			`<path class="k3" data-klasse="3" data-code="BU99010103"`,
			`<path class="k0" data-klasse="0" data-code="BU99010106"`,
			`<g class="areas" fill="url(#geen-gegevens)">`,
			`class="map-view of5"`,
			`<text x="100" y="50">Zonnewijk</text>`,
			`<td class="right none">geen gegevens</td><td>geheim</td>`,
			"De vormen zijn schematisch.",
		} {
			if !strings.Contains(page, want) {
				t.Errorf("%s: lacks %s", name, want)
			}
		}
		if rows := strings.Count(page, `<tr data-code="`); rows != 6 {
			t.Errorf("%s: %d rows for 6 areas", name, rows)
		}
	}
}

func TestYearsAreLinksWithoutScript(t *testing.T) {
	page := samplePages(t)["kaart"]
	for _, want := range []string{
		`<a href="/kaart?gemeente=GM9901&amp;indicator=inwoners&amp;jaar=2012&amp;niveau=buurt" data-jaar="2012">2012</a>`,
		`data-jaar="2024" aria-current="page">2024</a>`,
		`<input type="hidden" name="jaar" value="2024">`,
	} {
		if !strings.Contains(page, want) {
			t.Errorf("lacks %s", want)
		}
	}
	for _, name := range []string{ParamBeside, ParamSince, ParamClasses, ParamPart} {
		if !strings.Contains(page, `<select id="`+name+`" name="`+name+`"`) {
			t.Errorf("no select named %q", name)
		}
	}
	for _, name := range []string{ParamMunicipality, ParamIndicator, ParamLevel} {
		if !strings.Contains(page, `<select id="`+name+`" name="`+name+`">`) {
			t.Errorf("no select named %q", name)
		}
	}
}

func TestMapThatIsNotThere(t *testing.T) {
	kaart, embed := sampleKaart(), sampleEmbedKaart()
	kaart.None, embed.None = "Er zijn nog geen vormen geladen.", "Er zijn nog geen vormen geladen."
	pages := everyPage(t, pageSet{kaart: kaart, embedKaart: embed})
	for name, table := range map[string]bool{"kaart": true, "embedkaart": false} { // figures without borders are still figures
		checkDocument(t, name, pages[name])
		if !strings.Contains(pages[name], kaart.None) || strings.Contains(pages[name], "<table") != table || strings.Contains(pages[name], "<path") {
			t.Errorf("%s: there must be the reason, no map, and a table: %v", name, table)
		}
	}
	kaart.Rows = nil
	if strings.Contains(everyPage(t, pageSet{kaart: kaart, embedKaart: embed})["kaart"], "<table") {
		t.Error("an empty table")
	}
}

var anchor = regexp.MustCompile(`(?s)<a href="([^"]*)"([^>]*)>(.*?)</a>`)

// An embed lies in a frame: a link that stays in it would show a page that refuses to be framed. Those of the areas in a
// map are for a pointer; its table has the same with the words.
func TestLinksOpenOutsideTheFrame(t *testing.T) {
	for name, page := range samplePages(t) {
		links := 0
		for _, a := range anchor.FindAllStringSubmatch(page, -1) {
			out := strings.Contains(a[2], `target="_blank" rel="noopener"`)
			said := strings.Contains(a[3], "(opent in een nieuw venster)")
			stays := strings.HasPrefix(a[1], "/embed/") || !framed(name)
			if area := strings.Contains(a[2], "tabindex"); out == stays || said == stays && !area {
				t.Errorf("%s: in a frame %v: %s", name, framed(name), a[0])
			}
			links++
		}
		if links == 0 {
			t.Errorf("%s has no link", name)
		}
	}
}

func TestLegendListsClassesAndWhatHasNone(t *testing.T) {
	legend := sampleLegend()
	if all := legend.All(); len(all) != 6 || all[5].Label != "geen gegevens" {
		t.Errorf("got %v, want five classes and the one without data", all)
	}
	legend.None = LegendClass{}
	if all := legend.All(); len(all) != 5 {
		t.Errorf("got %v, want five classes", all)
	}
	for want, legend := range map[string]Legend{"of5": sampleLegend(), "of0": {}, "diverging": {Diverging: true}} {
		if got := legend.Palette(); got != want {
			t.Errorf("palette %q, want %q", got, want)
		}
	}
}

// sampleYear is the answer that kaart.ts reads.
const sampleYear = `{"jaar":2020,"indeling":"2024","titel":"Inwoners","legenda":"","zin":"Zo is het.",` +
	`"opmerking":"Een aantal.","klassen":[{"klasse":3,"label":"10 tot 20","aantal":"12"}],"balken":[[1,2,3,4,5]],"stad":{"x":9,"tekst":"Dorrestad: 5"},"bronnen":[{"tekst":"Bureau","adres":"/bron"}],` +
	`"waarden":{"BU99010101":[3,"6.140",""],"BU99010102":[0,"","geheim"],"BU99010103":[1,"12","",3.5]}}`

func TestYearIsWrittenAsTheScriptReadsIt(t *testing.T) {
	got, err := json.Marshal(KaartYear{
		Year: 2020, Division: "2024", Title: "Inwoners", Sentence: "Zo is het.",
		Classes: []LegendClass{{3, "10 tot 20", "12"}}, Sources: []Link{{"Bureau", "/bron"}},
		Values: map[string]AreaValue{"BU99010101": {3, "6.140", "", 0}, "BU99010102": {0, "", "geheim", 0}, "BU99010103": {1, "12", "", 3.5}},
		Remark: "Een aantal.", Bars: []LegendBar{{1, 2, 3, 4, 5}}, City: LegendCity{X: 9, Text: "Dorrestad: 5"},
	})
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != sampleYear {
		t.Errorf("got  %s\nwant %s", got, sampleYear)
	}
}

// TestScriptAndPageKnowEachOther holds the names that kaart.ts shares with the templates and with KaartYear.
func TestScriptAndPageKnowEachOther(t *testing.T) {
	source, err := os.ReadFile("pages/kaart/kaart.ts")
	if err != nil {
		t.Fatal(err)
	}
	script, page := string(source), samplePages(t)["kaart"]
	ids := regexp.MustCompile(`(?:byId\("|["\x60 ]#)([a-z-]+)`).FindAllStringSubmatch(script, -1)
	if len(ids) < 8 {
		t.Fatalf("only %d ids found in the script", len(ids))
	}
	for _, id := range ids {
		if !strings.Contains(page, `id="`+id[1]+`"`) {
			t.Errorf("the script looks for #%s, which the page does not have", id[1])
		}
	}
	for _, key := range regexp.MustCompile(`"([a-z]+)":`).FindAllStringSubmatch(sampleYear, -1) {
		if !strings.Contains(script, key[1]+":") {
			t.Errorf("the script does not know %q", key[1])
		}
	}
	for _, name := range regexp.MustCompile(`dataset\.([a-z]+)|\[data-([a-z]+)\]`).FindAllStringSubmatch(script, -1) {
		if !strings.Contains(page, "data-"+name[1]+name[2]+"=") {
			t.Errorf("the script reads data-%s, which the page does not have", name[1]+name[2])
		}
	}
}

func TestCityNamesDoNotCollide(t *testing.T) {
	home := HomePage{Cities: []CityDot{ // three close together, one in each corner's way, as in the west of a country
		{"Zandrecht", "/kaart?gemeente=GM9901", 63, 130}, {"Dorrestad", "/kaart?gemeente=GM9902", 71, 132},
		{"Overmaas", "/kaart?gemeente=GM9903", 70, 142}, {"Hooghaven", "/kaart?gemeente=GM9904", 167, 44},
		{"Polderstad", "/kaart?gemeente=GM9905", 117, 99}, {"Waalkamp", "/kaart?gemeente=GM9906", 135, 148},
	}}
	for range home.Cities { // every rotation: the server's order is not ours
		home.Cities = append(home.Cities[1:], home.Cities[0])
		labels := home.CityLabels()
		if len(labels) != len(home.Cities) {
			t.Fatalf("%d labels for %d cities", len(labels), len(home.Cities))
		}
		for i, l := range labels {
			area := l.area()
			if area.left < 0 || area.right > citiesWidth {
				t.Errorf("%s leaves the panel: %+v", l.Name, area)
			}
			for _, other := range labels[:i] {
				if area.overlaps(other.area()) {
					t.Errorf("starting with %s: %s lies over %s", home.Cities[0].Name, l.Name, other.Name)
				}
			}
		}
	}
	page := everyPage(t, pageSet{home: home})["home"]
	checkDocument(t, "home with cities", page)
	for _, c := range home.Cities {
		if !strings.Contains(page, fmt.Sprintf(`<a href="%s"><circle cx="%v" cy="%v"`, c.URL, c.X, c.Y)) {
			t.Errorf("%s has no dot with a link", c.Name)
		}
	}
	if strings.Contains(everyPage(t, pageSet{})["home"], `class="cities"`) {
		t.Error("without cities there must be no panel")
	}
}
