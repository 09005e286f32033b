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
# static weights: the server's renderer of figures knows neither WOFF2 nor variable fonts
take source-sans source-sans TTF/SourceSans3-Regular.ttf TTF/SourceSans3-Semibold.ttf

# Figures in the page. The versions are those that vl-convert-python brings, so that page and server draw alike.
take vega vega LICENSE build/vega.min.js
take vega-lite vega-lite LICENSE build/vega-lite.min.js
take vega-embed vega-embed LICENSE build/vega-embed.min.js
# parts of others that those three files contain
for part in d3-array d3-color d3-geo-projection delaunator fast-json-patch json-stringify-pretty-compact semver topojson-client; do
    for licence in "$work/node_modules/$part"/LICENSE*; do
        install -m 644 "$licence" "$here/vega/LICENSE-$part"
    done
done
# a map that is not there stops the collection of static files
for file in vega/vega vega-lite/vega-lite vega-embed/vega-embed; do
    sed -i.bak '/^\/\/# sourceMappingURL=/d' "$here/$file.min.js" && rm "$here/$file.min.js.bak"
done
