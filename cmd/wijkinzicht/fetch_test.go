package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"wijkinzicht/data"
	"wijkinzicht/data/store"
	"wijkinzicht/ingest"
	"wijkinzicht/ingest/fetch/mirrortest"
)

// Environment of a test binary that plays the program.
const (
	mirrorVariable = "WIJKINZICHT_TEST_MIRROR" // address of a mirror that answers for all sources
	diskVariable   = "WIJKINZICHT_TEST_DISK"   // folder to put a small disk on
)

// asProgram is the program with a mirror for the internet, in a process of its own that can be killed.
func asProgram(mirror string) int {
	e := env{stdout: os.Stdout, stderr: os.Stderr, getenv: noEnv, network: led(mirrortest.Transport(mirror)), pack: smallPack()}
	if disk := os.Getenv(diskVariable); disk != "" {
		e.pack = nil // the embedded figures are what fills it
		if err := syscall.Mount("tmpfs", disk, "tmpfs", 0, "size=3m"); err != nil {
			fmt.Fprintln(os.Stderr, "mount:", err)
			return noDisk
		}
	}
	return run(context.Background(), os.Args[1:], e)
}

// noDisk is the exit status of a machine where a test may not mount a disk.
const noDisk = 77

func led(t http.RoundTripper) ingest.Network {
	return ingest.Network{Transport: t, Quiet: time.Minute, Wait: func(ctx context.Context, _ time.Duration) error { return ctx.Err() }}
}

// sources is a mirror of a few of the sources, with the wish to fetch them.
type sources struct {
	*mirrortest.Mirror
	tables []*mirrortest.Table
	args   []string
}

func newSources(t testing.TB) *sources {
	s := &sources{Mirror: mirrortest.New(t), args: []string{"ingest", "--gemeente", "GM9901", "--sources", "kwb-2022,kwb-2023,kwb-2024,gebieden-2024"}}
	for year, id := range map[int]string{2022: "85318NED", 2023: "85618NED", 2024: "85984NED"} {
		table := mirrortest.KWB(id, year)
		table.PageSize = 25
		s.tables = append(s.tables, table)
	}
	slices.SortFunc(s.tables, func(a, b *mirrortest.Table) int { return a.Year - b.Year })
	s.OData4("https://datasets.cbs.nl/odata/v1/CBS", s.tables...)
	s.OGC("https://api.pdok.nl/cbs/wijken-en-buurten-2024/ogc/v1", &mirrortest.Layers{Year: 2024, PageSize: 2})
	return s
}

// ingest runs the command in this process.
func (s *sources) ingest(depot string, more ...string) (code int, stdout, stderr string) {
	var out, errs bytes.Buffer
	args := append(append(slices.Clone(s.args), "--store", depot), more...)
	code = run(context.Background(), args, env{stdout: &out, stderr: &errs, getenv: noEnv, network: led(s.Transport()), pack: smallPack()})
	return code, out.String(), errs.String()
}

// TestFromNothingToPages fetches into a fresh store and serves what came.
func TestFromNothingToPages(t *testing.T) {
	s := newSources(t)
	depot := filepath.Join(t.TempDir(), "var")
	s.Catalog3("https://opendata.cbs.nl/ODataCatalog/Tables", append(slices.Clone(s.tables), mirrortest.KWB("90001NED", 2031))...)
	code, plan, _ := s.ingest(depot, "--plan")
	for _, part := range []string{"kwb-2024", "85984NED", "odata4", "nog niet in opslag", "https://datasets.cbs.nl/odata/v1/CBS/85984NED", "Er is niets opgehaald", "GM9901", "Kerncijfers wijken en buurten 2031 als tabel 90001NED"} {
		if !strings.Contains(plan, part) || code != 0 {
			t.Errorf("the plan does not say %q (exit %d):\n%s", part, code, plan)
		}
	}
	if asked := s.Asked(); len(asked) != 1 || !strings.Contains(asked[0], "ODataCatalog/Tables") || strings.Contains(plan, "85984NED (gewijzigd") {
		t.Errorf("the plan asked for %q and said\n%s", asked, plan)
	}
	code, out, progress := s.ingest(depot)
	if code != 0 || !strings.Contains(out, "4 opgehaald") || !strings.Contains(out, "gepubliceerd") {
		t.Fatalf("exit %d:\n%s%s", code, out, progress)
	}
	if !strings.Contains(progress, "Kerncijfers wijken en buurten 2024: opgehaald (") {
		t.Errorf("on the way it said\n%s", progress)
	}
	server, said := start(t, "serve", "--store", depot, "--listen", "127.0.0.1:0")
	page := body(t, said.address(t)+"/verantwoording")
	for _, part := range []string{"Kerncijfers wijken en buurten 2024", "opgehaald"} {
		if !strings.Contains(page, part) {
			t.Errorf("/verantwoording does not say %q", part)
		}
	}
	if code, out, _ := s.ingest(depot); code != 0 || !strings.Contains(out, "4 ongewijzigd bij de bron") || !strings.Contains(out, "niets te doen") {
		t.Errorf("again: exit %d:\n%s", code, out)
	}
	if code, plan, _ := s.ingest(depot, "--plan"); code != 0 || !strings.Contains(plan, "editie definitief 2026-03-01T02:00:00") {
		t.Errorf("the plan does not name the edition:\n%s", plan)
	}
	server.Process.Kill()
}

// TestWhatChanged shows a new edition in the summary and, by area, in check --diff.
func TestWhatChanged(t *testing.T) {
	s := newSources(t)
	depot := t.TempDir()
	if code, out, _ := s.ingest(depot); code != 0 {
		t.Fatalf("exit %d:\n%s", code, out)
	}
	before, _, _ := store.Store{Dir: depot}.Current()
	s.tables[2].Change(func(t *mirrortest.Table) { t.Base, t.Modified = t.Base+5, "2026-06-01T02:00:00" })
	code, out, _ := s.ingest(depot)
	after, _, _ := store.Store{Dir: depot}.Current()
	if want := fmt.Sprintf("check --diff %s %s", before, after); code != 0 || !strings.Contains(out, "1 opgehaald") || !strings.Contains(out, "inwoners: ") || !strings.Contains(out, want) {
		t.Errorf("exit %d, no %q in\n%s", code, want, out)
	}
	if code, out, _ := command("check", "--store", depot, "--diff", before, after); code != 0 || !strings.Contains(out, "WK990101") || !strings.Contains(out, "1.480 -> 1.490") {
		t.Errorf("exit %d:\n%s", code, out)
	}
	if code, out, _ := command("check", "--store", depot, "--diff", before, before); code != 0 || !strings.Contains(out, "geen gepubliceerd cijfer veranderd") {
		t.Errorf("the same twice: exit %d:\n%s", code, out)
	}
	if code, _, errs := command("check", "--store", depot, "--diff", before, "000000000000"); code != 1 || !strings.Contains(errs, "staat niet in de opslag; er zijn, van oud naar nieuw: "+before+", "+after) {
		t.Errorf("a revision that is not there: exit %d: %s", code, errs)
	}
	if code, _, _ := command("check", "--store", depot, "--diff", before); code != 2 {
		t.Errorf("one revision: exit %d", code)
	}
}

// TestExitStatus tells complete, partly and nothing, for people and for machines.
func TestExitStatus(t *testing.T) {
	s := newSources(t)
	depot := t.TempDir()
	s.Spoil("85618NED", 0, 0, mirrortest.Status(404, ""))
	code, out, _ := s.ingest(depot, "--json")
	var report struct {
		Done     string           `json:"uitkomst"`
		Outcomes []ingest.Outcome `json:"bronnen"`
		Result   ingest.Result    `json:"resultaat"`
	}
	if err := json.Unmarshal([]byte(out), &report); err != nil || code != 3 || report.Done != "gedeeltelijk" || len(report.Outcomes) != 4 || report.Result.Revision == "" {
		t.Errorf("partly: exit %d, %v, %+v", code, err, report)
	}
	s.Mend()
	s.Spoil("", 0, 0, mirrortest.HTML)
	code, out, _ = s.ingest(depot)
	if code != 1 || !strings.Contains(out, "3 niet vernieuwd; wat bewaard was blijft in gebruik") || !strings.Contains(out, "webpagina") || !strings.Contains(out, "niets te doen") {
		t.Errorf("nothing new: exit %d:\n%s", code, out)
	}
	code, out, _ = s.ingest(t.TempDir())
	if code != 1 || !strings.Contains(out, "4 niet gelukt") || !strings.Contains(out, "Er is niets gepubliceerd") ||
		strings.Count(out, "datasets.cbs.nl: er kwam een webpagina") != 1 {
		t.Errorf("nothing at all: exit %d:\n%s", code, out)
	}
	s.Mend()
	if code, out, _ := s.ingest(depot); code != 0 || !strings.Contains(out, "1 opgehaald") {
		t.Errorf("mended: exit %d:\n%s", code, out)
	}
	for _, args := range [][]string{{"--years", "gisteren"}, {"--sources", "krant"}, {"--gemeente", "Dorrestad"}, {"--national"}, {"--offline"}} {
		if code, _, errs := s.ingest(depot, args...); code != 2 || strings.Count(errs, "\n") != 1 {
			t.Errorf("%v: exit %d: %s", args, code, errs)
		}
	}
}

// TestIngestForMachines: --json says what came of files that are given, kept or put aside, and nothing else stands on
// the output; flags that contradict each other are refused before anything is done.
func TestIngestForMachines(t *testing.T) {
	depot, from := t.TempDir(), t.TempDir()
	text := "Wijken en buurten;Regioaanduiding/Gemeentenaam (naam);Regioaanduiding/Soort regio (omschrijving);Regioaanduiding/Codering (code);Bevolking/Aantal inwoners (aantal)\r\n"
	for i, year := range []string{"2019", "2020"} {
		write(t, from, "Kerncijfers_wijken_en_buurten_"+year+".csv", text+fmt.Sprintf("Dorrestad;Dorrestad;Gemeente;GM9901;%d\r\n", 25000+i))
	}
	write(t, filepath.Join(depot, "eigen"), "notities.txt", "") // which is told, but not to a machine
	var got struct {
		Aside  int           `json:"opzijgezet"`
		Result ingest.Result `json:"resultaat"`
	}
	machine := func(args ...string) {
		t.Helper()
		code, out, errs := smallCommand(append([]string{"ingest", "--store", depot, "--json"}, args...)...)
		if err := json.Unmarshal([]byte(out), &got); code != 0 || err != nil {
			t.Fatalf("%v: exit %d, %v:\n%s%s", args, code, err, out, errs)
		}
	}
	if machine("--from", from); got.Result.Tables != 2 || got.Result.Revision == "" || got.Result.Unchanged {
		t.Errorf("given: %+v", got)
	}
	if machine("--offline"); !got.Result.Unchanged {
		t.Errorf("kept: %+v", got)
	}
	raw, err := store.Store{Dir: depot}.Raw()
	if err != nil || len(raw) != 2 {
		t.Fatalf("kept %+v, %v", raw, err)
	}
	hash := raw[0].SHA256[:12]
	for _, args := range [][]string{{"--forget", hash, "--from", from}, {"--plan", "--from", from}, {"--plan", "--forget", hash}, {"--plan", "--offline"}, {"--forget", hash, "--years", "2019"}} {
		code, out, errs := smallCommand(append([]string{"ingest", "--store", depot}, args...)...)
		if code != 2 || strings.Count(errs, "\n") != 1 || strings.Contains(out, "opzijgezet") {
			t.Errorf("%v: exit %d: %s%s", args, code, out, errs)
		}
	}
	if machine("--forget", hash); got.Aside != 1 || got.Result.Tables != 1 {
		t.Errorf("put aside: %+v", got)
	}
}

// child runs this test binary as the program.
func (s *sources) child(t *testing.T, depot string, environment ...string) (*exec.Cmd, *bytes.Buffer) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	c := exec.Command(self, append(slices.Clone(s.args), "--store", depot)...)
	c.Env = append(os.Environ(), append(environment, mirrorVariable+"="+s.Server.Listener.Addr().String())...)
	c.Stdout, c.Stderr = &out, &out
	return c, &out
}

// TestKilled kills the program fifty times at a random moment: what is published is always whole, and the next run
// finishes the job.
func TestKilled(t *testing.T) {
	s := newSources(t)
	depot := store.Store{Dir: t.TempDir()}
	r := rand.New(rand.NewPCG(4, 50))
	begun := time.Now()
	if c, out := s.child(t, t.TempDir()); c.Run() != nil {
		t.Fatalf("a run that is not killed:\n%s", out)
	}
	long := time.Since(begun)
	killed := 0
	rounds := 8
	if testing.Short() {
		rounds = 5
	}
	for round := range rounds {
		table := s.tables[round%len(s.tables)]
		table.Change(func(t *mirrortest.Table) { t.Base, t.Modified = t.Base+1, "2026-04-01T00:00:"+strconv.Itoa(round) })
		c, out := s.child(t, depot.Dir)
		begun := time.Now()
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		timer := time.AfterFunc(time.Duration(r.Int64N(int64(long*5/4))), func() { c.Process.Kill() })
		err := c.Wait()
		timer.Stop()
		if err != nil {
			if c.ProcessState.ExitCode() >= 0 {
				t.Fatalf("round %d: %v:\n%s", round, err, out)
			}
			killed++
		} else {
			long = time.Since(begun) // the first run takes longer than those that have a depot to go on with
		}
		whole(t, depot)
		if t.Failed() {
			t.Fatalf("after round %d", round)
		}
	}
	if killed < rounds/5 {
		t.Errorf("only %d of %d were killed before they were done", killed, rounds)
	}
	t.Logf("killed %d times", killed)
	if code, out, errs := s.ingest(depot.Dir); code != 0 {
		t.Fatalf("the last run: exit %d:\n%s%s", code, out, errs)
	}
	whole(t, depot)
	for _, table := range s.tables {
		want, _ := table.Value(0, "WK990101", table.Year)
		_, got, _ := command("query", "--store", depot.Dir, "--format", "csv", fmt.Sprintf("select value::int from observation where indicator = 'inwoners' and area_code = 'WK990101' and year = %d", table.Year))
		if !strings.Contains(got, "\n"+want+"\n") {
			t.Errorf("%d: %q, want %s", table.Year, got, want)
		}
	}
}

// whole holds a store together: the current revision opens and keeps the rules, and every kept file is there as it came.
func whole(t *testing.T, depot store.Store) {
	t.Helper()
	raw, err := depot.RawHistory()
	if err != nil {
		t.Error(err)
	}
	for _, e := range raw {
		content, err := os.ReadFile(filepath.Join(depot.Dir, e.Path()))
		if sum := sha256.Sum256(content); err != nil || hex.EncodeToString(sum[:]) != e.SHA256 {
			t.Errorf("%s is not what it was: %v", e.Name, err)
		}
	}
	_, path, err := depot.Current()
	if err == store.ErrNoRevision {
		return
	}
	if err != nil {
		t.Error(err)
		return
	}
	db, err := data.Open(context.Background(), path)
	if err != nil {
		t.Error(err)
		return
	}
	defer db.Close()
	if rules, err := db.BrokenRules(context.Background()); err != nil || len(rules) > 0 {
		t.Errorf("broken rules: %q, %v", rules, err)
	}
}

// TestDiskFull fills a small disk with a run: one sentence, and what was there is whole. It needs a machine where a test
// may mount one.
func TestDiskFull(t *testing.T) {
	s := newSources(t)
	c, out := s.child(t, t.TempDir())
	c.Env = append(c.Env, diskVariable+"="+c.Args[len(c.Args)-1])
	c.SysProcAttr = &syscall.SysProcAttr{Cloneflags: syscall.CLONE_NEWNS | syscall.CLONE_NEWUSER,
		UidMappings: []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getuid(), Size: 1}}, GidMappings: []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getgid(), Size: 1}}}
	err := c.Run()
	if c.ProcessState == nil || c.ProcessState.ExitCode() == noDisk {
		t.Skipf("no disk can be mounted here: %v %s", err, out)
	}
	if c.ProcessState.ExitCode() != 1 || !strings.Contains(out.String(), "de schijf van de opslag is vol; wat gepubliceerd was is ongewijzigd") {
		t.Errorf("exit %d:\n%s", c.ProcessState.ExitCode(), out)
	}
}
