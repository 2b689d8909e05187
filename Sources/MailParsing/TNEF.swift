/// winmail.dat.
enum TNEF {
    static func text(_ bytes: [UInt8]) -> String? { nil }
}
