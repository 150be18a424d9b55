"""The parts of the pages about operations, as Python names them; each is JSX beside this file."""

import reflex as rx

from app.ui.components.local import PATHS, Local


class OperationsOverview(Local):
    """How the studio does. The charts are loaded by it alone."""

    library = PATHS["operations_overview"]
    tag = "OperationsOverview"
    lib_dependencies: list[str] = ["recharts@3.10.1"]  # noqa: RUF012 -- a field of Reflex


class OperationsJobs(Local):
    """Jobs of everybody."""

    library = PATHS["operations_jobs"]
    tag = "OperationsJobs"


class OperationsStory(Local):
    """All that happened to one job."""

    library = PATHS["operations_story"]
    tag = "OperationsStory"
    role: rx.Var[str]


class OperationsFailed(Local):
    """What failed, and acts on all of it."""

    library = PATHS["operations_failed"]
    tag = "OperationsFailed"
    role: rx.Var[str]


class OperationsLost(Local):
    """What providers made and nobody has."""

    library = PATHS["operations_lost"]
    tag = "OperationsLost"
    role: rx.Var[str]


class OperationsProviders(Local):
    """Who makes things, and how they are."""

    library = PATHS["operations_makers"]
    tag = "OperationsProviders"
    role: rx.Var[str]


class OperationsProcesses(Local):
    """Workers and clocks."""

    library = PATHS["operations_makers"]
    tag = "OperationsProcesses"
    role: rx.Var[str]


class OperationsDeliveries(Local):
    """Messages to the outside."""

    library = PATHS["operations_lists"]
    tag = "OperationsDeliveries"


class OperationsPeople(Local):
    """Those who ask for things."""

    library = PATHS["operations_people"]
    tag = "OperationsPeople"
    role: rx.Var[str]


class OperationsAudit(Local):
    """What operators did."""

    library = PATHS["operations_lists"]
    tag = "OperationsAudit"
