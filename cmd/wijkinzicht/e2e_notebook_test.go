//go:build e2e

package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// modules is where the packages of DuckDB in the browser are, as a notebook has them.
const modules = "testdata/wasm/node_modules"

// notebookPage is of another origin than ours; it finds the packages by their names.
const notebookPage = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Notebook</title><link rel="icon" href="data:,">
<script type="importmap">{"imports": {"@duckdb/duckdb-wasm": "/m/@duckdb/duckdb-wasm/dist/duckdb-browser.mjs", "apache-arrow": "/m/apache-arrow/Arrow.dom.mjs",
"flatbuffers": "/m/flatbuffers/mjs/flatbuffers.js", "tslib": "/m/tslib/tslib.es6.mjs"}}</script>`

// readEverything asks what a notebook may ask of us, and gives what it could not read. Every example of the description, what is refused,
// and what a browser asks leave for first: headers of its own, a part of a file.
const readEverything = `(async base => {
	const faults = []
	const read = async (path, status, headers, init) => {
		try {
			const r = await fetch(base + path, init), bytes = (await r.arrayBuffer()).byteLength
			const hidden = headers.filter(h => !r.headers.has(h))
			if (r.status !== status || hidden.length || status === 200 && init?.method !== 'HEAD' && !bytes) faults.push(path + ': ' + r.status + ', hidden: ' + hidden)
			return r
		} catch (e) { faults.push(path + ': ' + e) }
	}
	const api = await (await fetch(base + '/api/v1/openapi.json')).json()
	let examples = 0
	for (const { get } of Object.values(api.paths)) for (const example of get['x-examples']) {
		examples++
		await read(example, 200, Object.keys(get.responses['200'].headers ?? {}).filter(h => h !== 'Link'))
	}
	if (examples < 40) faults.push(examples + ' examples')
	const [{ revision }] = (await (await fetch(base + '/api/v1/revisions')).json()).data
	const files = '/onderzoek/bestand/' + revision + '/'
	for (const path of ['/onderzoek', '/onderzoek/schema', '/onderzoek/vragen', '/onderzoek/recepten', '/onderzoek/wijzigingen', '/api/v1', '/onderzoek/CITATION.cff', '/onderzoek/dcat.jsonld',
		files + 'datapackage.json', files + 'csvw.json', files + 'trend.csv', files + 'trend.parquet', '/cijfers/woz.csv', '/grafiek/moerwijk/woz.json'])
		await read(path, 200, ['ETag', 'Content-Length'])
	for (const [path, status] of [['/api/v1/nergens', 404], ['/api/v1/trend?indicator=nergens', 400], ['/api/v1/trend?revision=ffffffffffff', 410], ['/onderzoek/nergens', 404], [files + 'nergens.csv', 404],
		['/onderzoek/sql.csv?q=nergens', 400], ['/onderzoek/wijzigingen.json?van=ffffffffffff', 410], ['/cijfers/nergens.csv', 404], ['/api/v1/trend?subject=%ff', 400]])
		await read(path, status, [])
	await read('/api/v1/trend', 405, ['Allow'], { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{}' })
	await read(files + 'wijkinzicht.duckdb', 206, ['Content-Range', 'Accept-Ranges', 'ETag'], { headers: { Range: 'bytes=0-4095' } })
	const whole = await read(files + 'wijkinzicht.duckdb', 200, ['Content-Length', 'Accept-Ranges'], { method: 'HEAD' })
	await read(files + 'wijkinzicht.duckdb', 304, [], { headers: { 'If-None-Match': whole.headers.get('ETag') }, cache: 'no-store' })
	await read(files + 'wijkinzicht.duckdb.wal', 404, [], { method: 'HEAD' })
	return faults
})`

// askInTheBrowser carries out the recipe with DuckDB in the browser, which fetches the parts of the file that it needs.
const askInTheBrowser = `(async recipe => {
	const duckdb = await import('@duckdb/duckdb-wasm'), dist = '/m/@duckdb/duckdb-wasm/dist/'
	const db = new duckdb.AsyncDuckDB(new duckdb.VoidLogger(), new Worker(dist + 'duckdb-browser-eh.worker.js'))
	await db.instantiate(dist + 'duckdb-eh.wasm')
	const run = Object.getPrototypeOf(async () => {}).constructor('verbinding', recipe + '\nreturn reeks.numRows')
	return run(await db.connect())
})`

// TestBrowserNotebook reads our answers in a page of another origin.
func TestBrowserNotebook(t *testing.T) {
	b := openBrowser(t)
	site := http.NewServeMux()
	site.Handle("/m/", http.StripPrefix("/m/", http.FileServer(http.Dir(modules))))
	site.HandleFunc("/{$}", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(w, notebookPage)
	})
	notebook := httptest.NewServer(site)
	t.Cleanup(notebook.Close)
	t.Run("every address", func(t *testing.T) {
		p := b.open(t, desk, true, notebook.URL)
		p.arrive(200, chromedp.Navigate(notebook.URL+"/"))
		for _, fault := range eval[[]string](p, readEverything+"("+strconv.Quote(b.base)+")") {
			t.Error(fault)
		}
		p.forgive("the server responded with a status of 4") // as it was asked to
	})
	t.Run("DuckDB", func(t *testing.T) {
		if _, err := os.Stat(modules); err != nil {
			t.Skip("DuckDB for browsers is missing: run make deps-wasm")
		}
		p := b.open(t, desk, true, notebook.URL)
		p.arrive(200, chromedp.Navigate(notebook.URL+"/"))
		recipe, err := os.ReadFile("../../server/research/recipe/duckdb-wasm.js")
		if err != nil {
			t.Fatal(err)
		}
		code := strings.NewReplacer("ADRES", b.base, "REVISIE", eval[string](p, "fetch("+strconv.Quote(b.base+"/api/v1/revisions")+").then(r => r.json()).then(r => r.data[0].revision)")).Replace(string(recipe))
		if n := eval[int](p, askInTheBrowser+"("+strconv.Quote(code)+")"); n < 5 {
			t.Errorf("%d years", n)
		}
	})
}
