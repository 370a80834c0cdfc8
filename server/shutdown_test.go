package server_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"
)

// TestStopFinishesAnswersInFlight cancels while pages are being made: every one comes whole.
func TestStopFinishesAnswersInFlight(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	address, ended, err := serve(ctx, depot)
	if err != nil {
		t.Fatal(err)
	}
	paths := []string{"/?indicator=woz", "/?indicator=koop", "/wijk/moerwijk"}
	answers := make(chan string, len(paths))
	for _, path := range paths {
		conn := dial(t, address)
		fmt.Fprintf(conn, "GET %s HTTP/1.1\r\nHost: wijken.example\r\n\r\n", path)
		go func() {
			response, err := http.ReadResponse(bufio.NewReader(conn), nil)
			if err != nil {
				answers <- path + ": " + err.Error()
				return
			}
			defer response.Body.Close()
			body, err := io.ReadAll(response.Body)
			if err != nil || response.StatusCode != http.StatusOK || !strings.HasSuffix(strings.TrimSpace(string(body)), "</html>") {
				answers <- fmt.Sprintf("%s: status %d, %d bytes, %v", path, response.StatusCode, len(body), err)
				return
			}
			answers <- ""
		}()
	}
	time.Sleep(50 * time.Millisecond) // the server has read the requests and is drawing
	stop()
	for range paths {
		if problem := <-answers; problem != "" {
			t.Error(problem)
		}
	}
	if err := <-ended; err != nil {
		t.Errorf("serve ended with %v", err)
	}
	if _, err := try(http.MethodGet, address+"/healthz"); err == nil {
		t.Error("the server still answers")
	}
}

// TestClientsThatSendNothingDoNotHangAStop leaves a connection without a request, one with half a request, and one
// that answered and idles.
func TestClientsThatSendNothingDoNotHangAStop(t *testing.T) {
	t.Parallel() // waits for the server's read timeout
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	address, ended, err := serve(ctx, depot)
	if err != nil {
		t.Fatal(err)
	}
	dial(t, address)
	fmt.Fprint(dial(t, address), "GET / HTTP/1.1\r\nHost: wij")
	idle := dial(t, address)
	fmt.Fprint(idle, "GET /healthz HTTP/1.1\r\nHost: wijken.example\r\n\r\n")
	if _, err := http.ReadResponse(bufio.NewReader(idle), nil); err != nil {
		t.Fatal(err)
	}
	stop()
	select {
	case err := <-ended:
		if err != nil {
			t.Errorf("serve ended with %v", err)
		}
	case <-time.After(time.Minute):
		t.Error("serve does not end")
	}
}

func dial(t *testing.T, address string) net.Conn {
	t.Helper()
	conn, err := net.Dial("tcp", strings.TrimPrefix(address, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	return conn
}

func TestStopBeforeTheStart(t *testing.T) {
	for range 5 { // the stop and the start race
		ctx, stop := context.WithCancel(context.Background())
		_, ended, err := serve(ctx, depot)
		stop()
		if err != nil {
			t.Fatal(err)
		}
		select {
		case err := <-ended:
			if err != nil {
				t.Errorf("serve ended with %v", err)
			}
		case <-time.After(time.Minute):
			t.Fatal("serve does not end")
		}
	}
}
