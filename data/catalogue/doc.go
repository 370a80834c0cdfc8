// Package catalogue is the reviewed knowledge that turns files into figures: what we follow, where each source keeps it, where a
// series breaks, what the eleven are made of and what happened there, with what a gemeente adds; it knows no database.
package catalogue
