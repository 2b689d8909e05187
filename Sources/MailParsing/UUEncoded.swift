/// Files in the text itself, as before MIME: `begin 644 name`, lines, `end`.
enum UUEncoded {
    /// A file found in a text.
    struct File {
        /// Its name.
        var name: [UInt8]
        /// Its size when decoded.
        var size: Int
        /// Where it lies, both marks included.
        var range: Range<Int>
    }

    /// The lines between `begin` and `end`; all of it where there is no `begin`.
    static func body(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        guard let file = files(Array(bytes), limit: 1).first else { return bytes }
        let block = bytes[(bytes.startIndex + file.range.lowerBound)..<(bytes.startIndex + file.range.upperBound)]
        guard let lineEnd = block.firstIndex(of: 0x0A) else { return bytes }
        return block[(lineEnd + 1)...]
    }

    /// The files of a text, in order.
    static func files(_ bytes: [UInt8], limit: Int) -> [File] {
        var files: [File] = []
        var at = 0
        while files.count < limit, let begin = nextBegin(bytes, at) {
            if let file = file(bytes, begin) {
                files.append(file)
                at = file.range.upperBound
            } else {
                at = begin + 6
            }
        }
        return files
    }

    private static func nextBegin(_ bytes: [UInt8], _ from: Int) -> Int? {
        var at = from
        while at + 10 < bytes.count {
            if at == 0 || bytes[at - 1] == 0x0A, bytes[at] == UInt8(ascii: "b"),
                bytes[at..<(at + 6)].elementsEqual("begin ".utf8)
            {
                return at
            }
            guard let lineEnd = bytes[at...].firstIndex(of: 0x0A) else { return nil }
            at = lineEnd + 1
        }
        return nil
    }

    /// A file only if every line has the length that its first character tells, so that a sentence that begins with
    /// "begin" stays a sentence.
    private static func file(_ bytes: [UInt8], _ begin: Int) -> File? {
        var at = begin + 6
        while at < bytes.count, (0x30...0x37).contains(bytes[at]) { at += 1 }
        guard at - begin >= 9, at - begin <= 10, at < bytes.count, bytes[at] == 0x20,
            let lineEnd = bytes[at...].firstIndex(of: 0x0A)
        else { return nil }
        let name = Array(bytes[(at + 1)..<lineEnd].filter { $0 != 0x0D })
        var size = 0
        at = lineEnd + 1
        while at < bytes.count {
            let end = bytes[at...].firstIndex(of: 0x0A) ?? bytes.count
            let textEnd = end > at && bytes[end - 1] == 0x0D ? end - 1 : end
            if bytes[at..<textEnd].elementsEqual("end".utf8) {
                return size > 0 ? File(name: name, size: size, range: begin..<min(end + 1, bytes.count)) : nil
            }
            guard textEnd > at, (0x20...0x60).contains(bytes[at]) else {
                if textEnd == at {
                    at = end + 1
                    continue
                }
                return nil
            }
            let count = Int(bytes[at] &- 0x20) & 0x3F
            // Trailing blanks may be lost on the way, and a check character may follow.
            guard textEnd - at - 1 <= (count + 2) / 3 * 4 + 1, count > 0 || textEnd - at <= 2 else { return nil }
            size += count
            at = end + 1
        }
        return nil
    }
}
