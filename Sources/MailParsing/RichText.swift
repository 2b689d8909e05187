/// RTF's text.
enum RichText {
    static func plain(_ bytes: [UInt8]) -> String? { nil }
}
