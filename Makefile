# ippo: what people and CI run. `make help` lists it.
SHELL := bash
export CGO_ENABLED = 0

.PHONY: help build test test-go cross tidy generate clean
help: ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/'

build: ## build the binary ./ippo
	go build -trimpath -ldflags "-s -w" -o ippo .

test: ## install what is missing and run every test
	scripts/with-tools go test -count=1 ./...

test-go: ## the Go tests alone; IPPO_TEST_POSTGRES names a server
	go test ./...

cross: ## build for every system and machine that is supported
	@for t in linux/amd64 linux/arm64 darwin/amd64 darwin/arm64 windows/amd64 windows/arm64; do \
		echo "building $$t"; GOOS=$${t%/*} GOARCH=$${t#*/} go build -trimpath -ldflags "-s -w" -o /dev/null ./... || exit 1; done

tidy: ## tidy go.mod
	go mod tidy

generate: ## write generated files anew
	go generate ./...

clean: ## remove what was built
	rm -rf ippo dist
