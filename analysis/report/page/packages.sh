#!/usr/bin/env bash
# Installs the packages of the pages into the working folder: those in npm's cache from there, others from the registry.
# Where they cannot be had, leaves `unavailable` with npm's reason and ends well: the program is then built without pages.
# With `required` as argument it fails instead.
set -euo pipefail
rm -f unavailable
patience=()
[[ ${1:-} == required ]] || patience=(--fetch-retries=0 --fetch-timeout=20000)
if npm ci --prefer-offline --no-audit --no-fund --loglevel=error "${patience[@]}" >unavailable 2>&1; then
  rm unavailable
  exit
fi
if [[ ${1:-} == required ]]; then
  cat unavailable >&2
  exit 1
fi
rm -rf node_modules
case "${LC_ALL:-${LC_MESSAGES:-${LANG:-}}}" in
  zh*) echo "npm 未能取得报告网页所需的软件包（原因见 $PWD/unavailable），将构建不含网页的程序。" ;;
  *) echo "npm could not get the packages of the report's page ($PWD/unavailable says why): building without pages." ;;
esac
