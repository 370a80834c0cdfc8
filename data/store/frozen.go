package store

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// Frozen answers outlive their revision and the program that made them: a report of 2026 shows its chart in 2036. Each is a file of
// its own in a folder per revision: a line of JSON with its address and type, and its body.
const (
	frozenDir = "vastgezet"
	// MostFrozen is how many frozen answers are kept of one revision: who asks for every embed there is cannot fill the disk.
	MostFrozen = 2000
	// mostFrozenInAll bounds all revisions together.
	mostFrozenInAll = 40000
	// MostFrozenBytes is the largest answer that is kept.
	MostFrozenBytes = 1 << 20
)

// ErrFull says that no more frozen answers are kept.
var ErrFull = errors.New("as many frozen answers are kept as may be")

// FrozenAnswer is what was shown at an address.
type FrozenAnswer struct {
	Address     string `json:"address"`
	ContentType string `json:"content_type"`
	Body        []byte `json:"-"`
}

func (s Store) frozenPath(revision, address string) string {
	sum := sha256.Sum256([]byte(address))
	return filepath.Join(s.Dir, frozenDir, filepath.Base(revision), hex.EncodeToString(sum[:16]))
}

// Freeze keeps an answer of a revision. One that is kept already stays as it was.
func (s Store) Freeze(revision string, a FrozenAnswer) error {
	path := s.frozenPath(revision, a.Address)
	if _, err := os.Stat(path); err == nil {
		return nil
	}
	if len(a.Body) > MostFrozenBytes {
		return fmt.Errorf("freeze %s: %w", a.Address, ErrFull)
	}
	kept, err := s.FrozenCounts()
	if err != nil {
		return err
	}
	all := 0
	for _, n := range kept {
		all += n
	}
	if kept[revision] >= MostFrozen || all >= mostFrozenInAll {
		return fmt.Errorf("freeze %s: %w", a.Address, ErrFull)
	}
	head, err := json.Marshal(a)
	if err != nil {
		return fmt.Errorf("freeze %s: %w", a.Address, err)
	}
	if err := writeWhole(path, bytes.Join([][]byte{head, a.Body}, []byte{'\n'})); err != nil {
		return fmt.Errorf("freeze %s: %w", a.Address, err)
	}
	return nil
}

// Frozen gives an answer that is kept; fs.ErrNotExist when there is none.
func (s Store) Frozen(revision, address string) (FrozenAnswer, error) {
	var a FrozenAnswer
	content, err := os.ReadFile(s.frozenPath(revision, address))
	if err != nil {
		return a, err
	}
	head, body, _ := bytes.Cut(content, []byte{'\n'})
	if err := json.Unmarshal(head, &a); err != nil || a.Address != address {
		return FrozenAnswer{}, fmt.Errorf("frozen answer of %s: it is not whole", address)
	}
	a.Body = body
	return a, nil
}

// FrozenCounts gives how many answers are kept of each revision.
func (s Store) FrozenCounts() (map[string]int, error) {
	out := map[string]int{}
	revisions, err := os.ReadDir(filepath.Join(s.Dir, frozenDir))
	if errors.Is(err, fs.ErrNotExist) {
		return out, nil
	}
	if err != nil {
		return nil, fmt.Errorf("list frozen answers: %w", err)
	}
	for _, r := range revisions {
		answers, err := os.ReadDir(filepath.Join(s.Dir, frozenDir, r.Name()))
		if err != nil {
			return nil, fmt.Errorf("list frozen answers: %w", err)
		}
		out[r.Name()] = len(answers)
	}
	return out, nil
}
