import GRDB

/// The schema. Migrations are appended, never edited; they use literals only, so that they do for ever what they did.
enum Schema {
    static let latest = "7 cheaper index tables"

    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1 intake, digests, outbox") { db in
            try db.execute(sql: firstVersion)
        }
        migrator.registerMigration("2 letters: follow-ups, receipts") { db in
            try db.execute(sql: letters)
        }
        migrator.registerMigration("3 matters, smaller fingerprints") { db in
            try db.execute(sql: matters)
        }
        migrator.registerMigration("4 notes of sources") { db in
            try db.execute(sql: sourceNotes)
        }
        migrator.registerMigration("5 corrections, learning") { db in
            try db.execute(sql: corrections)
        }
        migrator.registerMigration("6 sources that were incomplete") { db in
            try db.execute(sql: incompleteSources)
        }
        migrator.registerMigration("7 cheaper index tables") { db in
            try db.execute(sql: plainIndexTables)
        }
        return migrator
    }

    /// These rows are written with their report and mean nothing without it; each was checked against the table of reports
    /// when it was written, which took a tenth of an import. The search index merges seldom, and more at once.
    private static let plainIndexTables =
        [
            ("report_label", "label", "TEXT"), ("text_key", "hash", "INTEGER"), ("shingle", "hash", "INTEGER"),
            ("trace", "key", "INTEGER"),
        ].map { table, key, type in
            """
            CREATE TABLE plain(
              \(key) \(type) NOT NULL, report INTEGER NOT NULL, PRIMARY KEY (\(key), report)
            ) STRICT, WITHOUT ROWID;
            INSERT INTO plain SELECT \(key), report FROM \(table);
            DROP TABLE \(table);
            ALTER TABLE plain RENAME TO \(table);

            """
        }.joined() + """
            INSERT INTO search(search, rank) VALUES ('automerge', 16);
            INSERT INTO search(search, rank) VALUES ('hashsize', 4194304);
            """

    private static let corrections = """
        -- What people said of labels, as JSON; never edited.
        CREATE TABLE correction(
          id INTEGER PRIMARY KEY,
          report INTEGER NOT NULL REFERENCES report(id),
          said TEXT NOT NULL,
          reason TEXT,
          who TEXT NOT NULL,
          at INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX correction_report ON correction(report);

        -- The labels that reports had before they were corrected or labelled anew.
        CREATE TABLE labelling(
          id INTEGER PRIMARY KEY,
          report INTEGER NOT NULL REFERENCES report(id),
          until INTEGER NOT NULL,
          why TEXT NOT NULL CHECK (why IN ('corrected', 'relabelled')),
          kind TEXT NOT NULL,
          language TEXT NOT NULL,
          urgent INTEGER NOT NULL CHECK (urgent IN (0, 1)),
          labels TEXT NOT NULL
        ) STRICT;
        CREATE INDEX labelling_report ON labelling(report);

        -- What was learned from the corrections up to `corrections`, and how good it was measured to be.
        CREATE TABLE model(
          version INTEGER PRIMARY KEY,
          made INTEGER NOT NULL,
          corrections INTEGER NOT NULL,
          quality TEXT NOT NULL,
          bytes BLOB NOT NULL
        ) STRICT;
        """

    private static let matters = """
        CREATE TABLE matter(id INTEGER PRIMARY KEY, made INTEGER NOT NULL) STRICT;
        CREATE INDEX report_matter ON report(matter) WHERE matter IS NOT NULL;

        -- What happened between reports and matters, by the program (who is NULL) or by a person; never edited.
        CREATE TABLE matter_step(
          id INTEGER PRIMARY KEY,
          report INTEGER NOT NULL REFERENCES report(id),
          matter INTEGER NOT NULL REFERENCES matter(id),
          step TEXT NOT NULL CHECK (step IN ('began', 'joined', 'parted')),
          -- The report that it was joined to, and what both have in common.
          other INTEGER REFERENCES report(id),
          reason TEXT,
          who TEXT,
          at INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX matter_step_report ON matter_step(report);

        -- Whether what came after it says something else.
        ALTER TABLE revision ADD COLUMN meaning INTEGER NOT NULL DEFAULT 0 CHECK (meaning IN (0, 1));
        CREATE INDEX revision_until ON revision(until) WHERE meaning = 1;

        -- The telling things of each report, by which others about the same matter find it.
        CREATE TABLE trace(
          key INTEGER NOT NULL,
          report INTEGER NOT NULL REFERENCES report(id),
          PRIMARY KEY (key, report)
        ) STRICT, WITHOUT ROWID;

        -- The upper half of a shingle's hash tells enough, for two of them must meet, and takes half the room.
        CREATE TABLE shingle_half(
          hash INTEGER NOT NULL,
          report INTEGER NOT NULL REFERENCES report(id),
          PRIMARY KEY (hash, report)
        ) STRICT, WITHOUT ROWID;
        INSERT OR IGNORE INTO shingle_half SELECT hash >> 32, report FROM shingle;
        DROP TABLE shingle;
        ALTER TABLE shingle_half RENAME TO shingle;
        """

    private static let firstVersion = """
        CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;

        CREATE TABLE source(
          id INTEGER PRIMARY KEY,
          name TEXT NOT NULL UNIQUE,
          cursor BLOB,
          last_poll INTEGER, last_success INTEGER, next_poll INTEGER,
          failures INTEGER NOT NULL DEFAULT 0 CHECK (failures >= 0),
          failing_since INTEGER,
          -- Whether the webhooks know that it fails.
          failing_told INTEGER NOT NULL DEFAULT 0 CHECK (failing_told IN (0, 1)),
          error TEXT,
          CHECK ((failures = 0) = (failing_since IS NULL))
        ) STRICT;

        CREATE TABLE report(
          id INTEGER PRIMARY KEY,
          source INTEGER NOT NULL REFERENCES source(id),
          kind TEXT NOT NULL CHECK (kind IN ('complaint', 'idea', 'question', 'thanks', 'news', 'spam')),
          language TEXT NOT NULL CHECK (language IN ('kk', 'ru', 'en', 'mixed', 'und')),
          title TEXT NOT NULL,
          text TEXT NOT NULL,
          link TEXT,
          published INTEGER,
          received INTEGER NOT NULL,
          urgent INTEGER NOT NULL CHECK (urgent IN (0, 1)),
          labels TEXT NOT NULL,
          matter INTEGER
        ) STRICT;
        CREATE INDEX report_received ON report(received, id);

        -- Urgent reports whose event is not in the outbox yet. Written with the report, so that no crash loses one.
        CREATE TABLE untold(report INTEGER PRIMARY KEY REFERENCES report(id)) STRICT;

        -- The labels once more, for filtering: theme:…, signal:…, district:….
        CREATE TABLE report_label(
          label TEXT NOT NULL,
          report INTEGER NOT NULL REFERENCES report(id),
          PRIMARY KEY (label, report)
        ) STRICT, WITHOUT ROWID;

        -- What a report said before it was edited at its source.
        CREATE TABLE revision(
          id INTEGER PRIMARY KEY,
          report INTEGER NOT NULL REFERENCES report(id),
          until INTEGER NOT NULL,
          title TEXT NOT NULL,
          text TEXT NOT NULL
        ) STRICT;
        CREATE INDEX revision_report ON revision(report);

        -- standing: 0 report, 1 automatic, 2 set aside, 3 earlier than the source's `since`.
        CREATE TABLE item(
          id INTEGER PRIMARY KEY,
          source INTEGER NOT NULL REFERENCES source(id),
          origin TEXT NOT NULL,
          item_id TEXT NOT NULL,
          hash BLOB NOT NULL,
          received INTEGER NOT NULL,
          standing INTEGER NOT NULL CHECK (standing BETWEEN 0 AND 3),
          reason TEXT,
          report INTEGER REFERENCES report(id),
          relation TEXT CHECK (relation IN ('first', 'same-id', 'same-text', 'near')),
          UNIQUE (source, origin),
          CHECK ((standing = 0) = (report IS NOT NULL)),
          CHECK ((report IS NULL) = (relation IS NULL)),
          CHECK (standing NOT IN (1, 2) OR reason IS NOT NULL)
        ) STRICT;
        CREATE INDEX item_id ON item(item_id);
        CREATE INDEX item_report ON item(report) WHERE report IS NOT NULL;
        CREATE INDEX item_received ON item(received, standing);
        CREATE UNIQUE INDEX item_first ON item(report) WHERE relation = 'first';

        -- What came, as it came, compressed (zstd).
        CREATE TABLE raw(
          item INTEGER PRIMARY KEY REFERENCES item(id),
          bytes BLOB NOT NULL
        ) STRICT;

        -- Who sent what: apart from the reports, and read by nothing that leaves the store.
        CREATE TABLE sender(
          id INTEGER PRIMARY KEY,
          address TEXT NOT NULL UNIQUE,
          name TEXT
        ) STRICT;
        CREATE TABLE item_sender(
          item INTEGER PRIMARY KEY REFERENCES item(id),
          sender INTEGER NOT NULL REFERENCES sender(id)
        ) STRICT;
        CREATE INDEX item_sender_sender ON item_sender(sender);
        -- A file's name may betray who made it, so it is kept on this side.
        CREATE TABLE attachment(
          item INTEGER NOT NULL REFERENCES item(id),
          number INTEGER NOT NULL,
          name TEXT, type TEXT NOT NULL, size INTEGER NOT NULL, sha256 TEXT, url TEXT,
          PRIMARY KEY (item, number)
        ) STRICT, WITHOUT ROWID;

        -- Fingerprints: equal texts, and the smallest shingle hashes of each text.
        CREATE TABLE text_key(
          hash INTEGER NOT NULL,
          report INTEGER NOT NULL REFERENCES report(id),
          PRIMARY KEY (hash, report)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE shingle(
          hash INTEGER NOT NULL,
          report INTEGER NOT NULL REFERENCES report(id),
          PRIMARY KEY (hash, report)
        ) STRICT, WITHOUT ROWID;

        -- Stems, separated by blanks; the texts themselves are in report.
        CREATE VIRTUAL TABLE search USING fts5(
          title, text, content = '', columnsize = 0, detail = none, tokenize = 'ascii'
        );

        CREATE TABLE acknowledgement(
          source INTEGER NOT NULL REFERENCES source(id),
          origin TEXT NOT NULL,
          PRIMARY KEY (source, origin)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE digest(
          number INTEGER PRIMARY KEY,
          day TEXT NOT NULL UNIQUE,
          since INTEGER NOT NULL,
          until INTEGER NOT NULL CHECK (until >= since),
          made INTEGER NOT NULL,
          json BLOB NOT NULL,
          received INTEGER NOT NULL, new INTEGER NOT NULL, repeated INTEGER NOT NULL,
          automatic INTEGER NOT NULL, set_aside INTEGER NOT NULL,
          themes TEXT NOT NULL,
          districts TEXT NOT NULL,
          CHECK (received = new + repeated + automatic + set_aside)
        ) STRICT;

        CREATE TABLE delivery(
          id INTEGER PRIMARY KEY,
          event TEXT NOT NULL,
          webhook TEXT NOT NULL,
          type TEXT NOT NULL,
          body BLOB NOT NULL,
          created INTEGER NOT NULL,
          state TEXT NOT NULL CHECK (state IN ('pending', 'delivered', 'exhausted')),
          attempts INTEGER NOT NULL DEFAULT 0,
          due INTEGER NOT NULL,
          result TEXT,
          finished INTEGER,
          digest INTEGER REFERENCES digest(number),
          UNIQUE (event, webhook),
          UNIQUE (digest, webhook)
        ) STRICT;
        CREATE INDEX delivery_due ON delivery(due) WHERE state = 'pending';
        CREATE TABLE attempt(
          id INTEGER PRIMARY KEY,
          delivery INTEGER NOT NULL REFERENCES delivery(id),
          at INTEGER NOT NULL,
          finished INTEGER,
          result TEXT
        ) STRICT;
        CREATE INDEX attempt_delivery ON attempt(delivery);
        """
}
