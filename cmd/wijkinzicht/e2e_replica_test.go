//go:build e2e

package main

import (
	"database/sql"
	"fmt"
	"html"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	_ "github.com/duckdb/duckdb-go/v2"

	"wijkinzicht/data/store"
)

// replicasConfig has a cache before servers that follow one another, as BEHEER.md shows it.
const replicasConfig = `daemon off; master_process off; pid %[1]s/pid; error_log stderr crit;
events {}
http {
  access_log off;
  client_body_temp_path %[1]s/body; proxy_temp_path %[1]s/proxy; fastcgi_temp_path %[1]s/fastcgi; uwsgi_temp_path %[1]s/uwsgi; scgi_temp_path %[1]s/scgi;
  proxy_cache_path %[1]s/cache keys_zone=wijkinzicht:10m;
  upstream wijkinzicht { %[3]s keepalive 32; }
  server {
    listen 127.0.0.1:%[2]s;
    location / {
      proxy_pass http://wijkinzicht;
      proxy_http_version 1.1;
      proxy_set_header Connection "";
      proxy_next_upstream error timeout http_503;
      proxy_cache wijkinzicht;
      proxy_cache_revalidate on;
      proxy_cache_lock on;
      proxy_cache_background_update on;
      proxy_cache_use_stale updating error timeout;
      add_header X-Cache $upstream_cache_status always;
    }
  }
}
`

// publishes is how often is published while visitors read.
const publishes = 2

// behindReplicas starts a server with a store, three that follow it, and nginx with a cache before these.
type behindReplicas struct {
	store    store.Store
	of, path string // the revision that was published, and its file
	servers  []string
	site     string // of nginx
	logs     []*lines
}

func startReplicas(t testing.TB) behindReplicas {
	t.Helper()
	nginx, err := exec.LookPath("nginx")
	if err != nil {
		t.Skip("nginx is missing: run make deps-browser")
	}
	b := behindReplicas{store: store.Store{Dir: t.TempDir()}}
	if b.of, b.path, err = (store.Store{Dir: filled}).Current(); err != nil {
		t.Fatal(err)
	}
	publishCopy(t, b.store, b.path, b.of)
	_, said := start(t, "serve", "--store", b.store.Dir, "--listen", "127.0.0.1:0", "--adres", "https://wijken.example")
	primary, servers := said.address(t), ""
	b.logs = append(b.logs, said)
	for range 3 {
		_, out := start(t, "serve", "--store", t.TempDir(), "--listen", "127.0.0.1:0", "--adres", "https://wijken.example", "--volg", primary)
		b.logs, b.servers = append(b.logs, out), append(b.servers, out.address(t))
		servers += "server " + strings.TrimPrefix(out.address(t), "http://") + "; "
	}
	dir, port := t.TempDir(), freePort(t)
	config := filepath.Join(dir, "nginx.conf")
	if err := os.WriteFile(config, fmt.Appendf(nil, replicasConfig, dir, port, servers), 0o600); err != nil {
		t.Fatal(err)
	}
	_, told := startProgram(t, nginx, "-p", dir, "-c", config)
	b.site = "http://127.0.0.1:" + port
	waitFor(t, http.DefaultClient, b.site+"/healthz", told)
	return b
}

// BenchmarkReplicas asks what is ready of one server, of three by turns, and of the cache before them, in one run. Here all of them and who asks
// share the processors: on machines of their own three servers answer for three.
func BenchmarkReplicas(b *testing.B) {
	at := startReplicas(b)
	paths := []string{"/verantwoording", "/indicator"}
	for _, slug := range []string{"moerwijk", "jol", "palenstein", "tarwewijk", "meijhorst", "vinkhuizen"} {
		paths = append(paths, "/wijk/"+slug, "/grafiek/"+slug+"/lbm.svg", "/embed/trend/"+slug+"/lbm")
	}
	for _, c := range []struct {
		name  string
		sites []string
	}{{"one", at.servers[:1]}, {"three", at.servers}, {"cache", []string{at.site}}} {
		for _, site := range c.sites {
			for _, path := range paths {
				body(b, site+path)
			}
		}
		b.Run(c.name, func(b *testing.B) {
			client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 64}}
			var asked atomic.Int64
			b.SetParallelism(8)
			b.RunParallel(func(pb *testing.PB) {
				for pb.Next() {
					n := int(asked.Add(1))
					r, err := client.Get(c.sites[n%len(c.sites)] + paths[n/len(c.sites)%len(paths)])
					if err != nil {
						b.Error(err)
						return
					}
					if _, err := io.Copy(io.Discard, r.Body); err != nil || r.StatusCode != http.StatusOK {
						b.Error(r.Status, err)
					}
					r.Body.Close()
				}
			})
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "answers/s")
		})
	}
}

// TestClientsBehindReplicas publishes on one server while visitors read by way of a cache from three that follow it: nobody gets
// an error, and no page gets the picture of another revision.
func TestClientsBehindReplicas(t *testing.T) {
	b := startReplicas(t)
	read := &readers{site: b.site}
	finish := make(chan struct{})
	for n := range 6 {
		read.all.Go(func() { read.on(t, n, finish) })
	}
	for n := range publishes {
		time.Sleep(time.Second)
		publishCopy(t, b.store, b.path, fmt.Sprintf("00000000000%d", n+1))
		for late := time.Now().Add(time.Minute); read.revisions() < n+2 && time.Now().Before(late); {
			time.Sleep(100 * time.Millisecond)
		}
	}
	close(finish)
	read.all.Wait()
	t.Logf("%d answers, %d of them from the cache, from %d revisions", read.asked.Load(), read.ready.Load(), read.revisions())
	if read.asked.Load() < 100 || read.ready.Load() == 0 || read.revisions() != publishes+1 {
		t.Errorf("not all revisions were seen, or too little was asked to say anything: %s", b.logs)
	}
}

// readers ask pages and the pictures that these name.
type readers struct {
	site         string
	all          sync.WaitGroup
	asked, ready atomic.Int64
	failed       atomic.Int64
	seen         sync.Map // revisions
}

var pictureOf = regexp.MustCompile(`(?:src|srcset)="(/grafiek/[^" ]+revisie=[^" ]+)`)

func (r *readers) on(t *testing.T, n int, finish chan struct{}) {
	slugs := []string{"moerwijk", "jol", "palenstein", "tarwewijk", "meijhorst", "vinkhuizen"}
	for ; ; n++ {
		select {
		case <-finish:
			return
		default:
		}
		page, revision := r.ask(t, "/wijk/"+slugs[n%len(slugs)])
		r.seen.Store(revision, true)
		for i, m := range pictureOf.FindAllStringSubmatch(page, -1) {
			if i == 4 {
				break
			}
			if _, other := r.ask(t, html.UnescapeString(m[1])); other != revision && r.failed.Add(1) < 5 {
				t.Errorf("a page of %s has the picture of %s: %s", revision, other, m[1])
			}
		}
	}
}

func (r *readers) ask(t *testing.T, path string) (body, revision string) {
	response, err := http.Get(r.site + path)
	if err != nil {
		t.Error(err)
		return "", ""
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if (err != nil || response.StatusCode != http.StatusOK) && r.failed.Add(1) < 5 {
		t.Errorf("%s: %d, %v", path, response.StatusCode, err)
	}
	r.asked.Add(1)
	if response.Header.Get("X-Cache") != "MISS" {
		r.ready.Add(1)
	}
	return string(text), response.Header.Get("X-Revision")
}

func (r *readers) revisions() (n int) {
	r.seen.Range(func(any, any) bool { n++; return true })
	return n
}

// publishCopy publishes a file of a revision under the name of another.
func publishCopy(t testing.TB, in store.Store, path, revision string) {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(in.Dir, 0o755); err != nil {
		t.Fatal(err)
	}
	built, err := in.BuildPath(revision)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(built, content, 0o644); err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("duckdb", built)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec("update meta set value = '" + revision + "' where key = 'revision'"); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if err := in.Publish(built, revision); err != nil {
		t.Fatal(err)
	}
}
