"""The floor of a tick: a page state that counts, in an application of nothing else."""

import reflex as rx


class BenchCounter(rx.State):
    """A number."""

    n: int = 0

    @rx.event
    async def tick(self) -> None:
        """Change and send it."""
        self.n += 1

    @rx.event
    async def look(self) -> None:
        """Change nothing."""


app = rx.App()
app.add_page(lambda: rx.el.div(BenchCounter.n), route="/")
