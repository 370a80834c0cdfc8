// Package pack holds the embedded figures: published figures carried over as facts into tables of our own, a file per source.
package pack

import (
	"embed"
	"io/fs"
)

//go:embed *.csv herkomst omtrek plaats
var files embed.FS

// Files gives the embedded figures. Columns: source, area_year, year, code, name, and one per indicator. An empty cell was
// not at hand; a point is a figure that the publisher leaves out. The folders omtrek and plaats hold outlines and label
// points; README.md says what is in each file.
func Files() fs.FS { return files }
