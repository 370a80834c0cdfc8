package data

import (
	"context"
	"reflect"
	"strings"
	"testing"

	"wijkinzicht/data/catalogue"
)

// registerOfDorrestad holds an entry with everything and one with the least.
const registerOfDorrestad = `id;naam;toelichting;aanpak;route;wie;gemeente;gebied;indeling;van;tot;indicator;basisjaar;streefwaarde;streefjaar;vervolgmeting;bron;url;probleemanalyse;meetbaar_doel;doelgroep;nulmeting;evaluatie;voortzetting
zonproef;Zonproef;Panelen op daken.;gebied;leren+vrije tijd;De Zon;Dorrestad;zonnewijk;;2015-03;2019;koop;2014;37,5;2020;elke twee jaar;Dorrestad, Zonproef;https://dorrestad.example/zon;Te weinig zon.;Meer koop.;Huurders;Een telling.;Een bureau.;Tot 2030.
kaal;Kaal plan;;;;;;BU99010101;2020;;;;;;;;Dorrestad;;;;;;;
`

// TestInterventionsAreStored: what a gemeente wrote comes back whole, after our own are in the file.
func TestInterventionsAreStored(t *testing.T) {
	cat := dorrestad(t)
	read, err := cat.ReadInterventions(strings.NewReader(registerOfDorrestad), "interventies.csv")
	if err != nil {
		t.Fatal(err)
	}
	cat.Interventions = read
	ctx := context.Background()
	b, err := Create(ctx, t.TempDir()+"/register.duckdb", cat)
	if err != nil {
		t.Fatal(err)
	}
	defer b.Discard()
	got, err := (&DB{sql: b.db}).Interventions(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if want := []catalogue.Intervention{cat.Interventions[1], cat.Interventions[0]}; !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
}
