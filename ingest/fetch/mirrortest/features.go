package mirrortest

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/http"
	"regexp"
	"slices"
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
	LatFirst      bool    // coordinates the wrong way round
	Unflagged     bool    // without the flag of change
	Lacks         string  // code of a buurt that does not come
	LosesNext     bool    // gives the first page without the link to the next, as if it were all
	General       bool    // the generalised divisions: layers and columns of their own, and no gemeente to ask for
	East          float64 // degrees that the outlines lie to the east of where they are

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

// features gives those of a level and a gemeente, "" is all of them, with ids of this pattern.
func (l *Layers) features(level, gemeente, id string) []string {
	var out []string
	prefix := map[string]string{"buurten": "BU", "wijken": "WK"}[level]
	for i, a := range Areas {
		own := "GM" + (a.Code + "000000")[2:6]
		if a.Code == l.Lacks || !strings.HasPrefix(a.Code, prefix) || prefix == "" || gemeente != "" && own != gemeente && !l.IgnoresFilter {
			continue
		}
		ring := square(i)
		for k := range ring {
			ring[k][0] += l.East
		}
		if l.LatFirst {
			for k := range ring {
				ring[k][0], ring[k][1] = ring[k][1], ring[k][0]
			}
		}
		coordinates, _ := json.Marshal([][][][2]float64{{ring}})
		singular := strings.TrimSuffix(level, "en")
		if l.General {
			out = append(out, fmt.Sprintf(`{"type":"Feature","properties":{"statcode":"%s","statnaam":"%s","jrstatcode":"%d%[1]s","jaarcode":%[3]d},"geometry":{"type":"MultiPolygon","coordinates":%[4]s},"id":"%[5]s"}`,
				a.Code, a.Name, l.Year, coordinates, fmt.Sprintf(id, i+1)))
			continue
		}
		plain := func(n int, water string, coordinates []byte) string {
			above := ""
			if level == "buurten" {
				above = fmt.Sprintf(`,"wijkcode":"WK%s"`, a.Code[2:8])
			}
			if !l.Unflagged {
				above += `,"indelingswijziging_wijken_en_buurten":1`
			}
			return fmt.Sprintf(`{"type":"Feature","properties":{"%scode":"%s","%snaam":"%s"%s,"gemeentecode":"%s","gemeentenaam":"x","water":"%s","jaar":%d,"aantal_inwoners":-99995},"geometry":{"type":"MultiPolygon","coordinates":%s},"id":"%s"}`,
				singular, a.Code, singular, a.Name, above, own, water, l.Year, coordinates, fmt.Sprintf(id, n))
		}
		out = append(out, plain(i+1, "NEE", coordinates))
		if a.Code == "WK990102" || a.Code == "BU99010201" { // what of it is water is a feature of its own
			out = append(out, plain(i+1001, "JA", water(i)))
		}
	}
	return out
}

// water is the outline of a pond beside the nth area.
func water(n int) []byte {
	ring := square(n + 40)
	coordinates, _ := json.Marshal([][][][2]float64{{ring}})
	return coordinates
}

var ogcParameters = []string{"f", "limit", "cursor", "gemeentecode", "bbox", "crs", "datetime"}

// OGC serves the layers below an address such as https://api.pdok.nl/cbs/wijken-en-buurten-2024/ogc/v1, in the shapes that PDOK's own
// software was seen to give: no count of all, a cursor that says nothing, a limit that is lowered in silence, and an error for a
// parameter that it does not know.
func (m *Mirror) OGC(base string, l *Layers) {
	m.Handle(base+"/collections/", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		l.mu.Lock()
		defer l.mu.Unlock()
		q := r.URL.Query()
		for name := range q {
			if !slices.Contains(ogcParameters, name) || l.General && name == "gemeentecode" {
				w.Header().Set("Content-Type", "application/problem+json")
				w.WriteHeader(http.StatusBadRequest)
				fmt.Fprintf(w, `{"detail":"unknown query parameter(s) found: %s","status":400,"timeStamp":"2026-03-01T00:00:00Z","title":"Bad Request"}`, name)
				return
			}
		}
		part := strings.Split(r.URL.Path, "/")
		level := part[len(part)-2]
		if general, ok := strings.CutSuffix(level, "_gegeneraliseerd"); ok == l.General {
			level = strings.TrimSuffix(general, "en") + "en"
		} else {
			level = ""
		}
		all := l.features(level, q.Get("gemeentecode"), "%d")
		skip := unmark(q.Get("cursor"))
		limit, _ := strconv.Atoi(q.Get("limit"))
		from, to := min(skip, len(all)), min(skip+min(limit, l.PageSize), len(all))
		next := ""
		if to < len(all) && !l.LosesNext {
			q.Set("cursor", mark(to))
			text, _ := json.Marshal(base + "/collections/" + part[len(part)-2] + "/items?" + q.Encode())
			next = fmt.Sprintf(`,{"rel":"next","title":"Next page","type":"application/geo+json","href":%s}`, text)
		}
		if l.RepeatsPages && skip > 0 {
			from, to = 0, min(l.PageSize, len(all))
		}
		w.Header().Set("Content-Type", "application/geo+json")
		w.Header().Set("Content-Crs", "<http://www.opengis.net/def/crs/OGC/1.3/CRS84>")
		fmt.Fprintf(w, `{"type":"FeatureCollection","timeStamp":"2026-03-01T00:00:00Z","links":[{"rel":"self","title":"This document as GeoJSON","type":"application/geo+json","href":"%s"}%s],"features":[%s],"numberReturned":%d}`,
			base, next, strings.Join(all[from:to], ","), to-from)
	}))
}

// mark and unmark are a cursor of which only the server knows what it means.
func mark(n int) string {
	return base64.RawURLEncoding.EncodeToString([]byte{byte(n >> 8), byte(n)}) + "|x"
}

func unmark(cursor string) int {
	b, err := base64.RawURLEncoding.DecodeString(strings.TrimSuffix(cursor, "|x"))
	if err != nil || len(b) != 2 {
		return 0
	}
	return int(b[0])<<8 | int(b[1])
}

var literal = regexp.MustCompile(`<PropertyName>gemeentecode</PropertyName><Literal>(\w+)</Literal>`)

// exception is how a WFS refuses: XML, with status 200 or 400.
const exception = `<?xml version="1.0" encoding="UTF-8"?>
<ows:ExceptionReport xmlns:ows="http://www.opengis.net/ows/1.1" version="2.0.0"><ows:Exception exceptionCode="InvalidParameterValue" locator="typename"><ows:ExceptionText>msWFSGetFeature(): WFS server error. Layer is not available.</ows:ExceptionText></ows:Exception></ows:ExceptionReport>`

// WFS serves the layers at an address such as https://service.pdok.nl/cbs/wijkenbuurten/2022/wfs/v1_0, under names such as
// wijkenbuurten:buurten with this pattern for the last part ("cbs_%s_2021"). Like PDOK it does not know cql_filter, and counts nothing.
func (m *Mirror) WFS(base, pattern string, l *Layers) {
	m.Handle(base, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		l.mu.Lock()
		defer l.mu.Unlock()
		q := r.URL.Query()
		gemeente, level := "", ""
		if found := literal.FindStringSubmatch(q.Get("filter")); found != nil {
			gemeente = found[1]
		}
		name := q.Get("typeName")[strings.LastIndex(q.Get("typeName"), ":")+1:]
		for _, each := range []string{"wijken", "buurten"} {
			if name == fmt.Sprintf(pattern, each) {
				level = each
			}
		}
		if level == "" {
			w.Header().Set("Content-Type", "text/xml; charset=UTF-8")
			fmt.Fprint(w, exception)
			return
		}
		all := l.features(level, gemeente, name+".00000000-0000-4000-8000-%012d")
		start, _ := strconv.Atoi(q.Get("startIndex"))
		count, _ := strconv.Atoi(q.Get("count"))
		from, to := min(start, len(all)), min(start+count, len(all))
		fmt.Fprintf(w, "{\n\"type\": \"FeatureCollection\",\n\"name\": \"%s\",\n\"crs\": { \"type\": \"name\", \"properties\": { \"name\": \"urn:ogc:def:crs:EPSG::4326\" } },\n\"features\": [\n%s\n]\n}\n",
			name, strings.Join(all[from:to], ",\n"))
	}))
}
