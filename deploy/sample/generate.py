#!/usr/bin/env python3
"""Writes the sample files of a synthetic county: objects.csv, inspectors.csv and dirty.csv.

    python3 deploy/sample/generate.py            write the files anew
    python3 deploy/sample/generate.py --check    fail if they are not what this script writes

Nothing here is a real company or person: credit codes are of a series nobody has issued (codes.py), telephone numbers
begin with a digit that no subscriber number has, names are drawn from lists. Only region, office and town names exist.
The same seed gives the same bytes on every Python 3: of the generator only `random()` is used, whose sequence is fixed.

objects.csv holds OBJECTS good rows and, scattered among them, the bad ones of dirt.py; inspectors.csv likewise.
dirty.csv lists the bad ones by file and physical line, with what is wrong and whether an import must refuse the row.
To add a kind of dirt, add a function to dirt.py; to add a trade, a line to words.py.
"""

import csv
import datetime
import io
import pathlib
import random
import sys

import codes
import dirt
import words

OBJECTS = 10_000
SEED = 20200428  # the date of the rules that the software carries out
TODAY = datetime.date(2026, 1, 31)
HERE = pathlib.Path(__file__).parent

OBJECT_HEADINGS = ["序号", "企业名称", "统一社会信用代码", "检查对象类型", "企业类型", "登记机关", "行政审批部门", "行业代码",
                   "行业", "信用风险分类", "地区", "住所（经营场所）", "联系电话", "成立日期", "经营状态", "部门编号"]
INSPECTOR_HEADINGS = ["姓名", "执法证号", "发证机关", "证件有效期至", "所属部门", "地区", "执法事项", "专业", "是否专家", "状态"]


class Dice:
    """Chance that is the same everywhere."""

    def __init__(self, seed):
        self.random = random.Random(seed).random

    def below(self, n):
        return int(self.random() * n)

    def pick(self, items):
        return items[self.below(len(items))]

    def weighted(self, items):
        """One of the tuples, by the weight that is its last member."""
        point = self.random() * sum(item[-1] for item in items)
        for item in items:
            point -= item[-1]
            if point < 0:
                return item
        return items[-1]

    def chance(self, share):
        return self.random() < share

    def date(self, first_year, last):
        first = datetime.date(first_year, 1, 1)
        return first + datetime.timedelta(self.below((last - first).days))


class Names:
    """Names of bodies that occur once."""

    def __init__(self, dice):
        self.dice, self.seen = dice, set()

    def fresh(self, template):
        while True:
            mark = "".join(self.dice.pick(words.MARK) for _ in range(3))
            name = template.format(mark)
            if name not in self.seen and len(set(mark)) == 3:
                self.seen.add(name)
                return name


def object_rows(dice):
    names = Names(dice)
    makers = [(enterprise, 34), (individual_business, 58), (cooperative, 6), (other_body, 1.6), (uncoded, 0.4)]
    return [[str(serial), *dice.weighted(makers)[0](dice, names, serial)] for serial in range(1, OBJECTS + 1)]


def enterprise(dice, names, serial):
    trade, trade_name, says, approvers, _ = dice.weighted(words.ENTERPRISE_TRADES)
    of_city = dice.chance(0.06)
    form = dice.weighted([("有限责任公司", 78), ("个人独资企业", 9), ("股份有限公司", 3), ("分公司", 10)])[0]
    ending = {"个人独资企业": "厂" if trade < "50" else "店", "分公司": "有限公司舞钢分公司"}.get(form)
    ending = ending or ("股份有限公司" if form == "股份有限公司" else "有限公司")
    where = "平顶山" if of_city or form == "分公司" else "舞钢市"
    code = codes.credit_code("91", words.CITY if of_city else words.REGION, serial * 389)
    risk = dice.weighted([("A", 32), ("B", 48), ("C", 16), ("D", 4)])[0]
    registrar = words.CITY_MARKET if of_city else words.MARKET
    return row(dice, names.fresh(where + "{}" + says + ending), code, "企业", form, registrar, approvers,
               (trade, trade_name), risk, dice.date(1995, TODAY))


def individual_business(dice, names, serial):
    trade, trade_name, says, approvers, _ = dice.weighted(words.SHOP_TRADES)
    since = dice.date(2001, TODAY)
    # Old ones kept their registration number when the codes came in 2015 if they never had a change registered.
    old = since.year < 2015 and dice.chance(0.12)
    code = codes.registration_number(words.REGION, serial) if old \
        else codes.credit_code("92", words.REGION, serial * 389)
    risk = "" if dice.chance(0.1) else dice.weighted([("A", 28), ("B", 55), ("C", 14), ("D", 3)])[0]
    town = dice.pick(words.TOWNS)
    return row(dice, names.fresh("舞钢市" + town.rstrip("街道镇乡") + "{}" + says), code, "个体工商户", "个体工商户", words.MARKET,
               approvers, (trade, trade_name), risk, since, town)


def cooperative(dice, names, serial):
    trade, trade_name, says, approvers, _ = dice.weighted(words.COOPERATIVE_TRADES)
    code = codes.credit_code("93", words.REGION, serial * 389)
    risk = dice.weighted([("A", 40), ("B", 48), ("C", 10), ("D", 2)])[0]
    return row(dice, names.fresh("舞钢市{}" + says + "农民专业合作社"), code, "农民专业合作社", "农民专业合作社", words.MARKET,
               approvers, (trade, trade_name), risk, dice.date(2007, TODAY))


def other_body(dice, names, serial):
    trade, trade_name, says, body, registrar, approvers, _ = dice.weighted(words.OTHER_BODIES)
    form = "民办非企业单位" if body == "52" else "事业单位"
    return row(dice, names.fresh("舞钢市{}" + says), codes.credit_code(body, words.REGION, serial * 389), "其他主体", form,
               registrar, approvers, (trade, trade_name), "", dice.date(1998, TODAY))


def uncoded(dice, names, serial):
    kind, trade, trade_name, says, mark, owner = dice.pick(words.UNCODED)
    since = dice.date(2022, TODAY)
    made = row(dice, names.fresh("{}" + says), "", kind, "", owner, [owner], (trade, trade_name), "", since)
    return [*made[:-1], f"舞{mark}〔{since.year}〕{serial}号"]


def row(dice, name, code, kind, form, registrar, approvers, trade, risk, since, town=None):
    region, address = place(dice, town or dice.pick(words.TOWNS))
    state = dice.weighted([("存续（在营、开业、在册）", 96), ("注销", 2), ("吊销，未注销", 1), ("停业", 1)])[0]
    telephone = f"0375-0{dice.below(1_000_000):06d}"
    return [name, code, kind, form, registrar, "、".join(approvers), *trade, risk, region, address, telephone,
            written(dice, since), state, ""]


def place(dice, town):
    """Region column and address, in the ways that exports write them; one of the two always tells the county."""
    spot = f"{dice.pick(words.ROADS)}{dice.below(400) + 1}号" if town.endswith("街道") \
        else f"{dice.pick(words.VILLAGES)}{dice.below(12) + 1}组"
    region = dice.weighted([("舞钢市", 90), ("平顶山市舞钢市", 5), (words.REGION, 2), ("平顶山", 2), ("", 1)])[0]
    prefix = "" if region == "舞钢市" and dice.chance(0.3) else "河南省平顶山市舞钢市"
    if prefix and dice.chance(0.5):
        prefix = "舞钢市"
    return region, prefix + town + spot


def written(dice, date):
    form = dice.weighted([("{:%Y-%m-%d}", 96), ("{0.year}/{0.month}/{0.day}", 2), ("{0.year}年{0.month}月{0.day}日", 2)])
    return form[0].format(date)


def inspector_rows(dice):
    rows, seen = [], set()
    for order, department in enumerate(words.DEPARTMENTS, start=1):
        for serial in range(1, department[1] + 1):
            rows.append(inspector(dice, seen, order, serial, department))
    return rows


def inspector(dice, seen, order, serial, department):
    name, _, items, expertise = department
    issuer = "国家税务总局" if name == words.TAX else dice.weighted([("河南省人民政府", 92), ("国务院主管部门", 8)])[0]
    expiry = dice.date(2023, TODAY) if dice.chance(0.07) else dice.date(2027, datetime.date(2030, 12, 31))
    may = items if dice.chance(0.6) else items[:1 + dice.below(len(items))]
    state = dice.weighted([("在岗", 93), ("休假", 3), ("借调", 2), ("调离", 2)])[0]
    expert = "是" if dice.chance(0.12) else "否"
    return [person(dice, seen), f"1604{order:02d}{serial:05d}", issuer, f"{expiry:%Y-%m-%d}", name, "舞钢市",
            "、".join(may), dice.pick(expertise), expert, state]


def person(dice, seen):
    while True:
        name = dice.pick(words.SURNAMES) + "".join(dice.pick(words.GIVEN) for _ in range(2))
        if name not in seen:
            seen.add(name)
            return name


def scatter(dice, good, bad):
    """Puts each bad line at a place of its own and tells the physical line at which it then stands."""
    low = len(good) // 6
    after = sorted(low + dice.below(len(good) - low) for _ in bad)
    lines, notes, at = [], [], 0
    for position, (line, why, refused) in zip(after, bad):
        lines += good[at:position] + [line]
        notes.append((len(lines) + 1, why, refused))
        at = position
    return lines + good[at:], notes


def as_lines(rows):
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue().splitlines()


def sheet(dice, headings, rows, bad_of):
    good = as_lines(rows)
    bad = [(line if isinstance(line, str) else as_lines([line])[0], why, refused) for line, why, refused in bad_of(rows)]
    lines, notes = scatter(dice, good, bad)
    # Spreadsheets mark UTF-8 with a byte order mark.
    return "\ufeff" + "\n".join(as_lines([headings]) + lines) + "\n", notes


def files():
    dice = Dice(SEED)
    objects, object_notes = sheet(dice, OBJECT_HEADINGS, object_rows(dice), dirt.of_objects)
    inspectors, inspector_notes = sheet(dice, INSPECTOR_HEADINGS, inspector_rows(dice), dirt.of_inspectors)
    notes = [("objects.csv", *note) for note in object_notes] + [("inspectors.csv", *note) for note in inspector_notes]
    listing = as_lines([["文件", "行号", "问题", "应拒绝"], *notes])
    return {"objects.csv": objects, "inspectors.csv": inspectors, "dirty.csv": "\n".join(listing) + "\n"}


def main(check):
    stale = []
    for name, text in files().items():
        path = HERE / name
        if not check:
            path.write_text(text, encoding="utf-8")
        elif not path.exists() or path.read_text(encoding="utf-8") != text:
            stale.append(name)
    if stale:
        sys.exit(f"{', '.join(stale)}: not what {pathlib.Path(__file__).name} writes; run it without --check")


if __name__ == "__main__":
    main(check=sys.argv[1:] == ["--check"])
