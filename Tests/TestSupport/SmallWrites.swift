import Glibc

/// What makes a socket send at once what it is given: the system would hold a second small piece back for 40 ms.
enum SmallWrites {
    static func go(_ socket: Int32) {
        var isOn: Int32 = 1
        setsockopt(socket, Int32(IPPROTO_TCP), TCP_NODELAY, &isOn, socklen_t(MemoryLayout<Int32>.size))
    }
}
