package data

// numbered gives texts a number in the order in which they come.
type numbered struct {
	texts []string
	at    map[string]int32
	after []int32 // by number: what came after it the last time
	last  int32
}

// of gives the number of a text. Every column of a file names the same areas in the same order, so that the number after the
// last one is mostly right, without a look in the map.
func (n *numbered) of(text string) int32 {
	if len(n.texts) > 0 {
		if guess := n.after[n.last]; n.texts[guess] == text {
			n.last = guess
			return guess
		}
	}
	i, ok := n.at[text]
	if !ok {
		i = int32(len(n.texts))
		n.texts, n.after = append(n.texts, text), append(n.after, 0)
		n.at[text] = i
	}
	n.after[n.last], n.last = i, i
	return i
}
