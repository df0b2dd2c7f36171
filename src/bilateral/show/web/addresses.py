"""Addresses that a form gives to be led back to."""


def local(address: str, otherwise: str) -> str:
    """Return an address if it is one of this site's pages, else another: a form must not lead elsewhere."""
    elsewhere = address.startswith("//") or "\\" in address or any(ord(c) < ord(" ") for c in address)
    return address if address.startswith("/") and not elsewhere else otherwise
