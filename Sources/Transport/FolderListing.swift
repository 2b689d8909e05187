/// Messages of a folder, ascending by UID.
public struct FolderListing: Sendable, Equatable {
    /// Their UIDs, ascending, each once.
    public internal(set) var uids: [UInt32]
    /// Their sizes in the same order, 0 for one that the server did not tell; nil if they were not asked for.
    public internal(set) var sizes: [UInt32]?

    /// Makes a listing without sizes.
    /// - Parameter uids: in any order.
    public init(_ uids: [UInt32]) {
        self.uids = FolderListing.ascending(uids)
    }

    /// - Parameter messages: UIDs and sizes, in any order.
    init(sized messages: [(uid: UInt32, size: UInt32)]) {
        var last: UInt32?
        let ordered = messages.sorted { $0.uid < $1.uid }.filter { message in
            defer { last = message.uid }
            return message.uid != last
        }
        uids = ordered.map(\.uid)
        sizes = ordered.map(\.size)
    }

    /// Those from a place on.
    public func dropFirst(_ count: Int) -> FolderListing {
        var rest = self
        rest.uids.removeFirst(min(count, uids.count))
        rest.sizes?.removeFirst(min(count, uids.count))
        return rest
    }

    /// Each once, in order.
    static func ascending(_ uids: [UInt32]) -> [UInt32] {
        if zip(uids, uids.dropFirst()).allSatisfy({ $0 < $1 }) { return uids }
        var last: UInt32?
        return uids.sorted().filter { uid in
            defer { last = uid }
            return uid != last
        }
    }
}

extension FolderListing {
    /// One message of a known size.
    public init(one uid: UInt32, size: UInt32) { self.init(sized: [(uid, size)]) }

    /// The first of them.
    public func prefix(_ count: Int) -> FolderListing {
        var first = self
        first.uids = Array(uids.prefix(count))
        first.sizes = sizes.map { Array($0.prefix(count)) }
        return first
    }

    /// Those with higher UIDs than this.
    public func after(_ uid: UInt32) -> FolderListing {
        dropFirst(uids.firstIndex { $0 > uid } ?? uids.count)
    }
}
