package server_test

import (
	"context"
	"fmt"
	"net/http"
	"os"
	"slices"
	"testing"
	"time"

	"wijkinzicht/data/store"
	"wijkinzicht/server"
)

// BenchmarkFrozenCycle has ten clients go round the embeds of four older revisions, each for the first time, while a visitor asks for one that
// was shown before: how long the slowest of two hundred takes the visitor, alone and then.
func BenchmarkFrozenCycle(b *testing.B) {
	own := store.Store{Dir: b.TempDir()}
	of, path, err := depot.Current()
	if err != nil {
		b.Fatal(err)
	}
	content, err := os.ReadFile(path)
	if err != nil {
		b.Fatal(err)
	}
	publishAs(b, own, of, content, func(string) {})
	revisions := []string{of}
	for n := range 4 {
		revisions = append(revisions, fmt.Sprintf("00000000000%d", n+1))
		republish(b, own, of, revisions[n+1], n)
	}
	ctx, stop := context.WithCancel(b.Context())
	address, ended, err := serveWith(ctx, own, server.Config{Address: publicAddress, Program: "test"})
	if err != nil {
		b.Fatal(err)
	}
	defer func() { stop(); <-ended }()
	shownBefore := address + "/embed/trend/moerwijk/lbm?versie=" + of
	slowest := func() time.Duration {
		var took []time.Duration
		for range 200 {
			start := time.Now()
			if r := ask(b, http.MethodGet, shownBefore); r.status != http.StatusOK {
				b.Fatalf("status %d", r.status)
			}
			took = append(took, time.Since(start))
		}
		slices.Sort(took)
		return took[197]
	}
	for range b.N {
		ask(b, http.MethodGet, shownBefore)
		alone := slowest()
		attack, end := context.WithCancel(ctx)
		over := strangers(attack, address, 10, func(i int) string {
			return fmt.Sprintf("/embed/trend/%s/%s?versie=%s", wijken()[i/4%11], shown()[i/44%len(shown())], revisions[i%4])
		})
		time.Sleep(time.Second)
		busy := slowest()
		end()
		over()
		b.ReportMetric(ms(alone), "alone-ms")
		b.ReportMetric(ms(busy), "busy-ms")
	}
}
