# The commands of CONTRIBUTING.md. `just` lists them.

[private]
default:
    @just --list

# Build the program.
build:
    cargo build --release

# Build the program as packages ship it.
dist:
    cargo build --profile dist

# Run the tests.
test:
    cargo test

# Check format, lints and documentation.
lint:
    cargo fmt --check
    cargo clippy --locked --all-targets -- -D warnings
    RUSTDOCFLAGS='-D warnings' cargo doc --locked --no-deps --document-private-items

# Run everything that must pass before a change lands.
gate:
    .ci/run

# Inject faults into every system call, and print the table of docs/reliability.md.
campaign:
    cargo test --release --test it -- --ignored campaign --nocapture

# Measure every command next to its lower bound.
bench *PARTS:
    cargo bench -- {{ PARTS }}

# Regenerate the manual pages, the completions and the outputs in the README.
docs:
    UPDATE_DOCS=1 cargo test --test it -- docs:: readme::

# Recount the instructions that the gate checks.
instructions:
    UPDATE_INSTRUCTIONS=1 cargo bench -- instructions

# Fuzz one target for a minute.
fuzz TARGET:
    cargo +nightly fuzz run {{ TARGET }} -- -max_total_time=60
