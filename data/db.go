package data

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"
	"time"

	duckdb "github.com/duckdb/duckdb-go/v2"

	"wijkinzicht/data/catalogue"
)

// DB is one revision, opened read-only, with its nouns in memory; trends and observations are asked for.
type DB struct {
	Path     string
	Revision string
	Embedded bool      // made of the embedded figures alone
	Inputs   string    // hash of everything that was looked at to make it
	OwnHash  string    // Catalogue.OwnHash of what it was made of
	MadeAt   time.Time // when its file was written here: the file itself does not say, so that it is the same in every store

	Indicators []catalogue.Indicator
	Subjects   []catalogue.Subject
	Breaks     []catalogue.Break
	Sources    []catalogue.Source
	Files      []RawFile
	Parts      []SubjectPart
	PlaceTypes []catalogue.PlaceType
	Thresholds []catalogue.Threshold
	Likeness   []catalogue.Likeness
	Views      catalogue.Views  // of this program, not of the revision
	Tests      []catalogue.Test // as Views
	Areas      []AreaNow        // in order of code

	sql   *sql.DB
	held  *os.File          // keeps writers away
	texts map[string]string // of the catalogue, from Dutch; nil: they stay Dutch
}

// maxConnections caps the pool: more connections with one thread each made answers slower, not faster.
const maxConnections = 4

// attachedName is what a revision's file is called within DuckDB.
const attachedName = "revisie"

// spillBeside lets DuckDB put what does not fit in memory beside a revision's file, where we may write; a database in memory
// would take the working directory.
func spillBeside(path string) string { return "set temp_directory = " + quote(path+".tmp") }

// readMemory is what DuckDB may use to answer from one revision; what needs more goes by way of the disk.
const readMemory = "256MB"

// Open opens a published revision for reading. It refuses a file of another schema version, saying what to run. While it is open no other
// process can write the file.
func Open(ctx context.Context, path string) (_ *DB, err error) {
	held, err := hold(path)
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", path, err)
	}
	file, err := held.Stat()
	if err != nil {
		held.Close()
		return nil, fmt.Errorf("open %s: %w", path, err)
	}
	db := &DB{Path: path, MadeAt: file.ModTime(), held: held}
	defer func() {
		if err != nil {
			db.Close()
		}
	}()
	// The file is attached to a database in memory of its own. Opened by its name, a file that was closed with DuckDB still
	// holding on to it lets the next one who opens that name in this process spin for ever (DuckDB 1.5.5, seen when a
	// server was stopped and started again within one process).
	attach := "attach if not exists " + quote(path) + " as " + attachedName + " (read_only)"
	connector, err := duckdb.NewConnector("", func(conn driver.ExecerContext) error {
		for _, set := range []string{
			attach, "use " + attachedName, spillBeside(path),
			"set autoinstall_known_extensions = false", "set autoload_known_extensions = false",
			"set enable_external_access = false", "set threads = 2", "set memory_limit = '" + readMemory + "'", "set lock_configuration = true",
		} {
			if _, err := conn.ExecContext(context.Background(), set, nil); err != nil && !alreadyLocked(err) {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", path, err)
	}
	db.sql = sql.OpenDB(connector)
	if db.Views, err = catalogue.ReadViews(); err != nil {
		return nil, err
	}
	if db.Tests, err = catalogue.ReadTests(); err != nil {
		return nil, err
	}
	db.sql.SetMaxOpenConns(maxConnections)
	db.sql.SetMaxIdleConns(maxConnections) // a new one attaches and sets everything again: most of a small question's time
	if err := db.readMeta(ctx); err != nil {
		return nil, err
	}
	for _, read := range []func(context.Context) error{
		db.readIndicators, db.readAbout, db.readSubjects, db.readBreaks, db.readSources, db.readFiles, db.readParts, db.readTypology, db.readLikeness, db.readAreas,
	} {
		if err := read(ctx); err != nil {
			return nil, fmt.Errorf("open %s: %w", path, err)
		}
	}
	return db, nil
}

// alreadyLocked tells whether a setting was refused because an earlier connection has locked them all.
func alreadyLocked(err error) bool {
	var e *duckdb.Error
	return errors.As(err, &e) && e.Type == duckdb.ErrorTypeInvalidInput
}

// ErrWritten says that another program has the file open for writing.
var ErrWritten = errors.New("another program writes the file")

// Close lets go of the file.
func (db *DB) Close() error {
	if db.sql == nil {
		return db.held.Close()
	}
	return errors.Join(db.sql.Close(), db.held.Close())
}

// Moved tells whether the file under the path is gone, or is another than the one that is open.
func (db *DB) Moved() bool {
	there, err := os.Stat(db.Path)
	if err != nil {
		return true
	}
	ours, err := db.held.Stat()
	return err != nil || !os.SameFile(there, ours)
}

// OutOfMemory tells whether DuckDB had too little memory, by its own limit or the system's.
func OutOfMemory(err error) bool {
	var e *duckdb.Error
	return errors.As(err, &e) && e.Type == duckdb.ErrorTypeOutOfMemory
}

// Suspect tells whether an error may come from a damaged file: DuckDB says so of a block with another check sum, and of what follows.
func Suspect(err error) bool {
	var e *duckdb.Error
	if !errors.As(err, &e) {
		return false
	}
	switch e.Type {
	case duckdb.ErrorTypeIO, duckdb.ErrorTypeFatal, duckdb.ErrorTypeInternal, duckdb.ErrorTypeSerialization:
		return true
	}
	return false
}

func (db *DB) readMeta(ctx context.Context) error {
	meta := map[string]string{}
	err := each(ctx, db.sql, "select key, value from meta", func(rows *sql.Rows) error {
		var k, v string
		err := rows.Scan(&k, &v)
		meta[k] = v
		return err
	})
	if err != nil {
		return fmt.Errorf("%s is no database of ours: %w", db.Path, err)
	}
	if v, err := strconv.Atoi(meta["schema_version"]); err != nil || v != SchemaVersion {
		return &OtherSchema{Path: db.Path, Version: meta["schema_version"]}
	}
	db.Revision, db.Inputs, db.OwnHash, db.Embedded = meta["revision"], meta["inputs"], meta["eigen"], meta["made_from"] == "meegeleverd"
	return nil
}

// OtherSchema says that a file was made by a program with another schema.
type OtherSchema struct {
	Path, Version string
}

func (e *OtherSchema) Error() string {
	return fmt.Sprintf("%s has schema version %s, this program reads version %d", e.Path, e.Version, SchemaVersion)
}

// querier is a database, or one connection to it.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// each runs a query and calls scan for every row.
func each(ctx context.Context, db querier, query string, scan func(*sql.Rows) error, args ...any) error {
	rows, err := db.QueryContext(ctx, query, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := scan(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

func (db *DB) readIndicators(ctx context.Context) error {
	return each(ctx, db.sql, `select id::varchar, naam, name, theme, side, coalesce(route, ''), unit, kind, coalesce(numerator, ''), coalesce(denominator, ''),
		coalesce(per, 0), coalesce(weight, ''), direction, decimals,
		lowest, highest, step, array_to_string(editions, ';'), shown, definitie, family from indicator order by id`, func(rows *sql.Rows) error {
		var i catalogue.Indicator
		var editions, denominator string
		if err := rows.Scan(&i.ID, &i.Naam, &i.Name, &i.Theme, &i.Side, &i.Route, &i.Unit, &i.Kind, &i.Numerator, &denominator,
			&i.Per, &i.Weight, &i.Direction, &i.Decimals,
			&i.Min, &i.Max, &i.Step, &editions, &i.Shown, &i.Definitie, &i.SourceID); err != nil {
			return err
		}
		if denominator != "" {
			i.Denominator = strings.Split(denominator, "+")
		}
		var err error
		i.Editions, err = catalogue.ParseYears(editions)
		db.Indicators = append(db.Indicators, i)
		return err
	})
}

// readAbout adds to the indicators which time each edition is about, below how many there is no figure, and where the step comes from.
func (db *DB) readAbout(ctx context.Context) error {
	at := map[string]*catalogue.Indicator{}
	for i := range db.Indicators {
		at[db.Indicators[i].ID] = &db.Indicators[i]
	}
	err := each(ctx, db.sql, "select indicator::varchar, from_edition, to_edition, years_back, moment, source from indicator_about order by indicator, from_edition", func(rows *sql.Rows) error {
		var a catalogue.About
		err := rows.Scan(&a.Indicator, &a.From, &a.To, &a.YearsBack, &a.Moment, &a.Source)
		at[a.Indicator].About = append(at[a.Indicator].About, a)
		return err
	})
	if err != nil {
		return err
	}
	err = each(ctx, db.sql, "select indicator::varchar, from_edition, to_edition, coalesce(level, ''), counted::varchar, minimum, source from minimum order by indicator, from_edition", func(rows *sql.Rows) error {
		var m catalogue.Minimum
		err := rows.Scan(&m.Indicator, &m.From, &m.To, &m.Level, &m.Counted, &m.Least, &m.Source)
		at[m.Indicator].Minimums = append(at[m.Indicator].Minimums, m)
		return err
	})
	if err != nil {
		return err
	}
	return each(ctx, db.sql, "select indicator::varchar, source from difference_step", func(rows *sql.Rows) error {
		var id, source string
		err := rows.Scan(&id, &source)
		at[id].StepSource = source
		return err
	})
}

func (db *DB) readSubjects(ctx context.Context) error {
	return each(ctx, db.sql, `select slug::varchar, kind, name, coalesce(gemeente_code, ''), coalesce(note, ''),
			slug in (select subject from trend where value is not null) from subject order by slug`,
		func(rows *sql.Rows) error {
			var s catalogue.Subject
			err := rows.Scan(&s.Slug, &s.Kind, &s.Name, &s.Gemeente, &s.Note, &s.Figures)
			db.Subjects = append(db.Subjects, s)
			return err
		})
}

func (db *DB) readBreaks(ctx context.Context) error {
	return each(ctx, db.sql, `select coalesce(indicator::varchar, '*'), coalesce(subject, ''), coalesce(level, ''), year, kind, note, source
		from series_break order by year, indicator, subject`, func(rows *sql.Rows) error {
		var b catalogue.Break
		err := rows.Scan(&b.Indicator, &b.Subject, &b.Level, &b.Year, &b.Kind, &b.Note, &b.Source)
		db.Breaks = append(db.Breaks, b)
		return err
	})
}

func (db *DB) readSources(ctx context.Context) error {
	return each(ctx, db.sql, `select id, family, year, title, publisher, coalesce(table_id, ''), status, licence, attribution, coalesce(url, ''), coalesce(changed::varchar, '')
		from source order by family, year`, func(rows *sql.Rows) error {
		var s catalogue.Source
		err := rows.Scan(&s.ID, &s.Family, &s.Year, &s.Title, &s.Publisher, &s.Table, &s.Status, &s.Licence, &s.Attribution, &s.URL, &s.Changed)
		db.Sources = append(db.Sources, s)
		return err
	})
}

func (db *DB) readFiles(ctx context.Context) error {
	return each(ctx, db.sql, `select id, sha256, bytes, name, format, coalesce(url, ''), retrieved_at, source_id, rows_read, rows_rejected,
		coalesce(note, '') from raw_file order by id`, func(rows *sql.Rows) error {
		var f RawFile
		var at sql.NullTime
		err := rows.Scan(&f.ID, &f.SHA256, &f.Bytes, &f.Name, &f.Format, &f.URL, &at, &f.SourceID, &f.RowsRead, &f.RowsRejected, &f.Note)
		f.RetrievedAt = at.Time
		db.Files = append(db.Files, f)
		return err
	})
}

func (db *DB) readParts(ctx context.Context) error {
	return each(ctx, db.sql, `select subject::varchar, year, code, relation, share, name, coalesce(found, ''), evidence, confidence, used
		from subject_part order by subject, year, relation, code`, func(rows *sql.Rows) error {
		var p SubjectPart
		err := rows.Scan(&p.Subject, &p.Year, &p.Code, &p.Relation, &p.Share, &p.Name, &p.Found, &p.Evidence, &p.Confidence, &p.Used)
		db.Parts = append(db.Parts, p)
		return err
	})
}

// Indicator returns the revision's indicator with this id; ok is false when there is none.
func (db *DB) Indicator(id string) (catalogue.Indicator, bool) {
	for _, i := range db.Indicators {
		if i.ID == id {
			return i, true
		}
	}
	return catalogue.Indicator{}, false
}

// Subject returns the revision's subject with this slug; ok is false when there is none.
func (db *DB) Subject(slug string) (catalogue.Subject, bool) {
	for _, s := range db.Subjects {
		if s.Slug == slug {
			return s, true
		}
	}
	return catalogue.Subject{}, false
}

// Source returns the publication with this id; ok is false when there is none.
func (db *DB) Source(id string) (catalogue.Source, bool) {
	for _, s := range db.Sources {
		if s.ID == id {
			return s, true
		}
	}
	return catalogue.Source{}, false
}
