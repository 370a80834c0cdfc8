package embed

import (
	"bytes"
	"errors"
	"fmt"
	"html"
	"html/template"
	"log/slog"
	"net/url"
	"regexp"
	"strings"

	"github.com/gofiber/fiber/v2"

	"wijkinzicht/data/store"
	"wijkinzicht/server/answer"
	"wijkinzicht/server/site"
	"wijkinzicht/web"
	"wijkinzicht/web/words"
)

// frozenControl lets a browser keep a frozen embed for a day: its figures never change, but its style does with the program.
const frozenControl = "public, max-age=86400, immutable"

// frozenStyles is the name under which the styles and scripts of frozen embeds are kept; they are no revision's.
const frozenStyles = "stijl"

// frozenAddress is how a frozen embed is found again when neither its revision nor the program that knew its parameters is there:
// its address as it stands in somebody's page, with its parameters in order.
func frozenAddress(c *fiber.Ctx) string { return c.Path() + "?" + site.Query(c).Encode() }

var staticNames = regexp.MustCompile(`/static/[a-z]+\.[0-9a-f]{12}\.[a-z]+`)

// freeze keeps an answer of a frozen embed in the store, with the styles and scripts that it needs. That it cannot be kept is no
// reason not to answer.
func (s *Embeds) freeze(revision, address string, a *answer.Answer) {
	contentType, body := a.Plain()
	if _, err := s.Desk.Store.Frozen(revision, address); err != nil {
		s.tell(address)
	}
	err := s.Desk.Store.Freeze(revision, store.FrozenAnswer{Address: address, ContentType: contentType, Body: body})
	if ours, staticErr := web.Static(); staticErr == nil && err == nil {
		for _, name := range staticNames.FindAllString(string(body), -1) {
			if f, ok := ours[strings.TrimPrefix(name, "/static/")]; ok {
				err = errors.Join(err, s.Desk.Store.Freeze(frozenStyles, store.FrozenAnswer{Address: name, ContentType: f.ContentType, Body: f.Body}))
			}
		}
	}
	if errors.Is(err, store.ErrFull) {
		s.full.Do(func() { slog.Warn("no more frozen embeds are kept", "revision", revision, "error", err) })
	} else if err != nil {
		slog.Warn("a frozen embed is not kept", "address", address, "error", err)
	}
}

// StaticOfBefore answers a style or script that another program had, for frozen embeds that were made with it.
func (s *Embeds) StaticOfBefore(c *fiber.Ctx) error {
	kept, err := s.kept(c, frozenStyles, c.Path())
	if err != nil {
		return answer.ErrNotFound
	}
	c.Set(fiber.HeaderCacheControl, answer.Forever)
	return answer.New(kept.ContentType, kept.Body).Send(c)
}

// newerMark tells a page that says of newer figures from one that does not.
const newerMark = ` data-nieuwer=""`

// newer says that there are newer figures than the frozen ones, and leads to the same embed of now, by its address with the revision in it.
func newer(w *words.Words, frozen string) template.HTML {
	path, query, _ := strings.Cut(frozen, "?")
	q, err := url.ParseQuery(query)
	if err != nil {
		return ""
	}
	q.Del(web.ParamVersion)
	if len(q) > 0 {
		path += "?" + q.Encode()
	}
	return template.HTML(fmt.Sprintf(`<p class="source"%s>%s <a href="%s">%s</a></p>`, newerMark, html.EscapeString(w.Frame.Newer), html.EscapeString(path), html.EscapeString(w.Fault.ShowNow)))
}

// outdated tells whether a revision is not the published one.
func (s *Embeds) outdated(rev *answer.Revision) bool {
	now := s.Desk.Published()
	defer now.Done()
	return now.DB.Revision != rev.DB.Revision
}

// sendFrozen sends what is kept of a revision that is gone, with a word that there are newer figures.
func (s *Embeds) sendFrozen(c *fiber.Ctx, revision string, kept store.FrozenAnswer) error {
	if end := []byte("</main>"); !bytes.Contains(kept.Body, []byte(newerMark)) {
		w, _ := words.In(site.Query(c).Get(web.ParamLang))
		notice := newer(w, s.Path()+frozenAddress(c))
		kept.Body = bytes.Replace(kept.Body, end, append([]byte(notice), end...), 1)
	}
	c.Set(fiber.HeaderCacheControl, frozenControl)
	c.Set("X-Revision", revision)
	return answer.New(kept.ContentType, kept.Body).Send(c)
}
