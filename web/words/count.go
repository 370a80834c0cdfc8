package words

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// DutchCount writes a small number as a word, as running Dutch does: "geen", "één", "twaalf"; larger ones in digits.
func DutchCount(n int) string {
	small := []string{"geen", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf"}
	if n >= 0 && n < len(small) {
		return small[n]
	}
	return strconv.Itoa(n)
}

// Sentence gives a text its capital and its full stop.
func Sentence(text string) string {
	if rest, found := strings.CutPrefix(text, "één"); found { // a capital keeps no accent
		return "Eén" + rest + "."
	}
	first, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(first)) + text[size:] + "."
}
