package data

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
)

// OutlinesAround gives the place and the outline (WKB in RD metres) of the selected areas whose bounding box holds a
// point, which is WKB in RD metres too.
func (db *DB) OutlinesAround(ctx context.Context, s Selection, point []byte, take func(place int64, outline []byte) error) error {
	s.After, s.Limit = -1, 0 // all of them; the rows that are given follow from their places
	err := each(ctx, db.sql, `select a.rowid, a.outline from area a semi join (`+s.text()+`) s on s.place = a.rowid
		where st_intersects_extent(st_geomfromwkb(a.outline), st_geomfromwkb(?))`, func(rows *sql.Rows) error {
		var place int64
		var outline []byte
		if err := rows.Scan(&place, &outline); err != nil {
			return err
		}
		return take(place, outline)
	}, point)
	if err != nil {
		return fmt.Errorf("areas around a point: %w", err)
	}
	return nil
}

// AreaFeatures gives the selected areas in order: what is known of each as a JSON object, with the figures that the selection
// asks for and why one is missing, and its outline as WKB in RD metres, nil where none is known.
func (db *DB) AreaFeatures(ctx context.Context, s Selection, take func(properties json.RawMessage, outline []byte) error) error {
	figures, joins := "", ""
	for i, id := range s.Figures { // an id of the catalogue is a plain word
		figures += fmt.Sprintf("f%d.value as %s, f%d.status as %s_status, f%d.margin as %s_margin, f%d.rough as %s_rough, ", i, id, i, id, i, id, i, id)
		joins += fmt.Sprintf(" left join figure f%[1]d on f%[1]d.indicator = %[2]s::indicator_id and f%[1]d.area_year = a.year and f%[1]d.year = a.year and f%[1]d.area_code = a.code", i, quote(id))
	}
	rows, err := db.sql.QueryContext(ctx, "select s.*, "+figures+"a.outline from ("+s.text()+") s join area a on a.rowid = s.place"+joins+" order by s.place")
	if err != nil {
		return fmt.Errorf("read areas: %w", err)
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		return err
	}
	last := len(columns) - 1
	out := rowWriter{end: func() error { return nil }, row: func(cells []any) error {
		outline, _ := cells[last].([]byte) // NULL: none is known
		properties, err := jsonObject(columns[1:last], cells[1:last])
		if err != nil {
			return err
		}
		return take(properties, outline)
	}}
	_, err = copyRows(rows, len(columns), out)
	return err
}
