package catalogue

import (
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Route is one way to fetch a publication over the network.
type Route struct {
	Family     string
	From, To   int    // years of the publications it goes for
	Kind       string // odata4, bulk (its tables packed as CSV), odata3, bestand, zip, ogc or wfs
	Address    string // https; {table}, {year} and {yy} are filled in
	Filter     string // OData: what is asked of the dimensions besides area and period; ogc: what is asked of the whole country
	Member     string // zip: pattern of the files to take out; ogc and wfs: layers, joined by ;
	MBLocal    int    // about how large for the six gemeenten, in MB
	MBNational int    // about how large for the whole country, in MB
	Confidence string // H, M or L
	Evidence   string
	Tolerance  float64 // metres within which its borders are to be taken; 0 where they are as official as any
}

// Unproven tells a route that nobody was seen to use: its address or what it answers is known from descriptions alone.
func (r Route) Unproven() bool { return r.Confidence == "L" }

func (c *Catalogue) readRoute(r csvRow) error {
	tolerance := 0.0
	if given := r.optional("tolerance"); given != nil {
		tolerance = *given
	}
	c.routes = append(c.routes, Route{
		Family: r.text("family"), From: r.integer("from"), To: r.integer("to"),
		Kind:    r.oneOf("kind", "odata4", "bulk", "odata3", "bestand", "zip", "ogc", "wfs"),
		Address: r.text("address"), Filter: r.text("filter"), Member: r.text("member"),
		MBLocal: r.integer("mb_local"), MBNational: r.integer("mb_national"),
		Confidence: r.oneOf("confidence", "H", "M", "L"), Evidence: r.text("evidence"), Tolerance: tolerance,
	})
	return r.err()
}

// Routes gives the ways to fetch a publication, the preferred one first, with the placeholders filled in. It is
// empty when no address is known.
func (c *Catalogue) Routes(s Source) []Route {
	var out []Route
	year := strconv.Itoa(s.Year)
	fill := strings.NewReplacer("{table}", s.Table, "{year}", year, "{yy}", year[max(0, len(year)-2):])
	for _, r := range c.routes {
		if r.Family != s.Family || s.Year < r.From || s.Year > r.To || s.Table == "" && strings.Contains(r.Address, "{table}") {
			continue
		}
		r.Address, r.Filter, r.Member = fill.Replace(r.Address), fill.Replace(r.Filter), fill.Replace(r.Member)
		out = append(out, r)
	}
	return out
}

// Tolerance gives the metres within which the borders in a file are to be taken that was fetched from address by a route of this
// kind; 0 where they are as official as any.
func (c *Catalogue) Tolerance(source, kind, address string) float64 {
	s, _ := c.Source(source)
	for _, r := range c.Routes(s) {
		if r.Kind == kind && strings.HasPrefix(address, r.Address+"#") {
			return r.Tolerance
		}
	}
	return 0
}

// Hosts gives the hosts that the catalogue's routes name: nothing is fetched from any other.
func (c *Catalogue) Hosts() []string {
	var hosts []string
	for _, r := range c.routes {
		if u, err := url.Parse(r.Address); err == nil && !slices.Contains(hosts, u.Hostname()) {
			hosts = append(hosts, u.Hostname())
		}
	}
	slices.Sort(hosts)
	return hosts
}

func (c *Catalogue) checkRoutes() error {
	for _, r := range c.routes {
		if u, err := url.Parse(r.Address); err != nil || u.Scheme != "https" || u.Hostname() == "" {
			return fmt.Errorf("route.csv: %q is no https address", r.Address)
		}
		if !c.hasFamily(r.Family) || r.From > r.To || r.MBLocal < 1 || r.MBNational < r.MBLocal || r.Evidence == "" {
			return fmt.Errorf("route.csv: %s: family, years, size or evidence make no sense", r.Address)
		}
		if r.Tolerance < 0 {
			return fmt.Errorf("route.csv: %s: the tolerance makes no sense", r.Address)
		}
		if _, err := regexp.Compile(r.Member); r.Kind == "zip" && (err != nil || r.Member == "") {
			return fmt.Errorf("route.csv: %s: member is no pattern", r.Address)
		}
		if (r.Kind == "ogc" || r.Kind == "wfs") && r.Member == "" {
			return fmt.Errorf("route.csv: %s: no layers", r.Address)
		}
	}
	return nil
}
