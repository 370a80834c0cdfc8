package chart

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"sync"

	"github.com/dop251/goja"

	"wijkinzicht/web/dist"
)

// Renderer turns figures into SVG by running ECharts' server-side mode. It is safe for concurrent use.
type Renderer struct {
	program *goja.Program
	slots   chan *engine // as many as there may be engines; nil: not started yet
}

// engine is one JavaScript runtime with ECharts in it; one goroutine at a time may use it.
type engine struct {
	runtime *goja.Runtime
	render  goja.Callable
}

// NewRenderer gives a renderer that draws at most `workers` pictures at a time. Each worker starts at its first use
// (some tenths of a second). It is an error when the bundle has not been built.
func NewRenderer(workers int) (*Renderer, error) {
	program, err := bundle()
	if err != nil {
		return nil, err
	}
	r := &Renderer{program: program, slots: make(chan *engine, max(workers, 1))}
	for range cap(r.slots) {
		r.slots <- nil
	}
	return r, nil
}

// bundle is the program that every engine runs, compiled once.
var bundle = sync.OnceValues(func() (*goja.Program, error) {
	source, err := dist.FS.ReadFile("ssr.js")
	if errors.Is(err, fs.ErrNotExist) {
		return nil, errors.New("chart bundle web/dist/ssr.js is missing: run make build")
	}
	if err != nil {
		return nil, fmt.Errorf("read chart bundle: %w", err)
	}
	program, err := goja.Compile("ssr.js", string(source), false)
	if err != nil {
		return nil, fmt.Errorf("compile chart bundle: %w", err)
	}
	return program, nil
})

// SVG draws a figure: an <svg> element to put in a page, without inline style, script or outside reference, scaling
// with its container. The same figure gives the same bytes. It stops with the context's error when that ends first.
func (r *Renderer) SVG(ctx context.Context, f Figure) ([]byte, error) {
	option, err := f.Option()
	if err != nil {
		return nil, err
	}
	size := frames[f.Size]
	raw, err := r.run(ctx, string(option), size.width, size.height)
	if err != nil {
		return nil, fmt.Errorf("draw figure %q: %w", f.ID, err)
	}
	svg, err := cleanSVG(raw, f)
	if err != nil {
		return nil, fmt.Errorf("clean figure %q: %w", f.ID, err)
	}
	return svg, nil
}

// run lends an engine for one picture. An engine that failed or was stopped halfway is not used again.
func (r *Renderer) run(ctx context.Context, option string, width, height float64) (string, error) {
	var e *engine
	select {
	case e = <-r.slots:
	case <-ctx.Done():
		return "", ctx.Err()
	}
	var healthy *engine
	defer func() { r.slots <- healthy }()
	if err := ctx.Err(); err != nil {
		healthy = e
		return "", err
	}
	if e == nil {
		var err error
		if e, err = r.start(); err != nil {
			return "", err
		}
	}
	stop := context.AfterFunc(ctx, func() { e.runtime.Interrupt(ctx.Err()) })
	svg, err := e.render(goja.Undefined(), e.runtime.ToValue(option), e.runtime.ToValue(width), e.runtime.ToValue(height))
	interrupted := !stop()
	if interrupted && err != nil {
		return "", ctx.Err()
	}
	if err != nil {
		return "", err
	}
	if !interrupted {
		healthy = e
	}
	return svg.String(), nil
}

func (r *Renderer) start() (*engine, error) {
	runtime := goja.New()
	if _, err := runtime.RunProgram(r.program); err != nil {
		return nil, fmt.Errorf("start chart bundle: %w", err)
	}
	render, ok := goja.AssertFunction(runtime.Get("renderSVG"))
	if !ok {
		return nil, errors.New("start chart bundle: it has no renderSVG")
	}
	return &engine{runtime, render}, nil
}
