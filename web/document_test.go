package web

import (
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// document gathers what checkDocument needs to know of a page.
type document struct {
	t        *testing.T
	name     string
	open     []string
	ids      map[string]bool
	refs     []string // ids that something on the page points to
	h1       int
	level    int // of the last heading
	tables   int
	captions int
	main     int
}

// voidElement finds the elements that HTML does not close and XML does.
var voidElement = regexp.MustCompile(`(<(?:meta|link|img|base|source|input)\b[^>]*)>`)

// checkDocument reads a page as strict XML (our templates close what they open) and holds the rules that every page
// keeps: one h1, headings in order, captions and scopes, unique ids, references that lead somewhere, no inline code.
func checkDocument(t *testing.T, name, page string) {
	t.Helper()
	d := &document{t: t, name: name, ids: map[string]bool{}}
	decoder := xml.NewDecoder(strings.NewReader(voidElement.ReplaceAllString(page, "$1/>")))
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Errorf("%s: not well-formed: %v", name, err)
			return
		}
		switch token := token.(type) {
		case xml.StartElement:
			d.element(token)
			d.open = append(d.open, token.Name.Local)
		case xml.EndElement:
			d.open = d.open[:len(d.open)-1]
		case xml.CharData:
			if len(d.open) > 0 && d.open[len(d.open)-1] == "script" {
				t.Errorf("%s: inline script %q", name, token)
			}
		}
	}
	if d.h1 != 1 {
		t.Errorf("%s: %d h1, want 1", name, d.h1)
	}
	if d.main != 1 {
		t.Errorf("%s: %d main, want 1", name, d.main)
	}
	if d.tables != d.captions {
		t.Errorf("%s: %d tables with %d captions", name, d.tables, d.captions)
	}
	for _, ref := range d.refs {
		// It may be a list; a hostile id is one with blanks in it.
		if unknown := func(id string) bool { return !d.ids[id] }; unknown(ref) && slices.ContainsFunc(strings.Fields(ref), unknown) {
			t.Errorf("%s: a reference to #%s leads nowhere", name, ref)
		}
	}
}

func (d *document) element(e xml.StartElement) {
	d.t.Helper()
	attributes := map[string]string{}
	for _, a := range e.Attr {
		attributes[a.Name.Local] = a.Value
		d.attribute(e.Name.Local, a)
	}
	switch tag := e.Name.Local; tag {
	case "h1", "h2", "h3", "h4":
		level, _ := strconv.Atoi(tag[1:])
		if level > d.level+1 {
			d.t.Errorf("%s: %s after h%d", d.name, tag, d.level)
		}
		d.level = level
		if level == 1 {
			d.h1++
		}
	case "main":
		d.main++
	case "table":
		d.tables++
	case "caption":
		d.captions++
	case "script":
		// Our own module, and nothing of the page in it: the content policy allows no inline code.
		if attributes["type"] != "module" || !strings.HasPrefix(attributes["src"], "/static/") {
			d.t.Errorf("%s: a script that is not a module of ours: %v", d.name, attributes)
		}
	case "iframe":
		if !strings.HasPrefix(attributes["src"], "/embed/") || attributes["title"] == "" {
			d.t.Errorf("%s: a frame without a title, or not of an embed of ours: %v", d.name, attributes)
		}
	case "style", "b":
		d.t.Errorf("%s: there is a %s element", d.name, tag)
	case "html":
		if attributes["lang"] != "nl" {
			d.t.Errorf("%s: lang is %q, want nl", d.name, attributes["lang"])
		}
	}
	required := map[string]string{"th": "scope", "img": "alt", "select": "id", "svg": "viewBox", "button": "type"}
	if need := required[e.Name.Local]; need != "" {
		if _, ok := attributes[need]; !ok {
			d.t.Errorf("%s: a %s has no %s", d.name, e.Name.Local, need)
		}
	}
	if e.Name.Local == "a" && attributes["target"] == "_blank" && attributes["rel"] != "noopener" {
		d.t.Errorf("%s: a link to a new tab without rel=noopener", d.name)
	}
}

func (d *document) attribute(tag string, a xml.Attr) {
	d.t.Helper()
	switch name := strings.ToLower(a.Name.Local); {
	case name == "style" || strings.HasPrefix(name, "on"):
		d.t.Errorf("%s: inline %s on %s", d.name, name, tag)
	case name == "id":
		if d.ids[a.Value] {
			d.t.Errorf("%s: id %q is there twice", d.name, a.Value)
		}
		d.ids[a.Value] = true
	case name == "for":
		d.refs = append(d.refs, a.Value)
	case name == "aria-labelledby" || name == "aria-describedby":
		d.refs = append(d.refs, a.Value)
	case name == "href" && strings.HasPrefix(a.Value, "#") && !strings.Contains(a.Value, "%"):
		d.refs = append(d.refs, a.Value[1:])
	}
}
