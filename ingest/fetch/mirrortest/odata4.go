package mirrortest

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// The shapes of OData v4 are those that CBS was seen to send: a cell without a figure has no row, every row says ValueAttribute
// None, a table with figures has no topics of text and no StringValue, and one without groups has no MeasureGroups.

// OData4 serves tables of OData v4 below an address such as https://datasets.cbs.nl/odata/v1/CBS.
func (m *Mirror) OData4(base string, tables ...*Table) {
	for _, t := range tables {
		m.Handle(base+"/"+t.ID+"/", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			t.mu.Lock()
			defer t.mu.Unlock()
			t.serve4(w, r, base)
		}))
	}
}

func (t *Table) serve4(w http.ResponseWriter, r *http.Request, base string) {
	entity := r.URL.Path[strings.LastIndex(r.URL.Path, "/")+1:]
	opening := fmt.Sprintf(`"@odata.context":"%s/%s/$metadata#%s"`, base, t.ID, entity)
	filter, _ := url.QueryUnescape(r.URL.Query().Get("$filter"))
	rows, there, known := t.set4(entity, filter)
	switch {
	case !there:
		http.NotFound(w, r)
		return
	case !known:
		http.Error(w, `{"error":{"code":"","message":"The query specified in the URI is not valid."}}`, http.StatusBadRequest)
		return
	case entity == "Properties":
		fmt.Fprintf(w, "{%s,%s", opening, rows[0][1:])
		return
	}
	from, to, link := t.turn(r, len(rows))
	if link != "" {
		link = fmt.Sprintf(`,"@odata.nextLink":"%s"`, link)
	}
	w.Header().Set("Content-Type", "application/json; odata.metadata=minimal; odata.streaming=true")
	fmt.Fprintf(w, `{%s,"value":[%s]%s}`, opening, strings.Join(rows[from:to], ","), link)
}

// set4 gives the rows of an entity set; there is false for one that the table does not have, known for a filter that is not taken.
func (t *Table) set4(entity, filter string) (rows []string, there, known bool) {
	add := func(format string, args ...any) { rows = append(rows, fmt.Sprintf(format, args...)) }
	switch entity {
	case "Properties":
		add(`{"Identifier":"%s","Title":"Kerncijfers %d","Description":"Status van de cijfers:\r\n%s, tenzij anders vermeld.","Modified":"%s","Version":"1","ObservationCount":%d}`, t.says(), t.Year, t.Status, zoned(t.Modified), len(t.everything4()))
	case "Dimensions":
		if t.PlainRegion {
			add(`{"Identifier":"%s","Title":"Wijken en buurten","Description":"","Kind":"Dimension","MapYear":null,"ReleasePolicy":null}`, t.Region)
		} else {
			add(`{"Identifier":"%s","Title":"Wijken en buurten","Description":"","Kind":"GeoDetail","MapYear":"%d","ReleasePolicy":null}`, t.Region, t.Year)
		}
		if len(t.Years) > 0 {
			add(`{"Identifier":"Perioden","Title":"Perioden","Description":"","Kind":"TimeDimension","MapYear":null,"ReleasePolicy":"True"}`)
		}
	case "MeasureGroups":
		if !t.grouped() {
			return nil, false, true
		}
		for i, p := range t.Topics {
			add(`{"Id":"G%d","Index":%d,"Title":"%s","Description":"","ParentId":null}`, i, i, p.Group)
		}
	case "MeasureCodes":
		for i, p := range t.Topics {
			group := "null"
			if t.grouped() {
				group = fmt.Sprintf(`"G%d"`, i)
			}
			add(`{"Identifier":"M%d","Index":%d,"Title":"%s","Description":"","MeasureGroupId":%s,"DataType":"Long","Unit":"%s","Format":null,"Decimals":0,"PresentationType":null}`, i, i, p.Title, group, p.Unit)
		}
	case "PeriodenCodes":
		for i, y := range t.Years {
			title, status := t.period(y)
			add(`{"Identifier":"%dJJ00","Index":%d,"Title":"%s","Description":null,"DimensionGroupId":"0","Status":"%s"}`, y, i, title, status)
		}
	case t.Region + "Codes":
		for i, a := range t.areas() {
			add(`{"Identifier":"%s","Index":%d,"Title":"%s","Description":"","DimensionGroupId":"%s","DetailRegionCode":"%s"}`, a.Code, i, a.Name, "GM"+(a.Code + "000000")[2:6], a.Code)
		}
	case "Observations":
		rows, known := t.observations4(filter)
		return rows, true, known
	default:
		return nil, false, true
	}
	return rows, true, true
}

func (t *Table) grouped() bool {
	return slices.ContainsFunc(t.Topics, func(p Topic) bool { return p.Group != "" })
}

// zoned is how v4 writes a moment that v3 writes without its zone.
func zoned(modified string) string { return modified + "+02:00" }

// everything4 gives all observations, whatever is lost or dropped on the way.
func (t *Table) everything4() []string {
	drops := t.Drops
	t.Drops = 0
	rows, _ := t.observations4("")
	t.Drops = drops
	return rows
}

// observations4 gives the observations that a filter leaves; known is false for a filter that the service does not take.
func (t *Table) observations4(filter string) (rows []string, known bool) {
	id := 0
	for _, row := range t.rows3() {
		keys := map[string]string{}
		for k, v := range row.keys { // not padded here
			keys[k] = strings.TrimSpace(v)
		}
		ok, known := matches(filter, keys)
		if !known {
			return nil, false
		}
		if !ok && !t.IgnoresFilter {
			continue
		}
		period := ""
		if len(t.Years) > 0 {
			period = fmt.Sprintf(`,"Perioden":"%s"`, keys["Perioden"])
		}
		for k := range t.Topics {
			value, there := t.Value(k, row.area.Code, row.year)
			if !there {
				id++
				continue
			}
			if !strings.Contains(value, ".") {
				value += ".0"
			}
			rows = append(rows, fmt.Sprintf(`{"Id":%d,"Measure":"M%d","ValueAttribute":"None","Value":%s,"%s":"%s"%s}`,
				id, k, value, t.Region, keys[t.Region], period))
			id++
		}
	}
	return rows[:len(rows)-min(t.Drops, len(rows))], true
}
