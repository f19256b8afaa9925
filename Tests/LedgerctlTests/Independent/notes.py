# Checks the signed checkpoints, proofs and trust policies that ledgerctl writes, on its own.
"""A second reading of signed notes and Merkle proofs, written from their specifications alone.

Usage: notes.py checkpoint FILE VKEY...              a checkpoint that one of the keys signed
       notes.py journal JOURNAL CHECKPOINT VKEY...   ... and the journal whose first lines it signs
       notes.py line PROOF VKEY...                   one line in the tree (C2SP tlog-proof)
       notes.py lines PROOF VKEY...                  several lines in the tree, with one proof
       notes.py growth REQUEST OLD VKEY...           what a witness is sent, and an old checkpoint
       notes.py policy POLICY CHECKPOINT             a checkpoint that a C2SP tlog-policy accepts

Prints "OK origin size root names" and exits 0, or "BAD: reason" and exits 1. The command `openssl`
verifies the signatures.
"""
import hashlib
import os
import re
import subprocess
import sys
import tempfile
from base64 import b64decode, b64encode
from collections import namedtuple

LOG, WITNESS = 1, 4
SPKI = bytes.fromhex("302a300506032b6570032100")
DASH = "— ".encode()
MOST_BYTES, MOST_SIGNATURES, MOST_PATH = 1_000_000, 100, 63

Key = namedtuple("Key", "name number type public")
Checkpoint = namedtuple("Checkpoint", "origin size root signers")


class Bad(Exception):
    """Why a file does not hold."""


def hold(condition, reason):
    if not condition:
        raise Bad(reason)


# Words and numbers, each with only one way to write it

def utf8(data, what):
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        raise Bad(f"{what} is not UTF-8") from None


def number(digits, what):
    # A tree has at most 2^63 - 1 leaves: more could not be proved with 63 hashes.
    hold(re.fullmatch(rb"0|[1-9][0-9]{0,18}", digits), f"{what} is not a plain decimal number")
    hold(int(digits) < 1 << 63, f"{what} is too large")
    return int(digits)


def base64(text, what):
    try:
        data = b64decode(text, validate=True)
    except ValueError:
        raise Bad(f"{what} is not base64") from None
    # Spare bits that are not zero would give the same bytes a second spelling.
    hold(b64encode(data) == text, f"{what} is not canonical base64")
    return data


def hashes(lines, most):
    hold(len(lines) <= most, f"the proof has more than {most} hashes")
    found = [base64(line, "a hash") for line in lines]
    hold(all(len(data) == 32 for data in found), "a hash is not 32 bytes")
    return found


def after(word, line):
    found, space, rest = line.partition(b" ")
    hold(found == word and space, f"no line `{word.decode()}` where it belongs")
    return rest


def until_blank(data):
    """The lines before the first empty line, and the bytes after it."""
    if data.startswith(b"\n"):
        return [], data[1:]
    head, blank, rest = data.partition(b"\n\n")
    hold(blank, "an empty line is missing")
    return head.split(b"\n"), rest


def plain(data):
    utf8(data, "the file")
    hold(data.endswith(b"\n"), "the file does not end with a line feed")
    hold(not re.search(rb"[\x00-\x09\x0b-\x1f]", data), "the file has control characters")
    return data


# Keys and signatures (C2SP signed-note, tlog-cosignature)

def key_name(data):
    name = utf8(data, "the name of a key")
    hold(name and "+" not in name and not any(map(str.isspace, name)), "a name is no key name")
    return name


def read_key(vkey):
    parts = vkey.split(b"+", 2)     # the base64 may hold further plus signs
    hold(len(parts) == 3, "a public key is not written name+number+base64")
    name, typed = key_name(parts[0]), base64(parts[2], "a public key")
    # Other types exist; a program that cannot check them must not seem to accept them.
    hold(typed[:1] in (bytes([LOG]), bytes([WITNESS])), "a public key of a type not known here")
    hold(len(typed) == 33, "a public key is not 32 bytes")
    mark = hashlib.sha256(parts[0] + b"\n" + typed).digest()[:4]
    hold(parts[1] == mark.hex().encode(), "the number of a public key is not that of its bytes")
    return Key(name, mark, typed[0], typed[1:])


def ed25519(public, message, signature):
    with tempfile.TemporaryDirectory() as folder:
        paths = [os.path.join(folder, name) for name in ("key", "text", "signature")]
        for path, data in zip(paths, (SPKI + public, message, signature)):
            with open(path, "wb") as out:
                out.write(data)
        done = subprocess.run(["openssl", "pkeyutl", "-verify", "-pubin", "-keyform", "DER",
                               "-inkey", paths[0], "-rawin", "-in", paths[1],
                               "-sigfile", paths[2]], capture_output=True)
    return done.returncode == 0


def signed_by(key, text, signature):
    if key.type == WITNESS:
        time, signature = int.from_bytes(signature[:8], "big"), signature[8:]
        if time >= 1 << 63:
            return False
        text = b"cosignature/v1\ntime %d\n" % time + text
    return len(signature) == 64 and ed25519(key.public, text, signature)


def open_note(data, keys):
    """The text of a signed note, and those of the keys that signed it."""
    hold(len(data) <= MOST_BYTES, "the note is too long")
    text, blank, signatures = plain(data).rpartition(b"\n\n")   # the text may have empty lines
    text, lines = text + b"\n", signatures.split(b"\n")[:-1]
    hold(blank and 0 < len(lines) <= MOST_SIGNATURES, "the note has no signatures, or too many")
    signers = []
    for line in dict.fromkeys(lines):
        name, space, coded = line.removeprefix(DASH).partition(b" ")
        hold(line.startswith(DASH) and space, "a line of signature is not written as one")
        name, payload = key_name(name), base64(coded, "a signature")
        hold(len(payload) > 4, "a signature is too short")
        known = [key for key in keys if (key.name, key.number) == (name, payload[:4])]
        hold(len(known) < 2, f"the key {name} is given twice")
        # Whoever is unknown proves nothing and harms nothing; a false word of a known key does.
        for key in known:
            hold(signed_by(key, text, payload[4:]), f"the signature of {name} is false")
            signers.append(key)
    hold(signers, "no known key signed")
    return text, signers


# Checkpoints (C2SP tlog-checkpoint)

def read_body(text):
    lines = text.split(b"\n")[:-1]
    hold(len(lines) >= 3 and all(lines), "the checkpoint is not three lines")
    size, [root] = number(lines[1], "the tree size"), hashes(lines[2:3], 1)
    hold(size > 0 or root == hashlib.sha256(b"").digest(), "the root of an empty tree is wrong")
    return Checkpoint(utf8(lines[0], "the origin"), size, root, [])


def read_checkpoint(data, keys):
    text, signers = open_note(data, keys)
    body = read_body(text)
    # The key of one log has no say about another; a witness speaks about any.
    signers = [key for key in signers if key.type == WITNESS or key.name == body.origin]
    hold(signers, "no known key of this origin signed")
    return body._replace(signers=signers)


# Trees (RFC 6962 2.1; RFC 9162 2.1.3.2 and 2.1.4.2)

def leaf(data):
    return hashlib.sha256(b"\x00" + data).digest()


def node(left, right):
    return hashlib.sha256(b"\x01" + left + right).digest()


def root_of(lines, start, count, others):
    """The root over `count` leaves, of which these lines are given, as (index, bytes).

    Each largest part of the tree that holds none of them takes the next of the other roots.
    """
    if not lines:
        other = next(others, None)
        hold(other, "the proof has too few hashes")
        return other
    if count == 1:
        return leaf(lines[0][1])
    half = 1 << (count - 1).bit_length() - 1
    left = [line for line in lines if line[0] < start + half]
    return node(root_of(left, start, half, others),
                root_of(lines[len(left):], start + half, count - half, others))


def going_up(first, last, path):
    """Each hash of the path, and whether it stands on the left, from two places on one level."""
    for other in path:
        hold(last, "the proof has too many hashes")
        left = first & 1 or first == last
        while left and first and not first & 1:
            first, last = first >> 1, last >> 1
        yield other, left
        first, last = first >> 1, last >> 1
    hold(last == 0, "the proof has too few hashes")


def check_inclusion(index, data, path, checkpoint):
    hold(index < checkpoint.size, "the line lies beyond the tree")
    root = leaf(data)
    for other, left in going_up(index, checkpoint.size - 1, path):
        root = node(other, root) if left else node(root, other)
    hold(root == checkpoint.root, "the proof does not lead to the root")


def check_growth(old, new, path):
    hold(old.origin == new.origin, "the origins differ")
    hold(old.size <= new.size, "the tree has become smaller")
    if old.size in (0, new.size):
        # Nothing is to be shown of an empty tree, and of an equal one no more than its root.
        hold(not path, "the proof has hashes where none are needed")
        hold(old.size == 0 or old.root == new.root, "of the same size, but with another root")
        return
    hold(path, "the proof has no hashes")
    if old.size & (old.size - 1) == 0:
        path = [old.root, *path]    # a full tree stands in the larger one as it is
    first, last = old.size - 1, new.size - 1
    while first & 1:
        first, last = first >> 1, last >> 1
    before = now = path[0]
    for other, left in going_up(first, last, path[1:]):
        if left:
            before = node(other, before)
        now = node(other, now) if left else node(now, other)
    hold(before == old.root, "the proof does not lead to the old root")
    hold(now == new.root, "the proof does not lead to the new root")


# Policies (C2SP tlog-policy)

def read_policy(data):
    """The keys of logs; the witnesses and groups by name, in their order; and the quorum."""
    hold(not re.search(rb"[^\t\n\x20-\x7e\x80-\xff]", data), "the policy has control characters")
    hold(data.endswith(b"\n"), "the policy does not end with a line feed")
    # `none` is met by nobody's signature, and no group may have it as a member.
    logs, rules, grouped, quorum = [], {b"none": (0, [])}, {b"none"}, None
    for words in map(bytes.split, data.split(b"\n")):
        match words:
            case []:
                pass
            case [word, *_] if word.startswith(b"#"):
                pass
            case [b"log", vkey, *url] if len(url) < 2:
                logs.append(read_key(vkey))
            case [b"witness", name, vkey, *url] if len(url) < 2 and name not in rules:
                rules[name] = read_key(vkey)
            case [b"group", name, least, *members] if name not in rules:
                hold(all(member in rules for member in members), "a group of unknown members")
                hold(len(grouped.union(members)) == len(grouped) + len(members),
                     "a member is in two groups, or twice in one")
                grouped.update(members)
                words = {b"any": 1, b"all": len(members)}
                least = words[least] if least in words else number(least, "the least of a group")
                hold(1 <= least <= len(members), "a group that asks for none, or for too many")
                rules[name] = least, members
            case [b"quorum", name] if name in rules and quorum is None:
                quorum = name
            case _:
                raise Bad("a line of the policy is not understood, or defines a thing twice")
    hold(quorum, "the policy has no quorum")
    witnesses = [rule for rule in rules.values() if isinstance(rule, Key)]
    for keys, type in ((logs, LOG), (witnesses, WITNESS)):
        hold(all(key.type == type for key in keys), "a key of the wrong type in the policy")
        hold(len({key.public for key in keys}) == len(keys), "a key stands twice in the policy")
    return logs, rules, quorum


# Commands

def check_journal(data, note, keys):
    checkpoint = read_checkpoint(note, keys)
    lines = data.split(b"\n")[:-1]      # what follows the last line feed is no line yet
    hold(len(lines) >= checkpoint.size, "the journal has fewer lines than were signed")
    if checkpoint.size:
        proved = list(enumerate(lines[:checkpoint.size]))
        hold(root_of(proved, 0, checkpoint.size, iter(())) == checkpoint.root,
             "the journal has another root")
    return checkpoint


def check_line(data, keys):
    head, note = until_blank(data)
    hold(head[:1] == [b"c2sp.org/tlog-proof@v1"] and len(head) > 2, "not a tlog-proof of a line")
    line = base64(after(b"extra", head[1]), "the line")
    hold(line and b"\n" not in line, "what is proved is not one line")
    index, path = number(after(b"index", head[2]), "the index"), hashes(head[3:], MOST_PATH)
    checkpoint = read_checkpoint(note, keys)
    check_inclusion(index, line, path, checkpoint)
    return checkpoint


def check_lines(data, keys):
    head, rest = until_blank(plain(data))
    between, note = until_blank(rest)
    hold(head[:1] == [b"ledgerctl/lines-proof@v1"] and len(head) > 2, "not a proof of lines")
    hold(after(b"about", head[1]), "the proof is about nothing")
    parts = [after(b"line", line).partition(b" ") for line in head[2:]]
    hold(all(space for _, space, _ in parts), "a line has no index")
    proved = [(number(index, "an index"), line) for index, _, line in parts]
    others = iter(hashes(between, MOST_PATH * len(proved)))    # no line needs more
    checkpoint = read_checkpoint(note, keys)
    order = [-1, *(index for index, _ in proved), checkpoint.size]
    hold(all(a < b for a, b in zip(order, order[1:])), "lines out of order or beyond the tree")
    hold(root_of(proved, 0, checkpoint.size, others) == checkpoint.root,
         "the proof does not lead to the root")
    hold(next(others, None) is None, "the proof has too many hashes")
    return checkpoint


def check_request(data, old, keys):
    head, note = until_blank(data)
    size = number(after(b"old", head[0] if head else b""), "the old size")
    path, new = hashes(head[1:], MOST_PATH), read_checkpoint(note, keys)
    if b"\n\n" in old:
        old = read_checkpoint(old, keys)
    else:   # out of the minutes, where it is believed because it stands there
        hold(old.count(b"\n") == 3, "the old checkpoint is not three lines")
        old = read_body(plain(old))
    hold(old.size == size, "the request starts from another size")
    check_growth(old, new, path)
    return new


def check_policy(data, note):
    logs, rules, quorum = read_policy(data)
    witnesses = [rule for rule in rules.values() if isinstance(rule, Key)]
    checkpoint = read_checkpoint(note, logs + witnesses)
    hold(any(key.type == LOG for key in checkpoint.signers), "no log of the policy signed")
    met = {}
    for name, rule in rules.items():    # members come before their group, so no recursion
        met[name] = (rule in checkpoint.signers if isinstance(rule, Key)
                     else sum(met[member] for member in rule[1]) >= rule[0])
    hold(met[quorum], "the quorum of witnesses is not met")
    return checkpoint


COMMANDS = {"checkpoint": (read_checkpoint, 1), "journal": (check_journal, 2),
            "line": (check_line, 1), "lines": (check_lines, 1),
            "growth": (check_request, 2), "policy": (check_policy, 2)}


def read(path):
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError as error:
        raise Bad(f"{path}: {error.strerror}") from None


def main():
    sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    name, *rest = sys.argv[1:] or [""]
    check, files = COMMANDS.get(name, (None, 0))
    if check is None or len(rest) < files or (len(rest) > files) == (name == "policy"):
        sys.exit(__doc__)
    try:
        arguments = [read(path) for path in rest[:files]]
        if name != "policy":
            arguments.append([read_key(os.fsencode(vkey)) for vkey in rest[files:]])
        found = check(*arguments)
    except Bad as reason:
        print(f"BAD: {reason}")
        sys.exit(1)
    names = dict.fromkeys(key.name for key in found.signers)
    print("OK", found.origin, found.size, b64encode(found.root).decode(), *names)


if __name__ == "__main__":
    main()
