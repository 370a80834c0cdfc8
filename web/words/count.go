package words

import (
	"fmt"
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

// dutchNumber is DutchCount for a number in a sentence of many: only none and one are words.
func dutchNumber(n int) string {
	if n < 2 {
		return DutchCount(n)
	}
	return Dutch.Number(float64(n), 0)
}

// dutchThere gives a verb in its number with how many: "is er geen", "zijn er 12".
func dutchThere(one, many string, n int) string {
	if n < 2 {
		return one + " er " + dutchNumber(n)
	}
	return many + " er " + dutchNumber(n)
}

// dutchDid says that so many did something, in the singular or the plural.
func dutchDid(n int, did [2]string) string {
	if n < 2 {
		return DutchCount(n) + " " + did[0]
	}
	return DutchCount(n) + " " + did[1]
}

// dutchAll says that all of so many, more than one, are meant.
func dutchAll(n int) string {
	if n == 2 {
		return "beide"
	}
	return "alle " + dutchNumber(n)
}

// dutchIn says in how many of some things: "in geen van de 11 wijken", "in alle 11 wijken".
func dutchIn(n, of int, things string) string {
	switch {
	case n == 0:
		return fmt.Sprintf("in geen van de %d %s", of, things)
	case n == of && n > 1:
		return "in " + dutchAll(n) + " " + things
	}
	return fmt.Sprintf("in %s van de %d %s", dutchNumber(n), of, things)
}
