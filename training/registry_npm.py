"""Third-party data enters here: a package's name, version and checksum go in, the files of its archive come out."""

from __future__ import annotations

import hashlib
import io
import subprocess
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """An npm package at one version; `sha256` is that of the archive as published."""

    name: str
    version: str
    sha256: str

    def files(self, *names: str) -> dict[str, bytes]:
        """The named files of the archive, fetched by the npm client; raises ValueError when the checksum differs."""
        with tempfile.TemporaryDirectory() as folder:
            command = ["npm", "pack", "--silent", f"{self.name}@{self.version}"]
            subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
            (archive,) = Path(folder).glob("*.tgz")
            data = archive.read_bytes()
        seen = hashlib.sha256(data).hexdigest()
        if seen != self.sha256:
            raise ValueError(f"{self.name} {self.version}: SHA-256 is {seen}, expected {self.sha256}")
        with tarfile.open(fileobj=io.BytesIO(data)) as package:
            members = {member.name.partition("/")[2]: member for member in package if member.isfile()}
            out = {}
            for name in names:
                stream = package.extractfile(members[name])
                assert stream is not None
                out[name] = stream.read()
        return out
