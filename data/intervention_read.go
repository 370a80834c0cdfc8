package data

import (
	"context"
	"database/sql"
	"fmt"
	"strings"

	"wijkinzicht/data/catalogue"
)

// Interventions gives the register, by name.
func (db *DB) Interventions(ctx context.Context) ([]catalogue.Intervention, error) {
	var out []catalogue.Intervention
	err := each(ctx, db.sql, statement("query/interventions.sql"), func(rows *sql.Rows) error {
		var i catalogue.Intervention
		var routes, from, until string
		if err := rows.Scan(&i.ID, &i.Name, &i.Note, &i.Approach, &routes, &i.Who, &i.Gemeente, &i.Area, &i.AreaYear, &from, &until,
			&i.Goal.Indicator, &i.Goal.BaseYear, &i.Goal.Target, &i.Goal.TargetYear, &i.FollowUp, &i.Source, &i.URL,
			&i.Answers.Problem, &i.Answers.Aim, &i.Answers.Group, &i.Answers.Baseline, &i.Answers.Evaluation, &i.Answers.Continuation, &i.Own); err != nil {
			return err
		}
		if routes != "" {
			i.Routes = strings.Split(routes, "+")
		}
		var err error
		if from != "" {
			if i.From, err = catalogue.ParseDate(from); err != nil {
				return fmt.Errorf("start of %s: %w", i.ID, err)
			}
		}
		if until != "" {
			if i.Until, err = catalogue.ParseDate(until); err != nil {
				return fmt.Errorf("end of %s: %w", i.ID, err)
			}
		}
		out = append(out, i)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read interventions: %w", err)
	}
	return out, nil
}
