package server_test

import (
	"encoding/csv"
	"net/http"
	"strings"
	"testing"
)

func TestComparisons(t *testing.T) {
	for path, want := range map[string]string{
		"/vergelijk": `name="gebied" value="nl" checked="checked"`,
		"/vergelijk?gebied=moerwijk&gebied=tarwewijk&indicator=inwoners":                           "Inwoners",
		"/vergelijk?gebied=moerwijk,nl&indicator=inwoners&als=index&basis=2020":                    "(2020 = 100)",
		"/vergelijk?gebied=moerwijk&indicator=lbm&als=index":                                       "Een index kan niet bij",
		"/vergelijk?gebied=moerwijk&indicator=inwoners&als=verschil":                               "zegt niets bij",
		"/vergelijk?gebied=moerwijk,gm0518&indicator=gezondheid_goed&als=verschil":                 "Den Haag is waar het verschil mee wordt bepaald",
		"/vergelijk?gebied=moerwijk,tarwewijk&indicator=gezondheid_goed&als=twee-jaren":            ", 2012 en 2024",
		"/vergelijk?gebied=moerwijk&indicator=gezondheid_goed,inwoners,koop":                       `id="v-koop"`,
		"/vergelijk?gebied=moerwijk&indicator=gezondheid_goed&gebeurtenissen=ja":                   "Krachtwijk",
		"/vergelijk?gebied=moerwijk&indicator=gezondheid_goed&van=2030":                            "Voor deze gebieden en jaren zijn er geen cijfers",
		"/embed/vergelijk?gebied=moerwijk,tarwewijk&indicator=gezondheid_goed":                     "Deze vergelijking op Wijk in zicht",
		"/embed/vergelijk?gebied=moerwijk&indicator=lbm&als=index":                                 "Een index kan niet bij",
		"/vergelijk?gebied=oosterparkwijk,vinkhuizen,meijhorst&indicator=lbm2_klasse&omliggend=ja": "geen van de 3 lijnen",
	} {
		r := get(t, path)
		if r.status != http.StatusOK || !strings.Contains(plain(r.body), want) {
			t.Errorf("%s: status %d, and %q there: %v", path, r.status, want, strings.Contains(plain(r.body), want))
		}
		checkHeader(t, path, r)
		checkPage(t, path, r.body)
	}
}

func TestComparisonsThatCannotBe(t *testing.T) {
	var all []string
	for _, s := range db.Subjects {
		all = append(all, s.Slug)
	}
	for path, c := range map[string]struct {
		status int
		say    string
	}{
		"/vergelijk?gebied=" + strings.Join(all, ","):            {http.StatusBadRequest, "Er passen 12 gebieden in één vergelijking"},
		"/vergelijk?gebied=atlantis":                             {http.StatusNotFound, "bestaat niet"},
		"/vergelijk?indicator=geluk":                             {http.StatusNotFound, "bestaat niet"},
		"/vergelijk?basis=vroeger":                               {http.StatusBadRequest, "hoort een jaartal"},
		"/vergelijk.svg?gebied=moerwijk&indicator=lbm&als=index": {http.StatusNotFound, "bestaat niet"},
	} {
		r := get(t, path)
		if r.status != c.status || !strings.Contains(r.body, c.say) {
			t.Errorf("%s: status %d (want %d), %q there: %v", path, r.status, c.status, c.say, strings.Contains(r.body, c.say))
		}
	}
}

// One choice has one address, however it is spelled: the order of areas, repeated or with commas, and what it does not use.
func TestSpellingsOfOneComparisonAreOneAddress(t *testing.T) {
	const address = `<link rel="canonical" href="` + publicAddress + `/vergelijk?gebied=moerwijk,tarwewijk&amp;indicator=inwoners">`
	for _, path := range []string{
		"/vergelijk?gebied=moerwijk,tarwewijk&indicator=inwoners",
		"/vergelijk?gebied=tarwewijk&gebied=moerwijk&indicator=inwoners&indicator=&als=zoals-het-is",
		"/vergelijk?indicator=inwoners&met=nederland&basis=2012&gebied=tarwewijk,moerwijk,tarwewijk&omliggend=nee&x=1",
	} {
		if r := get(t, path); !strings.Contains(r.body, address) {
			t.Errorf("%s: not %s", path, address)
		}
	}
}

// The figures of the CSV are those of the pages: an index is 100 in its base year, for every line that is in it.
func TestComparedFiguresAsCSV(t *testing.T) {
	rows, err := csv.NewReader(strings.NewReader(get(t, "/vergelijk.csv?gebied=moerwijk,tarwewijk,gm0599&indicator=gezondheid_goed&als=index&basis=2016").body)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	hundred := map[string]bool{}
	for _, r := range rows[1:] {
		if r[4] == "2016" {
			hundred[r[0]] = r[5] == "100"
		}
		if r[3] != "index, 2016 = 100" {
			t.Errorf("unit %q", r[3])
		}
	}
	if len(hundred) != 3 || !hundred["moerwijk"] || !hundred["tarwewijk"] || !hundred["gm0599"] {
		t.Errorf("in the base year: %v", hundred)
	}
}
