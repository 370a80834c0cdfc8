package catalogue

import "io/fs"

// renamedFile says what things were called in addresses before. As viewFile it changes no figure and is no part of Hash.
const renamedFile = "renamed.csv"

// named tells whether something of a kind (cijfer, wijk, interventie) has a name.
type named func(kind, name string) bool

// ReadRenamed gives the name of now by a name of before: the id of an indicator or intervention, or the slug of a wijk. An address that
// somebody kept, printed or put in a frame is led on by it. That the names of now exist is for Load to see.
func ReadRenamed() (map[string]string, error) { return readRenamed(catalogueFiles, nil) }

// readRenamed refuses a name that something still has, one that leads nowhere, and one without its reason; known may be nil.
func readRenamed(files fs.FS, known named) (map[string]string, error) {
	out := map[string]string{}
	err := eachRow(files, renamedFile, func(r csvRow) error {
		kind, old, now := r.oneOf("kind", "cijfer", "wijk", "interventie"), r.text("old"), r.text("new")
		switch {
		case old == "" || out[old] != "":
			r.wrong("old", "%q staat hier twee keer of is leeg", old)
		case known != nil && known(kind, old):
			r.wrong("old", "er is nog een %s %q", kind, old)
		case known != nil && !known(kind, now): // what was renamed twice leads to its last name at once
			r.wrong("new", "er is geen %s %q", kind, now)
		case r.text("since") == "" || r.text("why") == "":
			r.wrong("why", "zeg van %q sinds wanneer het anders heet en waarom", old)
		}
		out[old] = now
		return r.err()
	})
	return out, err
}

// has is named of a catalogue.
func (c *Catalogue) has(kind, name string) bool {
	switch kind {
	case "cijfer":
		ind, ok := c.Indicator(name)
		return ok && ind.Shown
	case "wijk":
		_, ok := c.Wijk(name)
		return ok
	}
	for _, i := range c.Interventions {
		if i.ID == name {
			return true
		}
	}
	return false
}
