package catalogue

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"sort"
	"strconv"
	"strings"
)

// ParseYears reads "1995;1999;2003-2005" into years in ascending order.
func ParseYears(text string) ([]int, error) {
	var years []int
	for _, part := range strings.Split(text, ";") {
		from, to, isRange := strings.Cut(part, "-")
		a, err := strconv.Atoi(from)
		if err != nil {
			return nil, fmt.Errorf("%q is not a year", part)
		}
		b := a
		if isRange {
			if b, err = strconv.Atoi(to); err != nil || b < a {
				return nil, fmt.Errorf("%q is not a range of years", part)
			}
		}
		for y := a; y <= b; y++ {
			years = append(years, y)
		}
	}
	if !sort.IntsAreSorted(years) {
		return nil, fmt.Errorf("%q is not in ascending order", text)
	}
	return years, nil
}

// hashFiles is the sha256 over files by their paths within folder, hex; what stands in without is passed over.
func hashFiles(folder string, files fs.FS, without ...string) (string, error) {
	h := sha256.New()
	err := fs.WalkDir(files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || slices.Contains(without, name) {
			return err
		}
		content, err := fs.ReadFile(files, name)
		if err != nil {
			return err
		}
		fmt.Fprintf(h, "%s %d\n", path.Join(folder, name), len(content))
		h.Write(content)
		return nil
	})
	if err != nil {
		return "", fmt.Errorf("hash embedded files: %w", err)
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}
