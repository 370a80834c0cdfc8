package server

import (
	"net/url"

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
