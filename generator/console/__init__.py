"""What is said at the terminal: streams that take Vietnamese everywhere, reports, bars and the summary of a build. Decides nothing."""

from generator.console.bars import open_bars
from generator.console.steps import Step, Steps
from generator.console.streams import LogCounter, configure_streams, show_log, write_lines, write_report
from generator.console.summary import Built, write_figures, write_summary, write_unchanged

__all__ = [
    "Built",
    "LogCounter",
    "Step",
    "Steps",
    "configure_streams",
    "open_bars",
    "show_log",
    "write_figures",
    "write_lines",
    "write_report",
    "write_summary",
    "write_unchanged",
]
