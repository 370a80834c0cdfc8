package site

// Content policies: nothing from elsewhere, no inline script or style. A page may not be framed; an embed is made for it.
const (
	// Policy ends with the word before who may frame an answer.
	Policy     = "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'self'; frame-ancestors "
	PagePolicy = Policy + "'none'"
)
