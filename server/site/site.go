// Package site holds what every page needs: the desk, the templates, the charts, house styles, cards, licences, and how
// addresses are read and made.
package site

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"os"

	"github.com/paulmach/orb"

	"wijkinzicht/data"
	"wijkinzicht/server/answer"
	"wijkinzicht/web"
	"wijkinzicht/web/chart"
)

// Site is what every page is made with.
type Site struct {
	Desk      *answer.Desk
	Templates *web.Pages
	Charts    *chart.Renderer
	Address   string                // public address without a closing slash, perhaps with a path; "" when nobody said it
	Styles    map[string]HouseStyle // by name
	Report    string                // link for who found a fault; "": none
	Elder     Elder                 // the server that this one follows; nil: it follows none
	Sketch    Sketch
}

// Sketch makes the figures of an area of a gemeente that a visitor drew, in RD metres, from a revision. The error is a *data.NoArea when the
// outline cannot be an area.
type Sketch func(ctx context.Context, db *data.DB, gemeente string, outline orb.Ring) (data.Sketch, error)

// Elder gives the answer of the server that this one follows at an address of ours (path and query), of at most so many bytes.
type Elder func(ctx context.Context, address string, most int64) (contentType string, body []byte, err error)

// HouseStyle is a gemeente's style with the name of its file under /static/.
type HouseStyle struct {
	web.HouseStyle
	File string
}

// opening is the picture of who chose nothing.
const opening = "/vergelijk.png"

// Frame fills what every page carries.
func (s *Site) Frame(rev *answer.Revision, title, description, path string, section web.Section) web.Frame {
	db := rev.DB
	f := web.Frame{Title: title, Description: description, Current: section, Footer: web.Footer{
		Sources: []string{"CBS, Kerncijfers wijken en buurten", "Leefbaarometer, Ministerie van BZK", "Politie", "Gezondheidsmonitor GGD'en, CBS en RIVM"},
		Licence: "per bron, zie de verantwoording", Revision: db.Revision, Version: s.Desk.Program, Made: web.Datum(db.MadeAt), Report: s.Report,
	}}
	if path != "" {
		f.Address = s.Address + path
		f.Image = s.Address + opening // of a page that has a picture of its own, that one
	}
	if db.Embedded {
		f.Footer.Revision += " (meegeleverde cijfers)"
	}
	return f
}

// HouseStyles reads the house styles of a gemeente and names their files by their content.
func HouseStyles(dir string) (map[string]HouseStyle, error) {
	out := map[string]HouseStyle{}
	if dir == "" {
		return out, nil
	}
	styles, err := web.ReadHouseStyles(os.DirFS(dir))
	for _, style := range styles {
		sum := sha256.Sum256(style.CSS)
		out[style.Name] = HouseStyle{style, "thema-" + style.Name + "." + hex.EncodeToString(sum[:6]) + ".css"}
	}
	return out, err
}
