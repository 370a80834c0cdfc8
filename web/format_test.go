package web

import (
	"math"
	"strconv"
	"strings"
	"testing"
	"time"
)

// minus is the sign of a negative number.
const minus = "−"

func TestGetal(t *testing.T) {
	for _, test := range []struct {
		v        float64
		decimals int
		want     string
	}{
		{0, 0, "0"},
		{7, 0, "7"},
		{999, 0, "999"},
		{1000, 0, "1.000"},
		{1234.5, 1, "1.234,5"},
		{1234567.891, 2, "1.234.567,89"},
		{12, 2, "12,00"},
		{-1234.5, 1, "−1.234,5"},
		{0.125, 2, "0,13"},
		{-0.125, 2, "−0,13"},
		{1.005, 2, "1,01"},
		{2.5, 0, "3"},
		{3.5, 0, "4"},
		{999.95, 1, "1.000,0"},
		{math.Copysign(0, -1), 1, "0,0"},
		{-0.04, 1, "0,0"},
		{-0.4, 0, "0"},
		{12.6, -1, "13"},
		{1e15, 0, "1.000.000.000.000.000"},
		{5e-324, 1, "0,0"},
		{math.NaN(), 1, ""},
		{math.Inf(1), 1, ""},
		{math.Inf(-1), 1, ""},
	} {
		if got := Getal(test.v, test.decimals); got != test.want {
			t.Errorf("Getal(%v, %d) = %q, want %q", test.v, test.decimals, got, test.want)
		}
	}
}

func TestVerandering(t *testing.T) {
	for _, test := range []struct {
		v        float64
		decimals int
		want     string
	}{
		{3.2, 1, "+3,2"},
		{-3.2, 1, "−3,2"},
		{1234, 0, "+1.234"},
		{0, 1, "0,0"},
		{0.04, 1, "0,0"},
		{-0.04, 1, "0,0"},
		{0.05, 1, "+0,1"},
		{math.Copysign(0, -1), 0, "0"},
		{math.NaN(), 1, ""},
		{math.Inf(1), 1, ""},
	} {
		if got := Verandering(test.v, test.decimals); got != test.want {
			t.Errorf("Verandering(%v, %d) = %q, want %q", test.v, test.decimals, got, test.want)
		}
	}
}

func TestDatum(t *testing.T) {
	for _, test := range []struct {
		day  time.Time
		want string
	}{
		{time.Date(2026, time.November, 22, 23, 59, 0, 0, time.UTC), "23 november 2026"},
		{time.Date(2004, time.January, 1, 0, 0, 0, 0, time.UTC), "1 januari 2004"},
		{time.Date(2020, time.March, 9, 12, 0, 0, 0, time.FixedZone("zomertijd", 7200)), "9 maart 2020"},
		{time.Date(1999, time.December, 31, 0, 0, 0, 0, time.UTC), "31 december 1999"},
		{time.Time{}, ""},
	} {
		if got := Datum(test.day); got != test.want {
			t.Errorf("Datum(%v) = %q, want %q", test.day, got, test.want)
		}
	}
}

// FuzzGetal holds that the text reads back as the number, within half of its last decimal.
func FuzzGetal(f *testing.F) {
	f.Add(1234.5, 1)
	f.Add(-0.04, 1)
	f.Add(1.005, 2)
	f.Fuzz(func(t *testing.T, v float64, decimals int) {
		if math.IsNaN(v) || math.Abs(v) > 1e9 || decimals < 0 || decimals > 4 {
			return
		}
		text := Getal(v, decimals)
		if strings.HasPrefix(text, minus) && strings.Trim(text, minus+"0,.") == "" {
			t.Fatalf("Getal(%v, %d) = %q is a negative zero", v, decimals, text)
		}
		back := readGetal(t, text)
		if slack := 0.5*math.Pow10(-decimals) + 1e-6; math.Abs(back-v) > slack {
			t.Fatalf("Getal(%v, %d) = %q reads as %v", v, decimals, text, back)
		}
	})
}

// readGetal reads a Dutch number back.
func readGetal(t *testing.T, text string) float64 {
	t.Helper()
	plain := strings.NewReplacer(".", "", ",", ".", minus, "-").Replace(text)
	v, err := strconv.ParseFloat(plain, 64)
	if err != nil {
		t.Fatal(err)
	}
	return v
}
