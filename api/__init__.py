"""The HTTP side of the server: marks in and out, reports out, feeds, health.

Every route is a plain Starlette route, mounted beside the pages by ``app.py``.
"""

from starlette.routing import Mount, Route

from api import assistant, feeds, health, marks, reports


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
                Route("/articles/{article:int}/assistant", assistant.answers, methods=["GET"]),
                Route("/articles/{article:int}/assistant", assistant.split, methods=["POST"]),
                Route(
                    "/articles/{article:int}/assistant/consent", assistant.agree, methods=["POST"]
                ),
                Route("/articles/{article:int}/report/{format}", reports.download),
            ],
        )
    ]
