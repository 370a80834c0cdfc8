# Everything that one does with this project; `make help` lists it.

BIN     := bin/wijkinzicht
BUNDLE  := $(addprefix web/dist/,ssr.js zoek.js kopieer.js sorteer.js vouw.js kaart.js teken.js grafiek.js echarts.js insluiten.js embed.js embedgrafiek.js pas.js licenties.txt)
VERSION := $(shell git describe --always --dirty 2>/dev/null || echo onbekend)

# Tests run in their own folders: a path that is meant from here must be made whole.
ifneq ($(WIJKINZICHT_REAL),)
override WIJKINZICHT_REAL := $(abspath $(WIJKINZICHT_REAL))
export WIJKINZICHT_REAL
endif

.PHONY: help deps deps-browser deps-duckdb deps-openapi deps-wasm deps-clickhouse deps-chdb deps-arm64 build deb try-deb try-systemd release image run test race unraced raced-in lint bench fuzz e2e clean

help: ## says what each target does
	@grep -E '^[a-z0-9-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z0-9-]+):.*## /\1\t/' | expand -t 16

deps: web/node_modules/.package-lock.json ## installs libgeos-dev (Debian) and the npm packages, where they are missing
	@if command -v geos-config >/dev/null; then \
		echo "libgeos is there: $$(geos-config --version)"; \
	else \
		echo "libgeos-dev is missing: installing it with apt-get"; \
		$(SUDO) apt-get update -qq && $(SUDO) apt-get install -y -qq libgeos-dev; \
	fi

deps-browser: ## installs Debian's chromium and the PDF tools for the browser tests, and Firefox, WebKit and nginx where Debian has them
	@if command -v chromium >/dev/null && command -v chromedriver >/dev/null && command -v pdftoppm >/dev/null; then echo "chromium is there"; else \
		echo "chromium, chromium-driver or poppler-utils is missing: installing with apt-get"; \
		$(SUDO) apt-get update -qq && DEBIAN_FRONTEND=noninteractive $(SUDO) apt-get install -y -qq chromium chromium-driver poppler-utils fonts-dejavu-core; \
	fi
	@command -v nginx >/dev/null || DEBIAN_FRONTEND=noninteractive $(SUDO) apt-get install -y -qq --no-install-recommends nginx-light || true
	@if command -v firefox-esr >/dev/null && command -v WebKitWebDriver >/dev/null && command -v Xvfb >/dev/null; then echo "firefox and webkit are there"; else \
		echo "firefox-esr, webkit2gtk-driver or xvfb is missing: trying apt-get; without them their tests are skipped"; \
		DEBIAN_FRONTEND=noninteractive $(SUDO) apt-get install -y -qq --no-install-recommends firefox-esr webkit2gtk-driver xvfb || true; \
	fi

CLIENTS := cmd/wijkinzicht/testdata
DUCKDBS := $(CLIENTS)/duckdb

deps-duckdb: $(DUCKDBS)/node_modules/.package-lock.json ## installs the oldest and the newest DuckDB from npm that the worked questions are tested with

deps-openapi: $(CLIENTS)/openapi/node_modules/.package-lock.json ## installs a generator of clients and a validator from npm, where it can; without them their test is skipped

$(CLIENTS)/openapi/node_modules/.package-lock.json: $(CLIENTS)/openapi/package.json $(CLIENTS)/openapi/package-lock.json
	cd $(CLIENTS)/openapi && npm ci --no-audit --no-fund && touch node_modules/.package-lock.json || true

# By the lock file; npm ci refuses one without the platforms that the oldest was never published for.
$(DUCKDBS)/node_modules/.package-lock.json: $(DUCKDBS)/package.json $(DUCKDBS)/package-lock.json
	cd $(DUCKDBS) && npm install --no-save --no-audit --no-fund
	@touch $@

deps-wasm: $(CLIENTS)/wasm/node_modules/.package-lock.json ## installs DuckDB for browsers from npm (140 MB); without it, as in CI, its test is skipped

$(CLIENTS)/wasm/node_modules/.package-lock.json: $(CLIENTS)/wasm/package.json $(CLIENTS)/wasm/package-lock.json
	cd $(CLIENTS)/wasm && npm ci --no-audit --no-fund
	@touch $@

deps-clickhouse: ## installs Debian's ClickHouse, where it can; without it its tests are skipped
	@command -v clickhouse-server >/dev/null && command -v clickhouse-client >/dev/null && echo "clickhouse is there" || \
		DEBIAN_FRONTEND=noninteractive $(SUDO) apt-get install -y -qq --no-install-recommends clickhouse-server clickhouse-client || true

deps-chdb: $(CLIENTS)/chdb/node_modules/.package-lock.json ## installs a ClickHouse of now as a library from npm (550 MB); without it, as in CI, its test is skipped

$(CLIENTS)/chdb/node_modules/.package-lock.json: $(CLIENTS)/chdb/package.json $(CLIENTS)/chdb/package-lock.json
	cd $(CLIENTS)/chdb && npm install --no-save --no-audit --no-fund
	@touch $@

SUDO := $(shell [ "$$(id -u)" = 0 ] || command -v sudo)

web/node_modules/.package-lock.json: web/package.json web/package-lock.json
	@echo "npm packages are missing or old: installing them from the lock file"
	cd web && npm ci --no-audit --no-fund
	@touch $@

$(BUNDLE) &: web/node_modules/.package-lock.json web/build.mjs $(shell find web/shared web/pages -name '*.ts')
	cd web && npm run --silent build

build: deps $(BUNDLE) ## builds bin/wijkinzicht (the first time takes a minute: DuckDB and GEOS are linked in)
	go build -ldflags "-s -w -X main.version=$(VERSION)" -o $(BIN) ./cmd/wijkinzicht

deb: build ## makes a Debian package of it with its systemd units, in release/ (BEHEER.md says how to install it)
	cmd/deploy/deb.sh $(BIN) $(VERSION) $$(dpkg --print-architecture) release

try-deb: deb ## installs it in a clean Debian by debootstrap, and asks the server there for a page (some minutes, as root)
	@command -v debootstrap >/dev/null || $(SUDO) apt-get install -y -qq debootstrap
	$(SUDO) cmd/deploy/try-deb.sh release/wijkinzicht_*_$$(dpkg --print-architecture).deb

try-systemd: deb ## boots a clean Debian with systemd in namespaces, installs, upgrades, kills and removes it there (some minutes, as root)
	@command -v debootstrap >/dev/null || $(SUDO) apt-get install -y -qq debootstrap
	$(SUDO) cmd/deploy/try-systemd.sh $$(ls -t release/wijkinzicht_*_$$(dpkg --print-architecture).deb | head -1)

# What a binary for arm64 is made with: a compiler, and Debian's GEOS for that machine, which is only unpacked.
deps-arm64: ## installs a compiler for arm64, and unpacks GEOS for it under bin/arm64
	DEBIAN_FRONTEND=noninteractive $(SUDO) apt-get install -y -qq --no-install-recommends g++-aarch64-linux-gnu
	rm -rf bin/arm64 && mkdir -p bin/arm64/lists/partial
	cd bin/arm64 && apt-get -qq -o APT::Architecture=arm64 -o APT::Architectures=arm64 -o Dir::State::lists=$(CURDIR)/bin/arm64/lists -o Dir::Cache=$(CURDIR)/bin/arm64 update && \
		apt-get -qq -o APT::Architecture=arm64 -o APT::Architectures=arm64 -o Dir::State::lists=$(CURDIR)/bin/arm64/lists -o Dir::Cache=$(CURDIR)/bin/arm64 download libgeos-dev libgeos-c1v5 libgeos3.11.1
	cd bin/arm64 && for package in *.deb; do dpkg-deb -x "$$package" .; done && rm -rf lists *.deb *.bin

release: build ## makes packed binaries and Debian packages for amd64 and (after make deps-arm64) arm64, with sums and SBOMs, in release/
	cmd/deploy/release.sh $(VERSION)

image: ## builds a container image from source with docker, podman or buildah, whichever is there
	@if command -v docker >/dev/null; then docker build --build-arg VERSION=$(VERSION) -t wijkinzicht .; \
	elif command -v podman >/dev/null; then podman build --format docker --build-arg VERSION=$(VERSION) -t wijkinzicht .; \
	else buildah build --format docker --build-arg VERSION=$(VERSION) -t wijkinzicht .; fi

run: build ## builds, publishes the embedded figures when the store is empty, and serves on http://127.0.0.1:8080
	$(BIN) serve

test: deps $(BUNDLE) ## runs every test (and those on real files where ../shared/data/real or the folder of WIJKINZICHT_REAL is there)
	go test -timeout 30m ./...

# .ci/raced names the tests of what does things at the same time; these are the packages that they are in (data/raced_test.go holds both).
# The JavaScript engine is not watched: one goroutine at a time uses it, and watching makes a chart take three times as long.
RACED_IN := ./data ./geo/overlay ./ingest ./ingest/fetch ./server ./server/answer ./server/research ./server/sandbox ./server/search ./web/chart ./web/raster
RACED    := ^($(shell sed 's/[#].*//' .ci/raced | tr -s ' \n' '||' | sed 's/^|//;s/|$$//'))$$

race: deps $(BUNDLE) ## runs the tests of what does things at the same time (.ci/raced) under the race detector
	go test -timeout 30m -vet=off -race -gcflags='github.com/dop251/goja/...=-race=false' -run '$(RACED)' $(RACED_IN)

unraced: deps $(BUNDLE) ## runs the tests that race leaves
	go test -timeout 30m -vet=off -skip '$(RACED)' ./...

raced-in:
	@echo $(RACED_IN)

lint: deps $(BUNDLE) ## gofmt, go vet and the TypeScript compiler's checks
	@test -z "$$(gofmt -l cmd data geo ingest server web/*.go web/chart web/dist)" || { gofmt -l cmd data geo ingest server web/*.go web/chart web/dist; exit 1; }
	go vet -tags e2e ./...
	cd web && npm run --silent check

bench: deps $(BUNDLE) ## measures speed and size, as ratios within one run
	go test -run '^$$' -bench . -benchmem ./...

fuzz: deps $(BUNDLE) ## runs each fuzz target for ten seconds
	@for pkg in $$(grep -rl --include=*_test.go "^func Fuzz" cmd data geo ingest server web/*_test.go web/chart web/color web/raster | xargs -n1 dirname | sort -u | sed s,^,./,); do \
		for target in $$(go test -list '^Fuzz' $$pkg | grep ^Fuzz); do \
			echo "$$pkg $$target"; go test -run '^$$' -fuzz "^$$target$$" -fuzztime 10s -fuzzminimizetime 50x $$pkg || exit 1; \
		done; \
	done

e2e: deps deps-browser deps-duckdb deps-openapi deps-clickhouse $(BUNDLE) ## runs the journeys in Debian's chromium, embeds in firefox and webkit too where they are, and other DuckDBs
	go test -timeout 30m -tags e2e -vet=off -count=1 -run '^Test(Browser|Clients)' ./cmd/wijkinzicht

clean: ## removes what was built; the store (var) stays
	rm -rf bin release web/node_modules web/dist/*.js web/dist/*.txt
