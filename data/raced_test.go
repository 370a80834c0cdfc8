package data

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

var (
	namesATest = regexp.MustCompile(`(?m)^func (Test\w+)\(t \*testing\.T\)`)
	comment    = regexp.MustCompile(`#.*`)
	// together is what code that does things at the same time has in it.
	together = regexp.MustCompile(`(?m)^[^/]*(\bgo func\b|\bgo \w[\w.]*\(|\.Go\(func|sync\.(RW)?Mutex|sync\.Map|sync\.WaitGroup)`)
)

// notRaced are packages with a lock or a goroutine that no raced test is in, and why.
var notRaced = map[string]string{
	"./ingest/slope":            "one map that is made for it; ./ingest computes lines side by side",
	"./ingest/fetch/mirrortest": "the other side of the tests of ./ingest/fetch and ./ingest",
	"./server/api":              "its large answers are sent in ./server",
	"./server/embed":            "a replica of ./server tells the server that it follows",
	"./cmd/wijkinzicht":         "runs the program in other processes",
}

// TestRacedTestsRunOnce holds .ci/raced, by which .ci/run divides the tests between a run with the race detector and one without: no
// test is in neither, every name is a test, and what does things at the same time has raced tests.
func TestRacedTestsRunOnce(t *testing.T) {
	list, err := os.ReadFile("../.ci/raced")
	if err != nil {
		t.Fatal(err)
	}
	raced := strings.Fields(comment.ReplaceAllString(string(list), ""))
	out, err := exec.Command("make", "--no-print-directory", "-s", "-C", "..", "raced-in").Output()
	if err != nil {
		t.Fatalf("make raced-in: %v", err)
	}
	racedIn := strings.Fields(string(out))
	found := map[string]bool{}
	inside := map[string]bool{} // packages with a raced test
	folders(t, func(pkg, file, text string) {
		if !strings.HasSuffix(file, "_test.go") {
			return
		}
		for _, m := range namesATest.FindAllStringSubmatch(text, -1) {
			if !slices.Contains(raced, m[1]) {
				continue
			}
			found[m[1]], inside[pkg] = true, true
			if !slices.Contains(racedIn, pkg) {
				t.Errorf("%s of %s is run by nobody: RACED_IN in the Makefile has not %s", m[1], pkg, pkg)
			}
		}
	})
	for _, name := range raced {
		if !found[name] {
			t.Errorf("%s in .ci/raced is no test", name)
		}
	}
	folders(t, func(pkg, file, text string) {
		if strings.HasSuffix(file, "_test.go") || inside[pkg] || notRaced[pkg] != "" {
			return
		}
		if m := together.FindString(text); m != "" {
			t.Errorf("%s/%s does things at the same time (%s), and .ci/raced has no test of it", pkg, file, strings.TrimSpace(m))
		}
	})
}

// folders gives every Go file of ours.
func folders(t *testing.T, see func(pkg, file, text string)) {
	t.Helper()
	err := filepath.WalkDir("..", func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() && d.Name() == "node_modules" {
			if err == nil {
				err = filepath.SkipDir
			}
			return err
		}
		if filepath.Ext(path) != ".go" {
			return nil
		}
		text, err := os.ReadFile(path)
		see("."+strings.TrimPrefix(filepath.Dir(path), ".."), filepath.Base(path), string(text))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
