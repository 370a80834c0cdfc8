package main

import (
	"cmp"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strconv"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"

	"wijkinzicht/geo"
	"wijkinzicht/geo/overlay"
)

// The drawing of the country is a background of two hundred pixels: a pixel is more than a kilometre.
const (
	countrySlit = 500  // metres that the provinces, each simplified by itself, may lie apart
	countryGrid = 1000 // metres
	countryThin = 1300 // metres off the line
	leastIsland = 25   // km2
	leastLake   = 250  // km2: IJsselmeer and Markermeer
)

// country writes the outline of the country, in whole kilometres of RD New, land alone, as the provinces of 2016 have it (CBS, generalised).
func country(dir, file string) error {
	const source = "added/boundaries/locator/provincie_2016.geojson"
	content, err := os.ReadFile(filepath.Join(dir, source))
	if err != nil {
		return err
	}
	var provinces struct {
		Features []struct {
			Geometry struct {
				Type        string
				Coordinates json.RawMessage
			}
		}
	}
	if err := json.Unmarshal(content, &provinces); err != nil {
		return fmt.Errorf("%s: %w", source, err)
	}
	var parts []overlay.Area
	for i, f := range provinces.Features {
		var shape orb.MultiPolygon
		if f.Geometry.Type == "Polygon" {
			shape = orb.MultiPolygon{nil}
			err = json.Unmarshal(f.Geometry.Coordinates, &shape[0])
		} else {
			err = json.Unmarshal(f.Geometry.Coordinates, &shape)
		}
		if err != nil {
			return fmt.Errorf("%s: feature %d: %w", source, i, err)
		}
		code := strconv.Itoa(i)
		if shape, err = overlay.Repair(code, geo.Project(shape, geo.ToRD)); err != nil {
			return fmt.Errorf("%s: %w", source, err)
		}
		parts = append(parts, overlay.Area{Code: code, Geometry: shape})
	}
	whole, err := overlay.Union(parts)
	if err != nil {
		return err
	}
	if whole, err = overlay.Close(overlay.Area{Code: "NL00", Geometry: whole}, countrySlit); err != nil {
		return err
	}
	return writeCountry(file, geo.Simplify([]orb.MultiPolygon{whole}, countryThin)[0])
}

func writeCountry(file string, country orb.MultiPolygon) error {
	f, err := os.Create(file)
	if err != nil {
		return err
	}
	out := csv.NewWriter(f)
	out.Write([]string{"ring", "x_km", "y_km"})
	ring := 0
	for _, part := range country {
		for i, line := range part {
			if surface := math.Abs(planar.Area(line)) / 1e6; i == 0 && surface < leastIsland || i > 0 && surface < leastLake {
				continue
			}
			ring++
			var before orb.Point
			for _, p := range line {
				at := orb.Point{math.Round(p[0] / countryGrid), math.Round(p[1] / countryGrid)}
				if at != before {
					out.Write([]string{strconv.Itoa(ring), strconv.Itoa(int(at[0])), strconv.Itoa(int(at[1]))})
				}
				before = at
			}
		}
	}
	out.Flush()
	return cmp.Or(out.Error(), f.Close())
}
