package site

import (
	"time"

	"wijkinzicht/data"
	"wijkinzicht/data/store"
	"wijkinzicht/web"
)

// Licences says under what conditions figures may be used, as their documentation and publishers state them.
var Licences = []web.Licence{
	{Name: "CC BY 4.0", URL: "https://creativecommons.org/licenses/by/4.0/deed.nl", Covers: "Cijfers van het CBS en van de Gezondheidsmonitor; noem de bron."},
	{Name: "Open data", Covers: "Leefbaarometer (Ministerie van BZK) en politiecijfers; volgens gebruikers CC0, door de uitgever niet bevestigd. Noem de bron."},
}

// UsedSources lists the publications that files were read of, with what was read.
func UsedSources(db *data.DB, raw []store.RawEntry) []web.Source {
	var out []web.Source
	for _, src := range db.Sources {
		files, rows, rejected, embedded := 0, 0, 0, 0
		for _, f := range db.Files {
			if f.SourceID == src.ID {
				files, rows, rejected = files+1, rows+f.RowsRead, rejected+f.RowsRejected
				if f.RetrievedAt.IsZero() { // the embedded tables came with the program
					embedded++
				}
			}
		}
		if files == 0 {
			continue
		}
		status := src.Status
		if embedded == files {
			status += ", meegeleverd"
		}
		out = append(out, web.Source{Title: src.Title, Publisher: src.Publisher, TableID: src.Table, Status: status, Licence: src.Licence,
			Attribution: src.Attribution, URL: src.URL, Fresh: fresh(src.ID, raw), Files: web.Getal(float64(files), 0), Rows: web.Getal(float64(rows), 0),
			Rejected: web.Getal(float64(rejected), 0)})
	}
	return out
}

// fresh says when a source's files came into the store, and when the source last said that they are its newest.
func fresh(sourceID string, raw []store.RawEntry) string {
	var came, checked time.Time
	word := "gegeven op "
	for _, e := range raw {
		if e.SourceID != sourceID {
			continue
		}
		if e.Route != "" {
			word = "opgehaald op "
		}
		if e.RetrievedAt.After(came) {
			came = e.RetrievedAt
		}
		if e.CheckedAt.After(checked) {
			checked = e.CheckedAt
		}
	}
	switch {
	case came.IsZero():
		return ""
	case web.Datum(checked) == "" || web.Datum(checked) == web.Datum(came):
		return word + web.Datum(came)
	}
	return word + web.Datum(came) + ", voor het laatst nagekeken op " + web.Datum(checked)
}
