package figure

import (
	"net/url"

	"github.com/gofiber/fiber/v2"

	"wijkinzicht/server/answer"
	"wijkinzicht/web"
	"wijkinzicht/web/color"
	"wijkinzicht/web/words"
)

// PaletteOf reads in which colours a picture is asked for: light, unless a page of ours shows it on a dark screen.
func PaletteOf(q url.Values) (color.Palette, error) {
	switch q.Get(web.ParamTheme) {
	case "", web.ThemeLight:
		return color.Light, nil
	case web.ThemeDark:
		return color.Dark, nil
	}
	return color.Light, &answer.Fault{Status: fiber.StatusNotFound, Say: func(w *words.Words) string { return w.Fault.Theme }}
}

// PaletteQuery is what an address, or the key of an answer, has for a palette other than the light one.
func PaletteQuery(p color.Palette) string {
	if p == color.Dark {
		return "&" + web.ParamTheme + "=" + web.ThemeDark
	}
	return ""
}
