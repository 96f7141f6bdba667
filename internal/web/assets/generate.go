package assets

//go:generate go tool -modfile=../../../tools/go.mod esbuild ts/page/page.ts ts/worker/worker.ts --bundle --minify --format=iife --target=es2022 --entry-names=[name] --outdir=static --log-level=warning
