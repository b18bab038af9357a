//! A city whose services say what a test has them say.

use contracts::{
    Event, Fact,
    events::{
        disclosure::{DisclosureEvent, DutyOpened, ResultDisclosed},
        draw::{DrawEvent, ListDrawn},
        inspection::{FindingEvent, FindingRaised, ItemResult, ObjectFacts, VisitEnded, VisitEvent},
        planning::{
            AnnualDuty, Criteria, Department, EntropySource, NoticePolicy, Participation, Quota,
            RegistryEvent, Scheme, Task, TaskEvent, TeamUnit,
        },
        referral::{Issued, ReferralEvent},
    },
};
use kernel::{
    Clock, DepartmentId, Id, Role, SeededEntropy,
    codes::{ObjectKind, ResultKind},
};
use serde_json::Value;
use testkit::App;

pub const REGION: &str = "410481";
pub const SCJG: &str = "410481-scjg";
pub const WJW: &str = "410481-wjw";
pub const SWJ: &str = "410481-swj";
/// What must never come out.
pub const OBJECT: &str = "91350100M000100Y43";
pub const NAME: &str = "秘密饭店";

pub struct City {
    pub app: App,
}

/// The same id for the same number, whatever it names.
pub fn id<K>(number: u64) -> Id<K> {
    Id::new("2026-03-01T00:00:00Z".parse().unwrap(), &SeededEntropy::new(number))
}

pub fn department(id: &str) -> DepartmentId {
    id.parse().unwrap()
}

impl City {
    /// Three departments: one must initiate, one must initiate or take part, one may.
    pub async fn start() -> Self {
        let city = Self { app: App::start(&[oversight::module()]).await };
        let duties =
            [(SCJG, AnnualDuty::Initiate), (WJW, AnnualDuty::InitiateOrTakePart), (SWJ, AnnualDuty::Free)];
        for (code, duty) in duties {
            let event = RegistryEvent::DepartmentRegistered(Department {
                department: department(code),
                name: code[7..].to_uppercase(),
                number_prefix: "舞".into(),
                duty,
            });
            city.say("planning", &format!("department-{code}"), 1, &event).await;
        }
        city
    }

    pub async fn say<E: Event>(&self, service: &str, aggregate: &str, version: u64, event: &E) -> Fact {
        let fact = self.app.publish(service, REGION, aggregate, version, event).await;
        self.app.drain().await;
        fact
    }

    pub async fn read(&self, role: Role, department: Option<&str>, path: &str) -> Value {
        let token = self.app.token(role, REGION, department);
        self.app.get(&token, &format!("/api/oversight/v1/{path}")).await.expect(200)
    }

    pub async fn lines(&self, task: u64) -> Vec<String> {
        let path = format!("tasks/{}/timeline", id::<()>(task));
        let view = self.read(Role::Office, None, &path).await;
        let lines = view["lines"].as_array().unwrap();
        lines.iter().map(|line| line["sentence"].as_str().unwrap().to_owned()).collect()
    }

    /// 市场监管 initiates a task with 卫生健康.
    pub async fn released(&self, task: u64) -> Fact {
        let subject = id::<()>(task).to_string();
        self.say("planning", &subject, 1, &TaskEvent::Released(content(task))).await
    }

    pub async fn drawn(&self, task: u64, draw: u64, count: u64) -> Fact {
        let list = ListDrawn {
            draw: id(draw),
            task: id(task),
            seq: 1,
            count,
            root: "0".repeat(64),
            digest: "1".repeat(64),
        };
        self.say("draw", &id::<()>(draw).to_string(), 1, &DrawEvent::ObjectsDrawn(list)).await
    }

    pub async fn assigned(&self, task: u64, visit: u64) {
        let departments = vec![department(SCJG), department(WJW)];
        let event = VisitEvent::Assigned { visit: id(visit), task: id(task), draw: id(30), departments };
        self.say("inspection", &id::<()>(visit).to_string(), 1, &event).await;
    }

    pub async fn started(&self, visit: u64) -> Fact {
        let event = VisitEvent::Started { visit: id(visit), inspector: id(77) };
        self.say("inspection", &id::<()>(visit).to_string(), 2, &event).await
    }

    pub async fn ended(&self, task: u64, visit: u64, on: &str) -> Fact {
        let event = VisitEvent::Ended(VisitEnded {
            visit: id(visit),
            task: id(task),
            draw: id(30),
            region: REGION.parse().unwrap(),
            object: OBJECT.parse().unwrap(),
            departments: vec![department(SCJG), department(WJW)],
            ended_on: on.parse().unwrap(),
            rehearsal: false,
            name: "甲公司".into(),
            task_title: "食品安全联合抽查".into(),
        });
        self.say("inspection", &id::<()>(visit).to_string(), 3, &event).await
    }

    pub async fn raised(&self, task: u64, visit: u64, finding: u64) {
        let event = FindingEvent::Raised(FindingRaised {
            finding: id(finding),
            visit: id(visit),
            task: id(task),
            found_by: department(SCJG),
            item: "scjg-01".parse().unwrap(),
            item_name: "食品经营检查".into(),
            matter: "food".into(),
            result: ResultKind::PendingFollowup,
            description: format!("{NAME}无证经营"),
            evidence: vec![],
            object: object(),
            formed_on: self.app.clock.today(),
            rehearsal: false,
            task_title: "食品安全联合抽查".into(),
            files: Vec::new(),
        });
        self.say("inspection", &id::<()>(finding).to_string(), 1, &event).await;
    }

    pub async fn issued(&self, visit: u64, finding: u64, referral: u64) -> Fact {
        let event = ReferralEvent::Issued(Issued {
            referral: id(referral),
            number: "舞市监移〔2026〕0001号".into(),
            finding: id(finding),
            visit: id(visit),
            from: department(SCJG),
            owner: Some(department(WJW)),
            because: format!("{NAME}的主管部门"),
            formed_on: self.app.clock.today(),
            due_on: "2026-03-11".parse().unwrap(),
            provisional: false,
            rehearsal: false,
        });
        self.say("referral", &id::<()>(referral).to_string(), 1, &event).await
    }

    pub async fn duty_opened(&self, duty: u64, (task, visit): (u64, u64), of: &str, dates: (&str, &str)) {
        let event = DisclosureEvent::DutyOpened(DutyOpened {
            duty: id(duty),
            visit: id(visit),
            task: id(task),
            department: department(of),
            ended_on: dates.0.parse().unwrap(),
            due_on: dates.1.parse().unwrap(),
            provisional: false,
            rehearsal: false,
            object: None,
            name: String::new(),
            task_title: String::new(),
        });
        self.say("disclosure", &id::<()>(duty).to_string(), 1, &event).await;
    }

    /// Disclosed with these results, one for each item.
    pub async fn disclosed_as(&self, duty: u64, of: &str, on_time: bool, results: &[&str], version: u64) {
        let item = |(place, result): (usize, &&str)| ItemResult {
            item: format!("item-{place}").parse().unwrap(),
            name: "食品经营检查".into(),
            result: serde_json::from_value(Value::from(*result)).unwrap(),
            note: String::new(),
        };
        let event = DisclosureEvent::Disclosed(ResultDisclosed {
            duty: id(duty),
            visit: id(10),
            task: id(1),
            department: department(of),
            object: object(),
            items: results.iter().enumerate().map(item).collect(),
            disclosed_on: self.app.clock.today(),
            on_time,
            digest: "0".repeat(64),
            external: None,
            rehearsal: false,
        });
        self.say("disclosure", &id::<()>(duty).to_string(), version, &event).await;
    }

    pub async fn disclosed(&self, duty: u64, (task, visit): (u64, u64), of: &str, on_time: bool) {
        let event = DisclosureEvent::Disclosed(ResultDisclosed {
            duty: id(duty),
            visit: id(visit),
            task: id(task),
            department: department(of),
            object: object(),
            items: vec![],
            disclosed_on: self.app.clock.today(),
            on_time,
            digest: "0".repeat(64),
            external: None,
            rehearsal: false,
        });
        self.say("disclosure", &id::<()>(duty).to_string(), 2, &event).await;
    }
}

fn object() -> ObjectFacts {
    ObjectFacts {
        object: OBJECT.parse().unwrap(),
        name: NAME.into(),
        kind: ObjectKind::Enterprise,
        place: REGION.into(),
        trade: String::new(),
        approved_by: None,
    }
}

fn content(task: u64) -> Task {
    let part = |code: &str| Participation {
        department: department(code),
        items: vec![],
        inspectors: 2,
        single_basis: None,
    };
    Task {
        task: id(task),
        region: REGION.parse().unwrap(),
        rehearsal: false,
        plan: id(90),
        catalogue: id(91),
        catalogue_version: 1,
        policy_version: kernel::POLICY_VERSION.into(),
        scheme: Scheme {
            title: "食品安全联合抽查".into(),
            initiating: department(SCJG),
            participants: vec![part(SCJG), part(WJW)],
            from: "2026-03-02".parse().unwrap(),
            until: "2026-03-31".parse().unwrap(),
            methods: vec![],
            criteria: Criteria::default(),
            quota: Quota::Total { total: 1 },
            notice: NoticePolicy::Given,
            team_unit: TeamUnit::Object,
            entropy: EntropySource::Operator,
            open_reason: None,
            emergency: None,
        },
        clerk: id(92),
        approvals: Default::default(),
        libraries: Default::default(),
    }
}
