package figure

import "wijkinzicht/web/chart"

// LeastSpan is the least number of years on an axis: two points a year apart are no steep line.
const LeastSpan = 10

// Cuts tells whether a line has points on both sides of a break: only then is there something that it keeps apart.
func Cuts(year int, lines []chart.Line) bool {
	for _, l := range lines {
		before, after := false, false
		for _, segment := range l.Segments {
			for _, p := range segment {
				before, after = before || p.Year < year, after || p.Year >= year
			}
		}
		if before && after {
			return true
		}
	}
	return false
}

// Span gives the years that the lines need, at least LeastSpan of them.
func Span(lines []chart.Line) (first, last int) {
	for _, l := range lines {
		for _, segment := range l.Segments {
			for _, p := range segment {
				if first == 0 || p.Year < first {
					first = p.Year
				}
				last = max(last, p.Year)
			}
		}
	}
	if first == 0 {
		return 2000, 2025
	}
	return min(first, last-LeastSpan), last
}
