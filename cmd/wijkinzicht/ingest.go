package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"

	"wijkinzicht/data"
	"wijkinzicht/ingest"
	"wijkinzicht/web"
)

// errPartly says that a run brought part of what was wanted; it has been told already.
var errPartly = errors.New("partly done")

// errNothing says that a run brought nothing; it has been told already.
var errNothing = errors.New("nothing done")

// ingestFlags are the flags of ingest.
type ingestFlags struct {
	from, years, sources, gemeenten, forget string
	offline, plan, national, json           bool
}

func runIngest(ctx context.Context, args []string, e env) error {
	fs, store := flags("ingest", e)
	var f ingestFlags
	fs.StringVar(&f.from, "from", "", "map (of bestand) met bestanden van CBS en Leefbaarometer; leeg: ophalen bij de bronnen")
	fs.BoolVar(&f.offline, "offline", false, "niets ophalen: opnieuw maken uit de bewaarde bestanden")
	fs.BoolVar(&f.plan, "plan", false, "alleen zeggen wat er zou worden opgehaald")
	fs.BoolVar(&f.national, "national", false, "alle gemeenten; anders de zes van de elf wijken")
	fs.StringVar(&f.gemeenten, "gemeente", "", "codes van gemeenten in plaats van de zes, zoals GM0518,GM0363")
	fs.StringVar(&f.years, "years", "", "alleen uitgaven van deze jaren, zoals 2015-2018,2024")
	fs.StringVar(&f.sources, "sources", "", "alleen deze bronnen: kwb, lbm3, gebieden, ses, politie, gezondheid, of een uitgave zoals kwb-2020")
	fs.BoolVar(&f.json, "json", false, "het plan of de samenvatting als JSON")
	fs.StringVar(&f.forget, "forget", "", "een bewaard bestand opzijzetten; het begin van zijn hash, zoals check die noemt")
	own := ownFlag(fs, e)
	if _, err := parse(fs, args, 0, 0); err != nil {
		return err
	}
	say := e.stdout
	if f.json { // which is all that a machine expects there
		say = e.stderr
	}
	cat, err := loadCatalogue(ownDir(*own, *store), say)
	if err != nil {
		return err
	}
	want, err := f.want(cat)
	if err != nil {
		return &usageError{err.Error()}
	}
	switch {
	case f.plan:
		return printPlan(cat, *store, want, f.json, e)
	case f.forget != "":
		n, err := forget(*store, f.forget)
		if err != nil {
			return err
		}
		return fromFiles(ctx, cat, *store, "", n, f.json, e)
	case f.from != "" || f.offline:
		return fromFiles(ctx, cat, *store, f.from, 0, f.json, e)
	}
	return fromSources(ctx, cat, *store, want, f.json, e)
}

// want turns the flags into a wish; the error is Dutch.
func (f ingestFlags) want(cat *data.Catalogue) (ingest.Want, error) {
	list := func(text string) []string {
		return strings.FieldsFunc(text, func(r rune) bool { return r == ',' || r == ' ' })
	}
	w := ingest.Want{National: f.national, Gemeenten: list(strings.ToUpper(f.gemeenten)), Sources: list(f.sources)}
	var err error
	if w.Years, err = ingest.ParseYears(f.years); err != nil {
		return w, err
	}
	switch narrowed := f.years+f.sources+f.gemeenten != "" || f.national; {
	case f.forget != "" && f.from != "":
		return w, errors.New("--forget en --from gaan niet samen; zet eerst het bestand opzij en geef daarna de map")
	case f.plan && (f.from != "" || f.forget != "" || f.offline):
		return w, errors.New("--plan gaat over ophalen; laat --from, --forget en --offline weg")
	case narrowed && (f.from != "" || f.forget != "" || f.offline):
		return w, errors.New("--from, --forget en --offline gaan over alle bestanden; laat --years, --sources, --gemeente en --national weg")
	}
	return w, w.Check(cat)
}

// fromFiles takes a folder in, or rebuilds from what is kept; aside is how many files were put aside before.
func fromFiles(ctx context.Context, cat *data.Catalogue, store data.Store, from string, aside int, asJSON bool, e env) error {
	steps := progress(e.stderr)
	if asJSON {
		steps = func(string, int, int) {}
	} else if aside > 0 {
		fmt.Fprintf(e.stdout, "%d bewaarde bestanden opzijgezet; ze blijven in raw/ staan en tellen niet meer mee.\n", aside)
	}
	result, err := ingest.Run(ctx, cat, store, from, steps)
	if err != nil {
		return err
	}
	if asJSON {
		return printJSON(e.stdout, struct {
			Aside  int           `json:"opzijgezet,omitempty"`
			Result ingest.Result `json:"resultaat"`
		}{aside, result})
	}
	printResult(e.stdout, result)
	return nil
}

func printResult(w io.Writer, result ingest.Result) {
	if n := len(result.Skipped); n > 0 {
		fmt.Fprintf(w, "%d bestanden hebben geen cijfers die wij lezen; wijkinzicht check noemt ze met de reden.\n", n)
	}
	if result.Unchanged {
		fmt.Fprintf(w, "Revisie %s was al gepubliceerd: dezelfde bestanden, niets te doen.\n", result.Revision)
		return
	}
	fmt.Fprintf(w, "Revisie %s gepubliceerd uit %d bestanden (%d met cijfers). wijkinzicht check zegt wat erin staat.\n",
		result.Revision, result.Files, result.Tables)
}

// forget puts kept files aside, and says how many.
func forget(store data.Store, hash string) (int, error) {
	release, err := store.Lock()
	if err != nil {
		return 0, err
	}
	defer release()
	n, err := store.Forget(strings.ToLower(hash), time.Now())
	if err == nil && n == 0 {
		err = fmt.Errorf("geen bewaard bestand heeft een hash die begint met %q (ten minste acht tekens); wijkinzicht check noemt ze", hash)
	}
	return n, err
}

// printPlan says what would be fetched.
func printPlan(cat *data.Catalogue, store data.Store, want ingest.Want, asJSON bool, e env) error {
	steps, err := ingest.Plan(cat, store, want)
	if err != nil {
		return err
	}
	if asJSON {
		return printJSON(e.stdout, planJSON(steps))
	}
	t := tabwriter.NewWriter(e.stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "bron\tjaar\ttabel\tweg\tongeveer\topslag\tadres")
	total, unknown := 0, 0
	for _, s := range steps {
		table := s.Source.Table
		if table == "" {
			table = "–"
		}
		if len(s.Routes) == 0 {
			unknown++
			fmt.Fprintf(t, "%s\t%d\t%s\t–\t–\t%s\tgeen adres bekend; geef de bestanden met --from\n", s.Source.ID, s.Source.Year, table, s.State())
			continue
		}
		total += s.MB()
		for i, r := range s.Routes {
			if i == 0 {
				fmt.Fprintf(t, "%s\t%d\t%s\t%s\t%d MB\t%s\t%s\n", s.Source.ID, s.Source.Year, table, r.Kind, s.MB(), s.State(), r.Address)
				continue
			}
			fmt.Fprintf(t, "\t\t\t%s\t\tals het vorige niet lukt\t%s\n", r.Kind, r.Address)
		}
	}
	if err := t.Flush(); err != nil {
		return err
	}
	scope := "de gemeenten " + strings.Join(cat.Gemeenten(), ", ")
	switch {
	case want.National:
		scope = "alle gemeenten"
	case len(want.Gemeenten) > 0:
		scope = "de gemeenten " + strings.Join(want.Gemeenten, ", ")
	}
	fmt.Fprintf(e.stdout, "\nVoor %s en Nederland: %d uitgaven, samen ongeveer %d MB; van %d is geen adres bekend.\n", scope, len(steps)-unknown, total, unknown)
	fmt.Fprintln(e.stdout, "Er is niets opgehaald. Wat in de opslag staat en bij de bron niet veranderd is, wordt niet opnieuw opgehaald.")
	return nil
}

// plannedJSON is a line of the plan for machines.
type plannedJSON struct {
	Source string   `json:"bron"`
	Year   int      `json:"jaar"`
	Table  string   `json:"tabel,omitempty"`
	Scope  string   `json:"gebied"`
	MB     int      `json:"ongeveer_mb"`
	State  string   `json:"opslag"`
	Routes []string `json:"adressen"`
}

func planJSON(steps []ingest.Step) []plannedJSON {
	out := []plannedJSON{}
	for _, s := range steps {
		p := plannedJSON{Source: s.Source.ID, Year: s.Source.Year, Table: s.Source.Table, Scope: s.Scope, MB: s.MB(), State: s.State(), Routes: []string{}}
		for _, r := range s.Routes {
			p.Routes = append(p.Routes, r.Address)
		}
		out = append(out, p)
	}
	return out
}

func printJSON(w io.Writer, value any) error {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(value)
}

// fromSources fetches, publishes, and says what came of it. Its error tells the exit status.
func fromSources(ctx context.Context, cat *data.Catalogue, store data.Store, want ingest.Want, asJSON bool, e env) error {
	board := newBoard(e.stderr)
	show, steps := board.show, progress(e.stderr)
	if asJSON {
		show, steps = func(ingest.Fetching) {}, func(string, int, int) {}
	}
	report, err := ingest.Update(ctx, cat, store, want, e.network, show, steps)
	board.end()
	if err != nil {
		return err
	}
	changes, err := changed(ctx, store, report)
	if err != nil {
		return err
	}
	done := status(report)
	if asJSON {
		err = printJSON(e.stdout, struct {
			Done string `json:"uitkomst"`
			ingest.Report
			Changes []data.Changes `json:"veranderd,omitempty"`
		}{map[error]string{nil: "volledig", errPartly: "gedeeltelijk", errNothing: "niets"}[done], report, changes})
	} else {
		printSummary(e.stdout, report, changes)
	}
	if err != nil {
		return err
	}
	return done
}

// status tells a complete run from one that brought part of what was wanted, or nothing. What has no address is no failure.
func status(r ingest.Report) error {
	switch missed := r.Count(ingest.Failed) + r.Count(ingest.Kept); {
	case missed == 0:
		return nil
	case r.Count(ingest.Fetched, ingest.Reused) == 0:
		return errNothing
	}
	return errPartly
}

// changed compares the new revision with the one before.
func changed(ctx context.Context, store data.Store, r ingest.Report) ([]data.Changes, error) {
	if r.Before == "" || r.Result.Revision == "" || r.Result.Unchanged {
		return nil, nil
	}
	changes, err := data.Compare(ctx, store.Path(r.Before), store.Path(r.Result.Revision), 0)
	var other *data.OtherSchema
	if errors.As(err, &other) {
		return nil, nil
	}
	return changes, err
}

func printSummary(w io.Writer, r ingest.Report, changes []data.Changes) {
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
			title += fmt.Sprintf(" (%s, %d bestanden, %s MB)", o.Route, o.Files, web.Getal(float64(o.Bytes)/1e6, 1))
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
