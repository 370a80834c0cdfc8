// Package search finds places by name, code, postcode and address.
package search
