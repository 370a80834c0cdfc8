package raster

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"strings"
	"sync"
	"testing"
)

// draw renders what stands inside an <svg> of 100 by 100, a unit a pixel.
func draw(t testing.TB, inside string) image.Image {
	t.Helper()
	return decode(t, `<svg viewBox="0 0 100 100">`+inside+`</svg>`, 100)
}

func decode(t testing.TB, svg string, width int) image.Image {
	t.Helper()
	out, err := PNG([]byte(svg), width)
	if err != nil {
		t.Fatal(err)
	}
	picture, err := png.Decode(bytes.NewReader(out))
	if err != nil {
		t.Fatal(err)
	}
	return picture
}

func hex(c color.Color) string {
	r, g, b, _ := c.RGBA()
	return fmt.Sprintf("#%02x%02x%02x", r>>8, g>>8, b>>8)
}

// darkness is how dark part of a picture is, in whole black pixels.
func darkness(picture image.Image, x0, y0, x1, y1 int) float64 {
	sum := 0.0
	for x := x0; x < x1; x++ {
		for y := y0; y < y1; y++ {
			sum += 1 - float64(color.GrayModel.Convert(picture.At(x, y)).(color.Gray).Y)/255
		}
	}
	return sum
}

const hatch = `<defs><pattern id="h" width="10" height="10" patternUnits="userSpaceOnUse"><rect width="10" height="10" fill="#ff0"/>
	<path d="M0 0H5V10H0Z" fill="#00f"/></pattern></defs>`

// pixels says which colours stand where.
var pixels = map[string]struct {
	svg  string
	want string // "x,y colour" each
}{
	"paper is white":        {``, "0,0 #ffffff 99,99 #ffffff"},
	"rectangle":             {`<rect x="10" y="20" width="30" height="40" fill="#12385c"/>`, "10,20 #12385c 39,59 #12385c 9,20 #ffffff 40,59 #ffffff 10,19 #ffffff 39,60 #ffffff"},
	"fill is black":         {`<rect width="9" height="9"/>`, "4,4 #000000"},
	"half a pixel":          {`<rect x="10.5" y="20.5" width="9" height="9"/>`, "10,25 #808080 15,20 #808080 10,20 #bfbfbf 15,25 #000000 20,25 #ffffff"},
	"round corners":         {`<rect x="10" y="10" width="40" height="40" rx="20"/>`, "12,12 #ffffff 47,47 #ffffff 30,11 #000000 30,30 #000000"},
	"circle":                {`<circle cx="50" cy="50" r="20"/>`, "50,32 #000000 50,68 #000000 32,50 #000000 37,37 #000000 34,34 #ffffff 50,28 #ffffff"},
	"ellipse":               {`<ellipse cx="50" cy="50" rx="40" ry="10"/>`, "12,50 #000000 50,41 #000000 50,38 #ffffff 13,44 #ffffff"},
	"polygon":               {`<polygon points="10,10 90,10 10,90" fill="#f00"/>`, "20,20 #ff0000 45,45 #ff0000 55,55 #ffffff"},
	"path, relative":        {`<path d="m10 10 20 0 0 20-20 0zm40 40h20v20h-20z"/>`, "20,20 #000000 60,60 #000000 40,40 #ffffff"},
	"path, half a circle":   {`<path d="M10 50A40 40 0 0 1 90 50Z"/>`, "50,12 #000000 50,48 #000000 50,52 #ffffff 13,13 #ffffff"},
	"path, large arc":       {`<path d="M50 10A40 40 0 1 1 10 50Z"/>`, "85,50 #000000 50,85 #000000 15,15 #ffffff"},
	"path, curves":          {`<path d="M0 50C0 0 50 0 50 50S100 100 100 50Z"/>`, "25,30 #000000 75,70 #000000 25,70 #ffffff 75,30 #ffffff"},
	"path, quadratic":       {`<path d="M0 50Q25 0 50 50T100 50Z"/>`, "25,35 #000000 75,65 #000000 25,65 #ffffff 75,35 #ffffff"},
	"hole, even odd":        {`<path fill-rule="evenodd" d="M10 10H90V90H10ZM30 30H70V70H30Z"/>`, "20,20 #000000 50,50 #ffffff"},
	"no hole, nonzero":      {`<path d="M10 10H90V90H10ZM30 30H70V70H30Z"/>`, "20,20 #000000 50,50 #000000"},
	"hole, nonzero":         {`<path d="M10 10H90V90H10ZM30 30V70H70V30Z"/>`, "20,20 #000000 50,50 #ffffff"},
	"stroke":                {`<path d="M10 50H90" fill="none" stroke="#b5500b" stroke-width="4"/>`, "10,48 #b5500b 89,51 #b5500b 50,47 #ffffff 50,52 #ffffff 9,50 #ffffff 90,50 #ffffff"},
	"line element":          {`<line x1="50" y1="10" x2="50" y2="90" stroke="#000" stroke-width="2"/>`, "49,50 #000000 50,50 #000000 51,50 #ffffff"},
	"square caps":           {`<path d="M10 50H90" stroke="#000" stroke-width="4" stroke-linecap="square"/>`, "8,48 #000000 91,51 #000000 7,50 #ffffff 92,50 #ffffff"},
	"round caps":            {`<path d="M20 50H80" stroke="#000" stroke-width="20" stroke-linecap="round"/>`, "12,50 #000000 87,50 #000000 11,41 #ffffff"},
	"dot of a round cap":    {`<path d="M50 50h0" stroke="#000" stroke-width="20" stroke-linecap="round"/>`, "50,42 #000000 42,50 #000000 42,42 #ffffff"},
	"no dot of a butt cap":  {`<path d="M50 50h0" stroke="#000" stroke-width="20"/><path d="M20 20" stroke="#000" stroke-width="20" stroke-linecap="round"/>`, "50,50 #ffffff 20,20 #ffffff"},
	"miter":                 {`<path d="M20 80V20H80" fill="none" stroke="#000" stroke-width="20"/>`, "11,11 #000000 50,11 #000000"},
	"miter, too sharp":      {`<path d="M20 55L60 50L20 45" fill="none" stroke="#000" stroke-width="4"/>`, "58,50 #000000 65,50 #ffffff"},
	"bevel":                 {`<path d="M20 80V20H80" fill="none" stroke="#000" stroke-width="20" stroke-linejoin="bevel"/>`, "11,11 #ffffff 18,18 #000000"},
	"round join":            {`<path d="M20 80V20H80" fill="none" stroke="#000" stroke-width="20" stroke-linejoin="round"/>`, "11,11 #ffffff 14,14 #000000"},
	"closed stroke":         {`<path d="M20 20H80V80H20Z" fill="none" stroke="#000" stroke-width="4"/>`, "18,18 #000000 19,50 #000000 50,50 #ffffff 81,81 #000000"},
	"overlapping strokes":   {`<path d="M10 10L90 90L10 90L90 10" fill="none" stroke="#00f" stroke-width="8" stroke-opacity=".5"/>`, "50,50 #7f7fff 30,30 #7f7fff"},
	"dashes":                {`<path d="M10 50H90" stroke="#000" stroke-width="4" stroke-dasharray="10 5"/>`, "12,50 #000000 19,50 #000000 21,50 #ffffff 24,50 #ffffff 25,50 #000000 34,50 #000000 36,50 #ffffff"},
	"odd dashes":            {`<path d="M10 50H90" stroke="#000" stroke-width="4" stroke-dasharray="10"/>`, "15,50 #000000 25,50 #ffffff 35,50 #000000"},
	"dash offset":           {`<path d="M10 50H90" stroke="#000" stroke-width="4" stroke-dasharray="10 5" stroke-dashoffset="-5"/>`, "12,50 #ffffff 16,50 #000000 24,50 #000000 26,50 #ffffff"},
	"dashes round a corner": {`<path d="M10 10H50V50" fill="none" stroke="#000" stroke-width="4" stroke-dasharray="50 10"/>`, "50,15 #000000 50,25 #ffffff 50,35 #000000"},
	"no dashes":             {`<path d="M10 50H90" stroke="#000" stroke-width="4" stroke-dasharray="0 0"/>`, "12,50 #000000 50,50 #000000"},
	"fill opacity":          {`<rect width="50" height="50" fill="#f00" fill-opacity=".5"/>`, "25,25 #ff7f7f"},
	"opacity of a group":    {`<g opacity=".5"><rect width="50" height="50" fill="#f00"/><rect x="20" width="50" height="50" fill="#00f"/></g>`, "10,10 #ff7f7f 30,30 #7f7fff 60,30 #7f7fff"},
	"opacity of one":        {`<rect width="50" height="50" fill="#000" stroke="#000" stroke-width="10" opacity=".2"/>`, "25,25 #cccccc 48,25 #cccccc"},
	"translate":             {`<g transform="translate(20,30)"><rect width="10" height="10"/></g>`, "20,30 #000000 29,39 #000000 19,30 #ffffff 30,39 #ffffff"},
	"matrix":                {`<path d="M0 -1L1 0L0 1L-1 0Z" transform="matrix(20,0,0,20,50,50)"/>`, "50,32 #000000 32,50 #000000 36,36 #ffffff"},
	"rotate":                {`<rect x="60" y="45" width="30" height="10" transform="rotate(90 50 50)"/>`, "50,75 #000000 75,50 #ffffff"},
	"transforms, in order":  {`<rect width="1" height="1" transform="translate(10) scale(20 10)"/>`, "11,5 #000000 29,9 #000000 31,5 #ffffff"},
	"scaled stroke":         {`<path d="M0 5H10" stroke="#000" transform="scale(10)"/>`, "50,46 #000000 50,53 #000000 50,44 #ffffff"},
	"pattern":               {hatch + `<rect x="20" y="20" width="60" height="60" fill="url(#h)"/>`, "22,22 #0000ff 27,22 #ffff00 32,50 #0000ff 37,50 #ffff00 10,10 #ffffff"},
	"pattern moves along":   {hatch + `<rect width="60" height="60" fill="url(#h)" transform="translate(5 0)"/>`, "7,22 #0000ff 12,22 #ffff00"},
	"pattern, half there":   {hatch + `<rect width="60" height="60" fill="url(#h)" fill-opacity=".5"/>`, "2,22 #7f7fff 7,22 #ffff7f"},
	"pattern, transparent":  {`<defs><pattern id="h" width="10" height="10" patternUnits="userSpaceOnUse"><rect width="5" height="10"/></pattern></defs><rect width="60" height="60" fill="url(#h)"/>`, "2,2 #000000 7,2 #ffffff"},
	"pattern, turned":       {strings.Replace(hatch, "<pattern", `<pattern patternTransform="rotate(90)"`, 1) + `<rect width="60" height="60" fill="url(#h)"/>`, "22,2 #0000ff 22,7 #ffff00"},
	"stroke over fill":      {`<rect x="20" y="20" width="40" height="40" fill="#f00" stroke="#00f" stroke-width="8"/>`, "22,40 #0000ff 18,40 #0000ff"},
	"fill over stroke":      {`<rect x="20" y="20" width="40" height="40" fill="#f00" stroke="#00f" stroke-width="8" paint-order="stroke"/>`, "22,40 #ff0000 18,40 #0000ff"},
	"a title draws nothing": {`<title>x</title><desc>y</desc><rect width="5" height="5"><title>z</title></rect>`, "2,2 #000000 50,50 #ffffff"},
	"outside the picture":   {`<rect x="-50" y="-50" width="60" height="60"/><rect x="95" y="-500" width="5000" height="5000"/>`, "5,5 #000000 15,5 #ffffff 99,99 #000000"},
}

func TestPixels(t *testing.T) {
	for name, test := range pixels {
		t.Run(name, func(t *testing.T) {
			picture := draw(t, test.svg)
			fields := strings.Fields(test.want)
			for i := 0; i < len(fields); i += 2 {
				var x, y int
				if _, err := fmt.Sscanf(fields[i], "%d,%d", &x, &y); err != nil {
					t.Fatal(err)
				}
				if got := hex(picture.At(x, y)); !near(got, fields[i+1]) {
					t.Errorf("at %d,%d: %s, want %s", x, y, got, fields[i+1])
				}
			}
		})
	}
}

// near allows for rounding.
func near(a, b string) bool {
	var p, q [3]int
	fmt.Sscanf(a, "#%02x%02x%02x", &p[0], &p[1], &p[2])
	fmt.Sscanf(b, "#%02x%02x%02x", &q[0], &q[1], &q[2])
	for i := range p {
		if p[i]-q[i] > 2 || q[i]-p[i] > 2 {
			return false
		}
	}
	return true
}

func TestSize(t *testing.T) {
	for _, test := range []struct {
		root  string
		width int
		want  image.Point
	}{
		{`viewBox="0 0 720 320"`, 1200, image.Pt(1200, 533)},
		{`viewBox="0 0 720 320" width="100%"`, 720, image.Pt(720, 320)},
		{`viewBox="-10,-10 20 40"`, 20, image.Pt(20, 40)},
		{`width="300px" height="150"`, 600, image.Pt(600, 300)},
		{`viewBox="0 0 4000 1"`, 1, image.Pt(1, 1)},
	} {
		picture := decode(t, `<svg `+test.root+`></svg>`, test.width)
		if got := picture.Bounds().Max; got != test.want {
			t.Errorf("%s at %d: %v, want %v", test.root, test.width, got, test.want)
		}
	}
	picture := decode(t, `<svg viewBox="-10 -10 20 20"><rect width="10" height="10"/></svg>`, 40)
	if hex(picture.At(19, 19)) != "#ffffff" || hex(picture.At(20, 20)) != "#000000" {
		t.Error("the viewBox does not start where it says")
	}
}

func TestSameBytes(t *testing.T) {
	svg := []byte(`<svg viewBox="0 0 90 30">` + hatch + `<rect width="40" height="30" fill="url(#h)" opacity=".7"/><text y="20" font-weight="bold">Zonnewijk</text></svg>`)
	want, err := PNG(svg, 333)
	if err != nil {
		t.Fatal(err)
	}
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			if got, err := PNG(svg, 333); err != nil || !bytes.Equal(got, want) {
				t.Errorf("other bytes, or an error: %v", err)
			}
		})
	}
	group.Wait()
}
