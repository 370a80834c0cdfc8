package server_test

import (
	"cmp"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
)

// worstCases are the costliest addresses of their kinds that a stranger can think of.
func worstCases() []string {
	return append(everyAddress(),
		"/vergelijk?gebied="+strings.Join(wijken(), ",")+"&indicator="+strings.Join(shown()[:6], ","),
		"/vergelijk.groot.png?gebied="+strings.Join(wijken(), ",")+"&indicator=woz",
		"/embed/vergelijk?gebied="+strings.Join(wijken(), ",")+"&indicator=woz&kleur=0b7a3b",
		"/kaart?gemeente=gm0599&indicator=woz&jaar=2024&vanaf=2012", "/kaart.groot.png?gemeente=gm0599",
		"/api/v1/observations.csv?limit=250000", "/api/v1/observations.parquet?limit=250000", "/api/v1/observations?limit=250000", "/api/v1/areas.geojson?year=2024",
		"/signalering?niveau=buurt", "/gebied/GM0599", "/wijk/moerwijk?gebeurtenissen=ja", "/zoek?q="+strings.Repeat("straat ", 20))
}

// BenchmarkEveryAddress lists what every address costs when nobody asked it before and when it is ready: processor time of the server and of
// who asks, in one process, and bytes. We want at most 150 ms for what has no slow lane of its own.
func BenchmarkEveryAddress(b *testing.B) {
	type cost struct {
		path        string
		first, next time.Duration
		bytes       int
	}
	for range b.N {
		prepared(b) // the files for researchers, made in the background
		address := freshServer(b)
		ask(b, http.MethodGet, address+"/verantwoording") // the template engine's first time is no address's
		var all []cost
		for _, path := range worstCases() {
			start := processorTime(b)
			r := ask(b, http.MethodGet, address+path, "Accept-Encoding: br")
			first := processorTime(b) - start
			if r.status >= 400 && r.status != http.StatusTooManyRequests {
				b.Logf("%s: status %d", path, r.status)
				continue
			}
			start = processorTime(b)
			for range 5 {
				ask(b, http.MethodGet, address+path, "Accept-Encoding: br")
			}
			all = append(all, cost{path, first, (processorTime(b) - start) / 5, len(r.raw)})
		}
		slices.SortFunc(all, func(a, b cost) int { return cmp.Compare(b.first, a.first) })
		var table strings.Builder
		for _, c := range all {
			fmt.Fprintf(&table, "\n%8.1f ms first %8.2f ms again %9d bytes  %.110s", ms(c.first), ms(c.next), c.bytes, c.path)
		}
		fmt.Println(table.String()) // a log of a benchmark is cut
		b.ReportMetric(ms(all[0].first), "costliest-ms")
	}
}

// processorTime is what this process and the children that it waited for have used.
func processorTime(b *testing.B) time.Duration {
	b.Helper()
	var total time.Duration
	for _, who := range []int{syscall.RUSAGE_SELF, syscall.RUSAGE_CHILDREN} {
		var use syscall.Rusage
		if err := syscall.Getrusage(who, &use); err != nil {
			b.Fatal(err)
		}
		total += time.Duration(use.Utime.Nano() + use.Stime.Nano())
	}
	return total
}
