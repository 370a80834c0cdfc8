// Package answer makes every answer from one revision of the store, keeps what was made, and sends it.
package answer
