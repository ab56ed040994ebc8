"""Ends with one plain sentence when the port for the server is taken. Arguments: host and port."""

import socket
import sys


def main(host: str, port: str) -> None:
    """Try the port the way gunicorn will, so that a connection still closing down is no obstacle."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, int(port)))
        except (OSError, OverflowError, ValueError):
            sys.exit(
                f"Poort {port} op {host} is niet vrij. Kies een andere, bijvoorbeeld: make run PORT=8010"
            )


if __name__ == "__main__":
    main(*sys.argv[1:])
