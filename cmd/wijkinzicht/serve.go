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
	"wijkinzicht/data/catalogue"
	"wijkinzicht/data/store"
	"wijkinzicht/ingest"
	"wijkinzicht/server"
	"wijkinzicht/server/search"
)

func runServe(ctx context.Context, args []string, e env) error {
	fs, store := flags("serve", e)
	listen := fs.String("listen", or(e.getenv("WIJKINZICHT_LISTEN"), "127.0.0.1:8080"), "adres om op te luisteren (ook $WIJKINZICHT_LISTEN)")
	address := fs.String("adres", e.getenv("WIJKINZICHT_ADRES"), "openbaar adres, bijvoorbeeld https://wijken.example.nl (ook $WIJKINZICHT_ADRES)")
	own := ownFlag(fs, e)
	framers := fs.String("insluiten-door", e.getenv("WIJKINZICHT_INSLUITEN_DOOR"),
		"websites die mogen insluiten, bijvoorbeeld \"https://www.dorrestad.nl https://*.dorrestad.nl\" (ook $WIJKINZICHT_INSLUITEN_DOOR; anders alle)")
	addresses := fs.Bool("adres-zoeken", e.getenv("WIJKINZICHT_ADRESDIENST") != "",
		"zoek ook op adres en postcode bij de Locatieserver van PDOK; wat een bezoeker intypt gaat dan van deze server naar PDOK (ook met $WIJKINZICHT_ADRESDIENST, het adres van zo'n dienst)")
	noSQL := fs.Bool("geen-sql", false, "zet vragen in SQL over het web (/onderzoek/sql) uit")
	if _, err := parse(fs, args, 0, 0); err != nil {
		return err
	}
	slog.SetDefault(slog.New(slog.NewTextHandler(e.stderr, nil)))
	if err := ensurePublished(ctx, *store, ownDir(*own, *store), e); err != nil {
		return err
	}
	listener, err := net.Listen("tcp", *listen)
	if err != nil {
		return listenError(*listen, err)
	}
	if *address == "" {
		*address = "http://" + listener.Addr().String()
	}
	config := server.Config{Address: *address, Program: programVersion(), Own: ownDir(*own, *store), Framers: *framers}
	if *addresses {
		config.Addresses = or(e.getenv("WIJKINZICHT_ADRESDIENST"), search.LocationService)
	}
	srv, err := server.New(ctx, *store, config)
	if err != nil {
		listener.Close()
		return err
	}
	if *noSQL {
		srv.DisableSQL()
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
// carries other figures than the one before it; and what there is again when the own directory holds something else than
// the published revision was made of. What cannot be right there is said, and the published revision stays.
func ensurePublished(ctx context.Context, in store.Store, own string, e env) error {
	current, path, err := in.Current()
	published := err == nil
	if err != nil && !errors.Is(err, store.ErrNoRevision) {
		return err
	}
	cat, err := e.loadCatalogue(own, e.stderr)
	var fault *catalogue.Fault
	if published && errors.As(err, &fault) {
		fmt.Fprintf(e.stderr, "%s; de gepubliceerde revisie %s blijft staan\n", fault, current)
		return nil
	}
	if err != nil {
		return err
	}
	kept, err := in.Raw()
	if err != nil {
		return err
	}
	if !published {
		if len(kept) > 0 {
			return store.ErrNoRevision // files of publishers wait for an ingest
		}
		return publishDefault(ctx, cat, in, e)
	}
	db, err := data.Open(ctx, path)
	var other *data.OtherSchema
	if errors.As(err, &other) && len(kept) == 0 {
		return publishDefault(ctx, cat, in, e)
	}
	if err != nil {
		return err
	}
	defer db.Close()
	switch ours, err := ingest.DefaultRevision(cat); {
	case err != nil || ours == current || own == "" && db.OwnHash != "": // made with a directory that is not named now
		return err
	case db.Embedded:
		return publishDefault(ctx, cat, in, e)
	case own == "" || db.OwnHash == cat.OwnHash || len(kept) == 0:
		return nil
	}
	result, err := ingest.Run(ctx, cat, in, "", progress(e.stderr))
	if err != nil {
		return err
	}
	fmt.Fprintf(e.stdout, "In %s staat iets anders dan waar de revisie van gemaakt was: revisie %s is gepubliceerd.\n", own, result.Revision)
	return nil
}

func publishDefault(ctx context.Context, cat *catalogue.Catalogue, store store.Store, e env) error {
	result, err := ingest.Default(ctx, cat, store, progress(e.stderr))
	if err != nil {
		return err
	}
	fmt.Fprintf(e.stdout, "In de opslag %s staan nog geen bestanden: de meegeleverde cijfers zijn gepubliceerd (revisie %s).\n", store.Dir, result.Revision)
	return nil
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
