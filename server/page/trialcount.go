package page

import (
	"wijkinzicht/data/catalogue"
	"wijkinzicht/data/series"
	"wijkinzicht/server/eleven"
	"wijkinzicht/server/figure"
	"wijkinzicht/web/words"
)

// tally counts the eleven by what a test says of each: 1 for the lesson, -1 against it, 0 neither.
func (t trial) tally(say func(*eleven.Entry) (int, figure.Gap, bool)) words.Tally {
	out := words.Tally{Of: len(t.eleven)}
	for _, e := range t.eleven {
		side, g, ok := say(e)
		switch {
		case !ok:
			out.None++
			continue
		case side > 0:
			out.For++
		case side < 0:
			out.Against++
		default:
			out.Same++
		}
		out.Years = out.Years.With(g.From.Year, g.To.Year)
	}
	return out
}

// broad says whether a wijk did better than its city on more than one figure of place and people, and on more than it lost.
func (t trial) broad(e *eleven.Entry) (int, figure.Gap, bool) {
	a := apart{spread: t.spread, rows: map[string][]apartRow{}}
	for _, group := range []string{ofPeople, ofPlace} {
		for _, id := range t.db.Views.Of(catalogue.ApartView, group) {
			if ind, ok := t.db.Indicator(id); ok {
				a.follow(group, ind, t.all[e.Subject.Slug][id], t.all[e.Gemeente.Slug][id])
			}
		}
	}
	f := a.fares()
	better, worse := f.Place.Better+f.People.Better, f.Place.Worse+f.People.Worse
	years := figure.Gap{From: series.Point{Year: f.From}, To: series.Point{Year: f.To}}
	switch {
	case better > 1 && better > worse:
		return 1, years, true
	case worse > 1 && worse > better:
		return -1, years, true
	}
	return 0, years, f.From != 0
}

// faster says which of two amounts of money gained more on the city, beyond what both may be off.
func (t trial) faster(e *eleven.Entry, first, second catalogue.Indicator) (int, figure.Gap, bool) {
	a, b, ok := t.both(e, [2]string{e.Subject.Slug, e.Subject.Slug}, first, second, 0)
	return series.Toward((a.Now-a.Then)-(b.Now-b.Then), a.Margin()+b.Margin()), a, ok
}

// periods says in which of two periods a wijk moved better a year against its city.
func (t trial) periods(e *eleven.Entry, ind catalogue.Indicator, split int) (int, figure.Gap, bool) {
	before, knows := t.gap(e, e.Subject.Slug, ind, 0, split)
	after, knowsToo := t.gap(e, e.Subject.Slug, ind, split, 0)
	if !knows || !knowsToo {
		return 0, before, false
	}
	between := figure.Gap{From: before.From, To: after.To}
	return series.Toward(favoured(before)/years(before)-favoured(after)/years(after), 0), between, true
}

func years(g figure.Gap) float64 { return float64(g.To.Year - g.From.Year) }

// favoured is how far a distance moved toward what is favourable.
func favoured(g figure.Gap) float64 { return float64(figure.Favour(g.Indicator)) * (g.Now - g.Then) }

// found are pairs of wijken, in which a second figure went as the first did or not.
type found struct{ words.Pairs }

// together sets every two wijken side by side: whether the one that gained more on a figure gained more on another too.
func (t trial) together(test catalogue.Test, first, second catalogue.Indicator) found {
	out := found{words.Pairs{Of: len(t.eleven), Ring: test.Kind == catalogue.RingTest, Split: test.Split}}
	var moves [][2]float64
	for _, e := range t.eleven {
		slugs, other := [2]string{e.Subject.Slug, e.Subject.Slug}, second
		if out.Ring {
			slugs[1], other = e.Subject.Slug+"-ring", first
		}
		a, b, ok := t.both(e, slugs, first, other, test.Split)
		if !ok {
			continue
		}
		out.Wijken++
		out.First, out.Second = out.First.With(a.From.Year, a.To.Year), out.Second.With(b.From.Year, b.To.Year)
		moves = append(moves, [2]float64{favoured(a), favoured(b)})
	}
	for i := range moves {
		for _, m := range moves[:i] {
			switch same := (moves[i][0] - m[0]) * (moves[i][1] - m[1]); {
			case same > 0:
				out.Alike++
			case same < 0:
				out.Unlike++
			}
		}
	}
	return out
}

// verdict is by Kendall's test of two rankings, two-sided; with ties its chance is a little too large.
func (f found) verdict() (words.Verdict, float64) {
	return verdictOf(f.Alike-f.Unlike, f.Wijken, kendall(f.Wijken, f.Alike-f.Unlike))
}

// place says how one wijk did beside the others of the eleven on a figure.
func (t trial) place(slug string, ind catalogue.Indicator) (words.Verdict, string) {
	var mine float64
	var others []float64
	s := words.Placed{Of: len(t.eleven)}
	for _, e := range t.eleven {
		g, ok := t.gap(e, e.Subject.Slug, ind, 0, 0)
		switch moved := favoured(g); {
		case !ok:
			continue
		case e.Subject.Slug == slug:
			mine, s.Name, s.How, s.Own = moved, e.Subject.Name, g.How(words.NL, e.Gemeente.Name), words.Span{From: g.From.Year, To: g.To.Year}
		default:
			others = append(others, moved)
		}
		s.Years = s.Years.With(g.From.Year, g.To.Year)
	}
	for _, m := range others {
		if m > mine {
			s.Better++
		}
	}
	s.Others = len(others)
	said := words.Page.Trial.Place(ind.Naam, s)
	if s.Name == "" || len(others)+1 < fewest {
		return words.TooFew, said
	}
	ends := min(s.Better, s.Others-s.Better) // of a place as near to the first or the last
	verdict, chance := verdictOf(s.Others-2*s.Better, s.Others+1, float64(ends+1)/float64(s.Others+1))
	return verdict, said + " " + words.Page.Trial.Chance(chance)
}

// councilTerm is how many years a council sits: what falls so fast that it loses within them what wijken lie apart, falls fast.
const councilTerm = 4

// rare is the part of the changes that may be large where large ones are called rare.
const rare = 0.1

// pace says how many changes of a year are large falls.
func (t trial) pace(ind catalogue.Indicator) (words.Verdict, string) {
	p := words.PaceCount{}
	bound := t.spread[ind.ID] / councilTerm
	for _, e := range t.eleven {
		line := t.all[e.Subject.Slug][ind.ID].Own(figure.OnlyEnclosing)
		for _, s := range line.Steps() {
			p.Steps++
			if float64(figure.Favour(ind))*s.PerYear < -bound {
				p.Falls++
			}
		}
		if line.Latest().To.Value != nil {
			p.Years = p.Years.With(line.Latest().From.Year, line.Latest().To.Year)
		}
	}
	if p.Steps < leastChanges || bound == 0 {
		return words.TooFew, words.Page.Lesson.FewSteps(p.Steps)
	}
	p.Bound = figure.WithUnit(bound, ind)
	verdict := words.Against
	if float64(p.Falls) <= rare*float64(p.Steps) {
		verdict = words.Fits
	}
	return verdict, words.Page.Trial.Pace(ind.Naam, p) + " " + modelledNote(ind)
}
