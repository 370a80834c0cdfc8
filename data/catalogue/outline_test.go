package catalogue

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// drawnProject is a project in an area that a gemeente drew.
const drawnProject = "kadeplan;Kadeplan;;gebied;;;GM9902;nieuwe-kade.geojson;;2020;;;;;;;besluit;;;;;;;\n"

func TestAnAreaThatAGemeenteDrew(t *testing.T) {
	ours := dorrestad(t)
	files := map[string]string{"interventies.csv": interventionHeader + drawnProject + strings.Replace(drawnProject, "kadeplan", "tweede", 1) + strings.Replace(zonproef, "zonnewijk", "stad.geojson", 1),
		"nieuwe-kade.geojson": "{}", "stad.geojson": "{}", "ander.geojson": "{}",
		"gebeurtenissen.csv": "id,subject,kind,from,until,open,label,note,source,url,confidence\nkade-begin,nieuwe-kade,beleid,2019,,ja,Begin,De kade begint.,Dorrestad,https://dorrestad.example/,zeker\n"}
	cat, unknown, err := ours.WithOwn(writeOwn(t, files))
	if err != nil {
		t.Fatal(err)
	}
	kade, ok := cat.Wijk("nieuwe-kade")
	if !ok || kade.Name != "Nieuwe kade" || kade.GemeenteCode != "GM9902" || kade.Kind != OwnKind || kade.Outline != "nieuwe-kade.geojson" || !strings.Contains(kade.Note, "Kadeplan") {
		t.Errorf("the area is %+v", kade)
	}
	if stad, ok := cat.Wijk("stad"); !ok || stad.GemeenteCode != "GM9901" { // by the name of its gemeente
		t.Errorf("the other is %+v", stad)
	}
	var areas []string
	for _, i := range cat.Interventions[len(ours.Interventions):] {
		areas = append(areas, i.Area)
	}
	if !slices.Equal(areas, []string{"nieuwe-kade", "nieuwe-kade", "stad"}) || len(cat.Wijken) != len(ours.Wijken)+2 || len(cat.Outlines) != 2 {
		t.Errorf("areas %v, %d wijken, %d outlines", areas, len(cat.Wijken), len(cat.Outlines))
	}
	if !slices.Equal(unknown, []string{"ander.geojson"}) {
		t.Errorf("unknown: %v", unknown)
	}
	files["ander.geojson"] = "{ }"
	if same, _, err := ours.WithOwn(writeOwn(t, files)); err != nil || same.Hash != cat.Hash {
		t.Errorf("a file that nobody names is another revision (%v)", err)
	}
	files["stad.geojson"] = "{ }"
	if other, _, err := ours.WithOwn(writeOwn(t, files)); err != nil || other.Hash == cat.Hash {
		t.Errorf("another outline is the same revision (%v)", err)
	}
}

func TestAreasThatCannotBeDrawn(t *testing.T) {
	for _, c := range []struct{ name, old, new, want string }{
		{"no such file", "nieuwe-kade.geojson", "oude-kade.geojson", "rij 2, kolom gebied: oude-kade.geojson ligt niet naast dit bestand"},
		{"a file elsewhere", "nieuwe-kade.geojson", "../nieuwe-kade.geojson", "kolom gebied"},
		{"capitals", "nieuwe-kade.geojson", "Kade.geojson", "kolom gebied"},
		{"no name", "nieuwe-kade.geojson", ".geojson", "kolom gebied"},
		{"a wijk of ours", "nieuwe-kade.geojson", "zonnewijk.geojson", `"zonnewijk" is al een wijk`},
		{"a name that is kept", "nieuwe-kade.geojson", "kade-ring.geojson", "voorbehouden"},
		{"no gemeente", "GM9902", "", "kolom gemeente"},
		{"a gemeente that we do not know", "GM9902", "Duinstad", `kolom gemeente: "Duinstad" is geen gemeentecode`},
		{"a division", ".geojson;;", ".geojson;2020;", "kolom indeling"},
		{"two gemeenten", drawnProject, drawnProject + strings.NewReplacer("kadeplan", "tweede", "GM9902", "GM9901").Replace(drawnProject), "rij 3, kolom gemeente"},
	} {
		dir := writeOwn(t, map[string]string{"interventies.csv": interventionHeader + strings.Replace(drawnProject, c.old, c.new, 1), "nieuwe-kade.geojson": "{}", "zonnewijk.geojson": "{}", "kade-ring.geojson": "{}"})
		_, _, err := dorrestad(t).WithOwn(dir)
		var fault *Fault
		if !errors.As(err, &fault) || !strings.Contains(err.Error(), c.want) || !strings.HasPrefix(err.Error(), "interventies.csv, rij ") {
			t.Errorf("%s: %v, want %q", c.name, err, c.want)
		}
	}
	dir := writeOwn(t, map[string]string{"interventies.csv": interventionHeader + drawnProject})
	if err := os.WriteFile(filepath.Join(dir, "nieuwe-kade.geojson"), make([]byte, 3*maxOutline), 0o644); err != nil {
		t.Fatal(err)
	}
	var fault *Fault
	if _, _, err := dorrestad(t).WithOwn(dir); !errors.As(err, &fault) || fault.File != "nieuwe-kade.geojson" || !strings.Contains(fault.Problem, "groter dan 1 MB") {
		t.Errorf("a large file: %v", err)
	}
}
