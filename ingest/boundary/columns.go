package boundary

import (
	"cmp"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/paulmach/orb"
)

// record is one area as its file has it.
type record struct {
	line   int               // feature or record, from 1
	fields map[string]string // the columns that we know, by the name that column gives; never empty text
	shape  orb.MultiPolygon  // nil when the file has no geometry for it
	label  *orb.Point        // of a record that is a point
	other  string            // kind of geometry that is no area, such as Point
	err    error             // why the geometry cannot be read
}

// key is a pair of columns that holds the code and name of an area.
type key struct{ code, name string }

// keys are in order of precedence: a layer of buurten also holds the codes of their wijk and gemeente.
var keys = []key{
	{"bu_code", "bu_naam"}, {"buurtcode", "buurtnaam"}, {"buc", "bun"},
	{"wk_code", "wk_naam"}, {"wijkcode", "wijknaam"}, {"wkc", "wkn"},
	{"gm_code", "gm_naam"}, {"gemeentecode", "gemeentenaam"}, {"gmc", "gmn"},
	{"statcode", "statnaam"}, // gebiedsindelingen
	{"code", "naam"},         // Leefbaarometer
	{"id", "name"},
}

var (
	general         = []string{"statcode", "code", "id"} // columns that may as well hold the codes of other things
	gemeenteColumns = []string{"gm_code", "gemeentecode", "gmc"}
	yearColumns     = []string{"jrstatcode", "jaarstatcode", "jaar", "jaarcode", "year", columnYear}
	waterColumns    = []string{"water", "h2o"}
)

const (
	changeColumn = "ind_wbi"
	columnYear   = "(column)" // not a column: the year out of a heading such as BU_2004
)

var (
	known    = knownColumns()
	dated    = regexp.MustCompile(`^(bu|wk|gm)_((?:19|20)[0-9]{2})$`)
	codeForm = regexp.MustCompile(`^(?:GM[0-9]{4}|WK[0-9]{4}[0-9A-Z]{2}|BU[0-9]{4}[0-9A-Z]{4})$`)
	levels   = map[string]string{"GM": Gemeente, "WK": Wijk, "BU": Buurt}
)

func knownColumns() map[string]bool {
	all := map[string]bool{changeColumn: true}
	for _, k := range keys {
		all[k.code], all[k.name] = true, true
	}
	for _, names := range [][]string{gemeenteColumns, yearColumns, waterColumns} {
		for _, name := range names {
			all[name] = true
		}
	}
	return all
}

// column gives our name for a heading, and the year that the heading holds (BU_2004); "" for one that we do not use.
func column(heading string) (name, year string) {
	name = strings.ToLower(strings.TrimSpace(heading))
	if m := dated.FindStringSubmatch(name); m != nil {
		return m[1] + "_code", m[2]
	}
	// indelingswijziging_wijken_en_buurten in a GeoPackage; a shapefile cuts headings at ten characters.
	if strings.HasPrefix(name, "indelingsw") {
		return changeColumn, ""
	}
	if !known[name] {
		return "", ""
	}
	return name, ""
}

// set keeps a value if its column is one that we use and had no value yet.
func (r *record) set(heading, value string) {
	name, year := column(heading)
	value = strings.TrimSpace(value)
	if name == "" || value == "" || r.fields[name] != "" {
		return
	}
	if r.fields == nil {
		r.fields = make(map[string]string)
	}
	r.fields[name] = value
	if year != "" {
		r.fields[columnYear] = year
	}
}

// first gives the first of the columns that has a value.
func (r *record) first(columns []string) string {
	for _, name := range columns {
		if text := r.fields[name]; text != "" {
			return text
		}
	}
	return ""
}

// ErrForeign is of a layer of other things than gemeenten, wijken and buurten, such as provinces.
var ErrForeign = errors.New("not a layer of gemeenten, wijken or buurten")

// findKey gives the columns of code and name that a layer uses: the first pair of which any record has the code.
func findKey(records []record) (key, error) {
	for _, k := range keys {
		for i := range records {
			code := records[i].fields[k.code]
			if code == "" {
				continue
			}
			if slices.Contains(general, k.code) && !codeForm.MatchString(code) {
				return key{}, fmt.Errorf("column %s holds %q: %w", k.code, code, ErrForeign)
			}
			return k, nil
		}
	}
	return key{}, fmt.Errorf("no column with the codes of areas: %w", ErrForeign)
}

// waters says what each value of the column water or H2O means.
type waters int

const (
	unsaid  waters = iota // no such column, or empty
	land                  // NEE
	water                 // JA
	belgian               // B: an enclave near Baarle
)

func (r *record) water() (waters, error) {
	text := r.first(waterColumns)
	switch strings.ToUpper(text) {
	case "":
		return unsaid, nil
	case "NEE":
		return land, nil
	case "JA":
		return water, nil
	case "B":
		return belgian, nil
	}
	return 0, fmt.Errorf("water is %q instead of JA, NEE or B", text)
}

// year gives the year of the division, 0 when the record does not say.
func (r *record) year() (int, error) {
	year := 0
	for _, name := range yearColumns {
		text := r.fields[name]
		if text == "" {
			continue
		}
		// jrstatcode is the year and the code ("2024BU99010101"); a number column of dBase may say "2024.0".
		digits, _, _ := strings.Cut(text, ".")
		if strings.HasSuffix(name, "statcode") && len(text) > 4 {
			digits = text[:4]
		}
		found, err := strconv.Atoi(digits)
		if err != nil || found < 1990 || found > 2100 {
			return 0, fmt.Errorf("column %s: %q is not a year", name, text)
		}
		if year != 0 && found != year {
			return 0, fmt.Errorf("column %s says year %d, another column says %d", name, found, year)
		}
		year = found
	}
	return year, nil
}

// gemeente gives the code of the gemeente; an area's own code begins with its digits.
func (r *record) gemeente(code string) (string, error) {
	text := cmp.Or(r.first(gemeenteColumns), "GM"+code[2:6])
	if len(text) != len("GM9901") || !codeForm.MatchString(text) {
		return "", fmt.Errorf("%q is not the code of a gemeente", text)
	}
	return text, nil
}
