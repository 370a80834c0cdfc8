package catalogue

import (
	"slices"
	"strings"
	"testing"
)

// smallViews has a row of every view, and groups in one of them.
const smallViews = `view,group,indicator,remark
profiel,plek,klasse,
profiel,mensen,inwoners,wie er wonen
profiel,mensen,aandeel_jong,
uiteen,plek,klasse,
brief,,inwoners,
voorpagina,wonen,klasse,
opening,,inwoners,
beeld,,inwoners,
kaart,,inwoners,
route,anders,inwoners,
waterbed,,inwoners,
tempo,,inwoners,
les,bouwstenen 1,klasse,
`

func TestViews(t *testing.T) {
	views, err := readViews(asFiles(smallCatalogue()), func(string) bool { return true })
	if err != nil {
		t.Fatal(err)
	}
	if got := views.All(ProfileView); !slices.Equal(got, []string{"klasse", "inwoners", "aandeel_jong"}) {
		t.Error(got)
	}
	if got := views.Groups(ProfileView); !slices.Equal(got, []string{"plek", "mensen"}) {
		t.Error(got)
	}
	if got := views.Of(ProfileView, "mensen"); !slices.Equal(got, []string{"inwoners", "aandeel_jong"}) {
		t.Error(got)
	}
	if got := views.Of(ProfileView, "dieren"); got != nil {
		t.Error(got)
	}
}

func TestViewsAreRefused(t *testing.T) {
	for _, c := range []struct{ name, old, new, want string }{
		{"an unknown indicator", "brief,,inwoners", "brief,,geluk", `view.csv, rij 6, kolom indicator: "geluk" staat niet`},
		{"one that visitors cannot choose", "brief,,inwoners", "brief,,jongeren", `"jongeren" staat niet in indicator.csv, of is daar niet te kiezen`},
		{"an unknown view", "tempo,", "snelheid,", `kolom view: "snelheid"`},
		{"a view without any", "tempo,,inwoners,\n", "", "er is geen enkele rij van tempo"},
		{"an indicator twice", "aandeel_jong,\n", "inwoners,\n", "twee keer"},
		{"a group in two pieces", "profiel,mensen,aandeel_jong,", "profiel,plek,aandeel_jong,", `zet de rijen van "plek" bij elkaar`},
	} {
		tables := smallCatalogue()
		if !strings.Contains(smallViews, c.old) {
			t.Fatalf("no %q to change", c.old)
		}
		tables[viewFile] = strings.Replace(smallViews, c.old, c.new, 1)
		if _, err := load(asFiles(tables)); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: error is %v, want one that says %q", c.name, err, c.want)
		}
	}
}

// TestViewsMakeNoRevision: choosing another figure for a page changes no figure.
func TestViewsMakeNoRevision(t *testing.T) {
	before, err := load(asFiles(smallCatalogue()))
	if err != nil {
		t.Fatal(err)
	}
	tables := smallCatalogue()
	tables[viewFile] += "tempo,,klasse,\n"
	after, err := load(asFiles(tables))
	if err != nil {
		t.Fatal(err)
	}
	if before.Hash != after.Hash {
		t.Error("another view, another revision")
	}
}
