//! The front door: arguments → one call into the library → print the report → exit code.

use std::process::ExitCode;

mod command;

fn main() -> ExitCode {
    command::run()
}
