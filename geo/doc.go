// Package geo holds the geometry of areas in RD New metres without cgo: coordinates, outlines, schematic cells, labels and SVG paths.
package geo
