/**
 * The rules behind coverage and members, told once more in Python: a bundle's `verify.py` carries this text, so that an auditor counts these figures
 * from the events alone, with no program of ours. It is written from docs/semantics.md and shares nothing with the engine; a law on random books
 * holds the two against each other (`packages/audit/test/derived.test.ts`).
 */
export const inPython = String.raw`# --- The Party's domain: its rules as far as coverage and members need them (docs/semantics.md), to count from the log alone.
STOCKS = "units-listed units-covered units-covered-solo should-have-but-lacks employees organizations committees members".split()
DERIVES = {"organization-coverage": STOCKS[1::-1], "solo-rate": STOCKS[2::-2], **{stock: [stock] for stock in STOCKS}}
# Facts are known by these ids. Parents come first: what lies within them holds only while they do.
KEYS = {"scope": ["scopeId"], "unit": ["unitId"], "organization": ["organizationId"], "membership": ["memberId"], "headcount": ["unitId"],
        "coverage": ["organizationId", "unitId"], "revenue": ["unitId"], "responsibility": ["unitId"]}
WITHIN = {"coverage": ["organization", "unit"], "headcount": ["unit"], "revenue": ["unit"], "responsibility": ["unit"]}
RULES = {kind: (verb, relation) for verb, relation, kinds in (  # What events do to the fact that they name.
    ("set", "scope", "ScopeDefined"), ("open", "unit", "UnitListed"), ("amend", "unit", "UnitDetailsChanged"),
    ("close", "unit", "UnitDelisted UnitsMerged"), ("set", "headcount", "HeadcountReported"), ("set", "revenue", "RevenueReported"),
    ("set", "responsibility", "ResponsibleAuthorityAssigned"), ("open", "organization", "OrganizationFounded OrganizationTransferredIn"),
    ("amend", "organization", "BranchUpgraded OrganizationDowngraded"), ("open", "coverage", "CoverageExtended"),
    ("close", "organization", "OrganizationDissolved OrganizationMerged OrganizationTransferredOut"), ("close", "coverage", "CoverageWithdrawn"),
    ("open", "membership", "MemberRecruited MemberEnrolled MemberTransferredIn MembershipReinstated"),
    ("amend", "membership", "MemberConfirmed MembershipSuspended MembershipRestored RecruitmentApproved MemberTransferred MemberDetailsChanged"),
    ("close", "membership", "RecruitmentRejected ProbationCancelled MemberTransferredOut MembershipEnded")) for kind in kinds.split()}
PROBATIONARY, FULL, SUSPENDED = ({"status": status} for status in ("probationary", "full", "suspended"))
SETS = {"ScopeDefined": {"conditions": None}, "UnitListed": {"operating": True, "aboveDesignatedSize": False},  # Unless the data say it.
        "MemberRecruited": PROBATIONARY, "MemberConfirmed": FULL, "MembershipSuspended": SUSPENDED, "MembershipRestored": FULL,
        "RecruitmentApproved": {"approvedOn": "that day"}, "MemberTransferred": {"unitId": None, "employment": None}}
EXPECTS = {"MemberConfirmed": PROBATIONARY, "MembershipSuspended": FULL, "MembershipRestored": SUSPENDED,  # Else nothing changes.
           "ProbationCancelled": PROBATIONARY, **dict.fromkeys(("RecruitmentApproved", "RecruitmentRejected"), {**PROBATIONARY, "approvedOn": None})}

def changes_of(event):
    """What an event does: the verb, the relation, the key of the fact, what is set, what is expected."""
    kind, data = event["type"], event["data"]
    for scope in ("enterprise", "social-organization") if kind == "LedgerOpened" else ():  # The scopes that every book has.
        yield "open", "scope", (scope,), {"unitKinds": [scope], "countsFormations": ["solo", "joint", "attached"], "denominator": "listed"}, {}
    if kind in RULES:
        (verb, relation), own, expected = RULES[kind], {**SETS.get(kind, {}), **data}, EXPECTS.get(kind, {})
        if kind == "UnitDetailsChanged":  # What is not said stays, null clears.
            own = {name: SETS["UnitListed"].get(name) if value is None else value for name, value in data.items()}
        if kind in ("BranchUpgraded", "OrganizationDowngraded"):
            own, expected = {"kind": data["to"]}, {"kind": data["from"]}
        verb = "close" if kind == "ResponsibleAuthorityAssigned" and data["organizationId"] is None else verb
        yield verb, relation, tuple(data[name] for name in KEYS[relation]), own, expected
        for unit in data.get("unitIds", []):  # An organization begins, and covers these with its own formation.
            yield "open", "coverage", (data["organizationId"], unit), {}, {}

def facts_on(log, day):
    """What holds on a day. What was withdrawn or corrected does nothing; a correction has the place of what it corrects."""
    place, gone = {}, set()
    for event in log:
        place[event["id"]] = place.get(event.get("corrects"), event["position"])
        gone |= {event.get("corrects"), event["data"]["eventId"] if event["type"] == "EventWithdrawn" else None}
    live = [one for one in log if one["effectiveOn"] <= day and (one["id"] not in gone or one["type"] == "LedgerOpened")]
    steps = [(one["effectiveOn"], list(KEYS).index(change[1]), place[one["id"]], change) for one in live for change in changes_of(one)]
    held = {relation: {} for relation in KEYS}
    for _, _, _, (verb, relation, key, own, expected) in sorted(steps, key=lambda step: step[:3]):
        ids, old = dict(zip(KEYS[relation], key)), held[relation].get(key)
        if verb in ("open", "set") and old is None:
            parents = [held[parent].get((ids[KEYS[parent][0]],)) for parent in WITHIN.get(relation, [])]
            if None not in parents:
                held[relation][key] = {**({"formation": parents[0]["formation"]} if relation == "coverage" else {}), **own}
        elif verb != "open" and old is not None and all(old.get(name) == value for name, value in expected.items()):
            if verb == "close":  # What lies within it ends with it.
                for each in [relation] + [name for name in WITHIN if relation in WITHIN[name]]:
                    at = KEYS[each].index(KEYS[relation][0])
                    held[each] = {name: fact for name, fact in held[each].items() if (name != key if each == relation else name[at] != key[0])}
            else:
                held[relation][key] = {**old, **own}
    return held

def meets(condition, key, held):
    """Whether a unit meets a condition of a scope. Of what nobody said, the text is empty."""
    asked, test, values = condition["dimension"], condition["test"], condition["values"]
    elsewhere = {"employees": ("headcount", "employees"), "revenue": ("revenue", "amountFen"), "responsible": ("responsibility", "organizationId")}
    relation, name = elsewhere.get(asked, ("unit", {"above-designated-size": "aboveDesignatedSize"}.get(asked, asked)))
    value = (sum(one.get("unitId") == key[0] and one["status"] != "suspended" for one in held["membership"].values()) if asked == "members"
             else held[relation].get(key, {}).get(name))
    if test in ("=", "!="):
        return (("" if value is None else value if isinstance(value, str) else json.dumps(value)) in values) == (test == "=")
    apart = None if value is None else value - int(values[0])
    return apart is not None and {">=": apart >= 0, "<=": apart <= 0, ">": apart > 0, "<": apart < 0}[test]

def count(stock, scope, held):
    """What a stock counts under a scope: how much, by the key of the subject."""
    conditions, members, coverages = scope.get("conditions") or [], held["membership"], held["coverage"]
    listed = {key for key, unit in held["unit"].items() if unit["kind"] in scope["unitKinds"] and all(meets(one, key, held) for one in conditions)
              and (scope["denominator"] == "listed" or unit["operating"])}
    covered = {key[1:] for key, fact in coverages.items() if key[1:] in listed and fact["formation"] in scope["countsFormations"]
               and (stock != "units-covered-solo" or fact["formation"] == "solo")}
    near = {key[:1] for key in coverages if key[1:] in listed}  # Where a scope has conditions, who covers a unit of it counts.
    bodies = {key for key, body in held["organization"].items() if body["category"] in scope["unitKinds"] and (not conditions or key in near)}
    full = [(one.get("unitId"),) for one in members.values() if one["status"] == "full" and not (one.get("employment") == "part-time"
            and held["unit"].get((one.get("unitId"),), {}).get("kind") == "social-organization")]
    employees = {key: fact["employees"] for key, fact in held["headcount"].items() if key in listed and fact["employees"] > 0}
    return employees if stock == "employees" else dict.fromkeys({
        "units-listed": listed, "units-covered": covered, "units-covered-solo": covered, "organizations": bodies,
        "should-have-but-lacks": {key for key in listed - covered if stock == "should-have-but-lacks" and full.count(key) >= 3},
        "committees": {key for key in bodies if held["organization"][key]["kind"] == "committee"},
        "members": {key for key, one in members.items() if one["status"] != "suspended" and (one["organizationId"],) in bodies}}[stock], 1)
`
