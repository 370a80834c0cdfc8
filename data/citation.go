package data

import (
	"encoding/json"
	"strings"
)

// Citation says how a revision is cited, in the Citation File Format 1.2.0 (citation-file-format.github.io). The addresses of its page
// and of its file may be empty.
func (p Package) Citation(page, file string) string {
	day, _, _ := strings.Cut(p.Created, "T")
	lines := []string{
		"cff-version: 1.2.0",
		"type: dataset",
		`message: "Haal deze cijfers zo aan, en noem ook de bron van het cijfer zelf."`,
		`title: "Wijk in zicht: elf wijken door de jaren heen"`,
		"authors:",
		`  - name: "Wijk in zicht"`,
		"version: " + quoteYAML(p.Version),
		"date-released: " + day,
	}
	if page != "" {
		lines = append(lines, "url: "+quoteYAML(page))
	}
	if file != "" {
		lines = append(lines, "repository-artifact: "+quoteYAML(file))
	}
	lines = append(lines, "references:")
	for _, s := range p.Sources {
		publisher, title := s.Publisher, s.Publication
		if title == "" { // of a program before this one
			publisher, title, _ = strings.Cut(s.Title, ": ")
		}
		lines = append(lines, "  - type: data", "    title: "+quoteYAML(title), "    authors:", "      - name: "+quoteYAML(publisher))
	}
	return strings.Join(lines, "\n") + "\n"
}

// quoteYAML makes a double-quoted YAML text; every JSON text is one.
func quoteYAML(text string) string {
	quoted, _ := json.Marshal(text) // a text cannot fail
	return string(quoted)
}
