import FoundationEssentials
import Glibc
import Outbox
import Reports

/// The demo's folder: a configuration, a Maildir with letters, a secret. All of it made up.
struct DemoHouse {
    let folder: String
    var configurationPath: String { "\(folder)/adaldyq.yaml" }

    /// Makes the folder.
    /// - Parameter folder: where; nil for a new one under the system's temporary folder.
    init(folder: String?) throws {
        if let folder {
            guard mkdir(folder, 0o700) == 0 else {
                throw DemoFailure("cannot make the folder \(folder): \(String(cString: strerror(errno)))")
            }
            self.folder = folder
        } else {
            let base = Environment.all["TMPDIR"].flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
            var template = Array("\(base)/adaldyq-demo-XXXXXX".utf8CString)
            guard mkdtemp(&template) != nil else {
                throw DemoFailure("cannot make a folder in \(base): \(String(cString: strerror(errno)))")
            }
            self.folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        }
    }

    /// A secret for the demo's webhook, new each time.
    func makeSecret() throws -> WebhookSecret {
        var random = SystemRandomNumberGenerator()
        let bytes = (0..<32).map { _ in UInt8.random(in: 0...255, using: &random) }
        let text = "whsec_" + Data(bytes).base64EncodedString()
        try write("webhook-secret", text + "\n")
        return try WebhookSecret(text)
    }

    /// Writes the letters and the configuration that polls them and the demo's feeds.
    func furnish(port: Int, language: OfficeLanguage) throws {
        for name in ["letters", "letters/new", "letters/cur", "letters/tmp"] { mkdir("\(folder)/\(name)", 0o700) }
        for letter in DemoData.letters { try write("letters/new/17640000\(letter.name).demo", text(letter)) }
        // One that nobody can read: it is set aside with its reason, and the rest goes on.
        try write("letters/new/1764000099.demo", "\u{1}\u{2} not a letter at all\n")
        try write(
            "adaldyq.yaml",
            """
            # Made by `adaldyq demo`. Everything here is on this machine and made up.
            office:
              name: Алматы – адалдық аланы (демо)
              timezone: Asia/Almaty
              language: \(language.rawValue)
            storage:
              path: adaldyq.sqlite
            sources:
              - name: city-news
                feed: http://127.0.0.1:\(port)/rss.xml
                private: true
              - name: qala
                feed: http://127.0.0.1:\(port)/atom.xml
                private: true
              - name: expats
                feed: http://127.0.0.1:\(port)/feed.json
                private: true
              - name: login-page
                feed: http://127.0.0.1:\(port)/page.html
                private: true
              - name: letters
                maildir: letters
                every: 10s
            digest:
              at: "08:30"
            webhooks:
              - name: office
                url: http://127.0.0.1:\(port)/hook
                secret: { file: webhook-secret }
                events: [digest.daily, report.urgent]

            """)
    }

    private func text(_ letter: DemoData.Letter) -> String {
        let subject = "=?utf-8?B?" + Data(letter.subject.utf8).base64EncodedString() + "?="
        let address = letter.from.drop { $0 != "<" }
        let name = letter.from.prefix { $0 != "<" }
        let from = "=?utf-8?B?" + Data(name.utf8).base64EncodedString() + "?= " + address
        return """
            From: \(from)
            To: Office <office@adaldyq.example>
            Subject: \(subject)
            Message-ID: <\(letter.name)@letters.example>
            \(letter.headers)MIME-Version: 1.0
            Content-Type: text/plain; charset=utf-8
            Content-Transfer-Encoding: 8bit

            \(letter.text)

            """
    }

    func write(_ name: String, _ text: String) throws {
        let path = "\(folder)/\(name)"
        do {
            try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        } catch {
            throw DemoFailure("cannot write \(path): \(error)")
        }
    }
}

/// What stops the demo.
struct DemoFailure: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}
