package ingest

import (
	"context"
	"errors"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"wijkinzicht/data/catalogue"
	"wijkinzicht/data/store"
	"wijkinzicht/ingest/fetch"
)

// Network is how the sources are reached. The zero value is the internet, with the patience of package fetch.
type Network struct {
	Transport http.RoundTripper
	Wait      func(context.Context, time.Duration) error // nil: as fetch waits
	Quiet     time.Duration                              // with Wait: how long an answer may be silent
}

// State is what became of one publication.
type State string

// The states of an Outcome, as a user reads them.
const (
	Fetched State = "opgehaald"   // a new edition is in the store
	Reused  State = "ongewijzigd" // the source says that the kept edition is its newest
	Kept    State = "bewaard"     // it did not come; the last good edition stays in use
	Failed  State = "niet gelukt" // it did not come, and nothing of it is kept
	NoRoute State = "geen adres"  // no address is known; give the files with --from
)

// Outcome says what became of one publication.
type Outcome struct {
	Source   string   `json:"bron"`
	Title    string   `json:"titel"`
	State    State    `json:"uitkomst"`
	Route    string   `json:"weg,omitempty"`
	Edition  string   `json:"editie,omitempty"`
	Files    int      `json:"bestanden"`
	Bytes    int64    `json:"bytes"`
	Notes    []string `json:"opmerkingen,omitempty"` // what was surprising
	Reasons  []string `json:"redenen,omitempty"`     // why a route gave nothing
	Unproven bool     `json:"onbewezen,omitempty"`   // nobody was seen to use any of its addresses: that they fail is no fault of a run
}

// Report says what an update came to.
type Report struct {
	Outcomes []Outcome `json:"bronnen"`
	Before   string    `json:"vorige_revisie,omitempty"`
	Result   Result    `json:"resultaat"`
}

// Count gives how many publications ended in one of these states.
func (r Report) Count(states ...State) int {
	n := 0
	for _, o := range r.Outcomes {
		if slices.Contains(states, o.State) {
			n++
		}
	}
	return n
}

// Fetching is how far one publication is.
type Fetching struct {
	Source, Title string
	Done, Total   int // parts of it
	Bytes         int64
	Ended         State // empty while it is underway
}

// together is how many publications are fetched at the same time; each host has its own, lower bound.
const together = 4

// Update fetches what is wanted from the sources, takes in what is right, and publishes a new revision of all that the
// store keeps. A source that does not answer, or answers what cannot be right, leaves its last good edition in use.
func Update(ctx context.Context, cat *catalogue.Catalogue, at store.Store, want Want, network Network, watch func(Fetching), progress Progress) (Report, error) {
	release, err := at.Lock()
	if err != nil {
		return Report{}, err
	}
	defer release()
	steps, err := Plan(cat, at, want)
	if err != nil {
		return Report{}, err
	}
	u := &update{cat: cat, store: at, client: network.client(cat), watch: watch, before: map[string][]store.RawEntry{}, drawn: map[string]map[string]bool{}}
	report := Report{Outcomes: make([]Outcome, len(steps))}
	report.Before, _, err = at.Current()
	if err != nil && !errors.Is(err, store.ErrNoRevision) {
		return Report{}, err
	}
	if err := u.all(ctx, steps, report.Outcomes); err != nil {
		return report, err
	}
	if err := u.holdBorders(ctx, report.Outcomes); err != nil {
		return report, err
	}
	report.Result, err = u.publish(ctx, report.Outcomes, progress)
	return report, err
}

// update is one run over the sources.
type update struct {
	cat    *catalogue.Catalogue
	store  store.Store
	client *fetch.Client
	watch  func(Fetching)

	mu     sync.Mutex                  // guards the store's index, and watch
	before map[string][]store.RawEntry // what each newly adopted edition took the place of
	drawn  map[string]map[string]bool  // the buurten of newly adopted borders that came page by page
}

// all takes the steps, a few at a time. Only what stops everything is an error: the disk, or an end to the run.
func (u *update) all(ctx context.Context, steps []Step, outcomes []Outcome) error {
	return each(ctx, len(steps), func(ctx context.Context, i int) (err error) {
		outcomes[i], err = u.one(ctx, steps[i])
		return err
	})
}

// each does a number of things, a few at a time, until one of them fails.
func each(ctx context.Context, n int, do func(context.Context, int) error) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var group sync.WaitGroup
	next := make(chan int)
	for range together {
		group.Go(func() {
			for i := range next {
				if err := do(ctx, i); err != nil {
					cancel(err)
				}
			}
		})
	}
	for i := range n {
		select {
		case next <- i:
		case <-ctx.Done():
		}
	}
	close(next)
	group.Wait()
	return context.Cause(ctx)
}

// one tries the routes of a publication until one brings it. A route after the one that brought the kept edition is not
// tried: a lesser copy does not take the place of a better one.
func (u *update) one(ctx context.Context, step Step) (Outcome, error) {
	o := Outcome{Source: step.Source.ID, Title: step.Source.Title, State: NoRoute,
		Unproven: len(step.Routes) > 0 && !slices.ContainsFunc(step.Routes, func(r catalogue.Route) bool { return !r.Unproven() })}
	if len(step.Routes) == 0 {
		if step.Given > 0 {
			o.State = Kept
		}
		return o, nil
	}
	var bytes atomic.Int64
	say := func(done, total int, ended State) {
		u.mu.Lock()
		defer u.mu.Unlock()
		u.watch(Fetching{Source: o.Source, Title: o.Title, Done: done, Total: total, Bytes: bytes.Load(), Ended: ended})
	}
	for _, route := range step.Routes {
		v := &visit{client: u.client, dir: filepath.Join(u.store.Dir, "raw", ".onderweg", step.Source.ID), source: step.Source, route: route,
			scope: step.Scope, bytes: &bytes, done: func(done, total int) { say(done, total, "") }}
		if len(step.Kept) > 0 {
			v.last = step.Kept[0].URL
		}
		current := len(step.Kept) > 0 && cameBy(step.Kept[0], route)
		if current && (step.Kept[0].Scope == step.Scope || step.Kept[0].Scope == landelijk) {
			v.kept = step.Kept
		}
		err := u.take(ctx, v)
		o.Bytes = bytes.Load()
		if done, stop := o.settle(v, err); done || stop != nil {
			say(1, 1, o.State)
			return o, stop
		}
		if current {
			break
		}
	}
	o.State = Failed
	if len(step.Kept)+step.Given > 0 {
		o.State = Kept
	}
	say(0, 1, o.State)
	return o, nil
}

// cameBy tells whether a kept file came by this route: one kind can have more addresses, and an id more spellings.
func cameBy(e store.RawEntry, route catalogue.Route) bool {
	return e.Route == route.Kind && strings.HasPrefix(strings.ToLower(e.URL), strings.ToLower(route.Address))
}

// settle fills in what a route came to; stop is what ends the whole run.
func (o *Outcome) settle(v *visit, err error) (done bool, stop error) {
	var refusal *Refusal
	var network *fetch.Error
	switch {
	case err == nil:
		o.State, o.Route, o.Edition, o.Files, o.Notes = Fetched, v.route.Kind, v.edition, len(v.set), v.notes
		return true, nil
	case errors.Is(err, errUnchanged):
		o.State, o.Route, o.Edition, o.Files = Reused, v.route.Kind, v.keptEdition(), len(v.kept)
		return true, nil
	case errors.As(err, &refusal), errors.As(err, &network):
		if reason := v.route.Kind + ": " + err.Error(); !slices.Contains(o.Reasons, reason) { // one kind can have two addresses
			o.Reasons = append(o.Reasons, reason)
		}
		return false, nil
	}
	return false, err
}

// take fetches by one route, reads what came as a rebuild would, and only then lets it take the place of what is kept.
func (u *update) take(ctx context.Context, v *visit) error {
	err := v.run(ctx)
	if err != nil && !errors.Is(err, errUnchanged) {
		return errors.Join(err, v.tidy(err))
	}
	if err != nil || v.sameFiles() {
		u.mu.Lock()
		defer u.mu.Unlock()
		return errors.Join(errUnchanged, u.store.Confirm(v.source.ID, time.Now()), os.RemoveAll(v.dir))
	}
	for i := range v.set {
		v.set[i].Edition = v.edition
	}
	if _, err := attend(ctx, func() (struct{}, error) { return struct{}{}, u.read(ctx, v) }); err != nil {
		return errors.Join(err, os.RemoveAll(v.dir))
	}
	u.mu.Lock()
	defer u.mu.Unlock()
	before, err := u.store.Fetched(v.source.ID)
	if err != nil {
		return err
	}
	u.before[v.source.ID] = before
	if len(v.buurten) > 0 && v.source.Family == "gebieden" {
		u.drawn[v.source.ID] = v.buurten
	}
	if err := u.store.Adopt(v.source.ID, v.set, time.Now()); err != nil {
		return err
	}
	return os.RemoveAll(v.dir)
}
