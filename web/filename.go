package web

import (
	"net/url"
	"path"
	"strings"
)

// named are the parameters that tell what a file holds, in the order of its name.
var named = []string{"gemeente", "wijk", "gebied", "indicator", ParamFrom, ParamTo, "jaar"}

// longestName is how many letters of what a file holds come into its name.
const longestName = 80

// fileName gives the name under which somebody keeps a file of ours, by its address: "moerwijk-woz.csv",
// "kaart-gm0599-woz-2024.png". Of one address it is always the same.
func fileName(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	base, ending, _ := strings.Cut(path.Base(u.Path), ".")
	parts := []string{base}
	if dir := path.Base(path.Dir(u.Path)); len(dir) > 1 {
		parts = []string{dir, base}
	}
	q := u.Query()
	for _, name := range named {
		for _, value := range q[name] {
			parts = append(parts, strings.Split(value, ",")...)
		}
	}
	name := strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '_' || r == '-' {
			return r
		}
		return '-'
	}, strings.ToLower(strings.Join(parts, "-")))
	if len(name) > longestName {
		name = name[:longestName]
	}
	return strings.Trim(name, "-") + "." + ending
}
