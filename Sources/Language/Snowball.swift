import CStemmer

/// One of libstemmer's stemmers. Its handle is not safe to share: each belongs to one `StemBook`.
final class Snowball {
    private let handle: OpaquePointer?

    /// - Parameter algorithm: `russian`, `english` …; unknown ones stem nothing.
    init(_ algorithm: String) { handle = sb_stemmer_new(algorithm, "UTF_8") }

    deinit { if let handle { sb_stemmer_delete(handle) } }

    /// The stem of a folded word's UTF-8; the word itself where there is no stemmer.
    func stem(_ word: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        guard let handle, let base = word.baseAddress, !word.isEmpty,
            let stem = sb_stemmer_stem(handle, base, Int32(clamping: word.count))
        else { return Array(word) }
        return Array(UnsafeBufferPointer(start: stem, count: Int(sb_stemmer_length(handle))))
    }
}
