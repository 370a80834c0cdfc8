// Package ingest turns raw files into checked observations and trends, and publishes them as one new revision.
package ingest
