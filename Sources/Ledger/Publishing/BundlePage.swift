// The page that says how to check a bundle without this program.

/// What is in a bundle for an auditor, as far as its page speaks of it.
struct BundlePage {
    /// The plan.
    let plan: Code
    /// The checkpoint that covers the journal.
    let checkpoint: Checkpoint
    /// Whether entries name files of evidence.
    let hasEvidence: Bool

    /// The page: what each step shows, and between lines of ``` what to type for it. That uses
    /// `sha256sum`, `python3` and `openssl` alone.
    var text: String {
        let journal = "\(plan).jsonl"
        let steps = [
            """
            HOW TO CHECK THIS BUNDLE

            \(journal) is the journal of \(checkpoint.origin):
            \(checkpoint.size) entries, one a line. Nothing of the program that wrote it is needed
            to check it. In a shell in this folder type, or copy, what stands between lines of ```.
            Each step ends in OK; one that does not has found something, and names it.

            1. Compare these three lines with those in the minutes, or with what you were given
            before. What you compare them with is what you trust; all else follows from it.
            """,
            fence(
                "python3 -c 'print(*open(\"\(plan).checkpoint\").read().split(\"\\n\")[:3], "
                    + "sep=\"\\n\")' && echo OK"
            ),
            "2. Each line carries the SHA-256 of the line above it as `prev`.",
            checkpoint.size < 2 ? "" : "By hand, for line 2:",
            checkpoint.size < 2
                ? ""
                : fence(
                    """
                    python3 -c 'import sys; f = open("\(journal)", "rb")
                    sys.stdout.buffer.write(f.readline()[:-1])' | sha256sum
                    python3 -c 'import json; f = open("\(journal)"); next(f)
                    print(json.loads(next(f))["prev"])' && echo OK, if the two are the same
                    """
                ),
            "For all lines:",
            fence(chain),
            """
            3. The journal is the one of the checkpoint: its lines have that Merkle root (RFC 6962,
            section 2.1).
            """,
            fence(root),
            """
            4. The checkpoint is signed by the key that the file policy names. Compare that key with
            one that you have from elsewhere.
            """,
            fence(
                signature + """

                    openssl pkeyutl -verify -pubin -keyform DER -inkey checkpoint.der -rawin \\
                      -in checkpoint.text -sigfile checkpoint.sig && echo OK
                    """
            ),
            """
            5. Each file in proofs shows that one line stands in the journal, to somebody who does
            not have the journal: the line, the hashes beside its path to the root, the checkpoint.
            """,
            fence(proofs),
            evidenceStep,
            """
            What this cannot show: that what was recorded is true; and anything of entries that were
            recorded after the \(checkpoint.size) of the checkpoint.
            """,
        ]
        return steps.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
    }

    private func fence(_ commands: String) -> String { "```\n\(commands)\n```" }

    private var evidenceStep: String {
        guard hasEvidence else { return "" }
        let words = """
            6. evidence.sha256 lists the files that entries name by their digest; evidence.csv says
            which they are. If you were given the folder evidence too, put it into this one.
            """
        let check = "test ! -d evidence || sha256sum -c evidence.sha256 && echo OK"
        return "\(words)\n\n\(fence(check))"
    }

    private var chain: String {
        script(
            """
            import hashlib, json
            prev, number = "0" * 64, 0
            for line in open("\(plan).jsonl", "rb"):
                line, number = line.rstrip(b"\\n"), number + 1
                entry = json.loads(line)
                assert (entry["prev"], entry["seq"]) == (prev, number), f"line {number}"
                prev = hashlib.sha256(line).hexdigest()
            print("OK:", number, "lines")
            """
        )
    }

    private var root: String {
        script(
            """
            import base64, hashlib
            def root(lines):
                if len(lines) == 1:
                    return hashlib.sha256(b"\\0" + lines[0]).digest()
                half = 1 << (len(lines) - 1).bit_length() - 1
                return hashlib.sha256(b"\\1" + root(lines[:half]) + root(lines[half:])).digest()
            lines = [line.rstrip(b"\\n") for line in open("\(plan).jsonl", "rb")]
            origin, size, said = open("\(plan).checkpoint", encoding="utf-8").read().split("\\n")[:3]
            assert len(lines) == int(size), f"{len(lines)} lines, and the checkpoint says {size}"
            assert base64.b64encode(root(lines)).decode() == said, "another root"
            print("OK:", size, "lines have the root", said)
            """
        )
    }

    private var signature: String {
        script(
            """
            import base64, hashlib
            note = open("\(plan).checkpoint", encoding="utf-8").read()
            text, _, signatures = note.rpartition("\\n\\n")
            found = False
            for line in open("policy", encoding="utf-8"):
                if not line.startswith("log "): continue
                name, number, key = line.split()[1].split("+", 2)
                key = base64.b64decode(key)
                assert hashlib.sha256(name.encode() + b"\\n" + key).hexdigest()[:8] == number, name
                for signature in signatures.splitlines():
                    signature = [signature.split()[1], base64.b64decode(signature.split()[2])]
                    if signature[0] != name or signature[1][:4].hex() != number: continue
                    open("checkpoint.text", "w", encoding="utf-8").write(text + "\\n")
                    open("checkpoint.sig", "wb").write(signature[1][4:])
                    der = bytes.fromhex("302a300506032b6570032100")
                    open("checkpoint.der", "wb").write(der + key[1:])
                    found = True
            assert found, "no signature by a key of the policy"
            print("OK: the signature is in checkpoint.sig, the key in checkpoint.der")
            """
        )
    }

    private var proofs: String {
        script(
            """
            import base64, glob, hashlib
            for path in sorted(glob.glob("proofs/*.tlog-proof")):
                head, _, checkpoint = open(path, encoding="utf-8").read().partition("\\n\\n")
                head, (_, size, root) = head.split("\\n"), checkpoint.split("\\n")[:3]
                line = base64.b64decode(head[1].removeprefix("extra "))
                place, last = int(head[2].removeprefix("index ")), int(size) - 1
                found = hashlib.sha256(b"\\0" + line).digest()
                for beside in map(base64.b64decode, head[3:]):
                    if place & 1 or place == last:
                        found = hashlib.sha256(b"\\1" + beside + found).digest()
                        while place and not place & 1: place, last = place >> 1, last >> 1
                    else:
                        found = hashlib.sha256(b"\\1" + found + beside).digest()
                    place, last = place >> 1, last >> 1
                assert last == 0 and base64.b64encode(found).decode() == root, path
                assert checkpoint == open("\(plan).checkpoint", encoding="utf-8").read(), path
                print("OK:", path, line.decode()[:60])
            """
        )
    }

    private func script(_ python: String) -> String { "python3 - <<'END'\n\(python)\nEND" }
}
