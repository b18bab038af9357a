use super::*;
use crate::domain::intake::read;

fn known() -> Known {
    Known {
        own: "410481-scjg".parse().unwrap(),
        departments: vec![
            ("410481-scjg".parse().unwrap(), "舞钢市市场监督管理局".to_owned()),
            ("410481-zjj".parse().unwrap(), "舞钢市住房和城乡建设局".to_owned()),
        ],
        today: NaiveDate::from_ymd_opt(2026, 3, 2).unwrap(),
    }
}

fn take(text: &str) -> Intake<NewObject> {
    objects(&read(text.as_bytes()).unwrap(), &known()).unwrap()
}

/// The fault of one row with these columns besides a right name, code and place.
fn fault(heading: &str, cell: &str) -> Option<String> {
    let intake =
        take(&format!("名称,统一社会信用代码,地区,{heading}\n甲,91350100M000100Y43,舞钢市,{cell}\n"));
    assert_eq!(intake.rows.len() + intake.rejected.len(), 1);
    intake.rejected.first().map(|row| row.code.clone())
}

#[test]
fn columns_come_in_any_order_and_under_their_known_names() {
    let intake = take("注册地址,信用代码,单位名称,神秘列\n鲁山县中州路,91350100M000100Y43,甲公司,x\n");
    assert_eq!((intake.rows[0].place.as_str(), intake.rows[0].kind), ("410423", ObjectKind::Enterprise));
    assert_eq!(intake.unknown_headings, ["神秘列"]);
}

#[test]
fn a_wrong_row_is_reported_with_line_and_reason_and_the_others_come_in() {
    let intake = take(
        "名称,统一社会信用代码,地区\n甲,91350100M000100Y44,舞钢市\n乙,91350100M000100Y43,舞钢市\n丙,91350100M000100Y43,舞钢市\n,410481000000001,舞钢市\n丁,410481000000002,郑州\n戊,4１0481000000003,舞钢市\n己,,舞钢市\n",
    );
    assert_eq!(intake.rows.iter().map(|row| row.name.as_str()).collect::<Vec<_>>(), ["乙"]);
    let faults: Vec<_> = intake.rejected.iter().map(|row| (row.line, row.code.as_str())).collect();
    let expected = [
        (2, "wrong_code"),
        (4, "duplicate"),
        (5, "missing"),
        (6, "unknown_place"),
        (7, "wrong_code"),
        (8, "missing"),
    ];
    assert_eq!(faults, expected);
    assert!(intake.rejected[0].reason.contains("校验位应为 3"));
    assert_eq!(intake.rejected[1].reason, "与第 3 行重复");
}

#[test]
fn each_column_is_checked() {
    assert_eq!(fault("风险等级", "E").as_deref(), Some("unknown_risk"));
    assert_eq!(fault("检查对象类型", "流动摊位").as_deref(), Some("unknown_kind"));
    assert_eq!(fault("行业代码", "99X1").as_deref(), Some("unknown_trade"));
    assert_eq!(fault("成立日期", "2023-02-30").as_deref(), Some("wrong_date"));
    assert_eq!(fault("成立日期", "2026-03-03").as_deref(), Some("future_date"));
    assert_eq!(fault("成立日期", "2026年3月2日"), None);
    assert_eq!(fault("经营状态", "存续\u{7}").as_deref(), Some("control_character"));
    assert_eq!(fault("备注", "好,多一列").as_deref(), Some("too_many_columns"));
    assert_eq!(fault("备注,职务", "少一列").as_deref(), Some("too_few_columns"));
    assert_eq!(fault("备注", &"长".repeat(500)), None);
}

#[test]
fn an_old_registration_number_is_for_individual_businesses() {
    let intake = take(
        "名称,统一社会信用代码,注册号,检查对象类型,地区\n甲,,410481600000012,个体工商户,舞钢市\n乙,410481600000020,,企业,舞钢市\n",
    );
    assert_eq!(intake.rows[0].id.as_str(), "410481600000012");
    assert_eq!((intake.rejected[0].line, intake.rejected[0].code.as_str()), (3, "wrong_code"));
}

#[test]
fn what_has_no_code_gets_its_owning_departments_number() {
    let heading = "名称,统一社会信用代码,部门编号,检查对象类型,地区,行政审批部门";
    let zjj = "舞钢市住房和城乡建设局";
    let text = format!(
        "{heading}\n工程,,XM-001,项目,舞钢市,\n小区,,舞建〔2023〕79号,项目,舞钢市,某局、{zjj}\n地块,,,项目,舞钢市,\n"
    );
    let intake = take(&text);
    assert_eq!(intake.rows[0].id.as_str(), "410481-scjg:XM-001");
    assert_eq!(intake.rows[1].id.as_str().len(), "410481-zjj:".len() + 16);
    assert!(intake.rows[1].id.as_str().starts_with("410481-zjj:"));
    assert_eq!(intake.rows[1].number, "舞建〔2023〕79号");
    assert_eq!((intake.rejected[0].line, intake.rejected[0].column.as_str()), (4, "部门编号"));
}

#[test]
fn what_has_ended_stays_in_the_library_and_out_of_the_pool() {
    let of = |status: &str| {
        take(&format!("名称,注册号,统一社会信用代码,地区,登记状态\n甲,,91350100M000100Y43,舞钢市,{status}\n"))
            .rows[0]
            .active
    };
    assert_eq!(
        ["存续（在营、开业、在册）", "", "注销", "吊销，未注销"].map(|status| of(&status.replace(',', "，"))),
        [true, true, false, false]
    );
}

#[test]
fn a_file_without_the_needed_columns_is_refused() {
    let sheet = read("名称,地址\n甲,乙\n".as_bytes()).unwrap();
    assert_eq!(objects(&sheet, &known()), Err(Refusal::HeadingMissing { heading: "统一社会信用代码" }));
}
