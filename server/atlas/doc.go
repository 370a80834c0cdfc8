// Package atlas shows the areas of a gemeente with a figure: in classes, over years, beside the city.
package atlas
