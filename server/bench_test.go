package server_test

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
)

// BenchmarkCachedChart asks one picture over 16 connections that stay open; req/s is the figure to watch (we want 5,000
// on two cores, which the asking side shares).
func BenchmarkCachedChart(b *testing.B) {
	const connections = 16
	request := []byte("GET /grafiek/moerwijk/lbm2_klasse.svg HTTP/1.1\r\nHost: wijken.example\r\nAccept-Encoding: br\r\n\r\n")
	get(b, "/grafiek/moerwijk/lbm2_klasse.svg")
	b.SetParallelism(connections / 2) // times the two cores
	var failed atomic.Int64
	b.ResetTimer()
	b.RunParallel(func(pb *testing.PB) {
		conn, err := net.Dial("tcp", strings.TrimPrefix(base, "http://"))
		if err != nil {
			failed.Add(1)
			return
		}
		defer conn.Close()
		in := bufio.NewReader(conn)
		for pb.Next() {
			if _, err := conn.Write(request); err != nil {
				failed.Add(1)
				return
			}
			response, err := http.ReadResponse(in, nil)
			if err != nil || response.StatusCode != http.StatusOK {
				failed.Add(1)
				return
			}
			io.Copy(io.Discard, response.Body)
			response.Body.Close()
		}
	})
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "req/s")
	if failed.Load() > 0 {
		b.Errorf("%d connections failed", failed.Load())
	}
}

// BenchmarkColdChart draws a picture that nobody asked before: every round another one, of a server that is new
// when they are used up.
func BenchmarkColdChart(b *testing.B) {
	var paths []string
	for _, slug := range wijken() {
		for _, id := range shown() {
			paths = append(paths, "/grafiek/"+slug+"/"+id+".svg")
		}
	}
	cold(b, paths)
}

// BenchmarkWijkPageCold makes a whole page of a wijk, without its pictures.
func BenchmarkWijkPageCold(b *testing.B) {
	var paths []string
	for _, slug := range wijken() {
		paths = append(paths, "/wijk/"+slug)
	}
	cold(b, paths)
}

// BenchmarkHomeCold makes the home page with its eleven pictures.
func BenchmarkHomeCold(b *testing.B) {
	cold(b, []string{"/?indicator=inwoners", "/?indicator=woz", "/?indicator=gezondheid_goed", "/?indicator=lbm2_klasse"})
}

func cold(b *testing.B, paths []string) {
	var address string
	for i := range b.N {
		if i%len(paths) == 0 {
			b.StopTimer()
			address = freshServer(b)
			ask(b, http.MethodGet, address+"/verantwoording") // the template engine's first time is not the page's
			b.StartTimer()
		}
		if r := ask(b, http.MethodGet, address+paths[i%len(paths)]); r.status != http.StatusOK {
			b.Fatal(fmt.Errorf("%s: status %d", paths[i%len(paths)], r.status))
		}
	}
}
