package main

import (
	"context"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
	"wijkinzicht/web"
)

func runCheck(ctx context.Context, args []string, e env) error {
	fs, store := flags("check", e)
	own := ownFlag(fs, e)
	diff := fs.Bool("diff", false, "zegt welke cijfers verschillen tussen twee revisies: check --diff OUD NIEUW")
	revisions, err := parse(fs, args, 0, 2)
	switch {
	case err != nil:
		return err
	case *diff && len(revisions) == 2:
		return printDiff(ctx, *store, revisions[0], revisions[1], e.stdout)
	case *diff || len(revisions) > 0:
		return &usageError{fmt.Sprintf("%d argument(en) gegeven; zie --help", len(revisions))}
	}
	if _, err := e.loadCatalogue(ownDir(*own, *store), e.stdout); err != nil {
		return err // a fault in the tables that a gemeente keeps, before it stops an ingest
	}
	db, err := openCurrent(ctx, *store)
	if err != nil {
		return err
	}
	defer db.Close()
	fmt.Fprintf(e.stdout, "Revisie %s, gemaakt op %s.\n", db.Revision, web.Datum(db.MadeAt))
	if db.Embedded {
		fmt.Fprintln(e.stdout, "Alleen de meegeleverde cijfers; wijkinzicht ingest vult ze aan.")
	}
	for _, part := range []func(context.Context, *data.DB, io.Writer) error{
		reportSources, reportFiles, reportOwn, reportCoverage, reportMade, reportTotals, reportJumps, reportFlags, reportFindings, reportRules,
	} {
		if err := part(ctx, db, e.stdout); err != nil {
			return err
		}
	}
	return reportKept(*store, e.stdout)
}

func heading(w io.Writer, text string) {
	fmt.Fprintf(w, "\n%s\n%s\n", text, strings.Repeat("=", len([]rune(text))))
}

func columns(w io.Writer) *tabwriter.Writer { return tabwriter.NewWriter(w, 0, 0, 2, ' ', 0) }

func reportSources(ctx context.Context, db *data.DB, w io.Writer) error {
	reports, err := db.SourceReports(ctx)
	if err != nil {
		return err
	}
	heading(w, "Wat er geladen is")
	t := columns(w)
	fmt.Fprintln(t, "bron\tbestanden\trijen\tafgewezen\tcijfers\tmet waarde\tgeheim\tonbekend\tniet in uitgave\tn.v.t.")
	for _, r := range reports {
		fmt.Fprintf(t, "%s\t%d\t%d\t%d\t%d\t%d\t%d\t%d\t%d\t%d\n", r.Title, r.Files, r.Rows, r.Rejected, r.Figures, r.Values, r.Secret,
			r.Unknown, r.NotYet, r.NotApplicable)
	}
	return t.Flush()
}

func reportFiles(_ context.Context, db *data.DB, w io.Writer) error {
	heading(w, "Bestanden")
	t := columns(w)
	for _, f := range db.Files {
		fmt.Fprintf(t, "%s\t%s\t%d rijen\t%s\t%s\n", f.Name, f.Format, f.RowsRead, f.SHA256[:12], f.Note)
	}
	return t.Flush()
}

// reportOwn shows what a gemeente added and how much of it the data know; the findings below say what is wrong with it.
func reportOwn(ctx context.Context, db *data.DB, w io.Writer) error {
	if db.OwnHash == "" {
		return nil
	}
	heading(w, "Eigen wijken, gebeurtenissen en interventies")
	for _, s := range db.Subjects {
		if s.Kind != catalogue.OwnKind {
			continue
		}
		areas, used := 0, 0
		years := map[int]bool{}
		for _, p := range db.Parts {
			if p.Subject == s.Slug {
				areas++
				years[p.Year] = true
				if p.Used {
					used++
				}
			}
		}
		fmt.Fprintf(w, "- %s (%s, %s): %d van de %d gebieden gevonden, over %d indelingen.\n", s.Name, s.Slug, s.Gemeente, used, areas, len(years))
	}
	events, err := db.Events(ctx, nil)
	if err != nil {
		return err
	}
	for _, e := range events {
		if e.Own {
			fmt.Fprintf(w, "- %s, %s: %s (%s).\n", e.Subject, e.From, e.Label, e.ID)
		}
	}
	register, err := db.Interventions(ctx)
	if err != nil {
		return err
	}
	for _, i := range register {
		if i.Own {
			fmt.Fprintf(w, "- interventie %s (%s), %s.\n", i.Name, i.ID, goalWords(i.Goal))
		}
	}
	return nil
}

// goalWords says whether a goal can be held against figures.
func goalWords(g catalogue.Goal) string {
	if g.Target == nil {
		return "zonder streefwaarde"
	}
	return fmt.Sprintf("%s naar %s in %d, vanaf %d", g.Indicator, web.Getal(*g.Target, 1), g.TargetYear, g.BaseYear)
}

// reportCoverage shows, per indicator and wijk, the years with a value and their quality.
func reportCoverage(ctx context.Context, db *data.DB, w io.Writer) error {
	heading(w, "Wat elke wijk heeft, per jaar en kwaliteit")
	var slugs []string
	names := map[string]string{}
	for _, s := range db.Subjects {
		if s.IsWijk() {
			slugs, names[s.Slug] = append(slugs, s.Slug), s.Name
		}
	}
	rows, err := db.Trends(ctx, slugs, nil)
	if err != nil {
		return err
	}
	line := map[[2]string][]string{}
	for _, r := range rows {
		text := fmt.Sprintf("%d%s", r.Year, r.Quality)
		if r.Value == nil {
			text = fmt.Sprintf("%d–%s", r.Year, r.Status)
		}
		k := [2]string{r.Indicator, r.Subject}
		line[k] = append(line[k], text)
	}
	for _, ind := range db.Indicators {
		if !ind.Shown {
			continue
		}
		t := columns(w)
		any := false
		for _, slug := range slugs {
			if l := line[[2]string{ind.ID, slug}]; len(l) > 0 {
				if !any {
					fmt.Fprintf(w, "%s (%s)\n", ind.Naam, ind.ID)
				}
				any = true
				fmt.Fprintf(t, "  %s\t%s\n", names[slug], strings.Join(l, " "))
			}
		}
		if !any {
			fmt.Fprintf(w, "%s (%s): niet geladen\n", ind.Naam, ind.ID)
		}
		if err := t.Flush(); err != nil {
			return err
		}
	}
	return nil
}

// reportMade explains every converted (C) and enclosing (D) value.
func reportMade(ctx context.Context, db *data.DB, w io.Writer) error {
	reports, err := db.MadeReports(ctx)
	if err != nil {
		return err
	}
	heading(w, "Waar C en D op rusten")
	for _, r := range reports {
		s, _ := db.Subject(r.Subject)
		how := "omgerekend uit de delen die in de wijk liggen van"
		if r.Quality == data.Enclosing {
			how = "overgenomen van een ander gebied, meestal groter dan de wijk:"
		}
		fmt.Fprintf(w, "- %s: %d cijfers op de indeling van %d (%s), %s %s.\n", s.Name, r.Values, r.AreaYear, r.Quality, how, r.Areas)
	}
	if len(reports) == 0 {
		fmt.Fprintln(w, "Er zijn geen omgerekende of omliggende cijfers.")
	}
	return nil
}

// reportFlags lists where CBS's flag of change and the borders disagree.
func reportFlags(ctx context.Context, db *data.DB, w io.Writer) error {
	reports, err := db.FlagReports(ctx)
	if err != nil {
		return err
	}
	heading(w, "Indelingswijziging van het CBS tegen de grenzen")
	disagree := 0
	for _, r := range reports {
		if r.Disagrees() {
			disagree++
			fmt.Fprintf(w, "- %s %s in %d: vlag %s, maar %s%% van het gebied van %d ligt erin.\n", r.Code, r.Name, r.Year, r.Flag, web.Getal(100*r.Kept, 0), r.Year-1)
		}
	}
	if len(reports) == 0 {
		fmt.Fprintln(w, "Niet te vergelijken: van geen twee opeenvolgende jaren zijn de grenzen bekend.")
		return nil
	}
	fmt.Fprintf(w, "%d gebieden vergeleken, bij %d spreken vlag en grens elkaar tegen.\n", len(reports), disagree)
	return nil
}

func reportTotals(ctx context.Context, db *data.DB, w io.Writer) error {
	totals, err := db.TotalReports(ctx)
	if err != nil {
		return err
	}
	heading(w, "Buurten en wijken opgeteld tegen wijk en gemeente")
	large := 0
	t := columns(w)
	for _, r := range totals {
		if !r.Wrong() {
			continue
		}
		large++
		fmt.Fprintf(t, "%s\t%d\t%s\t%s\t%sen %s\t%s%%\n", r.Indicator, r.Year, r.Area, web.Getal(r.Published, 0), r.Parts, web.Getal(r.Summed, 0),
			web.Verandering(r.Percent, 1))
	}
	if err := t.Flush(); err != nil {
		return err
	}
	fmt.Fprintf(w, "%d totalen vergeleken; bij %d verklaren afronding en ontbrekende delen het verschil niet.\n", len(totals), large)
	return nil
}

// reportJumps lists figures that lie far from those of the edition before, with file and row of both: a lost decimal mark looks so.
func reportJumps(ctx context.Context, db *data.DB, w io.Writer) error {
	jumps, err := db.JumpReports(ctx)
	if err != nil {
		return err
	}
	heading(w, "Uitschieters tussen opeenvolgende uitgaven")
	t := columns(w)
	for _, r := range jumps[:min(len(jumps), mostJumps)] {
		fmt.Fprintf(t, "%s\t%s\t%d: %s\t%s, rij %d\t%d: %s\t%s, rij %d\n", r.Indicator, r.Code, r.YearBefore, web.Getal(r.Before, 1), r.FileBefore, r.RowBefore,
			r.Year, web.Getal(r.Value, 1), r.File, r.Row)
	}
	if err := t.Flush(); err != nil {
		return err
	}
	fmt.Fprintf(w, "%d cijfers verschillen meer dan een factor vier van de uitgave ervoor, anders dan de rest van de gemeente", len(jumps))
	if more := len(jumps) - mostJumps; more > 0 {
		fmt.Fprintf(w, "; de grootste %d staan hierboven", mostJumps)
	}
	fmt.Fprintln(w, ".")
	return nil
}

// mostJumps is how many outliers are listed.
const mostJumps = 100

func reportFindings(ctx context.Context, db *data.DB, w io.Writer) error {
	findings, err := db.Findings(ctx)
	if err != nil {
		return err
	}
	heading(w, "Bijzonderheden")
	for _, f := range findings {
		fmt.Fprintln(w, "- "+f.Text)
	}
	if len(findings) == 0 {
		fmt.Fprintln(w, "geen")
	}
	return nil
}

// reportRules holds the revision against the rules that every revision keeps.
func reportRules(ctx context.Context, db *data.DB, w io.Writer) error {
	heading(w, "Harde regels")
	rules, err := db.BrokenRules(ctx)
	if err != nil {
		return err
	}
	if len(rules) > 0 {
		return fmt.Errorf("er zijn %s; maak de revisie opnieuw met wijkinzicht ingest --offline", strings.Join(rules, "; "))
	}
	fmt.Fprintln(w, "Elke trendwaarde volgt uit de waarnemingen die erachter staan, en elk cijfer heeft een bestand, een bron, en een waarde of een reden.")
	return nil
}
