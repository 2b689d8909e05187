/// What lies in a maildrop: lists of it, and the letters (RFC 1939 §5, §7).
extension POP3Conversation {
    /// A maildrop with more messages is none.
    private static let mostMessages = 1_000_000

    /// Asks what lies in the maildrop.
    /// - Returns: the letters in the server's order.
    /// - Throws: `.unsupported` when the server has no UIDL.
    func list() throws -> [POP3Letter] {
        let isPipelined = canPipeline
        if isPipelined { try send(["UIDL", "LIST"]) } else { try send(["UIDL"]) }
        var letters: [POP3Letter] = []
        guard try status().isOK else {
            throw TransportError.unsupported(
                wire.trouble("list the mail on", "the server has no UIDL, so that nothing tells which letters are new"))
        }
        var places: [Int: Int] = [:]
        try reader.list(most: POP3Conversation.mostMessages) { line in
            guard let (number, id) = POP3Conversation.pair(line), !id.isEmpty, id.count <= 200,
                id.allSatisfy({ $0 > 0x20 && $0 < 0x7F }), places[number] == nil
            else { throw reader.violation("a line of UIDL that names no message") }
            places[number] = letters.count
            letters.append(POP3Letter(number: number, id: String(decoding: id, as: UTF8.self), size: 0))
        }
        if !isPipelined { try send(["LIST"]) }
        guard try status().isOK else { return letters }
        try reader.list(most: POP3Conversation.mostMessages) { line in
            guard let (number, text) = POP3Conversation.pair(line),
                let size = Int(String(decoding: text.prefix { $0 != 0x20 }, as: UTF8.self)), size >= 0
            else { throw reader.violation("a line of LIST that states no size") }
            if let place = places[number] { letters[place].size = size }
        }
        return letters
    }

    /// What a letter is asked for with: all of it, or its header fields if it is stated to be larger than `maxMessage`.
    func command(for letter: POP3Letter, _ maxMessage: Int) -> String {
        letter.size > maxMessage ? "TOP \(letter.number) 0" : "RETR \(letter.number)"
    }

    /// Reads the answer to that.
    func answer(for letter: POP3Letter, _ maxMessage: Int) throws -> POP3Fetched {
        let status = try status()
        let isHead = letter.size > maxMessage
        guard status.isOK else {
            if isHead { return POP3Fetched(letter: letter, size: letter.size) }
            let code = status.code.isEmpty ? "" : "[\(Printable.line(status.code.utf8))] "
            return POP3Fetched(letter: letter, size: letter.size, refusal: code + status.words)
        }
        let limit = isHead ? IMAPFetchReply.mostHeader : maxMessage
        let (bytes, size) = try reader.message(limit: limit)
        if isHead { return POP3Fetched(letter: letter, size: letter.size, header: bytes) }
        if size > maxMessage {
            return POP3Fetched(letter: letter, size: size, header: Array(bytes.prefix(IMAPFetchReply.mostHeader)))
        }
        return POP3Fetched(letter: letter, size: size, bytes: bytes)
    }

    /// `number text`.
    private static func pair(_ line: [UInt8]) -> (Int, ArraySlice<UInt8>)? {
        guard let blank = line.firstIndex(of: 0x20), blank < 10,
            let number = Int(String(decoding: line[..<blank], as: UTF8.self)), number > 0
        else { return nil }
        return (number, line[(blank + 1)...])
    }
}
