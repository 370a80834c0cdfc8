package site

import (
	"net/url"
	"slices"
	"strings"
)

// Replaced names the parameters whose value in an address is not what is shown, in order. shown are the parameters of what is shown
// in its normal form; usual gives, for each parameter that is watched, the value that it has when it is left out.
func Replaced(asked, shown url.Values, usual map[string]string) []string {
	var out []string
	for name, standard := range usual {
		if value := asked.Get(name); value != "" && value != standard && !strings.EqualFold(value, shown.Get(name)) {
			out = append(out, name)
		}
	}
	slices.Sort(out)
	return out
}

// ReplacedKey tells answers with such a note from those without. It holds no value of a visitor's, so that there are few of them.
func ReplacedKey(names []string) string {
	if len(names) == 0 {
		return ""
	}
	return "&niet=" + strings.Join(names, ",")
}
