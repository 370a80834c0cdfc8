// Command overnemen writes the embedded figures (data/pack/*.csv) from a store made of the publishers' own files, and
// from files of others of which only the figures are used. Run it from the project's root, on a folder that has the files as they lie
// in real and added:
//
//	wijkinzicht ingest --store /tmp/real --from <files> && go run ./data/pack/overnemen /tmp/real <files>
//
// With a third argument, plaats, it writes label points and neighbours too, from a store in which no file of figures of 2024 says where
// areas lie.
package main

import (
	"database/sql"
	"fmt"
	"log"
	"os"

	_ "github.com/duckdb/duckdb-go/v2"

	"wijkinzicht/data/catalogue"
	"wijkinzicht/data/store"
)

// cell is one figure of the embedded tables; "." is a figure that the publisher leaves out.
type cell struct {
	areaYear, year  int
	code, name      string
	indicator, text string
}

// origin is one embedded table: where its figures came from, with what is to be known of them.
type origin struct {
	file, source string
	via          string // uitgever; derden where somebody else wrote the figures down; eigen where we computed them
	edition      string // Dutch
	note         string // Dutch: precision, doubts, what was not used
	cells        func(*carrier) ([]cell, error)
	cut          bool // its numbers were cut off after five decimals: that is no other figure
}

// carrier is what the tables are made from.
type carrier struct {
	db    *sql.DB
	cat   *catalogue.Catalogue
	files string
	pack  pack
}

func main() {
	if len(os.Args) < 3 || len(os.Args) == 4 && os.Args[3] != "plaats" {
		log.Fatal("usage: overnemen STORE FILES [plaats]")
	}
	if err := run(os.Args[1], os.Args[2], len(os.Args) == 4); err != nil {
		log.Fatal(err)
	}
}

func run(storeDir, files string, places bool) error {
	cat, err := catalogue.Load()
	if err != nil {
		return err
	}
	_, path, err := store.Store{Dir: storeDir}.Current()
	if err != nil {
		return err
	}
	db, err := sql.Open("duckdb", path+"?access_mode=read_only")
	if err != nil {
		return err
	}
	defer db.Close()
	c := &carrier{db: db, cat: cat, files: files, pack: pack{cat: cat, at: map[figureKey]placed{}}}
	for _, o := range origins {
		cells, err := o.cells(c)
		if err != nil {
			return fmt.Errorf("%s: %w", o.file, err)
		}
		c.pack.add(o, cells)
	}
	if err := c.pack.write(origins); err != nil {
		return err
	}
	if places {
		if err := c.writePostcodes(); err != nil {
			return err
		}
		return writePlaces(db, cat)
	}
	return nil
}
