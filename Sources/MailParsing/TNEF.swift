import Markup

/// winmail.dat: what Outlook and Exchange send to those whom they take for their like ([MS-OXTNEF]). A stream of
/// attributes; the letter's text and the files' names are in them and nowhere else in the message.
struct TNEF {
    /// A file inside.
    struct File: Equatable {
        /// What its sender calls it.
        var name: String?
        /// Its media type, where that is said.
        var type: String?
        /// Its bytes.
        var content: ArraySlice<UInt8> = []
    }

    /// The letter as plain text: the plain one, the HTML one or the rich one, whatever says something first.
    private(set) var text: String?
    /// The files, in order.
    private(set) var files: [File] = []

    private var codePage: Int?

    /// Reads a stream; what is cut off is read as far as it goes.
    /// - Returns: nil if the bytes are no such stream.
    init?(_ bytes: [UInt8], limit: Int) {
        var input = LittleEndian(bytes[...])
        guard input.long() == 0x223E_9F78, input.short() != nil else { return nil }
        var bodies = Bodies()
        while files.count <= limit, let level = input.byte(), level == 1 || level == 2, let id = input.long(),
            let length = input.long(), let data = input.take(length)
        {
            _ = input.short()
            switch id {
            case 0x0006_9007: codePage = LittleEndian(data).peekLong().map { $0 & 0xFFFF }
            case 0x0002_800C: bodies.plain = bodies.plain ?? decode(data)
            case 0x0006_9003: for property in MAPIProperties(data) { read(property, &bodies) }
            case 0x0006_9002: files.append(File())
            case 0x0001_8010 where !files.isEmpty: files[files.count - 1].name = decode(data)
            case 0x0006_800F where !files.isEmpty: files[files.count - 1].content = data
            case 0x0006_9005 where !files.isEmpty:
                for property in MAPIProperties(data) { read(property, &files[files.count - 1]) }
            default: break
            }
        }
        if files.count > limit { files.removeLast(files.count - limit) }
        text = [bodies.plain, bodies.html.map { HTMLText.plain($0) }, bodies.rich].compactMap(\.self)
            .first { !TextTidy.isBlank($0) }.map { TextTidy.trimmed(TextTidy.clean($0)) }
    }

    private struct Bodies {
        var plain: String?
        var html: String?
        var rich: String?
    }

    private func read(_ property: MAPIProperties.Property, _ bodies: inout Bodies) {
        switch property.id {
        case 0x1000: bodies.plain = text(property) ?? bodies.plain
        case 0x1013: bodies.html = text(property) ?? bodies.html
        case 0x1009: bodies.rich = CompressedRTF.expand(property.value).flatMap { RichText.plain($0) } ?? bodies.rich
        default: break
        }
    }

    private func read(_ property: MAPIProperties.Property, _ file: inout File) {
        switch property.id {
        case 0x3707: file.name = text(property) ?? file.name
        case 0x370E: file.type = text(property)?.lowercased() ?? file.type
        default: break
        }
    }

    private func text(_ property: MAPIProperties.Property) -> String? {
        switch property.type {
        case MAPIProperties.unicode:
            Charsets.decode(TNEF.trimmed(property.value, wide: true), labels: ["utf-16le"]).text
        case MAPIProperties.string, MAPIProperties.binary: decode(property.value)
        default: nil
        }
    }

    private func decode(_ bytes: ArraySlice<UInt8>) -> String {
        let labels = codePage.map { [$0 == 65001 ? "utf-8" : "windows-\($0)"] } ?? []
        return Charsets.decode(TNEF.trimmed(bytes, wide: false), labels: labels).text
    }

    /// Without the zeros that end a string.
    private static func trimmed(_ bytes: ArraySlice<UInt8>, wide: Bool) -> [UInt8] {
        var bytes = bytes
        if wide {
            while bytes.count >= 2, bytes.suffix(2).allSatisfy({ $0 == 0 }) { bytes.removeLast(2) }
        } else {
            while bytes.last == 0 { bytes.removeLast() }
        }
        return Array(bytes)
    }
}
