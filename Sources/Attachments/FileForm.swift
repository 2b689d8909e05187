/// A form of file whose text is read by programs made for it.
public enum FileForm: String, CaseIterable, Sendable {
    case pdf, docx, odt

    /// As people write it.
    public var name: String { rawValue.uppercased() }

    /// The program that opens it.
    public var tool: Tool { self == .pdf ? .pdftotext : .bsdtar }
}
