package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"golang.org/x/sys/unix"
)

func TestQueryHelpsAndTakesParameters(t *testing.T) {
	revision := strings.TrimSpace(strings.SplitAfter(second(command("version", "--store", filled)), "revisie ")[1])
	for name, c := range map[string]struct {
		args       []string
		code       int
		want, errs string
	}{
		"all tables":       {[]string{".schema"}, 0, "macro  verschil", ""},
		"one table":        {[]string{".schema", "trend"}, 0, "    break_before", ""},
		"no such table":    {[]string{".schema", "nergens"}, 1, "", ".schema noemt ze alle"},
		"questions":        {[]string{".vragen"}, 0, "de-ring", ""},
		"one question":     {[]string{".vragen", "breuken"}, 0, "from series_break", ""},
		"no such question": {[]string{".vragen", "nergens"}, 1, "", ".vragen noemt ze alle"},
		"parameters":       {[]string{"select slug from subject where slug = $wie and 2 > $n and 0.5 < $f", "--param", "wie=jol", "--param", "n=1", "--param", "f=0.75", "--format", "csv"}, 0, "slug\njol\n", ""},
		"a quote":          {[]string{"select $a as a", "--param", "a=x' or true --", "--format", "csv"}, 0, "a\nx' or true --\n", ""},
		"no value":         {[]string{"select $wie"}, 1, "", "niet te beantwoorden"},
		"no name":          {[]string{"select 1", "--param", "=1"}, 2, "", "naam=waarde"},
		"parquet":          {[]string{"select $a", "--param", "a=1", "--format", "parquet"}, 1, "", "parquet gaat niet samen"},
		"a comment first":  {[]string{"-- waarom\nselect 1 as een", "--format", "csv"}, 0, "een\n1\n", ""},
		"lines":            {[]string{"select 1 as een, 'a|b' as twee", "--format", "jsonl"}, 0, `{"een": 1, "twee": "a|b"}` + "\n", ""},
		"markdown":         {[]string{"select 1 as een, 'a|b' as twee", "--format", "markdown"}, 0, "| een | twee |\n| --- | --- |\n| 1 | a\\|b |\n", ""},
		"empty markdown":   {[]string{"select 1 as een limit 0", "--format", "markdown"}, 0, "| een |\n| --- |\n", ""},
		"a kept revision":  {[]string{"select 1 as een", "--revisie", revision, "--format", "csv"}, 0, "een\n1\n", ""},
		"another revision": {[]string{"select 1", "--revisie", "0123456789ab"}, 1, "", "niet (meer) in deze opslag"},
	} {
		code, stdout, stderr := command(append([]string{"query", "--store", filled}, c.args...)...)
		if code != c.code || !strings.Contains(stdout, c.want) || !strings.Contains(stderr, c.errs) || c.code != 0 && stdout != "" {
			t.Errorf("%s: exit %d\nstdout %q (want %q)\nstderr %q (want %q)", name, code, stdout, c.want, stderr, c.errs)
		}
	}
}

func second(_ int, stdout, _ string) string { return stdout }

// TestPagerThatStops: what is wrong with the question is said, also when the pager has something to say too.
func TestPagerThatStops(t *testing.T) {
	terminal := openTerminal(t)
	t.Setenv("PAGER", "false")
	for question, want := range map[string]string{"select vla": "niet te beantwoorden", "select 1": "false, dat het antwoord per pagina toont, hield op"} {
		var errs bytes.Buffer
		code := run(context.Background(), []string{"query", "--store", filled, question}, env{stdout: terminal, stderr: &errs, getenv: noEnv})
		if code != 1 || !strings.Contains(errs.String(), want) {
			t.Errorf("%s: exit %d: %q, want %q", question, code, errs.String(), want)
		}
	}
}

// openTerminal gives the program's side of a terminal that nobody looks at.
func openTerminal(t *testing.T) *os.File {
	t.Helper()
	master, err := os.OpenFile("/dev/ptmx", os.O_RDWR, 0)
	if err != nil {
		t.Skipf("no terminal can be made here: %v", err)
	}
	t.Cleanup(func() { master.Close() })
	fd := int(master.Fd())
	number, err := unix.IoctlGetInt(fd, unix.TIOCGPTN)
	if err := errors.Join(err, unix.IoctlSetPointerInt(fd, unix.TIOCSPTLCK, 0)); err != nil {
		t.Skipf("no terminal can be made here: %v", err)
	}
	terminal, err := os.OpenFile(fmt.Sprintf("/dev/pts/%d", number), os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		t.Skipf("no terminal can be made here: %v", err)
	}
	t.Cleanup(func() { terminal.Close() })
	return terminal
}
