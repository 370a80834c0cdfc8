package chart

import "strings"

// textWidth estimates the pixels that a text takes in a usual sans-serif, on the wide side: the server has no fonts.
func textWidth(text string, font float64) float64 {
	width := 0.0
	for _, r := range text {
		switch {
		case strings.ContainsRune("iljtfrI.,:;'’|!()[] -", r):
			width += 0.34
		case strings.ContainsRune("mwMW%…", r):
			width += 0.9
		case r >= 'A' && r <= 'Z':
			width += 0.7
		default:
			width += 0.56
		}
	}
	return width * font
}

// fit cuts a text with an ellipsis to at most width pixels; where not even a few letters fit it gives "".
func fit(text string, font, width float64) string {
	text = strings.Join(strings.Fields(text), " ")
	if textWidth(text, font) <= width {
		return text
	}
	runes := []rune(text)
	for n := len(runes) - 1; n >= 3; n-- {
		cut := strings.TrimRight(string(runes[:n]), " ,.-") + "…"
		if textWidth(cut, font) <= width {
			return cut
		}
	}
	return ""
}

// wrap breaks a name between words in at most two lines of at most width pixels.
func wrap(text string, font, width float64) []string {
	words := strings.Fields(text)
	first := ""
	for i, word := range words {
		longer := strings.TrimSpace(first + " " + word)
		if i > 0 && textWidth(longer, font) > width {
			return []string{fit(first, font, width), fit(strings.Join(words[i:], " "), font, width)}
		}
		first = longer
	}
	return []string{fit(first, font, width)}
}
