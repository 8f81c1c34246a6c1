# Shows the recipes
default:
    @just --list

# Runs what must pass before a change is taken: exactly what CI runs
check:
    bash .ci/run

# Runs the tests; `just test laborijn` those with that in their name
test *filter:
    cargo test --locked {{ filter }}

# Alters the shipped mappings in every place, and says which alterations no example or delivery notices
mutants:
    cargo run --locked --release -- test --mutate

# Measures whole runs in time and memory, against what else moves the same data; `just bench xlsx` that alone
bench *works:
    cargo bench --locked -- {{ works }}

# Accepts changed snapshots, to be read in the diff afterwards
snapshots:
    INSTA_UPDATE=always cargo test --locked

# Lints all code, tests too
lint:
    cargo clippy --locked --all-targets -- -D warnings

# Formats the code
format:
    cargo fmt

# Builds the documentation and opens it
docs:
    cargo doc --locked --no-deps --open

# Moves the shipped Laborijn delivery into a new folder under runs/
example:
    cargo run --locked --release -- run mappings/laborijn fixtures/laborijn/clean/delivery
