package page

import (
	"strings"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
	"wijkinzicht/data/series"
	"wijkinzicht/server/figure"
	"wijkinzicht/web"
	"wijkinzicht/web/words"
)

// answersOf gives the six questions with what the record says; own is the series of the goal's indicator in the wijk, nil
// where there is none. A goal without a target is no measurable goal, and a base year without a figure no baseline.
func answersOf(db *data.DB, i catalogue.Intervention, own series.Line) []web.Answer {
	say := words.Page.Register
	ind, named := db.Indicator(i.Goal.Indicator)
	aim, noAim, baseline, noBaseline := i.Answers.Aim, say.NoAim, i.Answers.Baseline, say.NoBaseline
	if named && i.Goal.Target == nil {
		noAim = say.OnlyNamed(ind.Naam)
	}
	if named && i.Goal.Target != nil {
		aim = strings.TrimSpace(aim + " " + say.Aim(ind.Naam, target(i.Goal, ind)))
	}
	if i.Goal.BaseYear != 0 {
		noBaseline = say.BaseWithout(i.Goal.BaseYear)
		if base, ok := own.At(i.Goal.BaseYear); ok {
			baseline = strings.TrimSpace(baseline + " " + say.Base(figure.Dated(base, ind), web.Quality(base.Quality).Word()))
		}
	}
	evaluation := i.Answers.Evaluation
	if i.FollowUp != "" {
		evaluation = strings.TrimSpace(evaluation + " " + say.FollowUp(i.FollowUp))
	}
	var out []web.Answer
	for n, a := range [6][2]string{{i.Answers.Problem, say.NotRecorded}, {aim, noAim}, {i.Answers.Group, say.NotRecorded}, {baseline, noBaseline},
		{evaluation, say.NotRecorded}, {i.Answers.Continuation, say.NotRecorded}} {
		out = append(out, web.Answer{Question: say.Questions[n], Text: a[0], Missing: a[1]})
	}
	return out
}

// target is the value to be reached, with its year.
func target(g catalogue.Goal, ind catalogue.Indicator) words.Dated {
	return words.Dated{Value: figure.WithUnit(*g.Target, ind), Year: g.TargetYear}
}

func answeredOf(answers []web.Answer) int {
	n := 0
	for _, a := range answers {
		if a.Text != "" {
			n++
		}
	}
	return n
}

func answered(answers []web.Answer) string {
	return words.Page.Register.Answered(answeredOf(answers), len(answers))
}

// goalSentence holds a goal against the wijk's own figures; a break between the two years is never crossed.
func goalSentence(g catalogue.Goal, ind catalogue.Indicator, own series.Line) string {
	if g.Target == nil {
		return words.Page.Register.Goal(words.Goal{})
	}
	said := words.Goal{Target: target(g, ind), Base: words.Dated{Year: g.BaseYear}}
	if base, ok := own.At(g.BaseYear); ok {
		said.Base = figure.Dated(base, ind)
		last, ok := own.At(g.TargetYear)
		if !ok {
			last, ok = own.Period(g.BaseYear+1, g.TargetYear).Last()
		}
		if ok {
			said.Last, said.Broken = figure.Dated(last, ind), !own.Joined(base.Year, last.Year)
			said.Reached = *last.Value >= *g.Target
			if *g.Target < *base.Value {
				said.Reached = *last.Value <= *g.Target
			}
		}
	}
	return words.Page.Register.Goal(said)
}
