package mirrortest

import (
	"fmt"
	"net/http"
	"regexp"
	"strconv"
	"strings"
)

// The shapes of OData v3 are those that CBS was seen to send: every row with the members of its own type, keys as wide as their
// dimension, figures right-aligned in eight places, and lines that end in CR and LF.

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

// Catalog3 serves the list of tables of OData v3 at an address such as https://opendata.cbs.nl/ODataCatalog/Tables.
func (m *Mirror) Catalog3(address string, tables ...*Table) {
	m.Handle(address, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var rows []string
		for i, t := range tables {
			t.mu.Lock()
			rows = append(rows, fmt.Sprintf(`"ID":%d,"Updated":"%s","Identifier":"%s","Title":"Kerncijfers wijken en buurten %d","Modified":"%s","Catalog":"CBS","ColumnCount":%d,"RecordCount":%d`,
				i, t.Modified, t.ID, t.Year, t.Modified, len(t.Topics)+1, len(t.rows3())))
			if ok, _ := matches(r.URL.Query().Get("$filter"), map[string]string{"Identifier": t.ID}); !ok {
				rows = rows[:len(rows)-1]
			}
			t.mu.Unlock()
		}
		(&Table{PageSize: 10_000}).page3(w, r, address[:strings.LastIndex(address, "/")]+"/$metadata#Cbs.OData.WebAPI.Tables", rows)
	}))
}

func (t *Table) serve3(w http.ResponseWriter, r *http.Request, base string) {
	path := strings.TrimSuffix(r.URL.Path, "/")
	entity := path[strings.LastIndex(path, "/")+1:]
	var rows []string
	add := func(format string, args ...any) { rows = append(rows, fmt.Sprintf(format, args...)) }
	switch entity {
	case "TableInfos":
		add(`"ID":0,"Title":"Kerncijfers %d","ShortTitle":"Kerncijfers %d","Identifier":"%s","Summary":"","Modified":"%s","ReasonDelivery":"Actualisering","ExplanatoryText":"","Language":"nl","Catalog":"CBS","Frequency":"Onregelmatig","Period":"%d","ShortDescription":"\nStatus van de cijfers:\n%s, tenzij anders vermeld."`,
			t.Year, t.Year, t.says(), t.Modified, t.Year, t.Status)
	case "DataProperties":
		t.properties3(add)
	case "CategoryGroups": // an empty list is an ordinary answer
	case t.Region:
		t.regions3(add)
	case "Perioden":
		for _, y := range t.Years {
			title, status := t.period(y)
			add(`"Key":"%dJJ00","Title":"%s","Description":null,"Status":"%s"`, y, title, status)
		}
	case "UntypedDataSet":
		var known bool
		if rows, known = t.untyped(r.URL.Query().Get("$filter")); !known {
			http.Error(w, "query returns more than 10000 records", http.StatusInternalServerError)
			return
		}
	default:
		keys, there := t.Extra[entity]
		if !there {
			http.NotFound(w, r)
			return
		}
		for _, k := range keys {
			add(`"Key":"%s","Title":"x","Description":null,"CategoryGroupID":null`, k)
		}
	}
	// Asked for below odata, the answer calls itself one of OData.
	own := strings.Replace(base, "/odata", "/OData", 1)
	t.page3(w, r, fmt.Sprintf("%s/%s/$metadata#Cbs.OData.WebAPI.%s", own, t.ID, entity), rows)
}

func (t *Table) regions3(add func(string, ...any)) {
	for _, a := range t.areas() {
		gemeente, detail := "GM"+(a.Code + "000000")[2:6], a.Code
		if strings.HasPrefix(a.Code, "NL") {
			gemeente, detail = "", ""
		}
		if t.PlainRegion {
			add(`"Key":"%-10s","Title":"%s","Description":null,"CategoryGroupID":null`, a.Code, a.Name)
			continue
		}
		add(`"Key":"%-10s","Title":"%s","Description":null,"Municipality":"%s","DetailRegionCode":"%s"`, a.Code, a.Name, gemeente, detail)
	}
}

// untyped gives the rows of figures; known is false for a filter that the service does not take. A cell without a figure is a dot,
// and now and then an empty text.
func (t *Table) untyped(filter string) (rows []string, known bool) {
	for i, row := range t.rows3() {
		ok, known := matches(filter, row.keys)
		if !known {
			return nil, false
		}
		if !ok && !t.IgnoresFilter {
			continue
		}
		text := fmt.Sprintf(`"ID":%d`, i)
		for _, k := range append(t.extra(), t.Region, "Perioden") {
			if v, there := row.keys[k]; there {
				text += fmt.Sprintf(`,"%s":"%s"`, k, v)
			}
		}
		for k, p := range t.Texts {
			text += fmt.Sprintf(`,"%s_%d":"%s"`, p.Name, k+1, t.text(p, row.area))
		}
		for k := range t.Topics {
			value, there := t.Value(k, row.area.Code, row.year)
			cell := fmt.Sprintf("%8s", value)
			if !there {
				cell = map[bool]string{true: "", false: "       ."}[i%2 == 0]
			}
			text += fmt.Sprintf(`,"%s":"%s"`, t.column(k), cell)
		}
		rows = append(rows, text)
	}
	return rows[:len(rows)-min(t.Drops3, len(rows))], true
}

// properties3 describes the dimensions and topics: plain dimensions first, so that the first row often has neither a unit nor a
// year of the map.
func (t *Table) properties3(add func(string, ...any)) {
	id := 0
	row := func(kind, parent, key, title, more string) {
		add(`"odata.type":"Cbs.OData.%s","ID":%d,"Position":%d,"ParentID":%s,"Type":"%s","Key":"%s","Title":"%s","Description":""%s`, kind, id, id, parent, kind, key, title, more)
		id++
	}
	for _, name := range t.extra() {
		row("Dimension", "null", name, name, "")
	}
	if t.PlainRegion {
		row("Dimension", "null", t.Region, "Wijken en buurten", "")
	} else {
		row("GeoDetail", "null", t.Region, "Wijken en buurten", fmt.Sprintf(`,"MapYear":%d`, t.Year))
	}
	if len(t.Years) > 0 {
		row("TimeDimension", "null", "Perioden", "Perioden", `,"ReleasePolicy":false`)
	}
	topic := func(p Topic, key, datatype string) {
		row("TopicGroup", "null", "", p.Group, "")
		row("Topic", strconv.Itoa(id-1), key, p.Title+" ", fmt.Sprintf(`,"Datatype":"%s","Unit":"%s","Decimals":0,"Default":"Impossible","PresentationType":""`, datatype, p.Unit))
	}
	for i, p := range t.Texts {
		topic(p, fmt.Sprintf("%s_%d", p.Name, i+1), "String")
	}
	for k, p := range t.Topics {
		topic(p, t.column(k), "Long")
	}
}

// page3 writes one page of rows. The link to the next keeps the whole query of the request, as it was written.
func (t *Table) page3(w http.ResponseWriter, r *http.Request, metadata string, rows []string) {
	from, to, link := t.turn(r, len(rows))
	w.Header().Set("Content-Type", "application/json;odata=minimalmetadata;streaming=true;charset=utf-8")
	fmt.Fprintf(w, "{\r\n  \"odata.metadata\":\"%s\",\"value\":[\r\n    ", metadata)
	for i, row := range rows[from:to] {
		if i > 0 {
			fmt.Fprint(w, ",")
		}
		fmt.Fprintf(w, "{\r\n      %s\r\n    }", row)
	}
	fmt.Fprint(w, "\r\n  ]")
	if link != "" {
		fmt.Fprintf(w, ",\"odata.nextLink\":\"%s\"", link)
	}
	fmt.Fprint(w, "\r\n}")
}

// turn says which rows are on the page that is asked for, and where the next one is.
func (t *Table) turn(r *http.Request, rows int) (from, to int, link string) {
	skip, _ := strconv.Atoi(r.URL.Query().Get("$skip"))
	from = min(skip, rows)
	to = min(from+t.PageSize, rows)
	if to < rows {
		var kept []string
		for _, pair := range strings.Split(r.URL.RawQuery, "&") {
			if pair != "" && !strings.HasPrefix(pair, "$skip=") {
				kept = append(kept, pair)
			}
		}
		link = "https://" + r.Host + r.URL.Path + "?" + strings.Join(append(kept, fmt.Sprintf("$skip=%d", to)), "&")
	}
	if t.RepeatsPages && skip > 0 {
		from, to = 0, min(t.PageSize, rows)
	}
	return from, to, link
}
