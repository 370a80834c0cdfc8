package data

import "testing"

// TestFewerDigitsAreNoOtherFigure: a route that gives six digits does not contradict one that gives all.
func TestFewerDigitsAreNoOtherFigure(t *testing.T) {
	for _, c := range []struct {
		name            string
		six, slack, all float64
		wanted          int
	}{
		{name: "rounded", six: -0.282596, slack: 2.8e-6, all: -0.282596090304666},
		{name: "another figure", six: -0.282696, slack: 2.8e-6, all: -0.282596090304666, wanted: 1},
		{name: "all digits must be the same", six: -0.282596, all: -0.282596090304666, wanted: 1},
	} {
		found := map[pairing]difference{}
		file := func(id, rank int, v, slack float64) Figures {
			return Figures{Indicator: "lbm", Year: 2024, AreaYear: 2024, RawFile: id, Rank: rank, Codes: []string{"BU99010101"},
				At: func(int) (Figure, bool, error) { return Figure{Value: &v, Status: OK, Slack: slack}, true, nil }}
		}
		got, err := reconcile([]Figures{file(1, 1, c.all, 0), file(2, 2, c.six, c.slack)}, found, nil)
		if err != nil || len(got) != 1 || *got[0].Value != c.all || len(found) != c.wanted {
			t.Errorf("%s: %+v, %v, %d differences, want %d", c.name, got, err, len(found), c.wanted)
		}
	}
}
