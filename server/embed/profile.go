package embed

import (
	"context"
	"fmt"
	"net/url"

	"github.com/gofiber/fiber/v2"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
	"wijkinzicht/server/answer"
	"wijkinzicht/server/figure"
	"wijkinzicht/server/place"
	"wijkinzicht/server/portrait"
	"wijkinzicht/server/site"
	"wijkinzicht/web"
	"wijkinzicht/web/words"
)

// embedProfile answers /embed/profiel/{slug}: a wijk beside its gemeente on each figure, for somebody else's page.
func (s *Embeds) embedProfile(c *fiber.Ctx) error {
	slug := c.Params("slug")
	d, err := s.chooseDress(site.Query(c))
	if err != nil {
		return err
	}
	return s.serveEmbed(c, d, "/embed/profiel/"+slug, func(rev *answer.Revision) (url.Values, []string, answer.Maker, error) {
		subject, err := profiled(rev.DB, slug)
		return url.Values{}, nil, func(ctx context.Context, rev *answer.Revision) (string, []byte, error) {
			page, err := s.makeProfile(ctx, rev, subject, d)
			if err != nil {
				return "", nil, err
			}
			return answer.HTML(s.Templates.Profile, page)
		}, err
	})
}

// profiled gives the wijk of a profile; any other subject has none, because it is made of how wijken lie apart.
func profiled(db *data.DB, slug string) (catalogue.Subject, error) {
	subject, ok := db.Subject(slug)
	if !ok || !subject.IsWijk() {
		return subject, fmt.Errorf("wijk %q: %w", slug, answer.ErrNotFound)
	}
	return subject, nil
}

func (s *Embeds) makeProfile(ctx context.Context, rev *answer.Revision, wijk catalogue.Subject, d dress) (web.ProfilePage, error) {
	w := d.words()
	p, err := portrait.OfWijk(ctx, rev.DB, wijk)
	if err != nil {
		return web.ProfilePage{}, err
	}
	profile, err := p.Profile(ctx, rev, w)
	if err != nil {
		return web.ProfilePage{}, err
	}
	page := web.ProfilePage{EmbedFrame: s.embedFrame(rev, d, embedPath("/embed/profiel/"+wijk.Slug, url.Values{}, d), profile.Title, place.Path(wijk)+"#profiel", w.Frame.Place(wijk.Name)), Profile: profile}
	page.Profile.Page = s.Address + place.Path(wijk)
	if len(profile.Groups) == 0 {
		page.None = w.Profile.NoneFollowed(wijk.Name)
	}
	for _, id := range rev.DB.Views.All(catalogue.ProfileView) {
		page.Sources = append(page.Sources, figure.LinksOf(rev.DB, p.Sources[id])...)
	}
	page.Sources = figure.Once(page.Sources)
	return page, nil
}

func (s *Embeds) describeProfile(rev *answer.Revision, w *words.Words, slug string, q url.Values) (described, error) {
	wijk, err := profiled(rev.DB, slug)
	if err != nil {
		return described{}, err
	}
	ctx, cancel := context.WithTimeout(context.Background(), answer.MakeTime)
	defer cancel()
	p, err := portrait.OfWijk(ctx, rev.DB, wijk)
	if err != nil {
		return described{}, err
	}
	d, err := s.chooseDress(q)
	return described{site.KindProfiel, embedPath("/embed/profiel/"+slug, url.Values{}, d), w.Profile.Title(p.About(w, rev.DB), p.City), w.Lang}, err
}
