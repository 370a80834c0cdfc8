package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"os"
	"regexp"
	"slices"
	"strings"
	"syscall"
	"time"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
	"wijkinzicht/data/store"
	"wijkinzicht/ingest"
	"wijkinzicht/server"
	"wijkinzicht/server/search"
)

// serving is what serve was told.
type serving struct {
	listen, address, own, framers, visitors, watchman, primary, report *string
	addresses, noSQL                                                   *bool
}

func servingFlags(fs *flag.FlagSet, e env) serving {
	return serving{
		listen:  fs.String("listen", or(e.getenv("WIJKINZICHT_LISTEN"), "127.0.0.1:8080"), "adres om op te luisteren (ook $WIJKINZICHT_LISTEN)"),
		address: fs.String("adres", e.getenv("WIJKINZICHT_ADRES"), "openbaar adres, bijvoorbeeld https://wijken.example.nl (ook $WIJKINZICHT_ADRES)"),
		own:     ownFlag(fs, e),
		framers: fs.String("insluiten-door", e.getenv("WIJKINZICHT_INSLUITEN_DOOR"),
			"websites die mogen insluiten, bijvoorbeeld \"https://www.dorrestad.nl https://*.dorrestad.nl\" (ook $WIJKINZICHT_INSLUITEN_DOOR; anders alle)"),
		addresses: fs.Bool("adres-zoeken", e.getenv("WIJKINZICHT_ADRESDIENST") != "",
			"zoek ook op adres en postcode bij de Locatieserver van PDOK; wat een bezoeker intypt gaat dan van deze server naar PDOK (ook met $WIJKINZICHT_ADRESDIENST, het adres van zo'n dienst)"),
		visitors: fs.String("bezoeker-kop", e.getenv("WIJKINZICHT_BEZOEKER_KOP"),
			"kop waarin de proxy ervoor zegt wie er vraagt, bijvoorbeeld X-Forwarded-For; alleen achter een proxy die haar zelf zet (ook $WIJKINZICHT_BEZOEKER_KOP)"),
		watchman: fs.String("meten", e.getenv("WIJKINZICHT_METEN"),
			"adres waarop Prometheus /metrics vraagt, bijvoorbeeld 127.0.0.1:9464; niet voor bezoekers (ook $WIJKINZICHT_METEN; anders nergens)"),
		primary: fs.String("volg", e.getenv("WIJKINZICHT_VOLG"),
			"adres van een andere server van Wijk in zicht, waarvan deze de gepubliceerde revisies overneemt; hier wordt dan niets zelf gemaakt (ook $WIJKINZICHT_VOLG)"),
		report: fs.String("meld-fout", e.getenv("WIJKINZICHT_MELD_FOUT"),
			"waar bezoekers een fout melden: een e-mailadres of een adres met https://, onderaan elke pagina (ook $WIJKINZICHT_MELD_FOUT; anders nergens)"),
		noSQL: fs.Bool("geen-sql", false, "zet vragen in SQL over het web (/onderzoek/sql) uit"),
	}
}

func runServe(ctx context.Context, args []string, e env) error {
	fs, store := flags("serve", e)
	told := servingFlags(fs, e)
	if _, err := parse(fs, args, 0, 0); err != nil {
		return err
	}
	slog.SetDefault(slog.New(slog.NewTextHandler(e.stderr, &slog.HandlerOptions{Level: logLevel(e)})))
	follower, err := follow(ctx, *told.primary, *store, e)
	if err != nil {
		return err
	}
	if follower == nil {
		if err := whenFree(ctx, func() error { return ensurePublished(ctx, *store, ownDir(*told.own, *store), e) }); err != nil {
			return err
		}
	}
	listener, err := net.Listen("tcp", *told.listen)
	if err != nil {
		return listenError(*told.listen, err)
	}
	if *told.address, err = publicAddress(*told.address, listener.Addr(), e.stderr); err != nil {
		return errors.Join(err, listener.Close())
	}
	limitMemory(e, serveHeap)
	config := server.Config{Address: *told.address, Program: programVersion(), Own: ownDir(*told.own, *store), Visitors: *told.visitors, Framers: *told.framers, Report: *told.report}
	if config.Sketch, err = ingest.Sketcher(); err != nil {
		return errors.Join(err, listener.Close())
	}
	if follower != nil {
		config.Await, config.Elder = follower.Await, follower.Ask
		go follower.Run(ctx)
	}
	if *told.addresses {
		config.Addresses = or(e.getenv("WIJKINZICHT_ADRESDIENST"), search.LocationService)
	}
	srv, err := server.New(ctx, *store, config)
	if err != nil {
		listener.Close()
		return err
	}
	if *told.noSQL {
		srv.DisableSQL()
	}
	if *told.watchman != "" {
		stop, err := serveMetrics(*told.watchman, srv.Metrics(), e.stdout)
		if err != nil {
			return errors.Join(err, listener.Close())
		}
		defer stop()
	}
	fmt.Fprintf(e.stdout, "Wijk in zicht staat op http://%s\n", listener.Addr())
	return srv.Serve(ctx, listener)
}

// serveMetrics lets a watchman measure on an address of its own, until stop.
func serveMetrics(listen string, handler http.Handler, say io.Writer) (stop func() error, err error) {
	listener, err := net.Listen("tcp", listen)
	if err != nil {
		return nil, listenError(listen, err)
	}
	routes := http.NewServeMux()
	routes.Handle("GET /metrics", handler)
	measured := &http.Server{Handler: routes, ReadTimeout: 5 * time.Second, WriteTimeout: 30 * time.Second}
	go func() {
		if err := measured.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
			slog.Error("nobody can measure any more", "error", err)
		}
	}()
	fmt.Fprintf(say, "Prometheus vraagt wat er gemeten wordt aan http://%s/metrics\n", listener.Addr())
	return measured.Close, nil
}

// logLevel is info, unless who runs the program wants a line per request (WIJKINZICHT_LOG=debug).
func logLevel(e env) slog.Level {
	if e.getenv("WIJKINZICHT_LOG") == "debug" {
		return slog.LevelDebug
	}
	return slog.LevelInfo
}

// whenFree does what needs the store for itself, and waits while another program has it: of two servers that are started on a new store
// one makes the revision.
func whenFree(ctx context.Context, do func() error) error {
	for {
		err := do()
		if !errors.Is(err, store.ErrLocked) {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(200 * time.Millisecond):
		}
	}
}

// plainPath is a path of a public address that is the same however it is written.
var plainPath = regexp.MustCompile(`^(/[A-Za-z0-9_-]+)*$`)

// publicAddress checks the address that pages name themselves by; without one it is that of the listener, which others can reach only
// when it says one machine.
func publicAddress(given string, listener net.Addr, say io.Writer) (string, error) {
	if given == "" {
		host, port, err := net.SplitHostPort(listener.String())
		if err != nil {
			return "", err
		}
		if ip := net.ParseIP(host); ip == nil || ip.IsUnspecified() {
			host = "localhost"
		}
		fmt.Fprintln(say, "Zonder --adres staan in insluitcode, de API en de sitemap adressen die alleen op deze machine werken; geef --adres https://… op wat bezoekers bereiken.")
		return "http://" + net.JoinHostPort(host, port), nil
	}
	u, err := url.Parse(given)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.RawQuery != "" || u.Fragment != "" || u.User != nil {
		return "", &usageError{fmt.Sprintf("--adres %q is geen openbaar adres; schrijf bijvoorbeeld https://wijken.example.nl", given)}
	}
	if path := strings.TrimRight(u.Path, "/"); !plainPath.MatchString(path) {
		return "", &usageError{fmt.Sprintf("--adres %q heeft een pad met tekens die niet kunnen; neem letters, cijfers en streepjes, bijvoorbeeld https://www.example.nl/wijk-in-zicht", given)}
	}
	return strings.TrimRight(given, "/"), nil
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
	var damaged *store.Damaged
	if published && errors.As(in.Whole(current), &damaged) {
		fmt.Fprintf(e.stderr, "Revisie %s is beschadigd: %s. Maak haar opnieuw met wijkinzicht ingest --offline.\n", current, damaged.Reason)
		stored, err := in.Revisions()
		if err == nil && len(kept) > 0 && slices.ContainsFunc(stored, func(r store.StoredRevision) bool { return r.Revision != current && in.Whole(r.Revision) == nil }) {
			return nil // the server takes the last whole one
		}
		published = false
	}
	if !published {
		return publishKept(ctx, cat, in, kept, e)
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

// publishKept publishes what the store keeps where nothing is published, or the embedded figures where it keeps nothing that can be read: of
// files that came in by half nobody can make a revision, and a server runs all the same.
func publishKept(ctx context.Context, cat *catalogue.Catalogue, in store.Store, kept []store.RawEntry, e env) error {
	if len(kept) == 0 {
		return publishDefault(ctx, cat, in, e)
	}
	result, err := ingest.Run(ctx, cat, in, "", progress(e.stderr))
	if err == nil {
		fmt.Fprintf(e.stdout, "Revisie %s is gemaakt uit de bewaarde bestanden.\n", result.Revision)
		return nil
	}
	if ctx.Err() != nil || errors.Is(err, store.ErrLocked) {
		return err
	}
	fmt.Fprintf(e.stderr, "Uit de bewaarde bestanden is geen revisie te maken: %s. Geef de map opnieuw (wijkinzicht ingest --from MAP), of zet het bestand opzij (ingest --forget HASH; raw/index.csv noemt de hash). Nu staan de meegeleverde cijfers er.\n", sentence(err))
	return publishDefault(ctx, cat, in, e)
}

func publishDefault(ctx context.Context, cat *catalogue.Catalogue, store store.Store, e env) error {
	result, err := ingest.Default(ctx, cat, store, progress(e.stderr))
	if err != nil {
		return err
	}
	if !result.Unchanged {
		fmt.Fprintf(e.stdout, "In de opslag %s staan nog geen bestanden: de meegeleverde cijfers zijn gepubliceerd (revisie %s).\n", store.Dir, result.Revision)
	}
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
