package ingest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"maps"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"

	"wijkinzicht/data/catalogue"
	"wijkinzicht/ingest/sheet"
	"wijkinzicht/ingest/sheet/sheettest"
)

// figuresOf reads one file as a folder's only one: its figures, or why it was refused or set aside.
func figuresOf(t *testing.T, cat *catalogue.Catalogue, name, content string) (figures map[string]float64, note string, refused *Refusal, aside string) {
	t.Helper()
	var r recognised
	_, err := r.look(context.Background(), cat, input{name: name, held: []byte(content)}, []byte(content))
	if err == nil && len(r.tables) == 1 {
		err = r.tables[0].check()
	}
	figures = map[string]float64{}
	if err == nil && len(r.tables) == 1 {
		note = r.tables[0].note
		for _, of := range r.tables[0].figures(1) {
			for i, code := range of.Codes {
				f, ok, wrong := of.At(i)
				if wrong != nil {
					err = wrong
				} else if ok && f.Value != nil {
					figures[fmt.Sprint(of.Indicator, " ", code, " ", of.Year, " ", of.AreaYear)] = *f.Value
				}
			}
		}
	}
	if err != nil && !errors.As(err, &refused) {
		t.Fatalf("%v is no refusal", err)
	}
	if len(r.skipped) > 0 {
		aside = r.skipped[0].reason
	}
	return figures, note, refused, aside
}

// onLine changes the n-th line of a file, the header being the first.
func onLine(n int, change func(cells []string)) func(string) string {
	return func(text string) string {
		lines := strings.Split(text, "\n")
		cells := strings.Split(lines[n-1], ",")
		change(cells)
		lines[n-1] = strings.Join(cells, ",")
		return strings.Join(lines, "\n")
	}
}

// onCell puts another text in the k-th cell of the n-th line.
func onCell(n, k int, change func(string) string) func(string) string {
	return onLine(n, func(cells []string) { cells[k-1] = change(cells[k-1]) })
}

func put(text string) func(string) string { return func(string) string { return text } }

func swap(old, with string) func(string) string {
	return func(s string) string { return strings.Replace(s, old, with, 1) }
}

func everywhere(old, with string) func(string) string {
	return func(s string) string { return strings.ReplaceAll(s, old, with) }
}

func tenfold(s string) string {
	v, _ := strconv.ParseFloat(s, 64)
	return strconv.FormatFloat(10*v, 'g', 15, 64)
}

// columnOf changes a column of every row.
func columnOf(k int, change func(string) string) func(string) string {
	return func(text string) string {
		lines := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
		for i := range lines[1:] {
			cells := strings.Split(lines[i+1], ",")
			if cells[k-1] != "NA" {
				cells[k-1] = change(cells[k-1])
			}
			lines[i+1] = strings.Join(cells, ",")
		}
		return strings.Join(lines, "\n") + "\n"
	}
}

const (
	sameFigures = "dezelfde cijfers"
	fewer       = "minder cijfers"
	setAside    = "opzij: "
)

// scoreMutations are what can become of a score file on its way, and what comes of each; none may be taken with other figures. Line 8 is
// of 2020, with all parts; line 2 is of 2002, without.
var scoreMutations = []struct {
	name   string
	change func(string) string
	want   string // sameFigures, fewer, setAside with a part of the reason, or a part of the refusal
}{
	{"as it is", func(s string) string { return s }, sameFigures},
	{"line ends of Windows", everywhere("\n", "\r\n"), sameFigures},
	{"a byte order mark", func(s string) string { return bom + s }, sameFigures},
	{"no last line end", func(s string) string { return strings.TrimSuffix(s, "\n") }, sameFigures},
	{"blank lines", everywhere("\n", "\n\n"), sameFigures},
	{"no quotes at all", everywhere(`"`, ""), sameFigures},
	{"NA in quotes", everywhere(",NA", `,"NA"`), sameFigures},
	{"NA left empty", everywhere(",NA", ","), sameFigures},
	{"blanks round numbers", columnOf(5, func(s string) string { return " " + s + " " }), sameFigures},
	{"an exponent", onCell(8, 6, func(s string) string {
		v, _ := strconv.ParseFloat(s, 64)
		return strconv.FormatFloat(v, 'e', -1, 64)
	}), sameFigures},
	{"other order of columns", func(s string) string {
		return regexp.MustCompile(`(?m)^([^,]*),([^,]*),([^,]*),(.*)$`).ReplaceAllString(s, "$3,$4,$2,$1")
	}, sameFigures},
	{"other order of rows", func(s string) string {
		lines := strings.Split(strings.TrimSuffix(s, "\n"), "\n")
		slices.Reverse(lines[1:])
		return strings.Join(lines, "\n")
	}, sameFigures},
	{"an extra column", func(s string) string {
		return strings.Replace(strings.ReplaceAll(s, "\n", ",3\n"), `"won",3`, `"won","versie"`, 1)
	}, sameFigures},
	{"a row gone", func(s string) string {
		lines := strings.SplitAfter(s, "\n")
		return strings.Join(slices.Delete(lines, 4, 5), "")
	}, fewer},
	{"semicolons", everywhere(",", ";"), setAside + "ander scheidingsteken"},
	{"tabs", everywhere(",", "\t"), setAside + "ander scheidingsteken"},
	{"UTF-16", func(s string) string {
		var b bytes.Buffer
		for _, u := range utf16.Encode([]rune(s)) {
			b.Write([]byte{byte(u), byte(u >> 8)})
		}
		return b.String()
	}, setAside + "geen indeling"},
	{"Latin-1", swap("Plek 1", "Pl\xe9k 1"), "geen UTF-8"},
	{"a heading of the score one letter off", swap(`"afw"`, `"avw"`), setAside + "zonder de kolom afw"},
	{"a heading of a part one letter off", swap(`"fys"`, `"fyz"`), "bedoelt u fys"},
	{"a heading in capitals", swap(`"soc"`, `"SOC"`), "bedoelt u soc"},
	{"no heading for the year", swap(`"jaar"`, `"periode"`), setAside + "zonder de kolom jaar"},
	{"a column twice", func(s string) string {
		return strings.Replace(strings.ReplaceAll(s, "\n", ",0.1\n"), `"won",0.1`, `"won","afw"`, 1)
	}, "staat er twee keer"},
	{"decimal commas", func(s string) string { return regexp.MustCompile(`([0-9])\.([0-9])`).ReplaceAllString(s, "$1,$2") }, "velden van de kop"},
	{"decimal commas in quotes", func(s string) string { return regexp.MustCompile(`(-?[0-9])\.([0-9]+)`).ReplaceAllString(s, `"$1,$2"`) }, "geen getal"},
	{"a thousands separator", onCell(2, 5, put("-0.007.850")), "geen getal"},
	{"another minus", onCell(8, 7, func(s string) string { return strings.Replace(s, "-", "−", 1) }), "geen getal"},
	{"a lone minus", onCell(2, 5, put("-")), "geen getal"},
	{"a per cent sign", onCell(2, 5, put("-7.8%")), "geen getal"},
	{"NaN", onCell(2, 5, put("NaN")), "geen getal"},
	{"hexadecimal", onCell(2, 5, put("0x1p-4")), "geen getal"},
	{"an underscore", onCell(2, 5, put("0.0_1")), "geen getal"},
	{"CBS's code for missing", onCell(2, 5, put("-99999")), "lbm min afw"},
	{"a cell moved to the next line", swap(",NA,NA\n", ",NA\nNA\n"), "velden van de kop"},
	{"an open quote", swap(`"Plek 1"`, `"Plek 1`), "velden van de kop"},
	{"cut off in a row", func(s string) string { return s[:len(s)-40] }, "velden van de kop"},
	{"a row twice", func(s string) string {
		lines := strings.SplitAfter(s, "\n")
		return s + lines[3]
	}, "staat twee keer"},
	{"a year that is none of the Leefbaarometer's", onCell(10, 3, put("2004")), "van 2004 bestaan geen scores"},
	{"a year with decimals", onCell(10, 3, put("2024.0")), "geen jaar"},
	{"two years exchanged for one", onCell(9, 3, put("2024")), "staat twee keer"},
	{"a wijk among buurten", onCell(2, 1, put(`"WK990101"`)), "geen code voor deze kolom"},
	{"a code in small letters", onCell(2, 1, put(`"bu99010101"`)), "geen gebiedscode"},
	{"the score of one row tenfold", onCell(2, 5, tenfold), "lbm min afw"},
	{"one row tenfold", onLine(8, func(cells []string) {
		for i := 3; i < len(cells); i++ {
			cells[i] = tenfold(cells[i])
		}
	}), "lbm min afw"},
	{"the score and its parts of one row tenfold", onLine(8, func(cells []string) {
		for i := 4; i < len(cells); i++ {
			cells[i] = tenfold(cells[i])
		}
	}), "lbm min afw"},
	{"all scores tenfold", columnOf(5, tenfold), "afw"},
	{"a part tenfold in every row", columnOf(8, tenfold), "onderdelen tellen op"},
	{"a part with another sign", onCell(8, 6, func(s string) string { return "-" + s }), "onderdelen tellen op"},
	{"a digit of the score", onCell(2, 5, func(s string) string { return s[:6] + string('0'+(s[6]-'0'+1)%10) + s[7:] }), "lbm min afw"},
	{"a digit of lbm", onCell(2, 4, func(s string) string { return s[:6] + string('0'+(s[6]-'0'+1)%10) + s[7:] }), "lbm min afw"},
	{"a digit of a part", onCell(8, 9, func(s string) string { return s[:6] + string('0'+(s[6]-'0'+1)%10) + s[7:] }), "onderdelen tellen op"},
	{"a part gone", onCell(8, 8, put("NA")), "deel van de vijf onderdelen ontbreekt"},
	{"the score gone", onCell(8, 5, put("NA")), "ontbreekt er één"},
	{"the headings of score and level exchanged", swap(`"lbm","afw"`, `"afw","lbm"`), "onderdelen tellen op"},
	{"cut back to the years of the edition before", func(s string) string { return regexp.MustCompile(`(?m)^.*,2024,.*\n`).ReplaceAllString(s, "") }, "van welke meting dit is"},
}

func TestMutatedScoresAreNeverTakenWrong(t *testing.T) {
	cat := dorrestad(t)
	whole := scores2002to2024("bu", "BU99010101", "BU99010102", "BU99010201")
	want, _, refused, aside := figuresOf(t, cat, "scores", whole)
	if refused != nil || aside != "" || len(want) != 3*(9+5*5) {
		t.Fatalf("the file as it is gives %d figures, %v, %q", len(want), refused, aside)
	}
	for _, m := range scoreMutations {
		t.Run(m.name, func(t *testing.T) {
			changed := m.change(whole)
			if changed == whole && m.name != "as it is" {
				t.Fatal("nothing was changed")
			}
			got, note, refused, aside := figuresOf(t, cat, "scores", changed)
			for k, v := range got {
				if math.Abs(v-want[k]) > 1e-12 {
					t.Errorf("%s is taken as %v, and is %v", k, v, want[k])
				}
			}
			switch reason, isAside := strings.CutPrefix(m.want, setAside); {
			case m.want == sameFigures:
				if refused != nil || aside != "" || !maps.Equal(got, want) && len(got) != len(want) {
					t.Errorf("%d figures of %d, %v, %q", len(got), len(want), refused, aside)
				}
				if m.name == "an extra column" && !strings.Contains(note, "versie") {
					t.Errorf("the column that is not read is not named: %q", note)
				}
			case m.want == fewer:
				if refused != nil || aside != "" || len(got) == 0 || len(got) >= len(want) {
					t.Errorf("%d figures of %d, %v, %q", len(got), len(want), refused, aside)
				}
			case isAside:
				if !strings.Contains(aside, reason) || len(got) != 0 {
					t.Errorf("set aside with %q, want %q; %v", aside, reason, refused)
				}
			case refused == nil || !strings.Contains(refused.Error(), m.want):
				t.Errorf("refused with %v (%q), want %q", refused, aside, m.want)
			}
		})
	}
}

// TestScoresOfGemeenten: the third file of an edition is laid out as the others.
func TestScoresOfGemeenten(t *testing.T) {
	got, _, refused, aside := figuresOf(t, dorrestad(t), "Leefbaarometer-scores gemeenten 2002-2024.csv", scores2002to2024("gm", "GM9901", "GM9902"))
	if refused != nil || aside != "" || len(got) != 2*(9+5*5) {
		t.Errorf("%d figures, %v, %q", len(got), refused, aside)
	}
}

// TestScoresOfTheEditionBefore: another way to quote, more digits, exponents; its own source and division.
func TestScoresOfTheEditionBefore(t *testing.T) {
	cat := dorrestad(t)
	text := scores2002to2022("wk", 0, "WK990101", "WK990102")
	got, _, refused, aside := figuresOf(t, cat, "Leefbaarometer-scores wijken 2002-2022.csv", text)
	if refused != nil || aside != "" || len(got) != 2*(8+4*5) {
		t.Fatalf("%d figures, %v, %q", len(got), refused, aside)
	}
	if v, there := got["lbm WK990101 2022 2022"]; !there || math.Abs(v-(0.0190201841934792+0.2*(1-1.0/3-1.0/7))) > 1e-9 {
		t.Errorf("the score of 2022 is %v", v)
	}
	small := strings.Replace(text, "NA,NA,NA,NA,NA\n", "9.064389289123598e-5,NA,NA,NA,NA\n", 1)
	if _, _, refused, _ := figuresOf(t, cat, "a", small); refused == nil || !strings.Contains(refused.Reason, "vijf onderdelen") {
		t.Errorf("one part of five gives %v", refused)
	}
	for name, content := range map[string]string{"scores wijken 2002-2024.csv": text, "scores wijken 2002-2022.csv": scores2002to2024("wk", "WK990101")} {
		if _, _, refused, _ := figuresOf(t, cat, name, content); refused == nil || !strings.Contains(refused.Reason, "van welke meting") {
			t.Errorf("%s gives %v", name, refused)
		}
	}
}

func TestExponentsAreNumbers(t *testing.T) {
	for text, want := range map[string]bool{"9.06e-5": true, "-7.233545421137104e-4": true, "1e-05": true, "0": true, "-0.5": true, "12": true,
		"": false, "-": false, ".5": false, "1.": false, "1e": false, "1e--5": false, "+1": false, "1,5": false, "1e5.2": false, "Inf": false, "0x1": false, "1 2": false} {
		if lbm3Number(text) != want {
			t.Errorf("%q is a number: %v", text, !want)
		}
	}
}

// TestForeignScores: what is near to the Leefbaarometer and none that we read gets its sentence.
func TestForeignScores(t *testing.T) {
	cat := dorrestad(t)
	for content, want := range map[string]string{
		"bu_code,bu_naam,jaar,afw_cut,fys_cut\nBU99010101,Zonnewijk,2002,0.03262,NA\n":                  "afgekapt na vijf decimalen",
		"class_field,value_field,class_below\nkscore,afw,1\n":                                           "grenzen tussen klassen",
		"PC4,jaar,lbm,afw,fys,onv,soc,vrz,won\n9999,2024,4.2,0.1,NA,NA,NA,NA,NA\n":                      "per postcodegebied",
		"bu_code,bu_naam,ontw1422,ontw2224\nBU99010101,Zonnewijk,5,5\n":                                 "ontwikkelingsscores",
		"\"bu_code\";\"bu_naam\";\"jaar\";\"lbm\";\"afw\"\n\"BU99010101\";\"Zonnewijk\";2024;4,2;0,1\n": "ander scheidingsteken",
		"bu_code,waarde\nBU99010101,1\n":                                                                "een tabel met kolommen die wij niet kennen (bu_code, waarde)",
	} {
		if _, _, refused, aside := figuresOf(t, cat, "a", content); refused != nil || !strings.Contains(aside, want) {
			t.Errorf("%q: set aside with %q, want %q; %v", content, aside, want, refused)
		}
	}
}

// TestScoresOfTheMapService: parts that do not add up, classes between classes, and classes against the scores are refused.
func TestScoresOfTheMapService(t *testing.T) {
	cat := dorrestad(t)
	feature := func(code, class, afw, won string) string {
		return code + ` "kscore":` + class + `,"afw":` + afw + `,"won":` + won + `,"fys":0.02,"vrz":-0.03,"soc":-0.02,"onv":-0.01,"year":"2024"`
	}
	for name, c := range map[string]struct {
		features []string
		want     string
	}{
		"as it is":                  {[]string{feature("BU99010101", "5", "-0.05", "-0.01"), feature("BU99010102", "7", "0.05", "0.09")}, ""},
		"six digits":                {[]string{feature("BU99010101", "5", "-0.050003", "-0.0100005")}, ""},
		"a digit of the score":      {[]string{feature("BU99010101", "5", "-0.0501", "-0.01")}, "onderdelen tellen op"},
		"the score tenfold":         {[]string{feature("BU99010101", "5", "-0.5", "-0.01")}, "onderdelen tellen op"},
		"a class between classes":   {[]string{feature("BU99010101", "6.5", "-0.05", "-0.01")}, "6.5 is geen klasse"},
		"a higher score lower":      {[]string{feature("BU99010101", "7", "-0.05", "-0.01"), feature("BU99010102", "5", "0.05", "0.09")}, "een van beide kan niet kloppen"},
		"a row tenfold, with parts": {[]string{feature("BU99010101", "5", "-0.5", "-0.46"), feature("BU99010102", "4", "-0.14", "-0.1")}, "een van beide kan niet kloppen"},
	} {
		_, _, refused, aside := figuresOf(t, cat, "a", string(lbm3GeoJSON("", false, 5, 52, c.features...)))
		if aside != "" || (refused == nil) != (c.want == "") || refused != nil && !strings.Contains(refused.Error(), c.want) {
			t.Errorf("%s gives %v %q, want %q", name, refused, aside, c.want)
		}
	}
}

// TestSheetsThatDisagree: scores of 2.0 come twice in one workbook, and must be the same; their parts add up too.
func TestSheetsThatDisagree(t *testing.T) {
	cat := dorrestad(t)
	wide := []string{"GBD", "RLBRMTR14", "RLBWON14", "RLBBEV14", "RLBVRZ14", "RLBVEI14", "RLBFYS14"}
	long := []string{"GBD", "JAAR", "RLBRMTR", "RLBWON", "RLBBEV", "RLBVRZ", "RLBVEI", "RLBFYS"}
	for name, c := range map[string]struct {
		inLong, inWide string
		want           string
	}{
		"as it is":        {"-0.05 -0.02 0.01 -0.03 0.02 -0.03", "-0.05 -0.02 0.01 -0.03 0.02 -0.03", ""},
		"another figure":  {"-0.05 -0.02 0.01 -0.03 0.02 -0.03", "-0.06 -0.03 0.01 -0.03 0.02 -0.03", "het blad data(1) zegt"},
		"a missing one":   {"-0.05 -0.02 0.01 -0.03 0.02 -0.03", " -0.02 0.01 -0.03 0.02 -0.03", "het blad data(1) zegt"},
		"do not add up":   {"-0.05 0.02 0.01 -0.03 0.02 -0.03", "-0.05 0.02 0.01 -0.03 0.02 -0.03", "onderdelen tellen op"},
		"class of a half": {"", "", "6.5 is geen klasse"},
	} {
		book := sheettest.XLSX(
			sheet.Sheet{Name: "data(1)", Rows: [][]string{long, append([]string{"WK990101", "2014"}, strings.Split(c.inLong, " ")...)}},
			sheet.Sheet{Name: "data(2)", Rows: [][]string{wide, append([]string{"WK990101"}, strings.Split(c.inWide, " ")...)}})
		if c.inLong == "" {
			book = lbm2Classes([]string{"WK990101", "6.5", "6", "6", "6", "6", "4", "4"})
		}
		_, _, refused, aside := figuresOf(t, cat, "a", string(book))
		if aside != "" || (refused == nil) != (c.want == "") || refused != nil && !strings.Contains(refused.Error(), c.want) {
			t.Errorf("%s gives %v %q, want %q", name, refused, aside, c.want)
		}
	}
}
