extension Schema {
    /// What happened to a source beside failing. What lasts has no end yet; what happened once ends when it began.
    static let sourceNotes = """
        CREATE TABLE source_note(
          id INTEGER PRIMARY KEY,
          source INTEGER NOT NULL REFERENCES source(id),
          kind TEXT NOT NULL CHECK (kind IN ('outrun', 'moved', 'silent')),
          at INTEGER NOT NULL,
          until INTEGER CHECK (until >= at),
          detail TEXT
        ) STRICT;
        CREATE INDEX source_note_source ON source_note(source, at);
        CREATE UNIQUE INDEX source_note_open ON source_note(source, kind) WHERE until IS NULL;
        """

    /// A kind more: the source had what the store had not.
    static let incompleteSources = """
        CREATE TABLE source_note_next(
          id INTEGER PRIMARY KEY,
          source INTEGER NOT NULL REFERENCES source(id),
          kind TEXT NOT NULL CHECK (kind IN ('outrun', 'moved', 'silent', 'incomplete')),
          at INTEGER NOT NULL,
          until INTEGER CHECK (until >= at),
          detail TEXT
        ) STRICT;
        INSERT INTO source_note_next SELECT id, source, kind, at, until, detail FROM source_note;
        DROP TABLE source_note;
        ALTER TABLE source_note_next RENAME TO source_note;
        CREATE INDEX source_note_source ON source_note(source, at);
        CREATE UNIQUE INDEX source_note_open ON source_note(source, kind) WHERE until IS NULL;
        """
}
