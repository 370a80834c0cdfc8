//go:build e2e

package main

import (
	"bytes"
	"image"
	"image/png"
	"math"
	"os"
	"testing"

	"github.com/chromedp/chromedp"
)

// readmePicture holds the picture in the README against the home page as it is, coarsely: letters are drawn otherwise on another
// machine, a page that was built otherwise is not the one shown. With -update it is taken anew.
func (b *browser) readmePicture(t *testing.T) {
	const file, height = "../../web/schermafdruk.png", 1000
	p := b.open(t, desk, true)
	p.do(chromedp.EmulateViewport(desk, height))
	p.visit("/", 200)
	shot, err := chromedp.Run(p.ctx, chromedp.CaptureScreenshot())
	if err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile(file, shot, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	kept, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	const most = 0.01 // of the range from black to white; a page that lies one line lower differs by 0.05
	if d := unlike(t, kept, shot); d > most {
		t.Errorf("the picture in the README differs by %.3f from the home page: run go test -tags e2e -run 'TestBrowser/readme' ./cmd/wijkinzicht -update, and look at it", d)
	}
}

// unlike gives how far two pictures of one size differ in brightness: the mean over blocks of 20 by 20 pixels, from 0 to 1.
func unlike(t *testing.T, a, b []byte) float64 {
	t.Helper()
	left, right := decoded(t, a), decoded(t, b)
	if left.Bounds() != right.Bounds() {
		t.Fatalf("the pictures are %v and %v large", left.Bounds().Size(), right.Bounds().Size())
	}
	const block = 20
	sum, blocks := 0.0, 0
	for y := 0; y+block <= left.Bounds().Dy(); y += block {
		for x := 0; x+block <= left.Bounds().Dx(); x += block {
			sum += math.Abs(brightness(left, x, y, block) - brightness(right, x, y, block))
			blocks++
		}
	}
	return sum / float64(blocks)
}

func decoded(t *testing.T, picture []byte) image.Image {
	t.Helper()
	img, err := png.Decode(bytes.NewReader(picture))
	if err != nil {
		t.Fatal(err)
	}
	return img
}

// brightness gives the mean of a block's green, from 0 to 1.
func brightness(img image.Image, x, y, block int) float64 {
	sum := 0.0
	for i := range block * block {
		_, green, _, _ := img.At(x+i%block, y+i/block).RGBA()
		sum += float64(green) / 0xffff
	}
	return sum / float64(block*block)
}
