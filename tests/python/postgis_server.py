# SPDX-License-Identifier: MIT
"""A PostGIS server of one's own: in a temporary folder, on a free port of this machine only."""

import os
import shutil
import socket
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path

PROGRAMS = next(iter(sorted(Path("/usr/lib/postgresql").glob("*/bin"))), None)
EXTENSION = next(
    iter(sorted(Path("/usr/share/postgresql").glob("*/extension/postgis.control"))), None
)


def is_installed():
    """Whether the server, its extension and GDAL's programs are there."""
    return bool(PROGRAMS and EXTENSION and shutil.which("ogr2ogr"))


def _as_server(*command):
    # The server refuses to run as root.
    drop = ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"]
    subprocess.run(
        [*(drop if os.geteuid() == 0 else []), *map(str, command)],
        check=True,
        stdout=subprocess.DEVNULL,
        cwd="/",
    )


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def postgis():
    """Start a server with an empty database; yields how to connect to it."""
    # Not pytest's folder: that is closed to the user that the server runs as.
    with tempfile.TemporaryDirectory(prefix="libprofile-postgis-") as folder:
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres", "postgres")
        with _running(Path(folder)) as connection:
            yield connection


@contextmanager
def _running(folder):
    data, port = folder / "data", _free_port()
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c fsync=off -c unix_socket_directories="
    _as_server(PROGRAMS / "initdb", "-D", data, "-U", "postgres", "-A", "trust")
    _as_server(PROGRAMS / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", options, "start")
    try:
        connection = f"host=127.0.0.1 port={port} user=postgres dbname=postgres"
        subprocess.run(
            ["psql", connection, "-qc", "create extension postgis"], check=True, capture_output=True
        )
        yield connection
    finally:
        _as_server(PROGRAMS / "pg_ctl", "-D", data, "-m", "immediate", "stop")
