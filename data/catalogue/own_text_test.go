package catalogue

import (
	"encoding/binary"
	"reflect"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"
)

// asUTF16 writes a text as Excel's "Unicode-tekst" does.
func asUTF16(text string, order binary.AppendByteOrder) string {
	out := order.AppendUint16(nil, 0xfeff)
	for _, unit := range utf16.Encode([]rune(text)) {
		out = order.AppendUint16(out, unit)
	}
	return string(out)
}

// TestOwnTablesHoweverWritten: the same register in every form that Excel saves is the same register, and who wrote it is told how it
// was read where that was found out.
func TestOwnTablesHoweverWritten(t *testing.T) {
	const plain = "id;naam;bron\nkade;Café’s aan zee – “De Zeeën”;Dorrestad, € 5\n"
	cat := dorrestad(t)
	want, err := cat.ReadInterventions(strings.NewReader(plain), "zon.csv")
	if err != nil || len(want) != 1 || want[0].Name != "Café’s aan zee – “De Zeeën”" || want[0].Who != "" {
		t.Fatalf("%+v, %v", want, err)
	}
	windows := strings.NewReplacer("é", "\xe9", "ë", "\xeb", "’", "\x92", "–", "\x96", "“", "\x93", "”", "\x94", "€", "\x80").Replace(plain)
	tabs := strings.ReplaceAll(plain, ";", "\t")
	for name, c := range map[string]struct{ text, how string }{
		"commas":                      {strings.ReplaceAll(strings.ReplaceAll(plain, "Dorrestad, € 5", `"Dorrestad, € 5"`), ";", ","), ""},
		"tabs":                        {tabs, ""},
		"a line that names the comma": {"sep=;\r\n" + plain, ""},
		"Windows-1252":                {windows, "Windows-1252"},
		"Windows-1252 after sep=":     {"sep=;\r\n" + windows, "Windows-1252"},
		"UTF-16, as Excel":            {asUTF16(tabs, binary.LittleEndian), "UTF-16"},
		"UTF-16, big end first":       {asUTF16(tabs, binary.BigEndian), "UTF-16"},
	} {
		got, err := cat.ReadInterventions(strings.NewReader(c.text), "zon.csv")
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %+v, %v", name, got, err)
		}
		said := strings.Join(howRead(map[string][]byte{"zon.csv": []byte(c.text)}), "")
		if (c.how == "") != (said == "") || !strings.Contains(said, c.how) {
			t.Errorf("%s: said to be read %q", name, said)
		}
	}
}

// TestOwnTablesInDoubt: what could be two encodings is asked about.
func TestOwnTablesInDoubt(t *testing.T) {
	for name, text := range map[string]string{
		"é of an old Mac":               "id;naam;bron\nkade;Caf\x8e;D\n",
		"ë of an old Mac":               "id;naam;bron\nkade;Ze\x91n;D\n",
		"Windows-1252 with commas":      "id,naam,bron\nkade,Caf\xe9,D\n",
		"half a letter of UTF-16":       asUTF16("id;naam;bron\nkade;Kade;D\n", binary.LittleEndian) + "x",
		"a lone surrogate":              "\xff\xfe\x00\xd8;\x00",
		"a sign that no Dutch text has": "id;naam;bron\nkade;Kade \xd7;D\n",
	} {
		if _, err := dorrestad(t).ReadInterventions(strings.NewReader(text), "zon.csv"); err == nil || !strings.Contains(err.Error(), "bewaar het bestand als CSV UTF-8") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestColumnsThatMayBeAbsent: a column that may stay empty may be left out, in every file of a gemeente; no other.
func TestColumnsThatMayBeAbsent(t *testing.T) {
	cat, _, err := dorrestad(t).WithOwn(writeOwn(t, map[string]string{
		"wijken.csv":         "slug;naam;gemeente\nkade;De Kade;GM9901\n",
		"wijk-delen.csv":     "slug;jaar;code;relatie;naam;bewijs\nkade;2020;BU99010101;gelijk;Kade;kaart\n",
		"gebeurtenissen.csv": "id;subject;kind;from;open;label;note;source;url;confidence\nfeest;kade;" + string(Happening) + ";2019-03;nee;Feest;Een feest.;Dorrestad;https://dorrestad.example/feest;zeker\n",
		"interventies.csv":   "bron;naam;id\nDorrestad;Kadeplan;kadeplan\n",
	}))
	if err != nil {
		t.Fatal(err)
	}
	if last := cat.Interventions[len(cat.Interventions)-1]; last.ID != "kadeplan" || last.URL != "" || !last.Own {
		t.Errorf("the intervention is %+v", last)
	}
	for columns, missing := range map[string]string{"id;naam": "bron", "id;bron": "naam", "naam;bron": "id"} {
		if _, err := cat.ReadInterventions(strings.NewReader(columns+"\nx;y\n"), "zon.csv"); err == nil || !strings.Contains(err.Error(), "kolom "+missing+": deze kolom ontbreekt") {
			t.Errorf("with %s alone: %v", columns, err)
		}
	}
}

// FuzzReadOwnText: whatever a file holds, it is text in UTF-8 or a sentence.
func FuzzReadOwnText(f *testing.F) {
	for _, seed := range []string{"", "a;b\n", "sep=;\na;b", "\xff\xfea\x00", "a;caf\xe9", "\ufeffa\tb", "sep=", "\xfe\xff"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		if found, err := readOwnText("x.csv", raw); err == nil && !utf8.Valid(found.text) || err == nil && found.comma == 0 {
			t.Errorf("%q is read as %q with %q", raw, found.text, found.comma)
		}
	})
}
