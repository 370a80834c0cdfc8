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

// Layers are the borders of the made-up areas in one division, served as OGC API Features and as WFS.
type Layers struct {
	Year     int
	PageSize int // of OGC; a WFS gives what is asked

	IgnoresFilter bool // answers every gemeente, whatever is asked
	RepeatsPages  bool
	LatFirst      bool // coordinates the wrong way round
	CountsWrong   bool // says to have more than it gives

	mu sync.Mutex
}

// Change changes the layers while they are served.
func (l *Layers) Change(f func(*Layers)) {
	l.mu.Lock()
	defer l.mu.Unlock()
	f(l)
}

// square is the outline of the nth area, in degrees.
func square(n int) [][2]float64 {
	const side = 0.01
	x, y := 5.2+side*float64(n%4), 52.3+side*float64(n/4)
	return [][2]float64{{x, y}, {x + side, y}, {x + side, y + side}, {x, y + side}, {x, y}}
}

// features gives those of a level and a gemeente; "" is all of them.
func (l *Layers) features(level, gemeente string) []string {
	var out []string
	prefix := map[string]string{"buurten": "BU", "wijken": "WK"}[level]
	for i, a := range Areas {
		own := "GM" + (a.Code + "000000")[2:6]
		if !strings.HasPrefix(a.Code, prefix) || prefix == "" || gemeente != "" && own != gemeente && !l.IgnoresFilter {
			continue
		}
		ring := square(i)
		if l.LatFirst {
			for k := range ring {
				ring[k][0], ring[k][1] = ring[k][1], ring[k][0]
			}
		}
		coordinates, _ := json.Marshal([][][][2]float64{{ring}})
		singular := strings.TrimSuffix(level, "en")
		out = append(out, fmt.Sprintf(`{"type":"Feature","id":"%s.%d","properties":{"%scode":"%s","%snaam":"%s","gemeentecode":"%s","gemeentenaam":"x","water":"NEE","indelingswijziging_wijken_en_buurten":"1"},"geometry":{"type":"MultiPolygon","coordinates":%s}}`,
			level, i, singular, a.Code, singular, a.Name, own, coordinates))
	}
	return out
}

// OGC serves the layers below an address such as https://api.pdok.nl/cbs/wijken-en-buurten-2024/ogc/v1.
func (m *Mirror) OGC(base string, l *Layers) {
	m.Handle(base+"/collections/", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		l.mu.Lock()
		defer l.mu.Unlock()
		part := strings.Split(r.URL.Path, "/")
		all := l.features(part[len(part)-2], r.URL.Query().Get("gemeentecode"))
		q := r.URL.Query()
		skip, _ := strconv.Atoi(q.Get("cursor"))
		from, to := min(skip, len(all)), min(skip+l.PageSize, len(all))
		next := ""
		if to < len(all) {
			q.Set("cursor", strconv.Itoa(to))
			text, _ := json.Marshal(base + "/collections/" + part[len(part)-2] + "/items?" + q.Encode())
			next = fmt.Sprintf(`,{"rel":"next","href":%s}`, text)
		}
		if l.RepeatsPages && skip > 0 {
			from, to = 0, min(l.PageSize, len(all))
		}
		matched := len(all)
		if l.CountsWrong {
			matched++
		}
		w.Header().Set("Content-Type", "application/geo+json")
		fmt.Fprintf(w, `{"type":"FeatureCollection","timeStamp":"2026-03-01T00:00:00Z","numberMatched":%d,"numberReturned":%d,"links":[{"rel":"self","href":"%s"}%s],"features":[%s]}`,
			matched, to-from, base, next, strings.Join(all[from:to], ","))
	}))
}

var literal = regexp.MustCompile(`<PropertyName>gemeentecode</PropertyName><Literal>(\w+)</Literal>`)

// WFS serves the layers at an address such as https://service.pdok.nl/cbs/wijkenbuurten/2022/wfs/v1_0. Like PDOK it does
// not know cql_filter.
func (m *Mirror) WFS(base string, l *Layers) {
	m.Handle(base, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		l.mu.Lock()
		defer l.mu.Unlock()
		q := r.URL.Query()
		gemeente := ""
		if found := literal.FindStringSubmatch(q.Get("filter")); found != nil {
			gemeente = found[1]
		}
		all := l.features(q.Get("typeName")[strings.LastIndex(q.Get("typeName"), ":")+1:], gemeente)
		start, _ := strconv.Atoi(q.Get("startIndex"))
		count, _ := strconv.Atoi(q.Get("count"))
		from, to := min(start, len(all)), min(start+count, len(all))
		fmt.Fprintf(w, `{"type":"FeatureCollection","numberMatched":%d,"name":"x","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::4326"}},"features":[%s]}`,
			len(all), strings.Join(all[from:to], ","))
	}))
}
