package page

import (
	"fmt"
	"strings"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
	"wijkinzicht/data/series"
	"wijkinzicht/server/figure"
	"wijkinzicht/web"
)

// answersOf gives the six questions with what the record says; own is the series of the goal's indicator in the wijk, nil
// where there is none. A goal without a target is no measurable goal, and a base year without a figure no baseline.
func answersOf(db *data.DB, i catalogue.Intervention, own series.Line) []web.Answer {
	ind, named := db.Indicator(i.Goal.Indicator)
	aim, noAim := i.Answers.Aim, "Niet vastgelegd: er is geen cijfer met een streefwaarde genoemd."
	baseline, noBaseline := i.Answers.Baseline, "Niet vastgelegd: er is geen jaar genoemd waarvan af gemeten wordt."
	if named && i.Goal.Target == nil {
		noAim = fmt.Sprintf("Alleen het cijfer „%s” is genoemd, zonder streefwaarde.", ind.Naam)
	}
	if named && i.Goal.Target != nil {
		aim = strings.TrimSpace(aim + fmt.Sprintf(" %s: %s in %d.", ind.Naam, figure.WithUnit(*i.Goal.Target, ind), i.Goal.TargetYear))
	}
	if i.Goal.BaseYear != 0 {
		noBaseline = fmt.Sprintf("Genoemd is %d, maar dat jaar heeft geen cijfer van de wijk zelf.", i.Goal.BaseYear)
		if base, ok := own.At(i.Goal.BaseYear); ok {
			baseline = strings.TrimSpace(baseline + fmt.Sprintf(" Het cijfer van %d: %s (%s).", base.Year, figure.WithUnit(*base.Value, ind), web.Quality(base.Quality).Word()))
		}
	}
	evaluation := i.Answers.Evaluation
	if i.FollowUp != "" {
		evaluation = strings.TrimSpace(evaluation + " Vervolgmeting: " + i.FollowUp)
	}
	const missing = "Niet vastgelegd in de bron die wij hebben."
	return []web.Answer{
		{Question: "Wat was het probleem?", Text: i.Answers.Problem, Missing: missing},
		{Question: "Wat moest er meetbaar veranderen?", Text: aim, Missing: noAim},
		{Question: "Voor wie was het?", Text: i.Answers.Group, Missing: missing},
		{Question: "Hoe stond het er vooraf voor?", Text: baseline, Missing: noBaseline},
		{Question: "Is het geëvalueerd of opnieuw gemeten?", Text: evaluation, Missing: missing},
		{Question: "Hoe gaat het verder?", Text: i.Answers.Continuation, Missing: missing},
	}
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
	switch n := answeredOf(answers); n {
	case 0:
		return fmt.Sprintf("Van de %d vragen is er geen beantwoord.", len(answers))
	case len(answers):
		return fmt.Sprintf("Alle %d vragen zijn beantwoord.", n)
	case 1:
		return fmt.Sprintf("Van de %d vragen is er één beantwoord; wat ontbreekt, staat erbij.", len(answers))
	default:
		return fmt.Sprintf("Van de %d vragen zijn er %d beantwoord; wat ontbreekt, staat erbij.", len(answers), n)
	}
}

// notTheCause closes every sentence about a goal.
const notTheCause = " Wat daarvan door deze interventie komt, zeggen de cijfers niet."

// goalSentence holds a goal against the wijk's own figures; a break between the two years is never crossed.
func goalSentence(g catalogue.Goal, ind catalogue.Indicator, own series.Line) string {
	if g.Target == nil {
		return "Er is geen streefwaarde vastgelegd; of een doel is gehaald, is dus niet te zeggen."
	}
	text := fmt.Sprintf("Het doel was %s in %d.", figure.WithUnit(*g.Target, ind), g.TargetYear)
	base, ok := own.At(g.BaseYear)
	if !ok {
		return text + fmt.Sprintf(" Van %d, het jaar waarvan af gemeten wordt, is er geen cijfer van de wijk zelf; daarom is er niets om het aan af te meten.", g.BaseYear)
	}
	text = fmt.Sprintf("Het doel was van %s in %d naar %s in %d.", figure.WithUnit(*base.Value, ind), base.Year, figure.WithUnit(*g.Target, ind), g.TargetYear)
	last, ok := own.At(g.TargetYear)
	if !ok {
		last, ok = own.Period(g.BaseYear+1, g.TargetYear).Last()
	}
	switch {
	case !ok:
		return text + " Sindsdien is er geen cijfer."
	case !own.Joined(base.Year, last.Year):
		return text + fmt.Sprintf(" Tussen %d en %d ligt een breuk: die jaren zijn niet te vergelijken.", base.Year, last.Year)
	}
	text += fmt.Sprintf(" In %d was het %s", last.Year, figure.WithUnit(*last.Value, ind))
	if last.Year < g.TargetYear {
		return text + fmt.Sprintf("; van %d is er nog geen cijfer.", g.TargetYear) + notTheCause
	}
	reached := *last.Value >= *g.Target
	if *g.Target < *base.Value {
		reached = *last.Value <= *g.Target
	}
	return text + map[bool]string{true: ": de streefwaarde is bereikt.", false: ": de streefwaarde is niet bereikt."}[reached] + notTheCause
}
