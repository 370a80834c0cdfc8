// Package moment shows a wijk before and after a year, beside its surroundings and the other wijken.
package moment
