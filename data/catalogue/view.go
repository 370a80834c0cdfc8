package catalogue

import (
	"io/fs"
	"slices"
)

// viewFile says which figures pages choose on purpose. It changes no figure and so is no part of Hash: choosing another one makes no
// new revision, and old ones are shown with it too.
const viewFile = "view.csv"

// View is a place that shows figures chosen on purpose.
type View string

// The views of view.csv.
const (
	ProfileView View = "profiel"    // of a place, by group
	ApartView   View = "uiteen"     // of the place beside those of its people, and of the place without being counted
	BriefView   View = "brief"      // its key figures, the most telling first
	HomeView    View = "voorpagina" // one of each theme
	OpeningView View = "opening"    // tried in order for who chose nothing
	PictureView View = "beeld"      // the picture of a wijk where there is room for one
	MapView     View = "kaart"      // tried in order for a map of which the figure is not chosen
	RouteView   View = "route"      // what says most of each route along which people rise, and for OtherRoutes
	RingView    View = "waterbed"   // tried in order for a wijk and the ring around it
	PaceView    View = "tempo"      // tried in order for how fast a wijk changes
	LessonView  View = "les"        // by publication and number
)

// OtherRoutes is the group of RouteView for what says nothing of a route.
const OtherRoutes = "anders"

var views = []View{ProfileView, ApartView, BriefView, HomeView, OpeningView, PictureView, MapView, RouteView, RingView, PaceView, LessonView}

// Viewed is a figure in a view.
type Viewed struct{ Group, Indicator string }

// Views hold the figures of every view, none empty, in their order.
type Views map[View][]Viewed

// All lists the indicators of a view.
func (v Views) All(view View) []string {
	var out []string
	for _, shown := range v[view] {
		out = append(out, shown.Indicator)
	}
	return out
}

// Of lists the indicators of a group of a view; none where it has no such group.
func (v Views) Of(view View, group string) []string {
	var out []string
	for _, shown := range v[view] {
		if shown.Group == group {
			out = append(out, shown.Indicator)
		}
	}
	return out
}

// Groups lists the groups of a view, each once.
func (v Views) Groups(view View) []string {
	var out []string
	for _, shown := range v[view] {
		if !slices.Contains(out, shown.Group) {
			out = append(out, shown.Group)
		}
	}
	return out
}

// ReadViews gives the views of this program, whichever revision it shows. That their indicators exist is for Load to see.
func ReadViews() (Views, error) { return readViews(catalogueFiles, func(string) bool { return true }) }

// readViews refuses an indicator that visitors cannot choose, one that stands twice, a group in two pieces and a view without any.
func readViews(files fs.FS, shown func(indicator string) bool) (Views, error) {
	out := Views{}
	var known []string
	for _, v := range views {
		known = append(known, string(v))
	}
	err := eachRow(files, viewFile, func(r csvRow) error {
		view, row := View(r.oneOf("view", known...)), Viewed{Group: r.text("group"), Indicator: r.text("indicator")}
		last := len(out[view]) - 1
		switch {
		case !shown(row.Indicator):
			r.wrong("indicator", "%q staat niet in indicator.csv, of is daar niet te kiezen", row.Indicator)
		case slices.Contains(out[view], row):
			r.wrong("indicator", "%q staat hier twee keer", row.Indicator)
		case last >= 0 && out[view][last].Group != row.Group && slices.Contains(out.Groups(view), row.Group):
			r.wrong("group", "zet de rijen van %q bij elkaar", row.Group) // pages make a heading of every run
		}
		out[view] = append(out[view], row)
		return r.err()
	})
	if err != nil {
		return nil, err
	}
	for _, v := range views {
		if len(out[v]) == 0 {
			return nil, &Fault{File: viewFile, Problem: "er is geen enkele rij van " + string(v)}
		}
	}
	return out, nil
}
