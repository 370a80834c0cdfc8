// Package compare shows places beside each other: as they are, as an index, beside their city, and beside their likes.
package compare
