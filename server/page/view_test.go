package page

import (
	"strings"
	"testing"

	"wijkinzicht/data/catalogue"
	"wijkinzicht/web/words"
)

// TestViewsHaveWords: every group of a view has its heading, and every lesson what its figures would do and what they cannot say.
func TestViewsHaveWords(t *testing.T) {
	views, err := catalogue.ReadViews()
	if err != nil {
		t.Fatal(err)
	}
	for _, group := range views.Groups(catalogue.ProfileView) {
		if words.Dutch.Profile.Groups[group].Name == "" || words.English.Profile.Groups[group].Name == "" {
			t.Errorf("the profile's %q has no heading", group)
		}
	}
	for _, group := range views.Groups(catalogue.HomeView) {
		if words.Page.Home.Themes[group] == "" {
			t.Errorf("the theme %q has no words", group)
		}
	}
	lessons, number := map[string]bool{}, map[string]int{}
	for _, g := range words.Page.Lesson.Groups {
		for _, l := range g.Lessons {
			id := g.ID + " " + l.Number
			lessons[id] = true
			number[g.ID]++
			if n := len(views.Of(catalogue.LessonView, id)); l.Beyond == "" || n > 0 && l.Expect == "" || n > 2 {
				t.Errorf("%s has %d figures and does not say what they would or could not show", id, n)
			}
		}
	}
	if number["bouwstenen"] != 6 || number["vuistregels"] != 12 || number["factoren"] != 4 {
		t.Errorf("lessons are %v", number)
	}
	tests, err := catalogue.ReadTests()
	if err != nil {
		t.Fatal(err)
	}
	held := map[string]bool{}
	for _, test := range tests {
		held[test.Lesson] = true
		if !lessons[test.Lesson] {
			t.Errorf("lesson.csv tests the lesson %q, which is not there", test.Lesson)
		}
	}
	for id := range lessons { // that the building blocks are not tested is the study's own question
		if !held[id] && !strings.HasPrefix(id, "bouwstenen") {
			t.Errorf("lesson.csv neither tests %q nor says which figure it needs", id)
		}
	}
	for _, id := range views.Groups(catalogue.LessonView) {
		if !lessons[id] {
			t.Errorf("view.csv has figures of the lesson %q, which is not there", id)
		}
	}
}

// TestProfileHasAFavourableSide: the profile says which way is better, so that a figure without has no place in it.
func TestProfileHasAFavourableSide(t *testing.T) {
	cat, err := catalogue.Load()
	if err != nil {
		t.Fatal(err)
	}
	views, err := catalogue.ReadViews()
	if err != nil {
		t.Fatal(err)
	}
	for _, id := range views.All(catalogue.ProfileView) {
		if ind, _ := cat.Indicator(id); ind.Direction == "neither" {
			t.Errorf("%s is neither better nor worse", id)
		}
	}
}
