import Reports

/// What a source's owner knows of its letters better than their headers tell.
public struct LetterRules: Hashable, Sendable {
    private let people: Set<String>

    /// - Parameter people: addresses, `@domains` and lists' ids of systems that mark people's letters as automatic:
    ///   web forms, ticket systems, a list that is the office's own mailbox.
    public init(people: [String]) { self.people = Set(people.map { $0.lowercased() }) }

    /// The item as it is to be taken: a letter that is said to be a person's is one, whatever its header says. A bounce
    /// and what goes round in a loop stay what they are.
    public func applied(to item: Item) -> Item {
        guard !people.isEmpty, case .automatic(let word) = item.standing, word != "bounce", word != "loop",
            isPeoples(item), !(item.title + item.text).utf8.allSatisfy({ $0 <= 0x20 })
        else { return item }
        var item = item
        item.standing = .report
        item.letter?.remarks.append("marked as automatic (\(word)), but the source counts its sender as people")
        return item
    }

    private func isPeoples(_ item: Item) -> Bool {
        if let list = item.letter?.list, people.contains(list) { return true }
        guard let address = item.sender?.address else { return false }
        if people.contains(address) { return true }
        return address.lastIndex(of: "@").map { people.contains(String(address[$0...])) } ?? false
    }
}
