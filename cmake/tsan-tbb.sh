#!/usr/bin/env bash
# Builds Debian's oneTBB with the thread sanitizer into build/tbb-tsan, for the preset `tsan`: with the packaged library,
# which tells the sanitizer nothing of how threads wait for each other, every parallel loop would look like a race.
# Needs dpkg-dev and a network; changes nothing outside build/.
set -euo pipefail
root=$(dirname -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")")
work=$root/build/tbb-tsan-source
prefix=$root/build/tbb-tsan
keyring=/usr/share/keyrings/debian-archive-keyring.gpg

[[ -f $prefix/lib/cmake/TBB/TBBConfig.cmake ]] && exit 0
command -v dpkg-source >/dev/null || {
  echo "dpkg-source is missing: apt-get install dpkg-dev" >&2
  exit 3
}
mkdir -p "$work/lists/partial" "$work/cache/archives/partial"
cd "$work"

# A list of sources of our own: the machine's lists need not offer source packages and stay as they are.
suite=$(. /etc/os-release && echo "${VERSION_CODENAME:-bookworm}")
echo "deb-src [signed-by=$keyring] http://deb.debian.org/debian $suite main" >sources.list
apt=(apt-get -qq -o "Dir::Etc::sourcelist=$work/sources.list" -o Dir::Etc::sourceparts=-
  -o "Dir::State::lists=$work/lists" -o "Dir::Cache=$work/cache" -o APT::Sandbox::User=)
"${apt[@]}" update
rm -rf onetbb-*/
"${apt[@]}" source onetbb
source=$(echo "$work"/onetbb-*/)

cmake -S "$source" -B build -G Ninja -DCMAKE_BUILD_TYPE=RelWithDebInfo -DCMAKE_INSTALL_PREFIX="$prefix" \
  -DCMAKE_INSTALL_LIBDIR=lib -DTBB_SANITIZE=thread -DTBB_TEST=OFF -DTBB_STRICT=OFF -DTBBMALLOC_BUILD=OFF
cmake --build build
cmake --install build
