package answer

import (
	"fmt"
	"strings"

	"github.com/gofiber/fiber/v2"

	"wijkinzicht/data"
	"wijkinzicht/web"
)

// FileAddress is where a file of a revision is handed out.
func FileAddress(revision, name string) string { return "/onderzoek/bestand/" + revision + "/" + name }

// NoRevision is the problem of who asks for a revision that the store does not keep: it says what there is of it, which others there are,
// and where.
func (d *Desk) NoRevision(name string) error {
	stored, err := d.Store.Revisions()
	if err != nil {
		return err
	}
	p := &Problem{Status: fiber.StatusGone}
	known, published, err := d.Store.Record(name)
	if err != nil {
		return err
	}
	p.Detail = fmt.Sprintf("Revisie %.40q bewaren wij niet (meer).", name)
	if published {
		p.Detail = fmt.Sprintf("Revisie %s is hier gepubliceerd op %s (sha256 %s) en wordt niet meer bewaard.", name, web.Datum(known.MadeAt), known.SHA256)
	}
	var left []string
	for _, file := range d.Store.ArchiveFiles(name) {
		left = append(left, file)
		p.Links = append(p.Links, web.Link{Text: file + " van " + name, URL: FileAddress(name, file)})
	}
	if len(left) > 0 {
		p.Detail += fmt.Sprintf(" Van haar blijven voorgoed: %s, in %s.", strings.Join(left, ", "), FileAddress(name, ""))
	}
	var there []string
	for _, r := range stored {
		there = append(there, r.Revision)
		p.Links = append(p.Links, web.Link{Text: "de hele database van " + r.Revision, URL: FileAddress(r.Revision, data.DatabaseName)})
	}
	p.Detail += " Bewaard: " + strings.Join(there, ", ") + "; zie /onderzoek, en /onderzoek#archief voor wat er van eerdere revisies blijft."
	return p
}
