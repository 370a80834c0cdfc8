package overlay

import (
	"cmp"
	"context"
	"fmt"
	"slices"
)

// Outside is the To of what lies in no area of the other division.
const Outside = "buiten"

// How the parts of an area were found: by equal outlines, by area, or by the inhabitants of smaller areas.
const (
	MethodSame   = "gelijk"
	MethodArea   = "oppervlakte"
	MethodPeople = "inwoners"
)

// Tolerance says from where on an overlap is a move and not a sliver, the difference between two drawings of one border.
// It depends on how generalised the layers are. A move is above both.
type Tolerance struct {
	Share  float64 // part (0 to 1) of the smaller of the two areas
	Metres float64 // mean width of the overlap: twice its area by its perimeter; what both areas say in Within comes on top
}

// Move is the part of an area of one division that lies in an area of another.
type Move struct {
	From, To    string   // To is Outside for what lies in no area
	ShareArea   float64  // part (0 to 1) of from's area
	SharePeople *float64 // part (0 to 1) of from's inhabitants; nil where no place with inhabitants tells
	Metres      float64  // mean width from where on it is no sliver
	Method      string
}

// Crosswalk says what of each area of one division lies in which area of another, sorted by From and To, whatever the
// number of workers. Slivers are left out and what remains is scaled up to them, so that the shares of one From sum to
// 1; an area that is nothing but slivers keeps them. Ground that lies in no area is a move to Outside, or a sliver, by
// the same tolerance. Areas of to that overlap each other both count, unless from has the very outline of one. people may be empty: then SharePeople is nil. Errors name the area or place that cannot be used.
func Crosswalk(ctx context.Context, from, to []Area, tol Tolerance, people []Place, workers int) ([]Move, error) {
	moves, err := crosswalk(ctx, from, to, tol, people, workers)
	if err != nil {
		return nil, fmt.Errorf("crosswalk from %d areas to %d: %w", len(from), len(to), err)
	}
	return moves, nil
}

func crosswalk(ctx context.Context, from, to []Area, tol Tolerance, people []Place, workers int) ([]Move, error) {
	if !(tol.Share >= 0 && tol.Share < 1) || !(tol.Metres >= 0) || !finite(tol.Metres) {
		return nil, fmt.Errorf("tolerance of %v of an area and %v metres", tol.Share, tol.Metres)
	}
	layers, err := overlay(ctx, from, to, workers)
	if err != nil {
		return nil, err
	}
	homes, err := settle(from, to, people)
	if err != nil {
		return nil, err
	}
	perArea := make([][]Move, len(from))
	err = each(ctx, len(from), workers, func(i int) error {
		kept, err := layers.moves(i, tol)
		if err != nil {
			return err
		}
		rescale(kept)
		settleMoves(kept, homes[from[i].Code])
		perArea[i] = kept
		return nil
	})
	if err != nil {
		return nil, err
	}
	moves := slices.Concat(perArea...)
	slices.SortFunc(moves, func(a, b Move) int { return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To)) })
	return moves, nil
}

// leastOutside is the part of an area below which it lies wholly inside the other division: rounding.
const leastOutside = 1e-9

// moves gives the parts of area i of from that are no slivers, or all of them where all are; shares do not yet sum to 1.
func (l *layers) moves(i int, tol Tolerance) ([]Move, error) {
	if same := l.same(i); len(same) > 0 {
		return same, nil
	}
	own := &l.from[i]
	var kept, slivers []Move
	add := func(to string, share, metres float64, above bool) {
		move := Move{From: own.Code, To: to, ShareArea: share, Method: MethodArea, Metres: metres}
		if above {
			kept = append(kept, move)
		} else {
			slivers = append(slivers, move)
		}
	}
	outside, inside, coarsest := 1.0, []Area(nil), 0.0
	for _, p := range l.pieces[i] {
		metres := tol.Metres + own.Within + l.to[p.to].Within
		coarsest = max(coarsest, l.to[p.to].Within)
		above, err := l.isMove(own, p, Tolerance{tol.Share, metres})
		if err != nil {
			return nil, err
		}
		add(l.to[p.to].Code, p.area/own.area, metres, above)
		outside -= p.area / own.area
		inside = append(inside, l.to[p.to].Area)
	}
	if outside > leastOutside {
		metres := tol.Metres + own.Within + coarsest
		above, err := outsideIsMove(own, inside, outside, Tolerance{tol.Share, metres})
		if err != nil {
			return nil, err
		}
		add(Outside, outside, metres, above)
	}
	if len(kept) == 0 {
		return slivers, nil
	}
	return kept, nil
}

// same gives the move of area i to the area with its very outline. What that shares with others too is no move, but a
// fault of the layer: official divisions do hold a few areas that overlap.
func (l *layers) same(i int) []Move {
	var moves []Move
	for _, p := range l.pieces[i] {
		if p.same {
			moves = append(moves, Move{From: l.from[i].Code, To: l.to[p.to].Code, ShareArea: 1, Method: MethodSame,
				Metres: l.from[i].Within + l.to[p.to].Within})
		}
	}
	return moves
}

// isMove says whether an overlap is above tolerance. Its perimeter needs its outline, which takes most of the time; but
// it is at most that of both areas together, which decides most overlaps.
func (l *layers) isMove(own *shape, p piece, tol Tolerance) (bool, error) {
	other := &l.to[p.to]
	if p.area <= tol.Share*min(own.area, other.area) {
		return false, nil
	}
	if meanWidth(p.area, own.perimeter+other.perimeter) > tol.Metres {
		return true, nil
	}
	ground, err := Intersection(own.Area, other.Area)
	if err != nil {
		return false, err
	}
	return meanWidth(p.area, perimeter(ground)) > tol.Metres, nil
}

// outsideIsMove says the same of the part of an area that lies in none of inside. There is no second area to be smaller.
func outsideIsMove(own *shape, inside []Area, share float64, tol Tolerance) (bool, error) {
	if share <= tol.Share {
		return false, nil
	}
	longest := own.perimeter
	for _, area := range inside {
		longest += perimeter(area.Geometry)
	}
	if meanWidth(share*own.area, longest) > tol.Metres {
		return true, nil
	}
	ground, err := difference(own.Area, inside)
	if err != nil {
		return false, err
	}
	return meanWidth(share*own.area, perimeter(ground)) > tol.Metres, nil
}

// meanWidth in metres of a long strip; of nothing it is 0.
func meanWidth(area, perimeter float64) float64 {
	if perimeter == 0 {
		return 0
	}
	return 2 * area / perimeter
}

// rescale makes the shares by area sum to 1.
func rescale(moves []Move) {
	var total float64
	for _, move := range moves {
		total += move.ShareArea
	}
	rest, largest := 1.0, 0
	for i := range moves {
		moves[i].ShareArea /= total
		rest -= moves[i].ShareArea
		if moves[i].ShareArea > moves[largest].ShareArea {
			largest = i
		}
	}
	if len(moves) > 0 {
		moves[largest].ShareArea += rest // rounding
	}
}
