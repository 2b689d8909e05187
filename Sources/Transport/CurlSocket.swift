import CCurl
import Glibc

/// The socket that libcurl asks for after the address was looked at.
enum CurlSocket {
    static func sockaddr(of address: UnsafeMutablePointer<curl_sockaddr>) -> UnsafePointer<sockaddr> {
        let offset = MemoryLayout<curl_sockaddr>.offset(of: \.addr) ?? 0
        return UnsafeRawPointer(address).advanced(by: offset).assumingMemoryBound(to: Glibc.sockaddr.self)
    }

    static func open(_ address: UnsafeMutablePointer<curl_sockaddr>) -> curl_socket_t {
        let wanted = address.pointee
        return socket(wanted.family, wanted.socktype | Int32(SOCK_CLOEXEC.rawValue), wanted.`protocol`)
    }
}
