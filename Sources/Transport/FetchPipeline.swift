/// Decides what to ask for next and what may be handed over: several commands for a range of messages each are under
/// way at once, and messages leave in ascending order, each only after all before it have come or are known to be gone.
///
/// It does no input and output itself. Servers answer in order; when one does not, early messages are held, within a
/// limit, and what goes over it is forgotten and asked for again one by one.
struct FetchPipeline {
    /// Messages a command asks for, and commands under way: 512 messages hide a round trip of 100 ms at 40 MB/s.
    private static let usualWidth = 64
    private static let usualDepth = 8
    /// Bytes that may wait for a message before them.
    private static let mostHeld = 8 << 20
    /// A body this much shorter than the stated size is not whole. Some servers (Exchange) only estimate sizes.
    private static let wholeFromPercent = 90

    private struct Chunk {
        var tag: UInt32
        var range: Range<Int>
        var isDone = false
    }

    private let uids: [UInt32]
    private let maxMessage: Int
    /// The first message that has not been handed over; those before it have, or are gone.
    private var next = 0
    /// Messages from here on have not been asked for.
    private var asked = 0
    private var chunks: [Chunk] = []
    private var held: [Int: FetchedMessage] = [:]
    private var heldBytes = 0
    private var empty: Set<Int> = []
    private var isCareful = false
    private var isOverflown = false
    /// Nothing more is asked for until everything under way is answered.
    private(set) var isDraining = false
    /// Messages that were asked for and did not come: gone, or left out by a server that errs.
    private(set) var missing: Range<Int>?
    /// Complete and in order: to be handed over.
    private(set) var ready: [FetchedMessage] = []
    private(set) var readyBytes = 0

    /// - Parameter uids: ascending, each once.
    init(_ uids: [UInt32], maxMessage: Int) {
        self.uids = uids
        self.maxMessage = maxMessage
    }

    /// One byte more than the limit is asked for: a message that has it is too large.
    var mostBytes: Int { maxMessage + 1 }

    var isFinished: Bool { next == uids.count && chunks.isEmpty }

    mutating func takeReady() -> [FetchedMessage] {
        defer {
            ready = []
            readyBytes = 0
        }
        return ready
    }

    // MARK: Asking

    /// The set for the next command, or nil when enough is under way; `sent` tells its tag.
    mutating func nextSet() -> String? {
        guard !isDraining, chunks.count < (isCareful ? 1 : FetchPipeline.usualDepth) else { return nil }
        while held[asked] != nil { asked += 1 }
        guard asked < uids.count else { return nil }
        let end = min(uids.count, asked + (isCareful ? 1 : FetchPipeline.usualWidth))
        let range = asked..<end
        chunks.append(Chunk(tag: 0, range: range))
        asked = end
        return IMAPSyntax.set(range.filter { held[$0] == nil }.map { uids[$0] })
    }

    /// The command for the last set has gone out.
    mutating func sent(tag: UInt32) { chunks[chunks.count - 1].tag = tag }

    // MARK: Answers

    /// One FETCH response.
    /// - Returns: whether it brought a message.
    /// - Throws: words on what is wrong with it; nothing after it may be handed over then.
    mutating func take(_ reply: IMAPFetchReply) throws(IMAPLie) -> Bool {
        guard let uid = reply.uid else {
            if case .absent = reply.body { return false }
            throw IMAPLie("a message came without its UID")
        }
        guard let index = position(of: uid), index < asked else {
            // Somebody changed the flags of another message.
            if case .absent = reply.body { return false }
            throw IMAPLie("message \(uid) came, which was not asked for")
        }
        guard index >= next, held[index] == nil else { return false }
        guard let message = try message(uid, reply) else {
            // NIL: just deleted by somebody, or not ready. A second look will tell.
            if case .none = reply.body { empty.insert(index) }
            return false
        }
        guard index == next else {
            hold(message, at: index)
            return true
        }
        pass(message)
        next += 1
        passHeld()
        return true
    }

    /// The verdict on a command.
    /// - Parameter isComplete: OK, or a NO that says that messages are gone.
    mutating func finish(tag: UInt32) throws(IMAPLie) {
        guard let index = chunks.firstIndex(where: { $0.tag == tag }) else {
            throw IMAPLie("an answer to a command that was not given")
        }
        chunks[index].isDone = true
        while let first = chunks.first, first.isDone {
            chunks.removeFirst()
            if next < first.range.upperBound && missing == nil && !isOverflown {
                missing = next..<first.range.upperBound
                isDraining = true
            }
        }
        if isDraining && chunks.isEmpty && missing == nil { resume() }
    }

    /// Messages to be looked for once more, when everything under way is answered: did they go away?
    var questioned: [UInt32]? {
        guard let missing, chunks.isEmpty else { return nil }
        return missing.filter { $0 >= next && held[$0] == nil }.map { uids[$0] }
    }

    /// What the second look found.
    /// - Throws: words, when a message is there that was not delivered.
    mutating func answer(present: Set<UInt32>) throws(IMAPLie) {
        guard let missing else { return }
        while next < missing.upperBound {
            if let message = held.removeValue(forKey: next) {
                heldBytes -= message.bytes?.count ?? 0
                pass(message)
            } else if present.contains(uids[next]) {
                throw IMAPLie(
                    empty.contains(next)
                        ? "message \(uids[next]) came as NIL: it is not ready, or damaged on the server"
                        : "message \(uids[next]) is there, and was left out")
            }
            next += 1
        }
        self.missing = nil
        passHeld()
        resume()
    }

    // MARK: Within

    private mutating func resume() {
        isDraining = false
        // After an overflow one by one, until what is held has gone out.
        isCareful = isOverflown || (isCareful && !held.isEmpty)
        isOverflown = false
        asked = next
    }

    private mutating func hold(_ message: FetchedMessage, at index: Int) {
        let size = message.bytes?.count ?? 0
        guard heldBytes + size <= FetchPipeline.mostHeld else {
            isOverflown = true
            isDraining = true
            return
        }
        held[index] = message
        heldBytes += size
    }

    private mutating func passHeld() {
        while let message = held.removeValue(forKey: next) {
            heldBytes -= message.bytes?.count ?? 0
            pass(message)
            next += 1
        }
        if held.isEmpty && !isDraining { isCareful = false }
    }

    private mutating func pass(_ message: FetchedMessage) {
        readyBytes += message.bytes?.count ?? 0
        ready.append(message)
    }

    /// Nil when the response has no text.
    private func message(_ uid: UInt32, _ reply: IMAPFetchReply) throws(IMAPLie) -> FetchedMessage? {
        var message = FetchedMessage(
            uid: uid, internalDate: reply.date, size: reply.size ?? 0, flags: reply.flags, bytes: nil)
        switch reply.body {
        case .absent, .none:
            return nil
        case .cut:
            message.size = max(message.size, mostBytes)
        case .bytes(let bytes):
            let stated = reply.size ?? bytes.count
            guard
                bytes.count >= stated / 100 * FetchPipeline.wholeFromPercent + stated % 100
                    * FetchPipeline.wholeFromPercent / 100,
                !bytes.isEmpty || reply.size == 0
            else {
                throw IMAPLie("message \(uid) came with \(bytes.count) bytes of \(stated): it is not whole")
            }
            message.size = stated
            message.bytes = bytes
        }
        return message
    }

    private func position(of uid: UInt32) -> Int? {
        if next < uids.count && uids[next] == uid { return next }
        var low = 0
        var high = uids.count
        while low < high {
            let middle = (low + high) / 2
            if uids[middle] < uid { low = middle + 1 } else { high = middle }
        }
        return low < uids.count && uids[low] == uid ? low : nil
    }
}

/// Something that a server says and that cannot be so.
struct IMAPLie: Error {
    let words: String
    init(_ words: String) { self.words = words }
}
