package raster

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// maxNumber bounds what an SVG may hold, so that sums and products stay finite.
const maxNumber = 1e7

// scanner reads numbers as SVG writes them: signs and points may stand for the space between two.
type scanner struct {
	text string
	at   int
}

// skip passes white space and commas, and tells whether anything follows.
func (s *scanner) skip() bool {
	for s.at < len(s.text) && strings.IndexByte(" \t\r\n\f,", s.text[s.at]) >= 0 {
		s.at++
	}
	return s.at < len(s.text)
}

func (s *scanner) digits() (found bool) {
	for ; s.at < len(s.text) && s.text[s.at] >= '0' && s.text[s.at] <= '9'; s.at++ {
		found = true
	}
	return found
}

func (s *scanner) one(of string) bool {
	if s.at < len(s.text) && strings.IndexByte(of, s.text[s.at]) >= 0 {
		s.at++
		return true
	}
	return false
}

func (s *scanner) number() (float64, error) {
	s.skip()
	start := s.at
	s.one("+-")
	found := s.digits()
	if s.one(".") {
		found = s.digits() || found
	}
	if mark := s.at; found && s.one("eE") {
		s.one("+-")
		if !s.digits() {
			s.at = mark // such as the "e" of "2em"
		}
	}
	v, err := strconv.ParseFloat(s.text[start:s.at], 64)
	if !found || err != nil || math.Abs(v) > maxNumber {
		return 0, fmt.Errorf("no number at %q", s.text[start:min(len(s.text), start+20)])
	}
	return v, nil
}

// flag reads one digit, which needs no space after it.
func (s *scanner) flag() (bool, error) {
	s.skip()
	if s.one("1") {
		return true, nil
	}
	if s.one("0") {
		return false, nil
	}
	return false, fmt.Errorf("no flag at %q", s.text[s.at:min(len(s.text), s.at+20)])
}

// numbers reads a list of nothing but numbers.
func numbers(text string) ([]float64, error) {
	s := scanner{text: text}
	var all []float64
	for s.skip() {
		v, err := s.number()
		if err != nil {
			return nil, err
		}
		all = append(all, v)
	}
	return all, nil
}

// length reads a number of pixels, with or without "px".
func length(text string) (float64, error) {
	n, err := numbers(strings.TrimSuffix(strings.TrimSpace(text), "px"))
	if err != nil || len(n) != 1 {
		return 0, fmt.Errorf("%q is not a number of pixels", text)
	}
	return n[0], nil
}
