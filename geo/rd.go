package geo

import (
	"math"

	"github.com/paulmach/orb"
)

// An ellipsoid is given by its semi-major axis in metres and the square of its first eccentricity.
type ellipsoid struct{ a, e2 float64 }

var (
	bessel1841 = newEllipsoid(6377397.155, 299.1528128)
	wgs84      = newEllipsoid(6378137, 298.257223563)
)

func newEllipsoid(a, inverseFlattening float64) ellipsoid {
	f := 1 / inverseFlattening
	return ellipsoid{a: a, e2: f * (2 - f)}
}

// degree is a degree in radians.
const degree = math.Pi / 180

// RD New, EPSG:28992: an oblique stereographic projection around Amersfoort; angles in radians, lengths in metres.
const (
	rdLat   = (52 + 9.0/60 + 22.178/3600) * degree
	rdLon   = (5 + 23.0/60 + 15.5/3600) * degree
	rdScale = 0.9999079
	rdX     = 155000
	rdY     = 463000
)

// rd is the part of the projection that does not depend on the point: the ellipsoid is first drawn conformally on a
// sphere (longitudes times n, isometric latitudes times n plus shift), the sphere then on the plane.
var rd = func() (c struct{ n, shift, sinLat, cosLat, diameter float64 }) {
	e2 := bessel1841.e2
	sin, cos := math.Sincos(rdLat)
	meridian := bessel1841.a * (1 - e2) / math.Pow(1-e2*sin*sin, 1.5)
	normal := bessel1841.a / math.Sqrt(1-e2*sin*sin)
	c.n = math.Sqrt(1 + e2*math.Pow(cos, 4)/(1-e2))
	c.sinLat = sin / c.n
	c.cosLat = math.Sqrt(1 - c.sinLat*c.sinLat)
	c.shift = math.Atanh(c.sinLat) - c.n*isometric(sin)
	c.diameter = 2 * rdScale * math.Sqrt(meridian*normal)
	return c
}()

// isometric is the isometric latitude on Bessel 1841 for the sine of a latitude.
func isometric(sin float64) float64 {
	e := math.Sqrt(bessel1841.e2)
	return math.Atanh(sin) - e*math.Atanh(e*sin)
}

// ToWGS84 gives the longitude and latitude in degrees of an RD New point in metres.
//
// It is what PROJ makes of EPSG:28992 to EPSG:4326 when it has no grid, to a micrometre. The official RDNAPTRANS2018 adds a
// correction grid; without it a point is less than a metre from where it should be, and WGS84 itself is within a metre of
// ETRS89: good for a map. Areas and overlaps are measured in RD.
func ToWGS84(p orb.Point) orb.Point {
	lon, lat := unproject(p)
	lon, lat = geodetic(wgs84, shiftToWGS84(cartesian(bessel1841, lon, lat)))
	return orb.Point{lon / degree, lat / degree}
}

// ToRD gives the RD New point in metres of a longitude and latitude in degrees; see [ToWGS84] for its accuracy.
func ToRD(p orb.Point) orb.Point {
	lon, lat := p[0]*degree, p[1]*degree
	return project(geodetic(bessel1841, shiftToBessel(cartesian(wgs84, lon, lat))))
}

// Project gives a copy of m with every point put through f, such as [ToWGS84].
func Project(m orb.MultiPolygon, f func(orb.Point) orb.Point) orb.MultiPolygon {
	out := m.Clone()
	for _, polygon := range out {
		for _, ring := range polygon {
			for i, p := range ring {
				ring[i] = f(p)
			}
		}
	}
	return out
}

func project(lon, lat float64) orb.Point {
	sin := math.Tanh(rd.n*isometric(math.Sin(lat)) + rd.shift)
	cos := math.Sqrt(1 - sin*sin)
	sinLon, cosLon := math.Sincos(rd.n * (lon - rdLon))
	// The antipode of Amersfoort has no place on the plane; it is put very far away instead of at infinity.
	b := math.Max(1+sin*rd.sinLat+cos*rd.cosLat*cosLon, 1e-15)
	return orb.Point{
		rdX + rd.diameter*cos*sinLon/b,
		rdY + rd.diameter*(sin*rd.cosLat-cos*rd.sinLat*cosLon)/b,
	}
}

func unproject(p orb.Point) (lon, lat float64) {
	x, y := p[0]-rdX, p[1]-rdY
	rho := math.Hypot(x, y)
	if rho == 0 {
		return rdLon, rdLat
	}
	x, y = x/rho, y/rho // the direction from Amersfoort
	sin, cos := math.Sincos(2 * math.Atan(rho/rd.diameter))
	sinLat := max(-1, min(1, cos*rd.sinLat+y*sin*rd.cosLat))
	lon = rdLon + math.Atan2(x*sin, rd.cosLat*cos-y*rd.sinLat*sin)/rd.n
	psi := (math.Atanh(sinLat) - rd.shift) / rd.n
	e := math.Sqrt(bessel1841.e2)
	sinLat = math.Tanh(psi)
	for range 6 { // each round is 150 times closer, so the sixth is far below a nanometre
		sinLat = math.Tanh(psi + e*math.Atanh(e*sinLat))
	}
	return lon, math.Asin(sinLat)
}

// cartesian gives the earth-centred coordinates in metres of a point on the ellipsoid itself.
func cartesian(el ellipsoid, lon, lat float64) [3]float64 {
	sin, cos := math.Sincos(lat)
	sinLon, cosLon := math.Sincos(lon)
	n := el.a / math.Sqrt(1-el.e2*sin*sin)
	return [3]float64{n * cos * cosLon, n * cos * sinLon, n * (1 - el.e2) * sin}
}

// geodetic gives the longitude and latitude of an earth-centred point; its height is let go, as PROJ does for two dimensions.
func geodetic(el ellipsoid, v [3]float64) (lon, lat float64) {
	p := math.Hypot(v[0], v[1])
	lat = math.Atan2(v[2], p*(1-el.e2))
	for range 4 { // each round is some 10^5 times closer this near to the ellipsoid
		sin := math.Sin(lat)
		n := el.a / math.Sqrt(1-el.e2*sin*sin)
		lat = math.Atan2(v[2]+el.e2*n*sin, p)
	}
	return math.Atan2(v[1], v[0]), lat
}

// "Amersfoort to WGS 84 (4)" of the EPSG, the one that PROJ takes, in the coordinate frame convention: metres, radians, and a factor.
const (
	arcSecond = degree / 3600
	tx        = 565.4171
	ty        = 50.3319
	tz        = 465.5524
	rx        = 0.398957388243134 * arcSecond
	ry        = -0.343987817378283 * arcSecond
	rz        = 1.87740163998045 * arcSecond
	scale     = 1 + 4.0725e-6
)

func shiftToWGS84(v [3]float64) [3]float64 {
	x, y, z := v[0], v[1], v[2]
	return [3]float64{
		tx + scale*(x+rz*y-ry*z),
		ty + scale*(-rz*x+y+rx*z),
		tz + scale*(ry*x-rx*y+z),
	}
}

// shiftToBessel turns back with the transposed rotation, as PROJ does; for these small angles that is the inverse to half a millimetre.
func shiftToBessel(v [3]float64) [3]float64 {
	x, y, z := (v[0]-tx)/scale, (v[1]-ty)/scale, (v[2]-tz)/scale
	return [3]float64{
		x - rz*y + ry*z,
		rz*x + y - rx*z,
		-ry*x + rx*y + z,
	}
}
