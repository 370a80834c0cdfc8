package overlay

import (
	"errors"
	"fmt"
	"math"

	"github.com/paulmach/orb"
	"github.com/twpayne/go-geos"
)

// Laid is an area to lay in a tiling. Where two overlap, the one of the lower rank has the ground: it is drawn the more exactly.
type Laid struct {
	Area
	Rank  int
	Near  float64 // metres within which its border may be taken as that of a neighbour of its rank
	Rough bool    // narrow ground that it alone claims is a gap: it claims too much
}

// Tile lays areas side by side, so that neighbours come to share every vertex of their common border: outlines that were
// simplified each by itself, or that come from several sources, overlap and gape a little. Everything is put on a grid of whole
// metres; borders of one rank that run along each other within Near metres become one; what two hold goes to the lower rank; a
// gap of a mean width below slit metres goes to the highest rank that has it beside it for a good part, else to the longest border. What is wider stays open. The
// areas come back in their order; one of which nothing is left is empty.
func Tile(areas []Laid, slit float64) ([]Area, error) {
	laid, err := tile(areas, slit)
	if err != nil {
		return nil, fmt.Errorf("lay %d areas side by side: %w", len(areas), err)
	}
	return laid, nil
}

// tileGrid is the grid in metres on which a tiling lies.
const tileGrid = 1

func tile(areas []Laid, slit float64) ([]Area, error) {
	meeting := meet(areas)
	edge, err := around(areas, slit)
	if err != nil {
		return nil, err
	}
	meeting = append(meeting, edge)
	var faces []face
	out := make([]Area, len(areas))
	err = withContext(func(context *geos.Context) error {
		var err error
		if faces, err = cut(context, meeting); err != nil {
			return err
		}
		shapes := make([]*geos.Geom, len(areas))
		for i, a := range areas {
			if shapes[i], err = toGEOS(context, a.Area); err != nil {
				return err
			}
		}
		own(context, areas, shapes, faces, slit)
		return nil
	})
	if err != nil {
		return nil, err
	}
	parts := make([][]Area, len(areas))
	for i := range faces {
		if o := faces[i].owner; o >= 0 {
			parts[o] = append(parts[o], Area{Code: areas[o].Code, Geometry: orb.MultiPolygon{faces[i].polygon}})
		}
	}
	for i, a := range areas {
		out[i].Code = a.Code
		if len(parts[i]) > 0 {
			if out[i].Geometry, err = Union(parts[i]); err != nil {
				return nil, fmt.Errorf("area %s: %w", a.Code, err)
			}
		}
	}
	return out, nil
}

// around gives the outer border of all areas together with its slits closed: those too are then ground that borders enclose.
func around(areas []Laid, slit float64) ([]orb.Ring, error) {
	if slit == 0 {
		return nil, nil
	}
	all := make([]Area, len(areas))
	for i, a := range areas {
		all[i] = a.Area
	}
	whole, err := Union(all)
	if err != nil {
		return nil, err
	}
	if whole, err = Close(Area{Code: "together", Geometry: whole}, slit/2); err != nil {
		return nil, err
	}
	var edge []orb.Ring
	for _, polygon := range whole {
		for _, ring := range polygon {
			edge = append(edge, onGrid(ring))
		}
	}
	return edge, nil
}

// onGrid gives a ring with its points on the grid.
func onGrid(ring orb.Ring) orb.Ring {
	r := make(orb.Ring, len(ring))
	for i, p := range ring {
		r[i] = orb.Point{math.Round(p[0]/tileGrid) * tileGrid, math.Round(p[1]/tileGrid) * tileGrid}
	}
	return r
}

// meet rounds every border to the grid and puts into it the vertices of borders of its rank that it runs along: two that were
// thinned from one border then are the same again.
func meet(areas []Laid) [][]orb.Ring {
	rounded := make([][]orb.Ring, len(areas))
	vertices := map[int]*grid{} // by rank
	for i, a := range areas {
		if vertices[a.Rank] == nil {
			vertices[a.Rank] = &grid{}
		}
		for _, polygon := range a.Geometry {
			for _, ring := range polygon {
				r := onGrid(ring)
				for _, p := range r {
					vertices[a.Rank].add(p)
				}
				rounded[i] = append(rounded[i], r)
			}
		}
	}
	for i, a := range areas {
		for j, ring := range rounded[i] {
			rounded[i][j] = vertices[a.Rank].along(ring, a.Near)
		}
	}
	return rounded
}

// face is ground that no border crosses.
type face struct {
	polygon orb.Polygon
	inside  orb.Point
	width   float64 // mean, in metres
	owner   int     // index of the area; -1: none
}

// cut cuts the plane along all borders.
func cut(context *geos.Context, borders [][]orb.Ring) ([]face, error) {
	var lines []*geos.Geom
	for _, rings := range borders {
		for _, ring := range rings {
			coords := make([][]float64, len(ring))
			for i, p := range ring {
				coords[i] = []float64{p[0], p[1]}
			}
			crossing(16 * len(ring))
			lines = append(lines, context.NewLineString(coords))
		}
	}
	noded := context.NewCollection(geos.TypeIDMultiLineString, lines).UnaryUnionPrec(tileGrid)
	if noded == nil {
		return nil, errors.New("GEOS cannot cut the borders")
	}
	polygons := context.Polygonize([]*geos.Geom{noded})
	if polygons == nil {
		return nil, errors.New("GEOS makes no faces of the borders")
	}
	faces := make([]face, 0, polygons.NumGeometries())
	for i := range polygons.NumGeometries() {
		g := polygons.Geometry(i)
		m, err := fromGEOS(g)
		if err != nil {
			return nil, err
		}
		p := g.PointOnSurface()
		faces = append(faces, face{polygon: m[0], inside: orb.Point{p.X(), p.Y()}, width: meanWidth(g.Area(), g.Length()), owner: -1})
	}
	return faces, nil
}

// own gives every face to an area.
func own(context *geos.Context, areas []Laid, shapes []*geos.Geom, faces []face, slit float64) {
	prepared := make([]*geos.PrepGeom, len(shapes))
	bounds := make([]orb.Bound, len(shapes))
	for i, s := range shapes {
		prepared[i], bounds[i] = s.Prepare(), areas[i].Geometry.Bound()
	}
	for i := range faces {
		f := &faces[i]
		point := context.NewPointFromXY(f.inside[0], f.inside[1]) // not ContainsXY, see Locate
		for j, a := range areas {
			if bounds[j].Contains(f.inside) && (f.owner < 0 || a.Rank < areas[f.owner].Rank) && prepared[j].Contains(point) {
				f.owner = j
			}
		}
		if f.owner >= 0 && areas[f.owner].Rough && f.width < slit {
			f.owner = -1
		}
	}
	// Narrow gaps are filled from their borders on, until no more has an area beside it.
	beside := adjacent(faces)
	for filled := true; filled; {
		filled = false
		for i := range faces {
			f := &faces[i]
			if f.owner >= 0 || f.width >= slit {
				continue
			}
			border := map[int]float64{}
			for _, n := range beside[i] {
				if o := faces[n.face].owner; o >= 0 {
					border[o] += n.length
				}
			}
			best, longest := -1, 0.0
			for _, length := range border {
				longest = math.Max(longest, length)
			}
			for o := range border {
				if border[o] < leastBeside*longest { // at an end of the gap only
					continue
				}
				if best < 0 || areas[o].Rank > areas[best].Rank ||
					areas[o].Rank == areas[best].Rank && (border[o] > border[best] || border[o] == border[best] && o < best) {
					best = o
				}
			}
			if best >= 0 {
				f.owner, filled = best, true
			}
		}
	}
}

// leastBeside is the part of the longest border beside a gap that another has at least to be beside it too.
const leastBeside = 0.5

// beside is a face that shares a border of so many metres.
type beside struct {
	face   int
	length float64
}

func adjacent(faces []face) [][]beside {
	type side struct{ a, b orb.Point }
	first := map[side]int{}
	out := make([][]beside, len(faces))
	for i, f := range faces {
		for _, ring := range f.polygon {
			for k := 1; k < len(ring); k++ {
				s := side{ring[k-1], ring[k]}
				if s.b[0] < s.a[0] || s.b[0] == s.a[0] && s.b[1] < s.a[1] {
					s.a, s.b = s.b, s.a
				}
				if j, met := first[s]; met {
					length := math.Hypot(s.b[0]-s.a[0], s.b[1]-s.a[1])
					out[i], out[j] = append(out[i], beside{j, length}), append(out[j], beside{i, length})
				} else {
					first[s] = i
				}
			}
		}
	}
	return out
}
