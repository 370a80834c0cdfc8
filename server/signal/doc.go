// Package signal shows which areas fall behind or move ahead, by bounds that a visitor can move.
package signal
