.PHONY: run test test-fast test-dates mutants bench lint lock vendor pictures messages clean
.DEFAULT_GOAL := run

run: ; @scripts/run.sh
test: ; @scripts/test.sh
test-fast: ; @scripts/test_fast.sh
test-dates: ; @scripts/test_dates.sh
mutants: ; @scripts/mutants.sh
bench: ; @scripts/bench.sh
lint: ; @scripts/setup.sh test && scripts/lint.sh
lock: ; @scripts/lock.sh
vendor: ; @python3 scripts/vendor.py
pictures: ; @scripts/setup.sh test && .venv/bin/python scripts/pictures.py
messages: ; @scripts/setup.sh run && scripts/messages.sh
clean: ; @rm -rf .venv node_modules .pytest_cache .mypy_cache .ruff_cache .coverage* htmlcov
