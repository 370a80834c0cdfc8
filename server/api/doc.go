// Package api answers programs: rows of the database in JSON, CSV, Parquet and GeoJSON, and their description.
package api
