//! The libraries by hand: a file that is taken in with every refused row, lists, and looks that say what for.

use crate::{draws::import, draws::town, signed_in};

const OBJECTS: &str = "企业名称,统一社会信用代码,地区,信用风险分类\n\
    甲<b>店,410481000000001,舞钢市,A\n乙店,410481000000002,舞钢市,Z\n";

#[tokio::test]
async fn an_import_says_which_rows_it_refused_and_why() {
    let (app, _keys) = town().await;
    let mut clerk = signed_in(&app, "clerk.scjg").await;
    let taken = import(&mut clerk, "objects", OBJECTS).await;
    assert!(taken.status == 303 && taken.location.starts_with("/imports/0"), "{}", taken.text);
    let report = clerk.get(&taken.location).await;
    assert!(report.text.contains("已导入检查对象名录 1 行") && report.text.contains("信用风险分类"));
    let workbook = clerk.get(&format!("{}/report.xlsx", taken.location)).await;
    assert!(workbook.status == 200 && workbook.text.starts_with("PK"));
    let list = clerk.get("/objects").await;
    assert!(list.text.contains("甲&#60;b&#62;店") && !list.text.contains("甲<b>店"), "{}", list.text);
    assert!(!clerk.get("/objects?risk=D").await.text.contains("410481000000001"));
}

#[tokio::test]
async fn a_form_without_a_file_comes_back_with_what_was_typed() {
    let (app, _keys) = town().await;
    let mut clerk = signed_in(&app, "clerk.scjg").await;
    let typed = [("library", "inspectors"), ("holds_from", "2030-01-01")];
    let page = clerk.upload("/imports", &typed, b"").await;
    assert_eq!(page.status, 422);
    assert!(page.text.contains("请选择 CSV 或 XLSX 文件") && page.text.contains("value=\"2030-01-01\""));
    let page = clerk.upload("/imports", &[("library", "objects")], b"\xff\xfe\x00rubbish").await;
    assert!((400..500).contains(&page.status), "{}", page.status);
    let mut office = signed_in(&app, "office").await;
    assert_eq!(office.get("/imports").await.status, 404);
    assert_eq!(office.upload("/imports", &[("library", "objects")], OBJECTS.as_bytes()).await.status, 403);
}

#[tokio::test]
async fn a_full_look_needs_its_purpose() {
    let (app, _keys) = town().await;
    let mut clerk = signed_in(&app, "clerk.scjg").await;
    let people = "姓名,执法证号,证件有效期至,所属部门,执法事项\n欧阳甲,16040001,2027-12-31,scjg,全部\n";
    for (library, text) in [("objects", OBJECTS), ("inspectors", people)] {
        import(&mut clerk, library, text).await;
    }
    let list = clerk.get("/inspectors").await;
    assert!(list.text.contains("欧**") && !list.text.contains("欧阳甲"));
    let person = list.links("/inspectors/0").remove(0);
    for page in ["/objects/410481000000001", &person] {
        assert!(clerk.get(page).await.text.contains("查看用途"));
        assert_eq!(clerk.get(&format!("{page}?purpose=+")).await.status, 422);
        let seen = clerk.get(&format!("{page}?purpose=%3Ci%3Ecall")).await;
        assert!(seen.status == 200 && seen.text.contains("用途：&lt;i&gt;call"), "{}", seen.text);
    }
    assert!(clerk.get(&format!("{person}?purpose=x")).await.text.contains("欧阳甲"));
    assert_eq!(clerk.get("/objects/..%2Finspectors?purpose=x").await.status, 404);
}
