"""`htx check`, with what is known from its last run: only files that changed are read and held against the rules again.

The report is that of `build.load_site`, in which nothing is remembered; where that is not certain there is none.
"""

from generator.recheck.looking import plan_look
from generator.recheck.report import Checked, load_report
from generator.recheck.scan import Place, build_source

__all__ = ["Checked", "Place", "build_source", "load_report", "plan_look"]
