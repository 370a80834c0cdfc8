package data

import (
	"embed"
	"io/fs"
)

//go:embed all:pack
var packFiles embed.FS

// Pack gives the embedded figures: published figures carried over as facts into tables of our own, a file per
// source. Columns: source, area_year, year, code, name, and one per indicator. An empty cell was not at hand;
// a point is a figure that the publisher leaves out. The folders omtrek and plaats hold outlines and label points;
// pack/README.md says what is in each file.
func Pack() fs.FS {
	sub, err := fs.Sub(packFiles, "pack")
	if err != nil {
		panic(err) // the directory is embedded: every test meets this
	}
	return sub
}

// PackHash is the sha256 over the embedded figures that go with the catalogue, hex.
func (c *Catalogue) PackHash() (string, error) { return hashFiles(c.Pack) }
