package server

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"github.com/gofiber/fiber/v2"

	"wijkinzicht/server/answer"
	"wijkinzicht/web/words"
)

// cleanText refuses every address with a parameter that is no text: broken UTF-8, or signs that no keyboard has. The database and
// the browser would each make something else of it.
func cleanText(c *fiber.Ctx) error {
	clean := true
	c.Context().QueryArgs().VisitAll(func(name, value []byte) {
		clean = clean && isText(name) && isText(value)
	})
	if !clean {
		return &answer.Refusal{Say: func(w *words.Words) string { return w.Fault.NoText }}
	}
	return c.Next()
}

func isText(b []byte) bool {
	return utf8.Valid(b) && bytes.IndexFunc(b, func(r rune) bool { return unicode.IsControl(r) && r != '\t' && r != '\n' && r != '\r' }) < 0
}
