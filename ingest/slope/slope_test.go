package slope

import (
	"encoding/csv"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// TestWorkedExamples holds us against base R and the literature: testdata/trend.R says how trend.csv was made.
func TestWorkedExamples(t *testing.T) {
	f, err := os.Open("testdata/trend.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil || len(rows) < 6 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	for _, row := range rows[1:] {
		x, y := numbers(t, row[1]), numbers(t, row[2])
		got, ok := Of(join(x, y))
		if !ok || got.Low == nil || got.High == nil {
			t.Errorf("%s: %+v", row[0], got)
			continue
		}
		for i, pair := range [][2]float64{{float64(got.S), 0}, {got.Slope, 0}, {got.P, 0}, {*got.Low, 0}, {*got.High, 0}} {
			if want := numbers(t, row[3+i])[0]; math.Abs(pair[0]-want) > 1e-10 {
				t.Errorf("%s: %s is %v, want %v", row[0], rows[0][3+i], pair[0], want)
			}
		}
	}
}

func numbers(t *testing.T, list string) []float64 {
	t.Helper()
	var out []float64
	for text := range strings.SplitSeq(list, ";") {
		v, err := strconv.ParseFloat(text, 64)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, v)
	}
	return out
}

func join(x, y []float64) []Point {
	out := make([]Point, len(x))
	for i := range x {
		out[i] = Point{x[i], y[i]}
	}
	return out
}

// TestFewPoints: fewer than four have no direction; values that are all the same do not move.
func TestFewPoints(t *testing.T) {
	three := []Point{{2020, 1}, {2021, 2}, {2022, 3}}
	if got, ok := Of(three); ok {
		t.Errorf("three points give %+v", got)
	}
	got, ok := Of([]Point{{2019, 5}, {2020, 5}, {2021, 5}, {2022, 5}})
	if !ok || got.Slope != 0 || got.S != 0 || got.P != 1 || got.Low != nil {
		t.Errorf("equal values give %+v, %v", got, ok)
	}
	got, _ = Of([]Point{{2019, 4}, {2020, 3}, {2021, 2}, {2022, 1}})
	if got.Slope != -1 || got.S != -6 || math.Abs(got.P-2.0/24) > 1e-12 || *got.Low != -1 || *got.High != -1 {
		t.Errorf("four falling points give %+v", got)
	}
}

// TestChancesAreCounted holds the chances of every short series of small whole numbers, full of ties, against the count of
// all orders of its values.
func TestChancesAreCounted(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 1))
	for range 60 {
		points := make([]Point, 4+random.IntN(3))
		for i := range points {
			points[i] = Point{float64(2000 + i), float64(random.IntN(4))}
		}
		got, _ := Of(points)
		values := make([]float64, len(points))
		for i, p := range points {
			values[i] = p.Value
		}
		all, asFar := 0, 0
		permute(values, 0, func(v []float64) {
			all++
			if s := kendall(v); max(s, -s) >= max(got.S, -got.S) {
				asFar++
			}
		})
		if want := float64(asFar) / float64(all); math.Abs(got.P-want) > 1e-12 {
			t.Errorf("%v: chance %v, counted %v", values, got.P, want)
		}
	}
}

func kendall(v []float64) int {
	s := 0
	for i := range v {
		for j := range i {
			if v[i] > v[j] {
				s++
			} else if v[i] < v[j] {
				s--
			}
		}
	}
	return s
}

func permute(v []float64, from int, visit func([]float64)) {
	if from == len(v) {
		visit(v)
	}
	for i := from; i < len(v); i++ {
		v[from], v[i] = v[i], v[from]
		permute(v, from+1, visit)
		v[from], v[i] = v[i], v[from]
	}
}

// TestProperties: what must hold for any series.
func TestProperties(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 2))
	for range 300 {
		points := make([]Point, Least+random.IntN(22))
		for i := range points { // quarters add up without rounding
			points[i] = Point{float64(2000 + i), float64(random.IntN(200)) / 4}
		}
		got, _ := Of(points)
		same(t, "another order", got, changed(points, func(i int, p Point) Point { return points[len(points)-1-i] }), 1)
		same(t, "a constant added", got, changed(points, func(_ int, p Point) Point { return Point{p.At, p.Value + 1000} }), 1)
		same(t, "another era", got, changed(points, func(_ int, p Point) Point { return Point{p.At - 500, p.Value} }), 1)
		same(t, "the sign flipped", got, changed(points, func(_ int, p Point) Point { return Point{p.At, -p.Value} }), -1)
		if got.P <= 0 || got.P > 1 || got.Low != nil && (*got.Low > got.Slope || *got.High < got.Slope) {
			t.Errorf("%v: %+v", points, got)
		}
	}
}

func changed(points []Point, change func(int, Point) Point) Trend {
	out := make([]Point, len(points))
	for i, p := range points {
		out[i] = change(i, p)
	}
	got, _ := Of(out)
	return got
}

func same(t *testing.T, what string, a, b Trend, sign float64) {
	t.Helper()
	low, high := b.Low, b.High
	if sign < 0 {
		low, high = high, low
	}
	alike := func(x, y *float64) bool {
		return (x == nil) == (y == nil) && (x == nil || math.Abs(*x-sign**y) < 1e-9)
	}
	if a.S != int(sign)*b.S || a.P != b.P || math.Abs(a.Slope-sign*b.Slope) > 1e-9 || !alike(a.Low, low) || !alike(a.High, high) {
		t.Errorf("%s: %+v becomes %+v", what, a, b)
	}
}

// TestAnOutlierHardlyCounts: one value of fifteen may be anything; the line keeps its direction, and its slope stays among
// the slopes of the others.
func TestAnOutlierHardlyCounts(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 3))
	for range 100 {
		points := make([]Point, 15)
		for i := range points {
			points[i] = Point{float64(2005 + i), 2*float64(i) + random.Float64()}
		}
		clean, _ := Of(points)
		spoilt := slices.Clone(points)
		spoilt[random.IntN(15)].Value = 1e6 * (random.Float64() - 0.5)
		got, _ := Of(spoilt)
		if math.Abs(got.Slope-clean.Slope) > 0.1 || got.P > 0.01 || got.S < 0 {
			t.Errorf("with an outlier %+v, without %+v", got, clean)
		}
	}
}

func BenchmarkOf(b *testing.B) {
	random := rand.New(rand.NewPCG(7, 4))
	points := make([]Point, 25)
	for i := range points {
		points[i] = Point{float64(2000 + i), random.Float64()}
	}
	for b.Loop() {
		Of(points)
	}
}
