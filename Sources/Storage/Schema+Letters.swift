extension Schema {
    /// What letters need: a sighting that follows up its report, and receipts. The table of items is made anew, for a
    /// CHECK cannot be changed.
    static let letters = """
        CREATE TABLE item_new(
          id INTEGER PRIMARY KEY,
          source INTEGER NOT NULL REFERENCES source(id),
          origin TEXT NOT NULL,
          item_id TEXT NOT NULL,
          hash BLOB NOT NULL,
          received INTEGER NOT NULL,
          standing INTEGER NOT NULL CHECK (standing BETWEEN 0 AND 3),
          reason TEXT,
          report INTEGER REFERENCES report(id),
          relation TEXT CHECK (relation IN ('first', 'same-id', 'same-text', 'near', 'follow-up')),
          UNIQUE (source, origin),
          CHECK ((standing = 0) = (report IS NOT NULL)),
          CHECK ((report IS NULL) = (relation IS NULL)),
          CHECK (standing NOT IN (1, 2) OR reason IS NOT NULL)
        ) STRICT;
        INSERT INTO item_new SELECT id, source, origin, item_id, hash, received, standing, reason, report, relation FROM item;
        DROP TABLE item;
        ALTER TABLE item_new RENAME TO item;
        CREATE INDEX item_id ON item(item_id);
        CREATE INDEX item_report ON item(report) WHERE report IS NOT NULL;
        CREATE INDEX item_received ON item(received, standing);
        CREATE UNIQUE INDEX item_first ON item(report) WHERE relation = 'first';

        -- What a person added to their report, in their own words.
        CREATE TABLE follow_up(
          item INTEGER PRIMARY KEY REFERENCES item(id),
          report INTEGER NOT NULL REFERENCES report(id),
          text TEXT NOT NULL
        ) STRICT;
        CREATE INDEX follow_up_report ON follow_up(report, item);

        -- Answers to letters. To whom is known from item_sender alone. dropped: there was a reason to be silent.
        CREATE TABLE receipt(
          id INTEGER PRIMARY KEY,
          item INTEGER NOT NULL UNIQUE REFERENCES item(id),
          report INTEGER NOT NULL REFERENCES report(id),
          code TEXT NOT NULL UNIQUE,
          message_id TEXT NOT NULL UNIQUE,
          language TEXT NOT NULL,
          created INTEGER NOT NULL,
          state TEXT NOT NULL CHECK (state IN ('pending', 'delivered', 'exhausted', 'dropped')),
          attempts INTEGER NOT NULL DEFAULT 0,
          due INTEGER NOT NULL,
          result TEXT,
          finished INTEGER
        ) STRICT;
        CREATE INDEX receipt_due ON receipt(due) WHERE state = 'pending';
        CREATE INDEX receipt_created ON receipt(created);
        """
}
