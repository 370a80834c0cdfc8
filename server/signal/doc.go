// Package signal shows which areas fall behind or move ahead, beside a wish that visitors set themselves.
package signal
