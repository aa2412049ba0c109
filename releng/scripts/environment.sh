# Sourced by the scripts at the top of the source tree: finds what they need on this machine.

readonly REQUIRED_JAVA=25

# Prints the home of a JDK that is new enough, or explains what to install.
find_jdk() {
    local home candidates=("${JAVA_HOME:-}")
    local on_path
    on_path=$(command -v javac) && candidates+=("$(dirname "$(dirname "$(readlink -f "$on_path")")")")
    shopt -s nullglob
    candidates+=(/usr/lib/jvm/* /Library/Java/JavaVirtualMachines/*/Contents/Home
        /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home "${HOME:-/nonexistent}"/.sdkman/candidates/java/*)
    shopt -u nullglob
    for home in "${candidates[@]}"; do
        if [[ -x $home/bin/javac && $(jdk_version "$home") -ge $REQUIRED_JAVA ]]; then
            echo "$home"
            return
        fi
    done
    echo "Spikewright needs a JDK $REQUIRED_JAVA or newer, and found none. Install one, for instance" \
        "Temurin from https://adoptium.net, or set JAVA_HOME to it." >&2
    return 1
}

# Prints the folder of this user for logs; nothing where there is none.
log_folder() {
    if [[ -n ${XDG_STATE_HOME:-} ]]; then
        echo "$XDG_STATE_HOME/spikewright"
    elif [[ -n ${HOME:-} && $(uname) == Darwin ]]; then
        echo "$HOME/Library/Logs/Spikewright"
    elif [[ -n ${HOME:-} ]]; then
        echo "$HOME/.local/state/spikewright"
    fi
}

# Prints the feature number of a JDK, 0 if it does not say.
jdk_version() {
    local line version=0
    if [[ -r $1/release ]]; then
        while read -r line; do
            if [[ $line =~ ^JAVA_VERSION=\"([0-9]+) ]]; then
                version=${BASH_REMATCH[1]}
            fi
        done <"$1/release"
    fi
    echo "$version"
}

# Installs Debian packages where that is possible without asking, else says how to.
install_packages() {
    if [[ $(id -u) == 0 ]] && command -v apt-get >/dev/null; then
        echo "Installing $*" >&2
        if apt-get update -qq >&2 && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >&2; then
            return
        fi
    fi
    echo "Please install: sudo apt-get install $*" >&2
    return 1
}

# Makes sure that the libraries of a window are there; on a Mac they always are.
require_gtk() {
    if [[ $(uname) == Linux ]] && ! ldconfig_has libgtk-3.so.0; then
        install_packages libgtk-3-0
    fi
}

ldconfig_has() {
    PATH=$PATH:/sbin:/usr/sbin ldconfig -p | grep -q "$1"
}

# Runs a command, and again for as long as it ends with 23, which asks for that; signals are its to answer.
run_again() {
    local status process
    while true; do
        status=0
        "$@" &
        process=$!
        trap 'kill -TERM "$process" 2>/dev/null || true' TERM INT HUP
        wait "$process" || status=$?
        # A signal ends the waiting before it ends the process.
        while kill -0 "$process" 2>/dev/null; do
            status=0
            wait "$process" || status=$?
        done
        trap - TERM INT HUP
        [[ $status == 23 ]] || return "$status"
    done
}
