package sheet

import (
	"encoding/binary"
	"fmt"
	"unicode/utf16"
)

// segments reads through the data of a record and its CONTINUE records. The cut between two of them can fall inside a
// string: the characters then go on after a fresh byte that says how wide they are. Nothing else repeats at a cut.
type segments struct {
	list [][]byte // what is not read yet; none is empty
}

// take gives the next n bytes, n being small.
func (s *segments) take(n int) ([]byte, error) {
	taken := make([]byte, 0, n)
	for len(taken) < n {
		if len(s.list) == 0 {
			return nil, errRecord
		}
		part := s.list[0][:min(n-len(taken), len(s.list[0]))]
		taken = append(taken, part...)
		s.advance(len(part))
	}
	return taken, nil
}

// advance moves on within the first segment, and past it when it is used up.
func (s *segments) advance(n int) {
	if s.list[0] = s.list[0][n:]; len(s.list[0]) == 0 {
		s.list = s.list[1:]
	}
}

func (s *segments) skip(n int64) error {
	for n > 0 {
		if len(s.list) == 0 {
			return errRecord
		}
		step := min(n, int64(len(s.list[0])))
		s.advance(int(step))
		n -= step
	}
	return nil
}

func (s *segments) uint16() (uint16, error) {
	b, err := s.take(2)
	if err != nil {
		return 0, err
	}
	return binary.LittleEndian.Uint16(b), nil
}

func (s *segments) uint32() (uint32, error) {
	b, err := s.take(4)
	if err != nil {
		return 0, err
	}
	return binary.LittleEndian.Uint32(b), nil
}

// Flags before the characters of a string.
const (
	flagWide     = 1 // two bytes for each character instead of one
	flagPhonetic = 4
	flagRich     = 8
)

// characters reads a string of n UTF-16 units: flags, perhaps the sizes of what comes after, the characters, and then
// formatting runs and phonetic help, which are left out.
func (s *segments) characters(n int) (string, error) {
	segment := len(s.list)
	flags, err := s.take(1)
	if err != nil {
		return "", err
	}
	var after int64 // bytes to skip behind the characters
	if flags[0]&flagRich != 0 {
		runs, err := s.uint16()
		if err != nil {
			return "", err
		}
		after += 4 * int64(runs)
	}
	if flags[0]&flagPhonetic != 0 {
		size, err := s.uint32()
		if err != nil {
			return "", err
		}
		after += int64(size)
	}
	units, err := s.units(n, flags[0]&flagWide != 0, segment)
	if err != nil {
		return "", err
	}
	return string(utf16.Decode(units)), s.skip(after)
}

// units reads n characters, minding the byte of flags that stands at the beginning of each segment after the one where
// the string began; segment is the number of segments that were left there.
func (s *segments) units(n int, wide bool, segment int) ([]uint16, error) {
	units := make([]uint16, 0, n) // n < 65,536
	for len(units) < n {
		if len(s.list) == 0 {
			return nil, errRecord
		}
		if len(s.list) != segment {
			segment = len(s.list)
			wide = s.list[0][0]&flagWide != 0
			if s.advance(1); len(s.list) != segment {
				continue // a segment without characters
			}
		}
		width := 1
		if wide {
			width = 2
		}
		if len(s.list[0]) < width {
			return nil, errRecord // a character cut in two
		}
		unit := uint16(s.list[0][0])
		if wide {
			unit = binary.LittleEndian.Uint16(s.list[0])
		}
		units = append(units, unit)
		s.advance(width)
	}
	return units, nil
}

// sharedTable reads the shared strings: a count of uses and a count of strings (4 bytes each), then the strings.
func sharedTable(list [][]byte) ([]string, error) {
	s := segments{list: list}
	if err := s.skip(4); err != nil {
		return nil, err
	}
	count, err := s.uint32()
	if err != nil {
		return nil, err
	}
	var shared []string // grows with what is there: the count cannot be trusted
	for i := range count {
		length, err := s.uint16()
		if err != nil {
			return nil, fmt.Errorf("shared string %d of %d: %w", i+1, count, err)
		}
		text, err := s.characters(int(length))
		if err == nil && tooLong(text) {
			err = ErrLong
		}
		if err != nil {
			return nil, fmt.Errorf("shared string %d of %d: %w", i+1, count, err)
		}
		shared = append(shared, text)
	}
	return shared, nil
}
