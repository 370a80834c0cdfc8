package data

import "testing"

// What tests from outside need of the small revision.
var Published, Ask = func(t *testing.T) *DB { return published(t) }, ask
