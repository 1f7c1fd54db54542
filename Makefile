# The two commands: `make run PHOTOS=~/Pictures` and `make test`. Each does all the set-up it needs.
.PHONY: setup test-setup bench-setup build run test page-test deploy-test faults bench up down install install-service lint format clean

RELEASE := .build/release

setup:
	@scripts/setup.sh build

test-setup:
	@scripts/setup.sh test

bench-setup:
	@scripts/setup.sh bench

build: setup
	swift build -c release
	@scripts/places.sh import

run: build
	@scripts/run.sh "$(PHOTOS)"

test: test-setup
	swift build -c release
	@scripts/places.sh import
	swift build -c release --build-tests
	scripts/test.sh

# The page in a real browser, with what takes minutes or is held to a time. `make test` has the short form.
page-test: build
	@scripts/setup.sh page
	@scripts/page-tests.sh

# The image built and run, and the service under a systemd of its own, as far as this machine can: it says what it could not.
deploy-test: build
	@scripts/setup.sh deploy
	JOZIN_DEPLOY=full scripts/deploy-tests.sh

# Serves a folder of photos from a container, for this machine alone, and prints the address: make up PHOTOS=~/Pictures
up:
	@deploy/up.sh "$(PHOTOS)"

# Jožin's own files stay, in the volume jozin_state.
down:
	@JOZIN_PHOTOS=/ $(or $(COMPOSE),docker compose) -f deploy/docker-compose.yml down

# Below PREFIX (~/.local); then as a service of this user: make install-service PHOTOS=~/Pictures
install: build
	@deploy/install.sh

install-service: build
	@deploy/install.sh "$(or $(PHOTOS),$(HOME)/Pictures)" $(PORT)

# The promises under every fault that this machine can make; as root it can make more. `make test` has the short form.
faults: test-setup
	swift build -c release
	swift build -c release --build-tests
	JOZIN_FAULTS=full scripts/test.sh --filter FaultTests

# Against peers and limits; `make bench PHOTOS=folder` on photos of yours, `BENCH=--quick` to see that it works.
bench: bench-setup build
	python3 benchmarks/bench.py $(if $(PHOTOS),--photos "$(PHOTOS)") $(if $(HEAVY),--heavy) $(BENCH)

lint:
	swift format lint --strict --recursive --parallel Package.swift Sources Tests

format:
	swift format --in-place --recursive --parallel Package.swift Sources Tests

# Nothing of the owner's is here: only build products, the Python of tests and peers, the names of places, and the photos that
# `make run` and `make bench` made.
clean:
	rm -rf .build .build-bench .venv .venv-bench .venv-page demo-library place-data
