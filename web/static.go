package web

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path"
	"strings"
	"sync"

	"wijkinzicht/web/chart"
	"wijkinzicht/web/color"
	"wijkinzicht/web/dist"
)

// StaticFile is one asset of our own as it goes over the wire. Its name changes with its content, so it may be cached
// for ever.
type StaticFile struct {
	ContentType string
	Body        []byte
}

// sources says of which embedded files each asset is made, in this order.
var sources = map[string][]string{
	"stijl.css": {
		"shared/tokens.css", chartInks, darkPage, "shared/forced.css", chartForced, "shared/layout.css", "shared/parts.css",
		"shared/events.css", "shared/profile.css", "pages/home/home.css", "pages/wijk/wijk.css", "pages/verantwoording/verantwoording.css",
	},
	"papier.css":       {"shared/print.css"},
	"vergelijk.css":    {"pages/vergelijk/vergelijk.css", "shared/multiples.css"},
	"embed.css":        {"shared/tokens.css", chartInks, "shared/forced.css", chartForced, "pages/embed/embed.css", "shared/grafiek.css"},
	"grafiek.css":      {"shared/grafiek.css"},
	"kaart.css":        {mapLight, mapDark, "shared/map.css", "shared/zoom.css", "pages/kaart/kaart.css"},
	"teken.css":        {mapLight, mapDark, "shared/map.css", "shared/zoom.css", "pages/teken/teken.css"},
	"teken.js":         {"dist/teken.js"},
	"kaartbeeld.css":   {mapLight, mapDark, "shared/map.css"},
	"embedkaart.css":   {"shared/tokens.css", mapLight, "shared/forced.css", "pages/embed/embed.css", "shared/map.css", "pages/embedkaart/embedkaart.css"},
	"signalering.css":  {mapLight, mapDark, "pages/signalering/signalering.css"},
	"indicator.css":    {"pages/indicator/indicator.css"},
	"ranglijst.css":    {"shared/tokens.css", "shared/forced.css", chartForced, "pages/embed/embed.css", "pages/ranglijst/ranglijst.css"},
	"embedprofiel.css": {"shared/tokens.css", chartInks, "shared/forced.css", chartForced, "pages/embed/embed.css", "shared/profile.css", "pages/embedprofiel/embedprofiel.css"},
	"onderzoek.css":    {"pages/onderzoek/onderzoek.css"},
	"icoon.svg":        {"shared/icoon.svg"},
	"kaart.js":         {"dist/kaart.js"},
	"zoek.js":          {"dist/zoek.js"},
	"kopieer.js":       {"dist/kopieer.js"},
	"vouw.js":          {"dist/vouw.js"},
	"sorteer.js":       {"dist/sorteer.js"},
	"grafiek.js":       {"dist/grafiek.js"},
	"echarts.js":       {"dist/echarts.js"},
	"insluiten.css":    {"pages/insluiten/insluiten.css"},
	"insluiten.js":     {"dist/insluiten.js"},
	"embed.js":         {"dist/embed.js"},
	"embedgrafiek.js":  {"dist/embedgrafiek.js"},
	"pas.js":           {"dist/pas.js"},
	"donker.css":       {embedDark},
	"auto.css":         {embedAuto},
	"beleid.css":       {"pages/interventies/beleid.css", "shared/multiples.css"},
	"brief.css":        {"pages/brief/brief.css"},
	"uiteen.css":       {"shared/apart.css"},
	"licenties.txt":    {"dist/licenties.txt"},
}

// The parts that hold the colours of our drawings, which the drawings' own code lists. Dark is for screens: what is printed is
// always light.
const (
	chartInks   = "inks of charts"
	chartForced = "inks of charts, where a visitor forces colours"
	mapLight    = "inks of maps"
	mapDark     = "inks of maps, on a dark screen"
	darkPage    = "a page, on a dark screen"
	embedDark   = "an embed that is dark"
	embedAuto   = "an embed, on a dark screen"
)

const onDark = "@media screen and (prefers-color-scheme: dark)"

// colors gives one of those parts; nil for another.
func colors(part string) ([]byte, error) {
	block := func(p color.Palette, inks []color.Ink) string { return ":root {\n" + p.Declarations(inks) + "}\n" }
	within := func(media, text string) ([]byte, error) { return []byte(media + " {\n" + text + "}\n"), nil }
	switch part {
	case chartInks:
		return []byte(block(color.Light, chart.Inks)), nil
	case chartForced:
		return within("@media (forced-colors: active)", block(color.System, chart.Inks))
	case mapLight:
		return []byte(block(color.Light, mapInks())), nil
	case mapDark:
		return within(onDark, block(color.Dark, mapInks()))
	case darkPage, embedDark, embedAuto:
		tokens, err := files.ReadFile("shared/dark.css")
		if err != nil {
			return nil, fmt.Errorf("read dark tokens: %w", err)
		}
		dark := ":root { color-scheme: dark }\n" + string(tokens) + block(color.Dark, chart.Inks)
		if part != darkPage {
			dark += block(color.Dark, mapInks())
		}
		if part == embedDark {
			return within("@media screen", dark)
		}
		return within(onDark, dark)
	}
	return nil, nil
}

// read gives one part of an asset. What `npm run build` makes is embedded by package dist, and absent before a build.
func read(part string) ([]byte, error) {
	if text, err := colors(part); text != nil || err != nil {
		return text, err
	}
	name, built := strings.CutPrefix(part, "dist/")
	if !built {
		return files.ReadFile(part)
	}
	text, err := dist.FS.ReadFile(name)
	if err != nil {
		return nil, fmt.Errorf("bundle web/%s is missing: run make build", part)
	}
	return text, nil
}

var contentTypes = map[string]string{
	".css": "text/css; charset=utf-8",
	".js":  "text/javascript; charset=utf-8",
	".svg": "image/svg+xml",
	".txt": "text/plain; charset=utf-8",
}

type staticAssets struct {
	files map[string]StaticFile // by hashed name
	names map[string]string     // plain name to hashed name
}

var assets = sync.OnceValues(func() (staticAssets, error) {
	all := staticAssets{files: map[string]StaticFile{}, names: map[string]string{}}
	for name, parts := range sources {
		var body bytes.Buffer
		for _, part := range parts {
			text, err := read(part)
			if err != nil {
				return staticAssets{}, fmt.Errorf("make asset %s: %w", name, err)
			}
			body.Write(text)
		}
		sum := sha256.Sum256(body.Bytes())
		ext := path.Ext(name)
		hashed := strings.TrimSuffix(name, ext) + "." + hex.EncodeToString(sum[:6]) + ext
		all.files[hashed] = StaticFile{ContentType: contentTypes[ext], Body: body.Bytes()}
		all.names[name] = hashed
	}
	return all, nil
})

// Static gives our assets by the file name they have under /static/, such as "stijl.1f3a5c7e9b0d.css". Do not change
// the map.
func Static() (map[string]StaticFile, error) {
	all, err := assets()
	return all.files, err
}

// Asset gives the address of the asset with this plain name: "stijl.css" gives "/static/stijl.1f3a5c7e9b0d.css". It
// fails for a name that is not ours.
func Asset(name string) (string, error) {
	all, err := assets()
	if err != nil {
		return "", err
	}
	hashed, ok := all.names[name]
	if !ok {
		return "", fmt.Errorf("find asset %q: there is none", name)
	}
	return "/static/" + hashed, nil
}
