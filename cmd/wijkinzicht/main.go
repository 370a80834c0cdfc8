// Command wijkinzicht follows the eleven neighbourhoods of Wijk in zicht: it loads published figures into one
// DuckDB file, serves pages and embeds from it, and answers queries on it.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/signal"
	"runtime/debug"
	"strings"
	"syscall"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
	"wijkinzicht/data/store"
	"wijkinzicht/ingest"
	"wijkinzicht/server/sandbox"
)

// version is set by the Makefile.
var version = "ontwikkeling"

const help = `Wijk in zicht: elf wijken, twintig jaar, eerlijk over wat te vergelijken is.

Gebruik: wijkinzicht OPDRACHT [vlaggen]

  ingest   haalt de open data op, of leest bestanden ervan, en publiceert een nieuwe revisie
  serve    toont pagina's en insluitbare grafieken
  query    beantwoordt een vraag in SQL aan de gepubliceerde revisie
  export   schrijft alle tabellen weg als Parquet of CSV, of voor ClickHouse
  check    zegt wat er geladen is, wat ontbreekt en wat niet klopt
  keep     bewaart een revisie voorgoed, ook als er nieuwere zijn gepubliceerd
  version  noemt programma, schema en gepubliceerde revisie

wijkinzicht OPDRACHT --help noemt de vlaggen. De opslag is de map van --store of $WIJKINZICHT_STORE (anders var).
`

// env is what a command gets from outside, so that a test can give its own.
type env struct {
	stdout, stderr io.Writer
	getenv         func(string) string
	network        ingest.Network // zero: the internet
	pack           fs.FS          // nil: the embedded figures
}

func main() {
	if len(os.Args) > 1 && os.Args[1] == sandbox.Argument { // the server asks a stranger's question in a process of its own
		os.Exit(sandbox.Child(os.Stdin, os.Stdout))
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	os.Exit(run(ctx, os.Args[1:], env{stdout: os.Stdout, stderr: os.Stderr, getenv: os.Getenv}))
}

// run carries out one command and gives the exit status: 0 done, 1 refused or failed, 2 not understood, 3 partly done.
func run(ctx context.Context, args []string, e env) int {
	commands := map[string]func(context.Context, []string, env) error{
		"ingest": runIngest, "serve": runServe, "query": runQuery, "export": runExport, "check": runCheck, "keep": runKeep, "version": runVersion,
	}
	if len(args) == 0 || args[0] == "help" || args[0] == "--help" || args[0] == "-h" {
		fmt.Fprint(e.stdout, help)
		if len(args) == 0 {
			return 2
		}
		return 0
	}
	command, ok := commands[args[0]]
	if !ok {
		fmt.Fprintf(e.stderr, "wijkinzicht: opdracht %q bestaat niet; kies uit ingest, serve, query, export, check, keep, version\n", args[0])
		return 2
	}
	err := command(ctx, args[1:], e)
	var usage *usageError
	switch {
	case err == nil, errors.Is(err, flag.ErrHelp):
		return 0
	case errors.Is(err, errPartly):
		return 3
	case errors.Is(err, errNothing):
		return 1
	case errors.As(err, &usage):
		fmt.Fprintf(e.stderr, "wijkinzicht %s: %s\n", args[0], usage.text)
		return 2
	case errors.Is(err, context.Canceled), ctx.Err() != nil: // DuckDB has a word of its own for it
		fmt.Fprintf(e.stderr, "wijkinzicht %s: afgebroken; wat gepubliceerd was is ongewijzigd\n", args[0])
		return 1
	}
	fmt.Fprintf(e.stderr, "wijkinzicht %s: %s\n", args[0], sentence(err))
	return 1
}

// usageError is a call that was not understood.
type usageError struct{ text string }

func (e *usageError) Error() string { return e.text }

// sentence says in Dutch what went wrong and what to do, where we know; otherwise the error itself.
func sentence(err error) string {
	var refusal *ingest.Refusal
	var contradiction *data.Contradiction
	var schema *data.OtherSchema
	var fault *catalogue.Fault
	switch {
	case errors.As(err, &refusal):
		return refusal.Error()
	case errors.As(err, &fault):
		return fault.Error()
	case errors.As(err, &contradiction):
		c := contradiction
		return fmt.Sprintf("%s en %s spreken elkaar tegen: %s van %s in %d is %v en %v; laat het verouderde bestand weg (een bewaard bestand: zet het opzij met wijkinzicht ingest --forget HASH; wijkinzicht check noemt de hash)",
			c.LowFile, c.HighFile, c.Indicator, c.Code, c.Year, c.Low, c.High)
	case errors.Is(err, store.ErrNoRevision):
		return "er is nog niets gepubliceerd in deze opslag; begin met wijkinzicht ingest (of met ingest --from MAP), of met serve voor de meegeleverde cijfers"
	case errors.As(err, &schema):
		return fmt.Sprintf("de gepubliceerde revisie heeft schema %s en dit programma leest schema %d; draai wijkinzicht ingest --offline om haar opnieuw te maken",
			schema.Version, data.SchemaVersion)
	}
	var path *fs.PathError
	var damaged *store.Damaged
	switch {
	case errors.As(err, &damaged), data.Suspect(err) && !fullDisk(err):
		return "de database in de opslag is beschadigd; maak haar opnieuw met wijkinzicht ingest --offline (ging het om een ander bestand, haal dat dan opnieuw)"
	case errors.Is(err, data.ErrWritten):
		return "een ander programma heeft de database open om erin te schrijven; sluit dat, of open haar daar met alleen lezen"
	case data.OutOfMemory(err):
		return "er is te weinig geheugen voor deze opdracht; vraag minder tegelijk, of geef de machine of de container meer geheugen"
	case errors.Is(err, store.ErrLocked):
		return "een andere ingest is bezig in deze opslag; wacht tot die klaar is"
	case fullDisk(err):
		return "de schijf van de opslag is vol; wat gepubliceerd was is ongewijzigd"
	case errors.Is(err, syscall.EROFS), errors.Is(err, fs.ErrPermission):
		return "in de opslag mag dit programma niet schrijven of lezen (" + err.Error() + "); kies met --store een andere map"
	case errors.As(err, &path):
		return fmt.Sprintf("%s is niet te gebruiken (%v); kijk of de map van --store klopt", path.Path, path.Err)
	}
	return err.Error()
}

// fullDisk tells whether a disk was full; DuckDB has only the text.
func fullDisk(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || strings.Contains(err.Error(), "No space left on device")
}

// programVersion is the version set at build time, or else the commit that Go noted.
func programVersion() string {
	if version != "ontwikkeling" {
		return version
	}
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, s := range info.Settings {
			if s.Key == "vcs.revision" && len(s.Value) >= 12 {
				return s.Value[:12]
			}
		}
	}
	return version
}

// flags makes the flag set of a command with --store on it.
func flags(name string, e env) (*flag.FlagSet, *store.Store) {
	fs := flag.NewFlagSet("wijkinzicht "+name, flag.ContinueOnError)
	fs.SetOutput(e.stderr)
	fs.Usage = func() {
		fmt.Fprintf(e.stderr, "Gebruik: wijkinzicht %s [vlaggen]\n", name)
		fs.PrintDefaults()
	}
	dir := e.getenv("WIJKINZICHT_STORE")
	if dir == "" {
		dir = "var"
	}
	store := &store.Store{}
	fs.StringVar(&store.Dir, "store", dir, "map met ruwe bestanden en revisies (ook $WIJKINZICHT_STORE)")
	return fs, store
}

// parse reads the flags, also behind arguments, and checks how many arguments are left.
func parse(fs *flag.FlagSet, args []string, least, most int) ([]string, error) {
	var rest []string
	for {
		if err := fs.Parse(args); err != nil {
			if errors.Is(err, flag.ErrHelp) {
				return nil, err
			}
			return nil, &usageError{err.Error()}
		}
		if fs.NArg() == 0 {
			break
		}
		rest, args = append(rest, fs.Arg(0)), fs.Args()[1:]
	}
	if f := fs.Lookup("store"); f != nil && strings.ContainsAny(f.Value.String(), "?\n\r\x00") { // DuckDB reads what follows as settings
		return nil, &usageError{"in het pad van de opslag staat een vraagteken of een regeleinde; kies met --store een andere map"}
	}
	if len(rest) < least || len(rest) > most {
		return nil, &usageError{fmt.Sprintf("%d argument(en) gegeven; zie --help", len(rest))}
	}
	return rest, nil
}

func runVersion(ctx context.Context, args []string, e env) error {
	fs, in := flags("version", e)
	if _, err := parse(fs, args, 0, 0); err != nil {
		return err
	}
	fmt.Fprintf(e.stdout, "wijkinzicht %s\nschema %d\n", programVersion(), data.SchemaVersion)
	revision, _, err := in.Current()
	if errors.Is(err, store.ErrNoRevision) {
		revision, err = "geen", nil
	}
	fmt.Fprintf(e.stdout, "revisie %s\n", revision)
	return err
}
