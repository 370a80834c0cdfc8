package catalogue

import (
	"strings"
	"testing"
)

const smallTests = `lesson,kind,first,second,place,split,needed,publisher,level
bouwstenen 1,samen,klasse,inwoners,,2019,,,
bouwstenen 1,plaats,klasse,,zonnewijk,,,,
bouwstenen 2,breed,,,,,,,
bouwstenen 3,ontbreekt,,,,,wie er meebeslist,,de gemeente kan het tellen
`

func TestTests(t *testing.T) {
	tests, err := readTests(asFiles(smallCatalogue()), nil, nil)
	if err != nil || len(tests) != 4 || tests[0].Split != 2019 || tests[3].Kind != NoFigure {
		t.Fatalf("%+v, %v", tests, err)
	}
	for name, c := range map[string][3]string{
		"a kind that is not there":        {"samen", "beide", "kolom kind"},
		"an indicator that is not there":  {"samen,klasse", "samen,klassen", "kolom first"},
		"one of two indicators":           {"klasse,inwoners", "klasse,", "kolom second"},
		"a wijk that is not there":        {"zonnewijk", "maanwijk", "kolom place"},
		"what nobody knows to be missing": {"wie er meebeslist", "", "kolom needed"},
		"figures of what has none":        {"ontbreekt,,", "ontbreekt,klasse,", "kolom first"},
		"a year in words":                 {"2019", "later", "kolom split"},
	} {
		tables := smallCatalogue()
		tables[lessonFile] = strings.Replace(smallTests, c[0], c[1], 1)
		if _, err := load(asFiles(tables)); err == nil || !strings.Contains(err.Error(), c[2]) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
