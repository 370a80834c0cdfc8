package ingest

import (
	"archive/zip"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// isZip tells a zip file of other files, whatever it is called, from a workbook, which is a zip file too.
func isZip(in input) bool {
	f, err := os.Open(in.path)
	if err != nil {
		return false // it is refused where it is read
	}
	head := make([]byte, 4)
	_, err = io.ReadFull(f, head)
	f.Close()
	if err != nil || string(head) != "PK\x03\x04" {
		return false
	}
	z, err := zip.OpenReader(in.path)
	if err != nil {
		return false // it is refused where it is read
	}
	defer z.Close()
	return !slices.ContainsFunc(z.File, func(f *zip.File) bool { return f.Name == "[Content_Types].xml" })
}

// unzip gives the files in a zip file as if they lay in a folder: the parts of a shapefile belong together. They are unpacked below
// scratch; the names in the zip decide nothing about where.
func unzip(ctx context.Context, in input, scratch string) ([]input, error) {
	z, err := zip.OpenReader(in.path)
	if err != nil {
		return nil, refuse(in.name, "het zip-bestand is beschadigd of afgekapt")
	}
	defer z.Close()
	if len(z.File) > maxMembers {
		return nil, refuse(in.name, "het zip-bestand heeft %d bestanden; dat is geen uitgave van een bron", len(z.File))
	}
	dir, err := os.MkdirTemp(scratch, "zip")
	if err != nil {
		return nil, fmt.Errorf("unpack %s: %w", in.name, err)
	}
	room := int64(maxUnpacked)
	var out []input
	for i, member := range z.File {
		name := filepath.Base(strings.ReplaceAll(member.Name, `\`, "/"))
		if member.FileInfo().IsDir() || strings.HasPrefix(name, ".") || strings.HasPrefix(member.Name, "__MACOSX/") {
			continue
		}
		at := filepath.Join(dir, strconv.Itoa(i), name)
		if err := unpackTo(ctx, member, at, &room); ctx.Err() != nil {
			return nil, ctx.Err()
		} else if err != nil {
			return nil, unpackFault(in.name, name, err)
		}
		one, err := describe(ctx, at)
		if err != nil {
			return nil, err
		}
		one.folder = in.path
		out = append(out, one)
	}
	return out, nil
}

// errFull is of a file that would be too large when it is unpacked.
var errFull = errors.New("larger than the room that is left")

// unpackFault says why a file could not be taken out of a zip file: of our own disk it is an error, of the zip file a refusal.
func unpackFault(zipName, name string, err error) error {
	var disk *os.PathError
	switch {
	case errors.As(err, &disk):
		return fmt.Errorf("unpack %s: %w", zipName, err)
	case errors.Is(err, errFull):
		return refuse(zipName, "%s in het zip-bestand is niet uit te pakken: samen worden de bestanden groter dan %d MB", name, maxUnpacked>>20)
	}
	return refuse(zipName, "%s in het zip-bestand is niet uit te pakken; het is beschadigd, of ingepakt op een manier die wij niet kennen", name)
}

// unpackTo writes one file of a zip file, and takes its size off the room that is left.
func unpackTo(ctx context.Context, member *zip.File, at string, room *int64) error {
	if err := os.MkdirAll(filepath.Dir(at), 0o700); err != nil {
		return err
	}
	from, err := member.Open()
	if err != nil {
		return err
	}
	defer from.Close()
	to, err := os.Create(at)
	if err != nil {
		return err
	}
	defer to.Close()
	n, err := io.Copy(to, io.LimitReader(whileWanted{ctx, from}, *room+1))
	if *room -= n; err == nil && *room < 0 {
		err = errFull
	}
	return err
}
