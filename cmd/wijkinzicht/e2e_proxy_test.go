//go:build e2e

package main

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"fmt"
	"html"
	"io"
	"maps"
	"math/big"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// nginxConfig has the server under a path, on TLS and with a cache, as BEHEER.md shows it.
const nginxConfig = `daemon off; master_process off; pid %[1]s/pid; error_log stderr;
events {}
http {
  access_log off;
  client_body_temp_path %[1]s/body; proxy_temp_path %[1]s/proxy; fastcgi_temp_path %[1]s/fastcgi; uwsgi_temp_path %[1]s/uwsgi; scgi_temp_path %[1]s/scgi;
  proxy_cache_path %[1]s/cache keys_zone=wijkinzicht:10m;
  server {
    listen 127.0.0.1:%[2]s ssl;
    ssl_certificate %[1]s/cert.pem;
    ssl_certificate_key %[1]s/key.pem;
    location /wijk-in-zicht/ {
      proxy_pass http://%[3]s;
      proxy_http_version 1.1;
      proxy_set_header Connection "";
      proxy_set_header X-Forwarded-For $remote_addr;
      proxy_cache wijkinzicht;
      proxy_cache_revalidate on;
      add_header X-Cache $upstream_cache_status always;
    }
    location / { return 404; }
  }
}
`

// TestBrowserBehindNginx has the server under a path of another host's, on https and with a cache: every page of every kind answers, and
// what it names is under that path and is there; scripts too ask there.
func TestBrowserBehindNginx(t *testing.T) {
	nginx, err := exec.LookPath("nginx")
	if err != nil {
		t.Skip("nginx is missing: run make deps-browser")
	}
	dir, port := t.TempDir(), freePort(t)
	site := fmt.Sprintf("https://127.0.0.1:%s/wijk-in-zicht", port)
	_, out := start(t, "serve", "--store", filled, "--listen", "127.0.0.1:0", "--adres", site, "--bezoeker-kop", "X-Forwarded-For")
	trusted := writeCertificate(t, dir)
	config := filepath.Join(dir, "nginx.conf")
	upstream := strings.TrimPrefix(out.address(t), "http://")
	if err := os.WriteFile(config, fmt.Appendf(nil, nginxConfig, dir, port, upstream), 0o600); err != nil {
		t.Fatal(err)
	}
	_, said := startProgram(t, nginx, "-p", dir, "-c", config)
	client := &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: trusted}}}
	waitFor(t, client, site+"/healthz", said)

	named := map[string]string{} // address by what it has in common with others
	for _, k := range everyKind {
		status, page, _ := askProxy(t, client, site+k.path)
		if int64(status) != k.status {
			t.Errorf("%s: %d, want %d", k.path, status, k.status)
		}
		for _, m := range addressIn.FindAllStringSubmatch(page, -1) {
			address := html.UnescapeString(m[2])
			if inside := strings.HasPrefix(address, "/wijk-in-zicht/") || m[1] == "value"; !inside {
				t.Fatalf("%s: %s is outside the path", k.path, m[0])
			}
			path, _, _ := strings.Cut(address, "?")
			named[likeOthers.ReplaceAllString(path, "")] = address
		}
	}
	if len(named) < 60 {
		t.Fatalf("only %d kinds of addresses", len(named))
	}
	origin := strings.TrimSuffix(site, "/wijk-in-zicht")
	for _, address := range named {
		if strings.Contains(address, ".png") || strings.Contains(address, "/onderzoek/bestand/") { // slow to make, and asked by other tests
			continue
		}
		if status, _, at := askProxy(t, client, origin+address); status >= 400 && status != http.StatusTooManyRequests || !strings.HasPrefix(at, site+"/") {
			t.Errorf("%s: %d at %s", address, status, at)
		}
	}
	for _, again := range []string{"", "HIT"} {
		r, err := client.Get(site + "/static/" + styleName.FindString(strings.Join(slices.Collect(maps.Values(named)), " ")))
		if err != nil || r.StatusCode != http.StatusOK || again != "" && r.Header.Get("X-Cache") != again {
			t.Fatalf("a style: %v, %v", r, err)
		}
		r.Body.Close()
	}
	openBrowserAt(t, site).scriptsStayInside(t)
}

// scriptsStayInside uses what asks the server by a script: the search box, the years of a map, a chart, and the builder.
func (b *browser) scriptsStayInside(t *testing.T) {
	p := b.open(t, desk, true)
	p.visit("/kaart?gemeente=gm0518&indicator=gezondheid_goed", 200)
	before := eval[string](p, "document.querySelector('.years [aria-current]').textContent")
	p.do(chromedp.Click(chromedp.CSS(".years li:first-child a")))
	p.wait("document.querySelector('.years [aria-current]').textContent != " + fmt.Sprintf("%q", before))
	p.visit("/zoek", 200)
	p.do(chromedp.SendKeys(chromedp.CSS("#zoek"), "palenst"))
	p.wait("document.querySelector('#zoek').list.options.length > 0")
	p.visit("/embed/trend/moerwijk/gezondheid_goed", 200)
	eval[bool](p, "document.querySelector('.chart[data-optie]').dispatchEvent(new FocusEvent('focusin'))")
	p.wait("performance.getEntriesByType('resource').some(r => r.name.includes('/wijk-in-zicht/grafiek/'))")
	p.visit("/insluiten", 200)
	p.do(chromedp.SetValue(chromedp.CSS("#wijk"), "tarwewijk"))
	eval[bool](p, "document.querySelector('#wijk').dispatchEvent(new InputEvent('input', {bubbles: true}))")
	p.wait("location.pathname == '/wijk-in-zicht/insluiten' && location.search.includes('tarwewijk') && document.querySelector('#code').value.includes('/wijk-in-zicht/embed/trend/tarwewijk/')")
}

var (
	addressIn  = regexp.MustCompile(` ([a-z-]+)="(/[^"]*)"`)
	likeOthers = regexp.MustCompile(`(/(wijk|gebied|grafiek|ligging|interventies|indicator|cijfers)/[^.]*)|#.*`)
	styleName  = regexp.MustCompile(`stijl\.[0-9a-f]+\.css`)
)

func askProxy(t *testing.T, client *http.Client, address string) (status int, body, at string) {
	t.Helper()
	r, err := client.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	text, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatalf("%s: %v", address, err)
	}
	return r.StatusCode, string(text), r.Request.URL.String()
}

// writeCertificate writes a key and a certificate that it signed itself, and gives who trusts it.
func writeCertificate(t *testing.T, dir string) *x509.CertPool {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	about := &x509.Certificate{SerialNumber: big.NewInt(1), NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour), IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)},
		IsCA: true, BasicConstraintsValid: true}
	made, err := x509.CreateCertificate(rand.Reader, about, about, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	secret, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	certificate := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: made})
	for name, content := range map[string][]byte{"cert.pem": certificate, "key.pem": pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: secret})} {
		if err := os.WriteFile(filepath.Join(dir, name), content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	pool := x509.NewCertPool()
	pool.AppendCertsFromPEM(certificate)
	return pool
}
