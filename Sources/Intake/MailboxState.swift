import Reports

/// What a mailbox remembers between polls: how far each of its folders is read (RFC 9051 §2.3.1.1).
struct MailboxState: Codable, Equatable {
    /// A message that the server did not give, to be asked for again.
    struct Owed: Codable, Equatable {
        var uid: UInt32
        /// Polls in which it did not come.
        var tries: Int
    }

    /// Where in a folder reading goes on.
    struct Place: Codable, Equatable {
        /// The folder's UIDVALIDITY: with another one, no UID means what it meant.
        var validity: UInt32
        /// Everything up to this UID is stored, but for what is owed.
        var uid: UInt32
        /// Up to this UID the folder is read a second time, since its UIDVALIDITY changed; what is known is no news then.
        var rereadUntil: UInt32 = 0
        /// Nil for none.
        var owed: [Owed]?
        /// The folder's UIDNEXT when all was stored. It may be far above the last UID, if what came last was deleted.
        var next: UInt32?
        /// How many messages there were then.
        var exists: Int?
        /// The folder's HIGHESTMODSEQ when all was stored, for servers that tell no UIDNEXT.
        var modSeq: UInt64?

        /// Whether all is stored of a folder.
        /// - Parameters:
        ///   - uidNext: the UID that its next message will get, at least 1.
        ///   - exists: how many messages it has: two numbers must agree before nobody looks.
        func isRead(before uidNext: UInt32, of exists: Int) -> Bool {
            uidNext - 1 <= uid || (uidNext == next && exists == self.exists)
        }
    }

    /// By the folder's name.
    var folders: [String: Place] = [:]
    /// The day, counted from 1970, on which what the server has was last held against what is stored.
    var counted: Int?

    /// The first form of a cursor, when a mailbox was one folder.
    private struct Early: Codable {
        var validity: UInt32
        var uid: UInt32
        var rereadUntil: UInt32?
    }

    /// A cursor's content.
    /// - Parameter folder: which one a cursor of the first form speaks of.
    static func read(_ cursor: Cursor?, folder: String?) -> MailboxState? {
        if let state = Remembered.read(cursor, as: MailboxState.self) { return state }
        guard let folder, let early = Remembered.read(cursor, as: Early.self) else { return nil }
        let place = Place(validity: early.validity, uid: early.uid, rereadUntil: early.rereadUntil ?? 0)
        return MailboxState(folders: [folder: place])
    }
}

/// Where in a mailbox a message lies: `FOLDER/UIDVALIDITY/UID`. What stands before the UID is the same for all messages
/// of one numbering.
struct MailOrigin: Hashable {
    var folder: String
    var validity: UInt32
    var uid: UInt32

    var text: String { "\(folder)/\(validity)/\(uid)" }

    init(folder: String, validity: UInt32, uid: UInt32) {
        self.folder = folder
        self.validity = validity
        self.uid = uid
    }

    /// - Parameter usual: the folder of an origin that names none, as they were written at first.
    init?(_ text: String, usual: String?) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count >= 2, let uid = UInt32(parts[parts.count - 1]),
            let validity = UInt32(parts[parts.count - 2])
        else { return nil }
        self.uid = uid
        self.validity = validity
        guard let folder = parts.count > 2 ? parts.dropLast(2).joined(separator: "/") : usual else { return nil }
        self.folder = folder
    }
}
