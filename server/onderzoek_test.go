package server_test

import (
	"bufio"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"fmt"
	"html"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	_ "github.com/duckdb/duckdb-go/v2"

	"wijkinzicht/data"
	"wijkinzicht/data/store"
)

// prepared gives the files that the shared server has made of its revision.
func prepared(t testing.TB) data.Package {
	t.Helper()
	return made(t, depot, db.Revision)
}

// made waits until a server has made the files of its revision.
func made(t testing.TB, depot store.Store, revision string) data.Package {
	t.Helper()
	for range 600 {
		if p, err := depot.Package(revision); err == nil {
			return p
		}
		time.Sleep(100 * time.Millisecond)
	}
	t.Fatal("the files are not made")
	return data.Package{}
}

func TestResearchPagesAnswer(t *testing.T) {
	prepared(t)
	for path, part := range map[string]string{
		"/onderzoek": "id=\"archief\"", "/onderzoek/schema": "buurten_in(onderwerp, jaar)", "/api/v1": "/api/v1/areas.geojson?indicator=woz", "/onderzoek/vragen": "from verschil(", "/onderzoek/recepten": publicAddress + "/api/v1/",
	} {
		r := get(t, path)
		if r.status != 200 || !strings.Contains(html.UnescapeString(r.body), part) {
			t.Errorf("%s: status %d, without %q", path, r.status, part)
		}
		checkHeader(t, path, r)
	}
	for _, path := range []string{"/onderzoek/bestand/" + db.Revision + "/nergens.csv", "/onderzoek/bestand/" + db.Revision + "/..%2f..%2fraw", "/onderzoek/bestand/0123456789ab/area.csv", "/onderzoek/bestand/x/wijkinzicht.duckdb"} {
		if r := get(t, path); r.status != 404 {
			t.Errorf("%s: status %d", path, r.status)
		}
	}
}

// TestEveryFileHasTheHashThatThePageNames downloads all of them.
func TestEveryFileHasTheHashThatThePageNames(t *testing.T) {
	p := prepared(t)
	page := get(t, "/onderzoek").body
	for _, r := range p.Resources {
		file := get(t, "/onderzoek/bestand/"+db.Revision+"/"+r.Path)
		sum := sha256.Sum256(file.raw)
		if file.status != 200 || hex.EncodeToString(sum[:]) != r.SHA256() || int64(len(file.raw)) != r.Bytes || !strings.Contains(page, r.SHA256()) {
			t.Errorf("%s: status %d, %d bytes of %d, or another hash than the page's", r.Path, file.status, len(file.raw), r.Bytes)
		}
		if !strings.Contains(file.header.Get("Cache-Control"), "immutable") || file.header.Get("Content-Type") != r.MediaType {
			t.Errorf("%s: %v", r.Path, file.header)
		}
	}
}

// TestAKilledDownloadResumes cuts the connection in the middle, and goes on to the same hash.
func TestAKilledDownloadResumes(t *testing.T) {
	whole := prepared(t).Resources[0]
	path := "/onderzoek/bestand/" + db.Revision + "/" + whole.Path
	conn, err := net.Dial("tcp", strings.TrimPrefix(base, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	fmt.Fprintf(conn, "GET %s HTTP/1.1\r\nHost: x\r\n\r\n", path)
	response, err := http.ReadResponse(bufio.NewReader(conn), nil)
	if err != nil {
		t.Fatal(err)
	}
	first := make([]byte, whole.Bytes/3)
	if _, err := io.ReadFull(response.Body, first); err != nil {
		t.Fatal(err)
	}
	conn.Close()
	rest := get(t, path, fmt.Sprintf("Range: bytes=%d-", len(first)), "If-Range: "+response.Header.Get("ETag"))
	sum := sha256.Sum256(append(first, rest.raw...))
	if rest.status != 206 || hex.EncodeToString(sum[:]) != whole.SHA256() {
		t.Errorf("the rest has status %d; together they have another hash", rest.status)
	}
}

func TestRanges(t *testing.T) {
	prepared(t)
	path := "/onderzoek/bestand/" + db.Revision + "/subject.csv"
	whole := get(t, path).body
	n := len(whole)
	for header, want := range map[string]struct {
		status int
		body   string
	}{
		"bytes=0-9": {206, whole[:10]}, "bytes=5-5": {206, whole[5:6]}, "bytes=-7": {206, whole[n-7:]}, "bytes=-999999": {206, whole},
		fmt.Sprintf("bytes=%d-", n-1): {206, whole[n-1:]}, "bytes=3-99999999": {206, whole[3:]}, fmt.Sprintf("bytes=%d-", n): {416, ""}, "bytes=-0": {416, ""},
		"bytes=5-2": {200, whole}, "bytes=0-1,4-5": {200, whole}, "regels=1-2": {200, whole}, "bytes=x-": {200, whole}, "bytes=": {200, whole},
		"bytes=99999999999999999999-": {200, whole},
	} {
		if r := get(t, path, "Range: "+header); r.status != want.status || r.body != want.body {
			t.Errorf("%s: status %d with %d bytes, want %d with %d", header, r.status, len(r.body), want.status, len(want.body))
		}
	}
}

// TestGeoParquetSaysWhereItIs reads the metadata that GeoParquet prescribes.
func TestGeoParquetSaysWhereItIs(t *testing.T) {
	prepared(t)
	path, _, err := depot.Download(db.Revision, data.GeoParquetName)
	if err != nil {
		t.Fatal(err)
	}
	memory, err := sql.Open("duckdb", "")
	if err != nil {
		t.Fatal(err)
	}
	defer memory.Close()
	var text []byte
	if err := memory.QueryRow("select value from parquet_kv_metadata('" + path + "') where key = 'geo'").Scan(&text); err != nil {
		t.Fatal(err)
	}
	geo := readJSON[struct {
		Primary string `json:"primary_column"`
		Columns map[string]struct {
			Encoding string
			CRS      struct{ ID struct{ Code int } }
			Types    []string `json:"geometry_types"`
		}
	}](t, string(text))
	if c := geo.Columns["geometry"]; geo.Primary != "geometry" || c.Encoding != "WKB" || c.CRS.ID.Code != 28992 || strings.Join(c.Types, ",") != "MultiPolygon" {
		t.Errorf("the file says %s", text)
	}
}

func TestMetadataNamesTheRevision(t *testing.T) {
	p := prepared(t)
	dcat := readJSON[struct {
		Version       string                 `json:"dcat:version"`
		Distributions []map[string]any       `json:"dcat:distribution"`
		Licence       struct{ ID string }    `json:"dct:license"`
		Title         struct{ Value string } `json:"dct:title"`
	}](t, get(t, "/onderzoek/dcat.jsonld").body)
	if dcat.Version != db.Revision || len(dcat.Distributions) != len(p.Resources) {
		t.Errorf("DCAT names %s with %d files", dcat.Version, len(dcat.Distributions))
	}
	for _, d := range dcat.Distributions { // not every source gave its figures under the same licence
		licence, rights := fmt.Sprint(d["dct:license"]), fmt.Sprint(d["dct:rights"])
		if !strings.Contains(licence, "/verantwoording#licenties") || !strings.Contains(rights, "Leefbaarometer") || !strings.Contains(rights, "CC BY 4.0") {
			t.Fatalf("DCAT puts %v under %s: %s", d["@id"], licence, rights)
		}
	}
	// By the ranges of DCAT-AP 3.0: the class of what each of these points at stands in the record.
	var classed func(v any)
	classed = func(v any) {
		switch v := v.(type) {
		case []any:
			for _, one := range v {
				classed(one)
			}
		case map[string]any:
			for property, class := range map[string]string{"dct:accessRights": "dct:RightsStatement", "dct:rights": "dct:RightsStatement", "dct:provenance": "dct:ProvenanceStatement", "dct:spatial": "dct:Location",
				"dct:language": "dct:LinguisticSystem", "dcat:theme": "skos:Concept", "dct:publisher": "foaf:Agent", "dct:creator": "foaf:Agent", "dcat:landingPage": "foaf:Document", "dct:source": "dcat:Dataset",
				"dcat:distribution": "dcat:Distribution", "dcat:contactPoint": "vcard:Kind", "dct:license": "dct:LicenseDocument", "dcat:mediaType": "dct:MediaType", "dct:format": "dct:MediaTypeOrExtent",
				"spdx:checksum": "spdx:Checksum", "spdx:algorithm": "spdx:ChecksumAlgorithm", "spdx:checksumValue": "xsd:hexBinary", "dcat:byteSize": "xsd:nonNegativeInteger"} {
				objects, several := v[property].([]any)
				if !several && v[property] != nil {
					objects = []any{v[property]}
				}
				for _, o := range objects {
					if got, _ := o.(map[string]any); got["@type"] != class {
						t.Errorf("DCAT: %s is %v, not a %s", property, o, class)
					}
				}
			}
			if v["@type"] == "dcat:Dataset" && (v["dct:title"] == nil || v["dct:description"] == nil) {
				t.Errorf("DCAT: %v without title or description", v["@id"])
			}
			for _, one := range v {
				classed(one)
			}
		}
	}
	classed(readJSON[any](t, get(t, "/onderzoek/dcat.jsonld").body))
	cff := get(t, "/onderzoek/CITATION.cff").body
	for _, line := range []string{"cff-version: 1.2.0", `version: "` + db.Revision + `"`, "type: dataset", "message: "} {
		if !strings.Contains(cff, line) {
			t.Errorf("CITATION.cff lacks %s", line)
		}
	}
	csvw := readJSON[struct{ Tables []struct{ URL string } }](t, get(t, "/onderzoek/bestand/"+db.Revision+"/csvw.json").body)
	if len(csvw.Tables) != (len(p.Resources)-2)/2 {
		t.Errorf("CSVW describes %d tables", len(csvw.Tables))
	}
}

// TestRecipesRun carries out the recipes whose program is on this machine, against this server.
func TestRecipesRun(t *testing.T) {
	prepared(t)
	page := html.UnescapeString(get(t, "/onderzoek/recepten").body)
	ran := 0
	for id, how := range map[string]struct {
		command []string // that runs a file
		asks    []string // that says whether it can
		file    string
		want    string // a pattern of what it says
	}{
		"opdrachtregel-sh": {[]string{"sh"}, []string{"curl", "--version"}, "r.sh", `(?s)X-Rows: \d+.*moerwijk,inwoners,2024,\d+.*\n` + prepared(t).Resources[0].SHA256()},
		"pandas-py":        {[]string{"/usr/bin/python3"}, []string{"/usr/bin/python3", "-c", "import pandas"}, "r.py", `(?s)subject.*moerwijk.*2024.*\d{5}`},
		"r-R":              {[]string{"Rscript", "--vanilla"}, []string{"Rscript", "--version"}, "r.R", `(?s)value.moerwijk.*2024 +\d{5}`},
		"sf-R":             {[]string{"Rscript", "--vanilla"}, []string{"Rscript", "--vanilla", "-e", "library(sf)"}, "r.R", ``},
	} {
		code := regexp.MustCompile(`(?s)aria-labelledby="` + id + `"><code>(.*?)</code>`).FindStringSubmatch(page)
		if code == nil {
			t.Errorf("the page has no %s", id)
			continue
		}
		if err := exec.Command(how.asks[0], how.asks[1:]...).Run(); err != nil {
			t.Logf("%s was not run: its program is not on this machine", id)
			continue
		}
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, how.file), []byte(strings.ReplaceAll(code[1], publicAddress, base)), 0o644); err != nil {
			t.Fatal(err)
		}
		command := exec.Command(how.command[0], append(how.command[1:], how.file)...)
		command.Dir = dir
		out, err := command.CombinedOutput()
		if err != nil || !regexp.MustCompile(how.want).Match(out) {
			t.Errorf("%s: %v\n%s", id, err, out)
		}
		ran++
	}
	if ran == 0 {
		t.Skip("no program of the recipes is on this machine: apt-get install curl python3-pandas r-cran-sf")
	}
}
