// Package store is the folder in which a server and ingest meet: the revisions, the raw files, and what is handed out of each revision.
package store
