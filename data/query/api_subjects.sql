select rowid as place, slug, kind, name, gemeente_code, note from subject
