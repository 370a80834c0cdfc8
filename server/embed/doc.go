// Package embed shows charts, maps and lists in pages of others, and makes the pictures and files that they and our own
// pages show.
package embed
