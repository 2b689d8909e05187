import Digests
import FoundationEssentials
import Reports
import Storage

/// What is shown at which address, made from the store. It knows no HTTP but status numbers.
struct DeskPages: Sendable {
    /// An answer before it becomes HTTP.
    struct Answer: Sendable {
        var status: Int
        var type: String
        var text: String
    }

    /// Digests on one page of the archive.
    static let pageLength = 30

    private static let html = "text/html; charset=utf-8"
    private static let json = "application/json; charset=utf-8"

    let store: Store
    let configuration: DeskConfiguration
    let renderer: DigestRenderer

    /// Answers a path with its query, decoded.
    func answer(_ path: String, _ query: [String: String]) -> Answer {
        let language = query["lang"].flatMap { OfficeLanguage(rawValue: $0) } ?? configuration.language
        do {
            if path == "/" { return try archive(language, before: query["before"].flatMap { Int($0) }) }
            if path == "/health" { return try health() }
            let parts = path.split(separator: "/", omittingEmptySubsequences: false)
            guard parts.count == 3, parts[1] == "digests", let day = Day(String(parts[2])) else {
                return notice(.noPage, 404, language)
            }
            guard let format = DigestFormat(rawValue: query["format"] ?? "html") else {
                return notice(.noPage, 404, language)
            }
            return try digest(day, format, language)
        } catch {
            // What is wrong is in the journal and in `adaldyq status`; a page may be looked at over somebody's shoulder.
            return path == "/health"
                ? Answer(status: 503, type: DeskPages.json, text: "{\"status\":\"failing\"}\n")
                : notice(.storeFails, 503, language)
        }
    }

    /// A page that says why there is none.
    func notice(_ problem: NoticePage.Problem, _ status: Int, _ language: OfficeLanguage? = nil) -> Answer {
        let page = NoticePage(
            problem, status: status, office: configuration.office, language: language ?? configuration.language)
        guard let text = try? renderer.page(page) else {
            return Answer(status: status, type: "text/plain; charset=utf-8", text: "\(status)\n")
        }
        return Answer(status: status, type: DeskPages.html, text: text)
    }

    // MARK: pages

    private func archive(_ language: OfficeLanguage, before: Int?) throws -> Answer {
        let heads = try store.digests(limit: DeskPages.pageLength + 1, before: before)
        let shown = heads.prefix(DeskPages.pageLength)
        let older =
            heads.count > shown.count ? shown.last.map { "/?lang=\(language.rawValue)&before=\($0.number)" } : nil
        let status = try store.status()
        let page = ArchivePage(
            office: configuration.office, language: language,
            digests: shown.map { ArchivePage.Line(number: $0.number, day: $0.day, ledger: $0.ledger) }, older: older,
            newest: before == nil ? nil : "/?lang=\(language.rawValue)",
            sources: try store.health(sources: configuration.sources, from: nil, until: nil),
            store: ArchivePage.Store(
                isWritten: status.writer != nil, reports: status.reports, items: status.items, pending: status.pending,
                exhausted: status.exhausted),
            navigation: [[], languages(language) { "/?lang=\($0.rawValue)" + (before.map { "&before=\($0)" } ?? "") }],
            local: configuration.local)
        return Answer(status: 200, type: DeskPages.html, text: try renderer.page(page))
    }

    private func digest(_ day: Day, _ format: DigestFormat, _ language: OfficeLanguage) throws -> Answer {
        guard let bytes = try store.digest(day: day) else { return notice(.noDigest, 404, language) }
        let digest = try DigestJSON.decode(bytes)
        let text =
            format == .html
            ? try renderer.page(
                digest, language: language, local: configuration.local, navigation: navigation(day, language))
            : try renderer.render(digest, as: format, language: language, local: configuration.local)
        return Answer(status: 200, type: DeskPages.type(format), text: text)
    }

    /// Small, for monitors: 503 while nothing polls or a source fails, else 200; `status` is `attention` also while a
    /// delivery was given up.
    private func health() throws -> Answer {
        let sources = try store.health(sources: configuration.sources, from: nil, until: nil)
        let status = try store.status()
        let failing = sources.count { $0.state == .failing }
        let isRunning = status.writer != nil
        // What was given up long ago still wants a look, and is no outage.
        let isWell = failing == 0 && status.exhausted == 0 && isRunning
        let last = try store.digests(limit: 1).first.map { "\"\($0.day)\"" }
        let text = """
            {"status":"\(isWell ? "ok" : "attention")","running":\(isRunning),"sources":\(sources.count),\
            "failing":\(failing),"pending":\(status.pending),"exhausted":\(status.exhausted)\
            \(last.map { ",\"lastDigest\":" + $0 } ?? "")}

            """
        return Answer(status: failing == 0 && isRunning ? 200 : 503, type: DeskPages.json, text: text)
    }

    private func navigation(_ day: Day, _ language: OfficeLanguage) -> [[PageLink]] {
        let here = "/digests/\(day)"
        let formats = [("text", "TXT"), ("markdown", "Markdown"), ("json", "JSON")].map { format, label in
            PageLink(label: label, address: "\(here)?lang=\(language.rawValue)&format=\(format)")
        }
        let home = PageLink(label: "← \(renderer.archiveTitle(language))", address: "/?lang=\(language.rawValue)")
        return [[home], languages(language) { "\(here)?lang=\($0.rawValue)" }, formats]
    }

    private func languages(_ current: OfficeLanguage, _ address: (OfficeLanguage) -> String) -> [PageLink] {
        let names: [(OfficeLanguage, String)] = [(.kk, "Қазақша"), (.ru, "Русский"), (.en, "English")]
        return names.map { language, label in
            PageLink(
                label: label, address: address(language), isCurrent: language == current, language: language.rawValue)
        }
    }

    private static func type(_ format: DigestFormat) -> String {
        switch format {
        case .html: html
        case .json: json
        case .text: "text/plain; charset=utf-8"
        case .markdown: "text/markdown; charset=utf-8"
        }
    }
}
