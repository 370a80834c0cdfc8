package ingest

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// keptPage begins the name of a page that lies aside until its list is whole.
const keptPage = "bladzijde-"

// listed gives one page of a list. Pages that are not the last of a long list are kept aside until the visit succeeds, so that after
// a broken connection the next visit begins at the page where it broke. A page belongs to one edition of one table: of another
// edition all are asked for again.
func (v *visit) listed(ctx context.Context, address string) (odataPage, error) {
	var page odataPage
	sum := sha256.Sum256([]byte(v.edition + " " + address))
	at := filepath.Join(v.dir, keptPage+hex.EncodeToString(sum[:12])+".json")
	content, err := os.ReadFile(at)
	if err == nil && json.Unmarshal(content, &page) == nil {
		return page, nil
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return page, fmt.Errorf("read a page of %s: %w", v.source.ID, err)
	}
	if content, err = v.page(ctx, address); err != nil {
		return page, err
	}
	if page, err = decoded(address, content); err != nil || page.Next3+page.Next4 == "" || v.edition == "" {
		return page, err
	}
	if err := os.WriteFile(at+"~", content, 0o644); err != nil {
		return page, fmt.Errorf("keep a page of %s: %w", v.source.ID, err)
	}
	return page, os.Rename(at+"~", at)
}

func decoded(address string, content []byte) (page odataPage, err error) {
	if err := json.Unmarshal(content, &page); err != nil {
		return page, notJSON(address)
	}
	return page, nil
}

// notJSON refuses an answer that does not decode.
func notJSON(address string) error {
	return &Refusal{File: address, Reason: "het antwoord is geen JSON die wij kennen; het is beschadigd of afgekapt"}
}
