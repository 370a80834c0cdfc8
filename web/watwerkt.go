package web

import "io"

// WatWerktPage is "/wat-werkt": what the field knows beside the figures that would move if it held.
type WatWerktPage struct {
	Frame
	Study     Study
	How       string // the lessons are held against figures
	Groups    []LessonGroup
	Wijken    []Option // for the ring
	Ring      Lesson   // the question of the waterbed, for a chosen wijk
	RingTitle string
	Slow      Histogram // yearly changes of the eleven
}

// LessonGroup is a publication with what it says.
type LessonGroup struct {
	ID, Name, Publication, About string
	Lessons                      []Lesson
}

// Lesson is one thing that is held for true.
type Lesson struct {
	Number  string // may be empty
	Name    string
	About   string
	Expect  string // what the figures would show if it held; empty: no figure says anything about it
	Beyond  string // what they cannot say
	Figures []LessonFigure
	More    Link // to where the page shows it otherwise; empty URL: none
	Tests   []LessonTest
	Needed  []string // which figures there are not, and who has them
}

// LessonTest is a lesson held against the figures.
type LessonTest struct {
	Verdict string
	Says    string   // what the figures show, over which years, how sure
	Beside  []string // of the wijken to compare the eleven with
}

// LessonFigure is an indicator of the eleven.
type LessonFigure struct {
	Name      string
	URL       string // of the eleven side by side
	Says      string // what it shows in words; may be empty
	Chart     Chart
	Multiples Multiples // in the place of Chart, where its lines are too many for one picture
}

// Histogram is a distribution, drawn by the page; Bars are from low to high.
type Histogram struct {
	Title    string
	Sentence string
	Unit     string
	Bars     []HistogramBar // none: None says why
	Zero     float64
	None     string
}

// HistogramBar is one class of a Histogram, at its place in a drawing of 640 by 240.
type HistogramBar struct {
	Range       string // "−1,0 tot −0,5"
	Count       string
	Tick        string // under its left side; may be empty
	X, Y, W, H  float64
	LabelX      float64
	LabelY      float64
	BelowNought bool
}

// WatWerkt writes the page.
func (p *Pages) WatWerkt(w io.Writer, page WatWerktPage) error {
	return p.render(w, "layout", "watwerkt", page)
}

// Study is what was found in one wijk, beside its figures.
type Study struct {
	Title, Publication, Finding string
	Missing                     string   // the years that there is no figure of
	Here                        string   // above Then
	Then                        []string // what the figures say of the years of the study; may be empty
	Held                        []string // whether the figures bear it out
	Apart                       *Apart
	None                        string // why there is nothing to hold it against; empty: there is
}
