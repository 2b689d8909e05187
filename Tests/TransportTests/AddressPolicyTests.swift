import Testing

@testable import Transport

@Suite("Which addresses are public")
struct AddressPolicyTests {
    @Test(arguments: [
        "0.0.0.0", "0.1.2.3", "10.0.0.1", "100.64.0.1", "100.127.255.255", "127.0.0.1", "127.255.0.1",
        "169.254.169.254",
        "172.16.0.1", "172.31.255.255", "192.0.0.8", "192.0.2.1", "192.168.1.1", "198.18.0.1", "198.19.255.255",
        "198.51.100.7", "203.0.113.7", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255", "::", "::1",
        "::ffff:127.0.0.1", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8", "64:ff9b:1::1", "fc00::1", "fd12:3456::1", "fe80::1",
        "fe80::1%eth0", "fec0::1", "ff02::1", "2001::1", "2001:db8::1", "2002:7f00:1::", "3fff::1", "[::1]", "100::1",
    ])
    func isRefused(_ address: String) {
        #expect(AddressPolicy.isPublic(text: address) == false)
    }

    @Test(arguments: [
        "1.1.1.1", "8.8.8.8", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255",
        "128.0.0.0", "172.15.255.255", "172.32.0.0", "192.167.255.255", "192.169.0.0", "198.17.255.255", "198.20.0.0",
        "223.255.255.255", "2a00:1450:4001:80b::200e", "[2606:4700::1111]", "2003::1", "3ffe::1",
    ])
    func isSpokenTo(_ address: String) {
        #expect(AddressPolicy.isPublic(text: address) == true)
    }

    @Test(arguments: ["localhost", "example.com", "", "1.2.3", "10.0.0.0.1"])
    func isNoAddress(_ text: String) {
        #expect(AddressPolicy.isPublic(text: text) == nil)
    }
}
