@testable import Transport

/// A server's words, coming in pieces; then it hangs up.
final class Script: MailWire {
    let peer = "mail.example.kz"
    let timeouts = MailEndpoint.Timeouts()
    private(set) var sent: [UInt8] = []
    private let words: [UInt8]
    private let piece: Int
    private var at = 0

    init(_ words: [UInt8], piece: Int) {
        self.words = words
        self.piece = piece
    }

    func receive(into buffer: UnsafeMutableRawBufferPointer, deadline: Double) throws -> Int {
        let count = min(piece, buffer.count, words.count - at)
        guard count > 0 else { throw TransportError.gone(trouble("read", "it hung up")) }
        buffer.copyBytes(from: words[at..<at + count])
        at += count
        return count
    }

    func receive(into buffer: UnsafeMutableRawBufferPointer, patientlyUntil limit: Double) throws -> Int? {
        at < words.count ? try receive(into: buffer, deadline: limit) : nil
    }

    func send(_ bytes: [UInt8]) throws { sent += bytes }

    func close(_ farewell: String) {}
}
