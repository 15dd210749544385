"""The list of the last publication as it lies on disk: of 200,000 lines the few that are asked for are read, and the few that change replaced."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from generator.output.manifest import Entry, format_line


class PublishedFiles(Mapping[str, Entry]):
    """The entries of a list that is whole: `content` has the seal that was noted for it."""

    def __init__(self, content: bytes) -> None:
        self.content = content

    def __len__(self) -> int:
        return self.content.count(b"\n")

    def __iter__(self) -> Iterator[str]:
        return (line.rpartition("\t")[2] for line in self.content.decode("utf-8").splitlines())

    def __getitem__(self, output_path: str) -> Entry:
        start, end = self.find(output_path)
        if start == end:
            raise KeyError(output_path)
        digest, size, modified, _ = self.content[start:end].decode("utf-8").split("\t")
        return Entry(digest, int(size), int(modified))

    def __contains__(self, output_path: object) -> bool:
        start, end = self.find(str(output_path))
        return start < end

    def find(self, output_path: str) -> tuple[int, int]:
        """Where the line of a path begins and ends; twice where it would begin if there is none. By halves: the lines are in order."""
        wanted, content = output_path.encode("utf-8"), self.content
        low, high = 0, len(content)
        while low < high:
            start = content.rfind(b"\n", low, (low + high) // 2) + 1 or low
            end = content.index(b"\n", start) + 1
            found = content[start : end - 1].rpartition(b"\t")[2]
            if found == wanted:
                return start, end
            low, high = (end, high) if found < wanted else (low, start)
        return low, low

    def list_below(self, folder: str) -> Iterator[str]:
        """The paths in a folder, which ends with a slash, and in those below it."""
        at, _ = self.find(folder)
        while at < len(self.content):
            end = self.content.index(b"\n", at)
            output_path = self.content[at:end].decode("utf-8").rpartition("\t")[2]
            if not output_path.startswith(folder):
                break
            yield output_path
            at = end + 1

    def replace(self, changed: Mapping[str, Entry], stale: Collection[str]) -> bytes:
        """The list with these entries in place of what it says of their paths, and without the stale ones."""
        lines = dict.fromkeys(stale, b"") | {output_path: format_line(output_path, entry) for output_path, entry in changed.items()}
        pieces, at = [], 0
        for output_path, line in sorted(lines.items()):
            start, end = self.find(output_path)
            pieces += (self.content[at:start], line)
            at = end
        return b"".join((*pieces, self.content[at:]))
