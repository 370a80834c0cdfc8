package catalogue

import (
	"io/fs"
)

// lessonFile says how what publications hold for true is held against figures. As viewFile it changes no figure and is no part of Hash.
const lessonFile = "lesson.csv"

// TestKind is a way to hold a lesson against the figures of the wijken, each against its city.
type TestKind string

// The kinds of lesson.csv.
const (
	GainsTest    TestKind = "wint"      // First did better than the city's
	TogetherTest TestKind = "samen"     // where First did better, Second did too; with a Split First until it and Second after it
	FasterTest   TestKind = "sneller"   // First did better than Second, both money
	PlaceTest    TestKind = "plaats"    // First did better in Place than in the other wijken
	RingTest     TestKind = "ring"      // where First did better in a wijk, it did so in the ring around it
	PaceTest     TestKind = "tempo"     // large falls of First are rare
	BroadTest    TestKind = "breed"     // more than one figure of place and people did better
	PeriodsTest  TestKind = "perioden"  // First did better until Split than after it
	NoFigure     TestKind = "ontbreekt" // there is no figure: Needed says which, Publisher who has it, Level for whom
)

// Test holds a lesson, by publication and number as in LessonView, against figures. Two rows are two tests.
type Test struct {
	Lesson        string
	Kind          TestKind
	First, Second string // indicators
	Place         string // a slug
	Split         int    // a year
	Needed        string // Dutch, as every text
	Publisher     string // empty: nobody publishes it
	Level         string
}

// ReadTests gives the tests of this program, whichever revision it shows. That their indicators exist is for Load to see.
func ReadTests() ([]Test, error) { return readTests(catalogueFiles, nil, nil) }

// readTests refuses a test without what its kind needs; known and place may be nil.
func readTests(files fs.FS, known, place func(string) bool) ([]Test, error) {
	var out []Test
	kinds := []string{string(GainsTest), string(TogetherTest), string(FasterTest), string(PlaceTest), string(RingTest), string(PaceTest), string(BroadTest), string(PeriodsTest), string(NoFigure)}
	err := eachRow(files, lessonFile, func(r csvRow) error {
		t := Test{Lesson: r.text("lesson"), Kind: TestKind(r.oneOf("kind", kinds...)), First: r.text("first"), Second: r.text("second"),
			Place: r.text("place"), Needed: r.text("needed"), Publisher: r.text("publisher"), Level: r.text("level")}
		if r.text("split") != "" {
			t.Split = r.integer("split")
		}
		needs := func(column string, needed bool) {
			if has := r.text(column) != ""; has != needed {
				r.wrong(column, map[bool]string{true: "%q heeft dit nodig", false: "%q heeft dit niet"}[needed], t.Kind)
			}
		}
		needs("first", t.Kind != BroadTest && t.Kind != NoFigure)
		needs("second", t.Kind == TogetherTest || t.Kind == FasterTest)
		needs("place", t.Kind == PlaceTest)
		needs("needed", t.Kind == NoFigure)
		needs("level", t.Kind == NoFigure)
		if t.Kind == PeriodsTest {
			needs("split", true)
		}
		for column, id := range map[string]string{"first": t.First, "second": t.Second} {
			if known != nil && id != "" && !known(id) {
				r.wrong(column, "%q staat niet in indicator.csv, of is daar niet te kiezen", id)
			}
		}
		if place != nil && t.Place != "" && !place(t.Place) {
			r.wrong("place", "%q staat niet in wijk.csv", t.Place)
		}
		out = append(out, t)
		return r.err()
	})
	return out, err
}
