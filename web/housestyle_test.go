package web

import (
	"errors"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"wijkinzicht/web/color"
)

// dorrestad is the house style of a fictional gemeente.
const dorrestad = `/* Dorrestad, huisstijl 2026 */
:root {
  --wijkinzicht-color-ink: #222;
  --wijkinzicht-link-color: #005A9C;
  --wijkinzicht-chart-line-color: #0b7a3b; /* groen */
  --wijkinzicht-font-text: "Noto Sans", Arial, sans-serif;
  --wijkinzicht-embed-padding: 0;
  --wijkinzicht-embed-font-size: 15px
}
`

func TestHouseStyleIsRead(t *testing.T) {
	styles, err := ReadHouseStyles(fstest.MapFS{"thema-dorrestad.css": {Data: []byte(dorrestad)}, "gebeurtenissen.csv": {}, "thema.txt": {}})
	if err != nil || len(styles) != 1 {
		t.Fatalf("%d styles, %v", len(styles), err)
	}
	got := styles[0]
	const want = `:root {
  --wijkinzicht-color-ink: #222222;
  --wijkinzicht-link-color: #005a9c;
  --wijkinzicht-chart-line-color: #0b7a3b;
  --wijkinzicht-font-text: "Noto Sans", Arial, sans-serif;
  --wijkinzicht-embed-padding: 0;
  --wijkinzicht-embed-font-size: 15px;
}
`
	if string(got.CSS) != want || got.Name != "dorrestad" || got.Line.String() != "#0b7a3b" || got.Paper != color.White {
		t.Errorf("%s on %v, line %v:\n%s", got.Name, got.Paper, got.Line, got.CSS)
	}
}

func TestHouseStyleWithoutTokensIsOurs(t *testing.T) {
	style, err := parseHouseStyle("thema-leeg.css", []byte(":root{}"))
	if err != nil || style.Line.String() != "#12385c" || style.Paper != color.White {
		t.Errorf("%v, line %v on %v", err, style.Line, style.Paper)
	}
}

func TestHouseStyleIsRefused(t *testing.T) {
	in := func(declaration string) string {
		return ":root {\n  --wijkinzicht-embed-padding: 1rem;\n  " + declaration + "\n}"
	}
	for text, want := range map[string]string{
		"":                                      "één blok :root",
		"body { color: red }":                   "één blok :root",
		":root {":                               "één blok :root",
		":root {} :root {}":                     "één blok :root",
		"@import 'x'; :root {}":                 "één blok :root",
		":root { a { b: c } }":                  "één blok :root",
		":root {} /* open":                      "één blok :root",
		":root {} </style>":                     "één blok :root",
		strings.Repeat(" ", 10001):              "groter dan 10.000 bytes",
		in("color: #000000;"):                   "regel 3: hier hoort een regel als",
		in("--wijkinzicht-link-color #005a9c;"): "regel 3: hier hoort een regel als",
		in("--wijkinzicht-link-color: #005a9c\n --a: #000;"):        "regel 3: hier hoort een regel als",
		in("--utrecht-link-color: #005a9c;"):                        "regel 3: --utrecht-link-color kennen wij niet; kies uit --wijkinzicht-chart-line-color, ",
		in("--wijkinzicht-link-color: red;"):                        "regel 3: --wijkinzicht-link-color is een kleur als #005a9c",
		in("--wijkinzicht-link-color: url(//dorrestad.example/x);"): "is een kleur als",
		in("--wijkinzicht-link-color: var(--a);"):                   "is een kleur als",
		in("--wijkinzicht-link-color: #005a9c !important;"):         "is een kleur als",
		in("--wijkinzicht-link-color:;"):                            "is een kleur als",
		in("--wijkinzicht-font-text: \"a;b\";"):                     "hier hoort een regel als",
		in("--wijkinzicht-font-text: \"a\\22\";"):                   "is een rij lettertypen",
		in("--wijkinzicht-font-text: url(x), Arial;"):               "is een rij lettertypen",
		in("--wijkinzicht-font-text: Arial,;"):                      "is een rij lettertypen",
		in("--wijkinzicht-space-md: 5rem;"):                         "is een maat van 0 tot 4rem",
		in("--wijkinzicht-space-md: -1rem;"):                        "is een maat van",
		in("--wijkinzicht-space-md: 1e1px;"):                        "is een maat van",
		in("--wijkinzicht-space-md: 10vw;"):                         "is een maat van",
		in("--wijkinzicht-space-md: calc(1rem);"):                   "is een maat van",
		in("--wijkinzicht-space-md: .rem;"):                         "is een maat van",
		in("--wijkinzicht-embed-font-size: 6px;"):                   "is een letter van .75 tot 4rem",
		in("--wijkinzicht-embed-font-size: 0;"):                     "is een letter van",
		in("--wijkinzicht-embed-padding: 0;"):                       "regel 3: --wijkinzicht-embed-padding staat ook op regel 2",
		in("--wijkinzicht-link-color: #808080;"):                    "regel 3: --wijkinzicht-link-color heeft een contrast van 3,95 met de achtergrond, en dat moet ten minste 4,5 zijn",
		in("--wijkinzicht-color-accent: #ffcc00;"):                  "regel 3: --wijkinzicht-color-accent heeft een contrast van",
		in("--wijkinzicht-heading-color: #fff;"):                    "contrast van 1,00",
		in("--wijkinzicht-chart-line-color: #ffd400;"):              "en dat moet ten minste 3,0 zijn",
		in("--wijkinzicht-color-paper: #1b2a35;"):                   "regel 3: --wijkinzicht-color-paper is te donker",
	} {
		_, err := parseHouseStyle("thema-dorrestad.css", []byte(text))
		var fault *StyleFault
		if !errors.As(err, &fault) || !strings.HasPrefix(err.Error(), "thema-dorrestad.css") || !strings.Contains(err.Error(), want) {
			t.Errorf("%.80q: %v, want %q", text, err, want)
		}
	}
}

func TestHouseStyleNames(t *testing.T) {
	for _, name := range []string{"thema-Dorrestad.css", "thema-.css", "thema-a b.css", "thema-a--b.css", "thema-é.css"} {
		_, err := ReadHouseStyles(fstest.MapFS{name: {Data: []byte(":root {}")}})
		if err == nil || !strings.Contains(err.Error(), "de naam van een thema bestaat uit") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestHouseStyleNamesOfOurs(t *testing.T) {
	for _, name := range []string{"thema-licht.css", "thema-donker.css", "thema-auto.css"} {
		if _, err := ReadHouseStyles(fstest.MapFS{name: {Data: []byte(":root {}")}}); err == nil || !strings.Contains(err.Error(), "van het programma zelf") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestOwnTokens: our own tokens keep the rules that we hold others to, and the pictures have the colour that they name.
func TestOwnTokens(t *testing.T) {
	own, err := ownTokens("shared/tokens.css")
	if err != nil {
		t.Fatal(err)
	}
	for name, value := range own {
		if resolved := resolve(own, name); !strings.HasPrefix(value, "var(") {
			if read, ok := kindOf(name, value).read(value); !ok || read != value {
				t.Errorf("%s: %s", name, value)
			}
		} else if _, ok := color.Parse(resolved); !ok {
			t.Errorf("%s stands for %q", name, resolved)
		}
	}
	css := assetText(t, "stijl.css") + assetText(t, "embed.css")
	for name := range own {
		if name != tokenPrefix+"chart-line-color" && !strings.Contains(css, "var("+name+")") {
			t.Errorf("%s is used nowhere", name)
		}
	}
}

var styleLine = regexp.MustCompile(`^  --wijkinzicht-[a-z-]+: (#[0-9a-f]{6}|0|[0-9.]+(rem|em|px)|["'A-Za-z0-9 ,-]+);$`)

func FuzzHouseStyle(f *testing.F) {
	f.Add(dorrestad)
	f.Add(":root{--wijkinzicht-font-title:'A'}")
	f.Add(":root { --wijkinzicht-link-color: #005a9c; } @import url(x);")
	f.Fuzz(func(t *testing.T, text string) {
		style, err := parseHouseStyle("thema-dorrestad.css", []byte(text))
		if err != nil {
			var fault *StyleFault
			if !errors.As(err, &fault) {
				t.Errorf("%q: %v", text, err)
			}
			return
		}
		lines := strings.Split(strings.TrimSuffix(string(style.CSS), "\n"), "\n")
		for _, line := range lines[1 : len(lines)-1] {
			if !styleLine.MatchString(line) {
				t.Errorf("%q lets through %q", text, line)
			}
		}
		if again, err := parseHouseStyle("thema-dorrestad.css", style.CSS); err != nil || string(again.CSS) != string(style.CSS) {
			t.Errorf("%q reads as\n%sand that fails with %v", text, style.CSS, err)
		}
	})
}
