// Package dist carries the bundles that `npm run build` writes beside this file.
package dist

import "embed"

// FS holds the generated bundles by name, such as "ssr.js". In a fresh checkout, before `make build`, they are absent.
//
//go:embed all:*
var FS embed.FS
