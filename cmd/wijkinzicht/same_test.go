package main

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"html"
	"io"
	"net/http"
	"net/url"
	"os"
	"regexp"
	"sort"
	"strings"
	"sync"
	"testing"
)

// perKind is how many addresses of one kind are held against each other: those of areas differ in nothing but the area.
const perKind = 15

// TestNothingChanged holds every kind of answer of this program against those of a program of before, over the same
// figures: for a change that moves code and nothing else. WIJKINZICHT_VOOR says where that program is.
func TestNothingChanged(t *testing.T) {
	program := os.Getenv("WIJKINZICHT_VOOR")
	if program == "" {
		t.Skip("WIJKINZICHT_VOOR does not say where the program of before is")
	}
	before, now := servedBy(t, program), servedBy(t, binary)
	seen, kinds := map[string]bool{"/": true}, map[string]int{}
	different := 0
	for queue := startAddresses(t, now.base); len(queue) > 0; {
		var found []string
		for i, pair := range compareAll(t, before, now, queue) {
			if pair.before != pair.now && !ofTheMoment[strings.Split(queue[i], "?")[0]] {
				if different++; different <= 40 {
					t.Errorf("%s: was %s, is %s", queue[i], pair.before, pair.now)
				}
			}
			found = append(found, pair.links...)
		}
		queue = nil
		for _, address := range found {
			if kind := kindOf(address); !seen[address] && kinds[kind] < perKind {
				seen[address] = true
				kinds[kind]++
				queue = append(queue, address)
			}
		}
	}
	names := make([]string, 0, len(kinds))
	for kind, n := range kinds {
		names = append(names, fmt.Sprintf("%s %d", kind, n))
	}
	sort.Strings(names)
	t.Logf("%d addresses of %d kinds, %d different:\n%s", len(seen), len(kinds), different, strings.Join(names, "\n"))
	if len(kinds) < 30 {
		t.Errorf("only %d kinds of addresses were found", len(kinds))
	}
}

// answering is a running program, with what it calls itself.
type answering struct{ base, version, revision string }

func servedBy(t *testing.T, program string) answering {
	store := t.TempDir() // of its own: another program publishes a revision of its own
	_, out := startProgram(t, program, "serve", "--store", store, "--listen", "127.0.0.1:0", "--adres", sameAddress)
	s := answering{base: out.address(t)}
	body, _ := fetched(t, s, "/healthz")
	var health struct{ Program, Revision string }
	if err := json.Unmarshal([]byte(body), &health); err != nil {
		t.Fatalf("%s: %v", program, err)
	}
	s.version, s.revision = health.Program, health.Revision
	return s
}

// startAddresses are the pages without a link to them, and every address that the API describes.
func startAddresses(t *testing.T, base string) []string {
	out := []string{"/", "/bestaat-niet", "/embed/bestaat-niet", "/api/v1/bestaat-niet", "/oembed?url=" + url.QueryEscape(sameAddress+"/wijk/moerwijk"),
		"/grafiek/moerwijk/bestaat-niet.svg", "/kaart?indicator=bestaat-niet", "/zoek?q=moerwijk", "/zoek?q=moewijk", "/gebied/BU05182812", "/gebied/WK051828",
		"/onderzoek/sql?q=" + url.QueryEscape("from trend limit 5"), "/onderzoek/sql.csv?q=" + url.QueryEscape("select 1 as een"), "/onderzoek/sql.json?q=select"}
	body, _ := fetched(t, answering{base: base}, "/api/v1/openapi.json")
	var doc struct{ Paths map[string]any }
	if err := json.Unmarshal([]byte(body), &doc); err != nil {
		t.Fatal(err)
	}
	for path := range doc.Paths {
		out = append(out, "/api/v1"+strings.TrimPrefix(path, "/api/v1")+"?limit=3")
	}
	sort.Strings(out)
	return out
}

// ofTheMoment are answers that say when a revision was made, or which of its files are ready by now.
var ofTheMoment = map[string]bool{"/onderzoek": true, "/onderzoek/dcat.jsonld": true, "/api/v1/revisions": true}

type pair struct {
	before, now string
	links       []string
}

func compareAll(t *testing.T, before, now answering, addresses []string) []pair {
	out := make([]pair, len(addresses))
	next := make(chan int)
	var workers sync.WaitGroup
	for range 4 {
		workers.Go(func() {
			for i := range next {
				_, was := fetched(t, before, addresses[i])
				body, is := fetched(t, now, addresses[i])
				out[i] = pair{was, is, linksIn(body)}
			}
		})
	}
	for i := range addresses {
		next <- i
	}
	close(next)
	workers.Wait()
	return out
}

// kept are the headers that belong to an answer's meaning.
var kept = []string{"Content-Type", "Cache-Control", "Content-Security-Policy", "Location", "Link", "X-Total", "X-Rows", "Access-Control-Allow-Origin", "Content-Disposition"}

// fetched asks for an address without following; said is the answer in one line, the same for the same answer whatever
// the program calls itself.
func fetched(t *testing.T, s answering, address string) (body, said string) {
	client := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	resp, err := client.Get(s.base + address)
	if err != nil {
		t.Errorf("%s: %v", address, err)
		return "", ""
	}
	defer resp.Body.Close()
	raw, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Errorf("%s: %v", address, err)
	}
	body = string(raw)
	if s.version != "" {
		body = edition.ReplaceAllString(body, "$1-PROGRAM")
		body = strings.ReplaceAll(body, s.revision, "000000000000")
		body = strings.NewReplacer("<dd>"+s.version, "<dd>PROGRAM", `"program":"`+s.version, `"program":"PROGRAM`).Replace(body)
	}
	said = fmt.Sprint(resp.StatusCode)
	for _, name := range kept {
		if value := resp.Header.Get(name); value != "" {
			said += fmt.Sprintf(" %.40s", strings.ReplaceAll(value, s.revision, "000000000000"))
		}
	}
	body = took.ReplaceAllString(body, "even")
	sum := sha256.Sum256([]byte(body))
	return body, said + fmt.Sprintf(" %d bytes %x", len(body), sum[:6])
}

// edition is a revision with the name of the program, as the addresses of pictures have it.
var edition = regexp.MustCompile(`([0-9a-f]{12})-[0-9A-Za-z-]+`)

// took is what a page of SQL says of the time that its answer took.
var took = regexp.MustCompile(`[0-9.,]+ (ms|milliseconden|seconden)`)

// sameAddress is where both programs say they are.
const sameAddress = "https://wijken.example"

var (
	linked   = regexp.MustCompile(`(?:href|src|srcset|action|data-[a-z]+)="([^"]+)"`)
	specific = regexp.MustCompile(`[0-9]+|\b(BU|WK|GM|bu|wk|gm)[0-9]+`)
)

// linksIn finds the addresses of our own in a page; the name of the program in the addresses of pictures goes.
func linksIn(body string) []string {
	var out []string
	for _, m := range linked.FindAllStringSubmatch(body, -1) {
		for part := range strings.SplitSeq(html.UnescapeString(m[1]), ", ") {
			address := strings.TrimPrefix(strings.Fields(part + " ")[0], sameAddress)
			address, _, _ = strings.Cut(address, "#")
			if strings.HasPrefix(address, "/") && !strings.Contains(address, "PROGRAM") && !strings.HasPrefix(address, "//") {
				out = append(out, address)
			} else if path, query, ok := strings.Cut(address, "?"); ok && strings.HasPrefix(path, "/") && !strings.HasPrefix(path, "//") {
				q, err := url.ParseQuery(query)
				if err != nil {
					continue
				}
				q.Del("revisie")
				out = append(out, strings.TrimSuffix(path+"?"+q.Encode(), "?"))
			}
		}
	}
	return out
}

// kindOf is an address without what it is about: the names of the parameters, the first part and the end of the path.
func kindOf(address string) string {
	path, query, _ := strings.Cut(address, "?")
	parts := strings.Split(specific.ReplaceAllString(path, ""), "/")
	kind := "/" + parts[1]
	if len(parts) > 2 {
		if _, end, ok := strings.Cut(parts[len(parts)-1], "."); ok {
			kind += "/*." + end
		} else {
			kind += strings.Repeat("/*", len(parts)-2)
		}
		if parts[1] == "api" || parts[1] == "embed" || parts[1] == "onderzoek" || parts[1] == "static" {
			kind = path
		}
	}
	q, _ := url.ParseQuery(query)
	names := make([]string, 0, len(q))
	for name := range q {
		names = append(names, name)
	}
	sort.Strings(names)
	return kind + "?" + strings.Join(names, "&")
}
