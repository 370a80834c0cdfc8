package mirrortest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"sync"
)

// Area is a made-up area.
type Area struct{ Code, Name string }

// Areas are two gemeenten that do not exist: Dorrestad, and Maandam next to it, which is there to be left out.
var Areas = []Area{
	{"NL00", "Nederland"},
	{"GM9901", "Dorrestad"}, {"WK990101", "Zonnewijk"}, {"BU99010101", "Zonnewijk-Noord"}, {"BU99010102", "Zonnewijk, Zuid"},
	{"WK990102", "Maanwijk"}, {"BU99010201", "Maanwijk"},
	{"GM9902", "Maandam"}, {"WK990201", "Dijkwijk"}, {"BU99020101", "Dijk-Oost"}, {"BU99020102", "Dijk-West"},
}

// Topic is a column of a table: its name without the position, its title, group and unit, and what it is per inhabitant.
type Topic struct {
	Name, Title, Group, Unit string
	Share                    float64
}

// Table is a table of StatLine with made-up figures, served by both versions of OData. Tests change its fields between runs
// under Change.
type Table struct {
	ID       string
	Year     int   // of the division
	Years    []int // of the rows; empty for a table of one year, which has no periods
	NotFinal int   // the year whose figures are provisional; 0 for none
	Status   string
	Modified string
	Topics   []Topic
	Extra    map[string][]string // further dimensions with their keys, padded as the source has them
	Region   string              // name of the dimension with areas
	Nation   string              // key of the country
	PageSize int
	Base     int    // inhabitants of the smallest area
	Flag     string // Indelingswijziging of every area, for a topic of that name

	IgnoresFilter bool   // answers everything, whatever is asked
	RepeatsPages  bool   // gives the first page again as the second
	Unpadded      bool   // of v3: keys without their blanks, so that padded filters find nothing
	Says          string // the id that it says to be, when that is another
	Drops         int    // of v4: observations at the end that do not come
	Loses         string // a code whose rows are missing
	Twice         string // a code whose rows come twice on one page

	mu sync.Mutex
}

// Change changes a table while it is served.
func (t *Table) Change(f func(*Table)) {
	t.mu.Lock()
	defer t.mu.Unlock()
	f(t)
}

// KWB makes a table of key figures: counts from 2017, percentages before, and the name of the WOZ value that its year has.
func KWB(id string, year int) *Table {
	share, woz := Topic{"k_0Tot15Jaar", "0 tot 15 jaar", "Leeftijdsgroepen", "aantal", 0.2}, Topic{"GemiddeldeWOZWaardeVanWoningen", "Gemiddelde WOZ-waarde van woningen", "Wonen", "x 1 000 euro", 0}
	if year < 2017 {
		share.Unit, share.Share = "%", 0
	}
	if year < 2020 {
		woz.Name, woz.Title = "GemiddeldeWoningwaarde", "Gemiddelde woningwaarde"
	}
	return &Table{ID: id, Year: year, Status: "Definitief", Modified: "2026-03-01T02:00:00", Region: "WijkenEnBuurten", Nation: "NL00", PageSize: 4, Base: 500 + 10*(year-2000),
		Topics: []Topic{{"AantalInwoners", "Aantal inwoners", "Bevolking", "aantal", 1}, share, {"HuishoudensTotaal", "Huishoudens totaal", "Particuliere huishoudens", "aantal", 0.5},
			{"Woningvoorraad", "Woningvoorraad", "Wonen", "aantal", 0.4}, woz, {"Koopwoningen", "Koopwoningen", "Woningen naar eigendom", "%", 0},
			{"Appartement", "Appartement", "Naar woningtype", "kWh", 0},
			{"IndelingswijzigingWijkenEnBuurten", "Indelingswijziging wijken en buurten", "Regioaanduiding", "", 0}}, Flag: "1"}
}

func (t *Table) says() string {
	if t.Says != "" {
		return t.Says
	}
	return t.ID
}

// size is how many smallest areas an area counts for.
func size(code string) int {
	switch {
	case strings.HasPrefix(code, "NL"):
		return 10_000
	case strings.HasPrefix(code, "GM"):
		return 3
	case code == "WK990101", code == "WK990201":
		return 2
	}
	return 1
}

// Value gives the figure of an area; ok is false where there is none.
func (t *Table) Value(topic int, code string, year int) (text string, ok bool) {
	p := t.Topics[topic]
	inhabitants := t.Base*size(code) + (year-t.Year)*size(code)
	switch {
	case p.Name == "Koopwoningen" && code == "BU99010102":
		return "", false
	case strings.HasPrefix(p.Name, "Indelingswijziging"):
		return t.Flag, true
	case p.Group == "Spreiding totaal":
		return "0.7", true
	case p.Unit == "Getal":
		return fmt.Sprintf("%.3f", float64(len(code)-8)/10-float64(topic)/100), true
	case p.Share != 0:
		return strconv.Itoa(int(float64(inhabitants) * p.Share)), true
	case p.Unit == "%":
		return strconv.Itoa(20 + len(code)), true
	}
	return strconv.Itoa(200 + len(code) + topic), true
}

// period gives the title and the status of a year: CBS puts an asterisk behind what is provisional.
func (t *Table) period(year int) (title, status string) {
	if year == t.NotFinal {
		return fmt.Sprintf("%d*", year), "Voorlopig"
	}
	return strconv.Itoa(year), "Definitief"
}

func (t *Table) areas() []Area {
	out := append([]Area{}, Areas...)
	out[0].Code = t.Nation
	return out
}

// row3 is a row of the figures, before it is written.
type row3 struct {
	keys map[string]string // padded
	code string
	year int
}

func (t *Table) rows3() []row3 {
	years := t.Years
	if len(years) == 0 {
		years = []int{t.Year}
	}
	var out []row3
	for _, year := range years {
		for _, a := range t.areas() {
			code := fmt.Sprintf("%-10s", a.Code)
			if t.Unpadded {
				code = "X" + code
			}
			keys := map[string]string{t.Region: code}
			if len(t.Years) > 0 {
				keys["Perioden"] = fmt.Sprintf("%dJJ00", year)
			}
			rows := []row3{{keys, a.Code, year}}
			for name, values := range t.Extra {
				var more []row3
				for _, r := range rows {
					for _, v := range values {
						k := map[string]string{name: v}
						for n, x := range r.keys {
							k[n] = x
						}
						more = append(more, row3{k, r.code, r.year})
					}
				}
				rows = more
			}
			switch a.Code {
			case t.Loses:
				continue
			case t.Twice:
				rows = append(rows, rows...)
			}
			out = append(out, rows...)
		}
	}
	return out
}

// column is a topic's name with its position, which shifts with the year.
func (t *Table) column(i int) string {
	return fmt.Sprintf("%s_%d", t.Topics[i].Name, 5+i+t.Year%3)
}

var condition = regexp.MustCompile(`^(?:startswith\((\w+),'([^']*)'\)|(\w+) eq '([^']*)')$`)

// matches holds a row's keys against a filter; known is false for a filter that the service does not take.
func matches(filter string, keys map[string]string) (ok, known bool) {
	if filter == "" {
		return true, true
	}
	for _, part := range strings.Split(filter, " and ") {
		m := condition.FindStringSubmatch(part)
		if m == nil {
			return false, false
		}
		key, there := keys[m[1]+m[3]]
		if !there {
			return false, false
		}
		if m[1] != "" && !strings.HasPrefix(key, m[2]) || m[3] != "" && key != m[4] {
			return false, true
		}
	}
	return true, true
}

// OData3 serves tables of OData v3 below an address such as https://opendata.cbs.nl/ODataFeed/odata.
func (m *Mirror) OData3(base string, tables ...*Table) {
	for _, t := range tables {
		m.Handle(base+"/"+t.ID+"/", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			t.mu.Lock()
			defer t.mu.Unlock()
			if r.URL.Query().Get("$format") != "json" { // the feed speaks XML to those who do not ask
				w.Header().Set("Content-Type", "application/atom+xml")
				fmt.Fprint(w, `<?xml version="1.0" encoding="utf-8"?><feed/>`)
				return
			}
			t.serve3(w, r, base)
		}))
	}
}

func (t *Table) serve3(w http.ResponseWriter, r *http.Request, base string) {
	entity := r.URL.Path[strings.LastIndex(r.URL.Path, "/")+1:]
	var rows []string
	add := func(format string, args ...any) { rows = append(rows, fmt.Sprintf(format, args...)) }
	switch entity {
	case "TableInfos":
		add(`{"ID":0,"Title":"Kerncijfers %d","ShortTitle":"Kerncijfers %d","Identifier":"%s","Summary":"","Modified":"%s","ShortDescription":"\nStatus van de cijfers:\n%s, tenzij anders vermeld.","Language":"nl"}`,
			t.Year, t.Year, t.says(), t.Modified, t.Status)
	case "DataProperties":
		t.properties3(add)
	case t.Region:
		for _, a := range t.areas() {
			add(`{"Key":"%-10s","Title":"%s","Description":null,"Municipality":"%s","DetailRegionCode":"%-10s"}`, a.Code, a.Name, "GM"+(a.Code + "000000")[2:6], a.Code)
		}
	case "Perioden":
		for _, y := range t.Years {
			title, status := t.period(y)
			add(`{"Key":"%dJJ00","Title":"%s","Description":null,"Status":"%s"}`, y, title, status)
		}
	case "UntypedDataSet":
		filter := r.URL.Query().Get("$filter")
		for i, row := range t.rows3() {
			ok, known := matches(filter, row.keys)
			if !known {
				http.Error(w, "query returns more than 10000 records", http.StatusInternalServerError)
				return
			}
			if !ok && !t.IgnoresFilter {
				continue
			}
			text := fmt.Sprintf(`{"ID":%d`, i)
			for k, v := range row.keys {
				text += fmt.Sprintf(`,"%s":"%s"`, k, v)
			}
			for k := range t.Topics {
				value, there := t.Value(k, row.code, row.year)
				if !there {
					value = "."
				}
				text += fmt.Sprintf(`,"%s":"%8s"`, t.column(k), value)
			}
			add("%s}", text)
		}
	default:
		http.NotFound(w, r)
		return
	}
	t.page(w, r, fmt.Sprintf(`"odata.metadata":"%s/%s/$metadata#Cbs.OData.WebAPI.%s"`, base, t.ID, entity), "odata.nextLink", base+"/"+t.ID+"/"+entity, rows)
}

func (t *Table) properties3(add func(string, ...any)) {
	add(`{"odata.type":"Cbs.OData.GeoDetail","ID":0,"Position":0,"ParentID":null,"Type":"GeoDetail","Key":"%s","Title":"Wijken en buurten","Description":"","MapYear":%d,"Unit":null}`, t.Region, t.Year)
	id := 1
	for name := range t.Extra {
		add(`{"odata.type":"Cbs.OData.Dimension","ID":%d,"Position":%d,"ParentID":null,"Type":"Dimension","Key":"%s","Title":"%s","Description":"","MapYear":null,"Unit":null}`, id, id, name, name)
		id++
	}
	if len(t.Years) > 0 {
		add(`{"odata.type":"Cbs.OData.TimeDimension","ID":%d,"Position":%d,"ParentID":null,"Type":"TimeDimension","Key":"Perioden","Title":"Perioden","Description":"","MapYear":null,"Unit":null}`, id, id)
		id++
	}
	for k, p := range t.Topics {
		add(`{"odata.type":"Cbs.OData.TopicGroup","ID":%d,"Position":null,"ParentID":null,"Type":"TopicGroup","Key":"","Title":"%s","Description":"Een groep.\r\n","MapYear":null,"Unit":null}`, id, p.Group)
		add(`{"odata.type":"Cbs.OData.Topic","ID":%d,"Position":%d,"ParentID":%d,"Type":"Topic","Key":"%s","Title":"%s","Description":"","MapYear":null,"Datatype":"Long","Unit":"%s"}`, id+1, id, id, t.column(k), p.Title, p.Unit)
		id += 2
	}
}

// page writes one page of rows, with the link to the next.
func (t *Table) page(w http.ResponseWriter, r *http.Request, opening, next, address string, rows []string) {
	q := r.URL.Query()
	skip, _ := strconv.Atoi(q.Get("$skip"))
	from := min(skip, len(rows))
	to := min(from+t.PageSize, len(rows))
	link := ""
	if to < len(rows) {
		q.Set("$skip", strconv.Itoa(to))
		text, _ := json.Marshal(address + "?" + strings.ReplaceAll(q.Encode(), "+", "%20"))
		link = fmt.Sprintf(",%q:%s", next, text)
	}
	if t.RepeatsPages && skip > 0 {
		from, to = 0, min(t.PageSize, len(rows))
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	fmt.Fprintf(w, "{%s,\"value\":[%s]%s}", opening, strings.Join(rows[from:to], ","), link)
}
