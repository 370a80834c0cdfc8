package research

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"net/url"
	"os"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"wijkinzicht/data"
	"wijkinzicht/data/store"
	"wijkinzicht/server/answer"
	"wijkinzicht/server/sandbox"
	"wijkinzicht/server/site"
	"wijkinzicht/web"
)

// Research answers researchers.
type Research struct {
	*site.Site
	sandbox *sandbox.Runner // nil: switched off, or not to be had on this system
	asking  *answer.Lane    // to the sandbox, every visitor in turn
}

// eachAsks is how many questions one visitor may have waiting.
const eachAsks = 4

// New makes the answers for researchers of a site.
func New(s *site.Site) *Research {
	r := &Research{Site: s, asking: answer.NewLane(sandbox.AtOnce(), eachAsks)}
	if sandbox.Works {
		r.sandbox = sandbox.New(sandbox.DefaultLimits)
	}
	return r
}

// Routes lists the addresses for researchers.
func (s *Research) Routes(app *fiber.App) {
	app.Get("/onderzoek", s.onderzoekPage)
	app.Get("/onderzoek/schema", s.schemaPage)
	app.Get("/onderzoek/vragen", s.vragenPage)
	app.Get("/onderzoek/recepten", s.receptenPage)
	app.Get("/onderzoek/CITATION.cff", s.citationFile)
	app.Get("/onderzoek/dcat.jsonld", s.dcat)
	app.Get("/onderzoek/bestand/:revision/:file", s.download)
	app.Get("/onderzoek/sql", s.sqlPage)
	app.Get("/api/v1", s.apiPage)
	app.Get(changesPath, s.changesPage)
	app.Get(changesPath+".json", answer.Problems, s.changesJSON)
	app.Get(changesPath+".atom", s.changesFeed)
	for _, format := range []string{"csv", "csv.gz", "parquet"} {
		app.Get(changesPath+"."+format, answer.Problems, func(c *fiber.Ctx) error { return s.changesRows(c, format) })
	}
	for format, write := range map[string]func(sqlAnswer, io.Writer) error{"csv": sqlAnswer.csv, "csv.gz": sqlAnswer.csvPacked, "json": sqlAnswer.json, "parquet": sqlAnswer.parquet} {
		app.Get("/onderzoek/sql."+format, answer.Problems, func(c *fiber.Ctx) error { return s.sqlFile(c, format, write) })
	}
}

// prepareAgain is how long making the files of a revision rests after it failed: a full disk may be emptied.
const prepareAgain = time.Minute

// PrepareDownloads makes the files of each published revision, one after the other, until ctx ends. Without them the
// pages work, and hand out the database alone; what failed is said once per revision and tried again after a pause.
func (s *Research) PrepareDownloads(ctx context.Context) { s.prepareDownloads(ctx, prepareAgain) }

func (s *Research) prepareDownloads(ctx context.Context, pause time.Duration) {
	tick := time.NewTicker(min(answer.FollowEvery, pause))
	defer tick.Stop()
	done, failed, again := "", "", time.Time{}
	for {
		rev := s.Desk.Published()
		if name := rev.DB.Revision; name != done && (name != failed || time.Now().After(again)) {
			switch err := s.Desk.Store.Prepare(ctx, rev.DB); {
			case err == nil:
				done = name
			case ctx.Err() == nil && !rev.DB.Moved(): // who publishes fast throws away what we are at
				if name != failed {
					slog.Error("the files for researchers cannot be made; they get the database alone", "revision", name, "error", err)
				}
				failed, again = name, time.Now().Add(pause)
			}
		}
		rev.Done()
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

// download answers a file of a revision, whole or in part; its bytes never change.
func (s *Research) download(c *fiber.Ctx) error {
	revision, name := c.Params("revision"), c.Params("file")
	if name == citationName {
		return s.citationOf(c, revision)
	}
	path, sum, err := s.Desk.Store.Download(revision, name)
	if errors.Is(err, store.ErrNotReady) {
		return answer.NotReady.Send(c)
	}
	if err == nil {
		var file *os.File
		if file, err = os.Open(path); err == nil {
			c.Set(fiber.HeaderCacheControl, "public, max-age=31536000, immutable")
			c.Set(fiber.HeaderContentType, data.MediaType(name))
			if !strings.HasSuffix(name, ".json") {
				c.Set(fiber.HeaderContentDisposition, fmt.Sprintf(`attachment; filename="%s"`, strings.Replace(name, ".", "-"+revision+".", 1)))
			}
			return answer.SendFile(c, file, `"`+sum+`"`, func() {})
		}
	}
	if errors.Is(err, fs.ErrNotExist) {
		return s.noFile(revision, name)
	}
	return err
}

// noFile says what there is instead of a file: of a revision that was here once, what stays of it.
func (s *Research) noFile(revision, name string) error {
	if s.Desk.Store.Has(revision) {
		return &answer.Problem{Status: fiber.StatusNotFound, Detail: fmt.Sprintf("Revisie %s heeft geen bestand %.60q; /onderzoek noemt ze alle.", revision, name)}
	}
	err := s.Desk.NoRevision(revision)
	var gone *answer.Problem
	if _, published, _ := s.Desk.Store.Record(revision); errors.As(err, &gone) && !published && len(s.Desk.Store.ArchiveFiles(revision)) == 0 {
		gone.Status = fiber.StatusNotFound // it never was here, as far as anybody wrote down
	}
	return err
}

// onderzoekPage answers "/onderzoek".
func (s *Research) onderzoekPage(c *fiber.Ctx) error {
	stored, err := s.Desk.Store.Revisions()
	if err != nil {
		return err
	}
	key := "/onderzoek" // and what can change while the revision stays
	for _, r := range stored {
		key += " " + r.Revision
	}
	if _, err := s.Desk.Store.Package(stored[0].Revision); err == nil {
		key += " files"
	}
	kept, err := s.Desk.Store.Archive()
	if err != nil {
		return err
	}
	key += fmt.Sprintf(" %d in the archive", len(kept))
	return s.Desk.Serve(c, key, func(_ context.Context, rev *answer.Revision) (string, []byte, error) {
		db := rev.DB
		page := web.OnderzoekPage{
			Frame:    s.Frame(rev, "Onderzoek", "De database van Wijk in zicht: downloaden, citeren en bevragen in SQL, Python of R.", "/onderzoek", web.SectionOnderzoek),
			Revision: db.Revision, Made: web.Datum(db.MadeAt), Questions: len(data.Questions()), OldestDB: strings.TrimPrefix(data.OldestDuckDB, "v"), Citation: s.citation(db), CFF: s.cff(db.Described()), Free: s.sandbox != nil,
		}
		for _, r := range stored {
			file := web.Download{Name: "DuckDB", URL: answer.FileAddress(r.Revision, data.DatabaseName), Size: web.Bytes(r.Bytes)}
			if r.Revision == db.Revision {
				page.Whole = file
			} else {
				if p, err := s.Desk.Store.Package(r.Revision); err == nil {
					file = fileOf(p.Version, p.Resources[0])
					file.Name = "DuckDB"
				}
				page.Older = append(page.Older, web.OlderDataset{Revision: r.Revision, Built: web.Datum(r.Built), File: file})
			}
		}
		for _, k := range kept {
			shown := web.ArchivedDataset{Revision: k.Revision, At: web.Datum(k.At)}
			for _, name := range append(k.Files, citationName) {
				shown.Files = append(shown.Files, web.Link{Text: name, URL: answer.FileAddress(k.Revision, name)})
			}
			page.Archive = append(page.Archive, shown)
		}
		p, err := s.Desk.Store.Package(db.Revision)
		if err == nil {
			addFiles(&page, p)
		} else if !errors.Is(err, fs.ErrNotExist) {
			return "", nil, err
		}
		return answer.HTML(s.Templates.Onderzoek, page)
	})
}

func fileOf(revision string, r data.PackageResource) web.Download {
	return web.Download{Name: r.Path, URL: answer.FileAddress(revision, r.Path), Size: web.Bytes(r.Bytes), Rows: web.Getal(float64(r.Rows), 0), SHA256: r.SHA256()}
}

func addFiles(page *web.OnderzoekPage, p data.Package) {
	at := map[string]int{}
	for _, r := range p.Resources {
		file := fileOf(p.Version, r)
		switch {
		case r.Path == data.DatabaseName:
			page.Whole = file
			continue
		case r.Path == data.GeoParquetName:
			page.Geo = &file
			continue
		}
		i, ok := at[r.Table]
		if !ok {
			i = len(page.Tables)
			at[r.Table] = i
			page.Tables = append(page.Tables, web.TableFiles{Name: r.Table, Description: r.Description, Rows: file.Rows})
		}
		if r.Format == "csv" {
			page.Tables[i].CSV = file
		} else {
			page.Tables[i].Parquet = file
		}
	}
}

// schemaPage answers "/onderzoek/schema", made from the comments in the database.
func (s *Research) schemaPage(c *fiber.Ctx) error {
	return s.Desk.Serve(c, "/onderzoek/schema", func(ctx context.Context, rev *answer.Revision) (string, []byte, error) {
		docs, err := rev.DB.Describe(ctx)
		if err != nil {
			return "", nil, err
		}
		page := web.SchemaPage{Frame: s.Frame(rev, "Schema van de database", "Elke tabel, weergave en macro van de database van Wijk in zicht, met zijn kolommen.", "/onderzoek/schema", web.SectionOnderzoek)}
		for _, g := range []struct{ kind, id, heading, note string }{
			{"macro", "macros", "Macro's", "Korte namen voor vragen die vaak worden gesteld. Schrijf ze achter FROM."},
			{"view", "weergaven", "Weergaven", "Tabellen die uit de andere volgen, gemaakt om te lezen."},
			{"tabel", "tabellen", "Tabellen", "Wat er is vastgelegd. Gebieden heten altijd (jaar, code): dezelfde code kan in een ander jaar een ander gebied zijn."},
		} {
			group := web.SchemaGroup{ID: g.id, Heading: g.heading, Note: g.note}
			for _, d := range docs {
				if d.Kind == g.kind {
					group.Tables = append(group.Tables, schemaTable(d))
				}
			}
			page.Groups = append(page.Groups, group)
		}
		return answer.HTML(s.Templates.Schema, page)
	})
}

func schemaTable(d data.TableDoc) web.SchemaTable {
	t := web.SchemaTable{ID: d.Name, Name: d.Name, Call: d.Name, Description: d.Comment}
	if d.Kind == "macro" {
		var parameters []string
		for _, c := range d.Columns {
			parameters = append(parameters, c.Name)
		}
		t.ID, t.Call = "macro-"+d.Name, d.Name+"("+strings.Join(parameters, ", ")+")"
		return t
	}
	if d.Kind == "tabel" {
		t.Rows = web.Getal(float64(d.Rows), 0)
	}
	for _, c := range d.Columns {
		t.Columns = append(t.Columns, web.SchemaColumn{Name: c.Name, Type: c.Type, Description: c.Comment, Required: c.Required, Key: c.Key})
	}
	return t
}

// vragenPage answers "/onderzoek/vragen".
func (s *Research) vragenPage(c *fiber.Ctx) error {
	return s.Desk.Serve(c, "/onderzoek/vragen", func(_ context.Context, rev *answer.Revision) (string, []byte, error) {
		page := web.VragenPage{Frame: s.Frame(rev, "Uitgewerkte vragen", "Vragen aan de database van Wijk in zicht, met de SQL die ze beantwoordt.", "/onderzoek/vragen", web.SectionOnderzoek)}
		for _, q := range data.Questions() {
			worked := web.WorkedQuestion{ID: q.Slug, Title: q.Title, Note: q.Note, SQL: q.SQL, ClickHouse: q.ClickHouse}
			if s.sandbox != nil {
				worked.URL = "/onderzoek/sql?" + url.Values{"q": {q.SQL}}.Encode()
			}
			page.Questions = append(page.Questions, worked)
		}
		return answer.HTML(s.Templates.Vragen, page)
	})
}
