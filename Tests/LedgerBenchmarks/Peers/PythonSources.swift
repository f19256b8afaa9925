// The peers that are driven from Python.

enum PythonSources {
    /// `DATABASE COUNT TEXT`: so many inserts into SQLite, each its own transaction in the
    /// write-ahead log with a full flush; says how many nanoseconds they took.
    static let sqlite = """
        import sqlite3, sys, time
        path, count, text = sys.argv[1], int(sys.argv[2]), sys.argv[3]
        base = sqlite3.connect(path, isolation_level=None)
        base.execute("PRAGMA journal_mode=WAL")
        base.execute("PRAGMA synchronous=FULL")
        base.execute("CREATE TABLE IF NOT EXISTS journal(seq INTEGER PRIMARY KEY, body TEXT)")
        before = time.monotonic_ns()
        for _ in range(count):
            base.execute("INSERT INTO journal(body) VALUES (?)", (text,))
        print(time.monotonic_ns() - before)

        """

    /// A plan as an aggregate of the `eventsourcing` library, in SQLite.
    ///
    /// `DATABASE append COUNT TEXT` records so many events, each saved by itself, and says how
    /// many nanoseconds that took; `DATABASE load FILE` takes a journal in; `DATABASE replay`
    /// makes the aggregate again from its events.
    static let eventsourcing = """
        import json, os, sys, time, uuid
        os.environ["PERSISTENCE_MODULE"] = "eventsourcing.sqlite"
        os.environ["SQLITE_DBNAME"] = sys.argv[1]
        from eventsourcing.application import Application
        from eventsourcing.domain import Aggregate, event

        class Plan(Aggregate):
            @classmethod
            def create_id(cls):
                return uuid.UUID(int=1)

            @event("Opened")
            def __init__(self):
                self.notes = {}

            @event("Recorded")
            def record(self, seq, at, by, events):
                for one in events:
                    if one["type"] == "progress-noted":
                        self.notes[one["action"]] = one["note"]

        app = Application()
        what = sys.argv[2]
        if what == "append":
            count, text = int(sys.argv[3]), sys.argv[4]
            plan = Plan()
            app.save(plan)
            note = [{"type": "progress-noted", "action": "A1", "note": text}]
            before = time.monotonic_ns()
            for seq in range(count):
                plan.record(seq, "2025-05-30T17:00:00Z", "P1", note)
                app.save(plan)
            print(time.monotonic_ns() - before)
        elif what == "load":
            plan = Plan()
            for line in open(sys.argv[3], encoding="utf-8"):
                entry = json.loads(line)
                plan.record(entry["seq"], entry["at"], entry["by"], entry["events"])
                if entry["seq"] % 1000 == 0:
                    app.save(plan)
            app.save(plan)
        else:
            print(len(app.repository.get(uuid.UUID(int=1)).notes))

        """
}
