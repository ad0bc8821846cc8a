"""Tell public network addresses from those that a page must not be fetched from."""

from __future__ import annotations

import re
import socket
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

_NUMBERS = re.compile(r"(?:0[xX][0-9a-fA-F]*|[0-9]+)(?:\.(?:0[xX][0-9a-fA-F]*|[0-9]+)){0,3}\.?")

# IPv6 addresses that carry an IPv4 address in them: network, and by how many bits it stands to the left.
CARRIERS = (
    (IPv6Network("::ffff:0:0/96"), 0),  # IPv4-mapped, RFC 4291
    (IPv6Network("::/96"), 0),  # IPv4-compatible, RFC 4291
    (IPv6Network("::ffff:0:0:0/96"), 0),  # IPv4-translated, RFC 2765
    (IPv6Network("64:ff9b::/96"), 0),  # NAT64, RFC 6052
    (IPv6Network("2002::/16"), 80),  # 6to4, RFC 3056
)
REFUSED = (
    IPv6Network("64:ff9b:1::/48"),  # local NAT64, RFC 8215
    IPv6Network("2001::/32"),  # Teredo, RFC 4380
    IPv6Network("fec0::/10"),  # site-local, RFC 3879
)


# Names that never belong to the public internet (RFC 6761, RFC 6762, and what routers and clouds use).
INSIDE_NAMES = ("localhost", "local", "internal", "intranet", "home.arpa", "lan")


def is_inside_name(host: str) -> bool:
    """Tell whether a host's name says that it is not of the public internet.

    >>> is_inside_name("LOCALHOST."), is_inside_name("printer.local"), is_inside_name("courier.example")
    (True, True, False)
    """
    bare = host.lower().rstrip(".")
    return any(bare == name or bare.endswith(f".{name}") for name in INSIDE_NAMES)


def read_address(host: str) -> str:
    """Return the address that a host is written as, in any of the ways that systems understand; "" for a name.

    >>> read_address("0x7f.1"), read_address("::1"), read_address("courier.example")
    ('127.0.0.1', '::1', '')
    """
    try:
        return str(ip_address(host))
    except ValueError:
        pass
    try:
        return socket.inet_ntoa(socket.inet_aton(host)) if _NUMBERS.fullmatch(host) else ""
    except OSError:
        return ""


def is_public(address: str) -> bool:
    """Tell whether an address belongs to a machine of the public internet.

    Private, loopback, link-local, multicast and reserved addresses do not, nor do IPv6 addresses that stand for one.

    >>> [is_public(address) for address in ("93.184.216.34", "10.0.0.1", "::ffff:127.0.0.1", "fe80::1%eth0")]
    [True, False, False, False]
    """
    try:
        found = ip_address(address)
    except ValueError:
        return False
    if isinstance(found, IPv4Address):
        return _is_global(found)
    if found.scope_id or any(found in network for network in REFUSED):
        return False
    for network, shift in CARRIERS:
        if found in network:
            return _is_global(IPv4Address(int(found) >> shift & 0xFFFFFFFF))
    return _is_global(found)


def _is_global(address: IPv4Address | IPv6Address) -> bool:
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)
