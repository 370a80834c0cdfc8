package site

import (
	"fmt"
	"net/mail"
	"net/url"
)

// ReportAddress makes a link of where visitors report a fault: an https address, or one of e-mail. "" stays "". Others are refused with a
// Dutch sentence.
func ReportAddress(text string) (string, error) {
	if text == "" {
		return "", nil
	}
	if at, err := url.Parse(text); err == nil && at.Scheme == "https" && at.Host != "" {
		return text, nil
	}
	if at, err := mail.ParseAddress(text); err == nil && at.Name == "" && at.Address == text {
		return (&url.URL{Scheme: "mailto", Opaque: text}).String(), nil
	}
	return "", fmt.Errorf("%q is geen e-mailadres en geen adres met https:// om fouten te melden", text)
}
