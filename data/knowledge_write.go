package data

import "database/sql/driver"

func (b *Builder) fillAbout(add func(...driver.Value) error) error {
	for _, a := range b.cat.About {
		if err := add(a.Indicator, int16(a.From), int16(a.To), int16(a.YearsBack), a.Moment, a.Source); err != nil {
			return err
		}
	}
	return nil
}

func (b *Builder) fillMinimums(add func(...driver.Value) error) error {
	for _, m := range b.cat.Minimums {
		if err := add(m.Indicator, int16(m.From), int16(m.To), nullable(m.Level), m.Counted, m.Least, m.Source); err != nil {
			return err
		}
	}
	return nil
}

func (b *Builder) fillSteps(add func(...driver.Value) error) error {
	for _, s := range b.cat.Steps {
		if err := add(s.Indicator, s.Smallest, s.Source); err != nil {
			return err
		}
	}
	return nil
}

func (b *Builder) fillRoundings(add func(...driver.Value) error) error {
	for _, r := range b.cat.Roundings {
		if err := add(r.Indicator, int16(r.From), int16(r.To), nullable(r.Level), r.Off, r.Source); err != nil {
			return err
		}
	}
	return nil
}

func (b *Builder) fillMargins(add func(...driver.Value) error) error {
	for _, m := range b.cat.Margins {
		if err := add(m.Indicator, m.Most, m.Part, m.Source); err != nil {
			return err
		}
	}
	return nil
}

func (b *Builder) fillInterventions(add func(...driver.Value) error) error {
	for _, i := range b.cat.Interventions {
		subject, code, origin := driver.Value(i.Area), driver.Value(nil), "catalogus"
		if i.AreaYear != 0 {
			subject, code = nil, i.Area
		} else if i.Area == "" {
			subject = nil
		}
		if i.Own {
			origin = "eigen"
		}
		routes := append([]string{}, i.Routes...) // none is an empty list, not NULL
		if err := add(i.ID, i.Name, nullable(i.Note), nullable(i.Approach), routes, nullable(i.Who), nullable(i.Gemeente), subject, code,
			nullableYear(i.AreaYear), nullable(i.From.String()), nullable(i.Until.String()), nullable(i.Goal.Indicator), nullableYear(i.Goal.BaseYear),
			nullableNumber(i.Goal.Target), nullableYear(i.Goal.TargetYear), nullable(i.FollowUp), i.Source, nullable(i.URL), nullable(i.Answers.Problem),
			nullable(i.Answers.Aim), nullable(i.Answers.Group), nullable(i.Answers.Baseline), nullable(i.Answers.Evaluation),
			nullable(i.Answers.Continuation), origin); err != nil {
			return err
		}
	}
	return nil
}

func nullableYear(year int) driver.Value {
	if year == 0 {
		return nil
	}
	return int16(year)
}

func (b *Builder) fillTypology(add func(...driver.Value) error) error {
	for _, p := range b.cat.PlaceTypes {
		level, direction := "redelijk", "slechter"
		if p.Weak {
			level = "zwak"
		}
		if p.Better {
			direction = "beter"
		}
		if err := add(p.ID, p.Naam, level, direction, p.Definitie, p.Source); err != nil {
			return err
		}
	}
	return nil
}

func (b *Builder) fillThresholds(add func(...driver.Value) error) error {
	for _, t := range b.cat.Thresholds {
		if err := add(t.ID, t.Naam, t.Value, t.Choices, t.Definitie, t.Source); err != nil {
			return err
		}
	}
	return nil
}

func (b *Builder) fillLikeness(add func(...driver.Value) error) error {
	for _, l := range b.cat.Likeness {
		if err := add(l.Indicator, l.Why); err != nil {
			return err
		}
	}
	return nil
}
