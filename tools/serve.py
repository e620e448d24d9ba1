"""Runs a server and the worker beside it, and stops both together: `serve.py run` (development) or `serve.py serve`.

Only the standard library, so that it can start before anything is known to be right.
"""

import os
import secrets
import signal
import subprocess
import sys
import time
from types import FrameType

STOP_SECONDS = 15


def server_command(mode: str, port: str) -> list[str]:
    """Django's development server, or gunicorn as in production."""
    if mode == "run":
        return [sys.executable, "manage.py", "runserver", f"127.0.0.1:{port}"]
    workers = os.environ.get("WEB_CONCURRENCY") or "2"
    # The rest is said in gunicorn.conf.py.
    return [sys.executable, "-m", "gunicorn", "mcm_site.wsgi", "--bind", f"127.0.0.1:{port}", "--workers", workers]


def start_worker() -> "subprocess.Popen[bytes]":
    """The process beside the server."""
    return subprocess.Popen([sys.executable, "manage.py", "worker", "--with-parent"])


def stop(process: subprocess.Popen[bytes]) -> None:
    """Ask politely, then insist."""
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def interrupt(signum: int, frame: FrameType | None) -> None:
    """SIGTERM stops as Ctrl-C does."""
    raise KeyboardInterrupt


def main(mode: str) -> int:
    """Start both, wait for the server, stop both; the server's exit code."""
    settings = "development" if mode == "run" else "loopback"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", f"mcm_site.settings.{settings}")
    # One throw-away secret for all of gunicorn's workers; sessions end with the server.
    os.environ.setdefault("SECRET_KEY", secrets.token_urlsafe(50))
    signal.signal(signal.SIGTERM, interrupt)
    worker = start_worker()
    server = subprocess.Popen(server_command(mode, os.environ.get("PORT") or "8000"))  # noqa: S603 - the developer's own
    try:
        while server.poll() is None:
            # As a service manager would: a worker that was killed is started again.
            if worker.poll() is not None:
                worker = start_worker()
            time.sleep(1)
        return server.returncode
    except KeyboardInterrupt:
        return 0
    finally:
        stop(server)
        stop(worker)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
