package answer

import (
	"log/slog"
	"runtime/debug"
	"runtime/metrics"
)

// Shares of the limit of the program's memory (GOMEMLIMIT) that the last clearing up left in use: above the first, answers that are kept
// make room; below the second they have it back. Our own choice: between the two nothing moves to and fro.
const (
	tight = 0.75
	loose = 0.5
)

// leastPart is how much of its shelves a revision keeps at least, whatever is asked of the memory: one in sixteen.
const leastPart = 16

// pressure makes the shelves of the published revision smaller while memory is short. Without it the program would spend its time
// clearing up: what it keeps is what fills it.
type pressure struct {
	part    uint64 // 1: whole, 2: a half
	cleared uint64 // times that the memory was cleared up when this was decided
}

// usage is what the last clearing up left in memory, the limit of it, in bytes, and how often it was cleared up.
type usage struct{ used, limit, cleared uint64 }

func memoryUsage() usage {
	samples := []metrics.Sample{{Name: "/gc/heap/live:bytes"}, {Name: "/gc/cycles/total:gc-cycles"}}
	metrics.Read(samples)
	return usage{samples[0].Value.Uint64(), uint64(debug.SetMemoryLimit(-1)), samples[1].Value.Uint64()}
}

// next decides once per clearing up: before the next one nobody knows what the last decision brought.
func (p pressure) next(now usage) pressure {
	if p.cleared == now.cleared {
		return p
	}
	switch share := float64(now.used) / float64(now.limit); {
	case share > tight && p.part < leastPart:
		p.part *= 2
	case share < loose && p.part > 1:
		p.part /= 2
	}
	p.cleared = now.cleared
	return p
}

// relieve lets the published revision keep as much as memory allows.
func (c *current) relieve(now usage) {
	was := c.pressure.part
	c.pressure = c.pressure.next(now)
	if c.pressure.part != was {
		slog.Warn("the room for kept answers changed", "part", c.pressure.part, "used", now.used, "limit", now.limit)
	}
	rev := c.take()
	defer rev.Done()
	rev.keep(c.pressure.part)
}

// keep sets which part of its shelves a revision may fill.
func (r *Revision) keep(part uint64) {
	for kept, whole := range map[*shelf]uint64{r.ready: maxBytes, r.colored: maxBytes / 8, r.rows: maxBytes / 8} {
		if kept.GetMaximum() != whole/part {
			kept.SetMaximum(whole / part)
		}
	}
}
