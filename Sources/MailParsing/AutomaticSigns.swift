/// Automatic mail.
struct AutomaticSigns {
    var verdict: Automatic?
    init(header: HeaderBlock, message: ParsedMessage, body: BodyReader) { verdict = nil }
}
