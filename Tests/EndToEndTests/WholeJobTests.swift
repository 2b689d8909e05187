import Foundation
import Outbox
import TestSupport
import Testing

/// The main job on real peers: Dovecot and a web server in, a receiver that checks each signature out.
@Suite(.enabled(if: Dovecot.isThere, "dovecot and openssl are needed: scripts/setup installs them"), .serialized)
struct WholeJobTests {
    private let secret = "whsec_" + Data((0..<32).map { UInt8($0) }).base64EncodedString()

    private static let rss = """
        <?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Новости</title><link>http://news.example/</link>
        <item><guid>n1</guid><title>В Медеуском районе снова смог</title><link>http://news.example/1</link>
        <description>Над районом третий день держится смог, жители жалуются на запах гари от ТЭЦ-2.</description></item>
        <item><guid>n2</guid><title>Тендер на освещение</title><link>http://news.example/2</link>
        <description>Победителем тендера стала фирма племянника чиновника, цена завышена втрое.</description></item>
        </channel></rss>
        """

    @Test func mailFeedsAndFoldersBecomeReportsADigestAndASignedDelivery() async throws {
        let folder = try TemporaryFolder()
        let dovecot = try await Dovecot(in: folder)
        let rss = Self.rss
        let web = try await WebServer { seen in
            guard seen.method == "GET" else { return .init(204) }
            return seen.headers["if-none-match"] == "\"1\"" ? .init(304) : .init(headers: ["ETag": "\"1\""], text: rss)
        }
        for number in 1...30 { try dovecot.deliver(Letters.letter(number), name: "17950\(10000 + number).x") }
        let collection =
            "В школе Ауэзовского района требуют с родителей по двадцать тысяч тенге на ремонт, иначе грозят низкими оценками детям."
        try dovecot.deliver(
            Letters.letter(100, subject: "Сбор денег", text: collection, from: "one@example.kz"), name: "1795020001.x")
        try folder.write(
            "drop/new/1795020002.y",
            Letters.letter(101, subject: "Fwd: Сбор денег", text: "> \(collection)", from: "two@example.kz"))
        _ = try folder.folder("drop/cur")
        try folder.write("password", Dovecot.password)
        try folder.write("secret", secret)
        let office = try Office(
            folder,
            """
            sources:
              - name: news
                feed: \(web.url)/rss
                private: true
              - name: tls
                mailbox: imaps://\(Dovecot.user)@localhost:\(dovecot.tlsPort)/INBOX
                password: { file: password }
                authorities: tls/cert.pem
                private: true
              - name: starttls
                mailbox: imap://\(Dovecot.user)@localhost:\(dovecot.port)/INBOX
                password: { file: password }
                authorities: tls/cert.pem
                private: true
              - name: drop
                maildir: drop
            webhooks:
              - name: office
                url: \(web.url)/hook
                secret: { file: secret }
                events: [digest.daily, report.urgent]
            """)
        let check = try await office.run("check")
        #expect(check.code == 0, "\(check.output)\(check.errors)")
        let first = try await office.run("poll")
        #expect(first.code == 0, "\(first.output)\(first.errors)")
        let reports = try await office.reports()
        // The same mailbox read by two ways brings each letter's report once, with a sighting for each source.
        #expect(reports.count == 33, "\(reports.count) reports: \(first.output)")
        let raised = try #require(reports.first { $0.title.contains("Сбор денег") })
        #expect(Set(raised.sightings.map(\.source)) == ["tls", "starttls", "drop"])
        #expect(raised.signals.map(\.id).contains("forced-collections"))
        #expect(raised.districts == ["auezov"])
        #expect(reports.contains { $0.themes.first?.id == "ecology" && $0.source == "news" })

        let second = try await office.run("poll")
        #expect(second.code == 0)
        #expect(try await office.reports().map { $0.sightings.count } == reports.map { $0.sightings.count })
        #expect(web.seen.last { $0.path == "/rss" }?.headers["if-none-match"] == "\"1\"")

        let made = try await office.run("digest", "--send", "--now", "--format", "json")
        #expect(made.code == 0, "\(made.errors)")
        let delivered = try await office.run("deliver")
        #expect(delivered.code == 0, "\(delivered.errors)")
        let posts = web.seen.filter { $0.path == "/hook" && $0.method == "POST" }
        #expect(!posts.isEmpty)
        for post in posts {
            let timestamp = try #require(Int(post.headers["webhook-timestamp"] ?? ""))
            #expect(
                WebhookSignature.verify(
                    post.headers["webhook-signature"] ?? "", id: post.headers["webhook-id"] ?? "", timestamp: timestamp,
                    body: post.body, secret: try WebhookSecret(secret)))
            #expect(post.body.count < 20_000)
            let words = String(decoding: post.body, as: UTF8.self)
            #expect(!words.contains("@example.kz"), "a sender left the house")
        }
        #expect(try await office.run("deliver").code == 0)
        #expect(
            web.seen.filter { $0.path == "/hook" && $0.method == "POST" }.count == posts.count, "it was delivered twice"
        )
        let again = try await office.run("digest", "--send", "--now")
        #expect(again.code != 0, "a day got two digests")
        #expect(try await office.run("verify").code == 0)
        dovecot.stop()
        await web.stop()
    }

    @Test func searchFindsEveryInflectionInRussianAndKazakh() async throws {
        let folder = try TemporaryFolder()
        _ = try folder.folder("drop/cur")
        try folder.write(
            "drop/new/1795000001.a",
            Letters.letter(1, subject: "Школа", text: "В нашей школе собирают деньги на шторы."))
        try folder.write(
            "drop/new/1795000002.b",
            Letters.letter(2, subject: "Мектеп", text: "Мектебімізде ата-аналардан ақша жинайды."))
        let office = try Office(folder, "sources:\n  - name: drop\n    maildir: drop\n")
        #expect(try await office.run("poll").code == 0)
        for (word, count) in [
            ("школы", 1), ("школами", 1), ("ШКОЛА", 1), ("мектеп", 1), ("мектептер", 1), ("акша", 1), ("больница", 0),
        ] {
            let found = try await office.run("reports", "search", word, "--format", "jsonl")
            #expect(found.output.split(separator: "\n").count == count, "\(word)")
        }
    }

    @Test func aFailedDeliveryIsKeptAndSaid() async throws {
        let folder = try TemporaryFolder()
        _ = try folder.folder("drop/cur")
        try folder.write("drop/new/1795000001.a", Letters.letter(1))
        try folder.write("secret", secret)
        let web = try await WebServer { _ in .init(503, headers: ["Retry-After": "1"]) }
        let office = try Office(
            folder,
            """
            sources:
              - name: drop
                maildir: drop
            webhooks:
              - name: office
                url: \(web.url)/hook
                secret: { file: secret }
            """)
        _ = try await office.run("poll")
        _ = try await office.run("digest", "--send", "--now")
        let failed = try await office.run("deliver")
        #expect(failed.code != 0)
        #expect((failed.output + failed.errors).contains("503"))
        #expect(try await office.run("status").output.contains("1 waiting"))
        await web.stop()
    }
}
