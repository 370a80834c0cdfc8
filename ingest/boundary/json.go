package boundary

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"strconv"
	"unicode/utf8"

	"github.com/paulmach/orb"
)

// The GeoJSON and TopoJSON readers check a file once with the standard library, and then walk over its bytes in place:
// decoding it into values would take many times its size. Everything below counts on valid JSON.

var errUTF8 = errors.New("the text is not UTF-8")

// document checks that content is one JSON object, and gives it without byte order mark.
func document(content []byte) ([]byte, error) {
	if err := checkSize(int64(len(content))); err != nil {
		return nil, err
	}
	content = bytes.TrimPrefix(content, []byte("\ufeff"))
	if !utf8.Valid(content) {
		return nil, errUTF8
	}
	if !json.Valid(content) {
		var syntax *json.SyntaxError
		err := json.Unmarshal(content, new(json.RawMessage))
		if errors.As(err, &syntax) {
			return nil, fmt.Errorf("byte %d: %w", syntax.Offset, err)
		}
		return nil, err
	}
	content = bytes.TrimSpace(content)
	if content[0] != '{' {
		return nil, errors.New("not a JSON object")
	}
	return content, nil
}

// end gives where the value that begins at from ends.
func end(data []byte, from int) int {
	depth := 0
	for i := from; i < len(data); i++ {
		switch data[i] {
		case '"':
			for i++; data[i] != '"'; i++ {
				if data[i] == '\\' {
					i++
				}
			}
			if depth == 0 {
				return i + 1
			}
		case '{', '[':
			depth++
		case '}', ']':
			depth--
			if depth == 0 {
				return i + 1
			}
			if depth < 0 { // after a number, the end of what holds it
				return i
			}
		case ',', ' ', '\n', '\r', '\t':
			if depth == 0 {
				return i
			}
		}
	}
	return len(data)
}

// next gives the first place at or after i that is not blank or one of the marks between values.
func next(data []byte, i int) int {
	for i < len(data) {
		switch data[i] {
		case ' ', '\n', '\r', '\t', ',', ':':
			i++
		default:
			return i
		}
	}
	return i
}

// elements goes over the values of an array; over none if it is another value.
func elements(array []byte) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		if array[0] != '[' {
			return
		}
		for i := next(array, 1); array[i] != ']'; i = next(array, i) {
			stop := end(array, i)
			if !yield(array[i:stop]) {
				return
			}
			i = stop
		}
	}
}

// members goes over the keys and values of an object; over none if it is another value.
func members(object []byte) iter.Seq2[string, []byte] {
	return func(yield func(string, []byte) bool) {
		if object[0] != '{' {
			return
		}
		for i := next(object, 1); object[i] != '}'; i = next(object, i) {
			stop := end(object, i)
			name := scalar(object[i:stop])
			i = next(object, stop)
			stop = end(object, i)
			if !yield(name, object[i:stop]) {
				return
			}
			i = stop
		}
	}
}

// member gives one value of an object, nil when it is not there.
func member(object []byte, name string) (value []byte) {
	for key, v := range members(object) {
		if key == name {
			value = v
		}
	}
	return value
}

// textMember gives a string or number of an object as text, "" when it is not there.
func textMember(object []byte, name string) string {
	if value := member(object, name); value != nil {
		return scalar(value)
	}
	return ""
}

// scalar gives a string or number as text, and "" for null, arrays and objects.
func scalar(value []byte) string {
	switch value[0] {
	case '"':
		if bytes.IndexByte(value, '\\') < 0 {
			return string(value[1 : len(value)-1])
		}
		var text string
		if json.Unmarshal(value, &text) != nil { // cannot happen in valid JSON
			return ""
		}
		return text
	case 'n', '[', '{':
		return ""
	}
	return string(value)
}

// isNull is true of an absent value too.
func isNull(value []byte) bool { return len(value) == 0 || value[0] == 'n' }

// position reads the first two numbers of a position; a height is left out.
func position(value []byte) (orb.Point, error) {
	var p orb.Point
	n := 0
	for number := range elements(value) {
		if n < 2 {
			f, err := strconv.ParseFloat(string(number), 64)
			if err != nil {
				return p, fmt.Errorf("coordinate %.40q is not a finite number", number)
			}
			p[n] = f
		}
		n++
	}
	if n < 2 {
		return p, fmt.Errorf("%.40q is not a position", value)
	}
	return p, nil
}

// positions reads an array of positions.
func positions(value []byte, left *room) ([]orb.Point, error) {
	if value[0] != '[' {
		return nil, fmt.Errorf("%.40q instead of positions", value)
	}
	if err := left.take(perRing); err != nil { // an empty array takes memory too
		return nil, err
	}
	var points []orb.Point
	for element := range elements(value) {
		if err := left.take(1); err != nil {
			return nil, err
		}
		p, err := position(element)
		if err != nil {
			return nil, err
		}
		points = append(points, p)
	}
	return points, nil
}

// crsMember reads the "crs" of an object, "" when it has none.
func crsMember(value []byte) (string, error) {
	if value == nil {
		return "", nil
	}
	if isNull(value) {
		return "", errors.New("crs is null: the file says that its coordinate system is not known")
	}
	if properties := member(value, "properties"); properties != nil {
		if name := member(properties, "name"); name != nil {
			return parseCRS(scalar(name))
		}
	}
	return "", fmt.Errorf("crs %.80q has no name", value)
}

// setProperties keeps the properties of an area, and after them those that the Leefbaarometer nests under "raw".
func (r *record) setProperties(properties []byte) {
	var raw []byte
	for name, value := range members(properties) {
		if name == "raw" {
			raw = value
			continue
		}
		if key, _ := column(name); key != "" {
			r.set(name, scalar(value))
		}
	}
	if raw != nil {
		for name, value := range members(raw) {
			if key, _ := column(name); key != "" {
				r.set(name, scalar(value))
			}
		}
	}
}
