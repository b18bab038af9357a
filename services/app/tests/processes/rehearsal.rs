//! Undisturbed.

use crate::{
    installation::{Installation, SERVICES},
    otlp::Receiver,
    traces,
};

#[tokio::test(flavor = "multi_thread")]
async fn a_rehearsal_across_processes_holds() {
    let receiver = Receiver::start();
    let installation = Installation::start_in(&receiver.environment()).await;
    let (ended, said) = installation.rehearse(3);
    assert!(ended.success(), "{said}");
    assert!(said.contains("17 条规则全部成立"), "{said}");
    for service in SERVICES {
        assert_eq!(installation.restarts(service), 0, "{}", installation.log(service));
    }
    traces::are_whole(&receiver).await;
}
