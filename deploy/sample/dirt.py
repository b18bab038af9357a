"""Bad rows as registers really hold them: each is a good row with one thing wrong.

Every entry is (row or raw line, what is wrong, 是 or 否: must an import refuse it). 否 marks rows that look odd but are right.
"""

import codes

NAME, CODE, KIND, TRADE, RISK, REGION, ADDRESS, SINCE, NUMBER = 1, 2, 3, 7, 9, 10, 11, 13, 0


def with_cells(row, **cells):
    """The row with the named cells (as in the constants above, lower case) replaced."""
    changed = list(row)
    for name, value in cells.items():
        changed[globals()[name.upper()]] = value
    return changed


def of_objects(rows):
    companies = [row for row in rows if row[CODE].startswith("91")][40::70]
    shops = [row for row in rows if row[CODE].startswith("92")][40::70]
    old_shops = [row for row in rows if len(row[CODE]) == 15]
    fresh = (fresh_row(row, serial) for serial, row in enumerate(companies + shops, start=90_001))
    return [*code_dirt(fresh, old_shops), *duplicates(companies), *cell_dirt(fresh), *shape_dirt(fresh)]


def fresh_row(row, serial):
    """A copy under a code and name of its own, so that it is not a duplicate too."""
    code = codes.credit_code(row[CODE][:2], row[CODE][2:8], serial * 389)
    return with_cells(row, number=str(serial), code=code, name=row[NAME].replace("舞钢市", "舞钢市新", 1))


def code_dirt(fresh, old_shops):
    for _ in range(5):
        row = next(fresh)
        yield with_cells(row, code=codes.change_last(row[CODE])), "统一社会信用代码校验位错误", "是"
    for wrong in ("i", "o", "O"):
        row = next(fresh)
        code = row[CODE].lower() if wrong.islower() else row[CODE]
        yield with_cells(row, code=code[:10] + wrong + code[11:]), "统一社会信用代码含字母I或O", "是"
    for _ in range(3):
        row = next(fresh)
        yield with_cells(row, code=codes.full_width(row[CODE])), "统一社会信用代码含全角数字", "是"
    row = next(fresh)
    yield with_cells(row, code=row[CODE][:-1]), "统一社会信用代码只有17位", "是"
    row = next(fresh)
    yield with_cells(row, code=""), "企业缺统一社会信用代码", "是"
    shop = with_cells(old_shops[5], name=old_shops[5][NAME] + "二店")
    yield with_cells(shop, code=codes.change_last(shop[CODE])), "15位注册号校验位错误", "是"


def duplicates(companies):
    # Early rows, so that the original stands above its copy wherever that lands (generate.scatter).
    for row in companies[:3]:
        yield row, "与前面某行完全重复", "是"
    for row in companies[3:5]:
        yield with_cells(row, name=row[NAME].replace("有限公司", "实业有限公司")), "统一社会信用代码重复而名称不同", "是"


def cell_dirt(fresh):
    cases = [({"name": ""}, "缺企业名称", "是"), ({"name": "　"}, "企业名称只有空格", "是"), ({"name": "无"}, "企业名称无意义", "否"),
             ({"name": "舞钢市" + "澜" * 300 + "有限公司"}, "企业名称超长", "是"),
             ({"name": "=HYPERLINK(\"x\")"}, "企业名称以公式字符开头", "否"), ({"name": "舞钢市\x07翎岑商贸有限公司"}, "企业名称含控制字符", "是"),
             ({"since": "2023-02-30"}, "成立日期不存在", "是"), ({"since": "2021/13/01"}, "成立日期不存在", "是"),
             ({"since": "二〇一九年"}, "成立日期无法识别", "是"), ({"since": "2099-01-01"}, "成立日期在将来", "是"),
             ({"region": "不详", "address": "不详"}, "地区无法识别", "是"), ({"region": "", "address": "中心街8号"}, "地区无法识别", "是"),
             ({"region": "999999", "address": "临时地址"}, "地区代码不存在", "是"), ({"risk": "E"}, "信用风险分类不存在", "是"),
             ({"kind": "流动摊位"}, "检查对象类型不存在", "是"), ({"trade": "99X1"}, "行业代码不存在", "是")]
    for cells, why, refused in cases:
        yield with_cells(next(fresh), **cells), why, refused
    row = next(fresh)
    yield with_cells(row, name=f"  {row[NAME]} ", code=f" {row[CODE]}"), "首尾多空格", "否"


def shape_dirt(fresh):
    row = next(fresh)
    yield [*row, "备注", "多余的列"], "列数多于表头", "是"
    row = next(fresh)
    yield row[:6], "列数少于表头", "是"
    yield [""] * 16, "空行", "否"
    yield "", "空行", "否"
    yield "合计：10000户", "表尾合计行", "是"


def of_inspectors(rows):
    name, certificate, expiry, department, items, state = 0, 1, 3, 4, 6, 9

    def changed(index, serial, cells):
        row = list(rows[index])
        row[name], row[certificate] = row[name] + "甲", f"1604990{serial:04d}"
        for cell, value in cells.items():
            row[cell] = value
        return row

    cases = [({name: ""}, "缺姓名", "是"), ({certificate: ""}, "缺执法证号", "是"), ({expiry: "2026-02-30"}, "证件有效期不存在", "是"),
             ({expiry: "长期"}, "证件有效期无法识别", "是"), ({department: "舞钢市某某局"}, "所属部门不存在", "是"),
             ({department: "舞钢市第三方检测有限公司"}, "第三方机构人员不得列入", "是"), ({state: "在家"}, "状态不存在", "是"),
             ({items: ""}, "缺执法事项", "否")]
    made = [(changed(index * 17 + 3, index, cells), why, refused) for index, (cells, why, refused) in enumerate(cases)]
    return [*made, (list(rows[120]), "与前面某行完全重复", "是"), ([""] * 10, "空行", "否")]
