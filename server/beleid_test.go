package server_test

import (
	"net/http"
	"regexp"
	"strings"
	"testing"
)

// TestInterventionsClaimNoEffect reads every page of the register as it is served.
func TestInterventionsClaimNoEffect(t *testing.T) {
	all, err := db.Interventions(t.Context())
	if err != nil || len(all) < 5 {
		t.Fatalf("%d interventions, %v", len(all), err)
	}
	paths := []string{"/interventies"}
	for _, i := range all {
		paths = append(paths, "/interventies/"+i.ID)
	}
	before := 0
	for _, path := range paths {
		r := get(t, path)
		if r.status != http.StatusOK || strings.Contains(strings.ToLower(r.body), "effect") {
			t.Errorf("%s: status %d, speaks of an effect: %v", path, r.status, strings.Contains(strings.ToLower(r.body), "effect"))
		}
		checkPage(t, path, r.body)
		if strings.Contains(r.body, "<svg") {
			before++
			for _, said := range []string{"waarvan wij weten", "Dit is een vergelijking, geen bewijs.", "Ring om", "een van de andere wijken"} {
				if !strings.Contains(r.body, said) {
					t.Errorf("%s does not say %q", path, said)
				}
			}
		}
	}
	if before == 0 {
		t.Error("no intervention shows a before and after")
	}
}

func TestRegisterIsFiltered(t *testing.T) {
	all := strings.Count(get(t, "/interventies").body, `href="/interventies/`)
	for path, want := range map[string]int{"/interventies?gemeente=Deventer": 1, "/interventies?aanpak=individu": 0, "/interventies?gemeente=Niets&route=x": all} {
		if n := strings.Count(get(t, path).body, `href="/interventies/`); n != want {
			t.Errorf("%s: %d rows, want %d of %d", path, n, want, all)
		}
	}
	if body := get(t, "/interventies?route=wonen&aanpak=gebied").body; !strings.Contains(body, `<option value="wonen" selected="selected">`) || strings.Contains(body, "XPoint") {
		t.Error("the choice is not kept, or not followed")
	}
	for _, path := range []string{"/interventies/niets", "/interventies/vooruit?indicator=niets"} {
		if r := get(t, path); r.status != http.StatusNotFound {
			t.Errorf("%s: status %d", path, r.status)
		}
	}
}

// TestWatWerktFollowsTheChoice: each picture on the page is there, and the ring is that of the chosen wijk.
func TestWatWerktFollowsTheChoice(t *testing.T) {
	r := get(t, "/wat-werkt?wijk=palenstein")
	checkPage(t, "/wat-werkt", r.body)
	if !strings.Contains(r.body, "Het waterbed om Palenstein") || !strings.Contains(r.body, "gebied=palenstein,palenstein-ring") {
		t.Error("the ring is not that of the chosen wijk")
	}
	pictures := regexp.MustCompile(`(?:src|srcset|data-optie|data-optie-smal)="(/vergelijk[^"]*)"`).FindAllStringSubmatch(r.body, -1)
	if len(pictures) < 6 { // of the ring; the eleven are drawn in the page
		t.Fatalf("%d addresses of pictures", len(pictures))
	}
	for _, p := range pictures {
		if got := get(t, plain(p[1])); got.status != http.StatusOK {
			t.Errorf("%s: status %d", p[1], got.status)
		}
	}
	if one, other := get(t, "/wat-werkt").body, get(t, "/wat-werkt?wijk=niets").body; one != other {
		t.Error("an unknown wijk is not the first of the eleven")
	}
}

// TestLessonsAreHeldAgainstFigures: a rule with a figure has an outcome with its years, one without says which figure it would need.
func TestLessonsAreHeldAgainstFigures(t *testing.T) {
	body := get(t, "/wat-werkt").body
	outcomes := regexp.MustCompile(`<p><strong>(Past bij de regel|Past niet bij de regel|Geen duidelijk beeld|Te weinig cijfers voor een oordeel)\.</strong> [^<]+`).FindAllString(body, -1)
	dated := regexp.MustCompile(`\d{4}–\x{2060}\d{4}`).FindAllString(strings.Join(outcomes, ""), -1)
	needed := strings.Count(body, "Nodig is: ")
	if len(outcomes) != 12 || len(dated) < 8 || needed != 10 {
		t.Errorf("%d outcomes with %d periods, and %d figures that are needed", len(outcomes), len(dated), needed)
	}
	if got := strings.Count(body, "Ter vergelijking: Hoogvliet "); got < 8 {
		t.Errorf("Hoogvliet stands beside %d of the outcomes", got)
	}
}

// TestEveryWijkHasABrief with twelve figures, a map and its pictures.
func TestEveryWijkHasABrief(t *testing.T) {
	for _, slug := range wijken() {
		path := "/wijk/" + slug + "?brief=ja"
		r := get(t, path)
		checkPage(t, path, r.body)
		if r.status != http.StatusOK || strings.Count(r.body, "<dt>") != 12+3 || strings.Count(r.body, `class="reading"`) == 0 { // three more stand in the footer
			t.Errorf("%s: status %d, %d terms, %d sentences", path, r.status, strings.Count(r.body, "<dt>"), strings.Count(r.body, `class="reading"`))
		}
		pictures := regexp.MustCompile(`<img class="on-light" src="(/(?:grafiek|kaart)[^"]*)"`).FindAllStringSubmatch(r.body, -1)
		if len(pictures) < 1 || len(pictures) > 4 || len(pictures) == 1 != strings.Contains(r.body, "Geen beeld") {
			t.Errorf("%s: %d pictures, and it says that there are none: %v", path, len(pictures), strings.Contains(r.body, "Geen beeld"))
		}
		for _, p := range pictures {
			if got := get(t, plain(p[1])); got.status != http.StatusOK || got.header.Get("Content-Type") != svgType {
				t.Errorf("%s: %s: status %d", path, p[1], got.status)
			}
		}
		if !strings.Contains(get(t, "/wijk/"+slug).body, `href="`+path+`"`) {
			t.Errorf("/wijk/%s does not lead to its brief", slug)
		}
	}
	if r := get(t, "/wijk/niets?brief=ja"); r.status != http.StatusNotFound {
		t.Errorf("a brief of nothing: status %d", r.status)
	}
}
