package boundary

import (
	"regexp"
	"strings"

	"github.com/paulmach/orb"
)

// extents are where the Netherlands and their part of the North Sea lie in each coordinate system. No point is in both.
var extents = map[string]orb.Bound{
	RDNew: {Min: orb.Point{-10_000, 290_000}, Max: orb.Point{300_000, 640_000}},
	WGS84: {Min: orb.Point{2, 50}, Max: orb.Point{8, 56}},
}

// crsName is any of "EPSG:28992", "urn:ogc:def:crs:EPSG::28992" and "http://www.opengis.net/def/crs/EPSG/0/28992".
var crsName = regexp.MustCompile(`(?i)^(?:.*[:/])?EPSG(?::|/)(?:[0-9.]*[:/])?([0-9]+)$`)

// parseCRS gives RDNew or WGS84 for the name of a coordinate system. CRS84 is WGS84 with longitude first.
func parseCRS(name string) (string, error) {
	if strings.HasSuffix(strings.ToUpper(name), "CRS84") {
		return WGS84, nil
	}
	if m := crsName.FindStringSubmatch(strings.TrimSpace(name)); m != nil {
		if crs := "EPSG:" + m[1]; crs == RDNew || crs == WGS84 {
			return crs, nil
		}
	}
	return "", unknownCRS(name)
}

func unknownCRS(name string) error {
	return crsErrorf("coordinate system %q is neither RD New (%s) nor WGS84 (%s)", name, RDNew, WGS84)
}

var wktName = regexp.MustCompile(`^\s*(?:PROJCS|PROJCRS|GEOGCS|GEOGCRS|GEODCRS)\s*\[\s*"([^"]*)"`)

// wktNames are the names that a .prj gives them, in small letters and digits only.
var wktNames = map[string]string{
	"rdnew": RDNew, "amersfoortrdnew": RDNew, "rijksdriehoekstelselnew": RDNew,
	"gcswgs1984": WGS84, "wgs84": WGS84, "wgs1984": WGS84,
	"wgs1984webmercatorauxiliarysphere": webMercator, "wgs84pseudomercator": webMercator,
}

// parsePRJ gives the coordinate system of a shapefile's .prj, "" when that is empty.
func parsePRJ(prj string) (string, error) {
	prj = strings.TrimSpace(strings.TrimPrefix(prj, "\ufeff"))
	if prj == "" {
		return "", nil
	}
	m := wktName.FindStringSubmatch(prj)
	if m == nil {
		return "", unknownCRS(prj[:min(len(prj), 60)])
	}
	plain := strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, strings.ToLower(m[1]))
	if crs := wktNames[plain]; crs != "" {
		return crs, nil
	}
	return "", unknownCRS(m[1])
}

// crsOf gives the coordinate system that a point can only be in, "" when it is in none.
func crsOf(p orb.Point) string {
	for crs, extent := range extents {
		if extent.Contains(p) {
			return crs
		}
	}
	return ""
}

// checkPlace holds a point against the coordinate system that its file claims.
func checkPlace(p orb.Point, crs string) error {
	if extents[crs].Contains(p) {
		return nil
	}
	if other := crsOf(p); other != "" {
		return crsErrorf("point (%v, %v) is in %s, but the file is in %s", p[0], p[1], other, crs)
	}
	if other := crsOf(orb.Point{p[1], p[0]}); other != "" {
		return crsErrorf("point (%v, %v) is in %s with its axes swapped, the file is in %s", p[0], p[1], other, crs)
	}
	return crsErrorf("point (%v, %v) is outside the Netherlands in %s", p[0], p[1], crs)
}

// place checks every point of a record. With an empty crs it takes the one that the first point is in.
func (r *record) place(crs string) (string, error) {
	check := func(p orb.Point) error {
		if crs == "" {
			if crs = crsOf(p); crs == "" {
				return crsErrorf("the file names no coordinate system, and point (%v, %v) is in neither RD New nor WGS84", p[0], p[1])
			}
		}
		return checkPlace(p, crs)
	}
	if r.label != nil {
		if err := check(*r.label); err != nil {
			return "", err
		}
	}
	for _, polygon := range r.shape {
		for _, ring := range polygon {
			for _, p := range ring {
				if err := check(p); err != nil {
					return "", err
				}
			}
		}
	}
	return crs, nil
}
