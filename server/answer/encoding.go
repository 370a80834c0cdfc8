package answer

import (
	"strconv"
	"strings"
)

// Encoding picks how a body goes over the wire from what a visitor takes (Accept-Encoding, RFC 9110 12.5.3): br where it is taken as
// gladly as gzip, for it is smaller and browsers name it last; "" is the plain form.
func Encoding(accept string) string {
	weight := map[string]float64{}
	others := 0.0
	for part := range strings.SplitSeq(accept, ",") {
		name, q, given := strings.Cut(strings.ToLower(part), ";")
		w := 1.0
		if given {
			value, ok := strings.CutPrefix(strings.TrimSpace(q), "q=")
			parsed, err := strconv.ParseFloat(value, 64)
			if !ok || err != nil || !(parsed >= 0 && parsed <= 1) {
				continue
			}
			w = parsed
		}
		if name = strings.TrimSpace(name); name == "*" {
			others = w
		} else {
			weight[name] = w
		}
	}
	best, most := "", 0.0
	for _, name := range []string{"br", "gzip"} {
		w, named := weight[name]
		if !named {
			w = others
		}
		if w > most {
			best, most = name, w
		}
	}
	return best
}
