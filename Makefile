# Every command of the project. `make` alone lists them.
PYTHON ?= python3
BIN := .venv/bin
INSTALL := $(PYTHON) local/install.py
# One more than there are cores, because tests also wait; each starts a product of its own.
WORKERS := $(shell $(PYTHON) -c "import os; print(min(4, (os.cpu_count() or 1) + 1))")
# What Lambda's Python brings along, or what nobody in a function uses: no bundle ships it.
OF_LAMBDA := boto3 botocore s3transfer jmespath urllib3 python-dateutil six brotli dnspython packaging
SOURCES := functions cloud plugins local tests pelicanconf.py publishconf.py

# The texts are UTF-8 wherever this runs: a bare locale must not decide how they are read.
export PYTHONUTF8 := 1

.DEFAULT_GOAL := help
.PHONY: help run test build check check-content changes publish-to screens lighthouse decide data seats courses \
  bookings verify-trail replay-tombstones register attendance certificate feedback schools lock security sbom audit cost \
  rehearse restore-drill lab bench package deploy publish rollback

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-13s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: ## install, build, start everything; prints the addresses; Ctrl-C stops it (PORT=8000)
	@$(INSTALL) run
	@exec $(BIN)/python -m local.run

test: ## install, then every test that belongs to a commit
	@$(INSTALL) test
	@$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder

build: ## the strict production build into output/; any warning fails it (TODAY=2027-01-11 for another day)
	@$(INSTALL) site
	@$(BIN)/pelican content -s publishconf.py -o output --fatal=warnings

check: ## lint and types, then the tests of the built site: content, HTML, links, accessibility
	@$(INSTALL) test
	@$(BIN)/ruff check $(SOURCES)
	@$(BIN)/ruff format --check $(SOURCES)
	@$(BIN)/mypy
	@$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder tests/site tests/browser

screens: ## pictures of every kind of page, phone and desktop, light and dark, in build/screens/index.html
	@$(INSTALL) test
	@PYTHONPATH=.:functions $(BIN)/python -m tests.browser.screens $(ONLY)

check-content: ## what is to be put right in the texts, by file and line; errors stop a publish, warnings do not
	@$(INSTALL) site
	@$(BIN)/python -m plugins.linting

lighthouse: ## what Lighthouse says of every kind of page on a phone; figures in build/lighthouse.json
	@$(INSTALL) lighthouse
	@PYTHONPATH=.:functions $(BIN)/python -m tests.lighthouse.run

changes: ## what has changed since the last publish, page by page, and who answers for it (FOLDER=… for another)
	@$(INSTALL) site
	@FOLDER="$(FOLDER)" $(BIN)/python -m local.changes

publish-to: ## check, build and publish into FOLDER=…; safe to interrupt (TRIAL=yes: with samples, to try)
	@$(INSTALL) site
	@FOLDER="$(FOLDER)" TRIAL="$(TRIAL)" $(BIN)/python -m local.publish_to

decide: ## what the rules on help with fees answer to CASE=file.toml; without it, an example of such a file
	@$(INSTALL) site
	@$(BIN)/python -m local.decide $(if $(CASE),"$(CASE)")

data: ## how many items each table holds, and the last ten references; no personal data
	@$(INSTALL) run
	@$(BIN)/python -m local.data

seats: ## give the live courses the seats that their files say, and tell which cannot have them
	@$(INSTALL) run
	@$(BIN)/python -m local.seats

courses: ## how every course stands, and what about it needs a person; nobody is named
	@$(INSTALL) run
	@$(BIN)/python -m local.courses

bookings: ## every booking of COURSE=slug as a table to write bills from, in .local/registers
	@$(INSTALL) run
	@$(BIN)/python -m local.bookings "$(COURSE)"

register: ## who is booked on COURSE=slug: a PDF to print and a table to fill in, in .local/registers
	@$(INSTALL) run
	@$(BIN)/python -m local.rolls "$(COURSE)"

attendance: ## record who came to COURSE=slug from FILE=register.csv; certificates go out by email
	@$(INSTALL) run
	@$(BIN)/python -m local.attendance "$(COURSE)" "$(FILE)"

certificate: ## one certificate anew: COURSE=slug PLACE=from the register, NAME="as they write it"
	@$(INSTALL) run
	@$(BIN)/python -m local.certificates "$(COURSE)" "$(PLACE)" "$(NAME)"

feedback: ## what people who came to COURSE=slug said of it
	@$(INSTALL) run
	@$(BIN)/python -m local.feedback "$(COURSE)"

verify-trail: ## whether the record of who did what is as it was written; says what is not, and where
	@$(INSTALL) run
	@$(BIN)/python -m local.verify_trail

replay-tombstones: ## after a backup was brought back: erase again what had been erased; says how much came back
	@$(INSTALL) run
	@$(BIN)/python -m local.replay_tombstones

schools: ## bring the list of schools up to date from the official register: FILE=edubasealldata….csv
	@$(INSTALL) site
	@$(BIN)/python -m local.schools "$(FILE)"

lock: ## write the lock files anew from requirements*.in and package.json
	@$(INSTALL) site
	@for f in requirements requirements-dev requirements-ministack requirements-bench requirements-lab; do \
	  $(BIN)/python -m uv pip compile --universal --python-version 3.11 --generate-hashes --no-header \
	    --no-emit-index-url --no-emit-find-links --quiet $$f.in -o $$f.txt || exit 1; done
	@for f in public office worker; do \
	  $(BIN)/python -m uv pip compile --universal --python-version 3.11 --generate-hashes --no-header \
	    --no-emit-index-url --no-emit-find-links --quiet -c requirements.txt \
	    $(addprefix --no-emit-package ,$(OF_LAMBDA)) functions/$$f/requirements.in -o functions/$$f/requirements.txt \
	    || exit 1; done
	@npm install --package-lock-only --ignore-scripts --silent
	@$(BIN)/python -c "import json, pathlib; f = pathlib.Path('package-lock.json'); d = json.loads(f.read_text()); \
	  [p.pop('funding', None) for p in d['packages'].values()]; f.write_text(json.dumps(d, indent=2) + '\n')"

security: ## docs/security.md anew from docs/security.toml: what is required, and the tests that show it
	@$(INSTALL) test
	@PYTHONPATH=.:functions $(BIN)/python -m tests.requirements

sbom: ## build/sbom.json: a CycloneDX bill of every package, its licence and use; stops at one not allowed
	@$(INSTALL) test
	@PYTHONPATH=.:functions $(BIN)/python -m cloud.supply.sbom

audit: ## what is publicly known to be wrong with packages; 0 nothing, 1 something, 3 it could not be asked
	@$(INSTALL) test
	@PYTHONPATH=.:functions $(BIN)/python -m cloud.supply.audit

cost: ## docs/cost.md anew: what forms, bookings, page views and a quiet month cost, and what is met when it grows
	@$(INSTALL) test
	@PYTHONPATH=.:functions $(BIN)/python -m tests.cost.measure

lab: ## what it withstands, an hour; build/lab.html; ONLY=T5 does one experiment, SHARE=0.1 a tenth of each
	@$(INSTALL) lab
	@ONLY="$(ONLY)" SHARE="$(SHARE)" PYTHONPATH=.:functions $(BIN)/python -m tests.lab.run

package: build ## a bundle and a template for each function, in build/package; equal input gives equal bundles
	@PYTHONPATH=.:functions $(BIN)/python -m cloud.package

bench: ## how fast it is beside what it is compared with, a quarter of an hour; ONLY=name measures one pair
	@$(INSTALL) bench
	@PYTHONPATH=.:functions $(BIN)/python -m tests.bench.run $(ONLY)

deploy: package ## the stacks of ENV=dev|prod, made or changed in order; safe to repeat and to interrupt
	@ENV="$(ENV)" PYTHONPATH=.:functions $(BIN)/python -m cloud.deploy

publish: ## check, build, bring to ENV=dev|prod what changed; safe to repeat (DRY_RUN=yes only tells, TRIAL=yes: samples)
	@$(INSTALL) site
	@ENV="$(ENV)" DRY_RUN="$(DRY_RUN)" TRIAL="$(TRIAL)" DAILY="$(DAILY)" PYTHONPATH=.:functions $(BIN)/python -m cloud.publish

rollback: ## bring back the release before, pages alone, without a build: ENV=dev|prod (TO=name for another, DRY_RUN=yes)
	@$(INSTALL) site
	@ENV="$(ENV)" TO="$(TO)" DRY_RUN="$(DRY_RUN)" PYTHONPATH=.:functions $(BIN)/python -m cloud.rollback

restore-drill: ## copy, lose and bring back every table, erase again who was erased, look at all of it (SIZE=500 families)
	@$(INSTALL) test
	@SIZE="$(SIZE)" PYTHONPATH=.:functions $(BIN)/python -m tests.rehearsal.drill

rehearse: ## deploy all stacks to a local AWS that enforces permissions, use and attack them; about five minutes
	@$(INSTALL) test
	@PYTHONPATH=.:functions $(BIN)/python -m tests.rehearsal.run
