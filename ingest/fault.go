package ingest

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"wijkinzicht/ingest/boundary"
	"wijkinzicht/ingest/sheet"
)

// What a reader of a file's format says of it is English and about that format. A user gets the place where it stopped, and the cause where
// that is one that a user can do something about.

// sheetFault says in Dutch what is wrong with a workbook or a dBase table, which is called what.
func sheetFault(what string, err error) string {
	var cell sheet.CellError
	says := what + " is beschadigd of afgekapt"
	switch {
	case errors.Is(err, sheet.ErrEncrypted):
		says = what + " is beveiligd met een wachtwoord; bewaar het bestand zonder"
	case errors.Is(err, sheet.ErrOld):
		says = what + " is van Excel 95 of ouder; bewaar het bestand als .xlsx"
	case errors.Is(err, sheet.ErrTooLarge):
		says = what + " is groter dan een uitgave van een bron kan zijn"
	case errors.Is(err, sheet.ErrLong):
		says = "in een cel staat een langere tekst dan een rekenprogramma toelaat"
	case errors.As(err, &cell):
		says = fmt.Sprintf("in een cel staat de fout %s; verbeter die in een rekenprogramma, of geef het bestand van de uitgever", string(cell))
	}
	var places []string
	var at *sheet.Fault
	for ; errors.As(err, &at); err = at.Err {
		switch {
		case at.Sheet != "":
			places = append(places, "werkblad "+at.Sheet)
		case at.Column > 0:
			places = append(places, fmt.Sprintf("rij %d, kolom %d", at.Row, at.Column))
		default:
			places = append(places, fmt.Sprintf("rij %d", at.Row))
		}
	}
	return says + inBrackets(places...)
}

// recordNouns are what the records of a map are called, by the boundary readers and in Dutch.
var recordNouns = map[string]string{"row": "rij", "feature": "gebied", "shape": "vorm"}

// borderFault says what is wrong with a map; content is the text of a map in JSON, otherwise nil.
func borderFault(content []byte, err error) string {
	says := "de grenzen zijn niet te lezen; het bestand is beschadigd of heeft een vorm die wij niet kennen"
	switch {
	case errors.Is(err, boundary.ErrCRS):
		says = "de grenzen zijn niet te lezen: de coördinaten passen niet bij het stelsel dat het bestand noemt, of dat is geen RD of WGS84"
	case errors.Is(err, boundary.ErrForeign):
		says = "er zijn geen gebieden in met de code van een gemeente, wijk of buurt onder een naam die wij kennen (zoals statcode, buurtcode of BU_CODE)"
	case errors.Is(err, boundary.ErrUnfinished):
		says = "naast het bestand ligt een ander met wijzigingen die er nog niet in staan; sluit het programma dat eraan werkt"
	}
	var at *boundary.Fault
	if errors.As(err, &at) {
		noun := at.Noun
		if dutch := recordNouns[at.Noun]; dutch != "" {
			noun = dutch
		}
		return says + inBrackets(strings.TrimSpace(fmt.Sprintf("%s %d %s", noun, at.Line, at.Code)))
	}
	return says + textPlace(content, err)
}

// textPlace gives the line and the character at which a reader of JSON or CSV stopped, in brackets; empty where it does not say.
func textPlace(content []byte, err error) string {
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	var row *csv.ParseError
	offset := int64(-1)
	switch {
	case errors.As(err, &syntax):
		offset = syntax.Offset
	case errors.As(err, &kind):
		offset = kind.Offset
	case errors.As(err, &row):
		return inBrackets(fmt.Sprintf("regel %d", row.Line))
	}
	if offset < 0 || offset > int64(len(content)) {
		return ""
	}
	before := content[:offset]
	line := before[bytes.LastIndexByte(before, '\n')+1:]
	return inBrackets(fmt.Sprintf("regel %d, teken %d", bytes.Count(before, []byte("\n"))+1, utf8.RuneCount(line)))
}

func inBrackets(places ...string) string {
	if len(places) == 0 {
		return ""
	}
	return " (" + strings.Join(places, ", ") + ")"
}
