package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"wijkinzicht/data"
	"wijkinzicht/data/store"
	"wijkinzicht/ingest"
	"wijkinzicht/web"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"
)

// indicatorChanges is how many published figures of one indicator differ.
type indicatorChanges struct {
	Indicator string `json:"indicator"`
	Changed   int    `json:"anders"`
	Added     int    `json:"erbij"`
	Removed   int    `json:"weg"`
}

// changed compares the new revision with the one before.
func changed(ctx context.Context, store store.Store, r ingest.Report) (out []indicatorChanges, err error) {
	if r.Before == "" || r.Result.Revision == "" || r.Result.Unchanged {
		return nil, nil
	}
	list, err := listChanges(ctx, store, r.Before, r.Result.Revision, 0)
	var other *data.OtherSchema
	if errors.As(err, &other) {
		return nil, nil
	}
	for _, c := range list.Indicators {
		if c.Figures() > 0 {
			out = append(out, indicatorChanges{c.ID, c.Changed, c.Added, c.Removed})
		}
	}
	return out, err
}

func printSummary(w io.Writer, r ingest.Report, changes []indicatorChanges) {
	fmt.Fprintln(w, "\nSamenvatting")
	for _, state := range []struct {
		state ingest.State
		words string
	}{
		{ingest.Fetched, "opgehaald"}, {ingest.Reused, "ongewijzigd bij de bron"}, {ingest.Kept, "niet vernieuwd; wat bewaard was blijft in gebruik"},
		{ingest.Failed, "niet gelukt, en er is niets van bewaard"}, {ingest.NoRoute, "geen adres bekend; geef de bestanden met --from"},
	} {
		n := r.Count(state.state)
		if n == 0 {
			continue
		}
		fmt.Fprintf(w, "\n%d %s\n", n, state.words)
		if state.state == ingest.Reused || state.state == ingest.NoRoute {
			continue
		}
		printOutcomes(w, r, state.state)
	}
	fmt.Fprintln(w)
	if r.Result.Revision == "" {
		fmt.Fprintln(w, "Er is niets gepubliceerd: er zijn geen bestanden.")
		return
	}
	printResult(w, r.Result)
	for _, c := range changes {
		fmt.Fprintf(w, "  %s: %d cijfers anders, %d erbij, %d weg\n", c.Indicator, c.Changed, c.Added, c.Removed)
	}
	if len(changes) > 0 {
		fmt.Fprintf(w, "wijkinzicht check --diff %s %s noemt ze per gebied.\n", r.Before, r.Result.Revision)
	}
}

// printOutcomes tells what became of the publications that ended in a state; those with the same story share its lines.
func printOutcomes(w io.Writer, r ingest.Report, state ingest.State) {
	var stories []string
	titles := map[string][]string{}
	for _, o := range r.Outcomes {
		if o.State != state {
			continue
		}
		title, story := o.Title, strings.Join(append(o.Notes, o.Reasons...), "\n    ")
		if state == ingest.Fetched {
			title += fmt.Sprintf(" (%s, %s, %s MB)", o.Route, ingest.Files(o.Files), web.Getal(float64(o.Bytes)/1e6, 1))
		}
		if titles[story] == nil {
			stories = append(stories, story)
		}
		titles[story] = append(titles[story], title)
	}
	for _, story := range stories {
		fmt.Fprintln(w, "  "+strings.Join(titles[story], "\n  "))
		if story != "" {
			fmt.Fprintln(w, "    "+story)
		}
	}
}

// progress shows long steps: a bar on a terminal, elsewhere a line per step and per ten files.
func progress(w io.Writer) ingest.Progress {
	if f, ok := w.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		var bar *progressbar.ProgressBar
		return func(step string, done, total int) {
			if bar == nil || bar.GetMax() != total {
				bar = progressbar.NewOptions(total, progressbar.OptionSetWriter(w), progressbar.OptionClearOnFinish(), progressbar.OptionSetWidth(30))
			}
			bar.Describe(step)
			bar.Set(done)
		}
	}
	return func(step string, done, total int) {
		if total > 1 && done > 0 && (done+1)%10 != 0 && done+1 != total {
			return
		}
		if total > 1 {
			step = fmt.Sprintf("%s (%d/%d)", step, done+1, total)
		}
		fmt.Fprintln(w, step)
	}
}
