// Package replica keeps a store as that of another server of ours is: the same revisions, with the same bytes.
package replica

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"os"
	"slices"
	"strings"
	"time"

	"wijkinzicht/data"
	"wijkinzicht/data/store"
	"wijkinzicht/ingest/fetch"
)

// Follower fetches what another server publishes.
type Follower struct {
	store   store.Store
	primary string // https://wijken.example.nl, with the path that it is under

	turn  chan struct{} // one round at a time
	ended time.Time     // of the last round
	err   error         // of the last round
	said  string        // what was logged of it; "" when all is well
}

const (
	// every is how often we ask what was published.
	every = 2 * time.Second
	// rest is how long what we know is new enough, however many visitors ask for revisions that do not exist.
	rest = time.Second
)

// New makes a follower of the server at an address, as https://wijken.example.nl; of one within our own network http will do.
func New(in store.Store, primary string) (*Follower, error) {
	u, err := url.Parse(primary)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.RawQuery != "" || u.Fragment != "" || u.User != nil {
		return nil, fmt.Errorf("%q is geen adres van een server; schrijf bijvoorbeeld https://wijken.example.nl", primary)
	}
	return &Follower{store: in, primary: strings.TrimRight(primary, "/"), turn: make(chan struct{}, 1)}, nil
}

// Run does a round every few seconds until ctx ends. What goes wrong is logged once, and nothing that is served changes by it.
func (f *Follower) Run(ctx context.Context) {
	tick := time.NewTicker(every)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			f.say(ctx, f.Round(ctx))
		}
	}
}

func (f *Follower) say(ctx context.Context, err error) {
	switch {
	case ctx.Err() != nil:
	case err == nil && f.said != "":
		slog.Info("following again", "server", f.primary)
		f.said = ""
	case err != nil && err.Error() != f.said:
		slog.Warn("the server that is followed gives nothing new; what there is stays", "server", f.primary, "error", err)
		f.said = err.Error()
	}
}

// Await does a round when what we know is not of just now: who asks for a revision that we do not have gets it, when the other server does.
func (f *Follower) Await(ctx context.Context) error { return f.inTurn(ctx, rest) }

// Round fetches what the other server has and we have not, the published revision first, and publishes that.
func (f *Follower) Round(ctx context.Context) error { return f.inTurn(ctx, 0) }

func (f *Follower) inTurn(ctx context.Context, rest time.Duration) error {
	select {
	case f.turn <- struct{}{}:
		defer func() { <-f.turn }()
	case <-ctx.Done():
		return ctx.Err()
	}
	if time.Since(f.ended) >= rest {
		f.err = f.round(ctx)
		f.ended = time.Now()
	}
	return f.err
}

// revision is one of /api/v1/revisions.
type revision struct {
	Revision string    `json:"revision"`
	Bytes    int64     `json:"bytes"`
	Built    time.Time `json:"built"`
	Current  bool      `json:"current"`
	Pinned   bool      `json:"pinned"`
	SHA256   string    `json:"sha256"`
}

func (r revision) record() store.Record {
	return store.Record{Revision: r.Revision, SHA256: r.SHA256, Bytes: r.Bytes, MadeAt: r.Built}
}

func (f *Follower) round(ctx context.Context) error {
	client, err := f.client()
	if err != nil {
		return err
	}
	there, err := f.list(ctx, client)
	if err != nil {
		return err
	}
	if f.follows(there) {
		return nil
	}
	release, err := f.store.Lock()
	if err != nil {
		return err
	}
	defer release()
	var published []store.Record
	for _, r := range slices.Backward(there) { // they come from new to old, the published one first
		published = append(published, r.record())
	}
	if err := f.store.Remember(published); err != nil {
		return err
	}
	for _, r := range there {
		if err := f.take(ctx, client, r); err != nil {
			return err
		}
	}
	return f.store.Swept()
}

// client asks the one server; it is made anew for every round, as it remembers who is down.
func (f *Follower) client() (*fetch.Client, error) {
	u, err := url.Parse(f.primary)
	if err != nil {
		return nil, err
	}
	return fetch.New([]string{u.Scheme + "://" + u.Host}, nil), nil
}

// list asks what the other server keeps, the published revision first.
func (f *Follower) list(ctx context.Context, client *fetch.Client) ([]revision, error) {
	to, err := f.store.FollowPath("revisies.json")
	if err != nil {
		return nil, err
	}
	if _, err := client.Get(ctx, fetch.Request{URL: f.primary + "/api/v1/revisions", Kind: fetch.JSON, Limit: 1 << 20, To: to}); err != nil {
		return nil, err
	}
	content, err := os.ReadFile(to)
	if err != nil {
		return nil, err
	}
	var answer struct{ Data []revision }
	if err := json.Unmarshal(content, &answer); err != nil {
		return nil, fmt.Errorf("%s is geen server van Wijk in zicht, of een te oude: %w", f.primary, err)
	}
	for i, r := range answer.Data {
		if r.Current != (i == 0) || len(r.SHA256) != 64 || r.Bytes <= 0 || !store.IsRevision(r.Revision) {
			return nil, fmt.Errorf("%s noemt revisie %.20q zonder wat er nodig is om haar over te nemen", f.primary, r.Revision)
		}
	}
	if len(answer.Data) == 0 {
		return nil, fmt.Errorf("%s heeft nog geen revisie", f.primary)
	}
	return answer.Data, nil
}

// follows tells whether the store has all that is there already.
func (f *Follower) follows(there []revision) bool {
	current, _, err := f.store.Current()
	return err == nil && current == there[0].Revision && !slices.ContainsFunc(there, func(r revision) bool {
		return !f.store.Holds(r.record()) || f.store.IsPinned(r.Revision) != r.Pinned
	})
}

// take fetches a revision that we have not, and publishes it when it is the published one there.
func (f *Follower) take(ctx context.Context, client *fetch.Client, r revision) error {
	if !f.store.Holds(r.record()) {
		to, err := f.store.FollowPath(r.Revision + ".duckdb")
		if err != nil {
			return err
		}
		if _, err := client.Get(ctx, fetch.Request{URL: f.primary + "/onderzoek/bestand/" + r.Revision + "/" + data.DatabaseName, Kind: fetch.Database, To: to}); err != nil {
			return err
		}
		if err := f.store.Accept(to, r.record()); err != nil {
			return err
		}
	}
	if r.Current {
		if err := f.publish(ctx, r.Revision); err != nil {
			return err
		}
	}
	if r.Pinned {
		return f.store.Pin(r.Revision)
	}
	if f.store.IsPinned(r.Revision) {
		return f.store.Unpin(r.Revision)
	}
	return nil
}

// publish points at a revision that this program can open.
func (f *Follower) publish(ctx context.Context, revision string) error {
	if current, _, err := f.store.Current(); err == nil && current == revision {
		return nil
	}
	db, err := data.Open(ctx, f.store.Path(revision))
	var other *data.OtherSchema
	if errors.As(err, &other) {
		return fmt.Errorf("revisie %s van %s is van een andere versie van dit programma; zet hier dezelfde neer (%w)", revision, f.primary, err)
	}
	if err != nil {
		return err
	}
	if err := db.Close(); err != nil {
		return err
	}
	return f.store.PointAt(revision)
}
