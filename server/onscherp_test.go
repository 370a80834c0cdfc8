package server_test

import (
	"encoding/json"
	"fmt"
	"math"
	"strconv"
	"strings"
	"testing"
)

// Winschoterdiep had 55 inhabitants in 2020: a person more or less, which rounding hides, is points in every share of them.
const winschoterdiep = "BU00140508"

// TestRoundedCountsKeepAFigureFromTheFront: one that the rounding of few people makes is given with its margin and marked everywhere,
// and stands in no sentence, class or direction.
func TestRoundedCountsKeepAFigureFromTheFront(t *testing.T) {
	const path = "?gemeente=gm0014&indicator=aandeel_45_64&niveau=buurt&jaar=2020"
	rough, highest, high := map[string]bool{}, 0.0, ""
	for _, row := range table(t, "/kaart.csv"+path) {
		v, err := strconv.ParseFloat(row["waarde"], 64)
		if err != nil {
			continue
		}
		if row["onscherp"] == "ja" {
			rough[row["code"]] = true
		} else if v > highest {
			highest, high = v, row["naam"]
		}
		if row["code"] == winschoterdiep { // 30 of 55 people, each count up to four off
			margin, _ := strconv.ParseFloat(row["marge"], 64)
			if want := (100*4 + 100*30.0/55*4) / 55; math.Abs(margin-want) > 0.051 || row["onscherp"] != "ja" || !strings.Contains(row["toelichting"], "afronding") {
				t.Errorf("its margin is %v, not %v: %v", margin, want, row)
			}
		}
	}
	page := get(t, "/kaart"+path).body
	sentence := between(page, `id="kaart-zin">`, "</p>")
	for _, want := range []string{"(" + high + ")", fmt.Sprintf("%d gebieden tellen daarbij niet mee", len(rough))} {
		if len(rough) < 5 || !strings.Contains(plain(sentence), want) {
			t.Errorf("%d are rough; %q says nothing of %q", len(rough), plain(sentence), want)
		}
	}
	if strings.Contains(sentence, "Winschoterdiep") {
		t.Errorf("in front stands %q", sentence)
	}
	for _, want := range []string{`<path class="k8" data-klasse="8" data-code="` + winschoterdiep, `<li data-klasse="8">`, "onscherp: weinig mensen", "±"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page has no %s", want)
		}
	}
	if card := get(t, "/kaart.svg"+path).body; !strings.Contains(card, `fill="url(#onscherp)" data-code="`+winschoterdiep) || !strings.Contains(card, ">onscherp: weinig mensen<") {
		t.Error("the picture does not mark it")
	}
	var answer struct {
		Features []struct {
			Properties struct {
				Code   string
				Margin float64 `json:"aandeel_45_64_margin"`
				Rough  bool    `json:"aandeel_45_64_rough"`
			}
		}
	}
	if err := json.Unmarshal([]byte(get(t, "/api/v1/areas?code="+winschoterdiep+"&year=2020&indicator=aandeel_45_64").body), &answer); err != nil || len(answer.Features) != 1 || !answer.Features[0].Properties.Rough || answer.Features[0].Properties.Margin < 10 {
		t.Errorf("the API has %+v: %v", answer, err)
	}
	if r := get(t, "/gebied/"+winschoterdiep).body; !strings.Contains(r, "onscherp: door afronding") {
		t.Error("the page of the buurt does not say it")
	}
	var out strings.Builder
	if err := db.Query(t.Context(), `select count(*) from slope s join derived d on d.indicator = s.indicator and d.area_year = s.area_year and d.area_code::varchar = s.place and d.year = s.to_year where d.rough`, "csv", &out); err != nil || strings.Fields(out.String())[1] != "0" {
		t.Errorf("rough figures with a direction: %s %v", out.String(), err)
	}
}

// TestProvisionalMapsSaySo: in the heading, the sentence, the legend, the picture and the embed.
func TestProvisionalMapsSaySo(t *testing.T) {
	const path = "?gemeente=gm0599&indicator=aandeel_0_14&niveau=buurt&jaar=2025"
	for _, page := range []string{"/kaart", "/embed/kaart"} {
		body := get(t, page+path).body
		for at, want := range map[string]string{`id="kaart-naam">`: "2025 (voorlopig)", `id="legenda-titel">`: "(voorlopig)", `id="kaart-zin">`: "De cijfers zijn voorlopig"} {
			if said := between(body, at, "</"); !strings.Contains(said, want) {
				t.Errorf("%s: %s says %q, not %q", page, at, said, want)
			}
		}
	}
	card := get(t, "/kaart.svg"+path).body
	if strings.Count(card, "(voorlopig)") < 3 { // the title twice, and the legend
		t.Error("the picture does not say it")
	}
	if past := get(t, "/kaart?gemeente=gm0599&indicator=aandeel_0_14&niveau=buurt&jaar=2020").body; strings.Contains(between(past, `id="kaart-naam">`, "</"), "voorlopig") {
		t.Error("a map of figures that are final says that it is provisional")
	}
}

// TestSecretAndUnknown: CBS's point may stand for either, and definitions say of which moment they are.
func TestSecretAndUnknown(t *testing.T) {
	if body := get(t, "/kaart?gemeente=gm0518&indicator=bijstand&niveau=buurt&jaar=2020").body; !strings.Contains(body, "onbekend of geheim") || !strings.Contains(body, "Peilmoment: ") {
		t.Error("a map does not say that a figure may be secret, or of which moment it is")
	}
	if body := get(t, "/kaart?gemeente=gm0518&indicator=aandeel_0_14").body; !strings.Contains(body, "99 of 101") {
		t.Error("nobody says that shares may add to 101")
	}
	for _, ind := range db.Indicators {
		if !strings.Contains(ind.Definitie, " Peilmoment: ") {
			t.Errorf("%s does not say of which moment it is", ind.ID)
		}
	}
}

// between gives what stands between two texts.
func between(text, from, to string) string {
	_, rest, _ := strings.Cut(text, from)
	found, _, _ := strings.Cut(rest, to)
	return found
}
