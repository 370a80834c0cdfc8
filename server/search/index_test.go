package search

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

// testNames gives the places of the tests below: as namesOf makes them.
func testNames() []named {
	return []named{
		newNamed("Moerwijk", "wijk die wij volgen", "Den Haag", "/wijk/moerwijk", "", 0),
		newNamed("Den Haag", "gemeente", "", "/gebied/GM0518", "GM0518", 1),
		newNamed("Súdwest-Fryslân", "gemeente", "", "/gebied/GM1900", "GM1900", 1),
		newNamed("'s-Hertogenbosch", "gemeente", "", "/gebied/GM0796", "GM0796", 1),
		newNamed("Moerwijk", "wijk", "Den Haag", "/wijk/moerwijk", "WK051836", 2),
		newNamed("Centrum", "wijk", "Den Haag", "/gebied/WK051828", "WK051828", 2),
		newNamed("Centrum", "wijk", "Zoetermeer", "/gebied/WK063700", "WK063700", 2),
		newNamed("Moerwijk-West", "buurt", "Den Haag", "/gebied/BU05183637", "BU05183637", 3),
		newNamed("Moerwijk-Oost", "buurt", "Den Haag", "/gebied/BU05183638", "BU05183638", 3),
		newNamed("'t Zand", "buurt", "Zoetermeer", "/gebied/BU06370001", "BU06370001", 3),
		newNamed("Café-eiland", "buurt", "Zoetermeer", "/gebied/BU06370002", "BU06370002", 3),
		newNamed("Haagse Bos", "buurt", "Den Haag", "/gebied/BU05184242", "BU05184242", 3),
		newNamed("Zuiderzeewijk", "wijk die wij volgen", "Lelystad", "/wijk/zuiderzeewijk", "", 0),
	}
}

func TestSearchNames(t *testing.T) {
	names := testNames()
	for _, c := range []struct{ asked, want string }{ // the pages in order; → that of the only one, which opens at once
		{"Moerwijk", "→ /wijk/moerwijk"},
		{"  MOERWIJK ", "→ /wijk/moerwijk"},
		{"Wijk 36 Moerwijk", "→ /wijk/moerwijk"},
		{"moerwijk den haag", "→ /wijk/moerwijk"},
		{"Moerwijk, 's-Gravenhage", "→ /wijk/moerwijk"},
		{"Den Haag Moerwijk", "→ /wijk/moerwijk"},
		{"moerwyk", "/wijk/moerwijk /gebied/BU05183638 /gebied/BU05183637"},
		{"meorwijk", "/wijk/moerwijk /gebied/BU05183638 /gebied/BU05183637"}, // two letters that changed places
		{"moerwik den hag", "/wijk/moerwijk /gebied/BU05183638 /gebied/BU05183637"},
		{"moerwijk west", "→ /gebied/BU05183637"},
		{"moerwijkwest", "/gebied/BU05183637"},
		{"west moerwijk", "/gebied/BU05183637"},
		{"moerw", "/wijk/moerwijk /gebied/BU05183638 /gebied/BU05183637"},
		{"centrum", "/gebied/WK051828 /gebied/WK063700"},
		{"centrum zoetermeer", "→ /gebied/WK063700"},
		{"den haag", "→ /gebied/GM0518"},
		{"'s-Gravenhage", "→ /gebied/GM0518"},
		{"den bosch", "→ /gebied/GM0796"},
		{"sudwest fryslan", "→ /gebied/GM1900"},
		{"’t zand", "→ /gebied/BU06370001"},
		{"cafe eiland", "→ /gebied/BU06370002"},
		{"wk051836", "→ /wijk/moerwijk"},
		{"BU 0518 3637", "→ /gebied/BU05183637"},
		{"zuiderzewijk", "/wijk/zuiderzeewijk"},
		{"zuidezewijk lelystad", "/wijk/zuiderzeewijk"},
		{"m", ""},
		{"", ""},
		{"2525", ""},
		{"qqqqqq", ""},
		{"<script>", ""},
		{"' or 1=1 --", ""},
		{"\x00\xff", ""},
	} {
		all := searchNames(names, c.asked)
		got := ""
		if one, ok := onlyOne(all); ok {
			got = "→ " + one.url
		} else {
			for _, f := range all {
				got += " " + f.url
			}
		}
		if strings.TrimSpace(got) != c.want {
			t.Errorf("%q finds %s, want %s", c.asked, strings.TrimSpace(got), c.want)
		}
	}
}

func TestTypingErrors(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{
		{"moerwijk", "moerwijk", 0}, {"moerwijk", "moerwik", 1}, {"moerwijk", "mooerwijk", 1}, {"moerwijk", "moarwijk", 1}, {"moerwijk", "meorwijk", 1},
		{"moerwijk", "moer", 3}, {"", "ab", 2}, {"ca", "abc", 3}, {"één", "een", 2},
	} {
		if got := typing(c.a, c.b, 2); got != min(c.want, 3) {
			t.Errorf("%q and %q: %d errors, want %d", c.a, c.b, got, c.want)
		}
		if typing(c.a, c.b, 5) != typing(c.b, c.a, 5) {
			t.Errorf("%q and %q: not the same the other way round", c.a, c.b)
		}
	}
}

func TestPostcodes(t *testing.T) {
	for text, want := range map[string]string{"2525": "2525", "2525 AB": "2525ab", " 2525ab ": "2525ab", "0525": "", "25255": "", "2525 abc": "", "2525 AB 12": "", "moerwijk 2525": "", "": "", "2525a": ""} {
		if got := postcodeOf(text); got != want {
			t.Errorf("%q: postcode %q, want %q", text, got, want)
		}
	}
}

func FuzzSearchNames(f *testing.F) {
	names := testNames()
	f.Add("moerwijk den haag")
	f.Fuzz(func(t *testing.T, text string) {
		seen := map[string]bool{}
		for _, found := range searchNames(names, text) {
			if seen[found.url] {
				t.Errorf("%q finds %s twice", text, found.url)
			}
			seen[found.url] = true
		}
	})
}

// locationAnswer is an answer in the shape of the Locatieserver's free: made up, with the fields that we ask for and some that we do not.
func locationAnswer(docs ...string) string {
	return fmt.Sprintf(`{"response":{"numFound":%d,"start":0,"maxScore":12.5,"docs":[%s]}}`, 40*len(docs), strings.Join(docs, ","))
}

func TestAddressService(t *testing.T) {
	asked := ""
	body, status, wait := "", http.StatusOK, time.Duration(0)
	host := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked = r.URL.Path + " " + r.URL.Query().Get("q") + " " + r.Header.Get("User-Agent") + r.Header.Get("Referer") + r.Header.Get("Cookie")
		time.Sleep(wait)
		w.WriteHeader(status)
		fmt.Fprint(w, body)
	}))
	t.Cleanup(host.Close)
	for _, c := range []struct {
		name, body string
		status     int
		wait       time.Duration
		want       string // addresses, or what the error says
	}{
		{"an address", locationAnswer(`{"bron":"BAG","type":"adres","weergavenaam":"Voorbeeldstraat 1, 2525ZZ 's-Gravenhage","gemeentecode":"0518","buurtcode":"BU05183637","wijkcode":"WK051836","centroide_ll":"POINT(4.3 52.05)","score":12.5}`), 200, 0, "adres Voorbeeldstraat 1, 2525ZZ 's-Gravenhage BU05183637 4.3"},
		{"a postcode without codes", locationAnswer(`{"type":"postcode","weergavenaam":"Voorbeeldstraat, 2525ZZ 's-Gravenhage","gemeentecode":"0518","centroide_ll":"POINT(4.3 52.05)"}`), 200, 0, "postcode Voorbeeldstraat, 2525ZZ 's-Gravenhage  4.3"},
		{"no point", locationAnswer(`{"type":"weg","weergavenaam":"Voorbeeldstraat","centroide_ll":"LINE(1 2)"}`), 200, 0, "weg Voorbeeldstraat  none"},
		{"nothing", locationAnswer(), 200, 0, ""},
		{"down", "stuk", 503, 0, "status 503"},
		{"gone elsewhere", "", 404, 0, "status 404"},
		{"a page for people", "<html>onderhoud</html>", 200, 0, "no JSON of its own"},
		{"other JSON", `{"docs":[]}`, 200, 0, "without a response"},
		{"half an answer", `{"response":{"docs":[{"type":"adr`, 200, 0, "no JSON of its own"},
		{"slow", locationAnswer(), 200, 300 * time.Millisecond, "ask the address service"},
	} {
		body, status, wait = c.body, c.status, c.wait
		s := newAddressService(host.URL)
		s.client.Timeout = 100 * time.Millisecond
		if c.wait == 0 {
			s.client.Timeout = 10 * time.Second
		}
		got := ""
		found, err := s.find(context.Background(), "geheime straat 1")
		if err != nil {
			got = err.Error()
			if strings.Contains(got, "geheime") || strings.Contains(got, "/free") {
				t.Errorf("%s: the error repeats what was typed: %s", c.name, got)
			}
			if !strings.Contains(got, c.want) || c.want == "" {
				t.Errorf("%s: %s, want %s", c.name, got, c.want)
			}
			continue
		}
		for _, a := range found {
			got += a.Kind + " " + a.Name + " " + a.Buurt + " "
			if p, ok := a.point(); ok {
				got += fmt.Sprint(p[0])
			} else {
				got += "none"
			}
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
		if asked != "/free geheime straat 1 wijkinzicht" {
			t.Errorf("%s: asked %q", c.name, asked)
		}
	}
}

func TestAddressServiceIsAskedSeldom(t *testing.T) {
	s := newAddressService("http://127.0.0.1:1")
	now := time.Date(2026, 5, 4, 12, 0, 0, 0, time.UTC)
	allowed := 0
	for i := range 100 { // within half a second
		if s.mayAsk(now.Add(time.Duration(i) * 5 * time.Millisecond)) {
			allowed++
		}
	}
	if allowed != addressPace {
		t.Errorf("%d questions in half a second", allowed)
	}
	if !s.mayAsk(now.Add(time.Second)) {
		t.Error("a second later nothing may be asked")
	}
}

func TestHasAll(t *testing.T) {
	const name = "Voorbeeldstraat 1, 2525ZZ 's-Gravenhage"
	for text, want := range map[string]bool{"voorbeeldstraat 1": true, "Voorbeeldstraat 1 2525 zz": true, "voorbeeldstraat 11": false, "2525zz": true, "voorbeeldstraat": true, "voorbeeldlaan 1": false, "Voorbeeldstraat 1, Den Haag": true, "voorbeeldstraat 1 delft": false} {
		if got := hasAll(name, text); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}
