#!/usr/bin/env python3
"""Checks a Taizhang bundle without Taizhang. 不用本系统的任何程序，查验一个材料包。

    python3 -I verify.py PUBLIC-KEYS [--held NOTE]
PUBLIC-KEYS  public keys, one a line, from somebody you trust, not from this bundle 公钥，须从您信任的人手里得到
--held NOTE  the older checkpoint that you keep yourself 您自己保存的上一个检查点

Run it in the bundle's folder, with Python 3.9 or newer and `openssl` 3; -I keeps other files of the folder out of it. SPEC.md says what
each file is, and what this proves and does not. Exit code: 0 nothing fails, 3 something does, 6 could not check. 退出码：0 没有不符，3 有不符，6 无法检查。
"""
import base64, hashlib, json, os, re, subprocess, sys, tempfile
problems = []

def say(text):  # Everything is printed here: what came from a file must not command the reader's terminal.
    print("".join(each if each.isprintable() else "\\u{%x}" % ord(each) for each in text))

def check(holds, zh, en, word="相符 holds   "):  # What does not hold is remembered.
    say((word if holds else "不符 FAILS   ") + zh + "  " + en)
    problems.extend([] if holds else [en])

def read(name, most=1 << 40):  # Of a file alone: a device or a pipe may never end.
    if not os.path.isfile(name) or os.path.getsize(name) > most:
        raise OSError("no file that can be what is needed here 没有这个文件，或不是这里要的文件: " + name)
    with open(name, "rb") as file:
        return file.read()

# --- The tree: RFC 9162, section 2.1. A leaf is the exact bytes of one event, a line of events.ndjson without its end.
def sha(*parts):  # Byte 0 before a leaf, byte 1 before two hashes.
    return hashlib.sha256(b"".join(parts)).digest()

def root_of(leaves):
    """The root over all leaves, level by level; one without a neighbour moves up as it is."""
    level = list(leaves)
    while len(level) > 1:
        level = [sha(b"\1", *level[at:at + 2]) if level[at + 1:] else level[at] for at in range(0, len(level), 2)]
    return level[0] if level else sha()

def climb(at, last, made, path):
    """From number `at` of a level that ends with `last` up to the root (2.1.3.2): what each hash in `made` has become there."""
    for other in path:
        if last == 0:
            return None
        if at % 2 == 1 or at == last:
            made = [sha(b"\1", other, each) for each in made]
            while at % 2 == 0 and at != 0:
                at, last = at // 2, last // 2
        else:
            made = made[:-1] + [sha(b"\1", made[-1], other)]
        at, last = at // 2, last // 2
    return made if last == 0 else None

def continues(size1, root1, size2, root2, proof):
    """Whether the tree of `size2` leaves begins with the one of `size1` (2.1.4.2). From nothing, nothing follows."""
    if size1 == size2:
        return size1 > 0 and not proof and root1 == root2
    if not 0 < size1 < size2 or not proof:
        return False
    path = ([root1] if size1 & (size1 - 1) == 0 else []) + proof
    at, last = size1 - 1, size2 - 1
    while at % 2 == 1:
        at, last = at // 2, last // 2
    return climb(at, last, [path[0], path[0]], path[1:]) == [root1, root2]

# --- Checkpoints: C2SP signed-note, tlog-checkpoint and tlog-cosignature.
def unbase64(text):
    data = base64.b64decode(text, validate=True)
    if base64.b64encode(data).decode() != text:
        raise ValueError("not the one way to write these bytes in base64: " + text)
    return data

def checkpoint(file):
    """The signed text, what it says, and its signature lines: (name, key id, signature)."""
    whole = read(file, 1 << 18).decode("utf-8", "replace")
    body, _, tail = whole.rpartition("\n\n")
    said = re.fullmatch(r"(\S+)\n(0|[1-9][0-9]{0,15})\n(\S+)", body)
    lines = [re.fullmatch(r"— (\S+) (\S+)", line) for line in tail.removesuffix("\n").split("\n")]
    if not said or not all(lines) or "\ufffd" in whole or not whole.replace("\n", "").isprintable():
        raise ValueError("not a checkpoint 不是检查点: " + file)
    signatures = [(line[1], unbase64(line[2])[:4], unbase64(line[2])[4:]) for line in lines]
    return body.encode() + b"\n", said[1], int(said[2]), unbase64(said[3]), signatures

def public_keys(file):
    """Lines `name+id+base64(type, key)`; type 1 signs the checkpoints of a book, type 4 is a witness, which has no book's name."""
    for line in map(str.strip, read(file, 1 << 18).decode("utf-8", "replace").splitlines()):
        if line and not line.startswith("#"):
            name, key_id, text = (line.split("+", 2) + ["", ""])[:3]
            data = unbase64(text) or b"\0"
            right = hashlib.sha256(name.encode() + b"\n" + data).digest()[:4].hex() == key_id
            if not right or data[0] not in ((1,) if name.startswith("taizhang/") else (1, 4)):
                raise ValueError("not a public key 不是公钥: " + line)
            yield name, bytes.fromhex(key_id), data[0], data[1:]

def signed(message, signature, key):
    """Asks `openssl` whether this Ed25519 key signed the message."""
    with tempfile.TemporaryDirectory() as folder:
        names = [os.path.join(folder, name) for name in ("key", "message", "signature")]
        for name, data in zip(names, (bytes.fromhex("302a300506032b6570032100") + key, message, signature)):
            with open(name, "wb") as file:
                file.write(data)
        command = ["openssl", "pkeyutl", "-verify", "-pubin", "-keyform", "DER", "-inkey", names[0], "-rawin"]
        said = subprocess.run(command + ["-in", names[1], "-sigfile", names[2]], capture_output=True)
    if said.returncode == 0 or b"Verification Failure" in said.stdout:
        return said.returncode == 0
    raise OSError("openssl 3 is needed 需要 openssl 3: " + said.stderr.decode("utf-8", "replace").strip())

def check_signatures(what, text, signatures, keys):
    for name, key_id, kind, key in keys:
        mine = [(text, made) for signer, made_by, made in signatures if (signer, made_by) == (name, key_id)]
        if kind == 4:  # A witness signs the time as well, which stands before the signature.
            mine = [(b"cosignature/v1\ntime %d\n" % int.from_bytes(made[:8], "big") + text, made[8:]) for text, made in mine]
        holds = mine and all(signed(message, made, key) for message, made in mine)
        check(holds, f"{what} 的签名：{'见证人' if kind == 4 else '台账'} {name}", f"{what} is signed by {'witness' if kind == 4 else 'book'} {name}")

# --- Figures: each is the sum of what is counted, and what is counted stands on events of this bundle.
def value_of(figure):
    """What the shares come to, in thousandths so that nothing gets lost; one list over the other for a rate."""
    sums = [sum(round(share["value"] * 1000) for share in counted["contributions"]) for counted in figure["counted"]]
    if figure["measure"] != "percent":  # What differs in measure has no total.
        return None if figure["measure"] == "various" else sums[0] / 1000
    return "%d.%d" % divmod((2000 * sums[0] + sums[1]) // (2 * sums[1]), 10) if sums[1] else None

def holds_on(day, fact, told):
    """Whether a fact holds on the day, from that of an event that names it to that of the one that ends it, where one does."""
    begun, ended = told.get(fact["openedBy"]), told.get(fact["closedBy"])
    named = begun and all(part == begun["id"] or json.dumps(part) in json.dumps(begun["data"]) for part in fact["key"].values())
    ends = fact["closedBy"] is None or ended == begun or ended is not None and ended["effectiveOn"] == fact["to"]
    return named and ends and begun["effectiveOn"] == fact["from"] <= day < fact["to"]

def backed(share, figure, told):
    """Whether a share's events are here and say its value; a stock's facts hold on the day, a flow's events are of its days."""
    events, value = [told[at] for at in share["events"] if at in told], json.dumps(share["value"])
    said = value == "1" or re.search(rf"[ \[]{re.escape(value)}[],}}]", json.dumps([event["data"] for event in events]))
    said = said and len(events) == len(share["events"])
    if "asOf" in figure:
        return said and share["facts"] and all(holds_on(figure["asOf"], fact, told) for fact in share["facts"])
    return said and not share["facts"] and any(figure["from"] <= event["effectiveOn"] <= figure["to"] for event in events)

def stands(figure, told):
    """Whether every share is backed, and counts what no other one of its list does: the first of its facts, else its events."""
    for shares in (counted["contributions"] for counted in figure["counted"]):
        once = [one for share in shares
                for one in ([tuple(sorted(share["facts"][0]["key"].values()))] if share["facts"] else share["events"])]
        named = {tuple(sorted(share["facts"][0]["key"])) for share in shares if share["facts"]}
        if len(set(once)) < len(once) or len(named) > 1 or () in named or not all(backed(share, figure, told) for share in shares):
            return False
    return True

# --- What comes with the domain of the book, in the place of the next line.
DERIVES = {}

def derived(figure, held):
    """Whether the log gives these shares, and no others, for a figure of this name and scope."""
    scope, names, counted = held["scope"].get((figure.get("scope"),)), DERIVES[figure["figure"]], figure["counted"]
    plain = "by" not in figure and [part["figure"] for part in counted] == names and type(figure["value"]) is not bool
    measured = figure["measure"] != "various" and (figure["measure"] == "percent") == (len(names) == 2)
    told = [{tuple(share["facts"][0]["key"].values()): share["value"] for share in part["contributions"]} for part in counted]
    return scope and plain and measured and told == [count(name, scope, held) for name in names]

def main(arguments):
    held = arguments.pop(arguments.index("--held") + 1) if "--held" in arguments else None
    arguments = [argument for argument in arguments if argument != "--held"]
    if len(arguments) != 1:
        return print(__doc__) or 6
    keys = list(public_keys(arguments[0]))
    text, origin, size, root, signatures = checkpoint("checkpoint.note")
    say(f"{origin}  {size} events 条记录  {base64.b64encode(root).decode()}")
    check(any((name, kind) == (origin, 1) for name, _, kind, _ in keys), "公钥中有这册台账的", "one of the keys is this book's")
    check_signatures("checkpoint.note", text, signatures, keys)
    proofs, figures = json.loads(read("proofs.json")), json.loads(read("figures.json"))
    lines = read("events.ndjson").removesuffix(b"\n").split(b"\n")
    told = {event["position"]: event for event in map(json.loads, lines)}
    events = {json.loads(line)["position"]: line for line in lines}
    inclusion = {int(at): [unbase64(part) for part in path] for at, path in proofs["inclusion"].items()}
    proved = [at in events and climb(at, size - 1, [sha(b"\0", events[at])], path) == [root] for at, path in inclusion.items() if 0 <= at < size]
    check(all(proved) and len(proved) == len(inclusion), f"{len(inclusion)} 条记录确在册中", f"{len(inclusion)} events are in the book, byte for byte")
    if figures["full"]:
        whole = len(lines) == size and root_of(sha(b"\0", events.get(at, b"")) for at in range(size)) == root
        check(whole, f"全册 {size} 条，无缺无增", f"all {size} events are here, and no others")
    else:
        check(set(events) == set(inclusion) and len(lines) == len(events), "没有多余的记录", "there is no other event")
        whole = any({"percent", "should-have-but-lacks"} & {one["measure"], one["figure"]} for one in figures["figures"])
        check(not whole, "没有须给全册的指标", "no figure is here that needs the whole log")
    old = checkpoint("older.note") if os.path.exists("older.note") else None
    if old:
        check_signatures("older.note", old[0], old[4], keys)
    size1, root1 = old[2:4] if old else (1, sha(b"\0", events[0]))
    same = proofs["consistency"]["size"] == size1 and (not old or old[1] == origin)
    same = same and continues(size1, root1, size, root, [unbase64(part) for part in proofs["consistency"]["proof"]])
    check(same, f"接续第 {size1} 条时的册", f"the book continues what it was at size {size1}")
    if held:
        check(old is not None and checkpoint(held)[0] == old[0], "older.note 就是所持检查点", "older.note is the checkpoint you hold")
    check(("taizhang/" + figures["book"], figures["size"]) == (origin, size), "各项数字说的是这册台账、这个检查点", "the figures are of this book at this checkpoint")
    held = facts_on([told[at] for at in range(size)], figures["asOf"]) if DERIVES and set(told) == set(range(size)) else None
    for figure in figures["figures"]:
        name = " ".join(str(figure[part]) for part in ("figure", "scope", "by", "asOf", "from", "to", "value") if part in figure)
        holds = figure.get("asOf") in (None, figures["asOf"]) and stands(figure, told) and value_of(figure) == figure["value"]
        if held and figure["figure"] in DERIVES:
            check(holds and derived(figure, held), name + "：由全部记录推算如此", "it is what the log gives", "推算相符 derived   ")
        else:
            check(holds, name + "：各项之和如此，记录俱在", "it adds up, and its events are here", "相加相符 adds up   ")
    say("未查 not checked  相加相符的，按规则其余记录是否改变它们（见 SPEC.md）  of what adds up, whether other events change these, by the rules (see SPEC.md)")
    return 3 if problems else 0

if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, IndexError, ArithmeticError, RecursionError) as error:
        say(f"无法检查 could not check: {type(error).__name__}: {error}")
        sys.exit(6)
