package chart

import (
	"bytes"
	"context"
	"encoding/json"
	"encoding/xml"
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

var update = flag.Bool("update", false, "write the golden files anew")

// fixed are the figures of the goldens.
var fixed = map[string]func() Figure{
	"breuk-en-gat": breakAndGap, "omliggend": surrounding, "omgerekend": converted, "klein": lonePoint, "leeg": noPoints,
	"gebeurtenissen": eventful, "krap": tight,
	"engels": inEnglish, "engels-leeg": noPointsInEnglish,
}

// bytewise are the figures that are small enough to keep as they are drawn; of the others TestDrawings holds what is drawn.
var bytewise = map[string]bool{"klein": true, "leeg": true, "engels-leeg": true}

// shared keeps the engines of all tests, since starting one takes a while.
var shared = sync.OnceValues(func() (*Renderer, error) { return NewRenderer(2) })

func renderer(t testing.TB) *Renderer {
	t.Helper()
	r, err := shared()
	if err != nil {
		t.Fatal(err) // says to run make build
	}
	return r
}

func draw(t testing.TB, r *Renderer, f Figure) string {
	t.Helper()
	svg, err := r.SVG(context.Background(), f)
	if err != nil {
		t.Fatal(err)
	}
	return string(svg)
}

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s differs; look at it and run go test -update", path)
	}
}

func TestGoldens(t *testing.T) {
	for name, figure := range fixed {
		t.Run(name, func(t *testing.T) {
			option, err := figure().Option()
			if err != nil {
				t.Fatal(err)
			}
			var indented bytes.Buffer
			if err := json.Indent(&indented, option, "", " "); err != nil {
				t.Fatal(err)
			}
			golden(t, name+".json", append(indented.Bytes(), '\n'))
			if bytewise[name] {
				golden(t, name+".svg", append([]byte(draw(t, renderer(t), figure())), '\n'))
			}
		})
	}
}

// TestSameBytes draws every figure with several workers at once, after each other and in another order.
func TestSameBytes(t *testing.T) {
	fresh, err := NewRenderer(1)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{}
	for name, figure := range fixed {
		want[name] = draw(t, fresh, figure())
	}
	var group sync.WaitGroup
	for range 2 {
		for name, figure := range fixed {
			group.Go(func() {
				svg, err := renderer(t).SVG(context.Background(), figure())
				if err != nil {
					t.Error(err)
				} else if string(svg) != want[name] {
					t.Errorf("%s: other bytes from another worker", name)
				}
			})
		}
	}
	group.Wait()
}

// inspect parses a picture and gives its texts; it refuses what a strict policy would refuse, and foreign ids.
func inspect(t *testing.T, f Figure, svg string) (texts []string) {
	t.Helper()
	decoder := xml.NewDecoder(strings.NewReader(svg))
	ids, used := map[string]bool{}, map[string]bool{}
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatalf("not well-formed: %v", err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			if name := token.Name.Local; name == "script" || name == "style" || name == "foreignObject" || name == "image" || name == "a" {
				t.Errorf("element <%s>", name)
			}
			for _, a := range token.Attr {
				switch name := a.Name.Local; {
				case name == "style" || name == "href" || strings.HasPrefix(name, "on"):
					t.Errorf("attribute %s=%q", name, a.Value)
				case name == "id" && (!strings.HasPrefix(a.Value, f.ID+"-") || ids[a.Value]):
					t.Errorf("id %q is not the figure's own, or used twice", a.Value)
				case name == "id":
					ids[a.Value] = true
				case name == "aria-labelledby":
					for id := range strings.FieldsSeq(a.Value) {
						used[id] = true
					}
				case strings.HasPrefix(a.Value, "url("):
					used[strings.TrimSuffix(strings.TrimPrefix(a.Value, "url(#"), ")")] = true
				}
			}
		case xml.CharData:
			if text := strings.TrimSpace(string(token)); text != "" {
				texts = append(texts, text)
			}
		}
	}
	for id := range used {
		if !ids[id] {
			t.Errorf("%q is referred to but not there", id)
		}
	}
	return texts
}

func TestStrictSVG(t *testing.T) {
	for name, figure := range fixed {
		t.Run(name, func(t *testing.T) {
			f := figure()
			svg := draw(t, renderer(t), f)
			texts := inspect(t, f, svg)
			if texts[0] != f.Title || texts[1] != f.Summary {
				t.Errorf("title and description: %q", texts[:2])
			}
			head, _, _ := strings.Cut(svg, ">")
			for _, part := range []string{` viewBox="0 0 `, ` role="img"`, ` width="100%"`} {
				if !strings.Contains(head, part) {
					t.Errorf("no %s in %s>", part, head)
				}
			}
			if strings.Contains(head, " height=") {
				t.Errorf("fixed height in %s>", head)
			}
		})
	}
}

func TestHostileTexts(t *testing.T) {
	hostile := `</title></script><script>alert("é")</script>'{c}{b|x}$& & "\`
	f := breakAndGap()
	f.Title, f.Summary, f.Unit = hostile, hostile, hostile
	for i := range f.Lines {
		f.Lines[i].Name = hostile
	}
	f.Lines[0].Name = "{c} $& {a|b}"
	f.Breaks[0].Label, f.Gaps[0].Reason = "{b} <i>", "{c}<b>&"
	f.Gaps = f.Gaps[:1]

	option, err := f.Option()
	if err != nil {
		t.Fatal(err)
	}
	if bytes.ContainsAny(option, "<>&") {
		t.Error("option has markup that is not escaped")
	}
	svg := draw(t, renderer(t), f)
	texts := strings.Join(inspect(t, f, svg), "\n")
	for _, want := range []string{hostile, "{c} $& {a|b}", "{b} <i>", "{c}<b>&"} {
		if !strings.Contains(texts, want) {
			t.Errorf("%q did not come out as it went in:\n%s", want, texts)
		}
	}
	if strings.Contains(svg, "<script") {
		t.Error("a script came out")
	}
}

func TestNoData(t *testing.T) {
	f := noPoints()
	if svg := draw(t, renderer(t), f); !strings.Contains(svg, ">geen gegevens: geheim</text>") {
		t.Error("the only reason is not given")
	}
	f.Gaps[1].Reason = "onbekend"
	if svg := draw(t, renderer(t), f); !strings.Contains(svg, ">geen gegevens</text>") {
		t.Error("does not say that there are no data")
	}
	f.Lines, f.Gaps = nil, nil
	inspect(t, f, draw(t, renderer(t), f))
}

func TestSVGStopsWithContext(t *testing.T) {
	r, err := NewRenderer(1)
	if err != nil {
		t.Fatal(err)
	}
	want := draw(t, r, lonePoint())
	over, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := r.SVG(over, lonePoint()); !errors.Is(err, context.Canceled) {
		t.Errorf("ended context: %v", err)
	}
	// The only slot is taken: a waiting caller gives up with its context.
	taken := <-r.slots
	if _, err := r.SVG(over, lonePoint()); !errors.Is(err, context.Canceled) {
		t.Errorf("waiting: %v", err)
	}
	r.slots <- taken
	// Interrupted while it draws: an error, or the whole picture when that was ready first; never half of one.
	for range 5 {
		during, cancel := context.WithCancel(context.Background())
		go cancel()
		if svg, err := r.SVG(during, lonePoint()); err == nil && string(svg) != want || err != nil && !errors.Is(err, context.Canceled) {
			t.Errorf("interrupted: %v", err)
		}
	}
	if draw(t, r, lonePoint()) != want {
		t.Error("other bytes after an interruption")
	}
}

func BenchmarkSVG(b *testing.B) {
	for name, figure := range fixed {
		b.Run(name, func(b *testing.B) {
			r := renderer(b)
			draw(b, r, figure())
			for b.Loop() {
				draw(b, r, figure())
			}
		})
	}
}

// BenchmarkStart measures what the first picture of a worker costs.
func BenchmarkStart(b *testing.B) {
	for b.Loop() {
		r, err := NewRenderer(1)
		if err != nil {
			b.Fatal(err)
		}
		draw(b, r, lonePoint())
	}
}
