//! `suiji migrate` may run twice and at the same time: of replicas that start together each may run it.

use std::process::Child;

use crate::{
    database::{Kind, TestDatabase},
    server::{bus_url, command, deployed_nats},
};

#[tokio::test(flavor = "multi_thread")]
async fn databases_and_the_stream_are_brought_up_to_date_by_many_at_once_and_again() {
    let home = tempfile::tempdir().unwrap();
    let nats = deployed_nats(home.path());
    let databases = [TestDatabase::new(Kind::Postgres).await, TestDatabase::new(Kind::Postgres).await];
    let begin = |service: &str, database: &TestDatabase| -> Child {
        let environment = [
            ("SUIJI__BUS__KIND", "nats".to_owned()),
            ("SUIJI__BUS__URL", bus_url("migration", nats.port)),
            ("SUIJI__DATABASE__URL", database.url.clone()),
            ("SUIJI__IDENTITY__SERVICE_SECRET", "0123456789abcdef".repeat(4)),
        ];
        let environment = environment.map(|(key, value)| (key.to_owned(), value));
        command(&["migrate", "--target", service], &environment).spawn().unwrap()
    };
    for _ in 0..2 {
        let services = ["planning", "planning", "planning", "draw", "draw", "draw"];
        let running: Vec<_> = services
            .iter()
            .map(|service| begin(service, &databases[usize::from(*service == "draw")]))
            .collect();
        for mut child in running {
            assert!(child.wait().unwrap().success());
        }
    }
    for (database, table) in databases.iter().zip(["task", "draw"]) {
        let database = database.connect().await;
        let text = format!("SELECT count(*) AS number FROM {table}");
        assert_eq!(store::sql::number(database.read(), &text, vec![]).await.unwrap(), 0);
    }
}
