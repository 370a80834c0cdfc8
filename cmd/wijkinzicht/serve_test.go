package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"wijkinzicht/data/store"
)

// lines keeps what a command says, and passes each line on.
type lines struct {
	mu     sync.Mutex
	text   bytes.Buffer
	onLine func(string)
}

func (l *lines) Write(p []byte) (int, error) {
	l.mu.Lock()
	l.text.Write(p)
	l.mu.Unlock()
	if l.onLine != nil {
		l.onLine(string(p))
	}
	return len(p), nil
}

func (l *lines) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}

var saidAddress = regexp.MustCompile(`staat op (http://\S+)`)

// address waits until a server has said where it is.
func (l *lines) address(t testing.TB) string {
	t.Helper()
	for range 3000 {
		if m := saidAddress.FindStringSubmatch(l.String()); m != nil {
			return m[1]
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatalf("no address was said:\n%s", l)
	return ""
}

func body(t testing.TB, address string) string {
	t.Helper()
	response, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil || response.StatusCode != http.StatusOK {
		t.Fatalf("%s: status %d, %v", address, response.StatusCode, err)
	}
	return string(text)
}

func TestServeAnswersUntilItIsTold(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	var out lines
	ended := make(chan int, 1)
	go func() {
		debug := func(name string) string { return map[string]string{"WIJKINZICHT_LOG": "debug"}[name] }
		ended <- run(ctx, []string{"serve", "--store", filled, "--listen", "127.0.0.1:0", "--meten", "127.0.0.1:0"}, env{stdout: &out, stderr: &out, getenv: debug})
	}()
	address := out.address(t)
	if !strings.Contains(body(t, address+"/verantwoording"), "Verantwoording") {
		t.Error("the page is not there")
	}
	if !strings.Contains(out.String(), "Zonder --adres") || !strings.Contains(body(t, address+"/insluiten"), "werkt alleen op de machine van de server") {
		t.Errorf("who builds an embed does not hear that its address works here alone:\n%s", out.String())
	}
	checkMeasured(t, address, out.String())
	listen := strings.TrimPrefix(address, "http://")
	code, _, errs := command("serve", "--store", filled, "--listen", listen)
	if want := "op " + listen + " luistert al een ander programma; kies met --listen een ander adres"; code != 1 || !strings.Contains(errs, want) {
		t.Errorf("a second on %s: exit %d: %s", listen, code, errs)
	}
	stop()
	if code := <-ended; code != 0 {
		t.Errorf("exit %d:\n%s", code, out.String())
	}
}

// checkMeasured looks at what a watchman gets, on an address of its own, after the pages that were asked above, and at their lines in the log.
func checkMeasured(t *testing.T, address, said string) {
	t.Helper()
	where := regexp.MustCompile(`aan (http://\S+/metrics)`).FindStringSubmatch(said)
	if where == nil {
		t.Fatalf("no address to measure at was said:\n%s", said)
	}
	counted := body(t, where[1])
	for _, line := range []string{`wijkinzicht_requests_total{route="/verantwoording",status="200"} 1`, `wijkinzicht_request_seconds_count{route="/insluiten"} 1`,
		`wijkinzicht_lane_working{lane="page"} 0`, `wijkinzicht_answers_made_total 1`, "wijkinzicht_trouble 0", "wijkinzicht_revision_made_seconds{", "process_resident_memory_bytes "} {
		if !strings.Contains(counted, line) {
			t.Errorf("not counted: %s\n%.3000s", line, counted)
		}
	}
	if r, err := http.Get(address + "/metrics"); err != nil || r.StatusCode != http.StatusNotFound {
		t.Errorf("visitors can measure: %v, %v", r, err)
	}
	if !strings.Contains(said, "path=/verantwoording status=200") {
		t.Errorf("no line for a request:\n%s", said)
	}
}

// TestServeRefusesWhatAGemeenteWroteWrong: in one sentence with the place, before the first visitor.
func TestServeRefusesWhatAGemeenteWroteWrong(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "thema-dorrestad.css"), []byte(":root {\n  --wijkinzicht-link-color: #ffd400;\n}"), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		args []string
		want string
	}{
		{[]string{"--eigen", dir}, "wijkinzicht serve: thema-dorrestad.css, regel 2: --wijkinzicht-link-color heeft een contrast van 1,43 met de achtergrond, en dat moet ten minste 4,5 zijn\n"},
		{[]string{"--insluiten-door", "dorrestad.nl"}, "\"dorrestad.nl\" is geen adres van een website"},
	} {
		code, _, errs := command(append([]string{"serve", "--store", filled, "--listen", "127.0.0.1:0"}, c.args...)...)
		if code != 1 || !strings.Contains(errs, c.want) {
			t.Errorf("%v: exit %d: %s", c.args, code, errs)
		}
	}
}

// start runs the built program as a process of its own.
func start(t testing.TB, args ...string) (*exec.Cmd, *lines) {
	t.Helper()
	return startProgram(t, binary, args...)
}

func startProgram(t testing.TB, program string, args ...string) (*exec.Cmd, *lines) {
	t.Helper()
	out := &lines{}
	c := exec.Command(program, args...)
	c.Stdout, c.Stderr = out, out
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if c.ProcessState == nil {
			c.Process.Kill()
			c.Wait()
		}
	})
	return c, out
}

func freePort(t testing.TB) string {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return strconv.Itoa(l.Addr().(*net.TCPAddr).Port)
}

func waitFor(t testing.TB, client *http.Client, address string, said *lines) {
	t.Helper()
	for range 100 {
		if r, err := client.Get(address); err == nil {
			r.Body.Close()
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatalf("%s does not come up:\n%s", address, said)
}

// TestResearchersReadWhileTheServerRuns asks the store from another process, before and after asking the server, and ends the server as systemd
// does.
func TestResearchersReadWhileTheServerRuns(t *testing.T) {
	server, out := start(t, "serve", "--store", filled, "--listen", "127.0.0.1:0")
	address := out.address(t)
	for range 2 {
		body(t, address+"/wijk/moerwijk")
		answer, err := exec.Command(binary, "query", "--store", filled, "--format", "csv", "select count(*) as n from subject where kind = 'wijk'").CombinedOutput()
		if err != nil || string(answer) != "n\n11\n" {
			t.Errorf("query beside the server: %v: %s", err, answer)
		}
	}
	if err := server.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- server.Wait() }()
	select {
	case err := <-ended:
		if err != nil {
			t.Errorf("SIGTERM: %v\n%s", err, out)
		}
	case <-time.After(30 * time.Second):
		t.Errorf("SIGTERM does not end the server:\n%s", out)
	}
}

// TestAnIngestThatIsStoppedChangesNothing interrupts the program while it loads a large fictional file.
func TestAnIngestThatIsStoppedChangesNothing(t *testing.T) {
	depot, from := t.TempDir(), t.TempDir()
	copyStore(t, depot)
	before, _, err := store.Store{Dir: depot}.Current()
	if err != nil {
		t.Fatal(err)
	}
	writeNational(t, filepath.Join(from, "Kerncijfers_wijken_en_buurten_2020.csv"))
	ingest, out := start(t, "ingest", "--store", depot, "--from", from)
	interrupted := false
	for range 30000 { // a busy machine reads for a while
		if strings.Contains(out.String(), "Cijfers naast elkaar leggen") {
			if err := ingest.Process.Signal(os.Interrupt); err != nil {
				t.Fatal(err)
			}
			interrupted = true
			break
		}
		time.Sleep(time.Millisecond)
	}
	if err := ingest.Wait(); err == nil || ingest.ProcessState.ExitCode() != 1 || !interrupted {
		t.Fatalf("interrupted %v, ended with %v:\n%s", interrupted, err, out)
	}
	if !strings.Contains(out.String(), "afgebroken; wat gepubliceerd was is ongewijzigd") {
		t.Errorf("says\n%s", out)
	}
	after, _, err := store.Store{Dir: depot}.Current()
	if err != nil || after != before {
		t.Errorf("published %s, was %s: %v", after, before, err)
	}
	if kept, err := (store.Store{Dir: depot}).Raw(); err != nil || len(kept) != 0 {
		t.Errorf("%d files were kept, %v", len(kept), err)
	}
	if left, _ := filepath.Glob(filepath.Join(depot, ".building-*")); len(left) != 0 {
		t.Errorf("left %v behind", left)
	}
	// The same files load afterwards.
	if answer, err := exec.Command(binary, "ingest", "--store", depot, "--from", from).CombinedOutput(); err != nil {
		t.Errorf("ingest afterwards: %v: %s", err, answer)
	}
}

// copyStore gives a test a store of its own with the embedded figures.
func copyStore(t *testing.T, dir string) {
	t.Helper()
	revision, path, err := store.Store{Dir: filled}.Current()
	if err != nil {
		t.Fatal(err)
	}
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	own := store.Store{Dir: dir}
	if err := os.WriteFile(own.Path(revision), content, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := own.PointAt(revision); err != nil {
		t.Fatal(err)
	}
}

// writeNational writes an export as large as the country's, of a fictional gemeente.
func writeNational(t *testing.T, path string) {
	t.Helper()
	var b bytes.Buffer
	b.WriteString("Wijken en buurten;Regioaanduiding/Gemeentenaam (naam);Regioaanduiding/Soort regio (omschrijving);" +
		"Regioaanduiding/Codering (code);Bevolking/Aantal inwoners (aantal);Wonen/Woningvoorraad (aantal);Particuliere huishoudens/Huishoudens totaal (aantal)\r\n")
	for i := range 9999 {
		for j := range 4 {
			fmt.Fprintf(&b, "Zonnebuurt %d;Dorrestad;Buurt;BU99%02d%04d;%d;%d;%d\r\n", i, j, i, 5*i, i, i)
		}
	}
	if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}
