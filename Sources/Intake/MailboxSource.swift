import FoundationEssentials
import Reports
import Transport

/// Folders on an IMAP server (RFC 9051). The cursor is each folder's UIDVALIDITY and last UID; flags decide nothing,
/// since people read the same mailbox. They are opened read-only: only `acknowledge` changes anything.
///
/// Habits of the large providers that this has to live with, and does:
/// - Gmail shows one letter in the folder of each of its labels and in `\All` as well, with one Message-ID: it is one
///   report. It takes passwords only for applications, else XOAUTH2; a deleted letter may stay in `\All`.
/// - Outlook states sizes (RFC822.SIZE) that are estimates and takes no passwords, only tokens; it ends what idles after
///   some 29 minutes, sometimes much earlier.
/// - Yandex and Mail.ru take passwords made for applications only, and end sessions that ask too often.
public struct MailboxSource: Source {
    /// Its name in the configuration.
    public let name: SourceName
    let folders: [FolderPattern]
    let since: Date?
    private let after: AfterStoring
    private let idles: Bool
    let line: MailboxLine

    /// - Parameters:
    ///   - endpoint: the server and the login; asked for at each connection, so that a new password or token is taken up.
    ///   - folders: names, patterns (`Reports/*`) or uses (`\Archive`).
    ///   - since: older messages are noted as seen and not reported.
    ///   - after: what happens to a message that is stored.
    ///   - idles: whether the server is to tell when messages come (IDLE).
    public init(
        name: SourceName, endpoint: @escaping @Sendable () throws -> MailEndpoint, folders: [String], since: Date?,
        after: AfterStoring, idles: Bool = false
    ) {
        self.name = name
        self.folders = folders.map { FolderPattern(text: $0) }
        self.since = since
        self.after = after
        self.idles = idles
        line = MailboxLine(endpoint)
    }

    /// With several folders only one can be waited at; the others are looked into after so many seconds.
    private static let roundOfFolders = 60.0
    /// Servers end a connection that idles for 30 minutes (RFC 2177), some a little earlier.
    static let longestIdle = 25.0 * 60

    /// Whether messages are marked, moved or deleted once stored.
    public var acknowledges: Bool { after != .keep }

    /// The one folder, where there is one and it is named.
    var onlyFolder: String? { folders.count == 1 && folders[0].isName ? folders[0].text : nil }

    /// Fetches what has a higher UID than the last one stored, in all of the folders.
    public func poll(
        _ request: PollRequest, hand: @escaping @Sendable (FetchedBatch) async throws -> Void
    ) async throws -> PollNote {
        let (names, found) = try await survey()
        var reading = MailboxReading(self, request, hand)
        for (name, result) in zip(names, found) {
            let status: FolderStatus
            do {
                status = try result.get()
            } catch {
                if names.count == 1 { throw error }
                reading.notes.append("folder \(name): \(error)")
                continue
            }
            try await reading.read(name, status)
        }
        try await reading.count(names)
        if let first = names.last { await reading.settle(at: first) }
        return reading.note()
    }

    /// Looks into all folders. The one to wait at comes last, so that it stays open where nothing is new.
    private func survey() async throws -> (names: [String], found: [Result<FolderStatus, TransportError>]) {
        while true {
            let (connection, isFresh) = try await line.take()
            do {
                let names = Array(try await folderNames(connection).reversed())
                return (names, try await connection.survey(names))
            } catch let error as TransportError {
                // A connection that was kept may have ended while nobody looked.
                await line.drop()
                if isFresh { throw error }
            } catch {
                await line.drop()
                throw error
            }
        }
    }

    private func folderNames(_ connection: IMAPConnection) async throws -> [String] {
        if folders.allSatisfy(\.isName) {
            var names: [String] = []
            for folder in folders where !names.contains(folder.text) { names.append(folder.text) }
            return names
        }
        let names = FolderPattern.choose(folders, among: try await connection.folders(), except: target)
        guard !names.isEmpty else {
            throw IntakeError("no folder of the mailbox fits \(folders.map(\.text).joined(separator: ", "))")
        }
        return names
    }

    private var target: String? { if case .move(let folder) = after { folder } else { nil } }

    /// Waits for the server to tell of new messages.
    public func awaitNews(for seconds: Double) async throws -> NewsWait {
        guard idles else { return .cannotTell }
        let limit = min(seconds, onlyFolder != nil ? MailboxSource.longestIdle : MailboxSource.roundOfFolders)
        do {
            guard let (connection, hasNews) = try await line.watch() else { return .cannotTell }
            if hasNews { return .news }
            if try await connection.idle(for: limit) { return .news }
        } catch {
            await line.drop()
            throw error
        }
        return limit < seconds ? .news : .quiet
    }

    /// Logs out.
    public func rest() async { await line.drop() }

    /// Marks, moves or deletes stored messages. Those of an earlier UIDVALIDITY cannot be found any more and are let be.
    public func acknowledge(_ origins: [String]) async throws {
        var byFolder: [String: [MailOrigin]] = [:]
        for origin in origins.compactMap({ MailOrigin($0, usual: onlyFolder) }) {
            byFolder[origin.folder, default: []].append(origin)
        }
        do {
            let (connection, _) = try await line.take()
            for (folder, origins) in byFolder.sorted(by: { $0.key < $1.key }) {
                try await acknowledge(origins, in: folder, connection)
            }
        } catch {
            await line.drop()
            throw error
        }
    }

    private func acknowledge(_ origins: [MailOrigin], in folder: String, _ connection: IMAPConnection) async throws {
        let status = try await connection.select(folder, readOnly: false)
        let uids = origins.filter { $0.validity == status.uidValidity }.map(\.uid).sorted()
        guard !uids.isEmpty else { return }
        switch after {
        case .keep: return
        case .seen: try await connection.markSeen(uids)
        case .move(let target): try await connection.move(uids, to: try await name(of: target, connection))
        case .delete: try await connection.delete(uids)
        }
    }

    /// A target may be named by its use.
    private func name(of target: String, _ connection: IMAPConnection) async throws -> String {
        guard target.hasPrefix("\\") else { return target }
        let pattern = FolderPattern(text: target)
        guard let folder = try await connection.folders().first(where: { pattern.matches($0) }) else {
            throw IntakeError("the mailbox has no folder of the use \(target) to move messages to")
        }
        return folder.name
    }

    /// Logs in and opens the folders read-only.
    public func check() async throws -> String {
        let (connection, _) = try await line.take()
        do {
            let answer = try await check(connection)
            await line.drop()
            return answer
        } catch {
            await line.drop()
            throw error
        }
    }

    private func check(_ connection: IMAPConnection) async throws -> String {
        let names = try await folderNames(connection)
        var lines: [String] = []
        for (name, result) in zip(names, try await connection.survey(names)) {
            do {
                lines.append("\(name) has \(try result.get().exists) messages")
            } catch {
                guard case .noFolder = error, let folders = try? await connection.folders() else { throw error }
                let there = folders.prefix(20).map(\.name).joined(separator: ", ")
                throw IntakeError("folder \(name): \(error); there are: \(there)")
            }
        }
        if case .move(let target) = after {
            let folder = try await self.name(of: target, connection)
            guard try await connection.folders().contains(where: { $0.name == folder }) else {
                throw IntakeError(
                    "there is no folder \(folder) to move messages to; create it in the mailbox, or correct `after`")
            }
        }
        if idles, await !connection.canIdle {
            throw IntakeError("the server has no IDLE; give `every` as a span of time such as 1m")
        }
        return "answers: folder " + lines.prefix(20).joined(separator: ", ")
    }
}
