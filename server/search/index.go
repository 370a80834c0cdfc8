package search

import (
	"cmp"
	"slices"
	"strings"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
	"wijkinzicht/server/answer"
	"wijkinzicht/server/figure"
	"wijkinzicht/server/place"
	"wijkinzicht/web"
)

// named is a place as a search knows it.
type named struct {
	name, kind, city, url string
	code                  string   // of an area of CBS; empty for a wijk that we follow
	plain                 string   // plainText of its name
	around                []string // plain names of its gemeente
	words                 []string // all words of its name and its gemeente
	order                 int      // wijken that we follow, gemeenten, wijken, buurten
}

// otherNames are the gemeenten that people call otherwise than CBS does, by plain name.
var otherNames = map[string]string{"s gravenhage": "den haag", "den haag": "s gravenhage", "s hertogenbosch": "den bosch"}

// namesIn gives every place that has a page, made once for a revision.
func namesIn(rev *answer.Revision) []named {
	names, _ := answer.Permanent(rev, "names", func() ([]named, error) { return namesOf(rev.DB), nil })
	return names
}

// namesOf gives every place that has a page.
func namesOf(db *data.DB) []named {
	var out []named
	followed := map[string]bool{}
	for _, s := range db.Subjects {
		if s.IsWijk() {
			kind := "wijk die wij volgen"
			switch s.Kind {
			case catalogue.OwnKind:
				kind = "eigen wijk"
			case catalogue.ReferenceKind:
				kind = "wijk ter vergelijking"
			}
			out = append(out, newNamed(s.Name, kind, figure.CityOf(db, s), place.Path(s), "", 0))
			followed[s.Slug] = true
		}
	}
	for _, a := range db.Areas {
		s, city, url := place.Subject(db, a), db.GemeenteName(a.Gemeente), place.AreaPath(a.Code)
		if slug := place.FollowedAs(db, a); slug != "" {
			url = "/wijk/" + slug
		}
		if a.Level == "gemeente" {
			city = ""
		}
		out = append(out, newNamed(s.Name, a.Level, city, url, a.Code, map[string]int{"gemeente": 1, "wijk": 2, "buurt": 3}[a.Level]))
	}
	return out
}

func newNamed(name, kind, city, url, code string, order int) named {
	n := named{name: name, kind: kind, city: city, url: url, code: code, plain: plainText(name), order: order}
	if city != "" {
		n.around = append(n.around, plainText(city))
		if other := otherNames[plainText(city)]; other != "" {
			n.around = append(n.around, other)
		}
	}
	n.words = append(strings.Fields(n.plain), strings.Fields(strings.Join(n.around, " "))...)
	return n
}

// How near a name is to what was asked: the lower the nearer.
const (
	thatCode   = iota
	thatName   // bears the very name
	thatInCity // the very name with its gemeente
	beginsSo
	hasWords // begins of its words, in any order
	hasWithin
	misspelt // with typing errors, which come on top
)

// nearness says how near a place is to a plain text; ok is false where it is not what was asked.
func (n named) nearness(asked string, words []string) (near int, ok bool) {
	switch {
	case n.code != "" && strings.EqualFold(n.code, strings.ReplaceAll(asked, " ", "")):
		return thatCode, true
	case n.plain == asked, n.order == 1 && otherNames[n.plain] == asked:
		return thatName, true
	}
	for _, city := range n.around {
		if n.plain+" "+city == asked || city+" "+n.plain == asked {
			return thatInCity, true
		}
	}
	if strings.HasPrefix(n.plain, asked) {
		return beginsSo, true
	}
	begun := 0
	for _, w := range words {
		if slices.ContainsFunc(n.words, func(own string) bool { return strings.HasPrefix(own, w) }) {
			begun++
		}
	}
	if begun == len(words) && slices.ContainsFunc(words, func(w string) bool { return beginsWord(n.plain, w) }) {
		return hasWords, true
	}
	joined, own := strings.ReplaceAll(asked, " ", ""), strings.ReplaceAll(n.plain, " ", "")
	if len(joined) >= 3 && strings.Contains(own, joined) {
		return hasWithin, true
	}
	most := slips(len([]rune(joined)))
	if errors := typing(joined, own, most); errors <= most {
		return misspelt + errors, true
	}
	if errors, like := likeWords(words, n.words); like {
		if _, name := likeWords(words, strings.Fields(strings.Join(n.around, " "))); !name { // the gemeente alone is not what was asked
			return misspelt + errors + 1, true
		}
	}
	return 0, false
}

func beginsWord(plain, w string) bool {
	return strings.HasPrefix(plain, w) || strings.Contains(plain, " "+w)
}

// found is a place with how near it is to what was asked.
type found struct {
	named
	near int
}

// exact tells whether the place bears the very name, or code, that was asked for.
func (f found) exact() bool { return f.near <= thatInCity }

// searchNames gives the places whose name or code is like a text, the nearest first. Those with typing errors are there only where nothing
// else is. A place that is one of the eleven is there once.
func searchNames(names []named, text string) []found {
	asked := unnumbered(plainText(text))
	if len([]rune(asked)) < 2 {
		return nil
	}
	words := strings.Fields(asked)
	var out []found
	for _, n := range names {
		if near, ok := n.nearness(asked, words); ok {
			out = append(out, found{n, near})
		}
	}
	slices.SortStableFunc(out, func(a, b found) int {
		return cmp.Or(cmp.Compare(a.near, b.near), cmp.Compare(a.order, b.order), cmp.Compare(len(a.plain), len(b.plain)), cmp.Compare(a.plain, b.plain), cmp.Compare(a.city, b.city), cmp.Compare(a.code, b.code))
	})
	seen := map[string]bool{}
	out = slices.DeleteFunc(out, func(f found) bool {
		again := seen[f.url] || f.near >= misspelt && out[0].near < misspelt
		seen[f.url] = true
		return again
	})
	return out
}

// onlyOne gives the place that was asked for by its very name: the only one, or one of the eleven where areas bear its name too.
func onlyOne(all []found) (found, bool) {
	if len(all) == 0 || !all[0].exact() || len(all) > 1 && all[1].exact() && all[0].order > 0 {
		return found{}, false
	}
	return all[0], true
}

// foundPlaces puts the places into the page.
func foundPlaces(all []found, most int) []web.FoundPlace {
	var out []web.FoundPlace
	for _, f := range all[:min(most, len(all))] {
		out = append(out, web.FoundPlace{Name: f.name, Kind: f.kind, Municipality: f.city, URL: f.url, Near: f.near >= misspelt})
	}
	return out
}
