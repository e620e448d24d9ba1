"""The Nu HTML checker over pages: no error."""

import json
import subprocess
import tempfile
import urllib.error
import urllib.request
from pathlib import Path

JAR = Path(__file__).parent / "node_modules/vnu-jar/build/dist/vnu.jar"


def faults(address: str, paths: list[str]) -> list[str]:
    """A line for each error, with the page and the place in it."""
    with tempfile.TemporaryDirectory(prefix="mcm-nu-") as folder:
        for number, path in enumerate(paths):
            (Path(folder) / f"{number}.html").write_bytes(page(address + path))
        return [
            f"{paths[int(Path(message['url']).stem)]}:{message.get('lastLine', '?')}: {message['message']}"
            for message in messages([Path(folder)])
        ]


def page(address: str) -> bytes:
    """The HTML of an address, an error's too."""
    try:
        with urllib.request.urlopen(address, timeout=60) as answer:  # noqa: S310 - an address of this machine
            body: bytes = answer.read()
    except urllib.error.HTTPError as error:
        body = error.read()
    return body


def messages(files: list[Path]) -> list[dict[str, str]]:
    """What the checker says of files or folders: its errors."""
    if not JAR.exists():
        raise SystemExit("The Nu HTML checker is not here: make pages installs it.")
    command = ["java", "-jar", str(JAR), "--errors-only", "--format", "json", "--stdout", "--exit-zero-always"]
    told = subprocess.run([*command, *map(str, files)], check=True, capture_output=True, text=True).stdout  # noqa: S603 - our own command
    found: list[dict[str, str]] = json.loads(told)["messages"]
    return found
