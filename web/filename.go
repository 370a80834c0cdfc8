package web

import (
	"net/url"
	"path"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// ParamFor says for whom a CSV is: ForExcel is a Dutch spreadsheet, with semicolons and decimal commas. Without it a CSV is for programs.
const (
	ParamFor = "voor"
	ForExcel = "excel"
)

// named are the parameters that tell what a file holds, in the order of its name.
var named = []string{"gemeente", "wijk", "gebied", "indicator", ParamFrom, ParamTo, "jaar"}

// longestName is how many letters of what a file holds come into its name.
const longestName = 80

// FileName makes a name of what a file holds, without an ending: "moerwijk-inwoners-2016-2024".
func FileName(parts ...string) string {
	name := strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '_' {
			return r
		}
		return '-'
	}, strings.ToLower(unaccented(strings.Join(parts, "-"))))
	for strings.Contains(name, "--") {
		name = strings.ReplaceAll(name, "--", "-")
	}
	if len(name) > longestName { // what it is about, and the years
		name = name[:longestName-20] + name[len(name)-20:]
	}
	return strings.Trim(name, "-")
}

// unaccented leaves out the accents of letters.
func unaccented(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, norm.NFD.String(text))
}

// keptAs gives the name of a file by what it holds, with the ending of its address: the picture itself, not how it was made, tells
// one from another.
func keptAs(address, name string) string {
	if name == "" {
		return fileName(address)
	}
	u, err := url.Parse(address)
	if err != nil {
		return name
	}
	_, ending, _ := strings.Cut(path.Base(u.Path), ".")
	return name + "." + strings.TrimPrefix(ending, "plaatje.")
}

// dated gives the address of a picture with the revision in it: who shows the link elsewhere keeps pictures by their address.
func dated(picture, revision string) string {
	revision, _, _ = strings.Cut(revision, " ")
	if revision == "" {
		return picture
	}
	if strings.Contains(picture, "?") {
		return picture + "&revisie=" + revision
	}
	return picture + "?revisie=" + revision
}

// fileName gives the name under which somebody keeps a file of ours, by its address: "moerwijk-woz.csv",
// "kaart-gm0599-woz-2024.png". Of one address it is always the same.
func fileName(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	base, ending, _ := strings.Cut(path.Base(u.Path), ".")
	parts := []string{base}
	if dir := path.Base(path.Dir(u.Path)); len(dir) > 1 {
		parts = []string{dir, base}
	}
	q := u.Query()
	for _, name := range named {
		for _, value := range q[name] {
			parts = append(parts, strings.Split(value, ",")...)
		}
	}
	name := strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '_' || r == '-' {
			return r
		}
		return '-'
	}, strings.ToLower(strings.Join(parts, "-")))
	if len(name) > longestName {
		name = name[:longestName]
	}
	return strings.Trim(name, "-") + "." + ending
}
