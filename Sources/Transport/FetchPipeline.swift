/// Decides what to ask for next and what may be handed over: several commands for a range of messages each are under
/// way at once, and messages leave in ascending order, each only after all before it have come or are known to be gone.
///
/// Sizes are asked for well ahead of the texts, on the way with the texts of messages before, so that they cost one
/// round trip a fetch. A command asks for as many messages as a bound of bytes allows; of one that is over the limit
/// only the header fields are asked for.
///
/// It does no input and output itself. Servers answer in order; when one does not, early messages are held, within a
/// limit, and what goes over it is forgotten and asked for again one by one.
struct FetchPipeline {
    /// Messages a command asks for, and commands under way: 512 messages hide a round trip of 100 ms at 40 MB/s.
    private static let usualWidth = 64
    private static let usualDepth = 8
    /// Bytes that one command asks for, about.
    private static let usualBytes = 1 << 20
    /// Messages whose sizes are asked for at once.
    private static let sizesWidth = 1024
    /// Bytes that may wait for a message before them.
    private static let mostHeld = 8 << 20
    /// A body this much shorter than the stated size is not whole. Some servers (Exchange) only estimate sizes.
    private static let wholeFromPercent = 90

    /// What one command asks for; the set of UIDs.
    enum Question: Equatable {
        case sizes(String)
        case texts(String)
        case header(String)
    }

    private struct Chunk {
        var tag: UInt32
        var range: Range<Int>
        var isOfSizes = false
        var isDone = false
    }

    private let uids: [UInt32]
    private let maxMessage: Int
    /// Stated sizes; 0 where none is known.
    private var sizes: [UInt32]
    /// Sizes of messages from here on have not been asked for, and have not come.
    private var sizesAsked: Int
    private var sizesKnown: Int
    /// The first message that has not been handed over; those before it have, or are gone.
    private var next = 0
    /// Messages from here on have not been asked for.
    private var asked = 0
    private var chunks: [Chunk] = []
    private var held: [Int: FetchedMessage] = [:]
    private var heldBytes = 0
    private var empty: Set<Int> = []
    private var isCareful: Bool
    private let staysCareful: Bool
    private var isOverflown = false
    /// Nothing more is asked for until everything under way is answered.
    private(set) var isDraining = false
    /// Messages that were asked for and did not come: gone, or left out by a server that errs.
    private(set) var missing: Range<Int>?
    /// Complete and in order: to be handed over.
    private(set) var ready: [FetchedMessage] = []
    private(set) var readyBytes = 0

    /// - Parameters:
    ///   - uids: ascending, each once.
    ///   - sizes: theirs, if they are known already; 0 for one that is not.
    init(_ uids: [UInt32], sizes: [UInt32]? = nil, maxMessage: Int, isCareful: Bool = false) {
        self.uids = uids
        self.maxMessage = maxMessage
        self.isCareful = isCareful
        staysCareful = isCareful
        self.sizes = sizes ?? [UInt32](repeating: 0, count: uids.count)
        sizesAsked = sizes == nil ? 0 : uids.count
        sizesKnown = sizesAsked
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

    /// The next command, or nil when enough is under way; `sent` tells its tag.
    mutating func nextQuestion() -> Question? {
        guard !isDraining, chunks.count < (isCareful ? 1 : FetchPipeline.usualDepth) else { return nil }
        while held[asked] != nil { asked += 1 }
        if sizesAsked == sizesKnown, sizesAsked < uids.count,
            sizesAsked - asked < FetchPipeline.usualWidth * FetchPipeline.usualDepth
        {
            let range = sizesAsked..<min(uids.count, sizesAsked + FetchPipeline.sizesWidth)
            chunks.append(Chunk(tag: 0, range: range, isOfSizes: true))
            sizesAsked = range.upperBound
            return .sizes(IMAPSyntax.set(uids[range]))
        }
        guard asked < sizesKnown else { return nil }
        let start = asked
        if isTooLarge(start) {
            asked += 1
            chunks.append(Chunk(tag: 0, range: start..<asked))
            return .header("\(uids[start])")
        }
        var bytes = 0
        let most = min(sizesKnown, start + (isCareful ? 1 : FetchPipeline.usualWidth))
        while asked < most, !isTooLarge(asked), asked == start || bytes < FetchPipeline.usualBytes {
            bytes += Int(sizes[asked])
            asked += 1
        }
        let range = start..<asked
        chunks.append(Chunk(tag: 0, range: range))
        return .texts(IMAPSyntax.set(range.filter { held[$0] == nil }.map { uids[$0] }))
    }

    private func isTooLarge(_ index: Int) -> Bool { Int(sizes[index]) > maxMessage }

    /// The command for the last set has gone out.
    mutating func sent(tag: UInt32) { chunks[chunks.count - 1].tag = tag }

    // MARK: Answers

    /// One FETCH response.
    /// - Returns: whether it brought a message.
    /// - Throws: words on what is wrong with it; nothing after it may be handed over then.
    mutating func take(_ reply: IMAPFetchReply) throws(IMAPLie) -> Bool {
        guard let uid = reply.uid else {
            guard reply.hasText else { return false }
            throw IMAPLie("a message came without its UID")
        }
        let position = position(of: uid)
        if !reply.hasText {
            // A size, or somebody changed the flags of this message or another.
            guard let size = reply.size, let position, position >= sizesKnown, position < sizesAsked else {
                return false
            }
            sizes[position] = UInt32(clamping: size)
            return true
        }
        guard let index = position, index < asked else {
            throw IMAPLie("message \(uid) came, which was not asked for")
        }
        guard index >= next, held[index] == nil else { return false }
        guard let message = try message(uid, reply) else {
            // NIL: just deleted by somebody, or not ready. A second look will tell.
            empty.insert(index)
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
            if first.isOfSizes {
                sizesKnown = first.range.upperBound
                continue
            }
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
        isCareful = staysCareful || isOverflown || (isCareful && !held.isEmpty)
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
        if held.isEmpty && !isDraining { isCareful = staysCareful }
    }

    private mutating func pass(_ message: FetchedMessage) {
        readyBytes += message.bytes?.count ?? 0
        ready.append(message)
    }

    /// Nil when the response has no text.
    private func message(_ uid: UInt32, _ reply: IMAPFetchReply) throws(IMAPLie) -> FetchedMessage? {
        var message = FetchedMessage(
            uid: uid, internalDate: reply.date, size: reply.size ?? 0, flags: reply.flags, bytes: nil)
        switch (reply.body, reply.header) {
        case (.cut, _):
            message.size = max(message.size, mostBytes)
        case (.bytes(let bytes), _):
            message.size = try FetchPipeline.whole(bytes, stated: reply.size, uid)
            message.bytes = bytes
        case (_, .bytes(let header)) where !header.isEmpty:
            message.size = max(message.size, mostBytes)
            message.header = header
        case (_, .cut):
            message.size = max(message.size, mostBytes)
        default:
            return nil
        }
        return message
    }

    /// - Returns: the message's size, as the server states it.
    private static func whole(_ bytes: [UInt8], stated: Int?, _ uid: UInt32) throws(IMAPLie) -> Int {
        let size = stated ?? bytes.count
        let least = size / 100 * FetchPipeline.wholeFromPercent + size % 100 * FetchPipeline.wholeFromPercent / 100
        guard bytes.count >= least, !bytes.isEmpty || stated == 0 else {
            throw IMAPLie("message \(uid) came with \(bytes.count) bytes of \(size): it is not whole")
        }
        return size
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
