package site

import (
	"net/url"
	"slices"
	"strconv"

	"wijkinzicht/server/answer"
	"wijkinzicht/web"
	"wijkinzicht/web/words"
)

// OneOf gives the value when it is one of the choices, else the first of them.
func OneOf(value string, choices ...string) string {
	if slices.Contains(choices, value) {
		return value
	}
	return choices[0]
}

// YearOf reads a year from the address; 0 when there is none.
func YearOf(q url.Values, name string) (int, error) {
	text := q.Get(name)
	if text == "" {
		return 0, nil
	}
	year, err := strconv.Atoi(text)
	if err != nil || year < 1900 || year > 2200 {
		return 0, &answer.Refusal{Say: func(w *words.Words) string { return w.Fault.Year(name) }}
	}
	return year, nil
}

// YearOptions lists the years that a period may begin or end with; open is the label of none.
func YearOptions(years []int, chosen int, open string) []web.Option {
	out := []web.Option{{Label: open, Selected: chosen == 0}}
	for _, y := range years {
		out = append(out, web.Option{Value: strconv.Itoa(y), Label: strconv.Itoa(y), Selected: y == chosen})
	}
	return out
}
