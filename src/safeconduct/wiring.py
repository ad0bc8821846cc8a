"""Join the adapters to the use cases and the interfaces: the only file that does."""

from __future__ import annotations

from safeconduct.interfaces.cli import Services, build_cli


def services() -> Services:
    """Make the adapters that this installation uses."""
    return Services()


def main() -> None:
    """Run the command line."""
    build_cli(services())()
