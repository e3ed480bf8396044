/** What makefiles of tutorials do, each written and made. */
const mk = (makefile, ...commands) => commands.map((command) => ({ script: `cat > Makefile <<'EOF'\n${makefile}\nEOF\n${command}`, only: 'gnu' }));

const DOCKER = `IMAGE ?= web
TAG := $(shell echo 1.2)
.DEFAULT_GOAL := help
.PHONY: help build run clean

help: ## Show this help
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk 'BEGIN {FS = ":.*## "}; {printf "%-10s %s\\n", $$1, $$2}'

build: ## Build the image
	echo docker build -t $(IMAGE):$(TAG) .

run: build ## Run it
	echo docker run --rm \\
		-p 8080:80 \\
		$(IMAGE):$(TAG)

clean: ## Remove it
	-false
	@echo cleaned`;

const FILES = `OBJS = a.o b.o
app: $(OBJS)
	cat $^ > $@
%.o: %.txt
	@echo "$< -> $@ ($*)"
	cp $< $@
a.txt b.txt:
	echo $@ > $@
.PHONY: clean
clean:
	rm -f app *.o`;

export const makeSnippets = [
  ...mk(DOCKER, 'make', 'make build', 'make run', 'make clean; echo $?', 'make -n run', 'make -s build', 'make build IMAGE=api', 'IMAGE=env make build', 'make -e build TAG=9', 'make nosuch; echo $?', 'make build clean', 'make -B build', 'make -j4 clean', 'make -i clean', 'make -q build; echo $?'),
  ...mk(FILES, 'make', 'make; make', 'make -n', 'make > log; touch -d 2020-01-01 app; make', 'make a.o; ls *.o', 'make; make clean; ls', 'make -B a.o', 'make -t a.o; ls', 'make -k app b.o | sort'),
  ...mk('all:\n\tfalse\n\techo no', 'make; echo $?', 'make -i', 'make -k; echo $?'),
  ...mk('all: one two\none:\n\tfalse\ntwo:\n\techo two', 'make; echo $?', 'make -k; echo $?'),
  ...mk('all: missing.txt\n\techo', 'make; echo $?', 'make -k; echo $?'),
  ...mk('all:\n        echo spaces', 'make; echo $?'),
  ...mk('hello world', 'make; echo $?'),
  ...mk('all:\n\tnosuchcommand --flag', 'make; echo $?'),
  ...mk('all:\n\tnosuchcommand | cat; exit 3', 'make; echo $?'),
  ...mk('ifeq ($(DEBUG),1)\nMODE = debug\nelse ifdef FAST\nMODE = fast\nelse\nMODE = release\nendif\nall: ; @echo $(MODE)', 'make', 'make DEBUG=1', 'make FAST=y'),
  ...mk('A = $(B)\nB = late\nC := $(B)\nB = later\nC += more\nA += x\nall:\n\t@echo "$(A)|$(C)|$(origin A)|$(origin HOME)|$(flavor A)|$(flavor C)|$(D)"', 'make'),
  ...mk('SRC = main.c util.c lib/x.c\nall:\n\t@echo $(SRC:.c=.o) $(patsubst %.c,build/%.o,$(SRC))\n\t@echo $(notdir $(SRC)) $(dir $(SRC)) $(basename $(SRC)) $(suffix $(SRC))\n\t@echo $(filter %.c,a.c b.h) $(filter-out a%,a.c b.h) $(sort c a b a) $(words $(SRC)) $(word 2,$(SRC)) $(wordlist 1,2,$(SRC))\n\t@echo $(firstword $(SRC)) $(lastword $(SRC)) $(addprefix p-,a b) $(addsuffix .x,a b) $(join a b,1 2) $(subst a,A,banana) $(strip  a   b ) "$(findstring an,banana)"\n\t@echo $(foreach x,1 2 3,[$(x)]) $(if $(SRC),yes,no) $(if ,yes,no) $(or ,,z) $(and a,b)', 'make 2>&1'),
  ...mk('hi = hello $(1) and $(2)\nall:\n\t@echo "$(call hi,ann,bob)"\n\t@echo $(shell echo one; echo two)\n\t@echo $$HOME $$((1+2))', 'make'),
  ...mk('define SCRIPT\necho first\necho second\nendef\nall:\n\t$(SCRIPT)', 'make'),
  ...mk('export NAME = exported\nOTHER = plain\nall:\n\t@echo "$$NAME-$$OTHER-$$MAKELEVEL"', 'make', 'make OTHER=cmd'),
  ...mk('include conf.mk\nall:\n\t@echo $(VALUE)', 'make; echo $?', 'echo "VALUE = 7" > conf.mk; make'),
  ...mk('-include none.mk\nall:\n\t@echo ok', 'make'),
  ...mk('all:\n\t$(MAKE) -C sub\nclean:\n\t@$(MAKE) --no-print-directory -C sub clean', 'mkdir sub; printf "all:\\n\\t@echo in sub\\nclean:\\n\\t@echo clean sub\\n" > sub/Makefile; make', 'mkdir sub; printf "clean:\\n\\t@echo clean sub\\n" > sub/Makefile; make clean', 'make; echo $?'),
  ...mk('prod: ENV = production\nprod dev:\n\t@echo $@ $(ENV)', 'make prod', 'make dev', 'make'),
  ...mk('.ONESHELL:\nall:\n\tx=5\n\techo $$x', 'make'),
  ...mk('SHELL := /bin/bash\nall:\n\t@[[ a == a* ]] && echo bash', 'make'),
  ...mk('a: b\nb: a\n\techo b', 'make'),
  ...mk('a:\n\techo 1\na:\n\techo 2', 'make'),
  ...mk('$(info reading)\n$(warning careful)\nall:\n\t@echo $(error stop here)', 'make; echo $?'),
  ...mk('all: | out\n\t@echo built\nout:\n\tmkdir out', 'make; make'),
  ...mk('# only a comment', 'make; echo $?'),
  ...mk('all:', 'make', 'make nosuch'),
  ...mk('x: y\n\techo $? > x\ny:\n\ttouch y', 'make; make; echo $?', 'make -q; echo $?'),
  ...mk('objs := a.out b.out\n$(objs): %.out: %.in\n\t@echo $< $@ $*\na.in b.in:\n\ttouch $@', 'make b.out'),
  ...mk('V != echo bang\nW ::= $(V)\nX ?= default\nall:\n\t@echo $(V) $(W) $(X) $(CURDIR) $(MAKECMDGOALS)', 'make all X=1'),
  ...mk('all:\n\t@echo "multi \\\n\tline"\n\t@echo a; \\\n\techo b', 'make'),
  ...mk('file.txt:\n\techo partial > file.txt; false\n.DELETE_ON_ERROR:', 'make; echo $?; ls'),
  ...mk('all: $(wildcard *.txt)\n\t@echo $(sort $^)', 'make'),
  ...mk('VERSION = 1\nall:\n\t@echo v$(VERSION) $V ${VERSION}\n\t@echo done # comment', 'make VERSION="2 3"'),
  ...mk('ifneq (,$(findstring x,$(A)))\nall:\n\t@echo has x\nelse\nall:\n\t@echo none\nendif', 'make A=xyz', 'make'),
  ...mk('ifdef X\nall:\n\t@echo x', 'make; echo $?'),
  ...mk('all: a.txt\n\t@echo $(@D) $(@F) $(<F)\na.txt: ; touch a.txt', 'make'),
  { script: 'make; echo $?', only: 'gnu' }, { script: 'make all; echo $?', only: 'gnu' }, { script: 'make -f nosuch.mk; echo $?', only: 'gnu' }, { script: 'make -C nosuch; echo $?', only: 'gnu' },
  { script: 'printf "all:\\n\\t@echo other\\n" > other.mk; make -f other.mk', only: 'gnu' }, { script: 'mkdir d; printf "all:\\n\\t@pwd\\n" > d/Makefile; make -C d', only: 'gnu' }, { script: 'make --nosuch 2>&1 | head -2', only: 'gnu' }, { script: 'make -Z 2>&1 | head -2', only: 'gnu' }, { script: 'make --version | head -1', only: 'gnu' },
  { script: 'printf "all:\\n\\t@echo piped\\n" | make -f -', only: 'gnu' }, { script: 'printf "int main(){}" > p.c; make -n p', only: 'gnu' },
];
