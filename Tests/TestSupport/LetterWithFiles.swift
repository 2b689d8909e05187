import Foundation

/// A letter of a plain text and files (RFC 2046 §5.1.3), as programs send it.
public enum LetterWithFiles {
    /// One file.
    public typealias File = (type: String, name: String, content: Data)

    /// The letter's bytes.
    public static func bytes(subject: String = "x", text: String, _ files: [File]) -> [UInt8] {
        var lines = [
            "Subject: \(subject)", "Content-Type: multipart/mixed; boundary=m", "", "--m",
            "Content-Type: text/plain; charset=utf-8", "", text,
        ]
        for file in files {
            lines += [
                "--m", "Content-Type: \(file.type)", "Content-Disposition: attachment; filename=\"\(file.name)\"",
                "Content-Transfer-Encoding: base64", "", file.content.base64EncodedString(),
            ]
        }
        return Array((lines + ["--m--", ""]).joined(separator: "\r\n").utf8)
    }
}
