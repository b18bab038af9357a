#!/usr/bin/env python3
"""Verifies receipts of the draw protocol draw/v1, offline, with nothing but the standard library (Python 3.10 or later).

    python3 verify.py DIR [DIR …] [--trust FILE] [--today YYYY-MM-DD]

Exit status: 0 every receipt holds; 1 one differs (its first difference is named); 2 one is incomplete, or sealed until a
date. The trust file pins keys: {"receipt_keys": [{"name", "public_key"}], "log_keys": [vkey], "witness_keys": [vkey]};
without it the verifier says whose key signed, and that nobody vouches for it. `--today` answers as on that Beijing date.

This is a second implementation, sharing no code with the first: what PROTOCOL.md and TEAMS.md say is what counts.
It is deliberately plain and slow; read it from `verify_whole` down.
"""

import argparse
import base64
import csv
import datetime
import hashlib
import io
import json
import os
import re
import stat
import sys
import unicodedata

PROTOCOL = "draw/v1"


class Differs(Exception):
    """The receipt is wrong: in which file, where in it, what."""

    def __init__(self, file, place, detail):
        super().__init__(f"{file} {place}：{detail}" if place else f"{file}：{detail}")


class Incomplete(Exception):
    """The receipt cannot be judged: a file is missing."""


class SealedUntil(Exception):
    """All that may be shown holds; the list opens on a date."""


def check(holds, file, place, detail):
    if not holds:
        raise Differs(file, place, detail)


def equal(found, expected, file, place):
    check(found == expected, file, place, f"应为 {expected}，实为 {found}")


# --- Bytes -----------------------------------------------------------------------------------------------------------


def sha256(data):
    return hashlib.sha256(data).digest()


def u32(n):
    return n.to_bytes(4, "big")


def u64(n):
    return n.to_bytes(8, "big")


def lp(part):
    part = part.encode() if isinstance(part, str) else part
    return u32(len(part)) + part


def h(tag, *parts):
    return sha256(lp(tag) + b"".join(lp(part) for part in parts))


# --- Ed25519, RFC 8032 section 5.1, verification only ------------------------------------------------------------------

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P
ROOT = pow(2, (P - 1) // 4, P)


def point_add(p, q):
    """Addition in extended coordinates (X, Y, Z, T), complete for this curve."""
    a = (p[1] - p[0]) * (q[1] - q[0]) % P
    b = (p[1] + p[0]) * (q[1] + q[0]) % P
    c = 2 * p[3] * q[3] * D % P
    d = 2 * p[2] * q[2] % P
    e, f, g, k = b - a, d - c, d + c, b + a
    return e * f % P, g * k % P, f * g % P, e * k % P


def point_times(n, p):
    result = (0, 1, 1, 0)
    while n:
        if n & 1:
            result = point_add(result, p)
        p = point_add(p, p)
        n >>= 1
    return result


def point_decode(data):
    """The point of 32 bytes, or None."""
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & (2**255 - 1)
    if y >= P:
        return None
    xx = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(xx, (P + 3) // 8, P)
    if x * x % P != xx:
        x = x * ROOT % P
    if x * x % P != xx or (x == 0 and sign):
        return None
    if x & 1 != sign:
        x = P - x
    return x, y, 1, x * y % P


def is_small(p):
    """Whether the order of the point divides the cofactor 8."""
    x, y, z, _ = point_times(8, p)
    return x % P == 0 and (y - z) % P == 0


BASE = point_decode((4 * pow(5, -1, P) % P).to_bytes(32, "little"))


def ed25519_holds(public, message, signature):
    if len(public) != 32 or len(signature) != 64:
        return False
    a, r = point_decode(public), point_decode(signature[:32])
    s = int.from_bytes(signature[32:], "little")
    if a is None or r is None or s >= ORDER or is_small(a) or is_small(r):
        return False
    k = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % ORDER
    left, right = point_times(s, BASE), point_add(r, point_times(k, a))
    return all((left[i] * right[2] - right[i] * left[2]) % P == 0 for i in (0, 1))


# --- Merkle trees, RFC 6962 section 2.1 --------------------------------------------------------------------------------


def merkle_root(leaves):
    """The root over leaf data, in order."""
    stack = []  # (height, hash) of perfect subtrees, largest first
    for leaf in leaves:
        height, node = 0, sha256(b"\x00" + leaf)
        while stack and stack[-1][0] == height:
            node = sha256(b"\x01" + stack.pop()[1] + node)
            height += 1
        stack.append((height, node))
    if not stack:
        return sha256(b"")
    node = stack.pop()[1]
    while stack:
        node = sha256(b"\x01" + stack.pop()[1] + node)
    return node


def merkle_holds(leaf_data, index, size, path, root):
    """RFC 9162 section 2.1.3.2: whether the path leads from the leaf to the root."""
    if not 0 <= index < size:
        return False
    at, last, node = index, size - 1, sha256(b"\x00" + leaf_data)
    for step in path:
        if last == 0:
            return False
        if at & 1 or at == last:
            node = sha256(b"\x01" + step + node)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            node = sha256(b"\x01" + node + step)
        at, last = at >> 1, last >> 1
    return last == 0 and node == root


# --- Texts, JSON and tables --------------------------------------------------------------------------------------------


def is_name(text, most=128):
    return (
        isinstance(text, str)
        and 0 < len(text.encode()) <= most
        and not any(unicodedata.category(c) == "Cc" for c in text)
        and text == text.strip(" ")
        and unicodedata.is_normalized("NFC", text)
    )


def is_reason(text):
    return is_name(text, 2000)


def is_date(text):
    if not isinstance(text, str) or not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return False
    try:
        datetime.date.fromisoformat(text)
    except ValueError:
        return False
    return True


def is_hex(size):
    return lambda text: isinstance(text, str) and re.fullmatch(f"[0-9a-f]{{{2 * size}}}", text) is not None


def is_count(value, least=0):
    return type(value) is int and least <= value < 2**53


def is_positive(value):
    return is_count(value, 1)


def is_u32(value):
    return is_count(value, 1) and value < 2**32


def is_flag(value):
    return type(value) is bool


def canonical(value):
    """RFC 8785 for objects, arrays, strings, integers and booleans."""
    if isinstance(value, dict):
        members = sorted(value.items(), key=lambda item: item[0].encode("utf-16-be"))
        return "{" + ",".join(f"{canonical(k)}:{canonical(v)}" for k, v in members) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(canonical, value)) + "]"
    if isinstance(value, str):
        if not unicodedata.is_normalized("NFC", value):
            raise ValueError("文本不是 NFC 形式")
        return json.dumps(value, ensure_ascii=False)
    if type(value) is bool:
        return "true" if value else "false"
    if type(value) is int and abs(value) < 2**53:
        return str(value)
    raise ValueError(f"不允许的值 {value!r}")


def read_json(data, file):
    """A document in its only spelling."""
    try:
        value = json.loads(data.decode())
        same = canonical(value).encode() == data
    except (ValueError, RecursionError) as fault:
        raise Differs(file, "", f"不是规范的 JSON（{fault}）") from None
    check(same, file, "", "不是规范形式的 JSON")
    return value


def shape(value, file, place, members, optional=None):
    """`value` is an object of exactly these members, each of which its predicate accepts."""
    optional = optional or {}
    check(isinstance(value, dict), file, place, "应为对象")
    for name in sorted(set(value) | set(members)):
        accepts = members.get(name) or optional.get(name)
        check(accepts is not None, file, f"{place}/{name}", "未知的字段")
        check(name in value, file, f"{place}/{name}", "缺少该字段")
        check(accepts(value[name]), file, f"{place}/{name}", "取值不合规定")
    return value


def each(value, file, place, members, optional=None):
    check(isinstance(value, list), file, place, "应为列表")
    for number, item in enumerate(value):
        shape(item, file, f"{place}/{number}", members, optional)
    return value


def ascending(keys):
    """Strictly ascending by bytes: sorted, and nothing twice."""
    keys = [tuple(part.encode() for part in key) for key in keys]
    return all(a < b for a, b in zip(keys, keys[1:]))


def is_names(value):
    return isinstance(value, list) and all(map(is_name, value)) and ascending([(v,) for v in value])


def csv_line(fields):
    quoted = ('"' + f.replace('"', '""') + '"' if re.search('[",\r\n]', f) else f for f in fields)
    return ",".join(quoted) + "\n"


def read_table(bundle, file, columns):
    """The rows of a table in its only spelling; `columns` maps each name to what its fields must satisfy."""
    try:
        text = bundle[file].decode()
        rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except (ValueError, csv.Error) as fault:
        raise Differs(file, "", f"不是规范的 CSV（{fault}）") from None
    check(rows and rows[0] == list(columns), file, "第 1 行", "表头不符")
    for number, row in enumerate(rows[1:], 2):
        check(len(row) == len(columns), file, f"第 {number} 行", "列数不符")
        for field, (name, accepts) in zip(row, columns.items()):
            check(accepts(field), file, f"第 {number} 行 {name} 列", f"取值不合规定：{field}")
    check("".join(map(csv_line, rows)) == text, file, "", "不是规范形式的 CSV")
    return [dict(zip(columns, row)) for row in rows[1:]]


def decimal(most):
    return lambda text: re.fullmatch("0|[1-9][0-9]{0,19}", text) is not None and int(text) <= most


def is_list_of(accepts):
    """Parts joined by `;`, sorted, nothing twice; the empty text is the empty list."""
    return lambda text: text == "" or (all(map(accepts, text.split(";"))) and ascending([(p,) for p in text.split(";")]))


def is_period_text(text):
    parts = text.split("/")
    return len(parts) == 2 and all(map(is_date, parts)) and parts[0] <= parts[1]


def row_bytes(row):
    """`LP` of the text of each field, in the order of the columns."""
    return b"".join(map(lp, row.values()))


# --- The plan ------------------------------------------------------------------------------------------------------------


def is_period(value):
    return (
        isinstance(value, dict)
        and set(value) == {"from", "to"}
        and all(map(is_date, value.values()))
        and value["from"] <= value["to"]
    )


def is_list(value):
    return isinstance(value, list)


def is_object(value):
    return isinstance(value, dict)


def is_authority(value):
    return is_name(value) and value != "joint"


def read_plan(data):
    file = "plan.json"
    plan = read_json(data, file)
    members = {
        "protocol": lambda v: v == PROTOCOL,
        "region": is_name,
        "task": is_name,
        "purpose": lambda v: v in ("inspection", "rehearsal"),
        "window": is_period,
        "quota": is_object,
        "caps": is_object,
        "entropy": is_object,
        "openness": is_object,
    }
    shape(plan, file, "", members, {"teams": is_object})
    shape(plan["caps"], file, "/caps", {"joint": is_u32, "authorities": is_list})
    authorities = each(plan["caps"]["authorities"], file, "/caps/authorities", {"authority": is_authority, "cap": is_u32})
    check(ascending([(a["authority"],) for a in authorities]), file, "/caps/authorities", "未按序或有重复")
    read_quota(plan["quota"], file)
    read_source(plan, file)
    if plan["openness"].get("mode") == "sealed":
        shape(plan["openness"], file, "/openness", {"mode": is_name, "open_by": is_date})
        late = plan["openness"]["open_by"] >= plan["window"]["to"]
        check(late, file, "/openness/open_by", "早于检查期限")
    else:
        shape(plan["openness"], file, "/openness", {"mode": lambda v: v == "open", "reason": is_reason})
    if "teams" in plan:
        read_team_plan(plan["teams"], file)
    return plan


def read_quota(quota, file):
    if quota.get("rule") == "total":
        shape(quota, file, "/quota", {"rule": is_name, "total": is_positive})
        return
    shape(quota, file, "/quota", {"rule": lambda v: v == "rate", "strata": is_list}, {"rest": is_object})
    strata = each(quota["strata"], file, "/quota/strata", {"stratum": is_name, "rate": is_object})
    check(ascending([(s["stratum"],) for s in strata]), file, "/quota/strata", "未按序或有重复")
    check(strata or "rest" in quota, file, "/quota", "没有规定任何比例")
    for rate in [s["rate"] for s in strata] + [quota[k] for k in ("rest",) if k in quota]:
        shape(rate, file, "/quota", {"num": is_count, "den": is_positive, "floor": is_count}, {"ceiling": is_count})
        check(rate["num"] <= rate["den"], file, "/quota", "比例大于一")
        check(rate["floor"] <= rate.get("ceiling", rate["floor"]), file, "/quota", "下限大于上限")


def read_source(plan, file):
    source = plan["entropy"]
    if source.get("source") == "parties":
        members = {"source": is_name, "reveal_by": is_positive, "parties": is_names}
        shape(source, file, "/entropy", members)
        check(len(source["parties"]) >= 2, file, "/entropy/parties", "至少两方")
        return
    check(source == {"source": "operator"}, file, "/entropy", "不是已启用的随机来源")
    check(plan["purpose"] == "rehearsal", file, "/entropy", "只有演练可以由主办方单独产生随机数")


def read_team_plan(teams, file):
    place = "/teams"
    shape(teams, file, place, {"needs": is_list, "rule": is_object})
    members = {"department": is_name, "items": is_names, "minimum": lambda v: is_count(v, 1) and v < 256}
    needs = each(teams["needs"], file, f"{place}/needs", members, {"strata": is_names})
    check(needs and ascending([(n["department"],) for n in needs]), file, f"{place}/needs", "为空、未按序或有重复")
    rule, place = teams["rule"], f"{place}/rule"
    optional = {"leader_department": is_name, "load_limit": is_u32}
    shape(rule, file, place, {"team_unit": is_object, "relaxations": is_list}, optional)
    if rule["team_unit"] != {"kind": "per_object"}:
        is_bundles = {"kind": lambda v: v == "bundles", "size": is_u32}
        shape(rule["team_unit"], file, f"{place}/team_unit", is_bundles)
    for relaxation in rule["relaxations"]:
        if relaxation != {"rule": "one_inspector"}:
            shape(relaxation, file, f"{place}/relaxations", {"rule": lambda v: v == "wider_load", "limit": is_u32})
            wider = relaxation["limit"] > rule.get("load_limit", relaxation["limit"])
            check(wider, file, f"{place}/relaxations", "放宽后的上限应大于原上限")
    kinds = [relaxation["rule"] for relaxation in rule["relaxations"]]
    check(len(set(kinds)) == len(kinds), file, f"{place}/relaxations", "同类放宽重复")


# --- The public log ------------------------------------------------------------------------------------------------------


def read_vkey(text, kind):
    """`name+id+base64(kind ‖ key)` of C2SP signed notes; gives name, id, key."""
    name, id_hex, encoded = text.split("+", 2)
    material = base64.b64decode(encoded, validate=True)
    key_id = sha256(name.encode() + b"\n" + material)[:4]
    if len(material) != 33 or material[0] != kind or key_id.hex() != id_hex or canonical_base64(material) != encoded:
        raise ValueError("not a key of this kind")
    return name, key_id, material[1:]


def canonical_base64(data):
    return base64.b64encode(data).decode()


def unbase64(text, size, file):
    try:
        data = base64.b64decode(text, validate=True)
    except ValueError:
        raise Differs(file, "", f"不是 base64：{text}") from None
    fits = canonical_base64(data) == text and size in (None, len(data))
    check(fits, file, "", f"base64 的长度或写法不合规定：{text}")
    return data


def read_proof(text, entry, log_key, witness_keys, file):
    """Checks a c2sp.org/tlog-proof of `entry`; gives index, size, root and the pinned witnesses with their times."""
    name, key_id, key = log_key
    parts = text.split("\n\n")
    check(len(parts) == 3 and text.endswith("\n"), file, "", "不是日志证明")
    head, body, signatures = parts[0].split("\n"), parts[1] + "\n", parts[2].split("\n")[:-1]
    check(head[0] == "c2sp.org/tlog-proof@v1" and len(head) > 1, file, "", "不是日志证明")
    number = re.fullmatch("index (0|[1-9][0-9]{0,18})", head[1])
    lines = body.split("\n")[:-1]
    check(number is not None, file, "", "缺少序号")
    check(len(lines) == 3 and lines[0] == name, file, "", "检查点不是本日志的")
    check(re.fullmatch("[1-9][0-9]{0,18}", lines[1]) is not None, file, "", "检查点的大小不合规定")
    index, size, root = int(number[1]), int(lines[1]), unbase64(lines[2], 32, file)
    path = [unbase64(line, 32, file) for line in head[2:]]
    check(merkle_holds(entry, index, size, path, root), file, "", "条目不在日志的检查点之中")
    signed, witnesses = False, []
    for line in signatures:
        match = re.fullmatch("— ([^ ]+) ([A-Za-z0-9+/]+=*)", line)
        check(match is not None, file, "", "签名行不合规定")
        data = unbase64(match[2], None, file)
        if match[1] == name and data[:4] == key_id:
            check(ed25519_holds(key, body.encode(), data[4:]), file, "", "日志的签名不成立")
            signed = True
        for witness in witness_keys:
            if match[1] == witness[0] and data[:4] == witness[1]:
                time = int.from_bytes(data[4:12], "big")
                message = f"cosignature/v1\ntime {time}\n{body}".encode()
                check(ed25519_holds(witness[2], message, data[12:]), file, "", "见证方的签名不成立")
                witnesses.append((witness[0], time))
    check(signed, file, "", "没有日志的签名")
    return index, size, root, witnesses


def verify_log(bundle, commit, vkey, log_key, trust):
    """The four entries stand in the log in their order. Gives the pinned witnesses of the commit."""
    if trust["log_keys"]:
        check(vkey in trust["log_keys"], "receipt.json", "/log_key", "不是信任文件中的日志")
    witness_keys = [read_vkey(text, 4) for text in trust["witness_keys"]]
    entries = {"open": open_entry(commit), "commit": bundle["commit.json"], "reveal": bundle["reveal.json"]}
    last, roots, cosigned = -1, {}, []
    for name, entry in (entries | {"result": bundle["sealed.json"]}).items():
        file = f"{name}.tlog-proof"
        try:
            text = bundle[file].decode()
        except ValueError:
            raise Differs(file, "", "不是 UTF-8 文本") from None
        index, size, root, witnesses = read_proof(text, entry, log_key, witness_keys, file)
        check(last < index, file, "", "日志中的先后次序不对")
        check(roots.setdefault(size, root) == root, file, "", "同一大小的日志有两个不同的根")
        last, cosigned = index, witnesses if name == "commit" else cosigned
    return cosigned


# --- The steps of the draw -------------------------------------------------------------------------------------------------

POOL = {
    "id": is_name,
    "stratum": is_name,
    "weight": lambda t: t == "1",
    "status": decimal(255),
    "salt": is_hex(16),
}
ROSTER = {
    "id": is_name,
    "department": is_name,
    "items": is_list_of(is_name),
    "valid_from": is_date,
    "valid_until": is_date,
    "available": lambda t: t in ("0", "1"),
    "absences": is_list_of(is_period_text),
    "salt": is_hex(16),
}
RECUSALS = {"object": is_name, "inspector": is_name, "salt": is_hex(16)}
LEDGER = {
    "object": is_name,
    "authority": is_name,
    "year": lambda t: t != "0" and decimal(9999)(t),
    "counted": decimal(2**32 - 1),
    "reserved": decimal(2**32 - 1),
    "exception": lambda t: t == "" or is_reason(t),
    "salt": is_hex(16),
}
RESULT = {"stratum": is_name, "rank": decimal(2**32 - 1), "id": is_name, "key": is_hex(32)}
TEAMS = {
    "object": is_name,
    "inspector": lambda t: t == "" or is_name(t),
    "department": is_name,
    "role": lambda t: t in ("leader", "member", "unstaffed"),
}

CAPPED_JOINT, CAPPED_AUTHORITY = 1, 2


def pool_leaf(row):
    return (
        lp(row["id"])
        + lp(row["stratum"])
        + int(row["weight"]).to_bytes(2, "big")
        + bytes([int(row["status"])])
        + bytes.fromhex(row["salt"])
    )


def read_frozen(bundle, plan, commit):
    """Sections 4 and 5: the four tables against their roots in the commit, the statuses, the quotas."""
    tables = {}
    for name, columns, key, leaf in (
        ("roster", ROSTER, ("id",), row_bytes),
        ("recusal", RECUSALS, ("object", "inspector"), row_bytes),
        ("ledger", LEDGER, ("object", "authority", "year"), row_bytes),
        ("pool", POOL, ("id",), pool_leaf),
    ):
        file = "recusals.csv" if name == "recusal" else f"{name}.csv"
        rows = read_table(bundle, file, columns)
        in_order = ascending([[row[k].zfill(4) if k == "year" else row[k] for k in key] for row in rows])
        check(in_order, file, "", "未按序或有重复")
        check(rows or name != "roster" or "teams" not in plan, file, "", "没有检查人员")
        equal(merkle_root(map(leaf, rows)).hex(), commit[f"{name}_root"], file, "（树根）")
        tables[name] = rows
    verify_status(plan, tables)
    quota = quotas(plan, tables["pool"])
    equal(len(tables["pool"]), commit["n"], "pool.csv", "（行数）")
    return tables, quota


def years_of(window):
    return range(int(window["from"][:4]), int(window["to"][:4]) + 1)


def cap_status(plan, ledger_rows):
    """Step 9: the status that the caps impose on an object with these rows of the ledger, or None."""
    caps, years = plan["caps"], years_of(plan["window"])

    def full(authority, cap):
        return any(
            row["authority"] == authority
            and int(row["year"]) in years
            and not row["exception"]
            and int(row["counted"]) + int(row["reserved"]) >= cap
            for row in ledger_rows
        )

    if full("joint", caps["joint"]):
        return CAPPED_JOINT
    if any(full(a["authority"], a["cap"]) for a in caps["authorities"]):
        return CAPPED_AUTHORITY
    return None


def rows_by_object(ledger):
    found = {}
    for row in ledger:
        found.setdefault(row["object"], []).append(row)
    return found


def verify_status(plan, tables):
    """A status 0, 1 or 2 says exactly what the caps impose; any other is the office's and may stand beside a cap."""
    ledger = rows_by_object(tables["ledger"])
    for number, row in enumerate(tables["pool"], 2):
        imposed, status = cap_status(plan, ledger.get(row["id"], [])) or 0, int(row["status"])
        agrees = status not in (0, CAPPED_JOINT, CAPPED_AUTHORITY) or status == imposed
        check(agrees, "pool.csv", f"第 {number} 行 status 列", f"与台账不符，应为 {imposed}，实为 {status}")


def quotas(plan, pool):
    """Step 8: for each stratum of the pool, in byte order, (eligible, quota)."""
    eligible = {row["stratum"]: 0 for row in sorted(pool, key=lambda r: r["stratum"].encode())}
    for row in pool:
        eligible[row["stratum"]] += row["status"] == "0"
    check(len(eligible) <= 4096, "pool.csv", "", "分层过多")
    quota, everybody = plan["quota"], sum(eligible.values())
    if quota["rule"] == "total":
        check(quota["total"] <= everybody, "plan.json", "/quota/total", "多于可抽取的对象")
        shares = {s: divmod(quota["total"] * n, everybody) for s, n in eligible.items()}
        missing = quota["total"] - sum(whole for whole, _ in shares.values())
        by_remainder = sorted(shares, key=lambda s: (-shares[s][1], s.encode()))
        return {s: (eligible[s], shares[s][0] + (s in by_remainder[:missing])) for s in eligible}
    rates, found = {s["stratum"]: s["rate"] for s in quota["strata"]}, {}
    for stratum, rate in rates.items():
        check(stratum in eligible or rate["floor"] == 0, "plan.json", "/quota", f"{stratum} 层没有对象")
    for stratum, n in eligible.items():
        rate = rates.get(stratum, quota.get("rest"))
        check(rate is not None, "plan.json", "/quota", f"没有规定 {stratum} 层的比例")
        wanted = max(-(-rate["num"] * n // rate["den"]), rate["floor"])
        wanted = min(wanted, rate.get("ceiling", wanted))
        check(wanted <= n, "plan.json", "/quota", f"{stratum} 层可抽取的对象少于应抽数")
        found[stratum] = (n, wanted)
    return found


def verify_shares(bundle, commit):
    """Steps 4 and 7: every share is the one that was promised. Gives op_share and the parties' shares."""
    file = "shares.json"
    shares = shape(read_json(bundle[file], file), file, "", {"op_share": is_hex(32), "shares": is_list})
    op_share, open_ = bytes.fromhex(shares["op_share"]), bytes.fromhex(commit["open"])
    equal(h("draw/v1/operator", op_share).hex(), commit["op_commit"], file, "/op_share")
    is_revealed = {"party": is_name, "share": is_hex(32), "state": lambda v: v == "revealed"}
    each(shares["shares"], file, "/shares", is_revealed)
    equal([s["party"] for s in shares["shares"]], [p["party"] for p in commit["parties"]], file, "/shares")
    leaves = []
    for number, (share, promise) in enumerate(zip(shares["shares"], commit["parties"])):
        value = bytes.fromhex(share["share"])
        promised = h("draw/v1/party", open_, share["party"], value).hex()
        equal(promised, promise["commit"], file, f"/shares/{number}/share")
        leaves.append(lp(share["party"]) + b"\x01" + value)
    reveal = {
        "commit": commit["commit"],
        "entry": "reveal",
        "open": commit["open"],
        "protocol": PROTOCOL,
        "reveal_root": merkle_root(leaves).hex(),
        "withheld": [],
    }
    equal(read_json(bundle["reveal.json"], "reveal.json"), reveal, "reveal.json", "")
    return op_share, [bytes.fromhex(s["share"]) for s in shares["shares"]]


def draw_objects(k_objects, pool, quota, skipped):
    """Step 8: the rows of result.csv, and the skipped that were met on the way."""
    keyed = {}
    for row in pool:
        if row["status"] == "0":
            key = sha256(k_objects + b"\x00\x00" + row["id"].encode())
            keyed.setdefault(row["stratum"], []).append((key, row["id"]))
    rows, met = [], []
    for stratum, (_, wanted) in quota.items():
        rank = 0
        for key, object_id in sorted(keyed.get(stratum, [])):
            if rank == wanted:
                break
            if object_id in skipped:
                met.append({"id": object_id, "key": key.hex(), "stratum": stratum})
                continue
            rank += 1
            rows.append({"stratum": stratum, "rank": str(rank), "id": object_id, "key": key.hex()})
    return rows, met


def compare_table(bundle, file, columns, expected):
    found = read_table(bundle, file, columns)
    for number, (row, wanted) in enumerate(zip(found, expected), 2):
        for name in columns:
            equal(row[name], wanted[name], file, f"第 {number} 行 {name} 列")
    equal(len(found), len(expected), file, "（行数）")


def verify_objects(bundle, plan, tables, quota, k_objects, commit, log_key):
    """Section 8: result.csv, the skips, cutoffs.json."""
    file = "cutoffs.json"
    cutoffs = shape(read_json(bundle[file], file), file, "", {"skips": is_list, "strata": is_list})
    skips = each(cutoffs["skips"], file, "/skips", {"filled_by": is_list, "skipped": is_object})
    is_skipped = {"id": is_name, "key": is_hex(32), "stratum": is_name}
    for number, skip in enumerate(skips):
        shape(skip["skipped"], file, f"/skips/{number}/skipped", is_skipped)
    rows, met = draw_objects(k_objects, tables["pool"], quota, {skip["skipped"]["id"] for skip in skips})
    compare_table(bundle, "result.csv", RESULT, rows)
    equal([skip["skipped"] for skip in skips], met, file, "/skips")
    ledger = rows_by_object(tables["ledger"])
    for number, skip in enumerate(skips):
        verify_skip(plan, skip, ledger.get(skip["skipped"]["id"], []), commit, log_key, file, f"/skips/{number}")
    strata = []
    for stratum, (eligible, wanted) in quota.items():
        keys = [row["key"] for row in rows if row["stratum"] == stratum]
        entry = {"drawn": len(keys), "eligible": eligible, "quota": wanted, "stratum": stratum}
        strata.append(entry | ({"cutoff": keys[-1]} if keys else {}))
    equal(cutoffs["strata"], strata, file, "/strata")
    return rows


def verify_skip(plan, skip, ledger_rows, commit, log_key, file, place):
    """Logged results of other draws hold so many visits of the object that a cap of the plan is full in some year."""
    draws = set()
    for filling in skip["filled_by"]:
        shape(filling, file, place, {"opening": is_object, "proof": lambda v: isinstance(v, str), "result": is_object})
        result = filling["result"]
        shape_result(result, file, place)
        verify_opening(filling["opening"], result, skip["skipped"]["id"], file, place)
        read_proof(filling["proof"], canonical(result).encode(), log_key, [], file)
        draws.add(result["open"])
    check(len(draws) == len(skip["filled_by"]) and commit["open"] not in draws, file, place, "同一次抽取重复计算")
    caps = {a["authority"]: a["cap"] for a in plan["caps"]["authorities"]} | {"joint": plan["caps"]["joint"]}
    visits = {(authority, year): len(draws) for authority in caps for year in years_of(plan["window"])}
    for row in ledger_rows:
        place_of_row = row["authority"], int(row["year"])
        if place_of_row in visits:
            visits[place_of_row] += int(row["counted"]) + int(row["reserved"])
            if row["exception"]:
                del visits[place_of_row]
    full = any(number >= caps[authority] for (authority, _), number in visits.items())
    check(draws and full, file, place, "证据不足以达到上限")


def verify_opening(opening, result, object_id, file, place):
    """Section 10: the row of the object is a leaf of the other draw's list."""
    members = {"index": is_count, "kind": lambda v: v == "objects", "path": is_list, "row": is_list}
    shape(opening, file, place, members | {"salt": is_hex(32), "size": is_positive})
    texts = len(opening["row"]) == 4 and all(isinstance(field, str) for field in opening["row"])
    check(texts and all(map(is_hex(32), opening["path"])), file, place, "取值不合规定")
    equal(opening["row"][2], object_id, file, f"{place}（对象）")
    equal(opening["size"], result["drawn"], file, f"{place}（行数）")
    leaf = h("draw/v1/leaf", "objects", bytes.fromhex(opening["salt"]), b"".join(map(lp, opening["row"])))
    path, root = [bytes.fromhex(step) for step in opening["path"]], bytes.fromhex(result["result_root"])
    check(merkle_holds(leaf, opening["index"], opening["size"], path, root), file, place, "开启的行不在该次结果之中")


def shape_result(result, file, place):
    members = {
        "commit": is_hex(32),
        "drawn": is_count,
        "entry": lambda v: v == "result",
        "open": is_hex(32),
        "protocol": lambda v: v == PROTOCOL,
        "result_root": is_hex(32),
        "reveal_root": is_hex(32),
        "team_root": is_hex(32),
        "team_rows": is_count,
    }
    shape(result, file, place, members, {"open_by": is_date})


def draw_teams(plan, tables, drawn, k_teams):
    """Step 10: the rows of teams.csv, and how many gaps there are."""
    if "teams" not in plan:
        return [], 0
    rule, needs = plan["teams"]["rule"], plan["teams"]["needs"]
    objects = []
    for rank, row in enumerate(drawn):
        here = [n for n in needs if row["stratum"] in n.get("strata", [row["stratum"]])]
        leading = rule.get("leader_department")
        led = leading is None or leading in [n["department"] for n in here]
        check(led, "plan.json", "/teams", f"发起部门不参加对 {row['id']} 的检查")
        objects.append({"id": row["id"], "rank": rank, "needs": {n["department"]: n for n in here}})
    inspectors = []
    for row in tables["roster"]:
        absences = [dict(zip(("from", "to"), a.split("/"))) for a in row["absences"].split(";") if a]
        items = [item for item in row["items"].split(";") if item]
        inspectors.append(row | {"available": row["available"] == "1", "items": items, "absences": absences})
    data = {
        "rule": rule,
        "window": plan["window"],
        "objects": objects,
        "inspectors": inspectors,
        "recusals": tables["recusal"],
    }
    rows, gaps, _ = assign(k_teams, data)
    rows += [(gap[0], "", gap[1], "unstaffed") for gap in gaps]
    rows.sort(key=lambda row: (row[0].encode(), row[2].encode(), row[1].encode()))
    return [dict(zip(TEAMS, row)) for row in rows], len(gaps)


def sealed_root(seed, kind, rows):
    """Step 11: the root of the salted leaves of a list."""
    return merkle_root(
        h("draw/v1/leaf", kind, h("draw/v1/leaf-salt", seed, kind, u32(i)), row_bytes(row)) for i, row in enumerate(rows)
    ).hex()


# --- Teams: TEAMS.md, by sections ----------------------------------------------------------------------------------------


def ticket(k_teams, kind, *parts):
    return sha256(k_teams + lp(kind) + b"".join(lp(part) for part in parts))


def units_in_turn(k_teams, objects, size):
    """Section 3: runs of objects in rank order, by ticket of the label."""
    ranked = sorted(objects, key=lambda o: o["rank"])
    units = [ranked[i : i + size] for i in range(0, len(ranked), size)]
    return sorted(units, key=lambda unit: (ticket(k_teams, "unit", unit[0]["id"]), unit[0]["id"].encode()))


def unit_need(unit, department):
    return max((o["needs"][department]["minimum"] for o in unit if department in o["needs"]), default=0)


def may_serve(inspector, items, window):
    """Section 4, rules 1 to 4."""
    return (
        inspector["available"]
        and not any(a["from"] <= window["to"] and window["from"] <= a["to"] for a in inspector["absences"])
        and inspector["valid_from"] <= window["from"]
        and window["to"] <= inspector["valid_until"]
        and ("*" in inspector["items"] or items <= set(inspector["items"]))
    )


class Bench:
    """Section 5: people and units as numbers, sets of people as bits of an integer."""

    def __init__(self, people, eligible, preference):
        self.people = people  # number of people
        self.eligible = eligible  # per unit
        self.preference = preference  # unit -> people in order of preference
        self.useful = 0
        for row in eligible:
            self.useful |= row
        self.clear()

    def clear(self):
        self.team = [0] * len(self.eligible)
        self.serving = [set() for _ in range(self.people)]

    def load(self, person):
        return len(self.serving[person])

    def members(self, bits):
        return [p for p in range(self.people) if bits >> p & 1]

    def search(self, unit, limit):
        """The target (or None), the predecessors, and the reached set of bits."""
        order = {person: place for place, person in enumerate(self.preference(unit))}
        lowest = min((self.load(p) for p in self.members(self.useful)), default=0)
        layer = self.members(self.eligible[unit] & ~self.team[unit])
        reached, before, target = 0, {}, None
        for person in layer:
            reached |= 1 << person
        while layer:
            layer.sort(key=order.get)
            for person in layer:
                if target is None or self.load(person) < self.load(target):
                    target = person
            if self.load(target) == lowest and (limit is None or lowest < limit):
                break
            following = []
            for person in layer:
                can = 0
                for w in self.serving[person]:
                    can |= self.eligible[w] & ~self.team[w]
                for new in self.members(can & ~reached):
                    before[new] = person
                    following.append(new)
                reached |= can
            layer = following
        return target, before, reached

    def add(self, unit, limit):
        """The moves made (unit, who goes or None, who comes), or None if nobody can be added; then the reached set."""
        target, before, reached = self.search(unit, limit)
        if target is None or (limit is not None and self.load(target) >= limit):
            return None, reached
        moves, b = [], target
        while b in before:
            a = before[b]
            moves.append((min(w for w in self.serving[a] if (self.eligible[w] & ~self.team[w]) >> b & 1), a, b))
            b = a
        moves.append((unit, None, b))
        for move in moves:
            self.move(*move)
        return moves, reached

    def move(self, unit, goes, comes):
        for person in (goes, comes):
            if person is not None:
                self.team[unit] ^= 1 << person
                self.serving[person] ^= {unit}

    def fill(self, unit, places, limit):
        """None if all places were filled, else the reached set of the add that failed."""
        done = []
        for _ in range(places):
            moves, reached = self.add(unit, limit)
            if moves is None:
                for move in reversed(done):
                    self.move(*move)
                return reached
            done += moves
        return None


def staff(bench, needs, rule):
    """Section 6. Gives unit -> (needed, limit, reached set) of what is still left over."""
    limit, one = rule.get("load_limit"), False
    turn = range(len(needs))

    def attempt(units):
        left = {}
        for unit in units:
            needed = 1 if one else needs[unit]
            reached = bench.fill(unit, needed, limit)
            if reached is not None:
                left[unit] = (needed, limit, reached)
        return left

    left = attempt([unit for unit in turn if needs[unit]])
    for relaxation in rule["relaxations"]:
        if not left:
            break
        if relaxation["rule"] == "wider_load":
            limit = relaxation["limit"]
            left = attempt(list(left))
        else:
            one = True
            bench.clear()
            for place in range(max(needs)):
                for unit in turn:
                    if needs[unit] > place and bench.team[unit].bit_count() == place:
                        bench.add(unit, limit)
            left = attempt([unit for unit in turn if needs[unit] and not bench.team[unit]])
    return left


def assign(k_teams, data):
    """Sections 3 to 8: the rows of teams.csv, the gaps, and the relaxations, each sorted."""
    rule, kind = data["rule"], data["rule"]["team_unit"]
    units = units_in_turn(k_teams, data["objects"], kind["size"] if kind["kind"] == "bundles" else 1)
    recused = {(r["object"], r["inspector"]) for r in data["recusals"]}
    rows, gaps, relaxed = [], [], []
    for department in sorted({d for o in data["objects"] for d in o["needs"]}, key=str.encode):
        people = sorted((i for i in data["inspectors"] if i["department"] == department), key=lambda i: i["id"].encode())
        needs = [unit_need(unit, department) for unit in units]
        eligible = []
        for unit, need in zip(units, needs):
            items = {item for o in unit if department in o["needs"] for item in o["needs"][department]["items"]}
            eligible.append(
                sum(
                    1 << n
                    for n, i in enumerate(people)
                    if need and may_serve(i, items, data["window"]) and not any((o["id"], i["id"]) in recused for o in unit)
                )
            )

        def preference(kind):
            def of(unit):
                label = units[unit][0]["id"]
                return sorted(range(len(people)), key=lambda p: (ticket(k_teams, kind, label, people[p]["id"]), p))

            return of

        bench = Bench(len(people), eligible, preference("member"))
        left = staff(bench, needs, rule)
        leaders = [0] * len(units)
        if department == rule.get("leader_department"):
            chosen = Bench(len(people), bench.team, preference("leader"))
            for unit in range(len(units)):
                if bench.team[unit]:
                    chosen.fill(unit, 1, None)
            leaders = chosen.team
        notes = {unit: notes_of(bench, unit, needs[unit], rule) for unit in range(len(units))}
        for number, unit in enumerate(units):
            for o in unit:
                if department not in o["needs"]:
                    continue
                for p in bench.members(bench.team[number]):
                    role = "leader" if leaders[number] >> p & 1 else "member"
                    rows.append((o["id"], people[p]["id"], department, role))
                if number in left:
                    gaps.append((o["id"], department) + explain(bench, number, left[number], people))
                relaxed += [(o["id"], department, note) for note in notes[number]]
    return (
        sorted(rows, key=lambda r: (r[0].encode(), r[2].encode(), r[1].encode())),
        sorted(gaps, key=lambda g: (g[0].encode(), g[1].encode())),
        sorted(relaxed, key=lambda r: (r[0].encode(), r[1].encode(), r[2])),
    )


def explain(bench, unit, failure, people):
    """What section 6.3 says of a unit left over: needed, reason, limit (or None), too small set."""
    needed, limit, reached = failure
    eligible = bench.eligible[unit]
    if eligible.bit_count() < needed:
        return needed, "too_few_eligible", None, [people[p]["id"] for p in bench.members(eligible)]
    return needed, "load_limit", limit, [people[p]["id"] for p in bench.members(reached)]


def notes_of(bench, unit, need, rule):
    """The relaxations that the finished team of a unit needs (section 8)."""
    team, notes = bench.members(bench.team[unit]), []
    for relaxation in rule["relaxations"]:
        if relaxation["rule"] == "one_inspector" and 0 < len(team) < need:
            notes.append("one_inspector")
        if relaxation["rule"] == "wider_load" and any(bench.load(p) > rule["load_limit"] for p in team):
            notes.append("wider_load")
    return notes


# --- The receipt -----------------------------------------------------------------------------------------------------------

SEALED_FILES = [
    "commit.json",
    "commit.tlog-proof",
    "open.tlog-proof",
    "result.tlog-proof",
    "reveal.json",
    "reveal.tlog-proof",
    "sealed.json",
]
WHOLE_FILES = SEALED_FILES + [
    "cutoffs.json",
    "entropy.json",
    "ledger.csv",
    "plan.json",
    "pool.csv",
    "recusals.csv",
    "result.csv",
    "roster.csv",
    "shares.json",
    "teams.csv",
]


KIB, MIB = 2**10, 2**20
MOST_BYTES = (
    dict.fromkeys(("receipt.json", "entropy.json", "sealed.json"), 64 * KIB)
    | dict.fromkeys(("plan.json", "commit.json", "shares.json", "reveal.json"), MIB)
    | dict.fromkeys(("roster.csv", "recusals.csv", "cutoffs.json"), 256 * MIB)
    | dict.fromkeys(("ledger.csv", "result.csv", "teams.csv"), 1024 * MIB)
    | {"pool.csv": 4096 * MIB}
)


def read_dir(path):
    bundle = {}
    try:
        names = sorted(os.listdir(path))
    except OSError:
        raise Incomplete(f"{path}：没有这个目录") from None
    for name in names:
        file = os.path.join(path, name)
        found = os.lstat(file)
        check(stat.S_ISREG(found.st_mode), name, "", "不是普通文件")
        check(found.st_size <= MOST_BYTES.get(name, 256 * KIB), name, "", "文件过大")
        with open(file, "rb") as opened:
            bundle[name] = opened.read()
    return bundle


def verify_receipt(bundle, trust):
    """Signature, list of files, digests."""
    file = "receipt.json"
    if file not in bundle:
        raise Incomplete(f"缺少 {file}")
    receipt = read_json(bundle[file], file)
    members = {
        "commit": is_hex(32),
        "edition": lambda v: v in ("whole", "sealed"),
        "files": is_object,
        "log_key": lambda v: isinstance(v, str),
        "open": is_hex(32),
        "protocol": lambda v: v == PROTOCOL,
        "region": is_name,
        "rehearsal": is_flag,
        "seq": is_positive,
        "signature": is_object,
    }
    shape(receipt, file, "", members, {"seed": is_hex(32)})
    signature = receipt["signature"]
    shape(signature, file, "/signature", {"key_id": is_hex(8), "public_key": is_hex(32), "value": is_hex(64)})
    public = bytes.fromhex(signature["public_key"])
    equal(signature["key_id"], h("draw/v1/key", public)[:8].hex(), file, "/signature/key_id")
    body = canonical({name: value for name, value in receipt.items() if name != "signature"})
    message = lp("draw/v1/receipt") + lp(body)
    check(ed25519_holds(public, message, bytes.fromhex(signature["value"])), file, "/signature/value", "签名不成立")
    pinned = {key["public_key"]: key["name"] for key in trust["receipt_keys"]}
    if pinned:
        check(signature["public_key"] in pinned, file, "/signature/public_key", "不是信任文件中的密钥")
    expected = WHOLE_FILES if receipt["edition"] == "whole" else SEALED_FILES
    equal(sorted(receipt["files"]), sorted(expected), file, "/files")
    for name in expected:
        if name not in bundle:
            raise Incomplete(f"缺少 {name}")
    for name in bundle:
        check(name in expected or name == file, name, "", "不属于本凭证")
    for name in expected:
        equal(sha256(bundle[name]).hex(), receipt["files"][name], name, "（摘要）")
    return receipt, pinned.get(signature["public_key"])


def read_commit(bundle, receipt):
    """Step 3: the commit, recomputed from its parts."""
    file = "commit.json"
    commit = read_json(bundle[file], file)
    roots = ["commit", "ledger_root", "op_commit", "open", "plan_hash", "pool_root", "prev_open", "recusal_root", "roster_root"]
    members = dict.fromkeys(roots, is_hex(32)) | {
        "entropy": is_object,
        "entry": lambda v: v == "commit",
        "n": is_count,
        "parties": is_list,
        "protocol": lambda v: v == PROTOCOL,
        "region": is_name,
        "seq": is_positive,
    }
    shape(commit, file, "", members)
    each(commit["parties"], file, "/parties", {"commit": is_hex(32), "party": is_name})
    for name in ("region", "seq", "open", "commit"):
        equal(commit[name], receipt[name], file, f"/{name}")
    raw = {name: bytes.fromhex(commit[name]) for name in roots}
    open_ = h("draw/v1/open", commit["region"], u64(commit["seq"]), raw["plan_hash"], raw["prev_open"])
    equal(commit["open"], open_.hex(), file, "/open")
    if commit["seq"] == 1:
        equal(commit["prev_open"], "00" * 32, file, "/prev_open")
    parts = [open_, raw["pool_root"], u64(commit["n"]), raw["roster_root"], raw["recusal_root"], raw["ledger_root"]]
    parts += [canonical(commit["entropy"]), raw["op_commit"]]
    parts += [bytes.fromhex(party["commit"]) for party in commit["parties"]]
    equal(commit["commit"], h("draw/v1/commit", *parts).hex(), file, "/commit")
    equal([p["party"] for p in commit["parties"]], commit["entropy"].get("parties", []), file, "/parties")
    return commit


def open_entry(commit):
    names = ("open", "plan_hash", "prev_open", "protocol", "region", "seq")
    return canonical({"entry": "open"} | {name: commit[name] for name in names}).encode()


def verify_bundle(bundle, trust, today):
    """The order of verification of section 11; the first difference decides. Gives the sentence about what holds."""
    receipt, signer = verify_receipt(bundle, trust)
    commit = read_commit(bundle, receipt)
    try:
        log_key = read_vkey(receipt["log_key"], 1)
    except ValueError:
        raise Differs("receipt.json", "/log_key", "不是日志的公钥") from None
    found = ""
    if receipt["edition"] == "whole":
        found = verify_whole(bundle, receipt, commit, log_key)
    else:
        open_by = read_sealed(bundle, receipt, commit)
    witnesses = verify_log(bundle, commit, receipt["log_key"], log_key, trust)
    if receipt["edition"] == "sealed":
        check(today <= open_by, "sealed.json", "/open_by", f"应于 {open_by} 前公开，至今未公开")
        raise SealedUntil(open_by)
    key = receipt["signature"]["public_key"]
    signed = f"签名方 {signer}" if signer else f"签名公钥 {key}（未在信任文件中）"
    pinned = "" if trust["log_keys"] else "（未在信任文件中）"
    cosigned = "、".join(name for name, _ in witnesses) or "无"
    return f"{found}；{signed}；日志 {log_key[0]}{pinned}；见证 {cosigned}"


def read_sealed(bundle, receipt, commit):
    """The sealed edition: what it shows fits together. Gives the day on which the list must open."""
    check("seed" not in receipt, "receipt.json", "/seed", "封存的凭证不得含种子")
    result = read_json(bundle["sealed.json"], "sealed.json")
    shape_result(result, "sealed.json", "")
    members = dict.fromkeys(("commit", "open", "reveal_root"), is_hex(32)) | {"entry": lambda v: v == "reveal"}
    reveal = read_json(bundle["reveal.json"], "reveal.json")
    shape(reveal, "reveal.json", "", members | {"protocol": lambda v: v == PROTOCOL, "withheld": is_names})
    for name in ("open", "commit"):
        equal(result[name], commit[name], "sealed.json", f"/{name}")
        equal(reveal[name], commit[name], "reveal.json", f"/{name}")
    equal(result["reveal_root"], reveal["reveal_root"], "sealed.json", "/reveal_root")
    check("open_by" in result, "sealed.json", "/open_by", "没有公开日期，应当已经公开")
    return result["open_by"]


def verify_whole(bundle, receipt, commit, log_key):
    """Steps 4 to 10 of section 11. Gives the sentence about the draw."""
    plan = read_plan(bundle["plan.json"])
    equal(h("draw/v1/plan", bundle["plan.json"]).hex(), commit["plan_hash"], "plan.json", "（摘要）")
    equal(plan["region"], commit["region"], "plan.json", "/region")
    equal(plan["entropy"], commit["entropy"], "plan.json", "/entropy")
    equal(receipt["rehearsal"], plan["purpose"] == "rehearsal", "receipt.json", "/rehearsal")
    tables, quota = read_frozen(bundle, plan, commit)
    entropy = {"source": plan["entropy"]["source"], "value": ""}
    equal(read_json(bundle["entropy.json"], "entropy.json"), entropy, "entropy.json", "")
    op_share, shares = verify_shares(bundle, commit)
    seed = h("draw/v1/seed", bytes.fromhex(commit["commit"]), b"", *shares, op_share)
    equal(receipt.get("seed"), seed.hex(), "receipt.json", "/seed")
    k_objects, k_teams = (h("draw/v1/stage", seed, stage) for stage in ("objects", "teams"))
    drawn = verify_objects(bundle, plan, tables, quota, k_objects, commit, log_key)
    teams, gaps = draw_teams(plan, tables, drawn, k_teams)
    compare_table(bundle, "teams.csv", TEAMS, teams)
    expected = {
        "commit": commit["commit"],
        "drawn": len(drawn),
        "entry": "result",
        "open": commit["open"],
        "protocol": PROTOCOL,
        "result_root": sealed_root(seed, "objects", drawn),
        "reveal_root": read_json(bundle["reveal.json"], "reveal.json")["reveal_root"],
        "team_root": sealed_root(seed, "teams", teams),
        "team_rows": len(teams),
    }
    if plan["openness"]["mode"] == "sealed":
        expected["open_by"] = plan["openness"]["open_by"]
    equal(read_json(bundle["sealed.json"], "sealed.json"), expected, "sealed.json", "")
    assurance = 2 if plan["entropy"]["source"] == "parties" else 4
    rehearsal = "（演练）" if receipt["rehearsal"] else ""
    eligible = sum(number for number, _ in quota.values())
    objects = f"对象 {len(tables['pool'])} 户，可抽 {eligible} 户，抽中 {len(drawn)} 户"
    return f"{rehearsal}保证等级 {assurance}；{objects}，派出 {len(teams) - gaps} 人次，缺员 {gaps} 处"


# --- The command -----------------------------------------------------------------------------------------------------------

HOLDS, DIFFERS, OPEN_QUESTION = 0, 1, 2


def verdict(path, trust, today):
    """Exit status and sentence for one directory."""
    try:
        return HOLDS, "成立：" + verify_bundle(read_dir(path), trust, today)
    except Differs as difference:
        return DIFFERS, f"不成立：{difference}"
    except Incomplete as gap:
        return OPEN_QUESTION, f"不完整：{gap}"
    except SealedUntil as sealed:
        return OPEN_QUESTION, f"封存至 {sealed}，已公开的部分成立"


def read_trust(path):
    trust = {"receipt_keys": [], "log_keys": [], "witness_keys": []}
    if path:
        with open(path, encoding="utf-8") as file:
            trust |= json.load(file)
    return trust


def main():
    beijing = datetime.timezone(datetime.timedelta(hours=8))
    parser = argparse.ArgumentParser(description="离线验证 draw/v1 抽取凭证")
    parser.add_argument("dirs", metavar="DIR", nargs="+", help="凭证目录")
    parser.add_argument("--trust", metavar="FILE", help="信任文件")
    parser.add_argument("--today", default=datetime.datetime.now(beijing).date().isoformat(), help="按该日期判断")
    arguments = parser.parse_args()
    trust, codes = read_trust(arguments.trust), set()
    for path in arguments.dirs:
        code, sentence = verdict(path, trust, arguments.today)
        codes.add(code)
        print(f"{path}：{sentence}" if len(arguments.dirs) > 1 else sentence)
    sys.exit(next(code for code in (DIFFERS, OPEN_QUESTION, HOLDS) if code in codes))


if __name__ == "__main__":
    main()
