import FoundationEssentials
import Glibc
import Reports
import Synchronization

/// A Maildir (cr.yp.to/proto/maildir.html): what lies in `new/` and `cur/` is complete; `tmp/` is never read. A message is
/// known by its unique name, which stays the same when a reader moves it or changes its flags. What is dropped is seen at
/// once, whatever the rhythm of the polls. People copy files there instead of moving them: one that is being written is
/// waited for.
public struct MaildirSource: Source {
    /// Its name in the configuration.
    public let name: SourceName
    private let path: String
    private let since: Date?
    private let after: AfterStoring
    private let watch: FolderWatch
    /// How long a poll waits for files that are being written, in seconds.
    var patience = 2.0

    /// - Parameters:
    ///   - path: the folder that holds `new` and `cur`.
    ///   - since: older messages are noted as seen and not reported.
    ///   - after: what happens to a message that is stored.
    public init(name: SourceName, path: String, since: Date?, after: AfterStoring) {
        self.name = name
        self.path = path
        self.since = since
        self.after = after
        watch = FolderWatch(["\(path)/new", "\(path)/cur"])
    }

    /// Bytes of a message that are read.
    private static let largestMessage = 32 << 20
    /// Messages handed over at once, and bytes after which a batch is full.
    private static let batch = 100
    private static let batchBytes = 4 << 20
    /// Names looked up at once.
    private static let lookup = 2000
    /// How often a poll looks that waits for files that are being written, in seconds.
    private static let pace = 0.1
    /// A folder that changed so recently may change again without its time telling.
    private static let settled: Int64 = 2_000_000_000

    /// When the two folders were last changed, in nanoseconds since 1970, at a poll that stored all of them.
    private struct Seen: Codable, Equatable {
        var new: Int64
        var cur: Int64
    }

    /// Whether messages are marked, moved or deleted once stored.
    public var acknowledges: Bool { after != .keep }

    /// Reads what is not known yet.
    public func poll(
        _ request: PollRequest, hand: @escaping @Sendable (FetchedBatch) async throws -> Void
    ) async throws -> PollNote {
        await watch.arm()
        await watch.forget()
        let before = Remembered.read(request.cursor, as: Seen.self)
        let times = Seen(new: try modified("new"), cur: try modified("cur"))
        if before == times { return PollNote(unchanged: true) }
        let isSettled = max(times.new, times.cur) + MaildirSource.settled < Int64(Date().timeIntervalSince1970 * 1e9)
        let files = try await MaildirSource.unknown(Maildir.files(in: path), request.known)
        let unread = Unread()
        var (waiting, growing) = (files, [Maildir.File]())
        var at = 0
        var waited = 0.0
        while at < waiting.count || !growing.isEmpty {
            if at == waiting.count {
                guard waited < patience else { break }
                try await Task.sleep(for: .seconds(MaildirSource.pace))
                waited += MaildirSource.pace
                (waiting, growing, at) = (growing, [], 0)
            }
            let (chunk, bytes, end) = together(waiting, from: at, &growing)
            at = end
            if chunk.isEmpty { continue }
            let (name, since, now, path) = (name, since, request.now, path)
            try await hand(
                FetchedBatch(size: chunk.count, total: files.count, bytes: bytes) {
                    var notes: [String] = []
                    let items = chunk.compactMap { file -> (item: Item, place: String)? in
                        let place = "\(file.folder)/\(file.unique)"
                        do {
                            return (
                                try MaildirSource.item(file, in: path, source: name, received: now, since: since), place
                            )
                        } catch let failure as LocalFile.Failure where failure.isForGood {
                            // It is counted once, and not attempted at every poll.
                            let item = MailItems.aside(
                                "\(failure.why); it is left where it lies", origin: file.unique, source: name,
                                received: now, beginning: [], delivered: nil, since: since)
                            return (item, place)
                        } catch {
                            unread.note()
                            notes.append(String(describing: error))
                            return nil
                        }
                    }
                    return ParsedBatch(
                        items: items.map(\.item), cursor: nil, notes: notes + MailItems.notes(of: items))
                })
        }
        if !growing.isEmpty {
            unread.note()
            let note = "not read yet, since they are being written: files in new/ and cur/: \(growing.count)"
            try await hand(
                FetchedBatch(size: 0, total: files.count, bytes: 0) {
                    ParsedBatch(items: [], cursor: nil, notes: [note])
                })
        }
        let isWhole = isSettled && !unread.isThere
        return PollNote(unchanged: files.isEmpty, cursor: isWhole ? Remembered.write(times) : nil)
    }

    private static func item(
        _ file: Maildir.File, in path: String, source: SourceName, received: Date, since: Date?
    ) throws -> Item {
        let (bytes, facts) = try Maildir.read(file, in: path, limit: largestMessage)
        // The name begins with the second of delivery; where it does not, the file's own time tells.
        let second = file.unique.prefix { $0.isNumber }
        let delivered =
            Double(second).flatMap { $0 > 100_000_000 && $0 < 100_000_000_000 ? $0 : nil }
            ?? Double(facts.modified / 1_000_000_000)
        if facts.size > largestMessage {
            return MailItems.tooLarge(
                size: facts.size, limit: largestMessage, origin: file.unique, source: source, received: received,
                beginning: Array(bytes.prefix(1 << 16)))
        }
        return MailItems.item(
            bytes, origin: file.unique, source: source, received: received,
            delivered: Date(timeIntervalSince1970: delivered), since: since)
    }

    /// The next files whose messages go together, and where those begin that come after them.
    /// - Parameter growing: gets those that are being written.
    private func together(
        _ files: [Maildir.File], from start: Int, _ growing: inout [Maildir.File]
    ) -> (files: [Maildir.File], bytes: Int, end: Int) {
        var chunk: [Maildir.File] = []
        var bytes = 0
        let now = Int64(Date().timeIntervalSince1970 * 1e9)
        for (at, file) in files[start...].prefix(MaildirSource.batch).enumerated() {
            let place = "\(path)/\(file.folder)/\(file.name)"
            // One that is gone by now weighs nothing; reading it will tell.
            let facts = try? LocalFile.facts(place)
            if let facts, facts.isFresh(at: now), LocalFile.isOpenForWriting(place) ?? facts.mayGrow(at: now) {
                growing.append(file)
                continue
            }
            let size = facts?.size ?? 0
            if !chunk.isEmpty, bytes + size > MaildirSource.batchBytes { return (chunk, bytes, start + at) }
            chunk.append(file)
            bytes += min(size, MaildirSource.largestMessage)
            if bytes >= MaildirSource.batchBytes { return (chunk, bytes, start + at + 1) }
        }
        return (chunk, bytes, min(start + MaildirSource.batch, files.count))
    }

    private static func unknown(
        _ files: [Maildir.File], _ known: ([String]) async throws -> Set<String>
    ) async throws -> [Maildir.File] {
        var found: [Maildir.File] = []
        var at = 0
        while at < files.count {
            let chunk = files[at..<min(at + lookup, files.count)]
            let known = try await known(chunk.map(\.unique))
            found += chunk.filter { !known.contains($0.unique) }
            at += chunk.count
        }
        return found
    }

    /// A folder is watched from its first look on.
    public var tellsOfNews: Bool { true }

    /// Waits for a drop.
    public func awaitNews(for seconds: Double) async throws -> NewsWait {
        guard let hasCome = try await watch.wait(for: seconds) else { return .cannotTell }
        return hasCome ? .news : .quiet
    }

    /// Stops watching.
    public func rest() async { await watch.disarm() }

    private func modified(_ folder: String) throws -> Int64 { try LocalFile.facts("\(path)/\(folder)").modified }

    /// Marks, moves or deletes stored messages.
    public func acknowledge(_ origins: [String]) async throws {
        let wanted = Set(origins)
        for file in try Maildir.files(in: path) where wanted.contains(file.unique) {
            let place = "\(path)/\(file.folder)/\(file.name)"
            switch after {
            case .keep: return
            case .delete: guard unlink(place) == 0 || errno == ENOENT else { throw LocalFile.failure(place) }
            case .seen: try Maildir.move(place, to: "\(path)/cur/\(file.unique):2,\(file.flags(with: "S"))")
            case .move(let folder):
                try Maildir.move(
                    place, to: "\(Maildir.folder(folder, of: path))/cur/\(file.unique):2,\(file.flags(with: ""))")
            }
        }
        for folder in ["new", "cur"] { try LocalFile.settle(folder: "\(path)/\(folder)") }
        if case .move(let folder) = after { try LocalFile.settle(folder: "\(Maildir.folder(folder, of: path))/cur") }
    }

    /// Looks into the folders.
    public func check() async throws -> String {
        let files = try Maildir.files(in: path)
        if case .move(let folder) = after { _ = try LocalFile.facts("\(Maildir.folder(folder, of: path))/cur") }
        return "answers: \(files.count == 1 ? "one message" : "\(files.count) messages")"
    }
}

/// Whether a file could not be read in a poll, told from many tasks.
private final class Unread: Sendable {
    private let count = Mutex(0)
    func note() { count.withLock { $0 += 1 } }
    var isThere: Bool { count.withLock { $0 > 0 } }
}

extension LocalFile.Failure {
    /// Whether trying again will not help: no permission, a link, a folder or a device in a message's place.
    fileprivate var isForGood: Bool { number == EACCES || number == EPERM || number == ELOOP || number == 0 }
}
