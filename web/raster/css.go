package raster

import (
	"cmp"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// sheet is the part of CSS that map.css uses: types, classes and descendants, custom properties of :root, and the width
// of the window in media queries.
type sheet struct {
	width     int // of the window, in pixels
	rules     []rule
	variables map[string]string
}

// rule is one selector with its declarations.
type rule struct {
	compounds    []compound // from the outermost element to the one that is meant
	weight       int        // its specificity
	declarations []declaration
}

// compound describes one element.
type compound struct {
	name    string // empty: any
	root    bool
	classes []string
}

type declaration struct{ name, value string }

var (
	comment       = regexp.MustCompile(`(?s)/\*.*?\*/`)
	compoundForm  = regexp.MustCompile(`^(\*|:root|[A-Za-z][A-Za-z0-9]*)?((?:\.[A-Za-z_][A-Za-z0-9_-]*)*)$`)
	mediaForm     = regexp.MustCompile(`^@media *\((max|min)-width: *([0-9.]+)(em|px)\)$`)
	variableForm  = regexp.MustCompile(`var\( *(--[A-Za-z0-9_-]+) *\)`)
	ignoredMedias = "print prefers-reduced-motion" // a picture is no paper, and does not move
)

const emPixels = 16 // of the window's font, in which media queries count

// read adds the rules of a style sheet.
func (s *sheet) read(text string) error {
	return s.blocks(comment.ReplaceAllString(text, " "), 0)
}

func (s *sheet) blocks(text string, depth int) error {
	for {
		head, rest, ok := strings.Cut(text, "{")
		head = strings.Join(strings.Fields(head), " ")
		if !ok {
			if head != "" {
				return fmt.Errorf("%q without a block", head)
			}
			return nil
		}
		body, after, err := block(rest)
		if err != nil {
			return fmt.Errorf("%q: %w", head, err)
		}
		if strings.HasPrefix(head, "@") {
			applies, err := s.applies(head)
			if err == nil && depth > 0 {
				err = errors.New("media query in a media query")
			}
			if err == nil && applies {
				err = s.blocks(body, depth+1)
			}
			if err != nil {
				return err
			}
		} else if err := s.rule(head, body); err != nil {
			return err
		}
		text = after
	}
}

// block cuts text after the brace that closes the block it starts in.
func block(text string) (body, after string, err error) {
	open := 1
	for i, r := range text {
		switch r {
		case '{':
			open++
		case '}':
			open--
		}
		if open == 0 {
			return text[:i], text[i+1:], nil
		}
	}
	return "", "", errors.New("the block does not end")
}

func (s *sheet) applies(query string) (bool, error) {
	for medium := range strings.FieldsSeq(ignoredMedias) {
		if query == "@media "+medium || strings.HasPrefix(query, "@media ("+medium+":") {
			return false, nil
		}
	}
	match := mediaForm.FindStringSubmatch(query)
	if match == nil {
		return false, fmt.Errorf("%q is not known", query)
	}
	edge, err := length(match[2])
	if err != nil {
		return false, fmt.Errorf("%q: %w", query, err)
	}
	if match[3] == "em" {
		edge *= emPixels
	}
	if match[1] == "max" {
		return float64(s.width) <= edge, nil
	}
	return float64(s.width) >= edge, nil
}

func (s *sheet) rule(selectors, body string) error {
	declarations, err := declarationsOf(body)
	if err != nil {
		return fmt.Errorf("%q: %w", selectors, err)
	}
	for selector := range strings.SplitSeq(selectors, ",") {
		r := rule{declarations: declarations}
		for part := range strings.FieldsSeq(selector) {
			match := compoundForm.FindStringSubmatch(part)
			if match == nil {
				return fmt.Errorf("selector %q is not known", selector)
			}
			c := compound{name: strings.TrimPrefix(match[1], "*"), root: match[1] == ":root"}
			if c.root {
				c.name = ""
			}
			c.classes = strings.FieldsFunc(match[2], func(r rune) bool { return r == '.' })
			r.weight += 100 * len(c.classes)
			if c.root {
				r.weight += 100
			} else if c.name != "" {
				r.weight++
			}
			r.compounds = append(r.compounds, c)
		}
		if len(r.compounds) == 0 {
			return fmt.Errorf("empty selector in %q", selectors)
		}
		s.rules = append(s.rules, r)
		for _, d := range declarations {
			if strings.HasPrefix(d.name, "--") {
				if selector != ":root" {
					return fmt.Errorf("%s in %q: want it in :root", d.name, selectors)
				}
				s.variables[d.name] = d.value
			}
		}
	}
	return nil
}

func declarationsOf(body string) ([]declaration, error) {
	var all []declaration
	for text := range strings.SplitSeq(body, ";") {
		if strings.TrimSpace(text) == "" {
			continue
		}
		name, value, ok := strings.Cut(text, ":")
		if !ok || strings.ContainsAny(text, "{}") {
			return nil, fmt.Errorf("declaration %q is not known", strings.TrimSpace(text))
		}
		all = append(all, declaration{strings.TrimSpace(name), strings.TrimSpace(value)})
	}
	return all, nil
}

// declared gives what the sheet says about an element, what counts most last.
func (s *sheet) declared(n *node) ([]declaration, error) {
	var found []rule
	for _, r := range s.rules {
		if r.matches(n) {
			found = append(found, r)
		}
	}
	slices.SortStableFunc(found, func(a, b rule) int { return cmp.Compare(a.weight, b.weight) })
	var all []declaration
	for _, r := range found {
		for _, d := range r.declarations {
			if strings.HasPrefix(d.name, "--") {
				continue
			}
			for _, match := range variableForm.FindAllStringSubmatch(d.value, -1) {
				value, ok := s.variables[match[1]]
				if !ok {
					return nil, fmt.Errorf("%s: %s has no value", d.name, match[1])
				}
				d.value = strings.ReplaceAll(d.value, match[0], value)
			}
			all = append(all, d)
		}
	}
	return all, nil
}

// matches tells whether the rule is about an element. Going up, the first ancestor that fits is the best choice.
func (r rule) matches(n *node) bool {
	last := len(r.compounds) - 1
	if !r.compounds[last].matches(n) {
		return false
	}
	left := r.compounds[:last]
	for n = n.parent; n != nil && len(left) > 0; n = n.parent {
		if left[len(left)-1].matches(n) {
			left = left[:len(left)-1]
		}
	}
	return len(left) == 0
}

func (c compound) matches(n *node) bool {
	if c.name != "" && c.name != n.name || c.root && n.parent != nil {
		return false
	}
	for _, class := range c.classes {
		if !slices.Contains(n.classes, class) {
			return false
		}
	}
	return true
}
