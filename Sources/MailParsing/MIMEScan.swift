import Glibc

/// A look over a body before GMime gets it: how deep its parts can lie and how many they can be. GMime goes into parts by
/// recursion and compares every line that begins with two hyphens with every open boundary; what could cost too much
/// never reaches it.
enum MIMEScan {
    /// Throws if the body is over the limits. `depth` levels lie above it.
    ///
    /// This counts what could be a boundary, so it finds no fewer than there are: a mail that merely quotes some is
    /// refused only where it quotes very many that are never closed.
    static func check(_ body: ArraySlice<UInt8>, boundary: [UInt8], depth: Int) throws(MailError) {
        let failure = body.withUnsafeBufferPointer { bytes -> MailError? in
            guard let base = bytes.baseAddress else { return nil }
            var open = [boundary]
            var parts = 0
            var at = 0
            while at < bytes.count {
                let end =
                    memchr(base + at, 0x0A, bytes.count - at).map { UnsafeRawPointer(base).distance(to: $0) }
                    ?? bytes.count
                let first = bytes[at]
                if first == 0x2D, end - at > 2, bytes[at + 1] == 0x2D {
                    if let level = open.lastIndex(where: { starts(bytes, at + 2, end, $0) }) {
                        parts += 1
                        if parts > MailLimits.parts * 2 { return .tooManyParts(limit: MailLimits.parts) }
                        let closes = closes(bytes, at + 2 + open[level].count, end)
                        open.removeSubrange((closes ? level : level + 1)...)
                        if open.isEmpty { open = [boundary] }
                    }
                } else if first == 0x20 || first == 0x09 || first | 0x20 == 0x63,
                    let name = boundaryValue(bytes, at, end)
                {
                    open.append(name)
                    if open.count + depth > MailLimits.depth { return .tooDeep(limit: MailLimits.depth) }
                }
                at = end + 1
            }
            return nil
        }
        if let failure { throw failure }
    }

    private static func starts(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int, _ end: Int, _ name: [UInt8]) -> Bool {
        guard end - at >= name.count else { return false }
        for (offset, byte) in name.enumerated() where bytes[at + offset] != byte { return false }
        return true
    }

    private static func closes(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int, _ end: Int) -> Bool {
        at + 1 < end && bytes[at] == 0x2D && bytes[at + 1] == 0x2D
    }

    /// What follows `boundary=` in a line that may be part of a header.
    private static func boundaryValue(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> [UInt8]? {
        let word: StaticString = "boundary"
        guard end - start > 10 else { return nil }
        var at = start
        let last = min(end, start + longestField) - 9
        while at <= last {
            guard bytes[at] | 0x20 == 0x62 else {
                at += 1
                continue
            }
            var matched = 1
            while matched < 8, bytes[at + matched] | 0x20 == word.utf8Start[matched] { matched += 1 }
            guard matched == 8 else {
                at += 1
                continue
            }
            var value = at + 8
            while value < end, bytes[value] == 0x20 || bytes[value] == 0x09 { value += 1 }
            guard value < end, bytes[value] == 0x3D || bytes[value] == 0x2A else {
                at += 8
                continue
            }
            value += 1
            while value < end, bytes[value] == 0x20 || bytes[value] == 0x22 { value += 1 }
            var stop = value
            while stop < end, bytes[stop] != 0x22, bytes[stop] != 0x3B, bytes[stop] != 0x0D { stop += 1 }
            return Array(bytes[value..<stop])
        }
        return nil
    }

    /// As far into a line as a parameter is looked for.
    private static let longestField = 4096
}
