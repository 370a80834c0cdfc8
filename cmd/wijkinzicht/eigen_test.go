package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"wijkinzicht/data/catalogue"
	"wijkinzicht/data/store"
)

// A fictional wijk in a fictional gemeente, of which the embedded figures know nothing.
const (
	ownWijk  = "slug;naam;gemeente;toelichting\nduinrand;\"Duin \"\"<b>rand\"\"\";GM9902;\n"
	ownPart  = "slug;jaar;code;relatie;aandeel;naam;bewijs\nduinrand;2020;WK990201;gelijk;;Duinrand;besluit\n"
	ownEvent = "id;subject;kind;from;until;open;label;note;source;url;confidence\nduin-plan;duinrand;beleid;2019;;ja;Plan Duin;Het duin.;Duinstad;https://duinstad.example/;zeker\n"
)

func write(t testing.TB, dir, name, text string) {
	t.Helper()
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func revisionOf(t testing.TB, depot string) string {
	t.Helper()
	revision, _, err := store.Store{Dir: depot}.Current()
	if err != nil {
		t.Fatal(err)
	}
	return revision
}

// TestServePicksUpOwnWijken: the directory in the store is published at the next start, once, and a fault in it leaves
// what was published.
func TestServePicksUpOwnWijken(t *testing.T) {
	depot := t.TempDir()
	copyStore(t, depot)
	plain := revisionOf(t, depot)
	own := filepath.Join(depot, "eigen")
	write(t, own, "wijken.csv", ownWijk)
	write(t, own, "wijk-delen.csv", ownPart)
	write(t, own, "gebeurtenissen.csv", ownEvent)
	write(t, own, "thema-duin.css", ":root { --wijkinzicht-link-color: #005a9c; }")
	write(t, own, "notities.txt", "")

	page, said := served(t, depot, "/wijk/duinrand")
	if !strings.Contains(page, "Duin &#34;&lt;b&gt;rand&#34;") || !strings.Contains(page, "eigen wijk van de gemeente") {
		t.Error("the own wijk has no page")
	}
	if !strings.Contains(said, "notities.txt niet") || strings.Contains(said, "thema-duin") {
		t.Errorf("said %q", said)
	}
	first := revisionOf(t, depot)
	if home, _ := served(t, depot, "/"); !strings.Contains(home, `href="/wijk/duinrand#`) || strings.Count(home, `<tr><th scope="row"><a href="/wijk/`) != 11 {
		t.Error("the home page does not link the own wijk beside the eleven")
	}
	if first == plain || revisionOf(t, depot) != first {
		t.Errorf("revisions are %s, %s and %s", plain, first, revisionOf(t, depot))
	}
	if kaart, _ := served(t, depot, "/kaart"); strings.Contains(kaart, "gm9902") {
		t.Error("a gemeente without figures is on the map's list")
	}

	write(t, own, "interventies.csv", strings.Join(catalogue.InterventionColumns, ";")+"\nduinplan;Duinplan"+strings.Repeat(";", 22)+"\n")
	if code, _, errs := command("check", "--store", depot); code != 1 || !strings.Contains(errs, "interventies.csv, rij 2, kolom bron") {
		t.Errorf("check of a register that is wrong: exit %d, %q", code, errs)
	}
	if err := os.Remove(filepath.Join(own, "interventies.csv")); err != nil {
		t.Fatal(err)
	}

	code, out, _ := command("check", "--store", depot)
	if code != 0 || !strings.Contains(out, "duinrand, GM9902): 0 van de 1 gebieden") || !strings.Contains(out, "van de indeling van 2020 is in GM9902 niets geladen") ||
		!strings.Contains(out, "duinrand, 2019: Plan Duin") {
		t.Errorf("check: exit %d\n%s", code, out)
	}

	write(t, own, "wijken.csv", strings.Replace(ownWijk, "GM9902", "Duinstad", 1))
	const fault = `wijken.csv, rij 2, kolom gemeente: "Duinstad" is geen gemeentecode`
	if page, said := served(t, depot, "/wijk/duinrand"); !strings.Contains(said, fault) || page == "" {
		t.Errorf("a fault: %q", said)
	}
	if code, _, errs := command("ingest", "--offline", "--store", depot); code != 1 || !strings.Contains(errs, fault) || strings.Count(errs, "\n") != 1 {
		t.Errorf("ingest of a fault: exit %d, %q", code, errs)
	}
	if revisionOf(t, depot) != first {
		t.Error("a fault changed what is published")
	}
	write(t, own, "wijken.csv", strings.Replace(ownWijk, "rand", "roos", 1)+"\n")
	write(t, own, "wijk-delen.csv", strings.Replace(ownPart, "duinrand", "duinroos", 1))
	if code, _, errs := command("ingest", "--offline", "--store", depot); code != 1 || !strings.Contains(errs, "gebeurtenissen.csv, rij 2, kolom subject") {
		t.Errorf("an event of a wijk that is gone: exit %d, %q", code, errs)
	}
}

// TestOwnDirectoryIsNamed by the flag, or else the environment, or else it is the store's; one that is not there is refused.
func TestOwnDirectoryIsNamed(t *testing.T) {
	depot, own := t.TempDir(), t.TempDir()
	copyStore(t, depot)
	plain := revisionOf(t, depot)
	write(t, own, "gebeurtenissen.csv", strings.ReplaceAll(ownEvent, ";duinrand;", ";nl;"))
	if code, _, errs := command("ingest", "--store", depot, "--eigen", filepath.Join(own, "weg")); code != 1 || !strings.Contains(errs, "deze map bestaat niet") {
		t.Errorf("no directory: exit %d, %q", code, errs)
	}
	var out bytes.Buffer
	getenv := func(name string) string { return map[string]string{"WIJKINZICHT_EIGEN": own}[name] }
	if code := run(context.Background(), []string{"ingest", "--offline", "--store", depot}, env{stdout: &out, stderr: &out, getenv: getenv}); code != 0 || revisionOf(t, depot) == plain {
		t.Errorf("by the environment: exit %d, %s", code, &out)
	}
	named := revisionOf(t, depot)
	if served(t, depot, "/"); revisionOf(t, depot) != named {
		t.Error("a server without the directory took away what was made with it")
	}
	if code, _, errs := command("ingest", "--offline", "--store", depot); code != 0 || revisionOf(t, depot) != plain {
		t.Errorf("an ingest without it: exit %d, %q", code, errs)
	}
}

// served starts a server on the store, fetches one page and stops it; said is all that it said.
func served(t *testing.T, depot, path string) (page, said string) {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	var out lines
	ended := make(chan int, 1)
	go func() {
		ended <- run(ctx, []string{"serve", "--store", depot, "--listen", "127.0.0.1:0"}, env{stdout: &out, stderr: &out, getenv: noEnv})
	}()
	page = body(t, out.address(t)+path)
	stop()
	if code := <-ended; code != 0 {
		t.Errorf("serve: exit %d\n%s", code, out.String())
	}
	return page, out.String()
}

// TestAnOutlineOfAnIntervention: an area that was drawn is published with the register, has a page and stands on the map; one
// that cannot be right is a sentence, and what was published stays.
func TestAnOutlineOfAnIntervention(t *testing.T) {
	depot := t.TempDir()
	copyStore(t, depot)
	own := filepath.Join(depot, "eigen")
	write(t, own, "interventies.csv", strings.Join(catalogue.InterventionColumns, ";")+"\nproefplan;Proefplan;;gebied;;;Den Haag;proef-veld.geojson;;2016;;inwoners;;;;;verzonnen;;;;;;;\n")
	const field = `{"type":"Polygon","coordinates":[[[4.28,52.05],[4.3,52.05],[4.3,52.06],[4.28,52.06],[4.28,52.05]]]}`
	write(t, own, "proef-veld.geojson", field)
	write(t, own, "ander.geojson", field)

	page, said := served(t, depot, "/interventies/proefplan")
	for _, want := range []string{"Proef veld, Den Haag", "zoals een gemeente het tekende in proef-veld.geojson", `<svg class="map`, "het gebied is dik omlijnd"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	if !strings.Contains(said, "ander.geojson niet") || strings.Contains(said, "kennen wij proef-veld") {
		t.Errorf("said %q", said)
	}
	if drawing, _ := served(t, depot, "/kaart?gemeente=gm0518&indicator=inwoners"); !strings.Contains(drawing, ">Proef veld<") {
		t.Error("it is not on the map")
	}
	first := revisionOf(t, depot)

	write(t, own, "proef-veld.geojson", strings.Replace(field, "4.28,52.05],[4.3,52.05],[4.3,52.06]", "4.28,52.05],[4.3,52.06],[4.3,52.05]", 1))
	if _, said := served(t, depot, "/"); !strings.Contains(said, "proef-veld.geojson: de omtrek snijdt zichzelf") || revisionOf(t, depot) != first {
		t.Errorf("a bow-tie: %q, revision %s after %s", said, revisionOf(t, depot), first)
	}
	var out bytes.Buffer
	if err := runCheck(context.Background(), []string{"--store", depot}, env{stdout: &out, stderr: &out, getenv: func(string) string { return "" }}); err == nil || !strings.Contains(sentence(err), "snijdt zichzelf") {
		t.Errorf("check says %v", err)
	}
	write(t, own, "proef-veld.geojson", strings.Replace(field, "52.06", "52.055", -1))
	served(t, depot, "/")
	if revisionOf(t, depot) == first {
		t.Error("another outline is no other revision")
	}
}
