"""The floor of a push: one message through Redis and a bare socket, straight into a page."""

import os

import redis.asyncio
from fastapi import FastAPI, WebSocket
from fastapi.responses import HTMLResponse

CHANNEL = "bench:bell"

# Noted in the frame after the one that showed it, as with the product's own page.
_PAGE = """<!doctype html><title>Bell</title><p id="said"></p><script>
  window.seen = {};
  const socket = new WebSocket(location.origin.replace(/^http/, "ws") + "/bell");
  socket.onopen = () => document.title = "Open";
  socket.onmessage = ({data}) => {
    said.innerText = data;
    requestAnimationFrame(() => requestAnimationFrame(() => { window.seen[data] = Date.now(); }));
  };
</script>"""


def bell() -> FastAPI:
    """A page that says whatever is published, and nothing else."""
    application = FastAPI()

    @application.get("/")
    def page() -> HTMLResponse:
        return HTMLResponse(_PAGE)

    @application.websocket("/bell")
    async def ring(socket: WebSocket) -> None:
        client = redis.asyncio.Redis.from_url(os.environ["REDIS_URL"], decode_responses=True)
        async with client, client.pubsub() as channel:
            await channel.subscribe(CHANNEL)
            # Only who is subscribed may be called open.
            await channel.get_message(timeout=5)
            await socket.accept()
            async for message in channel.listen():
                await socket.send_text(message["data"])

    return application
