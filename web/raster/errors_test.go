package raster

import (
	"strings"
	"testing"
)

// refused is what is not known or asks too much, with what the error names.
var refused = map[string]struct{ inside, want string }{
	"element":             {`<image width="5"/>`, "<image>"},
	"element in defs":     {`<defs><linearGradient id="g"/></defs>`, "<linearGradient>"},
	"tspan":               {`<text>a<tspan>b</tspan></text>`, "<tspan>"},
	"svg in svg":          {`<svg/>`, "<svg>"},
	"attribute":           {`<rect filter="url(#f)"/>`, `"filter"`},
	"attribute elsewhere": {`<rect cx="5"/>`, `"cx"`},
	"link":                {`<g xmlns:xlink="x" xlink:href="#a"/>`, `"href"`},
	"script":              {`<rect onload="x"/>`, `"onload"`},
	"style":               {`<rect style="fill: #fff"/>`, `"style"`},
	"style sheet":         {`<style>rect{fill:#fff}</style>`, "<style>"},
	"class":               {`<rect class="k1"/>`, `"class"`},
	"clip path":           {`<clipPath id="x"/>`, "<clipPath>"},
	"variable":            {`<rect fill="var(--x)"/>`, "var(--x)"},
	"named colour":        {`<rect fill="white"/>`, "white"},
	"colour":              {`<rect fill="currentColor"/>`, "currentColor"},
	"short colour":        {`<rect fill="#12345"/>`, "#12345"},
	"per cent":            {`<rect width="50%"/>`, "50%"},
	"italic":              {`<text font-style="italic">a</text>`, "italic"},
	"letter":              {`<text>✕</text>`, "U+2715"},
	"path data":           {`<path d="M0 0X"/>`, "X"},
	"path not begun":      {`<path d="L0 0"/>`, "L0 0"},
	"path cut":            {`<path d="M0 0L5"/>`, "no number"},
	"number after z":      {`<path d="M0 0z5 5"/>`, "5 5"},
	"odd points":          {`<polygon points="1 2 3"/>`, "pairs"},
	"transform":           {`<g transform="skewX(5)"/>`, "skewX"},
	"large number":        {`<rect width="1e30"/>`, "1e30"},
	"far away":            {`<path d="M0 0L2000000 5V9z"/>`, "far"},
	"dashes below 0":      {`<path d="M0 0H9" stroke="#000" stroke-dasharray="5 -5"/>`, "below 0"},
	"many dashes":         {`<path d="M0 0H900000" stroke="#000" stroke-dasharray="0.0001"/>`, "dashes"},
	"pattern not there":   {`<rect width="5" height="5" fill="url(#x)"/>`, `"x"`},
	"pattern of shares":   {`<pattern id="x" width="1" height="1"/><rect width="5" height="5" fill="url(#x)"/>`, "patternUnits"},
	"pattern in itself":   {`<pattern id="x" width="9" height="9" patternUnits="userSpaceOnUse"><rect width="9" height="9" fill="url(#x)"/></pattern><rect width="5" height="5" fill="url(#x)"/>`, "pattern"},
	"large pattern":       {`<pattern id="x" width="9000" height="9" patternUnits="userSpaceOnUse"/><rect width="5" height="5" fill="url(#x)"/>`, "too large"},
	"layers":              {strings.Repeat(`<g opacity=".5">`, 5) + strings.Repeat(`</g>`, 5), "opacity"},
	"depth":               {strings.Repeat(`<g>`, 40) + strings.Repeat(`</g>`, 40), "deeper"},
	"effort":              {`<path id="a" d="M0 0` + strings.Repeat("V100V0", 40_000) + `"/>`, "too much work"},
	"not well-formed":     {`<g>`, "XML"},
}

func TestRefused(t *testing.T) {
	for name, test := range refused {
		t.Run(name, func(t *testing.T) {
			_, err := PNG([]byte(`<svg viewBox="0 0 100 100">`+test.inside+`</svg>`), 100)
			if err == nil {
				t.Fatal("no error")
			}
			if !strings.Contains(err.Error(), test.want) {
				t.Errorf("error %q does not name %q", err, test.want)
			}
		})
	}
}

func TestLimits(t *testing.T) {
	for _, test := range []struct {
		svg   string
		width int
		want  string
	}{
		{`<svg viewBox="0 0 1 1"/>`, 0, "width"},
		{`<svg viewBox="0 0 4 1"/>`, 4001, "width"},
		{`<svg viewBox="0 0 4000 4001"/>`, 4000, "in all"},
		{`<svg viewBox="0 0 1e-7 1e7"/>`, 4000, "in all"},
		{`<svg viewBox="0 0 0 1"/>`, 100, "viewBox"},
		{`<svg viewBox="0 0 1"/>`, 100, "viewBox"},
		{`<svg/>`, 100, "viewBox"},
		{`<svg width="100%" height="50"/>`, 100, "viewBox"},
		{``, 100, "no <svg>"},
		{`<g/>`, 100, "<g>"},
		{`<svg viewBox="0 0 1 1"/><svg viewBox="0 0 1 1"/>`, 100, "more than one"},
		{strings.Repeat(" ", maxBytes+1), 100, "bytes"},
	} {
		_, err := PNG([]byte(test.svg), test.width)
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%.60s at %d: %v, want an error with %q", test.svg, test.width, err, test.want)
		}
	}
	if _, err := PNG([]byte(`<svg viewBox="0 0 4000 4000"/>`), 4000); err != nil {
		t.Errorf("the largest picture: %v", err)
	}
}
