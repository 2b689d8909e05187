import Intake
import FoundationEssentials
import Glibc

/// Where a secret is to be found. The secret itself is read when it is needed, so that one that was changed is
/// taken up without a restart, and it never stands in a value that could be printed.
enum Secret: Hashable, Sendable {
    /// A file under `$CREDENTIALS_DIRECTORY` (systemd's LoadCredential). A command run by hand has no such folder and
    /// takes the file from where the service manager takes it.
    case credential(String, kept: String)
    case file(String)
    case environment(String)

    /// No secret is longer; a larger file is not one.
    private static let longest = 16 << 10

    /// The secret, without the line end that editors add.
    /// - Throws: `SecretError`, which says where it was looked for and why it is not there.
    func read() throws(SecretError) -> String {
        let value: String
        switch self {
        case .environment(let name):
            guard let found = getenv(name) else { throw SecretError(secret: self, why: "it is not set") }
            value = String(cString: found)
        case .file(let path):
            value = try contents(path)
        case .credential(let name, let kept):
            value = try contents(Secret.place(ofCredential: name, kept: kept))
        }
        let bare = value.hasSuffix("\r\n") ? value.dropLast() : value.hasSuffix("\n") ? value.dropLast() : value[...]
        guard !bare.isEmpty else { throw SecretError(secret: self, why: "it is empty") }
        return String(bare)
    }

    /// Whether others than its owner and group may read or change the file that it stands in. They could log in as the
    /// office, or sign as it.
    var isOpenToOthers: Bool {
        let path: String
        switch self {
        case .environment: return false
        case .file(let place): path = place
        case .credential(let name, let kept): path = Secret.place(ofCredential: name, kept: kept)
        }
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & 0o006 != 0
    }

    private static func place(ofCredential name: String, kept: String) -> String {
        guard let given = getenv("CREDENTIALS_DIRECTORY") else { return "\(kept)/\(name)" }
        // systemd.exec(5): a folder's files are loaded as ID_NAME; the unit's ID is the program's name.
        let folder = String(cString: given)
        let whole = "\(folder)/adaldyq_\(name)"
        return access(whole, F_OK) == 0 ? whole : "\(folder)/\(name)"
    }

    private func contents(_ path: String) throws(SecretError) -> String {
        let bytes: [UInt8]
        do {
            bytes = try LocalFile.read(path, limit: Secret.longest)
        } catch {
            throw SecretError(secret: self, why: error.why)
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw SecretError(secret: self, why: "\(path) is not text")
        }
        return text
    }
}

extension Secret: CustomStringConvertible {
    /// Where it is, never what it is.
    var description: String {
        switch self {
        case .credential(let name, _): "credential \(name)"
        case .file(let path): "file \(path)"
        case .environment(let name): "environment variable \(name)"
        }
    }
}

/// A secret that could not be had.
struct SecretError: Error, CustomStringConvertible {
    let secret: Secret
    let why: String

    var description: String { "cannot read the secret from \(secret): \(why)" }
}
