//! `verify.py`, written from PROTOCOL.md and TEAMS.md alone, must agree with this crate.

#[path = "python_agrees/dice.rs"]
mod dice;
#[path = "python_agrees/teams.rs"]
mod teams;
