package answer

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"
)

// TestLaneTurns: who has much waiting makes another wait for one piece of it, and has a bound of its own.
func TestLaneTurns(t *testing.T) {
	ctx := context.Background()
	l := NewLane(1, 3)
	leave, err := l.Enter(ctx, "veel")
	if err != nil {
		t.Fatal(err)
	}
	var mu sync.Mutex
	var order []string
	var all sync.WaitGroup
	wait := func(client string) {
		all.Go(func() {
			leave, err := l.Enter(ctx, client)
			if err != nil {
				t.Error(err)
				return
			}
			mu.Lock()
			order = append(order, client)
			mu.Unlock()
			leave()
		})
	}
	waiting := func(client string, n int) {
		for {
			l.mu.Lock()
			i := l.at(client)
			there := i >= 0 && len(l.line[i].turns) == n
			l.mu.Unlock()
			if there {
				return
			}
			time.Sleep(time.Millisecond)
		}
	}
	for n := range 3 {
		wait("veel")
		waiting("veel", n+1)
	}
	wait("een")
	waiting("een", 1)
	over, cancel := context.WithCancel(ctx)
	cancel()
	if _, err := l.Enter(over, "veel"); !errors.Is(err, ErrBusy) {
		t.Errorf("a fourth one of the same client: %v", err)
	}
	if _, err := l.Enter(over, "weg"); !errors.Is(err, context.Canceled) {
		t.Errorf("one who left: %v", err)
	}
	leave()
	all.Wait()
	if order[1] != "een" {
		t.Errorf("the order is %v", order)
	}
	if l.free != 1 || len(l.line) != 0 {
		t.Errorf("afterwards %d free, %d in line", l.free, len(l.line))
	}
}

// TestAnswerEndsWhenAllLeft: an answer is made on as long as one of those who asked is there, and no longer.
// TestLaneIsFull: to who has as much waiting as it may is said so before anything is done for it; others are not concerned.
func TestLaneIsFull(t *testing.T) {
	l := NewLane(1, 2)
	if l.full("een") {
		t.Error("an empty lane is full")
	}
	leave, err := l.Enter(t.Context(), "een")
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if l.full("een") {
			t.Error("full too soon")
		}
		if _, err := l.wait("een"); err != nil {
			t.Fatal(err)
		}
	}
	if !l.full("een") || l.full("twee") {
		t.Error("full for nobody, or for all")
	}
	leave() // the first that waits begins
	if l.full("een") {
		t.Error("full, with room again")
	}
}

func TestAnswerEndsWhenAllLeft(t *testing.T) {
	var f flights
	ended, done := make(chan struct{}), make(chan struct{}, 3)
	begun := make(chan struct{})
	slow := func(ctx context.Context) (*Answer, error) {
		close(begun)
		<-ctx.Done()
		close(ended)
		return nil, ctx.Err()
	}
	var all sync.WaitGroup
	var leave []context.CancelFunc
	for n := range 2 {
		ctx, stop := context.WithCancel(context.Background())
		leave = append(leave, stop)
		all.Go(func() {
			if _, err := f.share(ctx, "a", func() { done <- struct{}{} }, slow); !errors.Is(err, context.Canceled) {
				t.Errorf("%d: %v", n, err)
			}
		})
	}
	<-begun
	for both := false; !both; {
		f.mu.Lock()
		both = f.now["a"].waiting == 2
		f.mu.Unlock()
	}
	leave[0]()
	select {
	case <-ended:
		t.Fatal("stopped while somebody waits")
	case <-time.After(20 * time.Millisecond):
	}
	leave[1]()
	<-ended
	all.Wait()
	<-done
	<-done
	if _, err := f.share(context.Background(), "a", func() {}, func(context.Context) (*Answer, error) { panic("fout") }); err == nil {
		t.Error("a panic is no error")
	}
}

func TestKindOf(t *testing.T) {
	for key, want := range map[string]kind{
		"/": kindPage, "/wijk/moerwijk": kindPage, "/kaart?gemeente=gm0518": kindMap, "/voor-en-na?wijk=jol": kindCompare, "/interventies/zon": kindCompare, "/interventies": kindPage, "/voor-en-na.csv?wijk=jol": kindPage, "/vergelijk.svg?gebied=jol": kindChart, "/kaart.svg?a=b": kindMap, "/embed/kaart?a=b": kindMap, "/embed/ranglijst?a=b": kindPage, "/embed/voor-en-na?wijk=jol": kindEmbed, "/kaart.png?a=b": kindPNG, "/vergelijkbaar?wijk=jol": kindWide, "/eigen-gebied?gemeente=gm0518": kindPage, "/eigen-gebied?gemeente=gm0518&omtrek=1-1": kindWide, "/eigen-gebied.png?omtrek=1-1": kindWide, "/grafiek/moerwijk/woz.svg": kindChart,
		"/vergelijk?gebied=moerwijk&indicator=woz": kindCompare, "/vergelijk?gebied=a,b,c,d,e,f,g,h&indicator=woz": kindWide, "/vergelijk?gebied=a%2Cb%2Cc%2Cd%2Ce&indicator=a%2Cb%2Cc": kindWide,
		"/embed/trend/moerwijk/woz": kindEmbed, "/embed/trend/moerwijk/woz?kleur=005a9c": kindColor, "/api/v1/trend json?": kindRows,
	} {
		if got := kindOf(key, false); got != want {
			t.Errorf("%s is of kind %d, want %d", key, got, want)
		}
	}
	if kindOf("/", true) != kindPast {
		t.Error("an older revision is no kind of its own")
	}
}
