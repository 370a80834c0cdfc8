// Package data is the DuckDB room: the schema, and the writing and reading of one database file per revision.
package data
