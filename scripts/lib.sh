# Shared by the scripts: where the project lies, and how a missing package is installed. Sourced, not run.
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

# What the build needs, and what the tests and the demo run beside it.
build_packages=(libcurl4-openssl-dev libsqlite3-dev libxml2-dev libgmime-3.0-dev libstemmer-dev libzstd-dev pkg-config tzdata)
# What reads files of letters where the configuration says `attachments: text`.
attachment_packages=(poppler-utils libarchive-tools)
test_packages=(dovecot-imapd dovecot-pop3d nginx-light openssl "${attachment_packages[@]}")
bench_packages=(maildir-utils isync sfeed newsboat libxml2-utils curl python3)

say() { printf '%s\n' "$*" >&2; }

# as_root COMMAND…: with sudo if we are not root.
as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

# need PACKAGE…: installs those Debian packages that are missing, and says so.
need() {
    local missing=() package
    for package in "$@"; do
        dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing+=("$package")
    done
    [ ${#missing[@]} = 0 ] && return 0
    if ! command -v apt-get >/dev/null; then
        say "These Debian packages are missing: ${missing[*]}. There is no apt-get here: install them and run this again."
        exit 1
    fi
    say "Installing: ${missing[*]}"
    as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

need_swift() {
    if ! command -v swift >/dev/null; then
        say "The Swift toolchain (6.2 or later) is not on the PATH: see https://www.swift.org/install/linux/"
        exit 1
    fi
}

# build_release: the release binary, linked so that it needs no Swift libraries beside it. Prints its path.
build_release() {
    need_swift
    need "${build_packages[@]}"
    say "Building (the first time takes some minutes) …"
    swift build --package-path "$root" -c release --static-swift-stdlib --product adaldyq >&2
    printf '%s/adaldyq\n' "$(swift build --package-path "$root" -c release --static-swift-stdlib --show-bin-path)"
}

usage() { sed -n '2,/^$/s/^# \{0,1\}//p' "$0"; }
