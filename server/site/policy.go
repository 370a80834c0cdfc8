package site

import (
	"net/url"
	"strings"
)

// Content policies: nothing from elsewhere, no inline script or style. A page may not be framed; an embed is made for it.
const (
	policy     = "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'self'; frame-ancestors "
	PagePolicy = policy + "'none'"
)

// EmbedPolicy lets the sources in framers, as frame-ancestors has them, frame an embed. It names our origin beside 'self':
// in a sandboxed frame without an origin of its own WebKit has nothing that 'self' could mean.
func (s *Site) EmbedPolicy(framers string) string {
	ours := "'self'"
	if origin := s.Origin(); origin != "" {
		ours += " " + origin
	}
	p := policy
	for _, kind := range []string{"script-src", "connect-src", "style-src", "img-src"} {
		p = strings.Replace(p, kind+" 'self'", kind+" "+ours, 1)
	}
	return p + framers
}

// Origin is the scheme and the host of our public address; "" when nobody said it, or it is no address.
func (s *Site) Origin() string {
	u, err := url.Parse(s.Address)
	if err != nil || u.Host == "" {
		return ""
	}
	return u.Scheme + "://" + u.Host
}
