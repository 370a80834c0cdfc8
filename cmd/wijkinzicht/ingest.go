package main

import (
	"context"
	"fmt"
	"io"
	"os"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"

	"wijkinzicht/ingest"
)

func runIngest(ctx context.Context, args []string, e env) error {
	fs, store := flags("ingest", e)
	from := fs.String("from", "", "map (of bestand) met bestanden van CBS en Leefbaarometer; leeg: opnieuw maken uit de bewaarde bestanden")
	own := ownFlag(fs, e)
	if _, err := parse(fs, args, 0, 0); err != nil {
		return err
	}
	cat, err := loadCatalogue(ownDir(*own, *store), e.stdout)
	if err != nil {
		return err
	}
	result, err := ingest.Run(ctx, cat, *store, *from, progress(e.stderr))
	if err != nil {
		return err
	}
	if n := len(result.Skipped); n > 0 {
		fmt.Fprintf(e.stdout, "%d bestanden hebben geen cijfers die wij lezen; wijkinzicht check noemt ze met de reden.\n", n)
	}
	if result.Unchanged {
		fmt.Fprintf(e.stdout, "Revisie %s was al gepubliceerd: dezelfde bestanden, niets te doen.\n", result.Revision)
		return nil
	}
	fmt.Fprintf(e.stdout, "Revisie %s gepubliceerd uit %d bestanden (%d met cijfers). wijkinzicht check zegt wat erin staat.\n",
		result.Revision, result.Files, result.Tables)
	return nil
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
