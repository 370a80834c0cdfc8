package search

import (
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// plainText writes a name as people type it: without capitals, accents, apostrophes, hyphens and double blanks.
func plainText(name string) string {
	var out strings.Builder
	for _, r := range norm.NFD.String(strings.ToLower(name)) {
		switch {
		case unicode.Is(unicode.Mn, r), r == '\'', r == '’', r == '‘', r == '`': // an accent of the letter before it, or 's and 't
		case unicode.IsLetter(r), unicode.IsDigit(r):
			out.WriteRune(r)
		default:
			out.WriteByte(' ')
		}
	}
	return strings.Join(strings.Fields(out.String()), " ")
}

// numbered is what CBS put before names, and people copy: "Wijk 36 Moerwijk".
var numbered = regexp.MustCompile(`^(wijk|gebied) [0-9]+ (.)`)

// unnumbered leaves such a number out of a plain text.
func unnumbered(plain string) string { return numbered.ReplaceAllString(plain, "$2") }

// slips is how many typing errors a word of so many letters may have.
func slips(letters int) int {
	switch {
	case letters < 4:
		return 0
	case letters < 7:
		return 1
	case letters < 11:
		return 2
	}
	return 3
}

// typing counts the typing errors between two texts: a letter that is missing, too many, wrong, or changed places with the next (optimal
// string alignment); past most it stops counting.
func typing(a, b string, most int) int {
	x, y := []rune(a), []rune(b)
	if len(x)-len(y) > most || len(y)-len(x) > most {
		return most + 1
	}
	before, last, row := make([]int, len(y)+1), make([]int, len(y)+1), make([]int, len(y)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(x); i++ {
		row[0] = i
		least := i
		for j := 1; j <= len(y); j++ {
			wrong := 1
			if x[i-1] == y[j-1] {
				wrong = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+wrong)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
			least = min(least, row[j])
		}
		if least > most {
			return most + 1
		}
		before, last, row = last, row, before
	}
	return last[len(y)]
}

// likeWords counts the typing errors with which every word asked for is one of the words; ok is false where one has too many. The last
// word may be unfinished.
func likeWords(asked, words []string) (errors int, ok bool) {
	for i, a := range asked {
		most := slips(len([]rune(a)))
		if len(asked) > 1 && len([]rune(a)) == 3 { // the other words say more
			most = 1
		}
		best := most + 1
		for _, w := range words {
			if i == len(asked)-1 && strings.HasPrefix(w, a) {
				best = 0
				break
			}
			best = min(best, typing(a, w, most))
		}
		if best > most {
			return 0, false
		}
		errors += best
	}
	return errors, true
}
