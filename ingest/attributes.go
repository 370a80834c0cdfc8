package ingest

import (
	"slices"
	"strconv"
	"strings"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
	"wijkinzicht/ingest/sheet"
)

// isAttributes tells the attribute table of a wijk- en buurtkaart from other dBase files.
func isAttributes(s sheet.Sheet) bool {
	return len(s.Rows) > 0 && attributeCode(s.Rows[0]) >= 0
}

// attributeCode finds the column with the codes of the finest level: BU_CODE or BU_2004, WK_CODE, GM_CODE.
func attributeCode(fields []string) int {
	for _, prefix := range []string{"BU_", "WK_", "GM_"} {
		i := slices.IndexFunc(fields, func(f string) bool {
			f = strings.ToUpper(f)
			return f == prefix+"CODE" || len(f) == 7 && strings.HasPrefix(f, prefix) && isYear(f[3:])
		})
		if i >= 0 {
			return i
		}
	}
	return -1
}

func isYear(text string) bool {
	y, err := strconv.Atoi(text)
	return err == nil && y >= 1990 && y <= 2100
}

// readAttributes reads the attribute table of a wijk- en buurtkaart, with key figures (to about 2021) or with codes
// and names only. Rows of water carry no figures; "B" marks Belgian enclaves.
func readAttributes(cat *catalogue.Catalogue, in input, s sheet.Sheet) (*table, error) {
	fields := make([]string, len(s.Rows[0]))
	for i, f := range s.Rows[0] {
		fields[i] = strings.ToUpper(f)
	}
	code := attributeCode(fields)
	year, note, err := attributeYear(in, fields, s.Rows)
	if err != nil {
		return nil, err
	}
	source, err := kwbSource(cat, in.name, year)
	if err != nil {
		return nil, err
	}
	var columns []column
	var positions []int
	headers := make([]header, len(fields))
	for i, f := range fields {
		headers[i] = header{name: f, position: i}
	}
	figures := slices.Contains(fields, "AANT_INW")
	if !figures {
		_, err := headings(cat, in.name, "kwb", "B", year, headers) // is it AANT_INW one letter off?
		if err != nil {
			return nil, err
		}
	}
	if figures {
		if columns, positions, err = kwbColumns(cat, in.name, "B", year, headers); err != nil {
			return nil, err
		}
	}
	t := &table{file: in, format: "Wijk- en buurtkaart, attributen (dBase)", source: source, year: year, rank: 3, blank: data.NotApplicable,
		columns: columns, note: note, byName: note != ""}
	if figures {
		if err := t.addHeadings(cat, "B", headers); err != nil {
			return nil, err
		}
	}
	name := indexOf(fields, []string{fields[code][:2] + "_NAAM"})
	water, flag := indexOf(fields, []string{"WATER", "H2O"}), indexOf(fields, []string{"IND_WBI"})
	post := slices.IndexFunc(fields, isPostcode)
	t.addAttributeRows(s.Rows[1:], code, name, water, flag, post, positions)
	return t, nil
}

// addAttributeRows keeps an area's land record where it has one of land and one of water.
func (t *table) addAttributeRows(records [][]string, code, name, water, flag, post int, positions []int) {
	at := func(cells []string, k int) string {
		if k < 0 || k >= len(cells) {
			return ""
		}
		return strings.TrimSpace(cells[k])
	}
	place := map[string]int{}
	for i, record := range records {
		r := row{line: i + 1, code: at(record, code), name: at(record, name), flag: changeFlag(at(record, flag)), postcode: postcode(at(record, post)), cells: pick(record, positions)}
		switch at(record, water) {
		case "JA":
			r.water = true
			r.cells = cells{} // figures of the water are none
		case "B":
			t.rejects++
			continue
		}
		if first, twice := place[r.code]; twice && (r.water || t.rows[first].water) {
			if !r.water {
				t.rows[first] = r
			}
			continue
		}
		place[r.code] = len(t.rows)
		t.rows = append(t.rows, r)
	}
}

// attributeYear finds the year in the records (JAAR, or a key such as BU_2004), or else in the file's name.
func attributeYear(in input, fields []string, rows [][]string) (year int, note string, err error) {
	if i := slices.Index(fields, "JAAR"); i >= 0 && len(rows) > 1 && i < len(rows[1]) && isYear(strings.TrimSpace(rows[1][i])) {
		year, _ = strconv.Atoi(strings.TrimSpace(rows[1][i]))
		return year, "", nil
	}
	if key := fields[attributeCode(fields)]; len(key) == 7 && isYear(key[3:]) {
		year, _ = strconv.Atoi(key[3:])
		return year, "", nil
	}
	year, err = yearByName(in.name, "wijk_2016.dbf")
	return year, byNameNote, err
}

// looksLikeDBase tells a dBase III table by its first byte and by a header whose size fits the file.
func looksLikeDBase(content []byte) bool {
	if len(content) < 33 || content[0]&0x07 != 3 {
		return false
	}
	header, record := int(content[8])|int(content[9])<<8, int(content[10])|int(content[11])<<8
	return header >= 65 && header%32 <= 1 && record > 1 && header <= len(content) && content[header-1] == 0x0d
}
