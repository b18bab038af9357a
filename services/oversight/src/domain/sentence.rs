//! The short sentence of each event. It is made of the type, of numbers and of fixed words, never of free text: a reason
//! or a note may name what is sealed.

use serde_json::Value;

/// The sentence of an event; none where oversight shows nothing of it.
pub fn sentence(kind: &str, data: &Value) -> Option<String> {
    let (service, event) = kind.strip_prefix("suiji.")?.strip_suffix(".v1")?.split_once('.')?;
    let text = match service {
        "planning" => planning(event, data),
        "pool" => pool(event),
        "draw" => draw(event),
        "inspection" => inspection(event),
        "disclosure" => disclosure(event, data),
        "referral" => referral(event),
        _ => None,
    };
    text.map(|text| match number(event, data) {
        Some(number) => format!("{text}，共 {number} 个"),
        None => text.to_owned(),
    })
}

fn number(event: &str, data: &Value) -> Option<u64> {
    match event {
        "objects-drawn" | "teams-drawn" => data["count"].as_u64(),
        "snapshot-frozen" => data["objects"].as_u64(),
        _ => None,
    }
}

fn planning(event: &str, data: &Value) -> Option<&'static str> {
    Some(match event {
        "scheme-drafted" => "起草抽查方案",
        "scheme-confirmed" => "参与部门确认抽查方案",
        "scheme-agreed" => "各部门就抽查方案达成一致",
        "task-approved" => "部门主要负责人批准检查",
        "task-released" => "下达检查任务",
        "task-closed" => "检查任务办结",
        "step-reached" => match data["step"].as_str().unwrap_or_default() {
            "task" => "进入制定检查任务环节",
            "draw" => "进入随机抽取环节",
            "inspection" => "进入实施检查环节",
            "disclosure" => "进入录入结果并公示环节",
            "follow_up" => "进入后续处理环节",
            _ => "进入下一环节",
        },
        _ => return None,
    })
}

fn pool(event: &str) -> Option<&'static str> {
    Some(match event {
        "confirmation-asked" => "请各部门确认两库",
        "library-confirmed" => "部门确认两库为最新",
        "snapshot-frozen" => "固定抽取范围内的检查对象",
        _ => return None,
    })
}

fn draw(event: &str) -> Option<&'static str> {
    Some(match event {
        "requested" => "等待随机抽取",
        "opened" => "启动随机抽取",
        "frozen" => "封存抽取名单",
        "share-committed" => "抽取参与方提交承诺",
        "committed" => "公布抽取承诺",
        "share-revealed" => "抽取参与方揭示随机数",
        "revealed" => "揭示随机数截止",
        "objects-drawn" => "抽出检查对象",
        "teams-drawn" => "抽出检查小组",
        "impossible" => "抽取条件不具备，未能抽取",
        "void-asked" => "申请作废本次抽取",
        "voided" => "本次抽取作废",
        "expired" => "本次抽取逾期终止",
        "opened-to-the-public" => "抽取记录向社会公开",
        _ => return None,
    })
}

fn inspection(event: &str) -> Option<&'static str> {
    Some(match event {
        "visit-assigned" => "派发检查",
        "pre-checked" => "完成检查前核查",
        "visit-scheduled" => "安排检查时间",
        "notice-given" => "告知检查对象",
        "substitution-asked" => "申请更换检查人员",
        "inspector-replaced" => "更换检查人员",
        "substitution-rejected" => "未同意更换检查人员",
        "visit-started" => "到达现场，开始检查",
        "inspector-checked-in" => "检查人员签到",
        "evidence-added" => "固定证据",
        "measure-taken" => "采取现场措施",
        "item-recorded" => "记录抽查事项结果",
        "inspector-signed" => "检查人员签字",
        "refusal-noted" => "检查人员注明拒绝签字",
        "object-signed" => "检查对象签收检查记录",
        "result-formed" => "形成检查结果",
        "visit-ended" => "检查结束",
        "visit-end-presumed" => "检查未按时结束，视为结束",
        "dossier-sealed" => "检查档案归档",
        "correction-noted" => "记录公示结果更正",
        "finding-raised" => "产生问题线索",
        "finding-closed" => "问题线索办结",
        _ => return None,
    })
}

fn disclosure(event: &str, data: &Value) -> Option<&'static str> {
    Some(match event {
        "duty-opened" => "开始计算公示期限",
        "result-disclosed" if data["on_time"].as_bool() == Some(false) => "逾期公示检查结果",
        "result-disclosed" => "公示检查结果",
        "correction-asked" => "申请更正公示结果",
        "correction-refused" => "不同意更正公示结果",
        "result-corrected" => "更正公示结果",
        "due-soon" => "公示即将到期",
        "overdue" => "公示逾期",
        "due-recomputed" => "重新计算公示期限",
        _ => return None,
    })
}

fn referral(event: &str) -> Option<&'static str> {
    Some(match event {
        "issued" => "移送问题线索",
        "delivered" => "移送送达承办部门",
        "accepted" => "承办部门签收移送",
        "declined" => "承办部门退回移送",
        "rerouted" => "转送另一部门",
        "with-office" => "提请联席会议办公室指定管辖",
        "designated" => "指定管辖",
        "concluded" => "移送办结",
        "due-soon" => "移送即将到期",
        "overdue" => "移送逾期",
        "due-recomputed" => "重新计算移送期限",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_sentence_tells_numbers_and_no_free_text() {
        let drawn = sentence("suiji.draw.objects-drawn.v1", &json!({"count": 12}));
        assert_eq!(drawn.as_deref(), Some("抽出检查对象，共 12 个"));
        let voided = sentence("suiji.draw.voided.v1", &json!({"reason": "某饭店"}));
        assert_eq!(voided.as_deref(), Some("本次抽取作废"));
        let late = sentence("suiji.disclosure.result-disclosed.v1", &json!({"on_time": false}));
        assert_eq!(late.as_deref(), Some("逾期公示检查结果"));
    }

    #[test]
    fn what_is_not_shown_has_no_sentence() {
        assert_eq!(sentence("suiji.identity.session-opened.v1", &json!({})), None);
        assert_eq!(sentence("suiji.draw.objects-drawn.v2", &json!({})), None);
    }
}
