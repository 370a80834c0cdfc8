// Package overlay compares divisions of the country with GEOS: it repairs and combines areas, finds neighbours and says what of one division's areas lies in which of another's.
package overlay

import "github.com/paulmach/orb"

// Area is one area of a division: its code and its outline in RD New metres.
type Area struct {
	Code     string
	Geometry orb.MultiPolygon
	Within   float64 // metres within which its border is to be taken; only Crosswalk looks at it
}
