package embed

import (
	"fmt"
	"strings"

	"wijkinzicht/server/site"
)

// heightClass is the height of a frame, in pixels, in columns of this width and wider. The classes of charts begin where
// embed.css changes the picture.
type heightClass struct{ from, height int }

// heights are those of the longest of each kind with its table closed, measured in Chromium at 240 to 960 pixels; of maps
// they hold most, because one with many remarks is twice as high as one without. Our script makes them exact.
var heights = map[string][]heightClass{
	site.KindTrend:     {{0, 710}, {577, 540}},
	site.KindVergelijk: {{0, 1120}, {320, 950}, {577, 670}},
	site.KindVoorEnNa:  {{0, 1250}, {320, 1050}, {360, 880}, {577, 680}},
	site.KindProfiel:   {{0, 3450}, {320, 3110}, {360, 2750}, {448, 2500}, {577, 2080}, {769, 1840}, {900, 1480}},
	site.KindRanglijst: {{0, 1780}, {320, 1500}, {480, 1150}, {660, 940}},
	site.KindKaart:     {{0, 1300}, {320, 1100}, {705, 800}},
}

// heightAt is the height of a kind of embed in a column of this width, both in pixels.
func heightAt(kind string, width int) int {
	height := 0
	for _, class := range heights[kind] {
		if width >= class.from {
			height = class.height
		}
	}
	return height
}

// videoBoxes are the boxes by which Bootstrap and WordPress give a frame the shape of a video.
const videoBoxes = ":is(.ratio,.embed-responsive,.wp-block-embed__wrapper)"

// heightStyle gives a frame in a box of this class the height for the room that there is, where no script may run.
func heightStyle(kind string) string {
	box := ".wijkinzicht-" + kind
	var css strings.Builder
	fmt.Fprintf(&css, "%s:has(>%s){height:auto;padding:0}%s:has(>%s)::before{display:none}\n", videoBoxes, box, videoBoxes, box)
	fmt.Fprintf(&css, "%s{position:static!important;height:auto!important;container-type:inline-size}\n", box)
	for i, class := range heights[kind] {
		rule := fmt.Sprintf("%s iframe{height:%dpx!important}", box, class.height)
		if i > 0 {
			rule = fmt.Sprintf("@container(min-width:%dpx){%s}", class.from, rule)
		}
		css.WriteString(rule + "\n")
	}
	return css.String()
}
