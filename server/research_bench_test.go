package server_test

import (
	"bytes"
	"fmt"
	"net/http"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"wijkinzicht/server/sandbox"
)

// timed asks addresses over so many connections and gives how long each answer took, in order of length.
func timed(b *testing.B, connections, each int, path func(connection, i int) string, fields ...string) []time.Duration {
	b.Helper()
	took := make([][]time.Duration, connections)
	var failed atomic.Int64
	var asking sync.WaitGroup
	for n := range connections {
		asking.Go(func() {
			for i := range each {
				start := time.Now()
				r, err := try(http.MethodGet, base+path(n, i), fields...)
				if err != nil || r.status != http.StatusOK {
					failed.Add(1)
					return
				}
				took[n] = append(took[n], time.Since(start))
			}
		})
	}
	asking.Wait()
	if failed.Load() > 0 {
		b.Fatalf("%d connections failed", failed.Load())
	}
	all := slices.Concat(took...)
	slices.Sort(all)
	return all
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

// BenchmarkAPITrend asks a trend over 16 connections: from cache (at least 3,000 a second), and each answer for the first
// time (p99 at most 30 ms).
func BenchmarkAPITrend(b *testing.B) {
	b.Run("cached", func(b *testing.B) {
		for b.Loop() {
			start := time.Now()
			all := timed(b, 16, 1000, func(int, int) string { return "/api/v1/trend?subject=moerwijk,nl&indicator=inwoners" })
			b.ReportMetric(float64(len(all))/time.Since(start).Seconds(), "req/s")
		}
	})
	prepared(b)            // the files for researchers, made in the background
	var asked atomic.Int64 // every address is another
	for name, encoding := range map[string]string{"uncached": "identity", "uncached-br": "br"} {
		b.Run(name, func(b *testing.B) {
			var all []time.Duration
			used := processorTime(b)
			for b.Loop() {
				all = append(all, timed(b, 16, 60, func(int, int) string {
					n := int(asked.Add(1))
					return fmt.Sprintf("/api/v1/trend?subject=moerwijk,%s&indicator=%s&year=%d-2030", db.Subjects[n%len(db.Subjects)].Slug,
						db.Indicators[n/len(db.Subjects)%len(db.Indicators)].ID, 1900+n/len(db.Subjects)/len(db.Indicators))
				}, "Accept-Encoding: "+encoding)...)
			}
			slices.Sort(all)
			b.ReportMetric(ms(all[len(all)/2]), "ms-p50")
			b.ReportMetric(ms(all[len(all)*99/100]), "ms-p99")
			b.ReportMetric(ms(processorTime(b)-used)/float64(len(all)), "processor_ms")
		})
	}
}

// BenchmarkSandbox holds a question in a process of its own against the same question in this one (at most 150 ms more).
func BenchmarkSandbox(b *testing.B) {
	const question = "select i.naam, count(*), avg(o.value) from observation o join indicator i on i.id = o.indicator group by all"
	r := sandbox.New(sandbox.DefaultLimits)
	var inside, apart []time.Duration
	for b.Loop() {
		start := time.Now()
		if err := db.Query(b.Context(), question, "csv", &bytes.Buffer{}); err != nil {
			b.Fatal(err)
		}
		inside = append(inside, time.Since(start))
		start = time.Now()
		if _, err := r.Ask(b.Context(), db.Path, question); err != nil {
			b.Fatal(err)
		}
		apart = append(apart, time.Since(start))
	}
	slices.Sort(inside)
	slices.Sort(apart)
	b.ReportMetric(ms(inside[len(inside)/2]), "ms-inside")
	b.ReportMetric(ms(apart[len(apart)/2]-inside[len(inside)/2]), "ms-more")
}

// BenchmarkPagesBesideHostileQuestions asks a page while a stranger's questions run without pause, and while none do; the
// ratio is what visitors feel of them (at most 1.1).
func BenchmarkPagesBesideHostileQuestions(b *testing.B) {
	page := func(int, int) string { return "/wijk/moerwijk" }
	timed(b, 4, 100, page)
	var quiet, beside []time.Duration
	for b.Loop() {
		quiet = append(quiet, timed(b, 4, 1500, page)...)
		finish := make(chan struct{})
		var hostile sync.WaitGroup
		hostile.Go(func() {
			for {
				select {
				case <-finish:
					return
				default:
					try(http.MethodGet, base+"/onderzoek/sql.csv"+asking("select max(md5(a.range::varchar || b.range)) from range(10000000) a, range(10000000) b"))
				}
			}
		})
		time.Sleep(300 * time.Millisecond) // it runs
		beside = append(beside, timed(b, 4, 1500, page)...)
		close(finish)
		hostile.Wait()
	}
	slices.Sort(quiet)
	slices.Sort(beside)
	b.ReportMetric(ms(quiet[len(quiet)/2]), "ms-quiet")
	b.ReportMetric(float64(beside[len(beside)/2])/float64(quiet[len(quiet)/2]), "x-p50")
	b.ReportMetric(float64(beside[len(beside)*99/100])/float64(quiet[len(quiet)*99/100]), "x-p99")
}
