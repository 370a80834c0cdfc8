package ingest

import (
	"math"
	"strings"
	"testing"

	"wijkinzicht/data"
)

func TestFigure(t *testing.T) {
	v := func(f float64) *float64 { return &f }
	for _, c := range []struct {
		text   string
		comma  bool
		value  *float64
		status data.Status
		raw    string
	}{
		{"1250", false, v(1250), data.OK, ""},
		{"     1250", false, v(1250), data.OK, ""},
		{"2.1", false, v(2.1), data.OK, ""},
		{".5", false, v(0.5), data.OK, ""},
		{"-0.0627169177006985", false, v(-0.0627169177006985), data.OK, ""},
		{"1e-3", false, v(0.001), data.OK, ""},
		{"26,4", false, v(26.4), data.OK, "26,4"},
		{"33,5", true, v(33.5), data.OK, "33,5"},
		{"641700", true, v(641700), data.OK, ""},
		{"0", false, v(0), data.OK, ""},
		{"-", false, v(0), data.OK, "-"},
		{"", false, nil, data.NotApplicable, ""},
		{"   ", true, nil, data.NotApplicable, ""},
		{"       .", false, nil, data.Unknown, "."},
		{"..", false, nil, data.Unknown, ".."},
		{",", false, nil, data.Unknown, ","},
		{"#N/A", false, nil, data.Unknown, "#N/A"},
		{null, false, nil, data.Unknown, "null"},
		{"x", false, nil, data.Secret, "x"},
		{"X", false, nil, data.Secret, "X"},
		{"-99999999", false, nil, data.Unknown, "-99999999"},
		{"-99999998.0", false, nil, data.Unknown, "-99999998.0"},
		{"-99997", false, nil, data.Unknown, "-99997"},
		{"-99990", false, nil, data.Unknown, "-99990"},
		{"-99989", false, v(-99989), data.OK, ""},
	} {
		value, status, raw, err := figure(c.text, c.comma, data.NotApplicable)
		if err != nil {
			t.Errorf("%q: %v", c.text, err)
			continue
		}
		if (value == nil) != (c.value == nil) || value != nil && *value != *c.value || status != c.status || raw != c.raw {
			t.Errorf("%q is read as %v %q %q, want %v %q %q", c.text, value, status, raw, c.value, c.status, c.raw)
		}
	}
	for _, text := range []string{"veel", "1.200,5", "1,200,000", "NaN", "Inf", "-inf", "0x10", "1_000", "12 345", "1e999", "1e", "+-1", "€5", "5%", "1.2.3", "--", "True", "1e+", "١٢"} {
		if value, _, _, err := figure(text, false, data.NotApplicable); err == nil {
			t.Errorf("%q is read as %v", text, value)
		}
	}
	if _, _, _, err := figure("1.200", true, data.NotApplicable); err == nil {
		t.Error("a point among decimal commas is read")
	}
}

// FuzzFigure: reading a cell never panics, a value is finite and no missing code, and there is a value or a reason.
func FuzzFigure(f *testing.F) {
	for _, text := range []string{"", "12", "-3,5", ".", "x", "-99999999", "1e9", "NaN", "0x1p-2", null, "#N/A", "1.2,3", "٣"} {
		f.Add(text, false)
		f.Add(text, true)
	}
	f.Fuzz(func(t *testing.T, text string, comma bool) {
		value, status, raw, err := figure(text, comma, data.NotApplicable)
		switch {
		case err != nil:
			if value != nil || status != "" {
				t.Errorf("%q: refused with %v %q", text, *value, status)
			}
		case value != nil:
			if math.IsNaN(*value) || math.IsInf(*value, 0) || *value <= sentinel || status != data.OK {
				t.Errorf("%q is %v with status %q", text, *value, status)
			}
			if !strings.ContainsAny(text, "0123456789") && strings.TrimSpace(text) != "-" {
				t.Errorf("%q became the number %v", text, *value)
			}
		case status != data.Unknown && status != data.Secret && status != data.NotApplicable:
			t.Errorf("%q is missing with status %q", text, status)
		}
		if raw != "" && raw != "null" && raw != strings.TrimSpace(text) {
			t.Errorf("%q is kept as %q", text, raw)
		}
	})
}

func TestODataName(t *testing.T) {
	for title, want := range map[string]string{
		"Aantal inwoners": "AantalInwoners", "0 tot 15 jaar": "k_0Tot15Jaar", "65 jaar of ouder": "k_65JaarOfOuder",
		"Niet-westers totaal": "NietWestersTotaal", "Personen per soort uitkering; Bijstand": "PersonenPerSoortUitkeringBijstand",
		"40% huishoudens met laagste inkomen": "k_40HuishoudensMetLaagsteInkomen", "Wmo-cliënten relatief  ": "WmoClientenRelatief",
		"Personenauto's per huishouden": "PersonenautoSPerHuishouden", "Gem. gestandaardiseerd inkomen van huish": "GemGestandaardiseerdInkomenVanHuish",
		"Totaal diefstal uit woning/schuur/e.d.": "TotaalDiefstalUitWoningSchuurED", "Scholen binnen 3 km": "ScholenBinnen3Km",
		"Nederlandse Antillen en Aruba": "NederlandseAntillenEnAruba", "": "", "?!": "",
	} {
		if got := odataName(title); got != want {
			t.Errorf("%q becomes %q, want %q", title, got, want)
		}
	}
}

// TestStatlineHeader: a title may hold the separator, a bracket or blanks of its own.
func TestStatlineHeader(t *testing.T) {
	cat := dorrestad(t)
	for _, c := range []struct {
		text, separator    string
		name, parent, unit string
	}{
		{"Bevolking/Aantal inwoners (aantal)", "/", "AantalInwoners", "Bevolking", "aantal"},
		{"Inkomen/Inkomen van personen/Aantal inkomensontvangers   (aantal)", "/", "AantalInkomensontvangers", "Inkomen van personen", "aantal"},
		{"Bevolking/Bevolkingsdichtheid (aantal inwoners per km²)", "/", "Bevolkingsdichtheid", "Bevolking", "aantal inwoners per km²"},
		{"Wijken en buurten", "/", "WijkenEnBuurten", "", ""},
		{"Misdrijven/Totaal diefstal uit woning/schuur/e.d. (per 1 000 inwoners)", "/", "TotaalDiefstalUitWoningSchuurED", "Misdrijven", "per 1 000 inwoners"},
		{"Inkomen|Inkomen van personen|Gemiddeld inkomen per inwoner ", "|", "GemiddeldInkomenPerInwoner", "Inkomen van personen", ""},
	} {
		if h := statlineHeader(cat, c.text, c.separator); h.name != c.name || h.parent != c.parent || h.unit != c.unit {
			t.Errorf("%q is read as %+v", c.text, h)
		}
	}
}

func TestLevel(t *testing.T) {
	for code, want := range map[string]string{
		"NL00": "land", "GM9901": "gemeente", "WK990101": "wijk", "WK9901MC": "wijk", "BU99010101": "buurt", "BU9901ZZ01": "buurt", "naam:Zonnewijk": "onbekend",
		"": "", "NL01": "", "GM99011": "", "WK9901": "", "BU990101010": "", "PV28": "", "GM99A1": "", "WK99A101": "", "WK9901mc": "", "WK9901é": "", "gm9901": "", "BU99010101 ": "",
	} {
		if got := level(code); got != want {
			t.Errorf("level of %q is %q, want %q", code, got, want)
		}
	}
}
