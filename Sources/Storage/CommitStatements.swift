import GRDB

/// The statements that a commit runs for each item.
final class CommitStatements {
    let findItem, findReread, moveItem, findSameID: HotStatement
    let insertItem, insertRaw, updateItem, replaceRaw, refileItem: HotStatement
    let findSender, insertSender, insertItemSender, insertAttachment: HotStatement
    let byText, byShingle, candidate, hasSender, hasSource: HotStatement
    let insertReport, insertLabel, insertSearch, insertText, insertShingle: HotStatement
    let insertAcknowledgement: HotStatement
    let receiptByCode, receiptByMessage, ownLetter: HotStatement
    let byTrace, nthByTrace, insertTrace, matterOf, insertMatter, setMatter, insertStep: HotStatement

    /// Posting lists are read so far, newest first: what many texts share tells nothing.
    static let longestPosting = 64
    /// A trace of so many reports is common.
    static let longestTrace = 20

    init(_ db: Database) throws {
        findItem = try HotStatement(db, "SELECT id, hash, report, relation FROM item WHERE source = ? AND origin = ?")
        findReread = try HotStatement(
            db,
            "SELECT id FROM item WHERE item_id = ?1 AND source = ?2 AND hash = ?3 "
                + "AND (?4 = '' OR substr(origin, 1, length(?4) + 1) <> ?4 || '/') ORDER BY id LIMIT 1")
        moveItem = try HotStatement(db, "UPDATE item SET origin = ? WHERE id = ?")
        findSameID = try HotStatement(
            db, "SELECT report FROM item WHERE item_id = ? AND source = ? AND report IS NOT NULL ORDER BY id LIMIT 1")
        insertItem = try HotStatement(
            db,
            "INSERT INTO item(source, origin, item_id, hash, received, standing, reason, report, relation) "
                + "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
        insertRaw = try HotStatement(db, "INSERT INTO raw(item, bytes) VALUES (?, ?)")
        updateItem = try HotStatement(db, "UPDATE item SET hash = ? WHERE id = ?")
        refileItem = try HotStatement(
            db,
            "UPDATE item SET received = ?, standing = 0, reason = ?, report = ?, relation = ? WHERE id = ?")
        replaceRaw = try HotStatement(db, "INSERT OR REPLACE INTO raw(item, bytes) VALUES (?, ?)")
        findSender = try HotStatement(db, "SELECT id FROM sender WHERE address = ?")
        insertSender = try HotStatement(db, "INSERT INTO sender(address, name) VALUES (?, ?)")
        insertItemSender = try HotStatement(db, "INSERT INTO item_sender(item, sender) VALUES (?, ?)")
        insertAttachment = try HotStatement(
            db, "INSERT INTO attachment(item, number, name, type, size, sha256, url) VALUES (?, ?, ?, ?, ?, ?, ?)")
        byText = try HotStatement(
            db,
            "SELECT report FROM text_key WHERE hash = ? AND report >= ? ORDER BY report DESC "
                + "LIMIT \(CommitStatements.longestPosting)")
        byShingle = try HotStatement(
            db,
            "SELECT report FROM shingle WHERE hash = ? AND report >= ? ORDER BY report DESC "
                + "LIMIT \(CommitStatements.longestPosting)")
        candidate = try HotStatement(db, "SELECT title, text, received FROM report WHERE id = ?")
        hasSender = try HotStatement(
            db,
            "SELECT 1 FROM item JOIN item_sender ON item_sender.item = item.id WHERE report = ? AND sender = ? LIMIT 1")
        hasSource = try HotStatement(db, "SELECT 1 FROM item WHERE report = ? AND source = ? LIMIT 1")
        insertReport = try HotStatement(
            db,
            "INSERT INTO report(source, kind, language, title, text, link, published, received, urgent, labels) "
                + "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        insertLabel = try HotStatement(db, "INSERT OR IGNORE INTO report_label(label, report) VALUES (?, ?)")
        insertSearch = try HotStatement(db, "INSERT INTO search(rowid, title, text) VALUES (?, ?, ?)")
        insertText = try HotStatement(db, "INSERT OR IGNORE INTO text_key(hash, report) VALUES (?, ?)")
        insertShingle = try HotStatement(db, "INSERT OR IGNORE INTO shingle(hash, report) VALUES (?, ?)")
        receiptByCode = try HotStatement(db, "SELECT report FROM receipt WHERE code = ?")
        receiptByMessage = try HotStatement(db, "SELECT report FROM receipt WHERE message_id = ?")
        ownLetter = try HotStatement(
            db,
            "SELECT report FROM item JOIN item_sender ON item_sender.item = item.id "
                + "WHERE item_id = ? AND sender = ? AND report IS NOT NULL ORDER BY item.id LIMIT 1")
        byTrace = try HotStatement(
            db,
            "SELECT report FROM trace WHERE key = ? AND report >= ? ORDER BY report DESC "
                + "LIMIT \(CommitStatements.longestTrace + 1)")
        nthByTrace = try HotStatement(
            db,
            "SELECT report FROM trace WHERE key = ? AND report >= ? ORDER BY report DESC "
                + "LIMIT 1 OFFSET \(CommitStatements.longestTrace)")
        insertTrace = try HotStatement(db, "INSERT OR IGNORE INTO trace(key, report) VALUES (?, ?)")
        matterOf = try HotStatement(db, "SELECT matter FROM report WHERE id = ? AND matter IS NOT NULL")
        insertMatter = try HotStatement(db, "INSERT INTO matter(made) VALUES (?)")
        setMatter = try HotStatement(db, "UPDATE report SET matter = ? WHERE id = ?")
        insertStep = try HotStatement(
            db, "INSERT INTO matter_step(report, matter, step, other, reason, at) VALUES (?, ?, ?, ?, ?, ?)")
        insertAcknowledgement = try HotStatement(
            db, "INSERT OR IGNORE INTO acknowledgement(source, origin) VALUES (?, ?)")
    }
}
