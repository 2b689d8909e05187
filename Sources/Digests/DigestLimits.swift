/// How long a digest's lists grow. It is read each morning, by people: what is over is counted and stays in the store.
enum DigestLimits {
    /// The urgent: nobody may miss one for want of room, unless somebody floods the office.
    static let urgent = 50
    static let allegations = 50
    static let mostVoiced = 10
    static let ideas = 20
    static let matters = 20
    static let revised = 20
    static let reports = 200
    /// Reasons for which something was set aside.
    static let reasons = 50
    /// Deliveries given up that are told one by one.
    static let undelivered = 20
    /// Sources that get a line of their own in what people read; those that fail come first. The frozen form has all.
    static let sources = 100
    /// Characters of a text's beginning.
    static let excerpt = 400
    /// Days before this one in the chart.
    static let history = 28
    /// Characters of a headline.
    static let title = 200
    /// Bytes of a webhook's body that are the `data`; the whole stays under 20 kB (CONTRACT).
    static let event = 18_500
}
