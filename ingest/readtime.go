package ingest

import (
	"context"
	"errors"
	"time"

	"wijkinzicht/data/catalogue"
)

// readTime is how long one file may be read. The largest that publishers have take some ten seconds; one that takes this long was made
// to do so, or the machine lacks memory. Tests shorten it.
var readTime = 15 * time.Minute

// lookInTime is look, but for a file that takes too long: what reads it is left behind, and the others are read.
func (r *recognised) lookInTime(ctx context.Context, cat *catalogue.Catalogue, in input, content []byte) (*odataFile, error) {
	type looked struct {
		found recognised
		piece *odataFile
	}
	limited, cancel := context.WithTimeout(ctx, readTime)
	defer cancel()
	got, err := attend(limited, func() (out looked, err error) {
		out.piece, err = out.found.look(limited, cat, in, content)
		return out, err
	})
	if errors.Is(err, context.DeadlineExceeded) && ctx.Err() == nil {
		return nil, refuse(in.name, "het bestand is na %.0f minuten nog niet gelezen; dat is geen tabel van een uitgever, of deze machine komt geheugen te kort", readTime.Minutes())
	}
	r.take(got.found)
	return got.piece, err
}
