# Shared by the scripts here: finds the toolchain, builds the release binary when it is missing or older than its source.
# shellcheck shell=bash

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
binary="$root/.build/release/sockdoctor"
# What `run` preloads into programs; it is looked for beside the binary.
recorder="$root/.build/release/libsockwatch.so"

say() { printf '%s\n' "$*" >&2; }

# Puts swift on the PATH, or says what to do.
need_swift() {
    command -v swift >/dev/null 2>&1 && return 0
    local candidate
    for candidate in /opt/swift/usr/bin /usr/local/swift/usr/bin "$HOME/.local/share/swiftly/bin" /usr/libexec/swift/bin; do
        if [ -x "$candidate/swift" ]; then
            PATH="$candidate:$PATH"
            return 0
        fi
    done
    say "sockdoctor needs Swift 6.2 or newer to build; see https://www.swift.org/install/linux"
    return 1
}

# Installs Debian packages that provide missing programs: need_packages program=package ...
need_packages() {
    local entry missing=()
    for entry in "$@"; do
        command -v "${entry%%=*}" >/dev/null 2>&1 || [ -e "${entry%%=*}" ] || missing+=("${entry#*=}")
    done
    [ ${#missing[@]} -eq 0 ] && return 0
    local run=()
    [ "$(id -u)" = 0 ] || run=(sudo)
    if ! command -v apt-get >/dev/null 2>&1 || { [ ${#run[@]} -gt 0 ] && ! command -v sudo >/dev/null 2>&1; }; then
        say "these packages are missing and cannot be installed from here: ${missing[*]}"
        return 1
    fi
    say "installing: ${missing[*]}"
    "${run[@]}" apt-get update -qq >/dev/null 2>&1 || true
    DEBIAN_FRONTEND=noninteractive "${run[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" \
        >/dev/null 2>&1 || { say "apt-get could not install: ${missing[*]}"; return 1; }
}

# True when the binary is there and nothing it is made of is newer.
is_built() {
    [ -x "$binary" ] && [ -e "$recorder" ] || return 1
    [ -z "$(find "$root/Sources" "$root/Package.swift" -newer "$binary" -print -quit 2>/dev/null)" ]
}

# One build at a time, also when several questions are asked at once.
build_release() {
    is_built && return 0
    if [ ! -w "$root" ]; then
        [ -x "$binary" ] && return 0
        say "sockdoctor is not built yet and $root cannot be written to; build it once as its owner"
        return 1
    fi
    need_swift || return 1
    need_packages cc=gcc git=git || return 1
    say "building sockdoctor (once, a few minutes) ..."
    mkdir -p "$root/.build/archives"
    # Alone in a directory, so that the linker finds no shared library beside it; without it the shared one is taken.
    local archive
    archive=$(cc -print-file-name=libstdc++.a 2>/dev/null)
    [ ! -f "$archive" ] || ln -sf "$archive" "$root/.build/archives/"
    local log="$root/.build/release-build.log"
    # At a fixed address the loader has nothing to relocate: a twentieth of the time of a short run.
    local fixed=(-Xlinker -no-pie)
    (
        flock 9
        is_built && exit 0
        cd "$root" && swift build -c release --product sockwatch >"$log" 2>&1 &&
            swift build -c release --static-swift-stdlib --disable-local-rpath "${fixed[@]}" --product sockdoctor \
                >>"$log" 2>&1
    ) 9>"$root/.build/release-build.lock" || {
        say "the build failed; the end of $log:"
        tail -n 20 "$log" >&2
        return 1
    }
    # SwiftPM leaves the binary untouched when nothing changed in it.
    touch "$binary" "$recorder"
}
