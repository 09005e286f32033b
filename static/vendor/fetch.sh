#!/bin/sh
# Fetches the pinned versions in package.json and copies the few files that the pages use, with their licences.
# Needed only to change a version; the copies are committed, so nobody who runs the registry needs npm.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp "$here/package.json" "$here/package-lock.json" "$work/"
(cd "$work" && npm ci --ignore-scripts --no-audit --no-fund)

take() { # package, target folder, files...
    package=$work/node_modules/$1 target=$here/$2
    shift 2
    mkdir -p "$target"
    for file in "$@"; do
        install -m 644 "$package/$file" "$target/$(basename "$file")"
    done
}

take @fontsource-variable/newsreader newsreader LICENSE \
    files/newsreader-latin-opsz-normal.woff2 \
    files/newsreader-latin-ext-opsz-normal.woff2 \
    files/newsreader-latin-opsz-italic.woff2
take source-sans source-sans LICENSE.md \
    WOFF2/VF/SourceSans3VF-Upright.ttf.woff2 \
    WOFF2/VF/SourceSans3VF-Italic.ttf.woff2
