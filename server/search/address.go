package search

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"strings"

	"github.com/paulmach/orb/encoding/wkb"
	"github.com/paulmach/orb/planar"

	"wijkinzicht/data"
	"wijkinzicht/geo"
	"wijkinzicht/server/place"
	"wijkinzicht/web"
)

// addressKinds are the kinds of the address service in words; the middle of a street says nothing of its ends.
var addressKinds = map[string]string{"adres": "", "postcode": "postcode", "weg": "midden van de straat"}

// findAddresses asks the address service where a text lies. lead is the page to open at once: that of the only address that has all that
// was asked; why says why nothing was asked or answered, in words for a visitor.
func (s *Search) findAddresses(ctx context.Context, db *data.DB, text string) (out []web.FoundAddress, lead, why string) {
	answers, err := s.addresses.find(ctx, text)
	switch {
	case errors.Is(err, errBusy):
		return nil, "", "Er wordt nu te veel naar adressen gezocht. Probeer het over een paar seconden opnieuw, of zoek op naam of postcode."
	case err != nil:
		slog.Warn("no addresses", "error", err)
		return nil, "", "De adressendienst van PDOK antwoordt nu niet. Zoek op de naam van uw wijk of buurt, of op de vier cijfers van uw postcode."
	}
	whole := 0
	for _, a := range answers {
		found, ok, err := placeAddress(ctx, db, a)
		if err != nil {
			slog.Error("place an address", "error", err)
			continue
		}
		if !ok {
			continue
		}
		out = append(out, found)
		if hasAll(a.Name, text) {
			if whole++; whole == 1 {
				lead = found.Place.URL
			}
		}
	}
	if whole != 1 {
		lead = ""
	}
	return out, lead, ""
}

// hasAll tells whether a name has every word of a text; a postcode is one word, and a gemeente has one name, however they are written.
func hasAll(name, text string) bool {
	words := addressWords(name)
	return !slices.ContainsFunc(addressWords(text), func(w string) bool { return !slices.Contains(words, w) })
}

var everydayNames = strings.NewReplacer("s gravenhage", "den haag", "s hertogenbosch", "den bosch")

func addressWords(text string) []string {
	return strings.Fields(everydayNames.Replace(joinPostcode(plainText(text))))
}

// placeAddress finds the buurt of today around an address, by its point. Where we know no border there, its code tells, or else its wijk or
// gemeente; ok is false where we have no page at all.
func placeAddress(ctx context.Context, db *data.DB, a address) (web.FoundAddress, bool, error) {
	out := web.FoundAddress{Name: a.Name, Kind: addressKinds[a.Kind]}
	area, ok, err := buurtAt(ctx, db, a)
	if err != nil {
		return out, false, err
	}
	for _, code := range []string{a.Buurt, a.Wijk, "GM" + a.Gemeente} {
		if !ok {
			area, ok = place.Today(db, code)
		}
	}
	if !ok {
		return out, false, nil
	}
	out.Place, out.Level = place.Link(db, area), area.Level
	if area.Level == "buurt" {
		if wijk, ok := db.AreaNow(place.WijkCode(area.Code)); ok && place.Link(db, wijk).URL != out.Place.URL {
			out.Wijk = place.Link(db, wijk)
		}
	}
	return out, true, nil
}

func buurtAt(ctx context.Context, db *data.DB, a address) (area data.AreaNow, ok bool, err error) {
	degrees, known := a.point()
	if !known {
		return area, false, nil
	}
	rd := geo.ToRD(degrees)
	probe, err := wkb.Marshal(rd)
	if err != nil {
		return area, false, err
	}
	err = db.BuurtenAround(ctx, probe, func(b data.AreaNow, outline []byte) error {
		m, err := geo.ReadOutline(outline)
		if err == nil && !ok && planar.MultiPolygonContains(m, rd) {
			area, ok = b, true
		}
		return err
	})
	return area, ok, err
}
