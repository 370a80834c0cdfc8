select rowid as place, indicator, subject, year, kind, note, source from series_break
