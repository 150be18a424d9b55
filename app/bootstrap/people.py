"""People, their sign-ins, and the keys of their programs."""

from functools import cached_property

from app.bootstrap.chosen import issuer
from app.bootstrap.works import Works
from app.services.accounts import Accounts
from app.services.identities import Identities, Rules
from app.services.read_tokens import ReadTokens
from app.services.tokens import Tokens


class People(Works):
    """Who is here."""

    @cached_property
    def accounts(self) -> Accounts:
        """People and their sign-ins."""
        return Accounts(
            self.db,
            welcome_credits=self.settings.welcome_credits,
            session_days=self.settings.session_days,
            jobs=self.jobs,
            erases=(self.uploads.erase,),
        )

    @cached_property
    def tokens(self) -> Tokens:
        """Keys that people give to their programs."""
        return Tokens(self.db)

    @cached_property
    def read_tokens(self) -> ReadTokens:
        """Permissions to read one job."""
        return ReadTokens(self.db, self.keys)

    @cached_property
    def identities(self) -> Identities:
        """People whom an issuer vouches for."""
        from app.adapters.clerk import ClerkInbox  # workers never ask for people of an issuer

        config = self.settings
        secret = config.clerk_webhook_secret
        return Identities(
            self.db,
            issuer=issuer(config),
            inbox=ClerkInbox(secret) if secret else None,
            rules=Rules(config.jwt_first_sight, config.jwt_links_email, config.welcome_credits),
            erase=self.accounts.erase,
        )
