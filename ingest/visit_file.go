package ingest

import (
	"archive/zip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"

	"wijkinzicht/ingest/fetch"
)

// Bounds of what comes out of a zip file, against zip bombs: the largest that is known holds a GeoPackage of some 500 MB.
const (
	maxUnpacked = 2 << 30
	maxMembers  = 10_000
)

// file fetches one workbook; it is about the whole country.
func (v *visit) file(ctx context.Context) error {
	v.scope = landelijk
	name := path.Base(v.route.Address)
	at := filepath.Join(v.dir, name)
	answer, err := v.client.Get(ctx, fetch.Request{URL: v.route.Address, Kind: fetch.Workbook, To: at, Since: v.keptEdition(), Bytes: v.heard})
	if err != nil {
		return err
	}
	if answer.Unchanged {
		return errUnchanged
	}
	v.edition = answer.Validator
	packed, err := v.onlyWorkbook(ctx, at, answer)
	if err != nil {
		return err
	}
	if !packed {
		v.land(name, v.route.Address, at, answer.SHA256, answer.At)
	}
	v.done(1, 1)
	return nil
}

// onlyWorkbook takes the workbook out of a zip file that holds one and nothing else that we read; a workbook of Excel is itself a zip
// file, and is left as it is.
func (v *visit) onlyWorkbook(ctx context.Context, at string, answer fetch.Answer) (packed bool, err error) {
	z, err := zip.OpenReader(at)
	if err != nil { // an old workbook, or a damaged one, which its reader refuses
		return false, nil
	}
	defer z.Close()
	var books []*zip.File
	for _, member := range z.File {
		switch ext := strings.ToLower(path.Ext(member.Name)); {
		case member.Name == "[Content_Types].xml":
			return false, nil
		case ext == ".xlsx" || ext == ".xls":
			books = append(books, member)
		}
	}
	if len(books) != 1 {
		return false, v.refuse("het zip-bestand heeft %d werkmappen; verwacht was er een", len(books))
	}
	room := int64(maxUnpacked)
	defer os.Remove(at)
	return true, v.unpack(ctx, books[0], &room, answer)
}

// zip fetches a zip file, and takes out what the route names.
func (v *visit) zip(ctx context.Context) error {
	v.scope = landelijk
	at := filepath.Join(v.dir, path.Base(v.route.Address))
	answer, err := v.client.Get(ctx, fetch.Request{URL: v.route.Address, Kind: fetch.Zip, To: at, Since: v.keptEdition(), Bytes: v.heard})
	if err != nil {
		return err
	}
	if answer.Unchanged {
		return errUnchanged
	}
	defer os.Remove(at)
	if v.edition = answer.Validator; v.edition == "" {
		v.edition = answer.SHA256
	}
	if v.edition == v.keptEdition() {
		return errUnchanged
	}
	z, err := zip.OpenReader(at)
	if err != nil {
		return v.refuse("het zip-bestand is beschadigd of afgekapt")
	}
	defer z.Close()
	if len(z.File) > maxMembers {
		return v.refuse("het zip-bestand heeft %d bestanden; dat is geen uitgave van deze bron", len(z.File))
	}
	wanted := regexp.MustCompile(v.route.Member)
	room := int64(maxUnpacked)
	for i, member := range z.File {
		if member.FileInfo().IsDir() || !wanted.MatchString(member.Name) {
			continue
		}
		if err := v.unpack(ctx, member, &room, answer); err != nil {
			return err
		}
		v.done(i+1, len(z.File))
	}
	if len(v.set) == 0 {
		return v.refuse("in het zip-bestand staat geen bestand dat wij zoeken (%s)", v.route.Member)
	}
	return nil
}

// unpack takes one file out; its name in the zip decides nothing about where it goes.
func (v *visit) unpack(ctx context.Context, member *zip.File, room *int64, answer fetch.Answer) (err error) {
	tooLarge := v.refuse("het zip-bestand wordt uitgepakt groter dan %d MB", maxUnpacked>>20)
	if member.UncompressedSize64 > uint64(*room) {
		return tooLarge
	}
	name := filepath.Base(strings.ReplaceAll(member.Name, `\`, "/"))
	at := filepath.Join(v.dir, fmt.Sprintf("%d-%s", len(v.set), name))
	from, err := member.Open()
	if err != nil {
		return v.refuse("%s in het zip-bestand is niet te openen; misschien is het beschadigd, of ingepakt op een manier die wij niet kennen", name)
	}
	defer from.Close()
	to, err := os.Create(at)
	if err != nil {
		return fmt.Errorf("write %s: %w", at, err)
	}
	defer to.Close()
	h := sha256.New()
	n, err := io.Copy(to, io.TeeReader(io.LimitReader(whileWanted{ctx, from}, *room+1), h))
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if _, full := err.(*os.PathError); full {
		return fmt.Errorf("write %s: %w", at, err)
	}
	if err != nil {
		return v.refuse("%s in het zip-bestand is beschadigd of afgekapt", name)
	}
	if *room -= n; *room < 0 {
		return tooLarge
	}
	v.land(name, v.route.Address+"#"+member.Name, at, hex.EncodeToString(h.Sum(nil)), answer.At)
	return nil
}
