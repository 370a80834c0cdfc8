package answer

import (
	"sync/atomic"
	"time"
)

// counts is what a desk did since it was opened.
type counts struct{ sent, made atomic.Int64 }

// Counts says what a desk did since it was opened, and what it is doing.
type Counts struct {
	Sent, Made int64       // answers; what was sent and not made was ready
	Lanes      []LaneCount // one per kind of work
	Revision   string      // that is published
	MadeAt     time.Time
	Older      int // older revisions that are open
}

// LaneCount is how busy a lane is.
type LaneCount struct {
	Name    string
	Working int // pieces of work that are being done
	Waiting int // pieces that wait for their turn
}

// kindNames are what the lanes are called in counts.
var kindNames = [kinds]string{"page", "map", "chart", "compare", "wide", "embed", "color", "png", "rows", "past", "large"}

// Counts gives the counts of now.
func (d *Desk) Counts() Counts {
	rev := d.Published()
	defer rev.Done()
	out := Counts{Sent: d.counts.sent.Load(), Made: d.counts.made.Load(), Revision: rev.DB.Revision, MadeAt: rev.DB.MadeAt, Older: d.archive.count()}
	for k, lane := range d.lanes {
		out.Lanes = append(out.Lanes, lane.count(kindNames[k]))
	}
	return out
}

func (a *archive) count() int {
	a.mu.Lock()
	defer a.mu.Unlock()
	return len(a.open)
}

func (l *Lane) count(name string) LaneCount {
	l.mu.Lock()
	defer l.mu.Unlock()
	out := LaneCount{Name: name, Working: l.atOnce - l.free}
	for _, q := range l.line {
		out.Waiting += len(q.turns)
	}
	return out
}
