package catalogue

import (
	"reflect"
	"strings"
	"testing"
)

const interventionHeader = "id;naam;toelichting;aanpak;route;wie;gemeente;gebied;indeling;van;tot;indicator;basisjaar;streefwaarde;streefjaar;vervolgmeting;bron;url;" +
	"probleemanalyse;meetbaar_doel;doelgroep;nulmeting;evaluatie;voortzetting\n"

const zonproef = "zonproef;Zonproef;Panelen op daken.;gebied;leren+vrije tijd;De Zon;Dorrestad;zonnewijk;;2015-03;2019;koop;2014;37,5;2020;elke twee jaar;Dorrestad, Zonproef;" +
	"https://dorrestad.example/zon;Te weinig zon.;Meer koop.;Huurders;Een telling.;Een bureau.;Tot 2030.\n"

func TestReadInterventions(t *testing.T) {
	got, err := dorrestad(t).ReadInterventions(strings.NewReader("\ufeff"+interventionHeader+zonproef+
		"kaal;Kaal plan;;;;;;;;;;;;;;;Dorrestad;;;;;;;\nbuurt;Buurtplan;;individu;;;;BU99010101;2020;2018;;woz;;;;;Dorrestad;;;;;;;\n;;;;;;;;;;;;;;;;;;;;;;;\n"), "zon.csv")
	if err != nil {
		t.Fatal(err)
	}
	want := []Intervention{
		{ID: "zonproef", Name: "Zonproef", Note: "Panelen op daken.", Approach: "gebied", Routes: []string{"leren", "vrije tijd"}, Who: "De Zon", Gemeente: "Dorrestad",
			Area: "zonnewijk", From: Date{Year: 2015, Month: 3}, Until: Date{Year: 2019}, Goal: Goal{"koop", 2014, num(37.5), 2020}, FollowUp: "elke twee jaar",
			Source: "Dorrestad, Zonproef", URL: "https://dorrestad.example/zon", Own: true,
			Answers: Answers{"Te weinig zon.", "Meer koop.", "Huurders", "Een telling.", "Een bureau.", "Tot 2030."}},
		{ID: "kaal", Name: "Kaal plan", Source: "Dorrestad", Own: true},
		{ID: "buurt", Name: "Buurtplan", Approach: "individu", Area: "BU99010101", AreaYear: 2020, From: Date{Year: 2018}, Goal: Goal{Indicator: "woz"}, Source: "Dorrestad", Own: true},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
}

func TestReadInterventionsRefuses(t *testing.T) {
	cat := dorrestad(t)
	for _, c := range []struct{ name, old, new, want string }{
		{"no id", "zonproef;Zonproef", ";Zonproef", "kolom id"},
		{"an id with a space", "zonproef;", "zon proef;", "kolom id"},
		{"an id twice", zonproef, zonproef + zonproef, `rij 3, kolom id: "zonproef" is er al`},
		{"no name", ";Zonproef;", ";;", "kolom naam"},
		{"a name of two lines", ";Zonproef;", ";\"Zon\nproef\";", "kolom naam"},
		{"a note with spaces", "Panelen op daken.", " Panelen", "kolom toelichting"},
		{"another approach", ";gebied;leren", ";wijk;leren", `kolom aanpak: "wijk" is geen van gebied, doelgroep, individu`},
		{"another route", "leren+vrije tijd", "leren+sport", "kolom route"},
		{"a route twice", "leren+vrije tijd", "leren+leren", "kolom route"},
		{"routes by a comma", "leren+vrije tijd", "leren,wonen", "kolom route"},
		{"an unknown wijk", ";zonnewijk;", ";maanwijk;", `kolom gebied: "maanwijk" kennen wij niet`},
		{"a ring", ";zonnewijk;", ";zonnewijk-ring;", "kolom gebied"},
		{"a gemeente's code", ";zonnewijk;;", ";GM9901;2020;", "kolom gebied"},
		{"a code without a year", ";zonnewijk;", ";WK990101;", "kolom indeling: bij WK990101 hoort het jaar"},
		{"a year without a code", ";zonnewijk;;", ";zonnewijk;2020;", "kolom indeling: een jaar hoort alleen bij een code"},
		{"a division that is no year", ";zonnewijk;;", ";WK990101;nu;", `kolom indeling: "nu" is geen jaar`},
		{"a Dutch date", "2015-03", "03-2015", "kolom van"},
		{"an end before the start", ";2019;", ";2014;", "kolom tot: 2014 ligt voor 2015-03"},
		{"an end without a start", "2015-03;2019", ";2019", "kolom van: zonder begin"},
		{"an unknown indicator", ";koop;", ";geluk;", `kolom indicator: "geluk" kennen wij niet`},
		{"a helper indicator", ";koop;", ";inwoners_0_14;", "kolom indicator"},
		{"a goal about nothing", ";koop;", ";;", "kolom indicator: bij een doel hoort het cijfer"},
		{"a target without a year", ";37,5;2020;", ";37,5;;", "kolom streefjaar: streefwaarde en streefjaar horen bij elkaar"},
		{"a year without a target", ";37,5;2020;", ";;2020;", "kolom streefjaar"},
		{"a target without a base", ";2014;37,5;", ";;37,5;", "kolom basisjaar"},
		{"a target before the base", ";2020;elke", ";2014;elke", "kolom streefjaar: 2014 ligt niet na 2014"},
		{"a target that is a word", ";37,5;", ";meer;", `kolom streefwaarde: "meer" is geen getal`},
		{"a target without end", ";37,5;", ";Inf;", "kolom streefwaarde"},
		{"a target in thousands", ";37,5;", ";1.000,5;", "kolom streefwaarde"},
		{"a target that cannot be", ";37,5;", ";101;", "kolom streefwaarde: 101 kan niet"},
		{"no source", "Dorrestad, Zonproef", "", "kolom bron"},
		{"an address without a lock", "https:", "http:", "kolom url"},
		{"an address that runs", "https://dorrestad.example/zon", "javascript:alert(1)", "kolom url"},
		{"an answer of two lines", "Te weinig zon.", "\"Te\nweinig\"", "kolom probleemanalyse"},
		{"a missing column", "naam;toelichting", "toelichting", "rij 1, kolom naam: deze kolom ontbreekt"},
		{"an unknown column", "toelichting;aanpak", "uitleg;aanpak", "rij 1, kolom uitleg: deze kolom kennen wij niet"},
		{"a field too many", "Tot 2030.", "Tot 2030.;", "zon.csv, rij 2: de rij heeft niet evenveel velden"},
	} {
		t.Run(c.name, func(t *testing.T) {
			table := interventionHeader + zonproef
			if !strings.Contains(table, c.old) {
				t.Fatalf("the table has no %q to change", c.old)
			}
			list, err := cat.ReadInterventions(strings.NewReader(strings.Replace(table, c.old, c.new, 1)), "zon.csv")
			if err == nil || !strings.Contains(err.Error(), c.want) || !strings.HasPrefix(err.Error(), "zon.csv, rij ") || list != nil {
				t.Errorf("error is %v with %d interventions, want one that says %q", err, len(list), c.want)
			}
		})
	}
}

// TestCatalogueInterventions: what no source says is empty, and nothing in the register claims an effect.
func TestCatalogueInterventions(t *testing.T) {
	cat, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	if len(cat.Interventions) < 5 {
		t.Fatalf("%d interventions", len(cat.Interventions))
	}
	for _, i := range cat.Interventions {
		if i.URL == "" || i.Own {
			t.Errorf("%s has no public source, or is not ours", i.ID)
		}
		if strings.Contains(strings.ToLower(i.Name+i.Note), "effect") {
			t.Errorf("%s speaks of an effect", i.ID)
		}
	}
}

func FuzzReadInterventions(f *testing.F) {
	cat, err := Load()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(interventionHeader + strings.Replace(zonproef, "zonnewijk", "moerwijk", 1))
	f.Add(strings.ReplaceAll(interventionHeader, ";", ","))
	f.Add("id;naam\n\"")
	f.Fuzz(func(t *testing.T, table string) {
		list, err := cat.ReadInterventions(strings.NewReader(table), "toets.csv")
		if err != nil && list != nil {
			t.Fatal("a refused register gives interventions")
		}
		for _, i := range list {
			if i.ID == "" || i.Name == "" || i.Source == "" || (i.Goal.Target == nil) != (i.Goal.TargetYear == 0) {
				t.Errorf("read as %+v", i)
			}
		}
	})
}
