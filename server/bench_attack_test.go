package server_test

import (
	"context"
	"fmt"
	"io"
	"iter"
	"math/rand/v2"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// attacks are what one stranger can ask without end; every address costs its whole price, as nobody asked it before.
var attacks = []struct {
	name string
	path func(i int) string
}{
	{"rijen", func(i int) string { return fmt.Sprintf("/api/v1/observations.csv?limit=%d", 200_000+i) }},
	{"parquet", func(i int) string { return fmt.Sprintf("/api/v1/observations.parquet?limit=%d", 200_000+i) }},
	{"vergelijk", func(i int) string {
		return "/vergelijk?gebied=" + strings.Join(wijken(), ",") + "&indicator=" + strings.Join(some(i, 6, shown()), ",")
	}},
	{"kleur", func(i int) string {
		return fmt.Sprintf("/embed/trend/%s/woz?kleur=%06x", wijken()[i%11], i%0x40_00_00)
	}},
	{"png", func(i int) string { return "/grafiek/" + wijken()[i%11] + "/" + shown()[i/11%len(shown())] + ".png" }},
	{"kaart", func(i int) string {
		return fmt.Sprintf("/kaart?gemeente=%s&indicator=%s&jaar=%d", towns[i%6], shown()[i/6%len(shown())], 2024-i/6/len(shown())%10)
	}},
	{"grafiek", func(i int) string {
		return "/grafiek/" + wijken()[i%11] + "/" + shown()[i/11%len(shown())] + ".svg?breedte="
	}},
	{"sql", func(i int) string {
		return "/onderzoek/sql.json?q=" + url.QueryEscape(fmt.Sprintf("select count(*) from range(1000000000000) t(i) where i %% 7 = %d", i))
	}},
}

// visitorAsks is how many of each kind the visitor asks.
const visitorAsks = 40

var towns = []string{"gm0518", "gm0014", "gm0995", "gm0268", "gm0599", "gm0637"}

// some draws n of a list, another set for every i.
func some(i, n int, of []string) []string {
	r := rand.New(rand.NewPCG(uint64(i), 0))
	out := slices.Clone(of)
	r.Shuffle(len(out), func(a, b int) { out[a], out[b] = out[b], out[a] })
	return out[:n]
}

// visits gives per kind of page addresses that nobody asked before, and one that is always ready.
func visits() map[string][]string {
	out := map[string][]string{}
	for _, slug := range wijken() {
		for _, id := range shown() {
			out["grafiek"] = append(out["grafiek"], "/grafiek/"+slug+"/"+id+".svg?thema=donker")
			out["embed"] = append(out["embed"], "/embed/trend/"+slug+"/"+id)
			out["vergelijk"] = append(out["vergelijk"], "/vergelijk?gebied="+slug+",nl&indicator="+id)
		}
	}
	for _, town := range towns {
		for _, id := range shown() {
			out["kaart"] = append(out["kaart"], "/kaart?gemeente="+town+"&indicator="+id)
		}
	}
	for kind := range out {
		rand.New(rand.NewPCG(1, 1)).Shuffle(len(out[kind]), func(a, b int) { out[kind][a], out[kind][b] = out[kind][b], out[kind][a] })
	}
	out["klaar"] = slices.Repeat([]string{"/verantwoording"}, 400)
	return out
}

// from makes a client that comes from one of the addresses of this machine.
func from(address string) *http.Client {
	dialer := net.Dialer{LocalAddr: &net.TCPAddr{IP: net.ParseIP(address)}}
	return &http.Client{Transport: &http.Transport{DialContext: dialer.DialContext, DisableCompression: true, MaxIdleConnsPerHost: 64}, Timeout: time.Minute}
}

// BenchmarkAttack has one stranger ask without end over fifty connections, while a visitor reads: how many times as long the slowest of
// forty takes the visitor, against the same alone. We want at most 3.
func BenchmarkAttack(b *testing.B) {
	for _, attack := range attacks {
		for _, connections := range []int{4, 50} {
			b.Run(fmt.Sprintf("%s/%d", attack.name, connections), func(b *testing.B) {
				for range b.N {
					address := freshServer(b)
					pages := visits()
					alone := read(b, address, pages, visitorAsks)
					ctx, stop := context.WithCancel(context.Background())
					ended := strangers(ctx, address, connections, attack.path)
					time.Sleep(time.Second)
					busy := read(b, address, pages, visitorAsks)
					stop()
					ended()
					for kind := range alone {
						b.ReportMetric(float64(alone[kind].Microseconds())/1000, kind+"-ms")
						b.ReportMetric(float64(busy[kind])/float64(alone[kind]), kind+"-x")
					}
				}
			})
		}
	}
}

// read asks n of every kind one after the other, in turns, and gives the slowest of each.
func read(b *testing.B, address string, pages map[string][]string, n int) map[string]time.Duration {
	b.Helper()
	visitor := from("127.0.0.1")
	took := map[string][]time.Duration{}
	for range n {
		for kind := range ordered(pages) {
			path := pages[kind][0]
			pages[kind] = pages[kind][1:]
			start := time.Now()
			r, err := visitor.Get(address + path)
			if err != nil {
				b.Fatal(err)
			}
			if _, err := io.Copy(io.Discard, r.Body); err != nil || r.StatusCode != http.StatusOK {
				b.Fatalf("%s: %d %v", path, r.StatusCode, err)
			}
			r.Body.Close()
			took[kind] = append(took[kind], time.Since(start))
		}
	}
	out := map[string]time.Duration{}
	for kind, all := range took {
		slices.Sort(all)
		out[kind] = all[len(all)-1]
	}
	return out
}

func ordered(pages map[string][]string) iter.Seq[string] {
	var kinds []string
	for kind := range pages {
		kinds = append(kinds, kind)
	}
	slices.Sort(kinds)
	return slices.Values(kinds)
}

// strangers ask over so many connections until ctx ends; ended waits for them.
func strangers(ctx context.Context, address string, connections int, path func(i int) string) (ended func()) {
	var all sync.WaitGroup
	var mu sync.Mutex
	asked := 0
	stranger := from("127.0.0.2")
	for range connections {
		all.Go(func() {
			for ctx.Err() == nil {
				mu.Lock()
				i := asked
				asked++
				mu.Unlock()
				request, err := http.NewRequestWithContext(ctx, http.MethodGet, address+path(i), nil)
				if err != nil {
					panic(err)
				}
				if r, err := stranger.Do(request); err == nil {
					io.Copy(io.Discard, r.Body)
					r.Body.Close()
				}
			}
		})
	}
	return all.Wait
}
