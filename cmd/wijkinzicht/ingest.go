package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"wijkinzicht/data/catalogue"
	"wijkinzicht/data/store"
	"wijkinzicht/ingest"
)

// errPartly says that a run brought part of what was wanted; it has been told already.
var errPartly = errors.New("partly done")

// errNothing says that a run brought nothing; it has been told already.
var errNothing = errors.New("nothing done")

// ingestFlags are the flags of ingest.
type ingestFlags struct {
	from, years, sources, gemeenten, forget string
	offline, plan, probe, dry               bool
	national, json                          bool
}

func runIngest(ctx context.Context, args []string, e env) error {
	fs, store := flags("ingest", e)
	var f ingestFlags
	fs.StringVar(&f.from, "from", "", "map (of bestand) met bestanden van CBS en Leefbaarometer; leeg: ophalen bij de bronnen")
	fs.BoolVar(&f.offline, "offline", false, "niets ophalen: opnieuw maken uit de bewaarde bestanden")
	fs.BoolVar(&f.plan, "plan", false, "alleen zeggen wat er zou worden opgehaald")
	fs.BoolVar(&f.probe, "proef", false, "elke weg naar de bronnen één klein antwoord vragen en zeggen wat werkt; niets bewaren of publiceren")
	fs.BoolVar(&f.dry, "dry-run", false, "met --from of --offline: alles lezen en zeggen wat er geladen zou worden en wat niet; niets bewaren of publiceren")
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
	limitMemory(e, ingestHeap)
	say := e.stdout
	if f.json { // which is all that a machine expects there
		say = e.stderr
	}
	cat, err := e.loadCatalogue(ownDir(*own, *store), say)
	if err != nil {
		return err
	}
	want, err := f.want(cat)
	if err != nil {
		return &usageError{err.Error()}
	}
	switch {
	case f.plan:
		return printPlan(ctx, cat, *store, want, f.json, e)
	case f.dry:
		return rehearse(ctx, cat, *store, f.from, f.json, e)
	case f.probe:
		return probe(ctx, cat, want, f.json, e)
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
func (f ingestFlags) want(cat *catalogue.Catalogue) (ingest.Want, error) {
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
	case f.dry && (f.from == "" && !f.offline || f.forget != "" || f.plan || f.probe):
		return w, errors.New("--dry-run leest een map (--from) of wat bewaard is (--offline); wat er opgehaald zou worden zegt --plan, en of dat lukt --proef")
	case f.probe && (f.plan || f.from != "" || f.forget != "" || f.offline):
		return w, errors.New("--proef vraagt alleen of de bronnen antwoorden; laat --plan, --from, --forget en --offline weg")
	case narrowed && (f.from != "" || f.forget != "" || f.offline):
		return w, errors.New("--from, --forget en --offline gaan over alle bestanden; laat --years, --sources, --gemeente en --national weg")
	}
	return w, w.Check(cat)
}

// fromFiles takes a folder in, or rebuilds from what is kept; aside is how many files were put aside before.
func fromFiles(ctx context.Context, cat *catalogue.Catalogue, store store.Store, from string, aside int, asJSON bool, e env) error {
	steps := progress(e.stderr)
	if asJSON {
		steps = func(string, int, int) {}
	} else if aside > 0 {
		fmt.Fprintf(e.stdout, "%d bewaarde bestanden opzijgezet; ze blijven in raw/ staan en tellen niet meer mee.\n", aside)
	}
	result, err := ingest.Run(ctx, cat, store, from, steps)
	var nothing *ingest.NothingRead
	if errors.As(err, &nothing) {
		return printNothing(nothing, asJSON, e)
	}
	if err != nil {
		return err
	}
	done := error(nil)
	if len(result.Refused) > 0 {
		done = errPartly
	}
	if asJSON {
		err = printJSON(e.stdout, struct {
			Done   string        `json:"uitkomst"`
			Aside  int           `json:"opzijgezet,omitempty"`
			Result ingest.Result `json:"resultaat"`
		}{outcome[done], aside, result})
	} else {
		printResult(e.stdout, result)
	}
	return errors.Join(err, done)
}

// outcome is what JSON calls the end of a run, by the error that tells its exit status.
var outcome = map[error]string{nil: "volledig", errPartly: "gedeeltelijk", errNothing: "niets"}

// printNothing says of every file of a folder why it was not taken in.
func printNothing(nothing *ingest.NothingRead, asJSON bool, e env) error {
	if asJSON {
		err := printJSON(e.stdout, struct {
			Done   string   `json:"uitkomst"`
			Reason string   `json:"reden"`
			Files  []string `json:"overgeslagen,omitempty"`
		}{outcome[errNothing], nothing.Error(), nothing.Files})
		return errors.Join(err, errNothing)
	}
	for _, text := range nothing.Files {
		fmt.Fprintf(e.stdout, "Niet geladen: %s.\n", text)
	}
	return nothing
}

func printResult(w io.Writer, result ingest.Result) {
	for _, text := range result.Refused {
		fmt.Fprintf(w, "Niet geladen: %s.\n", text)
	}
	if n := len(result.Skipped); n > 0 {
		fmt.Fprintf(w, "%s zonder cijfers die wij lezen; wijkinzicht check noemt ze met de reden.\n", ingest.Files(n))
	}
	if result.Unchanged {
		fmt.Fprintf(w, "Revisie %s was al gepubliceerd: dezelfde bestanden, niets te doen.\n", result.Revision)
		return
	}
	fmt.Fprintf(w, "Revisie %s gepubliceerd uit %s (%d met cijfers). wijkinzicht check zegt wat erin staat.\n",
		result.Revision, ingest.Files(result.Files), result.Tables)
}

// forget puts kept files aside, and says how many.
func forget(store store.Store, hash string) (int, error) {
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

func printJSON(w io.Writer, value any) error {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(value)
}

// fromSources fetches, publishes, and says what came of it. Its error tells the exit status.
func fromSources(ctx context.Context, cat *catalogue.Catalogue, store store.Store, want ingest.Want, asJSON bool, e env) error {
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
			Changes []indicatorChanges `json:"veranderd,omitempty"`
		}{outcome[done], report, changes})
	} else {
		printSummary(e.stdout, report, changes)
	}
	if err != nil {
		return err
	}
	return done
}

// status tells a complete run from one that brought part of what was wanted, or nothing. What has no address, or none that
// anybody was seen to use, is no failure.
func status(r ingest.Report) error {
	missed := slices.ContainsFunc(r.Outcomes, func(o ingest.Outcome) bool {
		return o.State == ingest.Kept || o.State == ingest.Failed && !o.Unproven
	})
	switch {
	case !missed:
		return nil
	case r.Count(ingest.Fetched, ingest.Reused) == 0:
		return errNothing
	}
	return errPartly
}
