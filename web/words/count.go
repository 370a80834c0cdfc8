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
	return (&Words{Thousands: "."}).Number(float64(n), 0) // Dutch itself is made of what asks
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

// dutchOf says of how many of some things: "geen van de 11 wijken", "alle 11 wijken".
func dutchOf(n, of int, things string) string {
	switch {
	case n == 0:
		return fmt.Sprintf("geen van de %d %s", of, things)
	case n == of && n > 1:
		return dutchAll(n) + " " + things
	}
	return fmt.Sprintf("%s van de %d %s", dutchNumber(n), of, things)
}

// dutchChanges counts how things changed, each after a preposition: "in" wijken, "bij" lines.
func dutchChanges(first, in, things string, of, up, down, same, none int) string {
	text := first + " " + dutchOf(up, of, things) + " is het laatste vergelijkbare cijfer hoger dan het eerste"
	switch {
	case up == 0 && down > 0:
		text = first + " " + dutchOf(down, of, things) + " is het laatste vergelijkbare cijfer lager dan het eerste"
	case up == 0:
		text = first + " " + dutchOf(0, of, things) + " is het laatste vergelijkbare cijfer hoger of lager dan het eerste"
	case down > 0:
		text += ", " + in + " " + dutchNumber(down) + " lager"
	}
	if same > 0 {
		text += ", " + in + " " + dutchNumber(same) + " vrijwel gelijk"
	}
	if none > 0 {
		text += "; " + in + " " + dutchNumber(none) + " is geen vergelijking mogelijk"
	}
	return text + "."
}

// dutchEvery is dutchNumber after things that were named already: "in geen enkele lager".
func dutchEvery(n int) string {
	if n == 0 {
		return "geen enkele"
	}
	return dutchNumber(n)
}

// englishCount says none in a word.
func englishCount(n int) string {
	if n == 0 {
		return "none"
	}
	return (&Words{Thousands: ","}).Number(float64(n), 0)
}
