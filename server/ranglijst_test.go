package server_test

import (
	"net/http"
	"regexp"
	"strings"
	"testing"
)

var listRow = regexp.MustCompile(`(?s)<tr><td class="right">(\d+|<span.*?)</td><th scope="row"><a href="([^"]*)"[^>]*>([^<]*)(?:<span.*?</span>)?</a>.*?</tr>`)

func TestListHasTheElevenInTheOrderOfTheHomePage(t *testing.T) {
	for _, indicator := range []string{"inwoners", "woz", "lbm2_klasse"} {
		list := get(t, "/embed/ranglijst?indicator="+indicator)
		rows := listRow.FindAllStringSubmatch(list.body, -1)
		if list.status != http.StatusOK || len(rows) != 11 {
			t.Fatalf("%s: status %d with %d rows:\n%s", indicator, list.status, len(rows), list.body)
		}
		home := get(t, "/?indicator="+indicator+"&volgorde=niveau").body
		last := 0
		for _, row := range rows {
			rank := row[1]
			if strings.HasPrefix(rank, "<") {
				rank = "–"
			}
			at := strings.Index(home, ">"+row[3]+"</a> <span class=\"place\">")
			if at < 0 || rank != "–" && at < last { // who has a rank stands in the same order there
				t.Errorf("%s: %s with rank %s is at %d of the home page, after %d", indicator, row[3], rank, at, last)
			}
			last = max(last, at)
			if !strings.HasPrefix(row[2], publicAddress+"/wijk/") {
				t.Errorf("%s leads to %s", row[3], row[2])
			}
			if bar := strings.Contains(row[0], "bar-value"); bar != (rank != "–") {
				t.Errorf("%s: %s with rank %s has a bar: %v", indicator, row[3], rank, bar)
			}
		}
		checkHeader(t, "/embed/ranglijst", list)
		checkPage(t, "/embed/ranglijst", list.body)
	}
}

// TestElevenWithAWijkToCompare: it stands beside them as a quiet line, in either language, and is not counted with them.
func TestElevenWithAWijkToCompare(t *testing.T) {
	for query, says := range map[string]string{"": "Ter vergelijking, geen van de elf: <a", "&taal=en": "For comparison, not one of the eleven: <a"} {
		list := get(t, "/embed/ranglijst?indicator=lbm"+query).body
		if rows := listRow.FindAllString(list, -1); len(rows) != 11 || !strings.Contains(list, says) || !strings.Contains(list, "/wijk/hoogvliet#lbm") {
			t.Errorf("%q: %d rows, and beside them:\n%s", query, len(rows), list)
		}
	}
	eleven := "gebied=" + strings.Join(wijken(), ",")
	sentence := regexp.MustCompile(`<p class="reading">[^<]*`)
	without, with := get(t, "/vergelijk?indicator=lbm&"+eleven).body, get(t, "/vergelijk?indicator=lbm&"+eleven+",hoogvliet").body
	const beside = "Ter vergelijking, geen van de elf: Hoogvliet, "
	if !strings.Contains(without, beside) || strings.Contains(with, beside) || strings.Contains(get(t, "/vergelijk?indicator=lbm&gebied=moerwijk,jol").body, beside) {
		t.Error("Hoogvliet is not told of where the eleven are compared without it, and there only")
	}
	if one, other := sentence.FindString(without), sentence.FindString(with); one == "" || one != other {
		t.Errorf("with Hoogvliet it says %q, without %q", other, one)
	}
}

func TestListByChange(t *testing.T) {
	r := get(t, "/embed/ranglijst?indicator=inwoners&volgorde=verandering")
	if r.status != http.StatusOK || strings.Contains(r.body, ">Rang<") || !strings.Contains(r.body, "is het laatste vergelijkbare cijfer") {
		t.Errorf("status %d:\n%s", r.status, r.body)
	}
	checkPage(t, "/embed/ranglijst", r.body)
	// Changes over other years have no common measure.
	with := map[string]bool{}
	for _, row := range regexp.MustCompile(`(?s)<tr><th scope="row">.*?</tr>`).FindAllString(r.body, -1) {
		if since := regexp.MustCompile(`sinds (\d+)`).FindStringSubmatch(row); strings.Contains(row, "bar-value") {
			with[since[1]] = true
		}
	}
	if len(with) != 1 {
		t.Errorf("bars of changes since %v", with)
	}
	for path, status := range map[string]int{"/embed/ranglijst": 200, "/embed/ranglijst?indicator=jeugdzorg": 200, "/embed/ranglijst?indicator=zon": 404} {
		if r := get(t, path); r.status != status {
			t.Errorf("%s: status %d, want %d", path, r.status, status)
		}
	}
}

func TestBarsStandOnACommonZero(t *testing.T) {
	bars := regexp.MustCompile(`class="bar-zero" d="M([0-9.]+) `).FindAllStringSubmatch(get(t, "/embed/ranglijst?indicator=lbm").body, -1)
	if len(bars) < 2 {
		t.Skip("the embedded figures have no scores to compare")
	}
	for _, b := range bars {
		if b[1] != bars[0][1] {
			t.Errorf("zeros at %s and %s", b[1], bars[0][1])
		}
	}
}
