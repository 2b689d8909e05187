/// The charset that a page names itself.
enum HTMLCharset {
    /// What follows `charset=` in the first bytes of a page; nil if nothing does.
    static func find(_ bytes: [UInt8]) -> String? {
        let head = bytes.prefix(sniffed)
        let word = Array("charset".utf8)
        var at = head.startIndex
        while at + word.count < head.endIndex {
            guard head[at] | 0x20 == word[0], matches(head, at, word) else {
                at += 1
                continue
            }
            at += word.count
            while at < head.endIndex, head[at] == 0x20 { at += 1 }
            guard at < head.endIndex, head[at] == 0x3D else { continue }
            at += 1
            while at < head.endIndex, head[at] == 0x20 || head[at] == 0x22 || head[at] == 0x27 { at += 1 }
            let name = head[at...].prefix {
                $0 > 0x20 && $0 != 0x22 && $0 != 0x27 && $0 != 0x3E && $0 != 0x3B && $0 != 0x2F
            }
            if !name.isEmpty { return String(decoding: name, as: UTF8.self) }
        }
        return nil
    }

    private static func matches(_ bytes: ArraySlice<UInt8>, _ at: Int, _ word: [UInt8]) -> Bool {
        for (offset, byte) in word.enumerated() where bytes[at + offset] | 0x20 != byte { return false }
        return true
    }

    /// Browsers look as far.
    private static let sniffed = 1024
}
