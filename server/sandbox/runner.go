package sandbox

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"time"
)

// Argument is the hidden command by which our own program becomes the child.
const Argument = "vraag-in-zandbak"

// Limits bound one question.
type Limits struct {
	Time  time.Duration // from the start of the child to its end
	Rows  int
	Bytes int64 // of the answer, as JSON
}

// DefaultLimits are those of the server: what a person waits for, and what a page or a spreadsheet can hold.
var DefaultLimits = Limits{Time: 5 * time.Second, Rows: 10_000, Bytes: 8 << 20}

const (
	// queue is how many questions may wait for a slot.
	queue = 8
	// patience is how long a question waits for a slot.
	patience = 5 * time.Second
)

// Runner asks questions, a few at a time.
type Runner struct {
	limits  Limits
	slots   chan struct{}
	waiting chan struct{}
}

// AtOnce is how many questions are answered at once: half of the processors, at least one, may be at work for strangers.
func AtOnce() int { return max(1, runtime.NumCPU()/2) }

// New makes a runner.
func New(limits Limits) *Runner {
	return &Runner{limits: limits, slots: make(chan struct{}, AtOnce()), waiting: make(chan struct{}, queue)}
}

// Column is a column of an answer, with DuckDB's name of its type.
type Column struct {
	Name string `json:"name"`
	Type string `json:"type"`
}

// Answer is a table of plain values: nil, bool, string or json.Number.
type Answer struct {
	Columns []Column
	Rows    [][]any
	Cut     bool // there was more than the limits allow
	Took    time.Duration
}

// ErrBusy says that too many questions wait already.
var ErrBusy = errors.New("too many questions are waiting")

// Refusal is why a question has no answer, in one Dutch sentence for who asked.
type Refusal struct{ Sentence string }

func (r *Refusal) Error() string { return r.Sentence }

// The lines between the child and us: a head, rows as arrays, and a tail, without which the answer is not whole.
type (
	asked struct {
		File   string `json:"file"` // in the child's working directory
		SQL    string `json:"sql"`
		Limits Limits `json:"limits"`
	}
	head struct {
		Columns []Column `json:"columns"`
	}
	tail struct {
		Cut     bool   `json:"cut"`
		Refusal string `json:"refusal"`
		Fault   string `json:"fault"` // ours, for the log
	}
)

// Ask answers a question on the revision in a file. It gives ErrBusy when the queue is full, and a *Refusal when the
// question cannot be answered.
func (r *Runner) Ask(ctx context.Context, path, question string) (Answer, error) {
	select {
	case r.waiting <- struct{}{}:
		defer func() { <-r.waiting }()
	default:
		return Answer{}, ErrBusy
	}
	soon := time.NewTimer(patience)
	defer soon.Stop()
	select {
	case r.slots <- struct{}{}:
	case <-soon.C:
		return Answer{}, ErrBusy
	case <-ctx.Done():
		return Answer{}, ctx.Err()
	}
	asker := ctx
	ctx, cancel := context.WithTimeout(asker, r.limits.Time)
	type result struct {
		answer Answer
		err    error
	}
	done := make(chan result, 1)
	go func() { // a child that was killed may need a while to give its memory back; its slot is taken until then
		defer cancel()
		defer func() { <-r.slots }()
		answer, err := r.run(ctx, path, question)
		done <- result{answer, err}
	}()
	select {
	case d := <-done:
		return d.answer, d.err
	case <-ctx.Done():
		select {
		case d := <-done: // both at once
			return d.answer, d.err
		default:
			if asker.Err() != nil {
				return Answer{}, asker.Err()
			}
			return Answer{}, r.tooLong()
		}
	}
}

func (r *Runner) tooLong() error {
	return &Refusal{fmt.Sprintf("De vraag duurde langer dan %s seconden en is gestopt; vraag minder rijen tegelijk, of download de database.", seconds(r.limits.Time))}
}

func (r *Runner) run(ctx context.Context, path, question string) (Answer, error) {
	request, err := json.Marshal(asked{filepath.Base(path), question, r.limits})
	if err != nil {
		return Answer{}, fmt.Errorf("sandbox: %w", err)
	}
	runtime.LockOSThread() // the child dies with the thread that made it, which must not be another's
	defer runtime.UnlockOSThread()
	command := exec.CommandContext(ctx, "/proc/self/exe", Argument)
	command.Dir, command.Env = filepath.Dir(path), []string{"TZ=UTC"} // the C library finds the zone by a link
	command.Stdin = bytes.NewReader(request)
	out := &bounded{left: r.limits.Bytes + 1<<16}
	said := &bounded{left: 1 << 12}
	command.Stdout, command.Stderr = out, said
	apart(command)
	command.WaitDelay = 50 * time.Millisecond
	start := time.Now()
	err = command.Run()
	took := time.Since(start)
	if ctx.Err() != nil {
		return Answer{}, r.tooLong()
	}
	if errors.As(err, new(*exec.Error)) || errors.Is(err, os.ErrNotExist) {
		return Answer{}, fmt.Errorf("sandbox: %w", err)
	}
	answer, tail, readErr := read(&out.Buffer)
	answer.Cut, answer.Took = tail.Cut, took
	switch {
	case tail.Fault != "":
		return Answer{}, fmt.Errorf("sandbox: %s", tail.Fault)
	case tail.Refusal != "":
		return Answer{}, &Refusal{tail.Refusal}
	case readErr != nil && strings.Contains(said.String(), "panic: ") && !strings.Contains(said.String(), "memory"):
		return Answer{}, fmt.Errorf("sandbox: %v: %.500s", err, said.String())
	case readErr != nil: // the kernel, or a memory that was full, ended the child in the middle
		return Answer{}, &Refusal{tooLarge}
	}
	return answer, nil
}

const tooLarge = "De vraag had te veel geheugen of rekentijd nodig en is gestopt; vraag minder tegelijk, of download de database."

func seconds(d time.Duration) string {
	return strings.Replace(fmt.Sprintf("%g", d.Seconds()), ".", ",", 1)
}

// read takes an answer apart; an error says that it is not whole.
func read(r io.Reader) (a Answer, t tail, err error) {
	lines := bufio.NewReader(r)
	next := func(into any) error {
		line, err := lines.ReadBytes('\n')
		if err != nil {
			return err
		}
		d := json.NewDecoder(bytes.NewReader(line))
		d.UseNumber()
		return d.Decode(into)
	}
	for {
		first, err := lines.Peek(1)
		if err != nil {
			return a, t, io.ErrUnexpectedEOF
		}
		switch first[0] {
		case '[':
			var row []any
			if err := next(&row); err != nil {
				return a, t, err
			}
			a.Rows = append(a.Rows, row)
		case 'h':
			lines.Discard(1)
			var h head
			if err := next(&h); err != nil {
				return a, t, err
			}
			a.Columns = h.Columns
		case 't':
			lines.Discard(1)
			err := next(&t)
			return a, t, err
		default:
			return a, t, fmt.Errorf("line begins with %q", first)
		}
	}
}

// bounded keeps what fits, and ends the child that says more.
type bounded struct {
	bytes.Buffer
	left int64
}

func (b *bounded) Write(p []byte) (int, error) {
	if b.left -= int64(len(p)); b.left < 0 {
		return 0, io.ErrShortWrite
	}
	return b.Buffer.Write(p)
}
