package chart

import (
	"cmp"
	"slices"
	"strings"
)

// frame is the room of one size, in pixels of the picture.
type frame struct {
	width, height float64
	font          float64
	valueTicks    int
	nameWidth     float64 // where the names at the line ends are wrapped; 0: no names
	breakRows     int     // how many rows of break labels fit above the plot
	yearGap       float64 // least room between the labels of two years
	lanes         int     // how many rows of events fit below the years
}

var frames = map[Size]frame{
	Large:  {width: 720, height: 320, font: 13, valueTicks: 5, nameWidth: 132, breakRows: 3, yearGap: 14, lanes: 3},
	Narrow: {width: 360, height: 300, font: 13, valueTicks: 5, nameWidth: 104, breakRows: 3, yearGap: 14, lanes: 3},
	Small:  {width: 260, height: 150, font: 11, valueTicks: 3, yearGap: 34},
	// The smallest text is one less than the font: at 250 pixels of the screen 11, as on a telephone of 360.
	Tight: {width: 250, height: 220, font: 12, valueTicks: 4, breakRows: 3, yearGap: 10, lanes: 3},
}

// Pixels gives the room of a size: width and height of the picture, in its own pixels.
func (s Size) Pixels() (width, height int) { return int(frames[s].width), int(frames[s].height) }

// layout is where everything goes: the plot's edges and the texts around it.
type layout struct {
	frame
	scale                    scale
	first, last              int
	left, right, top, bottom float64 // edges of the plot
	years                    []int
	names                    []endName
	breaks                   []placedBreak
	events                   []placedEvent
}

// endName is the name of a line in the right margin.
type endName struct {
	line   int     // index in Figure.Lines
	from   Point   // the last point of the line
	text   string  // wrapped
	height float64 // pixels
	y      float64 // pixels, the middle of the text
}

// placedBreak is a break with the row of its label, counted upwards from the plot; without a text it is a line only.
type placedBreak struct {
	year     int
	text     string
	left     bool    // the label stands to the left of its line
	from, to float64 // the room of line and label, in pixels
	row      int
	moment   bool
}

func newLayout(f Figure) (layout, error) {
	fr := frames[f.Size]
	s, err := valueScale(f, fr.valueTicks)
	if err != nil {
		return layout{}, err
	}
	l := layout{frame: fr, scale: s, first: f.First, last: f.Last, left: 8, right: fr.width - 12, bottom: fr.height - fr.font - 16}
	if !f.empty() {
		for _, label := range s.labels(f.words()) {
			l.left = max(l.left, textWidth(label, fr.font)+12)
		}
		// The first year is centred below its tick and may not leave the picture.
		l.left = max(l.left, textWidth("0000", fr.font)/2)
	}
	l.findNames(f)
	l.years = yearLabels(f.First, f.Last, l.right-l.left, textWidth("0000", fr.font)+fr.yearGap)
	l.bottom -= float64(l.placeEvents(f.Events)) * laneHeight
	rows := l.placeBreaks(f.Breaks)
	l.top = fr.font + 14 + float64(rows)*l.lineHeight()
	l.spreadNames(f)
	return l, nil
}

func (l layout) lineHeight() float64 { return l.font + 3 }

// x is the horizontal place of a year, which may be halfway between two.
func (l layout) x(year float64) float64 {
	return l.left + (year-float64(l.first)+0.5)/float64(l.last-l.first+1)*(l.right-l.left)
}

func (l layout) y(value float64) float64 {
	return l.bottom - (value-l.scale.min)/(l.scale.max-l.scale.min)*(l.bottom-l.top)
}

// value is the inverse of y.
func (l layout) value(y float64) float64 {
	return tidy(l.scale.min + (l.bottom-y)/(l.bottom-l.top)*(l.scale.max-l.scale.min))
}

// findNames collects the names for the right margin and makes that margin as wide as they need.
func (l *layout) findNames(f Figure) {
	if l.nameWidth == 0 {
		return
	}
	widest := 0.0
	styles := looksOf(f)
	for i, line := range f.Lines {
		name := endName{line: i, from: line.last()}
		if name.from.Year == 0 || line.Name == "" || line.Role == Gelijke && name.from.Year < f.Last {
			continue
		}
		lines := wrap(line.Name, l.font, l.nameWidth)
		if name.from.Year < f.Last {
			// A hair line to this name could be taken for data; its marker and last year say which line it is.
			lines = wrap(styles[i].glyph+" "+line.Name, l.font, l.nameWidth)
			lines = append(lines, f.words().Value.Until(name.from.Year))
		}
		name.text = strings.Join(lines, "\n")
		name.height = float64(len(lines)) * l.lineHeight()
		for _, text := range lines {
			widest = max(widest, textWidth(text, l.font)*boldness(line.Role))
		}
		l.names = append(l.names, name)
	}
	if widest > 0 {
		l.right = l.width - widest - nameGap
	}
}

// nameGap is the room around the names at the right, some of it for letters that a visitor set apart.
const nameGap = 26

// boldness is how much wider the name of such a line is than plain text.
func boldness(role Role) float64 {
	if role == Wijk {
		return 1.1
	}
	return 1
}

// spreadNames puts each name beside its line's end, moved no more than needed to keep names apart and inside the plot.
func (l *layout) spreadNames(f Figure) {
	for i := range l.names {
		l.names[i].y = l.y(l.names[i].from.Value)
	}
	l.dropNames(f)
	slices.SortStableFunc(l.names, func(a, b endName) int { return cmp.Compare(a.y, b.y) })
	edge := l.top - l.lineHeight()/2
	for i := range l.names {
		n := &l.names[i]
		n.y = max(n.y, edge+n.height/2)
		edge = n.y + n.height/2
	}
	edge = l.bottom + l.lineHeight()/2
	for i := len(l.names) - 1; i >= 0; i-- {
		n := &l.names[i]
		n.y = min(n.y, edge-n.height/2)
		edge = n.y - n.height/2
	}
}

// dropNames leaves out the names of lines that resemble the main one where another name stands: moved away they could be
// any of them, for they all look the same. The first line goes first.
func (l *layout) dropNames(f Figure) {
	alike := func(n endName) bool { return f.Lines[n.line].Role == Gelijke }
	var kept []endName
	for _, n := range l.names {
		if !alike(n) {
			kept = append(kept, n)
		}
	}
	for _, n := range l.names {
		inside := n.y-n.height/2 >= l.top-l.lineHeight()/2 && n.y+n.height/2 <= l.bottom+l.lineHeight()/2
		taken := slices.ContainsFunc(kept, func(o endName) bool { return max(n.y-o.y, o.y-n.y) < (n.height+o.height)/2 })
		if alike(n) && inside && !taken {
			kept = append(kept, n)
		}
	}
	l.names = kept
}

// placeBreaks gives each break label a row in which neither another label nor another break's line crosses it, and
// returns the number of rows. It begins with a label that reaches over no other break's line: each next one then stands
// above all that it reaches over.
func (l *layout) placeBreaks(breaks []Break) int {
	right, left := l.sideBreaks(breaks)
	slices.Reverse(left)
	rows := 0
	for _, b := range append(right, left...) {
		row := 0
		for _, other := range l.breaks {
			if other.text != "" && other.from < b.to && b.from < other.to {
				row = max(row, other.row+1)
			}
		}
		if row < l.breakRows && b.text != "" {
			b.row = row
			rows = max(rows, row+1)
		} else {
			b.text = ""
		}
		l.breaks = append(l.breaks, b)
	}
	return rows
}

// sideBreaks tells the breaks on the axis whose label stands to the right of their line from those where it only fits to
// the left, both from right to left. No label on the right reaches to the line of one on the left; one that fits on
// neither side is left out, for half a word may say something else.
func (l *layout) sideBreaks(breaks []Break) (right, left []placedBreak) {
	sorted := slices.Clone(breaks)
	slices.SortStableFunc(sorted, func(a, b Break) int { return cmp.Compare(b.Year, a.Year) })
	edge := l.width
	for _, b := range sorted {
		if b.Year <= l.first || b.Year > l.last {
			continue
		}
		x, room := l.x(float64(b.Year)-0.5), textWidth(b.Label, l.font-1)+8
		placed := placedBreak{year: b.Year, text: b.Label, moment: b.Moment, from: x, to: x + room + 2}
		switch {
		case x+room <= edge:
			right = append(right, placed)
		case room <= x:
			placed.left, placed.from, placed.to = true, x-room-2, x
			left, edge = append(left, placed), x
		default:
			placed.text = ""
			right = append(right, placed)
		}
	}
	return right, left
}
