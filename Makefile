# Two commands matter: `make run` and `make test`.
.PHONY: run test check setup system bench growth capacity faults backup restore messages format

export PATH := $(HOME)/.local/bin:$(PATH)

run: setup            ## the demo academy on http://127.0.0.1:8000
	@exec scripts/run

test: setup           ## the whole suite; with DATABASE_URL and REDIS_URL on those
	@scripts/system tests
	@uv run pytest -n 2 --dist worksteal $(ARGS)

check: setup          ## everything that can be said without running the product
	@scripts/check

bench: setup          ## measures against a bare page of the same run, on DATABASE_URL and REDIS_URL
	@uv run python -m bench $(ARGS)

growth: setup         ## what each page costs at a thousand, a hundred thousand and a million enrolments
	@uv run python -m bench --growth 1k 100k 1m $(ARGS)

capacity: setup       ## the last run's figures into docs/capacity.md
	@uv run python -m bench.capacity

faults: setup         ## three hundred learners in one exam while everything breaks; counts what was lost: make faults ARGS="--rounds 10"
	@uv run python -m bench.faults $(ARGS)

backup: setup         ## database and files into a folder: make backup ARGS=/mnt/backups
	@scripts/system backup
	@scripts/backup $(ARGS)

restore: setup        ## a backup into an empty database and empty folders: make restore ARGS=/mnt/backups/qalqan-…
	@scripts/system backup
	@scripts/restore $(ARGS)

messages: setup       ## collects strings for translation
	@scripts/messages

format:
	@uv run ruff check --fix . && uv run ruff format .

setup:
	@scripts/setup
