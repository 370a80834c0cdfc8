package answer

import (
	"errors"
	"net/url"

	"github.com/gofiber/fiber/v2"

	"wijkinzicht/web"
	"wijkinzicht/web/words"
)

// ErrNotFound says that an address names something that we do not have.
var ErrNotFound = errors.New("not found")

// Refusal is what a visitor asked that cannot be, in a sentence that says what to do instead.
type Refusal struct {
	Say func(*words.Words) string
}

func (r *Refusal) Error() string { return r.Say(words.NL) }

// Fault is why there is no embed: a sentence for the web editor who put it there, with what to do.
type Fault struct {
	Status int // of HTTP
	Say    func(*words.Words) string
	Live   string // address of the same embed with the figures of now; may be empty
}

func (f *Fault) Error() string { return f.Say(words.NL) }

// Wrong is the fault of an address with a value that cannot be.
func Wrong(say func(*words.Words) string) error {
	return &Fault{Status: fiber.StatusBadRequest, Say: say}
}

// Language reads which language an embed or a picture is to be in.
func Language(q url.Values) (*words.Words, error) {
	w, ok := words.In(q.Get(web.ParamLang))
	if !ok {
		return w, Wrong(func(w *words.Words) string { return w.Fault.Lang })
	}
	return w, nil
}
