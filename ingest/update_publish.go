package ingest

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"wijkinzicht/data"
)

// publish makes the revision. When two files contradict each other and one of them came in just now, its edition is put
// back to what was kept; when the revision breaks a rule, nobody can say by which edition, and all that came in just now
// are. Then the revision is made without them. Where nothing came and nothing is kept there is nothing to publish.
func (u *update) publish(ctx context.Context, outcomes []Outcome, progress Progress) (Result, error) {
	for {
		if raw, err := u.store.Raw(); err != nil || len(raw) == 0 {
			return Result{}, err
		}
		result, err := take(ctx, u.cat, u.store, "", false, progress)
		sources, reason := u.suspects(err)
		if len(sources) == 0 {
			return result, err
		}
		for _, id := range sources {
			if err := u.putBack(id, reason, outcomes); err != nil {
				return result, err
			}
		}
	}
}

// suspects gives the sources whose new edition may be why a revision was not made, and the reason in Dutch; none when the
// new editions are not to blame.
func (u *update) suspects(err error) (sources []string, reason string) {
	var c *data.Contradiction
	var broken *BrokenRules
	switch {
	case errors.As(err, &c):
		for _, id := range []string{c.HighSource, c.LowSource} {
			if _, ours := u.before[id]; ours {
				return []string{id}, contradictionWords(c)
			}
		}
	case errors.As(err, &broken):
		return slices.Sorted(maps.Keys(u.before)), "met alles wat net is opgehaald zijn er " + strings.Join(broken.Rules, "; ") +
			"; wat eerder bewaard was blijft in gebruik"
	}
	return nil, ""
}

// putBack makes the edition current again that an adopted one took the place of, and says so in its outcome.
func (u *update) putBack(id, reason string, outcomes []Outcome) error {
	before := u.before[id]
	delete(u.before, id)
	if err := u.store.PutBack(id, before, time.Now()); err != nil {
		return err
	}
	for i := range outcomes {
		if outcomes[i].Source == id {
			outcomes[i].State = Failed
			if len(before) > 0 {
				outcomes[i].State = Kept
			}
			outcomes[i].Reasons = append(outcomes[i].Reasons, reason)
		}
	}
	return nil
}

func contradictionWords(c *data.Contradiction) string {
	return fmt.Sprintf("%s en %s spreken elkaar tegen: %s van %s in %d is %v en %v", c.LowFile, c.HighFile, c.Indicator, c.Code, c.Year, c.Low, c.High)
}
