# shellcheck shell=bash disable=SC2154
# Functions that the two commands at the root share; sourced by them, with `root` set to the project's folder.
# Everything said here goes to standard error: standard output belongs to the program.

case "${LC_ALL:-${LC_MESSAGES:-${LANG:-}}}" in
  zh*) chinese=1 ;;
  *) chinese= ;;
esac

# say ENGLISH CHINESE: one line in the user's language.
say() {
  if [[ $chinese ]]; then echo "$2" >&2; else echo "$1" >&2; fi
}

# Is there a Node.js that can build the report page? Any source will do.
have_node() {
  local version
  command -v npm >/dev/null && version=$(node --version 2>/dev/null) || return 1
  version=${version#v}
  ((${version%%.*} >= 18))
}

# missing_packages SET…: names on the list that are not installed, one a line.
missing_packages() {
  local set name installed
  local -a wanted=()
  while read -r set name; do
    [[ " $* " == *" $set "* ]] || continue
    [[ $name == nodejs || $name == npm ]] && have_node && continue
    wanted+=("$name")
  done <"$root/cmake/debian-packages.txt"
  installed=" $(dpkg-query -W -f '${db:Status-Status}:${Package} ' "${wanted[@]}" 2>/dev/null || true)"
  for name in "${wanted[@]}"; do
    [[ $installed == *" installed:$name "* ]] || echo "$name"
  done
}

# install_packages SET…: installs what is missing; asks first unless root. Exits 3 if it may not or cannot.
install_packages() {
  local -a missing sudo=()
  command -v dpkg-query >/dev/null || {
    say "This is not Debian: going on with what is installed here (needed: cmake/debian-packages.txt)." \
      "本机不是 Debian：直接使用已安装的软件（所需清单见 cmake/debian-packages.txt）。"
    return
  }
  mapfile -t missing < <(missing_packages "$@")
  ((${#missing[@]})) || return 0
  say "Debian packages to install: ${missing[*]}" "需要安装的 Debian 软件包：${missing[*]}"
  local command="apt-get update && apt-get install -y --no-install-recommends ${missing[*]}"
  if ((EUID != 0)); then
    if [[ ! -t 0 || ! -t 2 ]] || ! command -v sudo >/dev/null; then
      say "Only root can install them. Run this as root, then start again:" "安装需要 root 权限。请以 root 身份运行下面的命令，然后重试："
      echo "  $command" >&2
      exit 3
    fi
    say "Install them with sudo? [Y/n] " "用 sudo 安装？[Y/n] "
    local answer
    read -r answer
    [[ $answer == "" || $answer == [yY]* || $answer == 是* ]] || exit 3
    sudo=(sudo)
  fi
  "${sudo[@]}" bash -c "export DEBIAN_FRONTEND=noninteractive; $command" >&2 || {
    say "The packages could not be installed; apt-get says why above." "软件包安装失败，原因见上方 apt-get 的输出。"
    exit 3
  }
}

# As many compilers at once as there are cores, but not more than memory allows at 1.5 GiB each.
jobs() {
  local cores memory
  cores=$(nproc)
  memory=$(awk '/^MemAvailable/ { print int($2 / 1572864) }' /proc/meminfo)
  ((memory < 1)) && memory=1
  echo $((memory < cores ? memory : cores))
}

# configure FOLDER OPTION…: prepares build/FOLDER from the preset of that name. Its output shows only if it fails.
configure() {
  local folder=$root/build/$1 fresh=()
  if [[ -f $folder/CMakeCache.txt ]] && ! is_configured "$1"; then fresh=(--fresh); fi
  say "Configuring build/$1" "正在配置 build/$1"
  command -v ccache >/dev/null && export CMAKE_CXX_COMPILER_LAUNCHER=${CMAKE_CXX_COMPILER_LAUNCHER-ccache}
  mkdir -p "$folder"
  cmake "${fresh[@]}" -S "$root" --preset "$@" >"$folder/configure.log" 2>&1 || {
    cat "$folder/configure.log" >&2
    say "The build could not be configured." "构建配置失败。"
    exit 3
  }
}

# Is build/FOLDER prepared, for this place of the project on the disk, with OPTION (such as LIANDONG_TESTS=ON) if given?
is_configured() {
  local cache=$root/build/$1/CMakeCache.txt
  [[ -f $root/build/$1/build.ninja ]] && grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$root" "$cache" &&
    { [[ $# == 1 ]] || grep -qxE "${2%=*}:[A-Z]+=${2#*=}" "$cache"; }
}

# time_left "[DONE/ALL] …" SECONDS: what a build that long under way will still take, in the user's language; nothing at
# its beginning. Units differ, so this is rough.
time_left() {
  [[ $1 =~ ^\[([0-9]+)/([0-9]+)\] ]] && ((BASH_REMATCH[1] > 2 && $2 > 5)) || return 0
  local left=$(($2 * (BASH_REMATCH[2] - BASH_REMATCH[1]) / BASH_REMATCH[1])) words="%d:%02d left "
  [[ $chinese ]] && words="约剩 %d:%02d "
  # shellcheck disable=SC2059
  printf "$words" $((left / 60)) $((left % 60))
}

# Shows ninja's lines: as one changing line on a terminal, leaving out what is of no use when nothing was to be done.
show_progress() {
  local line open='' start=$SECONDS
  while IFS= read -r line; do
    case $line in
      "ninja: Entering directory"* | "ninja: no work to do." | *"Re-checking globbed directories..."* | *provenance.cmake*) ;;
      "["*/*"] "*)
        if [[ -t 2 ]]; then
          printf '\r\033[K%.*s' "${COLUMNS:-79}" "$(time_left "$line" $((SECONDS - start)))$line" >&2
          open=1
        else
          echo "$line" >&2
        fi
        ;;
      *)
        [[ $open ]] && echo >&2
        open=
        echo "$line" >&2
        ;;
    esac
  done
  [[ $open ]] && printf '\r\033[K' >&2
  return 0
}

# build FOLDER TARGET…: brings targets up to date; takes milliseconds if they are.
build() {
  local folder=$root/build/$1
  shift
  NINJA_STATUS='[%f/%t] ' ninja -C "$folder" -j "$(jobs)" "$@" 2>&1 | show_progress || {
    say "The build failed; the first error above says why." "构建失败，原因见上方第一条错误。"
    exit 3
  }
}

# Where npm could not get the packages of the page, lets the next build ask it again.
try_pages_again() {
  local page=$root/build/release/analysis/report-page
  [[ ! -e $page/unavailable ]] || rm -f "$page/installed"
}

# require_own_build: exits 3 if the build in this clone, or the folder for one, is another user's.
require_own_build() {
  local path built=$root/build/release
  for path in "$root/build" "$root/build/.lock" "$built" "$built/CMakeCache.txt" "$built/.ninja_log"; do
    [[ ! -e $path || -w $path ]] || refuse_clone "$path"
  done
  [[ -e $root/build || -w $root ]] || refuse_clone "$root"
}

# refuse_clone PATH: says that PATH is another's and what to do instead, and exits 3.
refuse_clone() {
  local owner program=$root/build/release/app/liandong
  owner=$(stat -c %U "$1")
  say "You may not write $1, which belongs to $owner. Work in a clone of your own:" \
    "您无权写入 $1，它属于用户 $owner。请使用自己的克隆："
  echo "  cp -r $(printf %q "$root") ~/liandong && ~/liandong/liandong" >&2
  if [[ -x $program ]]; then
    say "Or run the program that is built here, from a folder of your own:" "或在自己的文件夹中直接运行此处已构建的程序："
    echo "  $(printf %q "$program") compare" >&2
  fi
  exit 3
}

# One set-up at a time in a clone; the lock goes when the caller closes descriptor 9.
lock() {
  require_own_build
  mkdir -p "$root/build"
  exec 9>"$root/build/.lock"
  flock -n 9 || {
    say "Waiting for another build in this folder." "正在等待本目录中的另一个构建。"
    flock 9
  }
}
