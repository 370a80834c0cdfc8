package embed

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"net/url"
	"sync"

	"github.com/gofiber/fiber/v2"

	"wijkinzicht/server/answer"
	"wijkinzicht/server/atlas"
	"wijkinzicht/server/figure"
	"wijkinzicht/server/site"
	"wijkinzicht/web"
	"wijkinzicht/web/words"
)

// buildPolicy is for the page that shows an embed while it is built.
const buildPolicy = "frame-src 'self'; " + site.PagePolicy

// Embeds answers for pages of others: charts, maps and lists in a frame, their pictures, and the page that builds one.
type Embeds struct {
	*site.Site
	full sync.Once     // says once that no more frozen embeds are kept
	told chan struct{} // of tell
}

// New makes the embeds of a site.
func New(s *site.Site) *Embeds { return &Embeds{Site: s, told: make(chan struct{}, telling)} }

// Routes lists the addresses of embeds and of what they show.
func (s *Embeds) Routes(app *fiber.App) {
	for _, ending := range figure.Endings {
		app.Get("/vergelijk."+ending, s.compared(ending))
		app.Get("/voor-en-na."+ending, s.before(ending))
	}
	app.Get("/insluiten", site.Allow(buildPolicy), s.insluiten)
	app.Get("/embed/trend/:slug/:indicator", s.embedTrend)
	app.Get("/embed/vergelijk", s.compared(page))
	app.Get("/embed/voor-en-na", s.before(page))
	app.Get("/embed/profiel/:slug", s.embedProfile)
	app.Get("/embed/kaart", s.embedKaart)
	app.Get("/embed/ranglijst", s.embedRanglijst)
	app.Get("/embed/kleur/:file", s.colorSheet)
	app.Get("/oembed", s.oEmbed)
	app.Get("/grafiek/:slug/:file", s.picture)
	app.Get("/cijfers/:file", s.figures)
}

// chooser gives the parameters that an embed's own kind knows, in their normal form, with those of which the address asks what
// cannot be shown, and how it is made. It fails when the revision does not have what the address names.
type chooser func(rev *answer.Revision) (shown url.Values, replaced []string, make answer.Maker, err error)

// serveEmbed answers with an embed of the revision that its address names.
func (s *Embeds) serveEmbed(c *fiber.Ctx, d dress, path string, choose chooser) error {
	rev, err := s.Desk.TakeVersion(c, d.version)
	if errors.Is(err, answer.ErrGone) {
		if frozen, err := s.kept(c, d.version, frozenAddress(c)); err == nil {
			return s.sendFrozen(c, d.version, frozen)
		}
		return s.gone(c, d, path, choose)
	}
	if err != nil {
		return err
	}
	defer rev.Done()
	q, replaced, make, err := choose(rev)
	if err != nil {
		return err
	}
	key := embedPath(path, q, d) + site.ReplacedKey(replaced)
	if d.version != "" && s.outdated(rev) {
		key += " nieuwer"
	}
	if err = s.Desk.ServeFrom(c, rev, key, make); err != nil || d.version == "" {
		return err
	}
	c.Set(fiber.HeaderCacheControl, frozenControl)
	if a, ok := rev.Kept(key); ok {
		s.freeze(d.version, frozenAddress(c), a)
	}
	return nil
}

// gone says that a frozen embed cannot be made any more, and leads to the one of now where there is one.
func (s *Embeds) gone(c *fiber.Ctx, d dress, path string, choose chooser) error {
	fault := &answer.Fault{Status: fiber.StatusGone,
		Say: func(w *words.Words) string { return w.Fault.Gone }}
	rev := s.Desk.Take(c)
	defer rev.Done()
	if q, _, _, err := choose(rev); err == nil {
		d.version = ""
		fault.Live = embedPath(path, q, d)
	}
	return fault
}

// embedFrame fills what every embed carries: own is its one address, page the one of the same view on our site.
func (s *Embeds) embedFrame(rev *answer.Revision, d dress, own, title, page, label string) web.EmbedFrame {
	f := web.EmbedFrame{Words: d.words(), Title: title, NoTitle: d.untitled, OEmbed: s.Discovery(own), Styles: s.sheets(d), Page: s.Address + page, PageLabel: label}
	f.Dark, f.Auto = d.theme == web.ThemeDark, d.theme == web.ThemeAuto
	if d.version != "" {
		f.Frozen = d.words().Date(rev.DB.MadeAt)
		if s.outdated(rev) {
			f.Newer = newer(d.words(), own)
		}
	}
	return f
}

// embedKaart answers /embed/kaart: one map for somebody else's page.
func (s *Embeds) embedKaart(c *fiber.Ctx) error {
	q := site.Query(c)
	d, err := s.chooseDress(q)
	if err != nil {
		return err
	}
	return s.serveEmbed(c, d, c.Path(), func(rev *answer.Revision) (url.Values, []string, answer.Maker, error) {
		choice, err := atlas.Choose(q, rev)
		shown := choice.Values()
		replaced := site.Replaced(q, shown, atlas.Watched)
		return shown, replaced, func(ctx context.Context, rev *answer.Revision) (string, []byte, error) {
			v, err := atlas.ViewOf(ctx, rev, d.words(), choice)
			if err != nil {
				return "", nil, err
			}
			return s.makeEmbedKaart(ctx, rev, v, embedPath("/embed/kaart", shown, d), d, replaced)
		}, err
	})
}

// Fail says in the room of an embed why there is none. It may be framed as an embed may, so that the editor sees it.
func Fail(c *fiber.Ctx, s *site.Site, status int, err error) error {
	w, _ := words.In(site.Query(c).Get(web.ParamLang))
	page := web.EmbedErrorPage{EmbedFrame: web.EmbedFrame{Words: w, Title: w.Fault.Nothing, Page: s.Address + "/", PageLabel: w.Fault.ToEleven}}
	var fault *answer.Fault
	var refused *answer.Refusal
	switch {
	case errors.As(err, &fault):
		page.Sentence, page.Live = fault.Say(w), fault.Live
	case errors.As(err, &refused):
		page.Sentence = refused.Say(w)
	case status == fiber.StatusTooManyRequests:
		page.Title, page.Sentence = w.Fault.Failed, w.Fault.Busy
		c.Set(fiber.HeaderRetryAfter, "5")
	case status >= fiber.StatusInternalServerError:
		page.Title, page.Sentence = w.Fault.Failed, w.Fault.Ours
	default:
		page.Sentence = w.Fault.NotHere
	}
	var body bytes.Buffer
	if err := s.Templates.EmbedError(&body, page); err != nil {
		slog.Error("the error page failed", "error", err)
		return c.SendStatus(status)
	}
	c.Set(fiber.HeaderContentType, fiber.MIMETextHTMLCharsetUTF8)
	c.Set(fiber.HeaderCacheControl, "no-store")
	return c.Status(status).Send(body.Bytes())
}

// makeEmbedKaart gives the map alone, for somebody else's page.
func (s *Embeds) makeEmbedKaart(ctx context.Context, rev *answer.Revision, v atlas.View, own string, d dress, replaced []string) (string, []byte, error) {
	page := web.EmbedKaartPage{Legend: v.Legend, Sentence: v.Sentence,
		EmbedFrame: s.embedFrame(rev, d, own, v.Title, "/kaart?"+v.Choice.Query(), v.Words.Frame.ThisMap)}
	page.Notice = v.Words.NotShown(replaced)
	if len(v.Years) == 0 {
		page.Title = v.Ind.Naam + " in " + v.Gemeente.Name
		page.None = v.Words.Map.NotLoaded
	} else {
		var err error
		if page.Map, page.Notes, err = v.Draw(ctx, rev.DB); err != nil {
			return "", nil, err
		}
		page.Map.Read = true
		if page.Sources, err = atlas.Sources(ctx, rev.DB, v); err != nil {
			return "", nil, err
		}
		if len(page.Map.Areas) == 0 {
			page.None = v.Words.Map.NoOutlines
		}
		page.Rows = v.Rows(rev.DB)
	}
	return answer.HTML(s.Templates.EmbedKaart, page)
}
