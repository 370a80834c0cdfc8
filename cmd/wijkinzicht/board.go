package main

import (
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"golang.org/x/term"

	"wijkinzicht/ingest"
	"wijkinzicht/web"
)

// board shows what is being fetched: on a terminal a bar per source that is underway, elsewhere a line per source that
// ended.
type board struct {
	w        io.Writer
	terminal bool
	lines    []boardLine
	drawn    int // lines that stand on the terminal now
	last     time.Time
}

type boardLine struct {
	ingest.Fetching
	since time.Time
}

// repaint is how often a terminal is drawn anew at most.
const repaint = 100 * time.Millisecond

func newBoard(w io.Writer) *board {
	f, ok := w.(*os.File)
	return &board{w: w, terminal: ok && term.IsTerminal(int(f.Fd()))}
}

// show takes in how far a source is.
func (b *board) show(f ingest.Fetching) {
	at := -1
	for i := range b.lines {
		if b.lines[i].Source == f.Source {
			at = i
		}
	}
	if at < 0 {
		b.lines = append(b.lines, boardLine{since: time.Now()})
		at = len(b.lines) - 1
	}
	b.lines[at].Fetching = f
	if f.Ended == "" {
		if b.terminal && time.Since(b.last) > repaint {
			b.draw("")
		}
		return
	}
	text := b.lines[at].ended()
	b.lines = append(b.lines[:at], b.lines[at+1:]...)
	b.draw(text + "\n")
}

// draw writes text above the bars.
func (b *board) draw(text string) {
	if !b.terminal {
		io.WriteString(b.w, text)
		return
	}
	var out strings.Builder
	if b.drawn > 0 {
		fmt.Fprintf(&out, "\x1b[%dA\x1b[J", b.drawn)
	}
	out.WriteString(text)
	for _, l := range b.lines {
		out.WriteString(l.bar() + "\n")
	}
	b.drawn, b.last = len(b.lines), time.Now()
	io.WriteString(b.w, out.String())
}

// end leaves no bars behind.
func (b *board) end() {
	b.lines = nil
	if b.drawn > 0 {
		b.draw("")
	}
}

func (l boardLine) bar() string {
	const width = 20
	done := 0
	if l.Total > 0 {
		done = width * min(l.Done, l.Total) / l.Total
	}
	return fmt.Sprintf("%-40.40s [%s%s] %3d/%-3d %s", l.Title, strings.Repeat("=", done), strings.Repeat(" ", width-done), l.Done, l.Total, l.amount())
}

// amount is how much came, and how fast.
func (l boardLine) amount() string {
	text := web.Getal(float64(l.Bytes)/1e6, 1) + " MB"
	if seconds := time.Since(l.since).Seconds(); seconds >= 1 {
		text += ", " + web.Getal(float64(l.Bytes)/1e6/seconds, 1) + " MB/s"
	}
	return text
}

func (l boardLine) ended() string {
	if l.Bytes == 0 {
		return l.Title + ": " + string(l.Ended)
	}
	return l.Title + ": " + string(l.Ended) + " (" + l.amount() + ")"
}
