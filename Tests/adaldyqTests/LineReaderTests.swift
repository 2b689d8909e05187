import Foundation
import TestSupport
import Testing

@testable import adaldyq

@Suite struct LineReaderTests {
    private func lines(_ bytes: [UInt8]) throws -> [[UInt8]] {
        let folder = try TemporaryFolder()
        let file = folder.path + "/lines"
        try Data(bytes).write(to: URL(fileURLWithPath: file))
        return Array(try LineReader(file))
    }

    @Test func aLineOfTenMillionBytesIsReadWhole() throws {
        let long = [UInt8](repeating: 97, count: 10_000_000)
        let read = try lines(long + [10] + Array("next".utf8) + [10, 10] + Array("last".utf8))
        #expect(read.map(\.count) == [10_000_000, 4, 0, 4])
        #expect(read[1] == Array("next".utf8))
    }

    @Test func aLineWithoutEndIsCutAndNotGatheredForEver() throws {
        let read = try lines([UInt8](repeating: 97, count: LineReader.longest + (1 << 20)))
        #expect(
            read.count == 2 && read[0].count > LineReader.longest
                && read.map(\.count).reduce(0, +) == LineReader.longest + (1 << 20))
    }
}
