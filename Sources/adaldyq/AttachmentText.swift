import Attachments
import Glibc
import Markup

/// Reads a document's XML from standard input and prints its text: what the program does when it runs itself in a process
/// that can do nothing else.
enum AttachmentText {
    /// What is to be read; nil if something else is wanted of the program.
    static var form: FileForm? {
        getenv(AttachmentReader.ownVariable).flatMap { FileForm(rawValue: String(cString: $0)) }
    }

    /// - Returns: the exit code.
    static func run(_ form: FileForm) -> Int32 {
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 1 << 16)
        while bytes.count < AttachmentLimits.xml {
            let count = read(STDIN_FILENO, &piece, piece.count)
            if count <= 0 { break }
            bytes += piece[..<count]
        }
        do {
            let (text, isWhole) = try OfficeText.plain(bytes, as: form)
            var rest = Array(text.utf8)[...]
            while !rest.isEmpty {
                let written = rest.withUnsafeBytes { write(STDOUT_FILENO, $0.baseAddress, $0.count) }
                if written <= 0 { return 1 }
                rest = rest.dropFirst(written)
            }
            return isWhole ? 0 : DocumentEnd.cut.rawValue
        } catch {
            return DocumentEnd.noXML.rawValue
        }
    }
}
