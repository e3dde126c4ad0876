# sgreport: `make report` and `make test` are all a user needs.
#
# build=debug|release|sanitize chooses the flags; objects and binaries of each stand apart under out/.build/.

build ?= release
PREFIX ?= /usr/local
DESTDIR ?=

# Every Debian package the program and its tests need: the one list.
PACKAGES_BUILD = gcc libc6-dev make pkg-config libglib2.0-dev libxml2-dev libyaml-dev libpango1.0-dev libcairo2-dev \
	libharfbuzz-dev libfontconfig-dev libfreetype-dev libicu-dev libhyphen-dev libqpdf-dev libqrencode-dev \
	librsvg2-dev libdeflate-dev zlib1g-dev libzip-dev nettle-dev libpoppler-glib-dev fonts-liberation2
PACKAGES_TEST = perl libxml2-utils python3-jsonschema python3-yaml qpdf poppler-utils fonts-hosny-amiri fonts-noto-cjk hyphen-en-us time

LIBRARIES = glib-2.0 gmodule-no-export-2.0 gobject-2.0 libxml-2.0 yaml-0.1 pangoft2 cairo harfbuzz harfbuzz-subset fontconfig freetype2 icu-i18n \
	icu-uc libqpdf libqrencode libdeflate zlib nettle

# Opened by name when they are needed (base/late.h).
LATE_LIBRARIES = librsvg-2.0 poppler-glib libzip

WARNINGS = -std=c11 -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wstrict-prototypes -Wmissing-prototypes \
	-Wwrite-strings -Wvla -Wformat=2 -Wswitch-enum -Wundef -fno-common
HARDEN = -fPIE -fstack-protector-strong -D_FORTIFY_SOURCE=2 -fcf-protection
CFLAGS_debug = -O0 -g3
CFLAGS_release = -O2 -g $(HARDEN)
CFLAGS_sanitize = -O1 -g3 -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=undefined
LDFLAGS_release = -pie -Wl,-z,relro,-z,now
LDFLAGS_sanitize = -fsanitize=address,undefined
ifdef CI
WARNINGS += -Werror
endif

objdir = out/.build/$(build)
bindir = $(if $(filter release,$(build)),out/bin,$(objdir)/bin)
binary = $(bindir)/sgreport

sources := $(sort $(wildcard src/*/*.c))
objects := $(sources:src/%.c=$(objdir)/%.o)
library_objects := $(filter-out $(objdir)/cli/main.o,$(objects))
unit_tests := $(patsubst tests/unit/%.c,$(objdir)/unit/%,$(sort $(wildcard tests/unit/*.c)))

# Asked once, when the first file is compiled: before that the packages may not be there.
CPPFLAGS = $(eval CPPFLAGS := -Isrc -D_GNU_SOURCE $(shell pkg-config --cflags $(LIBRARIES) $(LATE_LIBRARIES) | sed 's/-I/-isystem /g'))$(CPPFLAGS)
LDLIBS = $(eval LDLIBS := $(shell pkg-config --libs $(LIBRARIES)) -lhyphen -lm)$(LDLIBS)

# Installs what is missing of a list of packages, and nothing when nothing is.
define install_missing
	@missing=$$(for p in $(1); do dpkg-query -W -f='$${Status}' $$p 2>/dev/null | grep -q '^install ok installed' || echo $$p; done); \
	if [ -n "$$missing" ]; then \
		root=$$([ "$$(id -u)" = 0 ] || echo sudo); \
		$$root apt-get update -q && DEBIAN_FRONTEND=noninteractive $$root apt-get install -q -y --no-install-recommends $$missing; \
	fi
endef

.PHONY: all report samples test check-suite unit fuzz lint bench same-bytes conformance accept install uninstall clean packages packages-test
.DELETE_ON_ERROR:
all: $(binary)

$(binary): $(objects)
	@mkdir -p $(@D)
	@echo "LINK $@"
	@$(CC) $(LDFLAGS_$(build)) $(LDFLAGS) -o $@ $^ $(LDLIBS)

$(objdir)/%.o: src/%.c Makefile
	@mkdir -p $(@D)
	@echo "CC   $<"
	@$(CC) $(CPPFLAGS) $(WARNINGS) $(CFLAGS_$(build)) $(CFLAGS) -MMD -MP -c -o $@ $<

$(objdir)/unit/%: tests/unit/%.c $(library_objects)
	@mkdir -p $(@D)
	@echo "LINK $@"
	@$(CC) $(CPPFLAGS) $(WARNINGS) $(CFLAGS_$(build)) $(CFLAGS) -MMD -MP -o $@ $< $(library_objects) $(LDFLAGS_$(build)) $(LDLIBS)

unit: $(unit_tests)

# The program, and both samples as the documents to issue.
report: packages
	@$(MAKE) --no-print-directory -j$$(nproc) all
	@$(MAKE) --no-print-directory samples

samples:
	@$(binary) build --final submissions/a-68-277 submissions/showcase

packages:
	$(call install_missing,$(PACKAGES_BUILD))

packages-test:
	$(call install_missing,$(PACKAGES_BUILD) $(PACKAGES_TEST))

# Everything; closes with the summary of prove. WRAP=valgrind runs the program under it.
test: packages-test
	@$(MAKE) --no-print-directory -j$$(nproc) all unit
	@$(MAKE) --no-print-directory check-suite

tests = $(unit_tests) tests/run.sh $(sort $(wildcard tests/whole/*.t)) tests/lint/lint.pl
check-suite:
	@SGREPORT=$(abspath $(binary)) OBJECTS=$(abspath $(objdir)) WRAP="$(WRAP)" prove --timer -j$$(nproc) --exec tests/exec $(tests)

# FUZZ_SECONDS for each target; what is found stays in out/.build/fuzz/.
FUZZ_SECONDS ?= 60
FUZZ_FLAGS = -std=c11 -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=undefined
fuzz_targets := $(patsubst tests/fuzz/%.c,out/.build/fuzz/%,$(sort $(wildcard tests/fuzz/*.c)))
fuzz_objects := $(patsubst src/%.c,out/.build/fuzz/src/%.o,$(filter-out src/cli/%,$(sources)))
out/.build/fuzz/src/%.o: src/%.c Makefile
	@mkdir -p $(@D)
	@clang $(CPPFLAGS) $(FUZZ_FLAGS) -fsanitize=fuzzer-no-link -MMD -MP -c -o $@ $<
out/.build/fuzz/%: tests/fuzz/%.c tests/fuzz/nodes.h $(fuzz_objects)
	@clang $(CPPFLAGS) $(FUZZ_FLAGS) -fsanitize=fuzzer -o $@ $< $(fuzz_objects) $(LDLIBS)

fuzz:
	@if ! echo 'int main(void) { return 0; }' | clang -fsanitize=address -x c -o /dev/null - 2>/dev/null; then \
		echo "fuzz: skipped, clang and its sanitizers (libclang-rt-14-dev) are not installed"; else \
	$(MAKE) --no-print-directory $(fuzz_targets) && for t in $(fuzz_targets); do \
		mkdir -p $$t.corpus && $$t -max_total_time=$(FUZZ_SECONDS) -max_len=4096 -timeout=10 \
			-artifact_prefix=$$t- $$t.corpus tests/fuzz/corpus/$${t##*[/_]} || exit 1; done; fi

lint:
	@prove --exec tests/exec tests/lint/lint.pl

# CASE: part of the name of the cases to record anew; look at the difference before you commit it.
accept: all
	@SGREPORT=$(abspath $(binary)) tests/run.sh --accept "$(CASE)"

# veraPDF as an independent judge of PDF/UA-1, PDF/A-2a and PDF/A-3a; needs Java and Maven, and fails without them.
conformance: all
	@SGREPORT=$(abspath $(binary)) tests/conformance/run.sh

bench: packages-test all $(objdir)/unit/infer
	@SGREPORT=$(abspath $(binary)) INFER=$(abspath $(objdir))/unit/infer tests/bench/bench.sh

# RUNS (50) builds each way: one thread and two, with and without a cache.
same-bytes: all
	@SGREPORT=$(abspath $(binary)) tests/bench/same-bytes.sh

share = $(DESTDIR)$(PREFIX)/share/sgreport
install: all
	install -d $(DESTDIR)$(PREFIX)/bin $(share)
	install -m 755 $(binary) $(DESTDIR)$(PREFIX)/bin/sgreport
	cp -R templates fonts $(share)

uninstall:
	rm -rf $(DESTDIR)$(PREFIX)/bin/sgreport $(share)

clean:
	rm -rf out/.build out/bin

-include $(objects:.o=.d) $(unit_tests:=.d) $(fuzz_objects:.o=.d)
