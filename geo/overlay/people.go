package overlay

import (
	"fmt"
	"slices"

	"github.com/paulmach/orb"
)

// Place is a finer place with known inhabitants, such as the label point of a smaller area, in RD metres.
type Place struct {
	At     orb.Point
	People float64
}

// home is where the people of one place live in the other division.
type home struct {
	people float64
	in     []string // more than one where the place is on a border, none where it is outside
}

// settle gives the homes in each area of from. A place on a border of from counts for the first code only.
func settle(from, to []Area, people []Place) (map[string][]home, error) {
	if len(people) == 0 {
		return nil, nil
	}
	old, err := NewLocator(from)
	if err != nil {
		return nil, err
	}
	current, err := NewLocator(to)
	if err != nil {
		return nil, err
	}
	homes := make(map[string][]home)
	for i, place := range people {
		if !finite(place.At[0]) || !finite(place.At[1]) || !finite(place.People) || place.People < 0 {
			return nil, fmt.Errorf("place %d at %v with %v people", i, place.At, place.People)
		}
		if codes := old.At(place.At); len(codes) > 0 {
			homes[codes[0]] = append(homes[codes[0]], home{place.People, current.At(place.At)})
		}
	}
	return homes, nil
}

// settleMoves fills in the shares by people of one area. Homes in what was left out as a sliver tell where a border was
// drawn, not where people went, and do not count.
func settleMoves(moves []Move, homes []home) {
	counts := make([]float64, len(moves))
	var total float64
	for _, home := range homes {
		at := slices.IndexFunc(moves, func(move Move) bool {
			return slices.Contains(home.in, move.To) || len(home.in) == 0 && move.To == Outside
		})
		if at >= 0 {
			counts[at] += home.people
			total += home.people
		}
	}
	if total == 0 {
		return
	}
	for i := range moves {
		share := counts[i] / total
		moves[i].SharePeople = &share
		if moves[i].Method == MethodArea {
			moves[i].Method = MethodPeople
		}
	}
}
