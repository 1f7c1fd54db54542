# The two commands: `make run PHOTOS=~/Pictures` and `make test`. Each does all the set-up it needs.
.PHONY: setup test-setup build run test lint format clean

RELEASE := .build/release

setup:
	@scripts/setup.sh build

test-setup:
	@scripts/setup.sh test

build: setup
	swift build -c release

run: build
	@scripts/run.sh "$(PHOTOS)"

test: test-setup
	swift build -c release
	swift build -c release --build-tests
	scripts/test.sh

lint:
	swift format lint --strict --recursive --parallel Package.swift Sources Tests

format:
	swift format --in-place --recursive --parallel Package.swift Sources Tests

# Nothing of the owner's is here: only build products, the Python of the tests, and the demo library that `make run` made.
clean:
	rm -rf .build .venv demo-library
