package ingest

import (
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"wijkinzicht/data/catalogue"
	"wijkinzicht/data/store"
	"wijkinzicht/ingest/fetch"
)

// visit is one publication fetched by one route.
type visit struct {
	client *fetch.Client
	dir    string // aside, on the store's disk
	source catalogue.Source
	route  catalogue.Route
	scope  string
	kept   []store.RawEntry // the current edition, when it came by this route and has this scope; empty otherwise
	last   string           // address from which a file came that is kept; empty where none is

	packed *packed4 // the file with all sets of a table, where they do not come one by one

	bytes   *atomic.Int64
	done    func(done, total int) // hears how far it is
	set     []store.Landed
	edition string
	rows    int             // observations that a table of OData v4 says to have; 0 where it does not
	buurten map[string]bool // codes in a layer of borders
	notes   []string        // what is worth knowing about the answers, in Dutch
}

// errUnchanged says that the source's edition is the one that is kept.
var errUnchanged = errors.New("the kept edition is the newest")

// run fetches by the kind of route. The set that it leaves is whole, but not yet read.
func (v *visit) run(ctx context.Context) error {
	if err := os.MkdirAll(v.dir, 0o755); err != nil {
		return fmt.Errorf("make room for %s: %w", v.source.ID, err)
	}
	switch v.route.Kind {
	case "odata4":
		return v.spelled(ctx, v.odata4)
	case "bulk":
		return v.spelled(ctx, v.bulk)
	case "odata3":
		return v.spelled(ctx, v.odata3)
	case "ogc":
		return v.ogc(ctx)
	case "wfs":
		return v.wfs(ctx)
	case "zip":
		return v.zip(ctx)
	}
	return v.file(ctx)
}

// keptEdition is the edition that the store has by this route; empty for none.
func (v *visit) keptEdition() string {
	if len(v.kept) == 0 {
		return ""
	}
	return v.kept[0].Edition
}

func (v *visit) refuse(format string, args ...any) error {
	return &Refusal{File: v.route.Address, Reason: fmt.Sprintf(format, args...)}
}

func (v *visit) heard(n int64) { v.bytes.Add(n) }

// getJSON fetches a small answer and decodes it.
func (v *visit) getJSON(ctx context.Context, address string, into any) error {
	content, err := v.page(ctx, address)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(content, into); err != nil {
		return notJSON(address)
	}
	return nil
}

// page fetches one answer into memory.
func (v *visit) page(ctx context.Context, address string) ([]byte, error) {
	at := filepath.Join(v.dir, "pagina.json")
	defer os.Remove(at)
	if _, err := v.client.Get(ctx, fetch.Request{URL: address, Kind: fetch.JSON, To: at, Bytes: v.heard}); err != nil {
		return nil, err
	}
	content, err := os.ReadFile(at)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", at, err)
	}
	return content, nil
}

// follow gives the address of a next page as a source links to it: it may be relative, and the older services still say http.
func follow(from, next string) string {
	base, err := url.Parse(from)
	if err != nil || next == "" {
		return next
	}
	to, err := base.Parse(next)
	if err != nil {
		return next
	}
	if to.Hostname() == base.Hostname() {
		to.Scheme, to.Host = base.Scheme, base.Host
	}
	return to.String()
}

// query adds parameters to an address, in order, blanks as %20 as every service reads them.
func query(address string, pairs ...string) string {
	var b strings.Builder
	b.WriteString(address)
	for i := 0; i+1 < len(pairs); i += 2 {
		b.WriteString(map[bool]string{true: "?", false: "&"}[i == 0])
		b.WriteString(pairs[i] + "=" + strings.ReplaceAll(url.QueryEscape(pairs[i+1]), "+", "%20"))
	}
	return b.String()
}

// gathering writes the rows of many answers into one file, byte for byte as they came, between an opening and a closing
// that make it one answer.
type gathering struct {
	f     *os.File
	w     *bufio.Writer
	hash  hash.Hash
	at    string
	rows  int
	bytes int64
	err   error
}

func (v *visit) gather(name string) (*gathering, error) {
	at := filepath.Join(v.dir, name)
	f, err := os.Create(at)
	if err != nil {
		return nil, fmt.Errorf("write %s: %w", name, err)
	}
	return &gathering{f: f, w: bufio.NewWriterSize(f, 1<<20), hash: sha256.New(), at: at}, nil
}

func (g *gathering) write(b []byte) {
	if g.err != nil {
		return
	}
	n, err := g.w.Write(b)
	g.hash.Write(b)
	g.bytes, g.err = g.bytes+int64(n), err
}

// add writes a row; the opening comes before the first one.
func (g *gathering) add(opening string, row json.RawMessage) {
	if g.rows > 0 {
		opening = ",\n"
	}
	g.write([]byte(opening))
	g.write(row)
	g.rows++
}

func (g *gathering) drop() {
	g.f.Close()
	os.Remove(g.at)
}

// finish closes the file and makes it part of the set.
func (g *gathering) finish(v *visit, address, closing string) error {
	g.write([]byte(closing))
	if g.err == nil {
		g.err = g.w.Flush()
	}
	if err := errors.Join(g.err, g.f.Close()); err != nil {
		return fmt.Errorf("write %s: %w", g.at, err)
	}
	v.land(filepath.Base(g.at), address, g.at, hex.EncodeToString(g.hash.Sum(nil)), time.Now())
	return nil
}

// land adds a file to the set.
func (v *visit) land(name, address, at, hash string, retrieved time.Time) {
	v.set = append(v.set, store.Landed{At: at, RawEntry: store.RawEntry{SourceID: v.source.ID, SHA256: hash, Ext: strings.ToLower(filepath.Ext(name)),
		Name: name, URL: address, RetrievedAt: retrieved.UTC().Truncate(time.Second), Licence: v.source.Licence, Route: v.route.Kind, Scope: v.scope}})
}

// sameFiles tells whether what came is byte for byte what is kept: how one knows of a source that names no edition.
func (v *visit) sameFiles() bool {
	if len(v.set) != len(v.kept) {
		return false
	}
	for _, l := range v.set {
		if !slices.ContainsFunc(v.kept, func(e store.RawEntry) bool { return e.SHA256 == l.SHA256 }) {
			return false
		}
	}
	return true
}

// tidy removes what a failed visit left, except what the next visit goes on with: the beginning of a large file and, when the
// connection is to blame, the pages of a long list.
func (v *visit) tidy(cause error) error {
	var network *fetch.Error
	goOn := errors.As(cause, &network) || errors.Is(cause, context.Canceled)
	entries, err := os.ReadDir(v.dir)
	if err != nil {
		return fmt.Errorf("tidy %s: %w", v.dir, err)
	}
	for _, e := range entries {
		at := filepath.Join(v.dir, strings.TrimSuffix(e.Name(), fetch.MarkExt))
		if _, err := os.Stat(at + fetch.MarkExt); err == nil || goOn && strings.HasPrefix(e.Name(), keptPage) {
			continue
		}
		if err := os.Remove(filepath.Join(v.dir, e.Name())); err != nil {
			return fmt.Errorf("tidy %s: %w", v.dir, err)
		}
	}
	os.Remove(v.dir) // when nothing is in it any more
	return nil
}
