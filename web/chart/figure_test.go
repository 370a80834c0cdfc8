package chart

import (
	"encoding/json"
	"fmt"
	"math"
	"math/rand"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/quick"

	"wijkinzicht/web/color"
	"wijkinzicht/web/words"

	"github.com/go-echarts/go-echarts/v2/opts"
)

func TestOptionRefuses(t *testing.T) {
	nan := math.NaN()
	for name, spoil := range map[string]func(*Figure){
		"empty id":            func(f *Figure) { f.ID = "" },
		"id with a quote":     func(f *Figure) { f.ID = `a"b` },
		"id with a digit":     func(f *Figure) { f.ID = "1a" },
		"years turned round":  func(f *Figure) { f.First = 2030 },
		"endless axis":        func(f *Figure) { f.Last = 3000 },
		"too many decimals":   func(f *Figure) { f.Decimals = 7 },
		"unknown size":        func(f *Figure) { f.Size = 9 },
		"unknown role":        func(f *Figure) { f.Lines[0].Role = 9 },
		"year outside":        func(f *Figure) { f.Lines[0].Segments[0][0].Year = 1999 },
		"year twice":          func(f *Figure) { f.Lines[0].Segments[1][0].Year = 2010 },
		"not a number":        func(f *Figure) { f.Lines[0].Segments[0][0].Value = nan },
		"endless":             func(f *Figure) { f.Lines[0].Segments[0][0].Value = math.Inf(1) },
		"no quality":          func(f *Figure) { f.Lines[0].Segments[0][0].Quality = "" },
		"two qualities":       func(f *Figure) { f.Lines[0].Segments[0][0].Quality = "AB" },
		"half a range":        func(f *Figure) { f.Lines[0].Segments[0][0].Low = ptr(1) },
		"range turned round":  func(f *Figure) { f.Lines[0].Segments[0][0] = bounded(f.Lines[0].Segments[0][0], 2, 1) },
		"below fixed scale":   func(f *Figure) { f.Min = ptr(11) },
		"above fixed scale":   func(f *Figure) { f.Max = ptr(20) },
		"scale not a number":  func(f *Figure) { f.Max = &nan },
		"target no number":    func(f *Figure) { f.Target = &Target{Value: nan} },
		"target off scale":    func(f *Figure) { f.Max, f.Target = ptr(30), &Target{Value: 31} },
		"empty scale":         func(f *Figure) { f.Lines = nil; f.Min, f.Max = ptr(3), ptr(3) },
		"range not a number":  func(f *Figure) { f.Lines[0].Segments[0][0] = bounded(f.Lines[0].Segments[0][0], nan, 1) },
		"line not to be seen": func(f *Figure) { f.Paint = &Paint{color.RGB{R: 255, G: 255}, color.White} },
		"line on dark paper":  func(f *Figure) { f.Paint = &Paint{color.RGB{B: 40}, color.RGB{}} },
		"scale turned around": func(f *Figure) { f.Lines = nil; f.Min, f.Max = ptr(3), ptr(1) },
	} {
		t.Run(name, func(t *testing.T) {
			f := breakAndGap()
			spoil(&f)
			if _, err := f.Option(); err == nil || !strings.Contains(err.Error(), "figure "+strconv.Quote(f.ID)) {
				t.Errorf("error %v", err)
			}
		})
	}
}

func TestValueScale(t *testing.T) {
	for _, c := range []struct {
		values         []float64
		decimals       int
		low, high      *float64
		min, max, step float64
	}{
		{values: []float64{9.8, 26.1}, decimals: 1, min: 0, max: 30, step: 5},
		{values: []float64{40.1, 44.9}, decimals: 1, min: 40, max: 45, step: 1},
		{values: []float64{-0.31, 0.06}, decimals: 2, min: -0.4, max: 0.1, step: 0.1},
		{values: []float64{-8, -3}, decimals: 0, min: -8, max: 0, step: 2},
		{values: []float64{10400, 12900}, decimals: 0, min: 10000, max: 13000, step: 500},
		{values: []float64{8100, 8110}, decimals: 0, min: 7600, max: 8600, step: 200}, // a change of a thousandth stays flat
		{values: []float64{64.2}, decimals: 1, min: 60, max: 68, step: 2},
		{values: []float64{0}, decimals: 0, min: 0, max: 4, step: 1},
		{values: []float64{1, 3}, decimals: 0, min: 0, max: 4, step: 1}, // no label repeats
		{values: []float64{60, 70}, decimals: 1, low: ptr(50), high: ptr(90), min: 50, max: 90, step: 10},
		{values: []float64{60, 70}, decimals: 1, low: ptr(0), min: 0, max: 70, step: 10},
		{decimals: 1, min: 0, max: 1, step: 1},
	} {
		t.Run(fmt.Sprint(c.values), func(t *testing.T) {
			f := Figure{Decimals: c.decimals, Min: c.low, Max: c.high, Lines: []Line{{Segments: [][]Point{points("A", 2000, 1, c.values...)}}}}
			s, err := valueScale(f, 5)
			if err != nil || s.min != c.min || s.max != c.max || s.step != c.step {
				t.Errorf("got %v, %v; want %v to %v by %v", s, err, c.min, c.max, c.step)
			}
		})
	}
}

func FuzzValueScale(f *testing.F) {
	f.Add(1.0, 2.0, 1)
	f.Add(-0.001, 1e12, 0)
	f.Fuzz(func(t *testing.T, a, b float64, decimals int) {
		if !drawable(a) || !drawable(b) || decimals < 0 || decimals > 6 {
			t.Skip("no published value")
		}
		s, err := valueScale(Figure{Decimals: decimals, Lines: []Line{{Segments: [][]Point{points("A", 2000, 1, a, b)}}}}, 5)
		if err != nil {
			t.Fatal(err)
		}
		air := s.step * 1e-8 // less than can be seen
		if s.min > min(a, b)+air || s.max < max(a, b)-air || s.step <= 0 || len(s.labels(&words.Dutch)) < 2 || len(s.labels(&words.Dutch)) > 9 {
			t.Errorf("%v and %v, %d decimals: %+v", a, b, decimals, s)
		}
		if labels := s.labels(&words.Dutch); len(slices.Compact(slices.Clone(labels))) != len(labels) {
			t.Errorf("labels repeat: %q", labels)
		}
	})
}

func TestYearLabels(t *testing.T) {
	for _, c := range []struct {
		first, last int
		width       float64
		want        []int
	}{
		{2020, 2020, 500, []int{2020}},
		{2020, 2021, 40, []int{2021}},
		{2018, 2021, 400, []int{2018, 2019, 2020, 2021}},
		{2004, 2024, 560, []int{2004, 2006, 2008, 2010, 2012, 2014, 2016, 2018, 2020, 2022, 2024}},
		{2004, 2023, 220, []int{2004, 2010, 2015, 2023}},
	} {
		if got := yearLabels(c.first, c.last, c.width, 44); !slices.Equal(got, c.want) {
			t.Errorf("%d-%d in %v: %v, want %v", c.first, c.last, c.width, got, c.want)
		}
	}
}

func TestNumber(t *testing.T) {
	for _, c := range []struct {
		v        float64
		decimals int
		want     string
	}{
		{0, 0, "0"}, {999, 0, "999"}, {1000, 0, "1.000"}, {1234567.5, 1, "1.234.567,5"}, {-0.25, 2, "−0,25"}, {-0.04, 1, "0,0"}, {100000, 0, "100.000"},
	} {
		if got := number(c.v, c.decimals, &words.Dutch); got != c.want {
			t.Errorf("%v with %d: %q, want %q", c.v, c.decimals, got, c.want)
		}
		turned := strings.NewReplacer(".", ",", ",", ".").Replace(c.want)
		if got := number(c.v, c.decimals, &words.English); got != turned {
			t.Errorf("%v with %d in English: %q, want %q", c.v, c.decimals, got, turned)
		}
	}
}

func TestRuns(t *testing.T) {
	for _, c := range []struct{ qualities, want string }{
		{"", ""}, {"A", "A"}, {"D", "D"}, {"AAB", "AAB"}, {"DDD", "DDD?"}, {"AAD", "AA|AD?"}, {"DAA", "DA?|AA"}, {"ADA", "ADA?"}, {"AADCCD", "AA|ADC?|CC|CD?"},
	} {
		var segment []Point
		for i, q := range c.qualities {
			segment = append(segment, Point{Year: 2000 + i, Quality: string(q)})
		}
		var got []string
		for _, r := range runs(segment) {
			text := ""
			for _, p := range r.points {
				text += p.Quality
			}
			if r.doubt {
				text += "?"
			}
			got = append(got, text)
		}
		if joined := strings.Join(got, "|"); joined != c.want {
			t.Errorf("%q: %q, want %q", c.qualities, joined, c.want)
		}
	}
}

// TestOpenPoint: a value that may still change has a hollow marker, and its line is as any.
func TestOpenPoint(t *testing.T) {
	final, open := Point{Year: 2023, Value: 1, Quality: "A"}, Point{Year: 2024, Value: 2, Quality: "A", Open: true}
	style := look{symbol: "circle", size: 6}
	data := newRun("x", Line{Role: Wijk}, style, runs([]Point{final, open})[0], Large).Data.([]any)
	if d, ok := data[1].(opts.LineData); !ok || d.Symbol != "emptycircle" {
		t.Errorf("the provisional point is %+v", data[1])
	}
	if _, special := data[0].(opts.LineData); special {
		t.Errorf("the final point is %+v", data[0])
	}
}

func TestCut(t *testing.T) {
	segments := [][]Point{points("A", 2004, 2, 1, 2, 3, 4), points("A", 2014, 1, 5)}
	for _, c := range []struct {
		role   Role
		breaks []Break
		want   string
	}{
		{Wijk, nil, "2004-2010 2014-2014"},
		{Wijk, []Break{{Year: 2008}}, "2004-2006 2008-2010 2014-2014"},
		{Wijk, []Break{{Year: 2007}, {Year: 2008}}, "2004-2006 2008-2010 2014-2014"},
		{Wijk, []Break{{Year: 2010}, {Year: 2005}}, "2004-2004 2006-2008 2010-2010 2014-2014"},
		{Wijk, []Break{{Year: 2004}, {Year: 2013}}, "2004-2010 2014-2014"},
		{Gemeente, []Break{{Year: 2008}}, "2004-2010 2014-2014"},
	} {
		var got []string
		for _, piece := range cut(Line{Role: c.role, Segments: segments}, c.breaks) {
			got = append(got, fmt.Sprintf("%d-%d", piece[0].Year, piece[len(piece)-1].Year))
		}
		if joined := strings.Join(got, " "); joined != c.want {
			t.Errorf("%v: %s, want %s", c.breaks, joined, c.want)
		}
	}
}

func TestNamesStayApart(t *testing.T) {
	f := Figure{ID: "a", First: 2000, Last: 2001}
	for i := range 6 {
		f.Lines = append(f.Lines, Line{Name: "Naam", Role: Ander, Segments: [][]Point{points("A", 2000, 1, 5, 5+float64(i)/100)}})
	}
	l, err := newLayout(f)
	if err != nil {
		t.Fatal(err)
	}
	for i := 1; i < len(l.names); i++ {
		if gap := l.names[i].y - l.names[i-1].y; gap < l.lineHeight()-1e-9 {
			t.Errorf("names %d and %d are %v apart", i-1, i, gap)
		}
	}
}

// TestNamesOfTheAlike: lines in one look are named only beside their own ends, the first before the others, and never
// over the name of the main line. Names stand from top to bottom.
func TestNamesOfTheAlike(t *testing.T) {
	line := func(name string, role Role, last int, value float64) Line {
		return Line{Name: name, Role: role, Segments: [][]Point{{{Year: last, Value: value, Quality: "A"}}}}
	}
	f := Figure{ID: "v-woz", Title: "Woz", Unit: "%", First: 2010, Last: 2024, Lines: []Line{line("Zonnewijk", Wijk, 2024, 50),
		line("Maanwijk", Gelijke, 2024, 51), line("Sterwijk", Gelijke, 2024, 90), line("Noord", Gelijke, 2024, 91), line("Zuid", Gelijke, 2020, 10)}}
	for size, want := range map[Size]string{Large: "Sterwijk Zonnewijk", Narrow: "Sterwijk Zonnewijk", Small: "", Tight: ""} {
		f.Size = size
		l, err := newLayout(f)
		if err != nil {
			t.Fatal(err)
		}
		var names []string
		for _, n := range l.names {
			names = append(names, f.Lines[n.line].Name)
			if n.y != l.y(n.from.Value) {
				t.Errorf("%s stands %v from its line's end", f.Lines[n.line].Name, n.y-l.y(n.from.Value))
			}
		}
		if got := strings.Join(names, " "); got != want {
			t.Errorf("size %d: named %q, want %q", size, got, want)
		}
	}
}

// TestBreakLabelsStayClear: whatever the years of breaks, no line crosses a label, no label another, and each that stands
// there is whole and inside the picture.
func TestBreakLabelsStayClear(t *testing.T) {
	for name, years := range map[string][]int{
		"one": {2012}, "together": {2005, 2007, 2009, 2011}, "at the end": {2024}, "near the end": {2012, 2022, 2024}, "all": {2003, 2010, 2016, 2019, 2021, 2023},
		"twice the same": {2013, 2013}, "off the axis": {2000, 2012, 2025},
	} {
		for _, size := range []Size{Large, Narrow, Tight} {
			t.Run(fmt.Sprint(name, size), func(t *testing.T) {
				f := Figure{ID: "a", First: 2000, Last: 2024, Size: size}
				onAxis := 0
				for _, year := range years {
					f.Breaks = append(f.Breaks, Break{Year: year, Label: "andere definitie"})
					if year > 2000 && year <= 2024 {
						onAxis++
					}
				}
				l, err := newLayout(f)
				if err != nil {
					t.Fatal(err)
				}
				named := slices.ContainsFunc(l.breaks, func(b placedBreak) bool { return b.text != "" })
				if len(l.breaks) != onAxis || !named {
					t.Errorf("%d breaks, want %d on the axis, at least one with its label", len(l.breaks), onAxis)
				}
				for i, a := range l.breaks {
					from, to := labelEdges(l, a)
					if a.text != "" && (a.text != "andere definitie" || from < 0 || to > l.width) {
						t.Errorf("label %q of %d is cut, or leaves the picture: %v to %v", a.text, a.year, from, to)
					}
					for k, b := range l.breaks {
						otherFrom, otherTo := labelEdges(l, b)
						x := l.x(float64(b.year) - 0.5)
						switch {
						case k == i || a.text == "" || b.text == "":
						case a.row == b.row && from < otherTo && otherFrom < to:
							t.Errorf("labels of %d and %d lie over each other", a.year, b.year)
						case b.row >= a.row && a.year != b.year && from < x && x < to:
							t.Errorf("the line of %d crosses the label of %d", b.year, a.year)
						}
					}
				}
			})
		}
	}
}

// labelEdges gives where the label of a break begins and ends.
func labelEdges(l layout, b placedBreak) (from, to float64) {
	x, width := l.x(float64(b.year)-0.5), textWidth(b.text, l.font-1)
	if b.left {
		return x - width, x
	}
	return x, x + width
}

// TestLegend: a picture without names has all of them beside it.
func TestLegend(t *testing.T) {
	f := breakAndGap()
	f.Size = Tight
	f.Lines = append(f.Lines, Line{Name: "Maanwijk", Role: Gelijke, Segments: [][]Point{points("A", 2004, 1, 5)}},
		Line{Name: "Sterwijk", Role: Gelijke, Segments: [][]Point{points("A", 2023, 1, 6)}})
	want := []Key{{"Zonnewijk", "●", "#12385c", ""}, {"Dorrestad", "◆", "#b5500b", "9 3"}, {"Rest van Dorrestad t/m 2013", "▲", "#00756f", "8 3 2 3"},
		{"Nederland", "■", "#66717e", "2 3"}, {"Maanwijk t/m 2004, Sterwijk", "●", "#66717e", ""}}
	if got := f.Legend(); !slices.Equal(got, want) {
		t.Errorf("got %q\nwant %q", got, want)
	}
	l, err := newLayout(f)
	if err != nil {
		t.Fatal(err)
	}
	if len(l.names) != 0 {
		t.Errorf("%d names in the picture too", len(l.names))
	}
}

// TestLongNamesAreWhole: the longest names of the eleven, and a line that ends early, fit beside a narrow picture.
func TestLongNamesAreWhole(t *testing.T) {
	for _, size := range []Size{Large, Narrow} {
		f := Figure{ID: "a", First: 2000, Last: 2024, Size: size}
		names := []string{"Willemskwartier", "Ring om Willemskwartier", "Afrikaanderwijk", "Ring om Afrikaanderwijk", "Rest van Zoetermeer"}
		for i, name := range names {
			f.Lines = append(f.Lines, Line{Name: name, Role: Ander, Segments: [][]Point{points("A", 2010, 14-i%2, float64(i), float64(i))}})
		}
		l, err := newLayout(f)
		if err != nil {
			t.Fatal(err)
		}
		for _, n := range l.names {
			if text := strings.ReplaceAll(n.text, "\n", " "); !strings.Contains(text, names[n.line]) {
				t.Errorf("size %d: %q is written as %q", size, names[n.line], text)
			}
		}
		if len(l.names) != len(names) || l.right-l.left < 0.5*l.width {
			t.Errorf("size %d: %d names of %d, and %v of %v for the plot", size, len(l.names), len(names), l.right-l.left, l.width)
		}
	}
}

// luminance as WCAG defines it.
func luminance(t *testing.T, color string) float64 {
	var rgb [3]float64
	for i := range rgb {
		n, err := strconv.ParseUint(color[1+2*i:3+2*i], 16, 8)
		if err != nil {
			t.Fatal(err)
		}
		c := float64(n) / 255
		if c <= 0.04045 {
			rgb[i] = c / 12.92
		} else {
			rgb[i] = math.Pow((c+0.055)/1.055, 2.4)
		}
	}
	return 0.2126*rgb[0] + 0.7152*rgb[1] + 0.0722*rgb[2]
}

// Names are written in the colour of their line, so lines need the contrast of text.
func TestContrast(t *testing.T) {
	colors := map[string]float64{inkColor: 4.5, quietColor: 4.5, axisColor: 3}
	for _, style := range looks {
		colors[style.color] = 4.5
	}
	for _, style := range others {
		colors[style.color] = 4.5
	}
	for color, want := range colors {
		if got := 1.05 / (luminance(t, color) + 0.05); got < want {
			t.Errorf("%s on white: %.2f, want %v", color, got, want)
		}
	}
}

func TestLooksDiffer(t *testing.T) {
	seen := map[string]bool{}
	for _, style := range append(others[:len(others):len(others)], looks[Wijk], looks[Gemeente], looks[Rest], looks[Land]) {
		key := fmt.Sprint(style.dash)
		if seen[key] {
			t.Errorf("two lines have dash %s", key)
		}
		seen[key] = true
	}
}

func TestSeriesIDsAreUnique(t *testing.T) {
	for name, figure := range fixed {
		text, err := figure().Option()
		if err != nil {
			t.Fatal(err)
		}
		var option struct{ Series []struct{ ID string } }
		if err := json.Unmarshal(text, &option); err != nil {
			t.Fatal(err)
		}
		seen := map[string]bool{}
		for _, s := range option.Series {
			if s.ID == "" || seen[s.ID] {
				t.Errorf("%s: id %q is empty or used twice", name, s.ID)
			}
			seen[s.ID] = true
		}
	}
}

func TestPaint(t *testing.T) {
	for line, name := range map[color.RGB]string{
		{}:                          "#000000", // black is a colour too
		{R: 0x94, G: 0x94, B: 0x94}: inkColor,  // 3.03 on white: a line, no text
		{R: 0x00, G: 0x5a, B: 0x9c}: "#005a9c",
	} {
		f := breakAndGap()
		f.Paint = &Paint{line, color.White}
		svg := draw(t, renderer(t), f)
		if !strings.Contains(svg, `stroke="`+line.String()+`"`) || strings.Contains(svg, looks[Wijk].color) {
			t.Errorf("%v: the line has another colour", line)
		}
		if text := regexp.MustCompile(`<text[^>]*font-weight="bold"[^>]*>`).FindString(svg); !strings.Contains(text, `fill="`+name+`"`) {
			t.Errorf("%v: the name is written as %s, want %s", line, text, name)
		}
	}
}

// TestTargetIsInsideTheScale: a wish beyond all figures is drawn, and a figure without points has none.
func TestTargetIsInsideTheScale(t *testing.T) {
	f := breakAndGap()
	f.Target = &Target{Value: 41, Label: "doel 2030: {a} 41,0"}
	option, err := f.Option()
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(option), `"max":50`) || !strings.Contains(string(option), "doel 2030: {a} 41,0") {
		t.Errorf("no room or no label for the target: %.400s", option)
	}
	empty := noPoints()
	empty.Target = f.Target
	if option, err = empty.Option(); err != nil || strings.Contains(string(option), "doel 2030") {
		t.Errorf("a target without figures: %v", err)
	}
}

// TestEveryFloatIsDrawnOrRefused: whatever three numbers a figure has, bounds and fixed sides included, it is refused, or has a scale
// that holds them with a few labels that differ.
func TestEveryFloatIsDrawnOrRefused(t *testing.T) {
	edges := []float64{0, math.Copysign(0, -1), 1, -1, math.SmallestNonzeroFloat64, -math.SmallestNonzeroFloat64, 0x1p-1022, math.MaxFloat64, -math.MaxFloat64,
		1e308, -1e308, math.Inf(1), math.Inf(-1), math.NaN(), Largest, -Largest, math.Nextafter(Largest, 0), 1e-300, 1e-7, 99999.95}
	pick := func(r *rand.Rand) float64 {
		switch r.Intn(4) {
		case 0:
			return edges[r.Intn(len(edges))]
		case 1:
			return math.Float64frombits(r.Uint64())
		case 2:
			return (r.Float64() - 0.5) * math.Pow10(r.Intn(40)-20)
		}
		return math.Nextafter(edges[r.Intn(len(edges))], float64(r.Intn(3)-1))
	}
	drawn := 0
	check := func(values [6]float64, decimals uint8, sides uint8) bool {
		f := Figure{ID: "a", Decimals: int(decimals % 7), First: 2000, Last: 2002, Size: Size(sides >> 6), Lines: []Line{{Segments: [][]Point{{
			{Year: 2000, Value: values[0], Quality: "A"}, {Year: 2001, Value: values[1], Quality: "A"}, bounded(Point{Year: 2002, Value: values[2], Quality: "C"}, values[2], values[3])}}}}}
		if sides&1 != 0 {
			f.Min = &values[4]
		}
		if sides&2 != 0 {
			f.Max = &values[5]
		}
		if _, err := f.Option(); err != nil {
			return true
		}
		drawn++
		l, err := newLayout(f)
		labels := l.scale.labels(&words.Dutch)
		air := l.scale.step * 1e-8
		low, high := extent(f)
		return err == nil && l.scale.min <= low+air && l.scale.max >= high-air && l.right-l.left > 20 && l.bottom > l.top &&
			len(labels) >= 2 && len(labels) <= 9 && len(slices.Compact(slices.Clone(labels))) == len(labels)
	}
	for _, a := range edges {
		for _, b := range edges {
			if !check([6]float64{a, b, a, b, min(a, b), max(a, b)}, 1, 0) || !check([6]float64{a, b, b, b, min(a, b), max(a, b)}, 6, 67) {
				t.Errorf("%v and %v", a, b)
			}
		}
	}
	err := quick.Check(check, &quick.Config{MaxCount: 5000, Rand: rand.New(rand.NewSource(1)), Values: func(into []reflect.Value, r *rand.Rand) {
		var values [6]float64
		for i := range values {
			values[i] = pick(r)
		}
		if r.Intn(2) == 0 { // a range, so that most are not refused for that alone
			values[3] = values[2] + math.Abs(values[3])
		}
		into[0], into[1], into[2] = reflect.ValueOf(values), reflect.ValueOf(uint8(r.Intn(256))), reflect.ValueOf(uint8(r.Intn(256)))
	}})
	if err != nil || drawn < 200 {
		t.Errorf("%d were drawn: %v", drawn, err)
	}
}
