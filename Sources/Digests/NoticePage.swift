import Reports

/// A page that says why there is none.
public struct NoticePage: Sendable {
    /// What stands in the way.
    public enum Problem: String, CaseIterable, Sendable {
        case noDigest, noPage, readOnly, foreignHost, storeFails
    }

    /// What stands in the way.
    public var problem: Problem
    /// The HTTP status that goes with it.
    public var status: Int
    /// The office's name.
    public var office: String
    /// The language it is said in.
    public var language: OfficeLanguage

    /// Makes a page.
    public init(_ problem: Problem, status: Int, office: String, language: OfficeLanguage) {
        self.problem = problem
        self.status = status
        self.office = office
        self.language = language
    }
}

/// A notice in words.
struct NoticeView {
    var head: PageHead
    var text: String
    var status: Int
    var back: String

    init(_ notice: NoticePage) {
        let words = Words(notice.language)
        text = words.name(notice.problem)
        status = notice.status
        back = words.archive
        head = PageHead(title: text, language: notice.language, office: Visible.line(notice.office))
    }
}

/// What every page's head needs.
struct PageHead {
    var title: String
    var language: String
    var office: String
    var css = PageStyle.css
    var policy = PageStyle.policy

    init(title: String, language: OfficeLanguage, office: String) {
        self.title = title
        self.language = language.rawValue
        self.office = office
    }
}
