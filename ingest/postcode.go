package ingest

import (
	"regexp"
	"strings"
)

// isPostcode tells whether a column is KWB's most frequent postcode of an area: POSTCODE on maps, pst_mvp in workbooks, and
// MeestVoorkomendePostcode_113 on StatLine.
func isPostcode(column string) bool {
	plain := strings.NewReplacer("_", "", " ", "").Replace(strings.ToLower(strings.TrimSpace(column)))
	return plain == "postcode" || plain == "pstmvp" || strings.HasPrefix(plain, "meestvoorkomendepostcode")
}

var fourDigits = regexp.MustCompile(`^[1-9][0-9]{3}$`)

// postcode keeps four digits; anything else, as KWB's many marks for none, says nothing.
func postcode(text string) string {
	if text = strings.TrimSpace(text); fourDigits.MatchString(text) {
		return strings.Clone(text)
	}
	return ""
}
