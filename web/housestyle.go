package web

import (
	"bytes"
	"cmp"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"wijkinzicht/web/chart"
	"wijkinzicht/web/color"
)

// HouseStyle is how a gemeente wants embeds on its own site to look: other values for our design tokens.
type HouseStyle struct {
	Name  string
	CSS   []byte    // one :root block, to come after our own style
	Paper color.RGB // the ground that pictures lie on
	Line  color.RGB // of the main line
}

// StyleFault says which line of a house style cannot be used, in Dutch, for who wrote it.
type StyleFault struct {
	File string
	Line int // 0: the file as a whole
	Why  string
}

func (e *StyleFault) Error() string {
	if e.Line == 0 {
		return fmt.Sprintf("%s: %s", e.File, e.Why)
	}
	return fmt.Sprintf("%s, regel %d: %s", e.File, e.Line, e.Why)
}

var styleFile = regexp.MustCompile(`^thema-([a-z0-9]+(?:-[a-z0-9]+)*)\.css$`)

// maxStyle is the size of the largest house style that is read, in bytes: every token takes about a hundred.
const maxStyle = 10_000

// ReadHouseStyles reads every thema-<naam>.css of a directory, by name. One that is not right is an error, a *StyleFault.
func ReadHouseStyles(dir fs.FS) ([]HouseStyle, error) {
	names, err := fs.Glob(dir, "thema-*.css")
	if err != nil {
		return nil, fmt.Errorf("look for house styles: %w", err)
	}
	var out []HouseStyle
	for _, name := range names {
		match := styleFile.FindStringSubmatch(name)
		if match == nil {
			return nil, &StyleFault{name, 0, "de naam van een thema bestaat uit kleine letters, cijfers en streepjes, zoals thema-dorrestad.css"}
		}
		if slices.Contains([]string{ThemeLight, ThemeDark, ThemeAuto}, match[1]) {
			return nil, &StyleFault{name, 0, "licht, donker en auto zijn thema's van het programma zelf: geef dit thema een andere naam"}
		}
		text, err := fs.ReadFile(dir, name)
		if err != nil {
			return nil, fmt.Errorf("read house style: %w", err)
		}
		style, err := parseHouseStyle(name, text)
		if err != nil {
			return nil, err
		}
		style.Name = match[1]
		out = append(out, style)
	}
	return out, nil
}

// parseHouseStyle holds a house style to what it may be: one :root block with tokens that we know, each with a value of
// its kind, in colours that can be read.
func parseHouseStyle(file string, text []byte) (HouseStyle, error) {
	set, err := readTokens(file, text)
	if err != nil {
		return HouseStyle{}, err
	}
	own, err := ownTokens("shared/tokens.css")
	if err != nil {
		return HouseStyle{}, err
	}
	var css bytes.Buffer
	css.WriteString(":root {\n")
	lines := map[string]int{}
	for _, t := range set {
		ours, known := own[t.name]
		switch {
		case !known:
			return HouseStyle{}, &StyleFault{file, t.line, fmt.Sprintf("%s kennen wij niet; kies uit %s", t.name, strings.Join(tokenNames(own), ", "))}
		case lines[t.name] > 0:
			return HouseStyle{}, &StyleFault{file, t.line, fmt.Sprintf("%s staat ook op regel %d", t.name, lines[t.name])}
		}
		kind := kindOf(t.name, ours)
		value, ok := kind.read(t.value)
		if !ok {
			return HouseStyle{}, &StyleFault{file, t.line, fmt.Sprintf("%s is %s", t.name, kind.want)}
		}
		lines[t.name], own[t.name] = t.line, value
		fmt.Fprintf(&css, "  %s: %s;\n", t.name, value)
	}
	css.WriteString("}\n")
	style := HouseStyle{CSS: css.Bytes(), Paper: colorOf(own, tokenPrefix+"color-paper"), Line: colorOf(own, tokenPrefix+"chart-line-color")}
	return style, checkContrast(file, own, lines, style)
}

// checkContrast refuses colours that cannot be told apart.
func checkContrast(file string, tokens map[string]string, lines map[string]int, style HouseStyle) error {
	paper := tokenPrefix + "color-paper"
	if !chart.FitsOn(style.Paper) {
		return &StyleFault{file, lines[paper], paper + " is te donker: de grafieken zijn getekend voor wit of bijna wit"}
	}
	for _, pair := range []struct {
		token string
		least float64
	}{
		{"color-ink", color.LeastText}, {"color-ink-soft", color.LeastText}, {"color-accent", color.LeastText},
		{"heading-color", color.LeastText}, {"link-color", color.LeastText}, {"color-control", color.LeastLine}, {"chart-line-color", color.LeastLine},
	} {
		token := tokenPrefix + pair.token
		if ratio := color.Contrast(colorOf(tokens, token), style.Paper); ratio < pair.least {
			return &StyleFault{file, cmp.Or(lines[token], lines[paper]), fmt.Sprintf("%s heeft een contrast van %s met de achtergrond, en dat moet ten minste %s zijn",
				token, Getal(ratio, 2), Getal(pair.least, 1))}
		}
	}
	return nil
}

// tokenPrefix starts the name of every token of ours, as design systems of the Dutch government do (NL Design System).
const tokenPrefix = "--wijkinzicht-"

// token is a custom property with its value as written.
type token struct {
	name, value string
	line        int
}

var (
	cssComment  = regexp.MustCompile(`(?s)/\*.*?\*/`)
	notNewline  = regexp.MustCompile(`[^\n]`)
	rootBlock   = regexp.MustCompile(`^\s*:root\s*\{([^{}]*)\}\s*$`)
	declaration = regexp.MustCompile(`^(--[a-z0-9-]+)\s*:\s*(.*?)$`)
)

// readTokens reads a file that is one :root block of custom properties and nothing else.
func readTokens(file string, text []byte) ([]token, error) {
	if len(text) > maxStyle {
		return nil, &StyleFault{file, 0, fmt.Sprintf("het bestand is groter dan %s bytes", Getal(maxStyle, 0))}
	}
	// Comments become blanks, so that places and lines stay what they are.
	text = cssComment.ReplaceAllFunc(text, func(c []byte) []byte { return notNewline.ReplaceAll(c, []byte(" ")) })
	place := rootBlock.FindSubmatchIndex(text)
	if place == nil {
		return nil, &StyleFault{file, 0, "een thema is één blok :root { … } met daarin regels als --wijkinzicht-link-color: #005a9c; en verder niets"}
	}
	line := 1 + bytes.Count(text[:place[2]], []byte("\n"))
	var out []token
	for part := range strings.SplitSeq(string(text[place[2]:place[3]]), ";") {
		body := strings.TrimSpace(part)
		blank := part[:len(part)-len(strings.TrimLeft(part, " \t\r\n"))]
		at := line + strings.Count(blank, "\n")
		line += strings.Count(part, "\n")
		if body == "" {
			continue
		}
		match := declaration.FindStringSubmatch(body)
		if match == nil {
			return nil, &StyleFault{file, at, "hier hoort een regel als --wijkinzicht-link-color: #005a9c;"}
		}
		out = append(out, token{match[1], match[2], at})
	}
	return out, nil
}

// ownTokens gives the value of every token in a file of ours by its name.
func ownTokens(file string) (map[string]string, error) {
	text, err := files.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("read our tokens: %w", err)
	}
	all, err := readTokens(path.Base(file), text)
	if err != nil {
		return nil, err
	}
	out := map[string]string{}
	for _, t := range all {
		out[t.name] = t.value
	}
	return out, nil
}

func tokenNames(own map[string]string) []string {
	var out []string
	for name := range own {
		out = append(out, name)
	}
	slices.Sort(out)
	return out
}

// resolve follows a token that stands for another.
func resolve(tokens map[string]string, name string) string {
	value := tokens[name]
	for range tokens {
		other, ok := strings.CutPrefix(value, "var(")
		if !ok {
			break
		}
		value = tokens[strings.TrimSuffix(other, ")")]
	}
	return value
}

func colorOf(tokens map[string]string, name string) color.RGB {
	c, _ := color.Parse(resolve(tokens, name))
	return c
}

// valueKind is what a token may hold; read gives a value in the one form that we write.
type valueKind struct {
	want string
	read func(text string) (string, bool)
}

var (
	colorKind  = valueKind{"een kleur als #005a9c", readColor}
	lengthKind = valueKind{"een maat van 0 tot 4rem (64px), zoals .75rem of 12px", readLength(0)}
	letterKind = valueKind{"een letter van .75 tot 4rem (12 tot 64px), zoals 1rem of 15px", readLength(0.75)}
	fontKind   = valueKind{`een rij lettertypen, zoals "Noto Sans", Arial, sans-serif`, readFonts}
)

// kindOf tells what a token holds by what ours holds.
func kindOf(name, ours string) valueKind {
	switch {
	case strings.HasSuffix(name, "-font-size"):
		return letterKind
	case strings.HasPrefix(ours, "var("), strings.HasPrefix(ours, "#"): // only colours of ours stand for others
		return colorKind
	case strings.Contains(ours, ","):
		return fontKind
	}
	return lengthKind
}

func readColor(text string) (string, bool) {
	c, ok := color.Parse(text)
	return c.String(), ok
}

var cssLength = regexp.MustCompile(`^(\d{0,2}(?:\.\d{1,3})?)(rem|em|px)$`)

// readLength reads a length of at least this many rem, 16 pixels each.
func readLength(least float64) func(string) (string, bool) {
	return func(text string) (string, bool) {
		match := cssLength.FindStringSubmatch(text)
		if match == nil {
			return text, text == "0" && least == 0
		}
		n, err := strconv.ParseFloat(match[1], 64)
		if match[2] == "px" {
			n /= 16
		}
		return text, err == nil && n >= least && n <= 4
	}
}

var fontName = regexp.MustCompile(`^(?:"[A-Za-z0-9 -]{1,60}"|'[A-Za-z0-9 -]{1,60}'|[A-Za-z][A-Za-z0-9-]{0,40}(?: [A-Za-z][A-Za-z0-9-]{0,40}){0,4})$`)

func readFonts(text string) (string, bool) {
	var out []string
	for name := range strings.SplitSeq(text, ",") {
		name = strings.TrimSpace(name)
		if !fontName.MatchString(name) {
			return "", false
		}
		out = append(out, name)
	}
	return strings.Join(out, ", "), len(out) <= 12
}
