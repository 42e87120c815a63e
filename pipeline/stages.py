"""The shipped template, read once, and the machine of a project that follows from it."""

from functools import cache
from importlib.resources import files

import yaml

from core.states import Machine
from pipeline.gates import PREDICATES
from pipeline.template.parse import TemplateRefused, template_parse
from pipeline.template.template import Template


@cache
def template() -> Template:
    """The stages that this installation follows. Raises TemplateRefused if it is unsound."""
    text = files("pipeline.template").joinpath("zone-investment.yaml").read_text(encoding="utf-8")
    parsed = template_parse(yaml.safe_load(text))
    unknown = sorted(
        {need for stage in parsed.stages for need in stage.gate.needs} - PREDICATES.keys()
    )
    if unknown:
        raise TemplateRefused([f"no predicate {need}" for need in unknown])
    return parsed


@cache
def machine() -> Machine:
    """Every lawful move, a verb being the stage that is asked for.

    The way back from a terminal stage that returns is open to every stage it can be reached
    from; the service lets only the one through that the project left.
    """
    shipped = template()
    moves = {(stage.id, target): target for stage in shipped.stages for target in stage.next}
    for terminal in shipped.terminals:
        for source in terminal.sources:
            moves[source, terminal.id] = terminal.id
            if terminal.returns:
                moves[terminal.id, source] = source
    return Machine(
        noun="project",
        states=(
            *(stage.id for stage in shipped.stages),
            *(terminal.id for terminal in shipped.terminals),
        ),
        moves=moves,
        refusal="stage_unknown_move",
    )
