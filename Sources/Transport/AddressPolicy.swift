import Glibc

/// Which addresses belong to the public internet. Everything else is refused unless a source was allowed it, so that a
/// feed, a redirect or a name server cannot make this program speak to the office's own machines.
enum AddressPolicy {
    /// The IPv4 blocks of RFC 6890 that are not for the public: first address and prefix length.
    private static let reserved4: [(base: UInt32, bits: UInt32)] = [
        (0x0000_0000, 8), (0x0A00_0000, 8), (0x6440_0000, 10), (0x7F00_0000, 8), (0xA9FE_0000, 16),
        (0xAC10_0000, 12), (0xC000_0000, 24), (0xC000_0200, 24), (0xC058_6300, 24), (0xC0A8_0000, 16),
        (0xC612_0000, 15), (0xC633_6400, 24), (0xCB00_7100, 24), (0xE000_0000, 4), (0xF000_0000, 4),
    ]

    /// - Parameter address: in the machine's byte order.
    static func isPublic(v4 address: UInt32) -> Bool {
        !reserved4.contains { (address ^ $0.base) >> (32 - $0.bits) == 0 }
    }

    /// Only 2000::/3 is handed out to the public; inside it some blocks are tunnels to IPv4, or examples. Mapped
    /// (::ffff:0:0/96) and NAT64 addresses fall outside.
    static func isPublic(v6 bytes: [UInt8]) -> Bool {
        guard bytes.count == 16, bytes[0] & 0xE0 == 0x20 else { return false }
        let head = UInt32(bytes[0]) << 24 | UInt32(bytes[1]) << 16 | UInt32(bytes[2]) << 8 | UInt32(bytes[3])
        if head >> 9 == 0x2001_0000 >> 9 { return false }  // 2001::/23: Teredo, ORCHID, benchmarking
        if head == 0x2001_0DB8 { return false }  // documentation
        if head >> 16 == 0x2002 { return false }  // 6to4: holds any IPv4 address
        if head >> 12 == 0x3FFF_0000 >> 12 { return false }  // documentation
        return true
    }

    /// Whether an address is link-local (RFC 3927, RFC 4291 §2.5.6): there lie the machines' own services, such as the
    /// metadata of a cloud.
    static func isLinkLocal(_ address: UnsafePointer<sockaddr>) -> Bool {
        let raw = UnsafeRawPointer(address)
        switch Int32(address.pointee.sa_family) {
        case AF_INET:
            return UInt32(bigEndian: raw.loadUnaligned(as: sockaddr_in.self).sin_addr.s_addr) >> 16 == 0xA9FE
        case AF_INET6:
            let address = raw.loadUnaligned(as: sockaddr_in6.self).sin6_addr
            return withUnsafeBytes(of: address) { isLinkLocal(v6: Array($0)) }
        default: return false
        }
    }

    /// The same of an address as text; false for a name.
    static func isLinkLocal(text: String) -> Bool {
        var plain = Substring(text)
        if plain.first == "[" { plain = plain.dropFirst().prefix { $0 != "]" } }
        plain = plain.prefix { $0 != "%" }
        var v4 = in_addr()
        if inet_pton(AF_INET, String(plain), &v4) == 1 { return UInt32(bigEndian: v4.s_addr) >> 16 == 0xA9FE }
        var v6 = in6_addr()
        guard inet_pton(AF_INET6, String(plain), &v6) == 1 else { return false }
        return withUnsafeBytes(of: v6) { isLinkLocal(v6: Array($0)) }
    }

    private static func isLinkLocal(v6 bytes: [UInt8]) -> Bool {
        if bytes[0] == 0xFE && bytes[1] & 0xC0 == 0x80 { return true }
        // ::ffff:169.254.0.0/112
        return bytes[..<10].allSatisfy { $0 == 0 } && bytes[10...13].elementsEqual([0xFF, 0xFF, 0xA9, 0xFE])
    }

    /// What a name resolved to. Families other than IPv4 and IPv6 are never public.
    static func isPublic(_ address: UnsafePointer<sockaddr>) -> Bool {
        let raw = UnsafeRawPointer(address)
        switch Int32(address.pointee.sa_family) {
        case AF_INET:
            return isPublic(v4: UInt32(bigEndian: raw.loadUnaligned(as: sockaddr_in.self).sin_addr.s_addr))
        case AF_INET6:
            let address = raw.loadUnaligned(as: sockaddr_in6.self).sin6_addr
            return isPublic(v6: withUnsafeBytes(of: address) { Array($0) })
        default:
            return false
        }
    }

    /// Nil when the text is a name and no address. A zone (`%eth0`) and brackets may be there.
    static func isPublic(text: String) -> Bool? {
        var plain = Substring(text)
        if plain.first == "[" { plain = plain.dropFirst().prefix { $0 != "]" } }
        plain = plain.prefix { $0 != "%" }
        var v4 = in_addr()
        if inet_pton(AF_INET, String(plain), &v4) == 1 { return isPublic(v4: UInt32(bigEndian: v4.s_addr)) }
        var v6 = in6_addr()
        if inet_pton(AF_INET6, String(plain), &v6) == 1 {
            return isPublic(v6: withUnsafeBytes(of: v6) { Array($0) })
        }
        return nil
    }

    /// Whether a host is evidently one's own: there politeness towards strangers does not apply.
    static func isOwnNetwork(host: String) -> Bool {
        if let isPublic = isPublic(text: host) { return !isPublic }
        return !host.contains(".") || host.hasSuffix(".localhost") || host.hasSuffix(".local")
    }
}
