package data

import (
	"context"
	"database/sql"

	"wijkinzicht/data/catalogue"
)

// Publication is what an indicator's values of one year were taken from.
type Publication struct {
	Year    int
	Source  catalogue.Source
	Columns []SourceColumn // in every layout of that year; none where the publication came as an embedded table only
}

// SourceColumn is the spelling of a column in one layout of a source.
type SourceColumn struct {
	Name       string
	Generation string // A, B, C or D for kwb, as in Column; empty otherwise
}

// Publications gives the publications behind the values of the wijken, their gemeenten and the country, oldest first.
func (db *DB) Publications(ctx context.Context, indicator string) ([]Publication, error) {
	var out []Publication
	err := each(ctx, db.sql, statement("query/publications.sql"), func(rows *sql.Rows) error {
		var year int
		var id string
		var column SourceColumn
		if err := rows.Scan(&year, &id, &column.Name, &column.Generation); err != nil {
			return err
		}
		if n := len(out); n == 0 || out[n-1].Year != year || out[n-1].Source.ID != id {
			source, _ := db.Source(id)
			out = append(out, Publication{Year: year, Source: source})
		}
		if column.Name != "" {
			last := &out[len(out)-1]
			last.Columns = append(last.Columns, column)
		}
		return nil
	}, indicator)
	return out, wrap("publications behind "+indicator, err)
}
