package server_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"wijkinzicht/server"
)

func zoek(text string) string { return "/zoek?q=" + url.QueryEscape(text) }

func TestSearchByPostcode(t *testing.T) {
	for asked, want := range map[string][]string{
		"2533": {"Buurten met postcode 2533", `<a href="/gebied/BU05183637">Moerwijk-West</a> <span class="place">buurt in Den Haag, in wijk <a href="/wijk/moerwijk">Moerwijk</a></span>`,
			"Een deel van de adressen met deze postcode kan in een buurt ernaast liggen.", "Op adres zoeken kan hier niet"},
		"2533 ab": {"Buurten met postcode 2533"},
		"1011":    {"Geen buurt gevonden met postcode 1011.", "de postcode die er het meest voorkomt"},
		"0123":    {"Niets gevonden."},
	} {
		r := get(t, zoek(asked))
		for _, text := range want {
			if r.status != http.StatusOK || !strings.Contains(r.body, text) {
				t.Errorf("%q: status %d, lacks %q", asked, r.status, text)
			}
		}
		checkPage(t, asked, r.body)
		checkHeader(t, zoek(asked), r)
	}
}

// TestEveryPostcodeIsOfItsBuurt: most buurten of today have a postcode, and the search for it finds them.
func TestEveryPostcodeIsOfItsBuurt(t *testing.T) {
	with := 0
	for i, a := range db.Areas {
		if a.Postcode == "" {
			continue
		}
		with++
		if i%40 == 0 && !strings.Contains(get(t, zoek(a.Postcode)).body, "Buurten met postcode "+a.Postcode) {
			t.Errorf("%s: its postcode %s finds nothing", a.Code, a.Postcode)
		}
	}
	if with < 540 {
		t.Errorf("only %d buurten have a postcode", with)
	}
}

func TestErrorPagesSuggestNames(t *testing.T) {
	for path, want := range map[string]string{
		"/wijk/moerwyk":        `<a href="/wijk/moerwijk">Moerwijk, wijk die wij volgen in Den Haag</a>`,
		"/wijk/moerwijk-west":  `<a href="/gebied/BU05183637">Moerwijk-West, buurt in Den Haag</a>`,
		"/Spoorwijk":           `<a href="/gebied/BU05183823">Spoorwijk, buurt in Den Haag</a>`,
		"/wijk/gm0518":         `<a href="/gebied/GM0518">Den Haag</a>`,
		"/gebied/BU05189999":   `<a href="/gebied/GM0518">Den Haag</a>`,
		"/wijk/bos-en-hoven-x": "",
	} {
		r := get(t, path)
		if r.status != http.StatusNotFound || want != "" && (!strings.Contains(r.body, want) || !strings.Contains(r.body, "Bedoelt u")) || want == "" && strings.Contains(r.body, "Bedoelt u") {
			t.Errorf("%s: status %d, wants %q", path, r.status, want)
		}
		checkPage(t, path, r.body)
	}
}

// TestSearchByAddress asks a made-up address service, through a server that has it switched on.
func TestSearchByAddress(t *testing.T) {
	answer, status := "", http.StatusOK
	asked := 0
	host := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked++
		w.WriteHeader(status)
		fmt.Fprint(w, answer)
	}))
	defer host.Close()
	address, _, err := serveWith(t.Context(), depot, server.Config{Address: publicAddress, Program: "test", Addresses: host.URL})
	if err != nil {
		t.Fatal(err)
	}
	search := func(text string) reply { // again while more was asked in a second than is asked of the service
		r := ask(t, http.MethodGet, address+zoek(text))
		for strings.Contains(r.body, "te veel naar adressen gezocht") {
			time.Sleep(50 * time.Millisecond)
			r = ask(t, http.MethodGet, address+zoek(text))
		}
		return r
	}
	doc := func(fields string) string { return `{"response":{"numFound":1,"start":0,"docs":[` + fields + `]}}` }
	inWest := `"centroide_ll":"POINT(` + westPoint + `)"`
	for _, c := range []struct {
		name, text, answer string
		status             int
		want               string // "→ page", or what the page says
	}{
		{"an address opens its buurt", "Voorbeeldstraat 1 Den Haag", doc(`{"type":"adres","weergavenaam":"Voorbeeldstraat 1, 2533ZZ Den Haag","gemeentecode":"0518",` + inWest + `}`), 200, "→ /gebied/BU05183637"},
		{"its point goes before its code, which may be of another division", "Voorbeeldstraat 1", doc(`{"type":"adres","weergavenaam":"Voorbeeldstraat 1, Den Haag","buurtcode":"BU05180110",` + inWest + `}`), 200, "→ /gebied/BU05183637"},
		{"a code where there is no point", "Voorbeeldstraat 1", doc(`{"type":"adres","weergavenaam":"Voorbeeldstraat 1, Den Haag","buurtcode":"BU05183637"}`), 200, "→ /gebied/BU05183637"},
		{"a whole postcode", "2533 zz", doc(`{"type":"postcode","weergavenaam":"Voorbeeldstraat, 2533ZZ Den Haag",` + inWest + `}`), 200, "→ /gebied/BU05183637"},
		{"two that fit are both shown", "Voorbeeldstraat", doc(`{"type":"weg","weergavenaam":"Voorbeeldstraat, Den Haag",` + inWest + `},{"type":"weg","weergavenaam":"Voorbeeldstraat, Zoetermeer","gemeentecode":"0637"}`), 200,
			`Voorbeeldstraat, Den Haag <span class="place">(midden van de straat)</span><br>ligt in buurt <a href="/gebied/BU05183637">Moerwijk-West</a> <span class="place">in wijk <a href="/wijk/moerwijk">Moerwijk</a></span>`},
		{"a gemeente where no more is known", "Voorbeeldstraat", doc(`{"type":"weg","weergavenaam":"Voorbeeldstraat, Den Haag",` + inWest + `},{"type":"weg","weergavenaam":"Voorbeeldstraat, Zoetermeer","gemeentecode":"0637"}`), 200, `ligt in gemeente <a href="/gebied/GM0637">Zoetermeer</a>`},
		{"an address outside what is loaded", "Voorbeeldstraat 1", doc(`{"type":"adres","weergavenaam":"Voorbeeldstraat 1, Verweg","gemeentecode":"9999","centroide_ll":"POINT(5 52.5)"}`), 200, "Niets gevonden."},
		{"nothing", "Voorbeeldstraat 1", doc(""), 200, "Niets gevonden."},
		{"down", "Voorbeeldstraat 1", "", 503, "De adressendienst van PDOK antwoordt nu niet."},
		{"garbage", "Voorbeeldstraat 1", "<html>", 200, "De adressendienst van PDOK antwoordt nu niet."},
		{"markup in a name", "Voorbeeldstraat 1", doc(`{"type":"adres","weergavenaam":"<b>x</b>",` + inWest + `}`), 200, "&lt;b&gt;x"},
	} {
		answer, status = c.answer, c.status
		r := search(c.text)
		if page, lead := strings.CutPrefix(c.want, "→ "); lead {
			if r.status != http.StatusFound || r.header.Get("Location") != page {
				t.Errorf("%s: status %d to %q", c.name, r.status, r.header.Get("Location"))
			}
			continue
		}
		if r.status != http.StatusOK || !strings.Contains(r.body, c.want) || !strings.Contains(r.body, "Locatieserver van PDOK") {
			t.Errorf("%s: status %d, lacks %q", c.name, r.status, c.want)
		}
		checkPage(t, c.name, r.body)
	}
	before := asked
	for _, text := range []string{"moerwijk", "centrum", "2533", "wk051836", "", "a"} {
		search(text)
	}
	if asked != before {
		t.Errorf("%d names were asked of the address service", asked-before)
	}
}

// westPoint lies in Moerwijk-West, near its middle, in degrees.
const westPoint = "4.29407 52.05102"

func TestSuggestions(t *testing.T) {
	for asked, want := range map[string]string{
		"moer":             `[{"value":"Moerwijk, Den Haag","label":"wijk die wij volgen","url":"/wijk/moerwijk"},{"value":"Moerwijk-Oost, Den Haag",`,
		"palenstein zoete": `[{"value":"Palenstein, Zoetermeer","label":"wijk die wij volgen","url":"/wijk/palenstein"}`,
		"m":                `[]`, "qqqqqq": `[]`, strings.Repeat("q ", 3000): `[]`,
	} {
		r := get(t, "/zoek.json?q="+url.QueryEscape(asked))
		if !strings.HasPrefix(r.body, want) || strings.Count(r.body, `"url"`) > 7 {
			t.Errorf("%.20q: %.200s", asked, r.body)
		}
	}
}
