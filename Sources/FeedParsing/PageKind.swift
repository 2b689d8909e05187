/// What an HTML page that came instead of a feed is about, as far as its beginning tells.
public enum PageKind: String, Hashable, Codable, Sendable, CustomStringConvertible {
    /// Any page; it may name a feed.
    case page
    /// It asks whether a person is there.
    case captcha
    /// It asks who is there.
    case login
    /// It says that something is wrong.
    case error

    /// What it is, to go on with "it is …".
    public var description: String {
        switch self {
        case .page: "an HTML page"
        case .captcha: "a page that asks whether a person is there (captcha): the site blocks programs"
        case .login: "a page that asks to log in"
        case .error: "an error page of the site"
        }
    }

    /// A challenge stands at a page's beginning, as do the words of a form.
    private static let looked = 64 << 10

    /// What the page is, by its words and by the marks that such pages' makers leave in them.
    static func of(_ bytes: [UInt8]) -> PageKind {
        let text = String(decoding: bytes.prefix(looked), as: UTF8.self).lowercased()
        for (kind, marks) in kinds where marks.contains(where: { text.contains($0) }) { return kind }
        return .page
    }

    private static let kinds: [(PageKind, [String])] = [
        (
            .captcha,
            [
                "cf-chl", "challenge-platform", "cf-browser-verification", "just a moment...", "attention required!",
                "ddos-guard", "g-recaptcha", "h-captcha", "hcaptcha.com", "smartcaptcha", "checkcaptcha", "captcha",
                "__qrator", "are you a robot", "вы не робот", "вы робот", "проверка браузера", "checking your browser",
                "incapsula", "perimeterx", "datadome",
            ]
        ),
        (
            .login,
            [
                "type=\"password\"", "type='password'", "type=password", "name=\"login\"", "action=\"/login",
                "captive portal", "авторизуйтесь", "войдите в",
            ]
        ),
        (
            .error,
            [
                "<title>404", "<title>403", "<title>500", "<title>502", "<title>503", "not found</title>",
                "страница не найдена",
            ]
        ),
    ]
}
