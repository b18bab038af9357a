//! One contract for both implementations: what `contract/` asks is asked of the embedded log and of a NATS server that
//! each test starts for itself (`SUIJI_TEST_NATS_BIN` names its binary).

mod backend;
mod contract;
mod faulty;
mod nats;
mod server;
