import Testing

@testable import Markup

@Suite("UTF-8 made strings")
struct UTF8TextTests {
    /// The bytes at which the table of RFC 3629 §4 changes its mind.
    static let turns: [UInt8] = [
        0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xCF, 0xD0, 0xD4, 0xDF, 0xE0, 0xE1,
        0xEC,
        0xED, 0xEE, 0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xFF,
    ]

    @Test("Three bytes of any kind, wherever they stand in a text, are judged as the standard library judges them")
    func shortSequences() {
        for first in UTF8TextTests.turns {
            for second in UTF8TextTests.turns {
                for third in UTF8TextTests.turns {
                    let letter = [first, second, third]
                    // Before and behind: ASCII, Cyrillic, and both so that letters fall across a step of eight.
                    for (before, after) in [
                        ("", ""), ("abcdefg", "h"), ("приве", "т, мир"), ("қала 1", "үй"), ("a", "б"),
                    ] {
                        let bytes = Array(before.utf8) + letter + Array(after.utf8)
                        let isValid = String(validating: bytes, as: UTF8.self) != nil
                        #expect(UTF8Text.isValid(bytes) == isValid, "\(bytes)")
                        #expect(UTF8Text.string(bytes) == String(decoding: bytes, as: UTF8.self), "\(bytes)")
                    }
                }
            }
        }
    }

    @Test(
        "Letters of four bytes, cut anywhere and with any byte changed, are judged as the standard library judges them")
    func longLetters() {
        let whole = Array("шу 👩‍🏫 — «ә» 𐀀 \u{10FFFF}\u{FFFF}\u{D7FF}\u{E000} соңы".utf8)
        for cut in 0...whole.count {
            let part = Array(whole[..<cut])
            #expect(UTF8Text.isValid(part) == (String(validating: part, as: UTF8.self) != nil))
        }
        for place in whole.indices {
            for byte in UTF8TextTests.turns {
                var bytes = whole
                bytes[place] = byte
                #expect(
                    UTF8Text.isValid(bytes) == (String(validating: bytes, as: UTF8.self) != nil), "\(place) \(byte)")
                #expect(UTF8Text.string(bytes) == String(decoding: bytes, as: UTF8.self))
            }
        }
    }
}
