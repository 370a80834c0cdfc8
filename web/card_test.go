package web

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"wijkinzicht/web/words"
)

func drawCard(t *testing.T, card Card) string {
	t.Helper()
	pages, err := New("")
	if err != nil {
		t.Fatal(err)
	}
	var svg bytes.Buffer
	if err := pages.Card(&svg, card); err != nil {
		t.Fatal(err)
	}
	return svg.String()
}

func sampleCard() Card {
	kaart := sampleKaart()
	return Card{Title: `Inwoners per buurt in Dorrestad <b>&"2024"</b>, met een titel die zo lang is dat hij niet op één regel van het plaatje past en dus breekt`, Summary: "Van 10 tot 20.",
		Map: &kaart.Map, Legend: kaart.Legend, Source: strings.Repeat("Kerncijfers Dorrestad 2024; ", 12), Site: "Wijk in zicht · wijken.example"}
}

func TestCardIsOneDrawing(t *testing.T) {
	svg := drawCard(t, sampleCard())
	const path = "testdata/kaart-plaatje.svg"
	if *update {
		if err := os.WriteFile(path, []byte(svg), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if svg != string(want) {
		t.Errorf("%s differs; look at it and run go test -update", path)
	}
	for _, forbidden := range []string{"<script", "<b>", "href", "@import", "http://127", "var(--none"} {
		if strings.Contains(svg, forbidden) {
			t.Errorf("the drawing holds %q", forbidden)
		}
	}
}

func TestCardInEnglish(t *testing.T) {
	card := sampleCard()
	card.Words = &words.English
	dutch, english := drawCard(t, sampleCard()), drawCard(t, card)
	for text, other := range map[string]string{"Bron: ": "Source: ", ": geen gegevens": ": no data"} {
		if !strings.Contains(dutch, text) || strings.Contains(dutch, other) {
			t.Errorf("the Dutch card lacks %q, or has %q", text, other)
		}
		if !strings.Contains(english, other) || strings.Contains(english, text) {
			t.Errorf("the English card lacks %q, or has %q", other, text)
		}
	}
}

func TestCardOfAChartNeedsOurChart(t *testing.T) {
	pages, err := New("")
	if err != nil {
		t.Fatal(err)
	}
	if err := pages.Card(&bytes.Buffer{}, Card{Title: "Zonnewijk", Chart: "<svg></svg>"}); err == nil {
		t.Error("a picture that is not ours was taken")
	}
}

func TestTextIsWrappedAtWords(t *testing.T) {
	for _, c := range []struct {
		text         string
		width, lines int
		want         string
	}{
		{"een twee drie", 8, 2, "een twee|drie"},
		{"een twee drie vier vijf", 8, 2, "een twee|drie …"},
		{"onbreekbaarlangwoord kort", 5, 2, "onbreekbaarlangwoord|kort"},
		{"", 5, 2, ""},
	} {
		if got := strings.Join(wrapText(c.text, c.width, c.lines), "|"); got != c.want {
			t.Errorf("%q in %d by %d: %q, want %q", c.text, c.width, c.lines, got, c.want)
		}
	}
}
