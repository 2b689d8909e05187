import Digests
import FoundationEssentials
import Hummingbird
import Logging
import Reports
import Storage

/// The local web page: the archive of frozen digests, and how each source fares. It reads and changes nothing; nothing is
/// fetched from elsewhere, no script runs.
public struct DeskServer: Sendable {
    private let store: Store
    private let configuration: DeskConfiguration
    private let onRunning: @Sendable (Int) async -> Void

    /// Digests on one page.
    private static let page = 60

    /// - Parameter onRunning: told the port once the page is there.
    public init(store: Store, configuration: DeskConfiguration, onRunning: @escaping @Sendable (Int) async -> Void = { _ in }) {
        self.store = store
        self.configuration = configuration
        self.onRunning = onRunning
    }

    /// Serves until the task is cancelled.
    /// - Throws: `DeskError`, and why the address cannot be listened at.
    public func run() async throws {
        guard HostGuard.isLoopback(configuration.host) else { throw DeskError.notLoopback(configuration.host) }
        let renderer = try DigestRenderer()
        let archive = try ArchiveRenderer()
        let router = Router(context: BasicRequestContext.self)
        router.add(middleware: HostGuard(host: configuration.host))
        for method in [HTTPRequest.Method.get, .head] {
            router.on("/", method: method) { request, _ in try front(request, archive) }
            router.on("/digests/:day", method: method) { request, context in
                try digest(request, day: context.parameters.get("day") ?? "", renderer, archive)
            }
            router.on("/health", method: method) { _, _ in try health() }
            router.on("/**", method: method) { request, _ in
                page(.notFound) {
                    archive.render(
                        message: DeskWords.notFound(language(request)), office: configuration.office, language: language(request),
                        nonce: $0)
                }
            }
        }
        let onRunning = onRunning
        let application = Application(
            router: router, configuration: .init(address: .hostname(configuration.host, port: configuration.port), serverName: nil),
            onServerRunning: { channel in await onRunning(channel.localAddress?.port ?? 0) },
            logger: Logger(label: "desk") { _ in SwiftLogNoOpLogHandler() })
        try await application.run()
    }

    // MARK: pages

    private func front(_ request: Request, _ archive: ArchiveRenderer) throws -> Response {
        let before = request.uri.queryParameters.get("before").flatMap { Int($0) }
        let heads = try store.digests(limit: DeskServer.page + 1, before: before)
        let shown = heads.prefix(DeskServer.page)
        let status = try store.status()
        let content = ArchiveRenderer.Content(
            office: configuration.office, digests: shown.map { .init(number: $0.number, day: $0.day, ledger: $0.ledger) },
            older: heads.count > shown.count ? shown.last?.number : nil,
            sources: try store.health(sources: configuration.sources, from: nil, until: nil), pending: status.pending,
            exhausted: status.exhausted)
        return page { archive.render(content, language: language(request), local: configuration.local, nonce: $0) }
    }

    private func digest(_ request: Request, day: String, _ renderer: DigestRenderer, _ archive: ArchiveRenderer) throws -> Response {
        let language = language(request)
        guard let day = Day(day), let bytes = try store.digest(day: day) else {
            return page(.notFound) {
                archive.render(message: DeskWords.noDigest(language), office: configuration.office, language: language, nonce: $0)
            }
        }
        let digest = try DigestJSON.decode(bytes)
        let format = request.uri.queryParameters.get("format").flatMap { DigestFormat(rawValue: String($0)) } ?? .html
        guard format == .html else {
            let text = try renderer.render(digest, as: format, language: language, local: configuration.local)
            return answer(text, type: format == .json ? "application/json" : "text/plain; charset=utf-8", policy: "default-src 'none'")
        }
        return try page { try renderer.render(digest, as: .html, language: language, local: configuration.local, nonce: $0) }
    }

    /// For monitors: whether the store answers, and what is wrong.
    private func health() throws -> Response {
        struct Health: Encodable {
            var status: String
            var failing: [String]
            var pending: Int
            var exhausted: Int
        }
        let failing = try store.health(sources: configuration.sources, from: nil, until: nil).filter { $0.state == .failing }
        let status = try store.status()
        let health = Health(
            status: failing.isEmpty && status.exhausted == 0 ? "ok" : "attention", failing: failing.map(\.source.rawValue),
            pending: status.pending, exhausted: status.exhausted)
        let bytes = try JSONEncoder().encode(health)
        return answer(String(decoding: bytes, as: UTF8.self), type: "application/json", policy: "default-src 'none'")
    }

    // MARK: answers

    private func language(_ request: Request) -> OfficeLanguage {
        request.uri.queryParameters.get("lang").flatMap { OfficeLanguage(rawValue: String($0)) } ?? configuration.language
    }

    private func page(_ status: HTTPResponse.Status = .ok, _ render: (String) throws -> String) rethrows -> Response {
        let nonce = DeskServer.nonce()
        let policy = "default-src 'none'; style-src 'nonce-\(nonce)'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
        return answer(try render(nonce), type: "text/html; charset=utf-8", policy: policy, status: status)
    }

    private func answer(_ text: String, type: String, policy: String, status: HTTPResponse.Status = .ok) -> Response {
        var headers = HTTPFields()
        headers[.contentType] = type
        headers[.contentSecurityPolicy] = policy
        headers[.xContentTypeOptions] = "nosniff"
        headers[.cacheControl] = "no-store"
        for (name, value) in [
            ("Referrer-Policy", "no-referrer"), ("Cross-Origin-Resource-Policy", "same-origin"), ("X-Frame-Options", "DENY"),
            ("Cross-Origin-Opener-Policy", "same-origin"),
        ] {
            if let name = HTTPFields.Element.Name(name) { headers[name] = value }
        }
        return Response(status: status, headers: headers, body: .init(byteBuffer: ByteBuffer(string: text)))
    }

    /// 128 bits that nobody can guess.
    private static func nonce() -> String {
        var random = SystemRandomNumberGenerator()
        return String(random.next(), radix: 36) + String(random.next(), radix: 36)
    }
}

/// What the desk says when there is nothing to show.
enum DeskWords {
    static func notFound(_ language: OfficeLanguage) -> String {
        switch language {
        case .kk: "Мұндай бет жоқ"
        case .ru: "Такой страницы нет"
        case .en: "There is no such page"
        }
    }

    static func noDigest(_ language: OfficeLanguage) -> String {
        switch language {
        case .kk: "Бұл күнге дайджест жасалмаған"
        case .ru: "За этот день дайджест не составлен"
        case .en: "No digest was made for this day"
        }
    }
}
