package catalogue

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// The files of a gemeente's own directory; each may be absent.
const (
	ownEvents        = "gebeurtenissen.csv"
	ownWijken        = "wijken.csv"
	ownInterventions = "interventies.csv"
	OwnParts         = "wijk-delen.csv" // needed with ownWijken
)

// OwnFiles names the files that are read of a gemeente's own directory.
var OwnFiles = []string{ownEvents, ownWijken, OwnParts, ownInterventions}

// MaxCut is how many areas of one wijk may count for a part in a division: low and high put each in and out by turns.
const MaxCut = 10

// WholePart is the part from which an area counts as lying wholly in a wijk: what is drawn differs by a little more than a sliver.
const WholePart = 0.98

// LeastCover is the part of a wijk's ground that all the areas together must hold for a figure: what lies outside them would be missing.
const LeastCover = 0.9

// ownTheme is the pattern of token files for embeds, which are no figures and are read by the server.
const ownTheme = "thema-*.css"

// WithOwn gives the catalogue with the wijken, events and interventions that a gemeente keeps in a directory of its own, checked as
// strictly as ours: a *Fault says which file, line and column cannot be right. What an outline says is not looked at here. unknown
// names what else lies there. A
// directory with none of these files gives the catalogue as it is.
func (c *Catalogue) WithOwn(dir string) (own *Catalogue, unknown []string, err error) {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil, &Fault{File: dir, Problem: "deze map bestaat niet"}
	}
	if err != nil {
		return nil, nil, fmt.Errorf("list own wijken and events: %w", err)
	}
	content, outlines := map[string][]byte{}, map[string][]byte{}
	for _, e := range entries {
		name := e.Name()
		theme, _ := path.Match(ownTheme, name)
		switch {
		case slices.Contains(OwnFiles, name):
			if content[name], err = os.ReadFile(filepath.Join(dir, name)); err != nil {
				return nil, nil, fmt.Errorf("read own wijken and events: %w", err)
			}
		case strings.HasSuffix(name, outlineSuffix) && !e.IsDir():
			if outlines[name], err = readOutline(dir, name); err != nil {
				return nil, nil, err
			}
		case !theme && !strings.HasPrefix(name, ".") && !strings.HasPrefix(name, "~$"): // the latter: open in Excel now
			unknown = append(unknown, name)
		}
	}
	if len(content) == 0 {
		return c, append(unknown, slices.Sorted(maps.Keys(outlines))...), nil
	}
	if own, err = c.withOwn(content, outlines); err != nil {
		return nil, unknown, err
	}
	for _, name := range slices.Sorted(maps.Keys(outlines)) {
		if _, named := own.Outlines[name]; !named {
			unknown = append(unknown, name)
		}
	}
	return own, unknown, nil
}

// withOwn adds files by name: wijken and areas of interventions first, for events can be about them.
func (c *Catalogue) withOwn(content, outlines map[string][]byte) (*Catalogue, error) {
	r := ownReader{known: map[string]bool{}, wijken: map[string]ownWijk{}, parts: map[AreaKey][]Part{}}
	for _, s := range c.Subjects() {
		r.known[s.Slug] = true
	}
	rows := func(name string, columns ownColumns, read func(csvRow) error) error {
		text, there := content[name]
		if !there {
			return nil
		}
		return eachOwnRow(bytes.NewReader(text), name, columns, read)
	}
	if err := rows(ownWijken, wijkColumns, r.wijk); err != nil {
		return nil, err
	}
	if err := rows(OwnParts, partColumns, r.part); err != nil {
		return nil, err
	}
	if err := r.complete(); err != nil {
		return nil, err
	}
	own := *c
	own.Wijken, own.Parts = slices.Concat(c.Wijken, r.wijkList), slices.Concat(c.Parts, r.partList)
	if text, there := content[ownInterventions]; there {
		interventions, drawn, err := own.readInterventions(bytes.NewReader(text), ownInterventions, outlines)
		if err != nil {
			return nil, err
		}
		own.Interventions, own.Wijken, own.Outlines = slices.Concat(c.Interventions, interventions), slices.Concat(own.Wijken, drawn), map[string][]byte{}
		for _, w := range drawn {
			own.Outlines[w.Outline] = outlines[w.Outline]
		}
	}
	if text, there := content[ownEvents]; there {
		events, err := ReadEvents(bytes.NewReader(text), ownEvents, own.hasEvents, c.hasEvent)
		if err != nil {
			return nil, err
		}
		own.Events = slices.Concat(c.Events, events)
	}
	files := maps.Clone(content)
	maps.Copy(files, own.Outlines)
	own.OwnHash, own.OwnRead = hashOwn(files), howRead(content)
	both := sha256.Sum256([]byte(c.Hash + " " + own.OwnHash))
	own.Hash = hex.EncodeToString(both[:])
	return &own, nil
}

// howRead says of which files the encoding was found out, not given.
func howRead(content map[string][]byte) []string {
	var out []string
	for _, name := range slices.Sorted(maps.Keys(content)) {
		if found, err := readOwnText(name, content[name]); err == nil && found.how != "" {
			out = append(out, name+" is gelezen als "+found.how+"; staat er een verkeerde letter in een naam, bewaar het dan als CSV UTF-8.")
		}
	}
	return out
}

func hashOwn(content map[string][]byte) string {
	h := sha256.New()
	for _, name := range slices.Sorted(maps.Keys(content)) {
		fmt.Fprintf(h, "%s %d\n", name, len(content[name]))
		h.Write(content[name])
	}
	return hex.EncodeToString(h.Sum(nil))
}

func (c *Catalogue) hasEvent(id string) bool {
	return slices.ContainsFunc(c.Events, func(e Event) bool { return e.ID == id })
}
