"""The app as a person starts it, for tests and benchmarks: a process that can be killed."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).parents[1]
#: The app that may visit a web of the tests' own as well.
LOCAL_APP = ROOT / "tests" / "local_app.py"


class Server:
    """``streamlit run`` on a free port of 127.0.0.1, on a database of its own."""

    def __init__(self, database: Path, script: Path = ROOT / "app.py", base_path: str = "") -> None:
        self.database = database
        self.script = script
        self.base_path = base_path
        self.port = _free_port()
        self.url = f"http://127.0.0.1:{self.port}{base_path}"
        self.log = database.with_suffix(".log")
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the server and return once it answers. Raises ``RuntimeError`` with its log."""
        command = [sys.executable, "-m", "streamlit", "run", str(self.script)]
        options = {
            "server.port": self.port,
            "server.address": "127.0.0.1",
            "server.headless": "true",
            "server.baseUrlPath": self.base_path,
        }
        command += [f"--{name}={value}" for name, value in options.items()]
        environment = os.environ | {"LINECHECK_DB": str(self.database)}
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                command, cwd=ROOT, env=environment, stdout=log, stderr=log, start_new_session=True
            )
        deadline = time.monotonic() + 60
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"The server did not start:\n{self.log.read_text()}")
            time.sleep(0.02)

    def kill(self) -> None:
        """End the server at once, as a power cut would: SIGKILL, no chance to tidy up."""
        if self._process is not None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
            self._process = None

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/_stcore/health", timeout=1) as answer:
                return answer.status == 200
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
