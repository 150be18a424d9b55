"""What can go wrong on a machine, each in one sentence for the person at the terminal."""


class HostTrouble(Exception):
    """Something on this machine keeps us from running. The message is all that is shown."""


class DidNotStart(HostTrouble):
    """A child process ended, or said nothing, before it was ready."""


class AlreadyRunning(HostTrouble):
    """Another launcher holds this data directory."""
