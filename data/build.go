package data

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"os"
	"strings"
	"sync"

	duckdb "github.com/duckdb/duckdb-go/v2"

	"wijkinzicht/data/catalogue"
)

// Builder writes the database file of one revision. Files bring areas, and figures, which Merge holds against each
// other; trends follow; Close folds everything into the one file.
type Builder struct {
	path string
	db   *sql.DB
	conn *sql.Conn
	cat  *catalogue.Catalogue

	files  map[int]RawFile // by number
	atOnce int             // figures that go into one transaction
	mu     sync.Mutex
	codes  []string // see areaCodes; guarded by mu
}

// buildMemory is what DuckDB may use while a revision is built; a national build that needs more goes by way of the disk.
const buildMemory = "768MB"

// Create starts a new database at path, which must not exist yet, with the schema and the catalogue in it.
func Create(ctx context.Context, path string, cat *catalogue.Catalogue) (_ *Builder, err error) {
	if _, err := os.Stat(path); err == nil {
		return nil, fmt.Errorf("create %s: the file is there already", path)
	}
	db, err := sql.Open("duckdb", path)
	if err != nil {
		return nil, fmt.Errorf("create %s: %w", path, err)
	}
	b := &Builder{path: path, db: db, cat: cat, files: map[int]RawFile{}, atOnce: mergeAtOnce}
	defer func() {
		if err != nil {
			b.Discard()
		}
	}()
	if b.conn, err = db.Conn(ctx); err != nil {
		return nil, fmt.Errorf("create %s: %w", path, err)
	}
	subjects := make([]string, 0)
	for _, s := range cat.Subjects() {
		subjects = append(subjects, s.Slug)
	}
	indicators := make([]string, 0, len(cat.Indicators))
	for _, i := range cat.Indicators {
		indicators = append(indicators, i.ID)
	}
	for _, text := range []string{
		"set memory_limit = '" + buildMemory + "'",
		"set wal_autocheckpoint = '1TB'", // a build has no use for what it wrote before Close
		"create type indicator_id as enum (" + quoteList(indicators) + ")",
		"create type subject_slug as enum (" + quoteList(subjects) + ")",
		statement("schema.sql"), statement("schema_beleid.sql"), statement("schema_trend.sql"), statement("staging.sql"),
	} {
		if _, err := b.conn.ExecContext(ctx, text); err != nil {
			return nil, fmt.Errorf("schema: %w", err)
		}
	}
	return b, b.writeCatalogue(ctx)
}

func quoteList(texts []string) string {
	quoted := make([]string, len(texts))
	for i, t := range texts {
		quoted[i] = quote(t)
	}
	return strings.Join(quoted, ", ")
}

// quote makes an SQL text literal.
func quote(text string) string { return "'" + strings.ReplaceAll(text, "'", "''") + "'" }

// wideViews gives the trends and the buurten with a column per indicator, for people; the columns follow the catalogue, and the comment
// of each says its unit.
func wideViews(cat *catalogue.Catalogue) string {
	var values []string
	for _, i := range cat.Indicators {
		values = append(values, fmt.Sprintf("max(f.value) filter (f.indicator = %s) as %s", quote(i.ID), i.ID))
	}
	columns := strings.Join(values, ",\n    ")
	return "create view wijk_trend as select f.subject, s.name, s.kind, f.year,\n    " + columns +
		"\nfrom trend f join subject s on s.slug = f.subject group by all order by f.subject, f.year;\n" +
		"comment on view wijk_trend is 'Trends for people: a row per subject and year, a column per indicator, whose comment says its unit. Quality and breaks are in trend.';" +
		wideComments(cat, "wijk_trend", [][2]string{{"subject", "subject.slug."}, {"name", "Dutch name."}, {"kind", "subject.kind."}, {"year", "Year the values are about."}}) +
		"\ncreate view buurt_breed as select a.year, a.code, a.name, a.gemeente_code,\n    " + columns +
		"\nfrom area a left join observation f on f.area_year = a.year and f.area_code = a.code and f.year = a.year\n" +
		"where a.level = 'buurt' group by all;\n" +
		"comment on view buurt_breed is 'The buurten of every division year with the values of that same year, a column per indicator, whose comment says its unit. " +
		"NULL where none was published; observation.status says why. The macro of the same name gives one year.';" +
		wideComments(cat, "buurt_breed", [][2]string{{"year", "Year of the division and of the values."}, {"code", "Area code in that division."},
			{"name", "Name in that division."}, {"gemeente_code", "Code of its gemeente."}})
}

// wideComments describes the columns of a wide view: those that it has of its own, and one per indicator.
func wideComments(cat *catalogue.Catalogue, view string, own [][2]string) string {
	for _, i := range cat.Indicators {
		own = append(own, [2]string{i.ID, i.Name + " (" + i.Unit + ")."})
	}
	var b strings.Builder
	for _, c := range own {
		fmt.Fprintf(&b, "\ncomment on column %s.%s is %s;", view, c[0], quote(c[1]))
	}
	return b.String()
}

// appendRows writes rows on the builder's own connection.
func (b *Builder) appendRows(ctx context.Context, schema, table string, rows func(add func(...driver.Value) error) error) error {
	return appendRows(ctx, b.conn, schema, table, rows)
}

// appendRows writes rows through DuckDB's Appender; every row has the table's columns in order.
func appendRows(ctx context.Context, on *sql.Conn, schema, table string, rows func(add func(...driver.Value) error) error) error {
	err := on.Raw(func(raw any) error {
		conn, ok := raw.(driver.Conn)
		if !ok {
			return fmt.Errorf("unexpected connection %T", raw)
		}
		catalog := ""
		if schema == "temp" {
			catalog, schema = "temp", "main"
		}
		app, err := duckdb.NewAppender(conn, catalog, schema, table)
		if err != nil {
			return err
		}
		n := 0
		err = rows(func(values ...driver.Value) error {
			if n++; n%4096 == 0 && ctx.Err() != nil {
				return ctx.Err()
			}
			return app.AppendRow(values...)
		})
		return errors.Join(err, app.Close())
	})
	if err != nil {
		return fmt.Errorf("write %s: %w", table, err)
	}
	return nil
}

// nullable turns an empty text into NULL.
func nullable(text string) driver.Value {
	if text == "" {
		return nil
	}
	return text
}

func nullableBlob(b []byte) driver.Value {
	if b == nil {
		return nil
	}
	return b
}

func nullableNumber(v *float64) driver.Value {
	if v == nil {
		return nil
	}
	return *v
}

// AddFile records a file that was read.
func (b *Builder) AddFile(ctx context.Context, f RawFile) error {
	var at driver.Value
	if !f.RetrievedAt.IsZero() {
		at = f.RetrievedAt.UTC()
	}
	_, err := b.conn.ExecContext(ctx, "insert into raw_file values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
		f.ID, f.SHA256, f.Bytes, f.Name, f.Format, nullable(f.URL), at, f.SourceID, f.RowsRead, f.RowsRejected, nullable(f.Note))
	if err != nil {
		return fmt.Errorf("record file %s: %w", f.Name, err)
	}
	b.files[f.ID] = f
	return nil
}

// AddAreas stages the areas that a file names.
func (b *Builder) AddAreas(ctx context.Context, areas []AreaRow) error {
	return b.appendRows(ctx, "temp", "area_reading", func(add func(...driver.Value) error) error {
		for _, a := range areas {
			if err := add(int16(a.Year), a.Code, a.Level, nullable(a.Name), nullable(a.Gemeente), a.Water, nullable(a.Change),
				nullableNumber(a.Lon), nullableNumber(a.Lat), nullableBlob(a.Outline), nullable(a.Exact), a.Tolerance, nullable(a.Postcode), int16(a.RawFile), int8(a.Rank)); err != nil {
				return fmt.Errorf("area %s: %w", a.Code, err)
			}
		}
		return nil
	})
}

// SetEdition records what the edition that was read says of itself: definitief or voorlopig, and the day of its last change, if it says so.
func (b *Builder) SetEdition(ctx context.Context, s catalogue.Source) error {
	if _, err := b.conn.ExecContext(ctx, "update source set status = ?, changed = greatest(changed, ?::date) where id = ?", s.Status, nullable(s.Changed), s.ID); err != nil {
		return fmt.Errorf("record edition of %s: %w", s.ID, err)
	}
	return nil
}

// AddFindings records what a reader of the check report should know.
func (b *Builder) AddFindings(ctx context.Context, findings ...Finding) error {
	for _, f := range findings {
		_, err := b.conn.ExecContext(ctx, "insert into finding values (?, ?, ?, ?)", f.Kind, nullable(f.SourceID), nullable(f.Subject), f.Text)
		if err != nil {
			return fmt.Errorf("record finding: %w", err)
		}
	}
	return nil
}

// SetMeta records a fact about the revision.
func (b *Builder) SetMeta(ctx context.Context, key, value string) error {
	if _, err := b.conn.ExecContext(ctx, "insert into meta values (?, ?)", key, value); err != nil {
		return fmt.Errorf("record %s: %w", key, err)
	}
	return nil
}

// Close makes the views and macros, folds everything into the one file and lets go of it; only then may it be published.
func (b *Builder) Close(ctx context.Context) error {
	views := []string{statement("views.sql"), wideViews(b.cat), statement("research.sql")}
	for _, text := range append(views, "drop table area_reading", "checkpoint") {
		if _, err := b.conn.ExecContext(ctx, text); err != nil {
			return fmt.Errorf("finish %s: %w", b.path, err)
		}
	}
	if err := errors.Join(b.conn.Close(), b.db.Close()); err != nil {
		return fmt.Errorf("close %s: %w", b.path, err)
	}
	return nil
}

// Discard gives up a build that failed and removes its file.
func (b *Builder) Discard() {
	if b.conn != nil {
		b.conn.Close()
	}
	b.db.Close()
	os.Remove(b.path)
	os.Remove(b.path + ".wal")
}
