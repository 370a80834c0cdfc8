package server

import (
	"net/url"

	"wijkinzicht/data"
	"wijkinzicht/web"
	"wijkinzicht/web/words"
)

// language reads which language an embed is to be in.
func language(q url.Values) (*words.Words, error) {
	w, ok := words.In(q.Get(web.ParamLang))
	if !ok {
		return w, wrong(func(w *words.Words) string { return w.Fault.Lang })
	}
	return w, nil
}

// spoken gives the database with its names in a language.
func spoken(db *data.DB, w *words.Words) (*data.DB, error) {
	if w == &words.English {
		return db.InEnglish()
	}
	return db, nil
}

// languageQuery is what an address, or the key of an answer, has for a language other than Dutch.
func languageQuery(w *words.Words) string {
	if w.Lang == words.NL.Lang {
		return ""
	}
	return "&" + web.ParamLang + "=" + w.Lang
}
