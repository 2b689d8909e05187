import CGMime

/// How a part's bytes are packed for the way (RFC 2045 §6), read with what real programs get wrong about it.
enum TransferEncoding: Sendable {
    case identity, base64, quotedPrintable, uuencode

    /// By the field's value; unknown ones (and `7bit`, `8bit`, `binary`) pack nothing.
    init(_ value: [UInt8]?) {
        self = .identity
        guard let value else { return }
        let word = value.prefix { $0 > 0x20 && $0 != 0x3B && $0 != 0x28 }.map {
            (0x41...0x5A).contains($0) ? $0 | 0x20 : $0
        }
        if word.elementsEqual("base64".utf8) || word.elementsEqual("b".utf8) || word.elementsEqual("\"base64\"".utf8) {
            self = .base64
        } else if word.elementsEqual("quoted-printable".utf8) || word.elementsEqual("q".utf8)
            || word.elementsEqual("quotedprintable".utf8) || word.elementsEqual("\"quoted-printable\"".utf8)
        {
            self = .quotedPrintable
        } else if word.elementsEqual("x-uuencode".utf8) || word.elementsEqual("uuencode".utf8)
            || word.elementsEqual("x-uue".utf8)
        {
            self = .uuencode
        }
    }

    /// The unpacked bytes.
    func decode(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        switch self {
        case .identity: Array(bytes)
        case .base64: Base64.decode(bytes)
        case .quotedPrintable: step(bytes, GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE)
        case .uuencode: step(UUEncoded.body(bytes), GMIME_CONTENT_ENCODING_UUENCODE)
        }
    }

    /// How many bytes `decode` would give.
    func size(_ bytes: ArraySlice<UInt8>) -> Int {
        switch self {
        case .identity: bytes.count
        case .base64: Base64.size(bytes)
        case .quotedPrintable, .uuencode: decode(bytes).count
        }
    }

    private func step(_ bytes: ArraySlice<UInt8>, _ encoding: GMimeContentEncoding) -> [UInt8] {
        guard !bytes.isEmpty else { return [] }
        var state = GMimeEncoding()
        g_mime_encoding_init_decode(&state, encoding)
        let room = g_mime_encoding_outlen(&state, bytes.count)
        return [UInt8](unsafeUninitializedCapacity: Int(room)) { out, count in
            count = bytes.withUnsafeBytes { input in
                Int(
                    g_mime_encoding_flush(
                        &state, input.baseAddress?.assumingMemoryBound(to: CChar.self), input.count,
                        UnsafeMutableRawPointer(out.baseAddress)?.assumingMemoryBound(to: CChar.self)))
            }
        }
    }
}
