package main

import (
	"context"
	"errors"
	"fmt"

	"wijkinzicht/data/store"
	"wijkinzicht/ingest/replica"
)

// follow takes over what another server has published, before the first visitor comes; nil when none is named. When that one does not answer
// what is in the store is served, and without anything there it is an error.
func follow(ctx context.Context, primary string, in store.Store, e env) (*replica.Follower, error) {
	if primary == "" {
		return nil, nil
	}
	follower, err := replica.New(in, primary)
	if err != nil {
		return nil, &usageError{"--volg " + err.Error()}
	}
	fault := whenFree(ctx, func() error { return follower.Round(ctx) })
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	current, _, err := in.Current()
	switch {
	case errors.Is(err, store.ErrNoRevision) && fault != nil:
		return nil, fmt.Errorf("van %s kon niets worden overgenomen, en in de opslag %s staat nog geen revisie: %w", primary, in.Dir, fault)
	case err != nil:
		return nil, err
	case fault != nil:
		fmt.Fprintf(e.stderr, "Van %s kon niets nieuws worden overgenomen: %s. Revisie %s van deze opslag wordt getoond.\n", primary, sentence(fault), current)
	default:
		fmt.Fprintf(e.stdout, "Deze server volgt %s: revisie %s.\n", primary, current)
	}
	return follower, nil
}
