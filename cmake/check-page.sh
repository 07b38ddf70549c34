#!/usr/bin/env bash
# Checks the types of the report's page, with the packages that a build has installed. Passes if there is no build yet:
# the first build makes the same check.
set -euo pipefail
root=$(dirname -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")")
for packages in "$root"/build/*/analysis/report-page/node_modules; do
  [[ -x $packages/.bin/tsc ]] || continue
  copy=$(mktemp -d)
  trap 'rm -rf -- "$copy"' EXIT
  cp -r "$root"/analysis/report/page/{src,package.json,tsconfig.json} "$copy"
  ln -s "$packages" "$copy/node_modules"
  cd "$copy"
  node_modules/.bin/tsc --noEmit
  exit
done
echo "No build has the page's packages: not checked." >&2
