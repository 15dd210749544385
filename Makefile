# Every command a person types. Where there is no make (Windows): python make.py site, python make.py serve, …
# More arguments: make test ARGS="-k shell"

PYTHON ?= python3
COMMANDS := help site serve check test golden bench bench-peers bench-search bench-browser screenshots setup clean

.DEFAULT_GOAL := help
.PHONY: $(COMMANDS)

$(COMMANDS):
	@$(PYTHON) make.py $@ $(ARGS)
