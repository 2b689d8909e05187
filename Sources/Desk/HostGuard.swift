import Hummingbird

/// Answers only those who ask for this machine by one of its own names. Without this, a page of anybody's could point
/// its own name at 127.0.0.1 and read along (DNS rebinding).
struct HostGuard: RouterMiddleware {
    typealias Context = BasicRequestContext

    /// What `Host` may name.
    let names: Set<String>

    init(host: String) {
        names = ["127.0.0.1", "localhost", "[::1]", host.contains(":") ? "[\(host)]" : host.lowercased()]
    }

    func handle(
        _ request: Request, context: BasicRequestContext, next: (Request, BasicRequestContext) async throws -> Response
    ) async throws -> Response {
        guard let authority = request.head.authority, names.contains(HostGuard.bare(authority)) else {
            return Response(status: .misdirectedRequest, body: .init(byteBuffer: .init(string: "This is not the desk of that name.\n")))
        }
        return try await next(request, context)
    }

    /// The name without its port.
    static func bare(_ authority: String) -> String {
        let name = authority.lowercased()
        if name.hasPrefix("["), let close = name.firstIndex(of: "]") { return String(name[...close]) }
        return String(name.prefix { $0 != ":" })
    }

    /// Whether an address is of this machine alone.
    static func isLoopback(_ host: String) -> Bool {
        host == "::1" || host == "localhost" || (host.hasPrefix("127.") && host.split(separator: ".").count == 4)
    }
}
