/// What an HTML page that came instead of a feed is about, as far as its beginning tells.
enum PageKind {
    static let page = "an HTML page"
    /// A challenge stands at a page's beginning, as do the words of a form.
    private static let looked = 64 << 10

    /// A name for the page.
    static func of(_ bytes: [UInt8]) -> String {
        let text = String(decoding: bytes.prefix(looked), as: UTF8.self).lowercased()
        for (name, marks) in kinds where marks.contains(where: { text.contains($0) }) { return name }
        return page
    }

    private static let kinds: [(String, [String])] = [
        (
            "a page that asks whether a person is there (captcha): the site blocks programs",
            [
                "cf-chl", "challenge-platform", "cf-browser-verification", "just a moment...", "attention required!",
                "ddos-guard", "g-recaptcha", "h-captcha", "hcaptcha.com", "smartcaptcha", "checkcaptcha", "captcha",
                "__qrator", "are you a robot", "вы не робот", "вы робот", "проверка браузера", "checking your browser",
                "incapsula", "perimeterx", "datadome",
            ]
        ),
        (
            "a page that asks to log in",
            [
                "type=\"password\"", "type='password'", "type=password", "name=\"login\"", "action=\"/login",
                "captive portal", "авторизуйтесь", "войдите в",
            ]
        ),
        (
            "an error page of the site",
            [
                "<title>404", "<title>403", "<title>500", "<title>502", "<title>503", "not found</title>",
                "страница не найдена",
            ]
        ),
    ]
}

/// Programs that make feeds of sites without one publish their own failures as an entry. That is no report.
enum BridgeFailure {
    private static let marks = [
        "bridge returned error", "rss-bridge was unable", "rssbridge error", "rsshub error",
        "failed to fetch this feed",
        "this feed has been disabled", "your feed trial has ended",
    ]

    /// Takes such entries out.
    /// - Throws: `FeedError.notAFeed` if nothing else is in the feed.
    static func remove(from feed: inout ParsedFeed) throws(FeedError) {
        let whole = feed.entries.count
        feed.entries.removeAll { entry in
            guard let title = entry.title?.lowercased() else { return false }
            return marks.contains { title.hasPrefix($0) }
        }
        guard feed.entries.count < whole else { return }
        guard !feed.entries.isEmpty else {
            throw .notAFeed("the failure of the bridge that makes this feed: look at the bridge's own page")
        }
        feed.damage.append("the bridge that makes it says that it failed")
    }
}
