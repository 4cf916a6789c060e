"""The HTTP side of the server: marks in and out, evidence kept, reports out, feeds, health.

Every route is a plain Starlette route, mounted beside the pages by ``app.py``.
"""

from starlette.routing import Mount, Route

from api import assistant, before, copies, documents, feeds, health, links, marks, reports


def routes(base_path: str = "") -> list[Mount]:
    """Return the routes under ``{base_path}/api``; ``base_path`` is Streamlit's ``baseUrlPath``."""
    prefix = f"/{base_path.strip('/')}" if base_path.strip("/") else ""
    return [
        Mount(
            f"{prefix}/api",
            routes=[
                Route("/health", health.health),
                Route("/claimreview.json", feeds.claimreview),
                Route("/articles/{article:int}/marks", marks.marks_since, methods=["GET"]),
                Route("/articles/{article:int}/marks", marks.append, methods=["POST"]),
                Route("/articles/{article:int}/evidence", copies.evidence),
                Route("/articles/{article:int}/links", links.known, methods=["GET"]),
                Route("/articles/{article:int}/links", links.check, methods=["POST"]),
                Route("/articles/{article:int}/snapshots", copies.keep, methods=["POST"]),
                Route("/articles/{article:int}/snapshots/{id:int}/warc", copies.warc),
                Route("/articles/{article:int}/snapshots/{id:int}/changes", copies.page_changes),
                Route("/articles/{article:int}/documents", documents.listed, methods=["GET"]),
                Route("/articles/{article:int}/documents", documents.add, methods=["POST"]),
                Route("/articles/{article:int}/documents", documents.remove, methods=["DELETE"]),
                Route("/articles/{article:int}/passages", documents.passages),
                Route("/articles/{article:int}/before", before.before),
                Route("/articles/{article:int}/published", before.published, methods=["POST"]),
                Route("/articles/{article:int}/assistant", assistant.answers, methods=["GET"]),
                Route("/articles/{article:int}/assistant", assistant.split, methods=["POST"]),
                Route(
                    "/articles/{article:int}/assistant/consent", assistant.agree, methods=["POST"]
                ),
                Route("/articles/{article:int}/report/{format}", reports.download),
            ],
        )
    ]
