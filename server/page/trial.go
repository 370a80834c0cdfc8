package page

import (
	"slices"
	"strings"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
	"wijkinzicht/data/series"
	"wijkinzicht/server/eleven"
	"wijkinzicht/server/figure"
	"wijkinzicht/web"
	"wijkinzicht/web/words"
)

// trial holds lessons against the figures of the eleven, each wijk against its city. What went together is all that it can tell.
type trial struct {
	db             *data.DB
	all            map[string]map[string]series.Line
	spread         map[string]float64
	eleven, beside []*eleven.Entry // with their gemeenten
}

func newTrial(db *data.DB, all map[string]map[string]series.Line, spread map[string]float64) trial {
	none := catalogue.Indicator{}
	return trial{db, all, spread, eleven.Of(words.NL, db, none, nil), eleven.Beside(words.NL, db, none, nil)}
}

// of gives the tests of a lesson and what figures it would need.
func (t trial) of(lesson string) (tests []web.LessonTest, needed []string) {
	say := words.Page.Trial
	for _, test := range t.db.Tests {
		switch {
		case test.Lesson != lesson:
		case test.Kind == catalogue.NoFigure:
			needed = append(needed, say.Needed(test.Needed, test.Publisher, test.Level))
		default:
			if first, second, ok := t.indicators(test); ok {
				verdict, says := t.hold(test, first, second)
				tests = append(tests, web.LessonTest{Verdict: say.Verdicts[verdict], Says: says, Beside: t.besides(test, first, second)})
			}
		}
	}
	return tests, needed
}

// indicators gives those of a test; false where this revision does not know one of them.
func (t trial) indicators(test catalogue.Test) (first, second catalogue.Indicator, ok bool) {
	first, knowsFirst := t.db.Indicator(test.First)
	second, knowsSecond := t.db.Indicator(test.Second)
	return first, second, (knowsFirst || test.First == "") && (knowsSecond || test.Second == "")
}

// hold gives the outcome of a test and what it rests on.
func (t trial) hold(test catalogue.Test, first, second catalogue.Indicator) (words.Verdict, string) {
	say, name := words.Page.Trial, func(ind catalogue.Indicator) string { return ind.Naam }
	var said string
	var chance float64
	verdict := words.TooFew
	switch test.Kind {
	case catalogue.TogetherTest, catalogue.RingTest:
		found := t.together(test, first, second)
		verdict, chance = found.verdict()
		said = say.Together(name(first), name(second), found.Pairs)
	case catalogue.PaceTest:
		return t.pace(first)
	case catalogue.PlaceTest:
		return t.place(test.Place, first)
	case catalogue.BroadTest:
		tally := t.tally(t.broad)
		verdict, chance = signs(tally)
		said = say.Broad(tally)
	case catalogue.FasterTest:
		tally := t.tally(func(e *eleven.Entry) (int, figure.Gap, bool) { return t.faster(e, first, second) })
		verdict, chance = signs(tally)
		said = say.Faster(name(first), name(second), tally)
	case catalogue.PeriodsTest:
		tally := t.tally(func(e *eleven.Entry) (int, figure.Gap, bool) { return t.periods(e, first, test.Split) })
		verdict, chance = signs(tally)
		said = say.Periods(name(first), test.Split, tally)
	case catalogue.GainsTest:
		tally := t.tally(func(e *eleven.Entry) (int, figure.Gap, bool) {
			g, ok := t.gap(e, e.Subject.Slug, first, 0, 0)
			return g.Gained(), g, ok
		})
		verdict, chance = signs(tally)
		said = say.Gains(name(first), tally)
	}
	if verdict != words.TooFew {
		said += " " + say.Chance(chance)
	}
	return verdict, strings.TrimSpace(said + " " + modelledNote(first, second))
}

func modelledNote(of ...catalogue.Indicator) string {
	if slices.ContainsFunc(of, func(ind catalogue.Indicator) bool { return models[ind.SourceID] }) {
		return words.Page.Trial.Modelled
	}
	return ""
}

// gap gives the distance of a line to the gemeente of a wijk in a period; 0 leaves a side open.
func (t trial) gap(e *eleven.Entry, slug string, ind catalogue.Indicator, from, to int) (figure.Gap, bool) {
	return figure.GapOf(ind, t.all[slug][ind.ID].Period(from, to), t.all[e.Gemeente.Slug][ind.ID])
}

// both gives two distances over the years that they share, or before and after a year.
func (t trial) both(e *eleven.Entry, slugs [2]string, first, second catalogue.Indicator, split int) (a, b figure.Gap, ok bool) {
	a, knowsA := t.gap(e, slugs[0], first, 0, split)
	b, knowsB := t.gap(e, slugs[1], second, split, 0)
	if !knowsA || !knowsB {
		return a, b, false
	}
	if split == 0 {
		from, to := max(a.From.Year, b.From.Year), min(a.To.Year, b.To.Year)
		if from >= to {
			return a, b, false
		}
		a, knowsA = t.gap(e, slugs[0], first, from, to)
		b, knowsB = t.gap(e, slugs[1], second, from, to)
	}
	return a, b, knowsA && knowsB
}

// besides says of the wijken to compare with how they did on the figures of a test.
func (t trial) besides(test catalogue.Test, of ...catalogue.Indicator) []string {
	if test.Kind == catalogue.PaceTest {
		return nil
	}
	var out []string
	for _, e := range t.beside {
		var did []string
		for _, ind := range of {
			if g, ok := t.gap(e, e.Subject.Slug, ind, 0, 0); ok && ind.ID != "" {
				did = append(did, words.Page.Trial.Did(ind.Naam, g.How(words.NL, e.Gemeente.Name), words.Span{From: g.From.Year, To: g.To.Year}))
			}
		}
		if test.Kind == catalogue.BroadTest {
			side, g, ok := t.broad(e)
			if ok {
				did = append(did, words.Page.Trial.DidBroad(side, words.Span{From: g.From.Year, To: g.To.Year}))
			}
		}
		if len(did) > 0 {
			out = append(out, words.Page.Trial.Beside(e.Subject.Name, did))
		}
	}
	return out
}
