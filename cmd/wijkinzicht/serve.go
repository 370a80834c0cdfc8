package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"os"
	"syscall"

	"wijkinzicht/data"
	"wijkinzicht/ingest"
	"wijkinzicht/server"
)

func runServe(ctx context.Context, args []string, e env) error {
	fs, store := flags("serve", e)
	listen := fs.String("listen", or(e.getenv("WIJKINZICHT_LISTEN"), "127.0.0.1:8080"), "adres om op te luisteren (ook $WIJKINZICHT_LISTEN)")
	address := fs.String("adres", e.getenv("WIJKINZICHT_ADRES"), "openbaar adres, bijvoorbeeld https://wijken.example.nl (ook $WIJKINZICHT_ADRES)")
	if _, err := parse(fs, args, 0, 0); err != nil {
		return err
	}
	slog.SetDefault(slog.New(slog.NewTextHandler(e.stderr, nil)))
	if err := ensurePublished(ctx, *store, e); err != nil {
		return err
	}
	listener, err := net.Listen("tcp", *listen)
	if err != nil {
		return listenError(*listen, err)
	}
	if *address == "" {
		*address = "http://" + listener.Addr().String()
	}
	srv, err := server.New(ctx, *store, *address, programVersion())
	if err != nil {
		listener.Close()
		return err
	}
	fmt.Fprintf(e.stdout, "Wijk in zicht staat op http://%s\n", listener.Addr())
	return srv.Serve(ctx, listener)
}

func or(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// ensurePublished publishes the embedded figures in a store that keeps no files of publishers, also when this program
// carries other figures than the one before it.
func ensurePublished(ctx context.Context, store data.Store, e env) error {
	cat, err := data.LoadCatalogue()
	if err != nil {
		return err
	}
	if current, path, err := store.Current(); err == nil {
		if replace, err := outdated(ctx, cat, store, current, path); err != nil || !replace {
			return err
		}
	} else if !errors.Is(err, data.ErrNoRevision) {
		return err
	} else if kept, err := store.Raw(); err != nil || len(kept) > 0 {
		return errors.Join(err, data.ErrNoRevision) // files of publishers wait for an ingest
	}
	result, err := ingest.Default(ctx, cat, store, progress(e.stderr))
	if err != nil {
		return err
	}
	fmt.Fprintf(e.stdout, "In de opslag %s staan nog geen bestanden: de meegeleverde cijfers zijn gepubliceerd (revisie %s).\n", store.Dir, result.Revision)
	return nil
}

// outdated tells whether the published revision holds other embedded figures than this program carries. One made of files
// of publishers is never replaced; when this program cannot read it, the error says what to do.
func outdated(ctx context.Context, cat *data.Catalogue, store data.Store, current, path string) (bool, error) {
	ours, err := ingest.DefaultRevision(cat)
	if err != nil || ours == current {
		return false, err
	}
	db, err := data.Open(ctx, path)
	if err == nil {
		defer db.Close()
		return db.Embedded, nil
	}
	var other *data.OtherSchema
	if kept, rawErr := store.Raw(); !errors.As(err, &other) || rawErr != nil || len(kept) > 0 {
		return false, err
	}
	return true, nil
}

func listenError(listen string, err error) error {
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		return fmt.Errorf("op %s luistert al een ander programma; kies met --listen een ander adres", listen)
	case errors.Is(err, os.ErrPermission):
		return fmt.Errorf("op %s mag dit programma niet luisteren; kies met --listen een poort boven 1023", listen)
	}
	return fmt.Errorf("op %s is niet te luisteren: %w", listen, err)
}
