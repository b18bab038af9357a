#!/usr/bin/env python3
import hashlib
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


BASE = point_decode((4 * pow(5, -1, P) % P).to_bytes(32, "little"))


def ed25519_holds(public, message, signature):
    if len(public) != 32 or len(signature) != 64:
        return False
    a, r = point_decode(public), point_decode(signature[:32])
    s = int.from_bytes(signature[32:], "little")
    if a is None or r is None or s >= ORDER:
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


