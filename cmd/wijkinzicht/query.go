package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"syscall"

	"golang.org/x/term"

	"wijkinzicht/data"
	"wijkinzicht/data/store"
)

const queryHelp = `Gebruik: wijkinzicht query [vlaggen] VRAAG

VRAAG is SQL van DuckDB, - leest haar van de standaardinvoer, of een van:
  .schema          alle tabellen, weergaven en macro's
  .schema NAAM     de kolommen van een ervan
  .vragen          de uitgewerkte vragen
  .vragen NAAM     de SQL van een ervan

Macro's: trend('moerwijk', 'woz'), verschil('woz', 2019, 2024), buurten_in('moerwijk', 2014), buurt_breed(2024),
herkomst('moerwijk', 'inwoners', 2020). Een $naam in de vraag krijgt zijn waarde van --param naam=waarde.

`

// parameters gathers --param naam=waarde.
type parameters []any

func (p *parameters) String() string { return "" }

// Set reads a parameter; what looks like a number is one.
func (p *parameters) Set(text string) error {
	name, value, ok := strings.Cut(text, "=")
	if !ok || name == "" {
		return errors.New("schrijf naam=waarde")
	}
	var v any = value
	if n, err := strconv.ParseInt(value, 10, 64); err == nil {
		v = n
	} else if f, err := strconv.ParseFloat(value, 64); err == nil {
		v = f
	}
	*p = append(*p, sql.Named(name, v))
	return nil
}

func runQuery(ctx context.Context, args []string, e env) error {
	fs, store := flags("query", e)
	format := fs.String("format", "table", strings.Join(data.Formats, ", "))
	revision := fs.String("revisie", "", "een bewaarde revisie in plaats van de gepubliceerde")
	var params parameters
	fs.Var(&params, "param", "naam=waarde voor $naam in de vraag; mag vaker")
	fs.Usage = func() {
		fmt.Fprint(e.stderr, queryHelp)
		fs.PrintDefaults()
	}
	rest, err := parse(fs, aside(args), 1, 2)
	if err != nil {
		return err
	}
	question, name := strings.TrimPrefix(rest[0], " "), ""
	if len(rest) == 2 {
		if name = rest[1]; !strings.HasPrefix(question, ".") {
			return &usageError{"2 argument(en) gegeven; zet de vraag tussen aanhalingstekens"}
		}
	}
	db, err := openRevision(ctx, *store, *revision)
	if err != nil {
		return err
	}
	defer db.Close()
	out, done, err := paged(e.stdout, *format)
	if err != nil {
		return err
	}
	return errors.Join(answerQuery(ctx, db, question, name, *format, params, out), done())
}

// aside keeps a question that begins with a comment from being read as a flag.
func aside(args []string) []string {
	out := slices.Clone(args)
	for i, a := range out {
		if strings.HasPrefix(a, "-- ") || strings.HasPrefix(a, "--\n") {
			out[i] = " " + a
		}
	}
	return out
}

// answerQuery writes the answer to a question, or the help that it asks for.
func answerQuery(ctx context.Context, db *data.DB, question, name, format string, params []any, out io.Writer) error {
	switch question {
	case ".schema":
		return writeSchema(ctx, db, name, out)
	case ".vragen":
		return writeQuestions(name, out)
	case "-":
		text, err := io.ReadAll(os.Stdin)
		if err != nil {
			return fmt.Errorf("de vraag is niet te lezen: %w", err)
		}
		question = string(text)
	}
	err := db.Query(ctx, question, format, out, params...)
	if errors.Is(err, syscall.EPIPE) { // the reader of a long answer has seen enough
		return nil
	}
	if err != nil {
		return fmt.Errorf("de vraag is niet te beantwoorden: %w", err)
	}
	return nil
}

// writeSchema lists what can be asked, or the columns of one of them.
func writeSchema(ctx context.Context, db *data.DB, name string, out io.Writer) error {
	docs, err := db.Describe(ctx)
	if err != nil {
		return err
	}
	found := false
	for _, d := range docs {
		if name != "" && d.Name != name {
			continue
		}
		found = true
		fmt.Fprintf(out, "%-6s %-18s %s\n", d.Kind, d.Name, d.Comment)
		if name == "" {
			continue
		}
		for _, c := range d.Columns {
			fmt.Fprintf(out, "    %-18s %-10s %s\n", c.Name, c.Type, c.Comment)
		}
	}
	if !found {
		return fmt.Errorf("%q is geen tabel, weergave of macro; .schema noemt ze alle", name)
	}
	return nil
}

// writeQuestions lists the worked questions, or gives the SQL of one.
func writeQuestions(name string, out io.Writer) error {
	for _, q := range data.Questions() {
		switch name {
		case "":
			fmt.Fprintf(out, "%-34s %s\n", q.Slug, q.Title)
		case q.Slug:
			_, err := fmt.Fprintf(out, "-- %s\n%s\n", q.Title, q.SQL)
			return err
		}
	}
	if name != "" {
		return fmt.Errorf("%q is geen uitgewerkte vraag; .vragen noemt ze alle", name)
	}
	return nil
}

// paged gives a person at a terminal long tables page by page, with $PAGER or less; done waits until they are read.
func paged(stdout io.Writer, format string) (out io.Writer, done func() error, err error) {
	nothing := func() error { return nil }
	f, ok := stdout.(*os.File)
	if !ok || format != "table" || !term.IsTerminal(int(f.Fd())) {
		return stdout, nothing, nil
	}
	pager := []string{"less", "-FRSX"}
	if own := strings.Fields(os.Getenv("PAGER")); len(own) > 0 {
		pager = own
	}
	command := exec.Command(pager[0], pager[1:]...)
	command.Stdout, command.Stderr = f, os.Stderr
	in, err := command.StdinPipe()
	if err != nil {
		return nil, nil, err
	}
	if err := command.Start(); err != nil { // no pager here: the table as it is
		return stdout, nothing, nil
	}
	return in, func() error {
		in.Close()
		if err := command.Wait(); err != nil {
			return fmt.Errorf("%s, dat het antwoord per pagina toont, hield op: %w", pager[0], err)
		}
		return nil
	}, nil
}

// openRevision opens a revision of the store; an empty name is the published one.
func openRevision(ctx context.Context, store store.Store, revision string) (*data.DB, error) {
	if revision == "" {
		return openCurrent(ctx, store)
	}
	stored, err := store.Revisions()
	if err != nil {
		return nil, err
	}
	for _, r := range stored {
		if r.Revision == revision {
			return data.Open(ctx, r.Path)
		}
	}
	return nil, fmt.Errorf("revisie %s is niet (meer) in deze opslag", revision)
}

// openCurrent opens the store's published revision.
func openCurrent(ctx context.Context, store store.Store) (*data.DB, error) {
	_, path, err := store.Current()
	if err != nil {
		return nil, err
	}
	return data.Open(ctx, path)
}
