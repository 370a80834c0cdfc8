// Package figure turns the lines of a revision into what a page shows of them: values, changes, charts, tables, and the
// facts on their time axis.
package figure
