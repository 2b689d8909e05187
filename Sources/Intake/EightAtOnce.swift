extension UnsafeBufferPointer<UInt8> {
    /// Eight bytes from here as one number, the first the lowest; the compiler makes one load of it.
    func eight(at: Int) -> UInt64 {
        let low = UInt64(self[at]) | UInt64(self[at + 1]) << 8 | UInt64(self[at + 2]) << 16 | UInt64(self[at + 3]) << 24
        let high =
            UInt64(self[at + 4]) | UInt64(self[at + 5]) << 8 | UInt64(self[at + 6]) << 16 | UInt64(self[at + 7]) << 24
        return low | high << 32
    }
}
