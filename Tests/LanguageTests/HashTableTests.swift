import Testing

@testable import Language

@Suite struct HashTableTests {
    @Test func itIsADictionary() {
        var table = HashTable<Int>()
        #expect(table[0] == nil && table[7] == nil)
        var generator = SystemRandomNumberGenerator()
        var truth: [UInt64: Int] = [:]
        for value in 0..<5000 {
            // Packed keys that differ in few bits, and hashes.
            let key = value % 2 == 0 ? UInt64(value) << 32 : generator.next()
            truth[key] = value
            table.set(key, value)
        }
        table.set(0, -1)
        truth[0] = -1
        #expect(table.count == truth.count)
        #expect(truth.allSatisfy { table[$0.key] == $0.value })
        #expect(table[0xDEAD_BEEF_0BAD_F00D] == nil)
        table.removeAll()
        #expect(table.count == 0 && table[0] == nil && truth.keys.allSatisfy { table[$0] == nil })
        table.set(3, 3)
        #expect(table[3] == 3 && table.count == 1)
    }

    @Test func aSetHasWhatItWasMadeOfAndNothingElse() {
        let hashes = (0..<300).map { UInt64($0) << 40 }
        let met = HashSet(hashes)
        #expect(hashes.allSatisfy { met.contains($0) })
        #expect(!met.contains(2) && !met.contains(300 << 40))
    }
}
