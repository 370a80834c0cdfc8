package sandbox_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"wijkinzicht/data/catalogue"
	"wijkinzicht/data/store"
	"wijkinzicht/ingest"
	"wijkinzicht/server/sandbox"
)

// revision is the file that the questions are asked of; TestMain fills it.
var revision string

func TestMain(m *testing.M) {
	if len(os.Args) > 1 && os.Args[1] == sandbox.Argument {
		os.Exit(sandbox.Child(os.Stdin, os.Stdout))
	}
	os.Exit(withRevision(m))
}

func withRevision(m *testing.M) int {
	dir, err := os.MkdirTemp("", "wijkinzicht-sandbox")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(dir)
	cat, err := catalogue.Load()
	if err == nil {
		_, err = ingest.Default(context.Background(), cat, store.Store{Dir: dir}, func(string, int, int) {})
	}
	if err == nil {
		_, revision, err = (store.Store{Dir: dir}).Current()
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return m.Run()
}

// patience is longer under the race detector, where everything is slower.
var patience = map[bool]time.Duration{false: time.Second, true: 5 * time.Second}[raced]

// quick is short, so that a question that goes on for ever does not make the tests go on.
var quick = sandbox.Limits{Time: patience, Rows: 1000, Bytes: 1 << 20}

// calm is for questions that end by themselves, however busy the machine is.
var calm = sandbox.Limits{Time: time.Minute, Rows: quick.Rows, Bytes: quick.Bytes}

func TestAnswers(t *testing.T) {
	r := sandbox.New(calm)
	a, err := r.Ask(t.Context(), revision, "select 1 as een, 'twee' as twee, null as niets, 1.5 as half, true as waar, 12345678901234567890123::hugeint as groot, [1, 2] as lijst; ")
	if err != nil {
		t.Fatal(err)
	}
	row, err := json.Marshal(a.Rows)
	if want := `[[1,"twee",null,1.5,true,12345678901234567890123,"[1,2]"]]`; err != nil || string(row) != want || a.Cut || a.Columns[1].Name != "twee" || a.Columns[0].Type != "INTEGER" {
		t.Errorf("got %s %+v, %v", row, a.Columns, err)
	}
	twice, err := r.Ask(t.Context(), revision, "select 1 as a, 2 as a from range(3) order by a")
	if err != nil || len(twice.Rows) != 3 || twice.Columns[1].Name != "a" {
		t.Errorf("a name that comes twice gives %+v, %v", twice.Columns, err)
	}
	for question, want := range map[string]int{
		"from trend('moerwijk', 'inwoners') where year >= 2019": 5,
		"select * from subject where kind = 'wijk'":             11,
		"select * from area where false":                        0,
		"explain select * from trend":                           1,
		"describe select 1 as een, 2 as twee":                   2,
		"-- een vraag\nselect 1 -- met commentaar":              1,
		"with t as (select 1 as a) select * from t":             1,
		"values (1), (2)":                                       2,
		"select strftime(timestamp '2024-05-01', '%A')":         1,
		"select 1; -- een puntkomma":                            1,
		"select 'a;b'":                                          1,
		"select count(*) from range(1000000) where range % 3=0": 1,
	} {
		a, err := r.Ask(t.Context(), revision, question)
		if err != nil || len(a.Rows) != want || a.Cut {
			t.Errorf("%s: %d rows, cut %v, %v", question, len(a.Rows), a.Cut, err)
		}
	}
}

func TestLargeAnswersAreCut(t *testing.T) {
	r := sandbox.New(calm)
	for question, rows := range map[string]int{
		"select * from range(1000)":                   1000,
		"select * from range(1001)":                   -1000,
		"select * from range(1000000000)":             -1000,
		"select repeat('x', 100000) from range(1000)": -10,
	} {
		a, err := r.Ask(t.Context(), revision, question)
		if cut := rows < 0; err != nil || a.Cut != cut || max(rows, -rows) != len(a.Rows) {
			t.Errorf("%s: %d rows, cut %v, %v", question, len(a.Rows), a.Cut, err)
		}
	}
}

// TestHostileHundred asks what a stranger might to harm us. Every question ends, with an answer within the limits or with
// one sentence; nothing is written, nothing outside the revision is read, and nobody is called.
func TestHostileHundred(t *testing.T) {
	if raced {
		t.Skip("under the race detector a child has no limit on its memory")
	}
	secret := filepath.Join(t.TempDir(), "geheim.csv")
	if err := os.WriteFile(secret, []byte("woord\nkaboutermuts\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	t.Setenv("WIJKINZICHT_GEHEIM", "kaboutermuts")
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	called := make(chan struct{}, 1)
	go func() {
		if c, err := listener.Accept(); err == nil {
			c.Close()
			called <- struct{}{}
		}
	}()
	outside := t.TempDir()
	before := listing(t, filepath.Dir(revision))
	questions := hostile(secret, outside, listener.Addr().String())
	if len(questions) < 100 {
		t.Fatalf("only %d hostile questions", len(questions))
	}
	r := sandbox.New(quick)
	var longest time.Duration
	refused := 0
	for _, question := range questions {
		start := time.Now()
		a, err := r.Ask(t.Context(), revision, question)
		longest = max(longest, time.Since(start))
		for tries := 0; errors.Is(err, sandbox.ErrBusy) && tries < 5; tries++ { // on a busy machine the one before takes a while to die
			a, err = r.Ask(t.Context(), revision, question)
		}
		var refusal *sandbox.Refusal
		switch {
		case errors.As(err, &refusal):
			refused++
			if refusal.Sentence == "" || strings.Contains(refusal.Sentence, "\n") || strings.Contains(refusal.Sentence, "kaboutermuts") || strings.Contains(refusal.Sentence, "goroutine") {
				t.Errorf("%.100s: refused with %q", question, refusal.Sentence)
			}
		case err != nil:
			t.Errorf("%.100s: %v", question, err)
		default:
			text, _ := json.Marshal(a.Rows)
			if len(a.Rows) > quick.Rows || int64(len(text)) > quick.Bytes || strings.Contains(string(text), "kaboutermuts") {
				t.Errorf("%.100s: %d rows of %d bytes", question, len(a.Rows), len(text))
			}
		}
	}
	t.Logf("%d questions, %d refused; the longest took %v with a deadline of %v", len(questions), refused, longest.Round(time.Millisecond), quick.Time)
	if refused < 80 {
		t.Errorf("only %d were refused", refused)
	}
	if after := listing(t, filepath.Dir(revision)); after != before {
		t.Errorf("the store was\n%s\nand is\n%s", before, after)
	}
	if left := listing(t, outside); left != "" {
		t.Errorf("outside the store stands %s", left)
	}
	select {
	case <-called:
		t.Error("a question reached the network")
	default:
	}
	if _, err := r.Ask(t.Context(), revision, "select 1"); err != nil {
		t.Errorf("afterwards: %v", err)
	}
}

func listing(t *testing.T, dir string) string {
	t.Helper()
	var b strings.Builder
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		info, err := e.Info()
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintln(&b, e.Name(), info.Size(), info.ModTime())
	}
	return b.String()
}

// TestQueueIsBounded asks more at once than may wait; the others are told, and later questions are answered.
func TestQueueIsBounded(t *testing.T) {
	r := sandbox.New(quick)
	var busy sync.WaitGroup
	results := make(chan error, 30)
	for range 30 {
		busy.Go(func() {
			_, err := r.Ask(t.Context(), revision, "select count(*) from range(100000000000) a")
			results <- err
		})
	}
	busy.Wait()
	close(results)
	told := 0
	for err := range results {
		var refusal *sandbox.Refusal
		if errors.Is(err, sandbox.ErrBusy) {
			told++
		} else if err != nil && !errors.As(err, &refusal) {
			t.Errorf("%v", err)
		}
	}
	if told < 15 || told == 30 {
		t.Errorf("%d of 30 were told that it is busy", told)
	}
	if _, err := r.Ask(t.Context(), revision, "select 1"); err != nil {
		t.Errorf("afterwards: %v", err)
	}
}

func TestAskerWhoLeaves(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	r := sandbox.New(quick)
	if _, err := r.Ask(ctx, revision, "select 1"); err == nil {
		t.Error("an asker who left was answered")
	}
	if _, err := r.Ask(t.Context(), filepath.Join(t.TempDir(), "weg.duckdb"), "select 1"); err == nil || errors.As(err, new(*sandbox.Refusal)) {
		t.Errorf("a revision that is gone gives %v", err)
	}
}

// TestAMistakeIsToldShort: who asks writes part of what DuckDB says of a mistake.
func TestAMistakeIsToldShort(t *testing.T) {
	var refusal *sandbox.Refusal
	_, err := sandbox.New(calm).Ask(t.Context(), revision, "select error(repeat('x', 7000000))")
	if !errors.As(err, &refusal) || len(refusal.Sentence) > 1000 || !strings.Contains(refusal.Sentence, "xxx") {
		t.Errorf("a mistake of seven million characters is told in %d", len(fmt.Sprint(err)))
	}
}
