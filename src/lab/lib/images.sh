# shellcheck shell=bash
# Base images without any image registry: Debian by debootstrap, busybox from the distribution's static binary.

make_base_images() {
    has_image "$DEBIAN_IMAGE" || import_debian
    has_image "$BUSYBOX_IMAGE" || import_busybox
    has_image "$ADDRESS:$REGISTRY_PORT/busybox:1" || push_busybox
}

has_image() { engine image inspect "$1" >/dev/null 2>&1; }

import_debian() {
    local tar
    tar=$(debian_cached)
    [ -s "$tar" ] || make_debian "$tar"
    engine import --change 'CMD ["bash"]' - "$DEBIAN_IMAGE" <"$tar" >/dev/null
}

# The name carries what went in: other certificates, or another recipe, make another image.
debian_cached() { echo "$CACHE/debian-$SUITE-$(cat "${HERE:?}/lib/images.sh" <(extra_authorities) | fingerprint).tar"; }

fingerprint() { sha256sum | cut -c1-12; }

# Authorities that the machine's administrator added. Builds need them where a proxy opens TLS on the way out.
extra_authorities() { cat /usr/local/share/ca-certificates/*.crt 2>/dev/null || true; }

make_debian() {
    local root=$LAB_DIR/debootstrap
    say "debootstrap of Debian $SUITE, once: it is kept in $CACHE"
    mkdir -p "$CACHE" "$LOG"
    rm -rf "$root"
    debootstrap --variant=minbase --include=ca-certificates "$SUITE" "$root" >"$LOG/debootstrap.log" 2>&1 \
        || fail "debootstrap failed: $LOG/debootstrap.log"
    add_update_sources "$root"
    add_authorities "$root"
    slim_down "$root"
    tar -C "$root" --numeric-owner --one-file-system -cf "$1.part" .
    rm -f "$CACHE"/debian-*.tar # of other recipes
    mv "$1.part" "$1"
    rm -rf "$root"
}

add_update_sources() {
    local list=$1/etc/apt/sources.list mirror
    mirror=$(awk '$1 == "deb" { print $2; exit }' "$list")
    printf 'deb %s %s main\n' "$mirror" "$SUITE" "$mirror" "$SUITE-updates" "$mirror-security" "$SUITE-security" >"$list"
}

add_authorities() {
    extra_authorities >"$1/usr/local/share/ca-certificates/machine.crt"
    # One file may hold one certificate only.
    (cd "$1/usr/local/share/ca-certificates" \
        && awk '/BEGIN CERT/ { n++ } { print > ("machine-" n ".crt") }' machine.crt && rm machine.crt)
    chroot "$1" update-ca-certificates >>"$LOG/debootstrap.log" 2>&1
}

# As slim images do: nobody reads manuals in a container, and packages that come later leave theirs out too.
slim_down() {
    local kept=copyright
    printf 'path-exclude /usr/share/%s/*\n' doc man info locale >"$1/etc/dpkg/dpkg.cfg.d/slim"
    printf 'path-include /usr/share/doc/*/%s\n' "$kept" >>"$1/etc/dpkg/dpkg.cfg.d/slim"
    echo 'APT::Install-Recommends "false";' >"$1/etc/apt/apt.conf.d/slim"
    find "$1/usr/share/doc" -type f ! -name "$kept" -delete
    rm -rf "$1"/usr/share/{man,info,locale}/* "$1"/var/cache/apt/* "$1"/var/lib/apt/lists/* "$1"/var/log/*
}

import_busybox() {
    local root=$LAB_DIR/busybox busybox applet
    busybox=$(command -v busybox)
    rm -rf "$root"
    mkdir -p "$root"/{bin,etc,tmp,root,var/www}
    chmod 1777 "$root/tmp"
    cp "$busybox" "$root/bin/busybox"
    for applet in $("$busybox" --list); do
        [ "$applet" = busybox ] || ln -s busybox "$root/bin/$applet"
    done
    echo 'root:x:0:0:root:/root:/bin/sh' >"$root/etc/passwd"
    tar -C "$root" --owner=0 --group=0 --numeric-owner -c . \
        | engine import --change 'CMD ["sh"]' --change 'ENV PATH=/bin' - "$BUSYBOX_IMAGE" >/dev/null
    rm -rf "$root"
}

push_busybox() {
    engine tag "$BUSYBOX_IMAGE" "$ADDRESS:$REGISTRY_PORT/busybox:1"
    engine push -q "$ADDRESS:$REGISTRY_PORT/busybox:1" >/dev/null
}
