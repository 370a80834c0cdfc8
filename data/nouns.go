package data

import (
	"time"

	"wijkinzicht/data/catalogue"
	"wijkinzicht/data/series"
)

// SchemaVersion names the shape of the database; a server refuses a store with another one.
const SchemaVersion = 10

// Formulas is raised by hand whenever the same files come to give other figures: a new way to combine, convert or
// break. It is part of the revision's name.
const Formulas = 4

// Status says why a value is there or is not.
type Status = series.Status

// The statuses, as they are stored and as a visitor reads them.
const (
	OK            Status = "ok"
	Provisional   Status = "voorlopig"
	Secret        Status = "geheim"
	Unknown       Status = "onbekend"
	NotInEdition  Status = "niet in deze uitgave" // no area has it in the edition that was loaded: source.changed says of which day that is
	NotApplicable Status = "niet van toepassing"
	Incomplete    Status = "onvolledig"       // of what we compute: a part, or the weight of one, is not there
	TooFew        Status = "te klein"         // likewise: the publisher gives no figure for so few (Minimum)
	Implausible   Status = "onwaarschijnlijk" // likewise: it would lie outside the indicator's bounds
)

// Quality says how a trend value was made; see design section 5.
type Quality = series.Quality

// The qualities of the ladder, best first; NoQuality goes with a value that is not there.
const (
	Direct    Quality = "A" // the publisher has this very area
	Composed  Quality = "B" // whole smaller areas, added or averaged with their weight
	Converted Quality = "C" // parts of areas, through a crosswalk
	Enclosing Quality = "D" // only a larger area around it is published
	NoQuality Quality = ""
	PackRank          = 9 // rank of the embedded figures: every file of a publisher goes before them
)

// RawFile is a file that was read; ID is its place in the build, from 1.
type RawFile struct {
	ID           int
	SHA256       string
	Bytes        int64
	Name         string // base name when it came in
	Format       string // how it was read: "KWB OData (JSON)", …
	URL          string // empty when it did not come over the network
	RetrievedAt  time.Time
	SourceID     string
	RowsRead     int
	RowsRejected int
	Note         string // what a researcher should know about the reading, in Dutch
}

// AreaRow is one area of one year's division as one file gives it.
type AreaRow struct {
	Year     int
	Code     string // NL00, GMxxxx, WKxxxxxx, BUxxxxxxxx
	Level    string // land, gemeente, wijk, buurt
	Name     string // empty when the file has none
	Gemeente string // code of the gemeente; empty for the country
	Water    bool
	Change   string // CBS's Indelingswijziging against the year before: 1, 2, 3 or empty
	Postcode string // KWB's most frequent one, four digits; empty when the file has none
	Lon, Lat *float64
	Outline  []byte // WKB in RD metres; nil when the file has none
	Exact    string // officieel or gegeneraliseerd; empty without an outline
	// Tolerance in metres: within which the outline's borders are to be taken; 0 without an outline.
	Tolerance float64
	RawFile   int
	Rank      int // of the file's route; the lowest rank decides
}

// Observation is a published value as the database holds it.
type Observation struct {
	Indicator string
	AreaYear  int
	Code      string
	Year      int
	Edition   int // year of the edition that gives it
	Value     *float64
	Status    Status
	Made      bool    // computed from counts: table derived
	Off       float64 // of a count: how far rounding may have put it from the true one, where who reads it looked
}

// TrendRow is one point of a subject's harmonised series, with what it was made of.
type TrendRow struct {
	series.Point
	Inputs []TrendInput
}

// TrendInput is one observation behind a trend value. The value is the sum of weight times observation
// over the inputs with role "waarde"; inputs with role "gewicht" are where the weights come from.
type TrendInput struct {
	Indicator string // of the observation
	AreaYear  int
	Code      string
	Year      int
	Weight    *float64
	Role      string // "waarde" or "gewicht"
}

// SubjectPart is an area that makes up a subject in one division year, as it was found in the data.
type SubjectPart struct {
	Subject              string
	Year                 int
	Code                 string
	Relation             catalogue.Relation
	Share                float64 // part of the area that belongs to the subject; 1 for whole areas
	Name, Found          string  // name that the catalogue expects, and name in the data (empty: area or name not in the data)
	Evidence, Confidence string
	Used                 bool // false: not in the data, or its name is another place's
}

// Finding is something a reader of `wijkinzicht check` should know about the making of a revision, in Dutch.
type Finding struct {
	Kind     string // bestand, naam, verschil, grens, bereik
	SourceID string
	Subject  string
	Text     string
}
