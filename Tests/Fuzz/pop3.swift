// What a POP3 server may say: `scripts/fuzz mail pop3` builds and runs this. The first byte of an input says which part of
// a session is held, the second in what pieces the rest comes over the wire. However it is cut, the same is asked and the
// same is made of it; and a letter that a server writes with its dots doubled is read as it was.
@testable import Transport

/// One input of libFuzzer.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    guard let start, count > 2 else { return 0 }
    let words = Array(UnsafeBufferPointer(start: start + 2, count: count - 2))
    let piece = Int(start[1]) % 64 + 1
    guard start[0] % 4 > 0 else {
        keeps(words, piece)
        return 0
    }
    let whole = session(Script(words, piece: words.count), part: start[0])
    precondition(whole == session(Script(words, piece: piece), part: start[0]), "the pieces make a difference")
    return 0
}

/// What was said and made of it, and the error at the end.
private func session(_ script: Script, part: UInt8) -> [String] {
    let most = 64
    let conversation = POP3Conversation(script, atOnce: 1)
    var came: [String] = []
    do {
        var letters = [POP3Letter(number: 1, id: "a", size: 30), POP3Letter(number: 2, id: "b", size: 5000)]
        if part % 4 != 3 {
            try conversation.askCapabilities()
            came.append(conversation.capabilities.keys.sorted().joined(separator: " "))
            if part % 4 == 1 {
                var endpoint = MailEndpoint(
                    kind: .pop3, host: "mail.example.kz", security: .implicitTLS, user: "office", password: "secret")
                endpoint.login = [.password, .plain, .token][Int(part) / 4 % 3]
                try conversation.logIn(endpoint)
            }
            letters = try conversation.list()
            came += letters.map { "\($0)" }
            precondition(Set(letters.map(\.number)).count == letters.count)
        }
        for letter in letters.prefix(100) {
            try conversation.send([conversation.command(for: letter, most)])
            let fetched = try conversation.answer(for: letter, most)
            precondition((fetched.bytes?.count ?? 0) <= most)
            precondition((fetched.header?.count ?? 0) <= IMAPFetchReply.mostHeader)
            came.append("\(fetched)")
        }
    } catch {
        guard error is TransportError else { fatalError("an error of another kind: \(error)") }
        let text = String(describing: error)
        precondition(text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F }, "not printable")
        came.append(text)
    }
    came.append(String(decoding: script.sent, as: UTF8.self))
    return came
}

/// A letter goes over the wire as RFC 1939 §3 has it, and is the same behind it.
private func keeps(_ letter: [UInt8], _ piece: Int) {
    var wire: [UInt8] = []
    var whole = letter
    if !whole.suffix(2).elementsEqual([0x0D, 0x0A]) { whole += [0x0D, 0x0A] }
    var beginsLine = true
    for (index, byte) in whole.enumerated() {
        if beginsLine, byte == 0x2E { wire.append(0x2E) }
        wire.append(byte)
        beginsLine = byte == 0x0A && index > 0 && whole[index - 1] == 0x0D
    }
    wire += Array(".\r\n+OK next\r\n".utf8)
    let reader = POP3Reader(Script(wire, piece: piece), capacity: 1)
    guard let got = try? reader.message(limit: 256), let next = try? reader.line() else {
        fatalError("a letter was not read to its end")
    }
    precondition(got.size == whole.count && got.bytes.elementsEqual(whole.prefix(256)), "it is not the same letter")
    precondition(next == Array("+OK next".utf8))
}
