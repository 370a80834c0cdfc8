package overlay

import (
	"fmt"
	"math"
	"os"
	"runtime/debug"
	"strings"
	"testing"

	"github.com/paulmach/orb"
)

// status reads a value in kB from the kernel's account of this process.
func status(t testing.TB, name string) int {
	text, err := os.ReadFile("/proc/self/status")
	if err != nil {
		t.Skip("no /proc/self/status here")
	}
	for line := range strings.Lines(string(text)) {
		if value, found := strings.CutPrefix(line, name+":"); found {
			var kB int
			if _, err := fmt.Sscanf(strings.TrimSpace(value), "%d kB", &kB); err != nil {
				t.Fatal(err)
			}
			return kB
		}
	}
	t.Fatalf("no %s in /proc/self/status", name)
	return 0
}

// GEOS memory is invisible to Go: without care it grows with every run until the machine is full.
func TestMemoryStaysFlat(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	from, to := twoPatchworks(20, 25, true)
	run := func() {
		// A tolerance of 30 metres has most overlaps built by GEOS, which the usual one does not.
		if _, err := Crosswalk(t.Context(), from, to, Tolerance{Metres: 30}, []Place{{At: from[0].Geometry.Bound().Center(), People: 1}}, 2); err != nil {
			t.Fatal(err)
		}
		if _, err := Union(from); err != nil {
			t.Fatal(err)
		}
		if _, err := Neighbours(to, 1); err != nil {
			t.Fatal(err)
		}
		for _, area := range from {
			if _, err := Repair(area.Code, area.Geometry); err != nil {
				t.Fatal(err)
			}
		}
	}
	run()
	before := status(t, "VmRSS")
	for range 8 {
		run()
	}
	after := status(t, "VmRSS")
	t.Logf("%d MB before, %d MB after", before/1024, after/1024)
	if grown := (after - before) / 1024; grown > 40 {
		t.Errorf("8 runs made the process grow by %d MB", grown)
	}
}

// With Go's own collections off, only those that the package asks for free what GEOS holds.
func TestMemoryOfGEOSIsFreed(t *testing.T) {
	defer debug.SetGCPercent(debug.SetGCPercent(-1))
	var round orb.Ring
	for k := range 5_000 {
		angle := 2 * math.Pi * float64(k) / 5_000
		round = append(round, orb.Point{origin[0] + 1_000*math.Cos(angle), origin[1] + 1_000*math.Sin(angle)})
	}
	a, b := area("a", append(round, round[0])), box4("b", -500, -2_000, 2_000, 2_000)
	before := status(t, "VmRSS")
	for range 2_000 {
		if _, err := Intersection(a, b); err != nil {
			t.Fatal(err)
		}
	}
	grown := (status(t, "VmRSS") - before) / 1024
	t.Logf("%d MB more", grown)
	if grown > 400 {
		t.Errorf("2,000 intersections made the process grow by %d MB", grown)
	}
}
