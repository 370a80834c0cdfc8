package boundary

import (
	"fmt"
	"slices"
	"strings"
)

// notes gathers the Dutch remarks on a layer: whole sentences, and lists of codes under a heading.
type notes struct {
	texts []string
	lists []list
}

type list struct {
	heading string
	codes   []string
}

func (n *notes) add(sentence string) { n.texts = append(n.texts, sentence) }

func (n *notes) list(heading, code string) {
	i := slices.IndexFunc(n.lists, func(l list) bool { return l.heading == heading })
	if i < 0 {
		i = len(n.lists)
		n.lists = append(n.lists, list{heading: heading})
	}
	n.lists[i].codes = append(n.lists[i].codes, code)
}

// maxNamed is how many codes a note names; the others are counted.
const maxNamed = 10

// text gives all remarks, such as "Weggelaten gebieden zonder geometrie (2): BU99010101, BU99010102."
func (n *notes) text() string {
	texts := slices.Clone(n.texts)
	for _, l := range n.lists {
		named := strings.Join(l.codes[:min(len(l.codes), maxNamed)], ", ")
		if more := len(l.codes) - maxNamed; more > 0 {
			named += fmt.Sprintf(" en nog %d", more)
		}
		texts = append(texts, fmt.Sprintf("%s%s (%d): %s.", strings.ToUpper(l.heading[:1]), l.heading[1:], len(l.codes), named))
	}
	return strings.Join(texts, " ")
}

// addTo puts another sentence behind a note.
func addTo(note, sentence string) string { return strings.Join(nonEmpty(note, sentence), " ") }

func nonEmpty(texts ...string) []string {
	return slices.DeleteFunc(texts, func(text string) bool { return text == "" })
}
