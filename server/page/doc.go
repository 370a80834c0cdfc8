// Package page makes the pages about the eleven, places, figures, and what was done.
package page
