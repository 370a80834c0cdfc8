package server_test

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"math"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"wijkinzicht/data"
)

// held is the part of JSON Schema that our description uses.
type held struct {
	Type       []string
	Properties map[string]held
	Required   []string
	Items      *held
	Enum       []string
	Const      any
	Additional *bool `json:"additionalProperties"`
	Pattern    string
}

// against tells where a value is not what a schema says.
func (s held) against(at string, v any) []string {
	var wrong []string
	kind := map[bool]string{true: "null"}[v == nil]
	switch v := v.(type) {
	case string:
		kind = "string"
		if s.Enum != nil && !slices.Contains(s.Enum, v) || s.Pattern != "" && !regexp.MustCompile(s.Pattern).MatchString(v) {
			wrong = append(wrong, fmt.Sprintf("%s is %q", at, v))
		}
	case bool:
		kind = "boolean"
	case float64:
		kind = "number"
		if v == math.Trunc(v) && slices.Contains(s.Type, "integer") {
			kind = "integer"
		}
	case []any:
		kind = "array"
		for i, item := range v {
			if s.Items != nil {
				wrong = append(wrong, s.Items.against(fmt.Sprintf("%s[%d]", at, i), item)...)
			}
		}
	case map[string]any:
		kind = "object"
		for _, name := range s.Required {
			if _, ok := v[name]; !ok {
				wrong = append(wrong, at+" has no "+name)
			}
		}
		for name, item := range v {
			inner, known := s.Properties[name]
			if !known && s.Additional != nil {
				wrong = append(wrong, at+" has "+name)
			}
			wrong = append(wrong, inner.against(at+"."+name, item)...)
		}
	}
	if s.Type != nil && !slices.Contains(s.Type, kind) {
		wrong = append(wrong, fmt.Sprintf("%s is a %s, not one of %v", at, kind, s.Type))
	}
	if s.Const != nil && s.Const != v {
		wrong = append(wrong, fmt.Sprintf("%s is %v, not %v", at, v, s.Const))
	}
	return wrong
}

type described struct {
	Paths map[string]struct {
		Get struct {
			Parameters []struct{ Name string }
			Responses  map[string]struct {
				Content map[string]struct{ Schema held }
			}
			Examples []string `json:"x-examples"`
		}
	}
}

func readJSON[T any](t testing.TB, text string) (v T) {
	t.Helper()
	if err := json.Unmarshal([]byte(text), &v); err != nil {
		t.Fatalf("%v: %.200s", err, text)
	}
	return v
}

// description reads the description of the API, with what it refers to in its place.
func description(t *testing.T) described {
	t.Helper()
	whole := readJSON[map[string]any](t, get(t, "/api/v1/openapi.json").body)
	var put func(v any) any
	put = func(v any) any {
		switch v := v.(type) {
		case []any:
			for i := range v {
				v[i] = put(v[i])
			}
		case map[string]any:
			if ref, ok := v["$ref"].(string); ok {
				var found any = whole
				for part := range strings.SplitSeq(strings.TrimPrefix(ref, "#/"), "/") {
					found = found.(map[string]any)[part]
				}
				if found == nil {
					t.Fatalf("%s is not there", ref)
				}
				return put(found)
			}
			for name := range v {
				v[name] = put(v[name])
			}
		}
		return v
	}
	return readJSON[described](t, must(json.Marshal(put(whole))))
}

// TestOpenAPIIsTrue asks every example of the description and holds the answers against their schemas.
func TestOpenAPIIsTrue(t *testing.T) {
	api := description(t)
	if len(api.Paths) != 5*len(data.Resources)+1+1+4+5 { // an address for every format of every resource, and one more of areas, the revisions, SQL and changes
		t.Fatalf("%d addresses are described", len(api.Paths))
	}
	for path, p := range api.Paths {
		if len(p.Get.Examples) == 0 {
			t.Errorf("%s has no example", path)
		}
		for _, example := range p.Get.Examples {
			r := get(t, example)
			kind, _, _ := strings.Cut(r.header.Get("Content-Type"), ";")
			content, ok := p.Get.Responses["200"].Content[kind]
			if r.status != 200 || !ok {
				t.Errorf("%s: status %d, %s: %.200s", example, r.status, kind, r.body)
				continue
			}
			if strings.HasSuffix(kind, "json") {
				if wrong := content.Schema.against("", readJSON[any](t, r.body)); len(wrong) > 0 {
					t.Errorf("%s: %.500q", example, wrong)
				}
			}
			if strings.HasPrefix(path, "/onderzoek/wijzigingen") || path == "/api/v1/revisions" { // of one revision nothing changed
				continue
			}
			if r.header.Get("X-Rows") == "" || r.header.Get("X-Rows") == "0" {
				t.Errorf("%s gives %q rows", example, r.header.Get("X-Rows"))
			}
		}
		mistake := get(t, path+"?nergens=1")
		if path == "/api/v1/revisions" || strings.HasPrefix(path, "/onderzoek/") {
			continue
		}
		if wrong := p.Get.Responses["400"].Content["application/problem+json"].Schema.against("", readJSON[any](t, mistake.body)); mistake.status != 400 || len(wrong) > 0 {
			t.Errorf("%s refuses with %d %q", path, mistake.status, wrong)
		}
	}
}

// TestSchemasCanFail: a wrong answer is seen by the reader of schemas.
func TestSchemasCanFail(t *testing.T) {
	api := description(t)
	good := readJSON[map[string]any](t, get(t, "/api/v1/trend?subject=moerwijk&indicator=inwoners").body)
	s := api.Paths["/api/v1/trend"].Get.Responses["200"].Content["application/json"].Schema
	for name, spoil := range map[string]func(map[string]any){
		"cut":        func(v map[string]any) { delete(v, "complete") },
		"not whole":  func(v map[string]any) { v["complete"] = false },
		"more":       func(v map[string]any) { v["extra"] = 1.0 },
		"wrong type": func(v map[string]any) { v["data"].([]any)[0].(map[string]any)["year"] = "2012" },
		"null":       func(v map[string]any) { v["data"].([]any)[0].(map[string]any)["status"] = nil },
	} {
		bad := readJSON[map[string]any](t, must(json.Marshal(good)))
		spoil(bad)
		if len(s.against("", bad)) == 0 {
			t.Errorf("%s is not seen", name)
		}
	}
}

func must(b []byte, err error) string {
	if err != nil {
		panic(err)
	}
	return string(b)
}

func TestAPIRefusesInOneSentence(t *testing.T) {
	for path, want := range map[string]struct {
		status int
		part   string
	}{
		"/api/v1/nergens":                           {404, "openapi.json"},
		"/api/v1/trend?subject=dorrestad":           {400, "/api/v1/subjects"},
		"/api/v1/trend?indicator=geluk":             {400, "/api/v1/indicators"},
		"/api/v1/trend?year=vorig":                  {400, "2010-2020"},
		"/api/v1/trend?year=2020-2010":              {400, "2010-2020"},
		"/api/v1/trend?jaar=2020":                   {400, "kies uit"},
		"/api/v1/trend?limit=1&limit=2":             {400, "één waarde"},
		"/api/v1/areas.geojson?indicator=nix":       {400, "indicators"},
		"/api/v1/areas.geojson?outline=some":        {400, "outline=all"},
		"/api/v1/areas.json?indicator=woz":          {400, "bestaat hier niet"},
		"/api/v1/trend?revision=../x":               {410, db.Revision},
		"/api/v1/trend?subject=":                    {400, "één waarde"},
		"/api/v1/trend?quality=E":                   {400, "A, B, C, D"},
		"/api/v1/trend?limit=0":                     {400, "limit"},
		"/api/v1/trend?cursor=x":                    {400, "cursor"},
		"/api/v1/trend?cursor=0123456789ab-5":       {410, "begin opnieuw"},
		"/api/v1/trend?revision=0123456789ab":       {410, "/onderzoek"},
		"/api/v1/areas?point=52.05,4.29":            {400, "lengte,breedte"},
		"/api/v1/areas?point=NaN,NaN":               {400, "lengte,breedte"},
		"/api/v1/areas?level=straat":                {400, "buurt"},
		"/api/v1/trend?subject=%zz":                 {400, "vraagteken"},
		"/api/v1/trend?indicator=woz'%20or%201=1--": {400, "/api/v1/indicators"},
	} {
		r := get(t, path)
		p := readJSON[struct{ Title, Detail string }](t, r.body)
		if r.status != want.status || !strings.Contains(p.Detail, want.part) || p.Title == "" || strings.Contains(p.Detail, "\n") ||
			r.header.Get("Content-Type") != "application/problem+json" || r.header.Get("Cache-Control") != "no-store" {
			t.Errorf("%s: %d %s %q", path, r.status, r.header.Get("Content-Type"), p)
		}
	}
	quoted := get(t, "/api/v1/observations?code="+url.QueryEscape("x') or true --"))
	if n := readJSON[struct{ Rows int }](t, quoted.body).Rows; quoted.status != 200 || n != 0 {
		t.Errorf("a code with a quote gives %d with %d rows", quoted.status, n)
	}
}

type rowsAnswer struct {
	Revision    string
	Total, Rows int
	Data        []map[string]any
	Next        *string
	Complete    bool
}

// TestPagesMakeTheWhole goes from page to page and gathers exactly the rows of the undivided answer.
func TestPagesMakeTheWhole(t *testing.T) {
	for _, question := range []string{"/api/v1/trend?indicator=inwoners,woz", "/api/v1/observations?indicator=woz&year=2019-2020&level=wijk,buurt", "/api/v1/breaks", "/api/v1/subjects"} {
		whole := readJSON[rowsAnswer](t, get(t, question).body)
		if len(whole.Data) == 0 || whole.Rows != len(whole.Data) || whole.Total != whole.Rows || !whole.Complete || whole.Next != nil {
			t.Fatalf("%s: %d rows of %d, %d said, complete %v", question, len(whole.Data), whole.Total, whole.Rows, whole.Complete)
		}
		var gathered []map[string]any
		separator := map[bool]string{true: "&", false: "?"}[strings.Contains(question, "?")]
		next := base + question + separator + "limit=7"
		for n := 0; next != ""; n++ {
			page := readJSON[rowsAnswer](t, ask(t, http.MethodGet, next).body)
			if page.Total != whole.Total || page.Rows > 7 || n > whole.Total {
				t.Fatalf("%s: page %d has %d rows of %d", question, n, page.Rows, page.Total)
			}
			gathered = append(gathered, page.Data...)
			if next = ""; page.Next != nil {
				next = strings.Replace(*page.Next, publicAddress, base, 1)
			}
		}
		if !reflect.DeepEqual(gathered, whole.Data) {
			t.Errorf("%s: the pages hold %d rows, the whole %d, or others", question, len(gathered), len(whole.Data))
		}
	}
}

// TestFormatsHoldTheSame compares the rows of JSON, CSV and Parquet, chosen by name and by Accept.
func TestFormatsHoldTheSame(t *testing.T) {
	const question = "?indicator=inwoners&subject=moerwijk,nl,vinkhuizen"
	rows := readJSON[rowsAnswer](t, get(t, "/api/v1/trend.json"+question).body)
	table := get(t, "/api/v1/trend.csv"+question)
	if byAccept := get(t, "/api/v1/trend"+question, "Accept: text/csv"); byAccept.body != table.body || !strings.Contains(byAccept.header.Get("Vary"), "Accept") {
		t.Error("Accept: text/csv gives another answer than .csv")
	}
	lines, err := csv.NewReader(strings.NewReader(table.body)).ReadAll()
	if err != nil || len(lines) != len(rows.Data)+1 {
		t.Fatalf("%d lines for %d rows: %v", len(lines), len(rows.Data), err)
	}
	if last := fmt.Sprintf("\n# compleet: %d rijen van %d, revisie %s\n", rows.Rows, rows.Total, rows.Revision); get(t, "/api/v1/trend.csv"+question+"&slot=ja").body != strings.TrimSuffix(table.body, "\n")+last {
		t.Errorf("with slot=ja the table is no other than with one line more")
	}
	path := filepath.Join(t.TempDir(), "trend.parquet")
	if err := os.WriteFile(path, get(t, "/api/v1/trend.parquet"+question).raw, 0o644); err != nil {
		t.Fatal(err)
	}
	packed, err := data.ParquetText(t.Context(), path, lines[0])
	if err != nil || len(packed) != len(rows.Data) {
		t.Fatalf("%d rows of Parquet, %v", len(packed), err)
	}
	for i, row := range rows.Data {
		for j, name := range lines[0] {
			inJSON := map[bool]string{true: "", false: fmt.Sprint(row[name])}[row[name] == nil]
			inParquet := ""
			if packed[i][j] != nil {
				inParquet = strings.TrimSuffix(*packed[i][j], ".0")
			}
			if n, ok := row[name].(float64); ok {
				inJSON = strings.TrimSuffix(fmt.Sprintf("%.10g", n), ".0")
			}
			if lines[i+1][j] != inJSON || inParquet != inJSON {
				t.Errorf("row %d, %s: CSV %q, Parquet %q, JSON %q", i, name, lines[i+1][j], inParquet, inJSON)
			}
		}
	}
}

// TestLargeAnswerIsWholeAndResumes takes a spooled answer in two parts.
func TestLargeAnswerIsWholeAndResumes(t *testing.T) {
	const path = "/api/v1/observations.csv?year=2024&level=wijk"
	whole := get(t, path)
	tag := whole.header.Get("ETag")
	if whole.status != 200 || len(whole.raw) < 100_000 || fmt.Sprint(strings.Count(whole.body, "\n")-1) != whole.header.Get("X-Rows") || whole.header.Get("X-Compleet") != "ja" {
		t.Fatalf("status %d, %d bytes, ends with %q", whole.status, len(whole.raw), whole.body[len(whole.body)-100:])
	}
	for range 20 { // more than may be on their way at once: each gives its place back
		if again := get(t, path, "Range: bytes=0-9"); again.status != 206 {
			t.Fatalf("status %d", again.status)
		}
	}
	rest := get(t, path, "Range: bytes=50000-", "If-Range: "+tag)
	if rest.status != 206 || whole.body[50000:] != rest.body {
		t.Errorf("the rest has status %d, %d bytes", rest.status, len(rest.raw))
	}
	if other := get(t, path, "Range: bytes=50000-", `If-Range: "anders"`); other.status != 200 || other.body != whole.body {
		t.Errorf("a part of another answer is given as %d", other.status)
	}
	t.Run("unchanged", func(t *testing.T) { // where no file can be made
		t.Setenv("TMPDIR", filepath.Join(t.TempDir(), "nergens"))
		if same := get(t, path, "If-None-Match: "+tag); same.status != 304 || same.header.Get("ETag") != tag {
			t.Errorf("an unchanged answer gives %d", same.status)
		}
		if other := get(t, path, `If-None-Match: "anders"`); other.status != 500 {
			t.Errorf("a changed answer gives %d without a place to write it: the test says nothing", other.status)
		}
	})
	if beyond := get(t, path, "Range: bytes=999999999-"); beyond.status != 416 {
		t.Errorf("bytes beyond the end give %d", beyond.status)
	}
}

func TestWhereAPointLies(t *testing.T) {
	type features struct {
		Rows     int
		Features []struct {
			Properties struct {
				Code, Level string
				Year        int
				Lon, Lat    *float64
			}
			Geometry *struct{ Coordinates [][][][2]float64 }
		}
	}
	all := readJSON[features](t, get(t, "/api/v1/areas?year=2020&gemeente=GM0268&level=buurt").body)
	held := 0
	for _, f := range all.Features {
		if f.Geometry == nil || f.Properties.Lon == nil {
			continue
		}
		at := readJSON[features](t, get(t, fmt.Sprintf("/api/v1/areas?point=%f,%f&year=2020&level=buurt", *f.Properties.Lon, *f.Properties.Lat)).body)
		if at.Rows != 1 || at.Features[0].Properties.Code != f.Properties.Code || len(at.Features) != 1 {
			t.Errorf("the label point of %s lies in %v", f.Properties.Code, at.Features)
		}
		held++
		if held == 10 {
			break
		}
	}
	if held < 10 {
		t.Fatalf("only %d buurten have an outline", held)
	}
	if sea := readJSON[features](t, get(t, "/api/v1/areas?point=3.2,52.9").body); sea.Rows != 0 || len(sea.Features) != 0 {
		t.Errorf("the sea lies in %v", sea.Features)
	}
}
