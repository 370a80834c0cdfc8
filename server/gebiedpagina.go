package server

import (
	"bytes"
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/gofiber/fiber/v2"

	"wijkinzicht/data"
	"wijkinzicht/data/series"
	"wijkinzicht/web"
	"wijkinzicht/web/chart"
)

// areaCode is a code of CBS as it stands in an address, in any case.
var areaCode = regexp.MustCompile(`^(?i:GM[0-9]{4}|WK[0-9]{6}|BU[0-9]{8})$`)

// area answers "/gebied/{code}": everything that is known of an area of CBS. One that is one of the eleven has its own page.
func (s *Server) area(c *fiber.Ctx) error {
	code := strings.ToUpper(c.Params("code"))
	if !areaCode.MatchString(code) {
		return fmt.Errorf("area %q: %w", code, errNotFound)
	}
	rev := s.current.take()
	defer rev.users.Done()
	if slug := followedWijk(rev.db, code); slug != "" {
		return c.Redirect("/wijk/"+slug, fiber.StatusFound)
	}
	if subject, ok := rev.db.Subject(strings.ToLower(code)); ok && subject.Kind == "gemeente" {
		return c.Redirect("/kaart?gemeente="+subject.Slug, fiber.StatusFound)
	}
	return s.serveFrom(c, rev, "/gebied/"+code, func(ctx context.Context, rev *revision) (string, []byte, error) {
		p, err := portraitOfArea(ctx, rev.db, code)
		if err != nil {
			return "", nil, err
		}
		page, err := s.makePortrait(ctx, rev, p, false)
		if err != nil {
			return "", nil, err
		}
		var body bytes.Buffer
		err = s.pages.Wijk(&body, page)
		return fiber.MIMETextHTMLCharsetUTF8, body.Bytes(), err
	})
}

// followedWijk gives the slug of the wijk that a code is the same as in the latest division that the wijk has; empty: of none.
func followedWijk(db *data.DB, code string) string {
	latest := map[string]int{}
	for _, p := range db.Parts {
		if p.Used {
			latest[p.Subject] = max(latest[p.Subject], p.Year)
		}
	}
	for _, p := range db.Parts {
		if p.Code == code && p.Used && p.Relation == data.Equal && p.Year == latest[p.Subject] {
			return p.Subject
		}
	}
	return ""
}

// portraitOfArea reads everything that is known of an area in the latest division that has its code.
func portraitOfArea(ctx context.Context, db *data.DB, code string) (portrait, error) {
	now, ok, err := db.AreaNow(ctx, code)
	if err != nil {
		return portrait{}, err
	}
	if !ok {
		return portrait{}, fmt.Errorf("area %q: %w", code, errNotFound)
	}
	subject := data.Subject{Slug: code, Kind: areaKind, Name: areaName(now.Name), Gemeente: now.Gemeente,
		Note: fmt.Sprintf("%s %s van het CBS, in de indeling van %d.", strings.ToUpper(levelWord(code)[:1])+levelWord(code)[1:], code, now.Year)}
	if now.Latest > now.Year {
		subject.Note += fmt.Sprintf(" In de indeling van %d bestaat deze code niet meer.", now.Latest)
	}
	p := portrait{subject: subject, city: now.GemeenteName, lines: []shownLine{{subject, chart.Wijk}}, area: now.AreaKey}
	var around []string
	for _, s := range db.Subjects {
		if s.Kind == "gemeente" && s.Gemeente == now.Gemeente || s.Kind == "land" {
			role := map[string]chart.Role{"gemeente": chart.Gemeente, "land": chart.Land}[s.Kind]
			p.lines, around = append(p.lines, shownLine{s, role}), append(around, s.Slug)
			if s.Kind == "gemeente" {
				p.city = s.Name
			}
		}
	}
	rows, err := db.Trends(ctx, around, nil)
	if err != nil {
		return portrait{}, err
	}
	p.all = group(rows)
	if p.all[code], err = db.AreaPortrait(ctx, now.AreaKey); err != nil {
		return portrait{}, err
	}
	p.sources, err = db.SourcesOfArea(ctx, code)
	return p, err
}

// viewOfArea is look for an area of CBS: one indicator beside its gemeente and the country.
func viewOfArea(ctx context.Context, db *data.DB, code string, ind data.Indicator) (view, error) {
	p, err := portraitOfArea(ctx, db, code)
	if err != nil {
		return view{}, err
	}
	for _, l := range p.lines {
		line := p.all[l.subject.Slug][ind.ID]
		p.all[l.subject.Slug] = map[string]series.Line{ind.ID: line}
	}
	return view{words: nl, db: db, indicator: ind, lines: p.lines, all: p.all}, nil
}

// zoekMost is how many areas a search shows.
const zoekMost = 40

// search answers "/zoek": the places whose name or code is like what was asked. A single one that bears the very name opens at once.
func (s *Server) search(c *fiber.Ctx) error {
	asked := strings.Join(strings.Fields(queryOf(c).Get(web.ParamSearch)), " ")
	if runes := []rune(asked); len(runes) > 80 {
		asked = string(runes[:80])
	}
	rev := s.current.take()
	defer rev.users.Done()
	ctx, cancel := context.WithTimeout(context.Background(), makeTime)
	defer cancel()
	page := web.SearchPage{Frame: s.frame(rev, "Zoeken", "Zoek een wijk, buurt of gemeente.", "/zoek", ""), Asked: asked}
	var err error
	if page.Found, err = findPlaces(ctx, rev.db, asked); err != nil {
		return err
	}
	exact := 0
	for _, f := range page.Found {
		if f.Exact {
			exact++
		}
	}
	if exact == 1 || exact > 1 && page.Found[0].Exact && strings.HasPrefix(page.Found[0].URL, "/wijk/") { // one that we follow goes before its buurt of the same name
		at := slices.IndexFunc(page.Found, func(f web.FoundPlace) bool { return f.Exact })
		return c.Redirect(page.Found[at].URL, fiber.StatusFound)
	}
	var body bytes.Buffer
	if err := s.pages.Search(&body, page); err != nil {
		return err
	}
	c.Set(fiber.HeaderCacheControl, "no-store") // there are as many answers as questions
	c.Set(fiber.HeaderContentType, fiber.MIMETextHTMLCharsetUTF8)
	return c.Send(body.Bytes())
}

// findPlaces gives what a search finds: the wijken that we follow first, then gemeenten, wijken and buurten of CBS.
func findPlaces(ctx context.Context, db *data.DB, asked string) ([]web.FoundPlace, error) {
	if asked == "" {
		return nil, nil
	}
	var out []web.FoundPlace
	seen := map[string]bool{}
	for _, sub := range db.Subjects {
		if sub.IsWijk() && strings.Contains(strings.ToLower(sub.Name+" "+cityOf(db, sub)), strings.ToLower(asked)) {
			out = append(out, web.FoundPlace{Name: sub.Name, Kind: "wijk die wij volgen", Municipality: cityOf(db, sub), URL: "/wijk/" + sub.Slug, Exact: strings.EqualFold(sub.Name, asked)})
			seen["/wijk/"+sub.Slug] = true
		}
	}
	areas, err := db.Search(ctx, asked, zoekMost)
	if err != nil {
		return nil, err
	}
	for _, a := range areas {
		f := web.FoundPlace{Name: a.Name, Kind: a.Level, Municipality: a.GemeenteName, URL: "/gebied/" + a.Code, Exact: a.Distance < 2, Near: a.Distance >= 5}
		if slug := followedWijk(db, a.Code); slug != "" {
			f.URL = "/wijk/" + slug
		}
		if a.Level == "gemeente" {
			f.Municipality = ""
		}
		if !seen[f.URL] {
			out = append(out, f)
		}
		seen[f.URL] = true
	}
	return out, nil
}
