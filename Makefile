# ippo: what people and CI run. `make` lists it.
SHELL := bash
export CGO_ENABLED = 0

tool    := go tool -modfile=tools/go.mod
targets := linux/amd64 linux/arm64 darwin/amd64 darwin/arm64 windows/amd64 windows/arm64
tests   := *.test.mjs
time    := 10s

.PHONY: help run build quick test test-go test-faults test-simulation test-proxies test-browser gallery bytes lighthouse bench faults simulate \
	fuzz fmt lint vulnerabilities generate current tidy tidy-check cross clean

help: ## list what there is
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 18

run: ## serve the pages on this machine
	go run . serve

build: ## build the program ./ippo
	go build -ldflags "-s -w" -o ippo .

quick: ## rules, words, readers and pages on SQLite, in less than a minute
	go test -short ./internal/stats/... ./internal/goal/... ./internal/library/... ./internal/exchange/... ./internal/web/...

test: test-go test-faults test-simulation test-proxies test-browser ## install what is missing and run every test

test-go: ## the Go tests, with a throw-away PostgreSQL and readers of PDF
	scripts/with-tools postgresql pdf -- go test -count=1 ./...
	cd tools/replication && go test -count=1 ./...

test-faults: ## kill and damage the real program, each fault a few times
	IPPO_TEST_FAULTS=1 go test -count=1 ./bench/faults ./bench/backup

test-simulation: ## small runs of the simulation, against what was frozen
	IPPO_TEST_SIMULATION=1 go test -count=1 ./bench/simulate

test-proxies: ## the recipes of docs/hosting.md, with real proxies in front of the real program
	scripts/with-tools proxies -- env IPPO_TEST_PROXIES=1 go test -count=1 ./bench/proxies

test-browser: build ## the browser tests; tests=story.test.mjs runs one file
	scripts/with-tools browser -- bash -c 'cd browser && node --test --test-reporter=spec --test-concurrency=2 $(tests)'

gallery: build ## every page in every state and six of the workbook as pictures, in browser/shots
	scripts/with-tools browser pdf -- node browser/gallery.mjs

bytes: build ## keep the bytes of every page in KEEP=FOLDER; AGAINST=FOLDER tells what differs
	scripts/with-tools browser -- node browser/bytes.mjs

lighthouse: build ## measure Today and a goal with Lighthouse
	scripts/with-tools quality -- node browser/quality/lighthouse.mjs

bench: ## measure the program; prints measured / target
	go run ./bench

faults: ## every fault on the real program, hundreds of times; prints the table of docs/reliability.md
	go run ./bench/faults

simulate: ## repeat the simulation that docs/simulation.md reports
	go run ./bench/simulate

fuzz: ## every fuzz target for time=10s each
	scripts/fuzz $(time)

fmt: ## format Go and templates
	$(tool) golangci-lint fmt
	$(tool) templ fmt -log-level warn internal

lint: ## golangci-lint and the types of the scripts
	$(tool) golangci-lint run
	scripts/with-tools browser -- bash -c 'for t in page worker; do browser/node_modules/.bin/tsc -p internal/web/assets/ts/tsconfig.$$t.json; done'

vulnerabilities: ## known holes in what is linked, where the list can be reached
	scripts/vulnerabilities

generate: ## write generated files anew
	go generate ./...

current: generate ## fail when a generated file is not what its source says
	@test -z "$$(git status --porcelain -- '*_templ.go' internal/web/assets/static)" || \
		{ git status --short -- '*_templ.go' internal/web/assets/static; echo "make generate, then commit"; exit 1; }

tidy: ## tidy every module
	go mod tidy
	cd tools && go mod tidy
	cd tools/replication && go mod tidy

tidy-check: ## fail when a module is not tidy
	go mod tidy -diff
	cd tools && go mod tidy -diff
	cd tools/replication && go mod tidy -diff

# Not optimized: what is asked is whether it builds, and it takes half the time.
cross: ## build for every system and machine that is supported
	@set -e; for t in $(targets); do \
		echo "building $$t"; GOOS=$${t%/*} GOARCH=$${t#*/} go build -gcflags='all=-N -l' -o /dev/null .; done

clean: ## remove what was built
	rm -rf ippo dist browser/shots
