// Package server shows a store's published revision over HTTP: pages, pictures, embeds and figures.
package server
