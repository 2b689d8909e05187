import Digests
import Hummingbird

/// HTTP around the pages: who may ask, for what, and the fields that keep a browser from doing more than showing.
struct DeskResponder: HTTPResponder {
    typealias Context = DeskContext

    let pages: DeskPages

    func respond(to request: Request, context: DeskContext) async throws -> Response {
        let answer = self.answer(request, port: context.port)
        var fields = DeskResponder.fields
        fields[.contentType] = answer.type
        if answer.status == 405 { fields[.allow] = "GET, HEAD" }
        let body = ByteBuffer(string: answer.text)
        // RFC 9110 §9.3.2: HEAD is answered as GET is, without the body.
        guard request.method != .head else {
            fields[.contentLength] = String(body.readableBytes)
            return Response(status: .init(code: answer.status), headers: fields)
        }
        return Response(status: .init(code: answer.status), headers: fields, body: ResponseBody(byteBuffer: body))
    }

    private func answer(_ request: Request, port: Int) -> DeskPages.Answer {
        // RFC 9110 §7.4, 15.5.20: a request that was meant for another host.
        guard Loopback.isOurs(request.head.authority, port: port, also: pages.configuration.host) else {
            return pages.notice(.foreignHost, 421)
        }
        guard request.method == .get || request.method == .head else { return pages.notice(.readOnly, 405) }
        var query: [String: String] = [:]
        for (name, value) in request.uri.queryParameters { query[String(name)] = String(value) }
        return pages.answer(request.uri.path, query)
    }

    private static let fields: HTTPFields = {
        var fields = HTTPFields()
        let values = [
            ("content-security-policy", PageStyle.policy + "; frame-ancestors 'none'"),
            ("x-content-type-options", "nosniff"),
            ("x-frame-options", "DENY"), ("referrer-policy", "no-referrer"), ("cache-control", "no-store"),
            ("cross-origin-resource-policy", "same-origin"), ("cross-origin-opener-policy", "same-origin"),
        ]
        for (name, value) in values {
            if let name = HTTPFields.Element.Name(name) { fields[name] = value }
        }
        return fields
    }()
}

/// What is known of a connection: the port it came to.
struct DeskContext: RequestContext, InitializableFromSource {
    var coreContext: CoreRequestContextStorage
    let port: Int

    init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        port = source.channel.localAddress?.port ?? 0
    }
}
