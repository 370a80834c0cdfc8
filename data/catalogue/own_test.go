package catalogue

import (
	"errors"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// ownFiles are an own directory of two wijken in two gemeenten beside Dorrestad's, as Excel and as a hand write them.
func ownFiles() map[string]string {
	return map[string]string{
		"wijken.csv": "\ufeffslug;naam;gemeente;toelichting\r\nhavenhoek;Havenhoek;GM9901;De kade en de helft van Noord.\r\nduinrand;Duinrand;GM9902;\r\n;;;\r\n",
		"wijk-delen.csv": `slug,jaar,code,relatie,aandeel,naam,bewijs
havenhoek,2020,BU99010102,deel,,Zonnewijk Zuid,raadsbesluit
havenhoek,2020,BU99010101,deel,"0,4",Zonnewijk Noord,raadsbesluit
duinrand,2020,WK990201,gelijk,1,Duinrand,kaart
`,
		"gebeurtenissen.csv": eventHeader + `kade-plan,havenhoek,beleid,2019-03,,ja,Plan Kade,De kade krijgt een plan.,"Dorrestad, Plan Kade, 2019",https://dorrestad.example/kade,zeker
`,
	}
}

func writeOwn(t testing.TB, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestWithOwn(t *testing.T) {
	ours := dorrestad(t)
	cat, unknown, err := ours.WithOwn(writeOwn(t, ownFiles()))
	if err != nil || unknown != nil {
		t.Fatal(err, unknown)
	}
	kinds := map[string]SubjectKind{}
	for _, s := range cat.Subjects() {
		kinds[s.Slug] = s.Kind
	}
	if want := map[string]SubjectKind{"zonnewijk": WijkKind, "zonnewijk-ring": RingKind, "havenhoek": OwnKind, "havenhoek-ring": RingKind, "duinrand": OwnKind, "duinrand-ring": RingKind,
		"gm9901": GemeenteKind, "gm9901-rest": RestKind, "gm9902": GemeenteKind, "gm9902-rest": RestKind, "nl": LandKind}; !maps.Equal(kinds, want) {
		t.Errorf("subjects are %v", kinds)
	}
	if len(ours.Wijken) != 1 || len(ours.Parts) != 1 || len(ours.Events) != 3 || ours.OwnHash != "" {
		t.Error("the catalogue itself has changed")
	}
	if !cat.HasEleven("GM9901") || cat.HasEleven("GM9902") {
		t.Error("which gemeenten have own wijken alone is wrong")
	}
	half := Part{Slug: "havenhoek", Code: "BU99010101", Level: "buurt", Name: "Zonnewijk Noord", Year: 2020, Relation: Component, Share: 0.4, Evidence: "raadsbesluit", Confidence: "E"}
	if got := cat.Parts[2]; got != half || got.Whole() || !cat.Parts[1].Whole() || !cat.Parts[3].Whole() {
		t.Errorf("parts are %+v", cat.Parts)
	}
	if e := cat.Events[3]; e.ID != "kade-plan" || !e.Own || e.Subject != "havenhoek" || cat.Events[0].Own {
		t.Errorf("events are %+v", cat.Events)
	}
}

// TestOwnHash: the directory's three files name the revision, nothing else there does.
func TestOwnHash(t *testing.T) {
	ours := dorrestad(t)
	hash := func(files map[string]string) string {
		cat, _, err := ours.WithOwn(writeOwn(t, files))
		if err != nil {
			t.Fatal(err)
		}
		return cat.Hash
	}
	first := hash(ownFiles())
	if first == ours.Hash || first != hash(ownFiles()) {
		t.Error("the same directory has another name, or that of none")
	}
	more := ownFiles()
	more["thema-dorrestad.css"], more["lees mij.txt"], more[".DS_Store"] = "", "", ""
	if hash(more) != first {
		t.Error("files that are not read change the name")
	}
	for name := range ownFiles() {
		changed := ownFiles()
		changed[name] = strings.NewReplacer("De kade", "De oude kade", "raadsbesluit", "besluit").Replace(changed[name])
		if hash(changed) == first {
			t.Errorf("another %s has the same name", name)
		}
	}
	if cat, _, err := ours.WithOwn(writeOwn(t, map[string]string{"thema-a.css": ""})); err != nil || cat.Hash != ours.Hash || cat.OwnHash != "" {
		t.Errorf("a directory without wijken and events: %v", err)
	}
	_, unknown, err := ours.WithOwn(writeOwn(t, map[string]string{"thema-a.css": "", "wijk.csv": "", "wijken.csv.bak": "", "~$wijken.csv": ""}))
	if err != nil || !slices.Equal(unknown, []string{"wijk.csv", "wijken.csv.bak"}) {
		t.Errorf("unknown are %q, %v", unknown, err)
	}
}

func TestWithOwnRefuses(t *testing.T) {
	const wijken, parts, events = "wijken.csv", "wijk-delen.csv", "gebeurtenissen.csv"
	tooManyCut := ""
	for i := range MaxCut + 1 {
		tooManyCut += "havenhoek,2021,BU990103" + string(rune('0'+i/10)) + string(rune('0'+i%10)) + ",deel,0.5,N,b\n"
	}
	for _, c := range []struct{ name, file, old, new, want string }{
		{"a slug with capitals", wijken, "havenhoek;", "Havenhoek;", `wijken.csv, rij 2, kolom slug: "Havenhoek" bestaat niet alleen uit`},
		{"no slug", wijken, "havenhoek;", ";", "rij 2, kolom slug"},
		{"a slug of the eleven", wijken, "duinrand;", "zonnewijk;", `rij 3, kolom slug: "zonnewijk" is al een wijk`},
		{"a slug of a ring of ours", wijken, "duinrand;", "zonnewijk-ring;", `"zonnewijk-ring" is al`},
		{"the country's slug", wijken, "duinrand;", "nl;", `kolom slug: "nl" is al`},
		{"a gemeente's slug", wijken, "duinrand;", "gm9903;", `"gm9903" is voorbehouden`},
		{"a ring's slug", wijken, "duinrand;", "duin-ring;", `"duin-ring" is voorbehouden`},
		{"a rest's slug", wijken, "duinrand;", "duin-rest;", `"duin-rest" is voorbehouden`},
		{"a slug twice", wijken, "duinrand;", "havenhoek;", `rij 3, kolom slug: "havenhoek" staat ook al op rij 2`},
		{"no name", wijken, ";Havenhoek;", ";;", "rij 2, kolom naam"},
		{"a name of two lines", wijken, ";Havenhoek;", ";\"Haven\nhoek\";", "rij 2, kolom naam"},
		{"a name too long", wijken, ";Havenhoek;", ";" + strings.Repeat("é", 41) + ";", "langer dan 40 tekens"},
		{"no gemeente", wijken, "GM9901", "", "rij 2, kolom gemeente"},
		{"a gemeente by name", wijken, "GM9901", "Dorrestad", `kolom gemeente: "Dorrestad" is geen gemeentecode`},
		{"a note of two lines", wijken, "De kade en", "\"De kade\nen\"", "rij 2"},
		{"a column too many", wijken, "toelichting", "uitleg", "rij 1, kolom uitleg: deze kolom kennen wij niet"},
		{"a column twice", wijken, "toelichting", "naam", "rij 1, kolom naam: deze kolom staat er twee keer"},
		{"a missing column", wijken, "naam;", "", "rij 1, kolom naam: deze kolom ontbreekt"},
		{"a field too few", wijken, "GM9902;", "GM9902", "rij 3: de rij heeft niet evenveel velden"},
		{"a quote out of place", wijken, ";Havenhoek;", `;Haven"hoek;`, "rij 2: bij teken"},
		{"letters of an old Mac", wijken, "De kade", "De caf\x8e", "rij 2: hier staat een teken dat geen UTF-8 is"},
		{"nothing in it", wijken, "", "", "wijken.csv: het bestand is leeg"},
		{"a wijk without areas", wijken, "duinrand;", "duinroos;D;GM9902;\r\nduinrand;", `wijken.csv, rij 3, kolom slug: "duinroos" heeft geen gebieden`},
		{"an area of no own wijk", parts, "duinrand,2020", "zonnewijk,2020", `wijk-delen.csv, rij 4, kolom slug: "zonnewijk" staat niet in wijken.csv`},
		{"a year that is no number", parts, "duinrand,2020", "duinrand,nu", `kolom jaar: "nu" is geen geheel getal`},
		{"a year that is no division's", parts, "duinrand,2020", "duinrand,20", "kolom jaar: 20 is geen jaar"},
		{"no code", parts, "WK990201", "", "rij 4, kolom code"},
		{"a gemeente as an area", parts, "WK990201", "GM9902", `kolom code: "GM9902" is geen wijk- of buurtcode`},
		{"an area elsewhere", parts, "WK990201", "WK990101", "kolom code: WK990101 ligt niet in GM9902"},
		{"an area twice", parts, "BU99010101", "BU99010102", "rij 3, kolom code: BU99010102 staat er in 2020 twee keer"},
		{"a buurt and the wijk around it", parts, "BU99010102", "WK990101", "rij 3, kolom code: WK990101 en BU99010101 liggen in elkaar"},
		{"an unknown relation", parts, "gelijk", "naast", `kolom relatie: "naast" is geen van gelijk, deel, omliggend, vervangend`},
		{"a part of nothing", parts, `"0,4"`, "0", "rij 3, kolom aandeel"},
		{"a part above one", parts, `"0,4"`, `"1,4"`, "rij 3, kolom aandeel"},
		{"a part as a percentage", parts, `"0,4"`, "40%", `kolom aandeel: "40%" is geen aandeel`},
		{"a part that is no number", parts, `"0,4"`, "NaN", "kolom aandeel"},
		{"a part of an equal area", parts, "gelijk,1", "gelijk,0.5", "kolom aandeel: een aandeel onder 1 hoort bij de relatie deel, niet bij gelijk"},
		{"too many parts", parts, "duinrand,2020", tooManyCut + "duinrand,2020", "meer dan 10 gebieden"},
		{"an area without a name", parts, "Duinrand,kaart", ",kaart", "rij 4, kolom naam"},
		{"an area without evidence", parts, "Duinrand,kaart", "Duinrand,", "rij 4, kolom bewijs"},
		{"an id of ours", events, "kade-plan", "zonnewijk-plan", `gebeurtenissen.csv, rij 2, kolom id: "zonnewijk-plan" is al een gebeurtenis`},
		{"an event of no subject", events, ",havenhoek,", ",havenkade,", `rij 2, kolom subject: "havenkade" kennen wij niet`},
		{"an event of a ring", events, ",havenhoek,", ",havenhoek-ring,", "rij 2, kolom subject"},
		{"a date as Excel likes it", events, "2019-03", "1-3-2019", `kolom from: "1-3-2019" is geen datum`},
	} {
		t.Run(c.name, func(t *testing.T) {
			files := ownFiles()
			if !strings.Contains(files[c.file], c.old) {
				t.Fatalf("%s has no %q to change", c.file, c.old)
			}
			files[c.file] = strings.Replace(files[c.file], c.old, c.new, 1)
			if c.old == "" {
				files[c.file] = ""
			}
			cat, _, err := dorrestad(t).WithOwn(writeOwn(t, files))
			var fault *Fault
			if !errors.As(err, &fault) || !strings.Contains(err.Error(), c.want) || cat != nil {
				t.Errorf("error is %v, want one that says %q", err, c.want)
			}
		})
	}
	t.Run("wijken without their areas", func(t *testing.T) {
		files := ownFiles()
		delete(files, parts)
		if _, _, err := dorrestad(t).WithOwn(writeOwn(t, files)); err == nil || !strings.Contains(err.Error(), "heeft geen gebieden in wijk-delen.csv") {
			t.Error(err)
		}
	})
	t.Run("no directory", func(t *testing.T) {
		if _, _, err := dorrestad(t).WithOwn(filepath.Join(t.TempDir(), "weg")); err == nil || !strings.Contains(err.Error(), "deze map bestaat niet") {
			t.Error(err)
		}
	})
}

// FuzzWithOwn: whatever the files, what is read can stand in addresses, charts and a database.
func FuzzWithOwn(f *testing.F) {
	ours, err := Load()
	if err != nil {
		f.Fatal(err)
	}
	files := ownFiles()
	f.Add(files["wijken.csv"], files["wijk-delen.csv"], files["gebeurtenissen.csv"])
	f.Add("slug,naam,gemeente,toelichting\na,A,GM9901,\n", "slug;jaar;code;relatie;aandeel;naam;bewijs\na;2020;BU99010101;deel;0,25;B;c\n", eventHeader)
	f.Add("\ufeff", "slug\n\"", "\xff")
	f.Fuzz(func(t *testing.T, wijken, parts, events string) {
		cat, err := ours.withOwn(map[string][]byte{"wijken.csv": []byte(wijken), "wijk-delen.csv": []byte(parts), "gebeurtenissen.csv": []byte(events)}, nil)
		if err != nil {
			var fault *Fault
			if !errors.As(err, &fault) || cat != nil {
				t.Fatalf("%v is no fault", err)
			}
			return
		}
		seen := map[string]bool{}
		for _, s := range cat.Subjects() {
			if seen[s.Slug] || !slugPattern.MatchString(s.Slug) || s.Name == "" || !oneLine(s.Name) || !oneLine(s.Note) {
				t.Errorf("subject %+v", s)
			}
			seen[s.Slug] = true
		}
		for _, p := range cat.Parts[len(ours.Parts):] {
			if w, ok := cat.Wijk(p.Slug); !ok || w.Kind != OwnKind || !strings.HasPrefix(p.Code[2:], w.GemeenteCode[2:]) || p.Share < 0 || p.Share >= 1 || p.Evidence == "" {
				t.Errorf("part %+v", p)
			}
		}
		for _, e := range cat.Events[len(ours.Events):] {
			if !e.Own || ours.hasEvent(e.ID) || !seen[e.Subject] {
				t.Errorf("event %+v", e)
			}
		}
	})
}

// TestOwnTextsAreNoFormulas: what a spreadsheet would run is refused with its place; a number with a sign is none.
func TestOwnTextsAreNoFormulas(t *testing.T) {
	for text, fine := range map[string]bool{"=1+1": false, "@kade": false, "+CMD": false, "-1+1": false, "-cmd|' /C calc'!A0": false, "": true, "-": true, "De kade - en het plein": true} {
		files := ownFiles()
		files["wijken.csv"] = "slug;naam;gemeente;toelichting\nhavenhoek;Havenhoek;GM9901;" + text + "\nduinrand;Duinrand;GM9902;\n"
		_, _, err := dorrestad(t).WithOwn(writeOwn(t, files))
		var fault *Fault
		if fine != (err == nil) || !fine && (!errors.As(err, &fault) || fault.Line != 2 || fault.Column != "toelichting") {
			t.Errorf("%q: %v", text, err)
		}
	}
}
