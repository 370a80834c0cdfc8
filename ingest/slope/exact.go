package slope

import (
	"slices"
	"sync"
)

// tails keeps what tailOf counted: a hundred or so patterns of ties come up again and again.
var tails sync.Map

// tailOf counts the orders of values in groups of equal ones (their sizes) by how many pairs fall: the coefficients of the
// Gaussian multinomial. It gives the part of the orders in which at most 0, 1, 2 … pairs fall.
func tailOf(ties []int) []float64 {
	slices.Sort(ties)
	key := 0
	for _, t := range ties {
		key = key*(exactUpTo+1) + t // the smallest first: the sizes can be told from it
	}
	if known, ok := tails.Load(key); ok {
		return known.([]float64)
	}
	counts, placed := []float64{1}, 0
	for _, t := range ties {
		placed += t
		counts = product(counts, gaussian(placed, t))
	}
	total := 0.0
	for _, c := range counts {
		total += c
	}
	sum := 0.0
	for i, c := range counts {
		sum += c
		counts[i] = sum / total
	}
	tails.Store(key, counts)
	return counts
}

// gaussian gives the coefficients of the Gaussian binomial: ways to place t equal values among n, by the pairs that fall.
func gaussian(n, t int) []float64 {
	if t == 0 || t == n {
		return []float64{1}
	}
	out := make([]float64, t*(n-t)+1)
	for i, c := range gaussian(n-1, t-1) {
		out[i] += c
	}
	for i, c := range gaussian(n-1, t) {
		out[i+t] += c
	}
	return out
}

func product(a, b []float64) []float64 {
	out := make([]float64, len(a)+len(b)-1)
	for i, x := range a {
		for j, y := range b {
			out[i+j] += x * y
		}
	}
	return out
}
