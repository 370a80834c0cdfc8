//go:build e2e

package main

import (
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// validity is what we ask of a page: the HTML standard, and names of what readers aloud jump to. A list may have a name, and a
// table that scrolls is a group: were it a region, each would be a landmark.
const validity = `{"root": true, "extends": ["html-validate:standard", "html-validate:a11y"], "rules": {
	"aria-label-misuse": ["error", {"allowAnyNamable": true}],
	"prefer-native-element": ["error", {"exclude": ["group"]}]
}}`

// everyPageIsValid asks html-validate, which knows the HTML standard and rules of access beside those of axe-core, about the
// text of every kind of page.
func (b *browser) everyPageIsValid(t *testing.T) {
	dir := t.TempDir()
	rules := filepath.Join(dir, ".htmlvalidate.json")
	if err := os.WriteFile(rules, []byte(validity), 0o644); err != nil {
		t.Fatal(err)
	}
	args := []string{"--config", rules}
	for _, k := range everyKind {
		answer, err := http.Get(b.base + k.path)
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(answer.Body)
		answer.Body.Close()
		if err != nil || answer.StatusCode != int(k.status) {
			t.Fatalf("%s: status %d, %v", k.path, answer.StatusCode, err)
		}
		file := filepath.Join(dir, k.name+".html")
		if err := os.WriteFile(file, body, 0o644); err != nil {
			t.Fatal(err)
		}
		args = append(args, file)
	}
	validate, err := filepath.Abs("../../web/node_modules/.bin/html-validate")
	if err != nil {
		t.Fatal(err)
	}
	check := exec.Command(validate, args...)
	check.Dir = dir
	if out, err := check.CombinedOutput(); err != nil {
		t.Errorf("%v\n%.4000s", err, out)
	}
	if err := os.WriteFile(filepath.Join(dir, "fout.html"), []byte("<!DOCTYPE html><html lang=nl><title>Fout</title><p><div></div></p>"), 0o644); err != nil {
		t.Fatal(err)
	}
	if exec.Command(validate, "--config", rules, filepath.Join(dir, "fout.html")).Run() == nil {
		t.Error("a div in a paragraph is valid: nothing was checked")
	}
}
