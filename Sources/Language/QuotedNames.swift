/// The names of people in what a letter quotes or forwards: nested headers ("От: …"), lines such as "… пишет:", names
/// before addresses. Whoever wrote the letter that is forwarded is a reporter too.
///
/// It reads what is usual in Kazakh, Russian and English mail programs. A name in prose is left: who is accused stays.
enum QuotedNames {
    /// The places found, with those of names among them.
    static func add(to found: [PersonalData.Found], _ text: UnsafeBufferPointer<UInt8>) -> [PersonalData.Found] {
        var names: [Range<Int>] = []
        for place in found where place.kind == .email {
            if let name = name(before: place.range.lowerBound, text) { names.append(name) }
        }
        var blocks = HeaderBlocks(text)
        var previous = 0..<0
        var start = 0
        while start < text.count {
            let end = text[start...].firstIndex(of: 0x0A) ?? text.count
            let line = start..<(end > start && text[end - 1] == 0x0D ? end - 1 : end)
            blocks.read(line)
            if let name = Attributions.name(text, line, after: previous) { names.append(name) }
            if line.count > 1 { previous = line }
            start = end + 1
        }
        blocks.flush()
        names += blocks.names
        return names.isEmpty ? found : merged(found, names, text)
    }

    /// The name in `Name <address>`, `"Name" <address>`, `Name [mailto:address]`.
    private static func name(before address: Int, _ text: UnsafeBufferPointer<UInt8>) -> Range<Int>? {
        var position = address
        let mailto = Array("mailto:".utf8)
        if position >= mailto.count, AtSign.holds(text, position - mailto.count, mailto) { position -= mailto.count }
        guard position > 0, text[position - 1] == 0x3C || (text[position - 1] == 0x5B && position < address) else {
            return nil
        }
        position -= 1
        // The address may have been wrapped to a line of its own.
        var back = position
        while back > 0, position - back < longestMarks, text[back - 1] == 0x20 || text[back - 1] == 0x3E { back -= 1 }
        if back > 0, text[back - 1] == 0x0A {
            position = back - 1
            if position > 0, text[position - 1] == 0x0D { position -= 1 }
        }
        while position > 0, back - position < longestMarks, text[position - 1] == 0x20 { position -= 1 }
        guard position > 0 else { return nil }
        guard text[position - 1] == 0x22 || text[position - 1] == 0x27 else {
            return NameWords.before(text, position, notBefore: 0)
        }
        let quote = text[position - 1]
        var start = position - 1
        let least = max(0, start - longestName)
        while start > least, text[start - 1] != quote, text[start - 1] != 0x0A { start -= 1 }
        return start > least && text[start - 1] == quote && start < position - 1 ? start..<position - 1 : nil
    }

    private static let longestMarks = 8
    private static let longestName = 120

    /// One list in order; of a name nothing that is something else already, and no marks around it.
    private static func merged(
        _ found: [PersonalData.Found], _ names: [Range<Int>], _ text: UnsafeBufferPointer<UInt8>
    ) -> [PersonalData.Found] {
        var out: [PersonalData.Found] = []
        out.reserveCapacity(found.count + names.count)
        var next = 0
        var end = 0
        func add(_ range: Range<Int>) {
            if let name = trimmed(range, text) { out.append(PersonalData.Found(kind: .name, range: name)) }
        }
        for name in names.sorted(by: { ($0.lowerBound, $1.upperBound) < ($1.lowerBound, $0.upperBound) }) {
            while next < found.count, found[next].range.upperBound <= max(name.lowerBound, end) {
                out.append(found[next])
                end = max(end, found[next].range.upperBound)
                next += 1
            }
            var start = max(name.lowerBound, end)
            while next < found.count, found[next].range.lowerBound < name.upperBound {
                if start < found[next].range.lowerBound { add(start..<found[next].range.lowerBound) }
                out.append(found[next])
                start = max(start, found[next].range.upperBound)
                next += 1
            }
            if start < name.upperBound { add(start..<name.upperBound) }
            end = max(start, name.upperBound, end)
        }
        out.append(contentsOf: found[next...])
        return out
    }

    private static func trimmed(_ range: Range<Int>, _ text: UnsafeBufferPointer<UInt8>) -> Range<Int>? {
        func isMark(_ byte: UInt8) -> Bool { byte < 0x80 && !PersonalData.isWordByte(byte) }
        var (start, end) = (range.lowerBound, range.upperBound)
        while start < end, isMark(text[start]) { start += 1 }
        while start < end, isMark(text[end - 1]) && !(text[end - 1] == 0x2E && end - start > 2) { end -= 1 }
        let mailto = Array("mailto".utf8)
        if end - start >= mailto.count, AtSign.holds(text, end - mailto.count, mailto) {
            return trimmed(start..<end - mailto.count, text)
        }
        return text[start..<end].contains { $0 >= 0x80 || PersonalData.isASCIILetter($0) } ? start..<end : nil
    }
}
