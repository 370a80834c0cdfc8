package server_test

import (
	"encoding/json"
	"fmt"
	"html"
	"net/http"
	"net/url"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
	"wijkinzicht/web/words"
)

// inEnglish adds the language to an address.
func inEnglish(path string) string {
	if strings.Contains(path, "?") {
		return path + "&taal=en"
	}
	return path + "?taal=en"
}

// everyKind is embeds of every kind, and each way in which they speak.
func everyKind() []string {
	all := []string{
		trend, trend + "?lijnen=ring&titel=nee", trend + "?van=2012", trend + "?van=2012&tot=2024", trend + "?van=1900&tot=1990", trend + "?tot=2020&versie=" + db.Revision,
		"/embed/trend/jol/gezondheid_goed", "/embed/trend/palenstein/bijstand", "/embed/trend/vinkhuizen/woz", "/embed/trend/willemskwartier/woz",
		"/embed/kaart", "/embed/kaart?indicator=woz&niveau=wijk", "/embed/kaart?indicator=woz&vanaf=2019&jaar=2024", "/embed/kaart?gemeente=gm0637&indicator=lbm",
		"/embed/kaart?indicator=stedelijkheid&gemeente=gm0599&titel=nee&versie=" + db.Revision,
		"/embed/vergelijk", "/embed/vergelijk?gebied=" + strings.Join(wijken(), ",") + ",nl&indicator=woz", "/embed/vergelijk?gebied=moerwijk,gm0518,nl&indicator=koop&als=verschil",
		"/embed/vergelijk?gebied=moerwijk,nl&indicator=inwoners&als=verschil", "/embed/vergelijk?gebied=moerwijk&indicator=lbm_klasse&als=verschil&met=nederland",
		"/embed/vergelijk?gebied=jol,tarwewijk,nl&indicator=inwoners&als=index", "/embed/vergelijk?gebied=moerwijk&indicator=lbm&als=index",
		"/embed/vergelijk?gebied=moerwijk,tarwewijk&indicator=inwoners&als=twee-jaren", "/embed/vergelijk?gebied=moerwijk&indicator=woz,inwoners&als=index&basis=2020",
		"/embed/vergelijk?gebied=willemskwartier,moerwijk-ring,gm0518-rest&indicator=woz&omliggend=ja",
		"/embed/ranglijst", "/embed/ranglijst?indicator=woz&volgorde=verandering", "/embed/ranglijst?indicator=gezondheid_goed&versie=" + db.Revision,
		"/embed/voor-en-na", "/embed/voor-en-na?wijk=moerwijk&indicator=gezondheid_goed&jaar=2018&venster=0", "/embed/voor-en-na?wijk=willemskwartier&indicator=woz",
		"/embed/voor-en-na?wijk=jol&indicator=inwoners&venster=10", "/embed/voor-en-na?wijk=moerwijk&indicator=woz&versie=" + db.Revision, "/embed/profiel/moerwijk", "/embed/profiel/willemskwartier",
		"/embed/profiel/hoogvliet", "/embed/profiel/jol?titel=nee&versie=" + db.Revision,
		// and what there is none of
		"/embed/taart", trend + "?titel=x", trend + "?van=2020&tot=2021", trend + "?kleur=ffd400", trend + "?kleur=rood", trend + "?lijnen=wijk", trend + "?van=x",
		trend + "?thema=x", trend + "?versie=x", trend + "?versie=0123456789ab", "/embed/vergelijk?basis=x&als=index", "/embed/vergelijk?gebied=" + manySubjects(),
	}
	for _, wijk := range wijken() {
		all = append(all, "/embed/vergelijk?gebied="+wijk+"&indicator=inwoners&gebeurtenissen=ja")
	}
	for _, indicator := range shown() {
		all = append(all, "/embed/ranglijst?indicator="+indicator)
	}
	return all
}

func manySubjects() string {
	var slugs []string
	for _, s := range db.Subjects[:13] {
		slugs = append(slugs, s.Slug)
	}
	return strings.Join(slugs, ",")
}

// ownTexts are the texts of a language that are other ones in the other; a word of two letters may be a name, or both.
func ownTexts(of, other *words.Words) []string {
	var all [2][]string
	for i, w := range []*words.Words{of, other} {
		var walk func(reflect.Value)
		walk = func(v reflect.Value) {
			switch v.Kind() {
			case reflect.Struct:
				for j := range v.NumField() {
					walk(v.Field(j))
				}
			case reflect.Array:
				for j := range v.Len() {
					walk(v.Index(j))
				}
			case reflect.Map:
				for _, key := range v.MapKeys() {
					walk(v.MapIndex(key))
				}
			case reflect.String:
				all[i] = append(all[i], v.String())
			}
		}
		walk(reflect.ValueOf(*w))
	}
	own := slices.DeleteFunc(all[0], func(text string) bool { return len(text) < 3 || text == of.Euro || slices.Contains(all[1], text) })
	slices.Sort(own)
	return slices.Compact(own)
}

// The words that no sentence of some length goes without.
var (
	dutchGlue   = strings.Fields("de het een van voor niet geen met naar zijn er toen vanaf tot eigen jaar jaren wijken buurten stijging daling cijfer cijfers heeft staat dat om schrijf")
	englishGlue = strings.Fields("the for not no with from are there since up own year years districts neighbourhoods rise fall figure figures has write")
	foreign     = regexp.MustCompile(`<span lang="nl">.*?</span>|(?s)<head>.*?</head>`)
	drawing     = regexp.MustCompile(` (?:d|points|id|class|href|src|data-[a-z-]+|aria-labelledby|aria-describedby|xmlns|viewBox|font-family|lang|rel|type|transform)="[^"]*"`)
	areaName    = regexp.MustCompile(`data-naam="([^"]*)"`)
	tag         = regexp.MustCompile(`<[^>]*>`)
	spoken      = regexp.MustCompile(` (?:aria-label|title|alt)="([^"]*)"`)
	parameter   = regexp.MustCompile(`\b[a-z]+=[^ ,.]*`)
)

// said gives all that a page says, without names of places, which have words of their own, and without what we are called.
func said(page string) string {
	names := []string{"Wijk in zicht", "pagina Insluiten", "page Insluiten", "Tuinen van Morgenstond", "Kerncijfers wijken en buurten", "wijken.example"}
	for _, m := range areaName.FindAllStringSubmatch(page, -1) {
		names = append(names, html.UnescapeString(m[1]))
	}
	for _, s := range db.Subjects {
		if s.Kind == catalogue.WijkKind || s.Kind == catalogue.GemeenteKind {
			names = append(names, s.Name)
		}
	}
	for _, p := range db.Parts {
		names = append(names, p.Name, strings.TrimPrefix(p.Name, "Wijk "))
	}
	page = foreign.ReplaceAllString(page, "")
	var attributes []string
	for _, m := range spoken.FindAllStringSubmatch(page, -1) {
		attributes = append(attributes, m[1])
	}
	text := html.UnescapeString(tag.ReplaceAllString(drawing.ReplaceAllString(page, ""), "|") + "|" + strings.Join(attributes, "|"))
	slices.SortFunc(names, func(a, b string) int { return len(b) - len(a) })
	for _, name := range names {
		text = strings.ReplaceAll(text, name, "·")
	}
	return parameter.ReplaceAllString(text, "=")
}

// foundIn gives the first of the words that a text holds as a word.
func foundIn(text string, all []string) string {
	for _, word := range all {
		for at := 0; ; {
			i := strings.Index(text[at:], word)
			if i < 0 {
				break
			}
			from, to := at+i, at+i+len(word)
			if !letterBefore(text, from) && !letterAfter(text, to) {
				return fmt.Sprintf("%q in %q", word, text[max(0, from-40):min(len(text), to+40)])
			}
			at = to
		}
	}
	return ""
}

func letterBefore(text string, i int) bool { return i > 0 && isLetter(text[i-1]) }
func letterAfter(text string, i int) bool  { return i < len(text) && isLetter(text[i]) }
func isLetter(b byte) bool {
	return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b == '-' || b >= 0x80
}

// TestEmbedsSpeakOneLanguage: an English embed has no Dutch in it, and a Dutch one no English.
func TestEmbedsSpeakOneLanguage(t *testing.T) {
	dutch, english := append(ownTexts(&words.Dutch, &words.English), dutchGlue...), append(ownTexts(&words.English, &words.Dutch), englishGlue...)
	if len(dutch) < 100 || len(english) < 100 {
		t.Fatalf("%d Dutch texts and %d English ones", len(dutch), len(english))
	}
	for _, path := range everyKind() {
		nl, en := get(t, path), get(t, inEnglish(path))
		if nl.status != en.status || nl.body == en.body {
			t.Errorf("%s: status %d, in English %d, or the same", path, nl.status, en.status)
			continue
		}
		if !strings.Contains(nl.body, `<html lang="nl">`) || !strings.Contains(en.body, `<html lang="en">`) {
			t.Errorf("%s: does not say its language", path)
		}
		if found := foundIn(said(en.body), dutch); found != "" {
			t.Errorf("%s in English: %s", path, found)
		}
		if found := foundIn(said(nl.body), english); found != "" {
			t.Errorf("%s in Dutch: %s", path, found)
		}
		if i, j := strings.Count(nl.body, "<"), strings.Count(strings.NewReplacer(`<span lang="nl">`, "", "</span></p>", "</p>").Replace(en.body), "<"); nl.status == http.StatusOK && j < i*9/10 {
			t.Errorf("%s: %d tags, in English %d", path, i, j)
		}
		checkHeader(t, path, en)
		checkPage(t, path, en.body)
	}
}

func TestLanguageOfAnEmbed(t *testing.T) {
	plainEmbed := get(t, trend)
	for path, same := range map[string]string{trend + "?taal=nl": trend, trend + "?taal=": trend, trend + "?taal=en&x=y": trend + "?taal=en",
		"/embed/kaart?taal=en&titel=nee": "/embed/kaart?titel=nee&taal=en", "/grafiek/moerwijk/woz.svg?taal=nl": "/grafiek/moerwijk/woz.svg"} {
		if get(t, path).header.Get("Etag") != get(t, same).header.Get("Etag") {
			t.Errorf("%s is another answer than %s", path, same)
		}
	}
	if en := get(t, trend+"?taal=en"); en.header.Get("Etag") == plainEmbed.header.Get("Etag") || !strings.Contains(en.body, "Average property value (WOZ) in Moerwijk, Den Haag") {
		t.Error("an English embed is the Dutch one")
	}
	for _, wrong := range []string{"EN", "de", "%3Cscript%3E"} {
		for _, path := range []string{trend, "/embed/kaart", "/embed/vergelijk", "/embed/ranglijst", "/embed/voor-en-na", "/embed/profiel/jol"} {
			if r := get(t, path+"?taal="+wrong); r.status != http.StatusBadRequest || !strings.Contains(r.body, "schrijf taal=en") {
				t.Errorf("%s in %s: status %d\n%s", path, wrong, r.status, r.body)
			}
		}
		for _, path := range []string{"/grafiek/moerwijk/woz.svg", "/grafiek/moerwijk/woz.json", "/vergelijk.svg", "/kaart.png"} {
			if r := get(t, path+"?taal="+wrong); r.status != http.StatusBadRequest {
				t.Errorf("%s in %s: status %d", path, wrong, r.status)
			}
		}
	}
	frozen := get(t, trend+"?taal=en&versie="+db.Revision)
	if !strings.Contains(frozen.body, "Figures as of "+words.English.Date(db.MadeAt)) || !strings.Contains(frozen.header.Get("Cache-Control"), "immutable") {
		t.Errorf("frozen: %v", frozen.header)
	}
	if r := get(t, trend+"?taal=en&versie=0123456789ab"); r.status != http.StatusGone || !strings.Contains(r.body, `href="`+trend+`?taal=en"`) {
		t.Errorf("gone: status %d\n%s", r.status, r.body)
	}
}

// TestWhatAnEnglishEmbedAsksForIsEnglish: the readings for the browser, and the same as picture and card.
func TestWhatAnEnglishEmbedAsksForIsEnglish(t *testing.T) {
	dutch := append(ownTexts(&words.Dutch, &words.English), dutchGlue...)
	option := regexp.MustCompile(`data-optie="([^"]*)"`)
	for _, page := range []string{"/embed/trend/moerwijk/inwoners?taal=en", trend + "?taal=en&van=2012", "/embed/vergelijk?gebied=moerwijk,nl&indicator=inwoners&taal=en"} {
		found := option.FindAllStringSubmatch(get(t, page).body, -1)
		if len(found) != 3 {
			t.Fatalf("%s: %d readings", page, len(found))
		}
		for _, m := range found {
			r := get(t, html.UnescapeString(m[1]))
			var reading struct {
				Option struct{ Signs [2]string } `json:"optie"`
				Lines  []struct {
					Name   string `json:"naam"`
					Values []struct {
						Text   string `json:"tekst"`
						Unit   string `json:"eenheid"`
						Word   string `json:"woord"`
						Remark string `json:"opmerking"`
					} `json:"waarden"`
				} `json:"lijnen"`
			}
			if err := json.Unmarshal([]byte(r.body), &reading); err != nil || r.status != http.StatusOK {
				t.Fatalf("%s: status %d, %v", m[1], r.status, err)
			}
			if reading.Option.Signs != [2]string{".", ","} || len(reading.Lines) == 0 {
				t.Errorf("%s: signs %v", m[1], reading.Option.Signs)
			}
			for _, line := range reading.Lines {
				for _, v := range line.Values {
					if found := foundIn(said(line.Name+"|"+v.Unit+"|"+v.Word+"|"+v.Remark), dutch); found != "" {
						t.Errorf("%s: %s", m[1], found)
					}
					if strings.Contains(v.Text, ".") && line.Name == "Moerwijk" && v.Unit == "inhabitants" {
						t.Errorf("%s: %s inhabitants", m[1], v.Text)
					}
				}
			}
		}
	}
	for _, path := range []string{"/grafiek/moerwijk/inwoners.svg", "/grafiek/moerwijk/inwoners.smal.svg", "/vergelijk.svg?gebied=moerwijk,nl&indicator=woz", "/kaart.svg?indicator=woz", "/kaart.svg?indicator=woz&vanaf=2019&jaar=2024"} {
		r := get(t, inEnglish(path))
		if found := foundIn(said(r.body), dutch); r.status != http.StatusOK || found != "" {
			t.Errorf("%s: status %d, %s", path, r.status, found)
		}
	}
	for _, path := range []string{"/grafiek/moerwijk/inwoners.png", "/vergelijk.png?gebied=moerwijk,nl&indicator=woz", "/kaart.png?indicator=woz"} {
		nl, en := get(t, path), get(t, inEnglish(path))
		if en.status != http.StatusOK || en.header.Get("Content-Type") != "image/png" || en.body == nl.body {
			t.Errorf("%s: status %d, or the Dutch picture", path, en.status)
		}
	}
	for _, path := range []string{"/wijk/moerwijk", "/kaart", "/vergelijk", "/"} { // pages stay as they are
		if get(t, path).header.Get("Etag") != get(t, path+"?taal=en").header.Get("Etag") {
			t.Errorf("%s has an English form", path)
		}
	}
}

func TestEnglishEmbedIsBuilt(t *testing.T) {
	for query, want := range map[string][2]string{
		"?indicator=woz&wijk=moerwijk&taal=en": {trend + "?taal=en", "Average property value (WOZ) in Moerwijk, Den Haag"},
		"?indicator=woz&wijk=moerwijk&taal=nl": {trend, "Gemiddelde WOZ-waarde in Moerwijk, Den Haag"},
		"?soort=kaart&indicator=woz&taal=en":   {"/embed/kaart?gemeente=gm0518&indicator=woz&niveau=buurt&taal=en", "Map: Average property value (WOZ) by neighbourhood in Den Haag"},
		"?soort=ranglijst&indicator=woz&taal=en": {"/embed/ranglijst?indicator=woz&taal=en",
			"Average property value (WOZ): the eleven districts in order"},
		"?soort=vergelijk&gebied=moerwijk,nl&indicator=woz&taal=en": {"/embed/vergelijk?gebied=moerwijk,nl&indicator=woz&taal=en",
			"Average property value (WOZ): Moerwijk and Netherlands"},
	} {
		r := get(t, "/insluiten"+query)
		preview, code := built(t, r.body)
		if preview != want[0] || !strings.Contains(code, `title="`+want[1]+`"`) || !strings.Contains(r.body, `<html lang="nl">`) {
			t.Errorf("%s: preview %s, want %s, in the code\n%s", query, preview, want[0], code)
		}
		answer := get(t, "/oembed?url="+url.QueryEscape(publicAddress+want[0]))
		var got oembedAnswer
		if err := json.Unmarshal([]byte(answer.body), &got); err != nil || got.Title != want[1] || !strings.Contains(html.UnescapeString(got.HTML), publicAddress+want[0]+`"`) {
			t.Errorf("oEmbed of %s: %v %+v", want[0], err, got)
		}
	}
	if r := get(t, "/insluiten?taal=en&kleur=ffd400"); !strings.Contains(r.body, "kies een donkerder kleur") {
		t.Error("the builder, which is Dutch, does not say in Dutch what is wrong")
	}
}

// TestEveryReasonHasItsEnglish: also those that the embedded figures do not need.
func TestEveryReasonHasItsEnglish(t *testing.T) {
	for _, status := range []data.Status{data.Provisional, data.Secret, data.Unknown, data.NotInEdition, data.NotApplicable, data.Incomplete, data.OtherPlace, data.OtherName} {
		if got := words.English.Reason(string(status)); got == string(status) {
			t.Errorf("no English for %q", status)
		}
	}
}
