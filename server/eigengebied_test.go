package server_test

import (
	"encoding/csv"
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"wijkinzicht/data"
)

// twoBuurten goes round Moerwijk-Noord and the Groente- en Fruitmarkt, oneBuurt round the latter; snipped cuts a corner off both.
const (
	twoBuurten = "80150-452355_80153-452363_79928-452819_79893-452804_79865-452815_79904-452921_79901-452929_79903-452955_79994-452998_80025-452994_80258-453083_80482-453244_80476-453258_80532-453284_80547-453255_80595-453211_80706-453141_80770-453110_80873-453086_80991-453090_81035-453084_81199-453220_81230-453199_81130-452952_81107-452864_81120-452861_81106-452787_81057-452793_81048-452760_81008-452553_80995-452475_81001-452426_80952-452460_80908-452383_80433-451982_80339-451954"
	oneBuurt   = "80991-453090_81035-453084_81199-453220_81230-453199_81130-452952_81107-452864_81120-452861_81106-452787_81057-452793_81048-452760_81010-452760_80927-452697_80832-452590_80771-452568_80715-452567_80673-452578_79991-452861_79933-452887_79934-452909_79904-452921_79901-452929_79903-452955_79994-452998_80025-452994_80258-453083_80482-453244_80476-453258_80532-453284_80547-453255_80595-453211_80706-453141_80770-453110_80873-453086"
	snipped    = "80000-452300_80900-452300_80900-453300_80000-453300"
)

func sketched(outline string) string {
	return "/eigen-gebied?gemeente=gm0518&omtrek=" + url.QueryEscape(outline)
}

func TestSketchPage(t *testing.T) {
	for address, want := range map[string][]string{
		"/eigen-gebied":                 {"De buurten van Den Haag", `<option value="gm0599">Rotterdam</option>`, `data-meter="`, "<title>Moerwijk-Noord</title>"},
		"/eigen-gebied?gemeente=gm0599": {"De buurten van Rotterdam", ">Tarwewijk</text>"},
		sketched(twoBuurten) + "&naam=Rand": {"0,97 km² in Den Haag, in 2 gebieden van het CBS: Moerwijk-Noord en Groente- en Fruitmarkt.", "Dit zijn hele buurten", "Rand in cijfers", ">14.455</span>", `href="/eigen-gebied.geojson?`,
			"Leefbaarheid (Leefbaarometer 3.0) in Rand", "binnen de marge</span>", "193.000 tot €"},
		sketched(snipped): {"de omtrek snijdt vooral door buurten heen", "Of neem hele buurten", ">Groente- en Fruitmarkt en Moerwijk-Noord</a>"},
		sketched("80300-452300_80340-452300_80340-452340_80300-452340"): {"een deel van Moerwijk-Noord", "kwaliteit D", "Streepjeslijn met open punten: cijfer van een ander, meestal groter gebied (Moerwijk-Noord)."},
		sketched("80000-452300_80900-453300_80900-452300_80000-453300"): {"Dit is geen gebied:", "kruisen elkaar"},
		sketched(oneBuurt): {"op de plek van Groente- en Fruitmarkt.", "Dit zijn hele buurten"},
		sketched("60000-452300_60900-452300_60900-453300_60000-453300"):      {"waar geen buurt van Den Haag ligt", "hier ligt geen buurt van Den Haag waarvan de grens bekend is. Ligt het gebied in een andere gemeente"},
		sketched("70000-440000_95000-440000_95000-465000_70000-465000"):      {"ligt in geen buurt van Den Haag"},
		sketched(snipped) + "&naam=" + url.QueryEscape("🌳 Park → 東 “Noord”"): {"Park Noord in cijfers", "<title>Park Noord, Den Haag · "},
		sketched("het plein"): {"Dit is geen gebied:", "niet te lezen"},
	} {
		r := get(t, address)
		for _, text := range want {
			if r.status != http.StatusOK || !strings.Contains(r.body, text) {
				t.Errorf("%s: status %d, lacks %q", address, r.status, text)
			}
		}
		checkPage(t, address, r.body)
		checkHeader(t, address, r)
	}
	for _, address := range []string{"/eigen-gebied?gemeente=gm0363", "/eigen-gebied?indicator=niets", "/eigen-gebied.csv", "/eigen-gebied.doc?gemeente=gm0518&omtrek=" + twoBuurten} {
		if r := get(t, address); r.status != http.StatusNotFound {
			t.Errorf("%s: status %d", address, r.status)
		}
	}
}

// TestSketchFiles: the outline of a sketch comes back as a GeoJSON that leads to the same page, and every figure is in the CSV.
func TestSketchFiles(t *testing.T) {
	file := get(t, strings.Replace(sketched(twoBuurten), "gebied?", "gebied.geojson?", 1))
	var feature struct {
		Geometry struct{ Coordinates []orb.Ring }
	}
	if err := json.Unmarshal([]byte(file.body), &feature); err != nil || len(feature.Geometry.Coordinates) != 1 || feature.Geometry.Coordinates[0].Orientation() != orb.CCW {
		t.Fatalf("%v: %.200s", err, file.body)
	}
	shorter, err := json.Marshal(map[string]any{"type": "Polygon", "coordinates": feature.Geometry.Coordinates})
	if err != nil {
		t.Fatal(err)
	}
	again := get(t, sketched(string(shorter)))
	at, err := url.Parse(again.header.Get("Location"))
	if err != nil || again.status != http.StatusFound || len(strings.Split(at.Query().Get("omtrek"), "_")) != len(strings.Split(twoBuurten, "_")) {
		t.Errorf("a pasted GeoJSON: status %d, leads to %q", again.status, again.header.Get("Location"))
	}
	table := get(t, strings.Replace(sketched(twoBuurten), "gebied?", "gebied.csv?", 1))
	rows, err := csv.NewReader(strings.NewReader(table.body)).ReadAll()
	if err != nil || len(rows) < 150 {
		t.Fatalf("%v: %d rows", err, len(rows))
	}
	for _, row := range rows[1:] {
		if row[0] != data.SketchSlug || row[7] != "C" && row[5] != "" {
			t.Fatalf("a row of another subject, or of another quality: %q", row)
		}
	}
	around := get(t, strings.Replace(sketched("80300-452300_80340-452300_80340-452340_80300-452340"), "gebied?", "gebied.csv?", 1))
	if !strings.Contains(around.body, ",D,") || !strings.Contains(around.body, ",Moerwijk-Noord,") {
		t.Errorf("of which area the figures are is not said: %.300s", around.body)
	}
	if rows[1][1] != "Getekend gebied, Den Haag" {
		t.Errorf("the figures are of %q", rows[1][1])
	}
	for _, name := range []string{"🌳", "ÀÿŒß ¿¡ “x”", "<b>&amp;"} { // whatever the name, there is a picture
		if r := get(t, strings.Replace(sketched(twoBuurten), "gebied?", "gebied.png?", 1)+"&naam="+url.QueryEscape(name)); r.status != http.StatusOK {
			t.Errorf("a picture of %q: status %d", name, r.status)
		}
	}
	for _, ending := range []string{"xlsx", "png", "groot.png", "plaatje.svg", "svg", "json"} {
		if r := get(t, strings.Replace(sketched(twoBuurten), "gebied?", "gebied."+ending+"?", 1)); r.status != http.StatusOK || len(r.raw) < 1000 {
			t.Errorf("%s: status %d, %d bytes", ending, r.status, len(r.raw))
		}
	}
}
