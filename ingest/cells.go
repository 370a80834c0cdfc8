package ingest

import "strings"

// cells are the texts of a row, kept as one text: a national build holds tens of millions of them at once, and a string for each
// takes four times the memory and most of the garbage collector's time.
type cells struct {
	text string
	ends []uint32 // where each ends
}

// pack keeps the texts of a row.
func pack(texts []string) cells {
	c := cells{strings.Join(texts, ""), make([]uint32, len(texts))}
	end := 0
	for i, t := range texts {
		end += len(t)
		c.ends[i] = uint32(end)
	}
	return c
}

// packNullable is pack for a file that has an explicit null.
func packNullable(texts []*string) cells {
	some := make([]string, len(texts))
	for i, t := range texts {
		some[i] = null
		if t != nil {
			some[i] = *t
		}
	}
	return pack(some)
}

// pick keeps those at the given positions; of a row that stops early the rest are empty.
func pick(texts []string, positions []int) cells {
	some := make([]string, len(positions))
	for i, p := range positions {
		if p < len(texts) {
			some[i] = texts[p]
		}
	}
	return pack(some)
}

// at gives a text; it is empty behind the last.
func (c cells) at(i int) string {
	if i >= len(c.ends) {
		return ""
	}
	if i == 0 {
		return c.text[:c.ends[0]]
	}
	return c.text[c.ends[i-1]:c.ends[i]]
}
