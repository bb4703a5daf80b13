# Everything a person or a machine does here. Needs make and Python 3.11 or newer; nothing else.
# Paths are relative throughout, so the checkout may lie in any folder.

.DEFAULT_GOAL := help
.NOTPARALLEL:
.DELETE_ON_ERROR:
.PHONY: help run serve tour test check setup setup-test reference lock bench clean FORCE

SHELL := /bin/sh
py := .venv/bin/python
BENCH ?= lake
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_NO_PYTHON_VERSION_WARNING := 1
export UV_NO_PROGRESS := 1

help: ## show this list
	@sed -n 's/^\([a-z-]*\):.*## /\1|/p' Makefile | while IFS='|' read -r name says; do \
	  printf '  make %-10s %s\n' "$$name" "$$says"; done

run: setup ## set up, import a fictional district, open it in the browser 安装并在浏览器里演示
	@.venv/bin/zhiquan demo --no-tour && exec .venv/bin/zhiquan serve --demo $(ARGS)

serve: setup ## serve your own register with its workers until Ctrl+C 启动网站 (ARGS="--port 8080")
	@exec .venv/bin/zhiquan serve $(ARGS)

tour: setup ## the same district walked through in the terminal 终端导览
	@.venv/bin/zhiquan demo

test: setup-test .venv/.browser ## set up, then every test 安装并测试 (more with ZHIQUAN_DEEP=1)
	@.venv/bin/pytest -n 2 --dist worksteal $(ARGS)

check: setup-test ## lint, types, import contracts, data files, reference 检查
	@echo "ruff"; .venv/bin/ruff check --quiet . && .venv/bin/ruff format --quiet --check .
	@echo "mypy"; .venv/bin/mypy
	@echo "import contracts"; .venv/bin/lint-imports --no-logo >.venv/lint-imports.txt 2>&1 \
	  || { cat .venv/lint-imports.txt; exit 1; }
	@echo "data files"; .venv/bin/zhiquan knowledge check
	@echo "reference"; $(py) tools/reference.py --check
	@echo "messages"; $(py) tools/messages.py --check

setup: .venv/.kernels ## set up what the program needs, no more 安装
	@:

setup-test: .venv/.test .venv/.kernels
	@:

reference: setup ## write docs/reference again from the code 生成参考手册
	@$(py) tools/reference.py

lock: .venv/.uv ## pin requirements again from pyproject.toml (ARGS=--upgrade for newer ones)
	@requirements/lock $(ARGS)

bench: setup-test .venv/.bench ## measure speed and growth 性能测量 (BENCH=lake, intake or parties)
	@ZHIQUAN_BENCH_PACKAGES="$$PWD/.venv/bench" $(py) benchmarks/$(BENCH).py $(ARGS)

clean: ## remove .venv and caches; var, the stored data, stays
	@rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache build dist
	@find src tests tools benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +

# --- the steps of set-up; each leaves a stamp, so that a second run does nothing ---

# Programs in .venv carry its address: when the folder was moved, it is made anew.
ifneq ($(shell cat .venv/.place 2>/dev/null),$(CURDIR))
.venv/.place: FORCE
endif

.venv/.place:
	@found=; for name in "$(PYTHON)" python3 python3.13 python3.12 python3.11; do \
	  if "$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then found=$$name; break; fi; \
	done; \
	if [ -z "$$found" ]; then \
	  echo "Python 3.11 or newer is needed; name one with: make PYTHON=/path/to/python3" >&2; \
	  echo "需要 Python 3.11 或更高版本；可用 make PYTHON=/path/to/python3 指定" >&2; exit 1; fi; \
	if ! "$$found" -c 'import ensurepip, venv' >/dev/null 2>&1; then \
	  echo "$$found has no venv module; install it (on Debian: apt-get install python3-venv)" >&2; \
	  echo "$$found 缺少 venv 模块，请先安装（Debian：apt-get install python3-venv）" >&2; exit 1; fi; \
	echo "venv: $$("$$found" -V)"; "$$found" -m venv --clear .venv && pwd -P > .venv/.place

.venv/.uv: requirements/uv.txt .venv/.place
	@echo "uv"; $(py) -m pip install -qq --require-hashes -r requirements/uv.txt && touch $@

# uv, told of the package mirror pip knows; where uv cannot reach it, pip itself (slower, the same hashes).
install = mirror="$${PIP_INDEX_URL:-$$($(py) -m pip config get global.index-url 2>/dev/null)}"; \
  if [ -n "$$mirror" ] && [ -z "$$UV_DEFAULT_INDEX$$UV_INDEX_URL" ]; then export UV_DEFAULT_INDEX="$$mirror"; fi; \
  .venv/bin/uv pip install --quiet --python $(py) --require-hashes -r $(1) \
    || $(py) -m pip install -qq --require-hashes -r $(1)

.venv/.run: requirements/run.txt pyproject.toml .venv/.uv
	@echo "packages"; $(call install,requirements/run.txt)
	@echo "zhiquan"; .venv/bin/uv pip install --quiet --python $(py) --offline --no-deps --no-build-isolation -e . \
	  && $(py) -m compileall -q src && touch $@

.venv/.test: requirements/test.txt .venv/.run
	@echo "test packages"; $(call install,requirements/test.txt)
	@touch $@

# The browser of the journeys; without one those tests fail in CI and are left out elsewhere.
.venv/.browser: tools/browser.py .venv/.test
	@echo "browser"; $(py) tools/browser.py --install >$@.txt && touch $@ || cat $@.txt

# What the benchmarks compare with, apart from the product's own packages.
.venv/.bench: requirements/bench.txt .venv/.uv
	@echo "bench packages"; $(call install,requirements/bench.txt --target .venv/bench) && touch $@

.venv/.kernels: $(wildcard src/zhiquan/kernels/*.py) .venv/.run
	@echo "kernels"; $(py) -m zhiquan.kernels.warm && touch $@

FORCE:
