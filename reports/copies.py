"""The words for copies that were kept of evidence: when, of which bytes, what came since."""

from reports.untrusted import one_line
from reports.wording import moment
from reviews.records import CopyVersion, Evidence, KeptCopy, Report, ReportSentence


def copies(report: Report, piece: Evidence) -> list[str]:
    """Return in a sentence each what was kept of the page and the file that a piece names."""
    return [told(copy) for copy in _copies(report, piece)]


def sentence_copies(report: Report, sentence: ReportSentence) -> list[str]:
    """Return what was kept of all that a sentence's evidence names, each copy once, by its name."""
    kept = dict.fromkeys(copy for piece in sentence.evidence for copy in _copies(report, piece))
    return [f"{one_line(copy.name)}: {told(copy)}" for copy in kept]


def told(copy: KeptCopy) -> str:
    """Return what was kept, when, and whether it has changed or gone since."""
    first, newest = copy.versions[0], copy.versions[-1]
    what = "A copy of the page was" if copy.kind == "page" else "The file was"
    return f"{what} kept on {_version(first)}{_since(copy, first, newest)}."


def _copies(report: Report, piece: Evidence) -> list[KeptCopy]:
    named = {("page", piece.url), ("file", piece.document)}
    return [copy for copy in report.copies if (copy.kind, copy.name) in named]


def _since(copy: KeptCopy, first: CopyVersion, newest: CopyVersion) -> str:
    since = ""
    if newest != first:
        times = len(copy.versions) - 1
        often = "" if times == 1 else f" {times} times"
        if copy.kind == "page":
            since = f"; the page has changed{often} since, and was kept again on {_version(newest)}"
        else:
            since = f"; it was given in another version{often} since, on {_version(newest)}"
    if copy.removed_at:
        return f"{since}; it was removed on {_shown(copy.removed_at)}"
    if copy.looked_at != newest.at:
        return f"{since}; it read the same on {_shown(copy.looked_at)}"
    return since


def _version(version: CopyVersion) -> str:
    return f"{_shown(version.at)} (SHA-256 {one_line(version.sha256)})"


def _shown(at: str) -> str:
    return one_line(moment(at))
