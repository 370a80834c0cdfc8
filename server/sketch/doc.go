// Package sketch lets a visitor draw an area on the map of a gemeente, and shows what the figures of its buurten say of it.
package sketch
