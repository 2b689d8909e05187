import Attachments
import Glibc

/// This program's own file, which is run again to read what nobody should read in the daemon.
enum OwnProgram {
    /// Reads files of letters.
    static var attachmentReader: AttachmentReader { AttachmentReader(program: path, libraries: libraries) }

    /// The file, whatever its name was when it was started.
    static var path: String {
        guard let real = realpath("/proc/self/exe", nil) else { return "/proc/self/exe" }
        defer { free(real) }
        return String(cString: real)
    }

    /// As it was called, so that what is printed can be typed before the program is installed as well.
    static var typed: String { CommandLine.arguments.first ?? "adaldyq" }

    /// Folders of the libraries that it was built against: those of the toolchain in a build for work, none installed.
    private static var libraries: [String] {
        guard let maps = fopen("/proc/self/maps", "re") else { return [] }
        defer { fclose(maps) }
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 1 << 16)
        while case let count = fread(&piece, 1, piece.count, maps), count > 0 { bytes += piece[..<count] }
        var folders: Set<String> = []
        for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") where line.contains(".so") {
            guard let start = line.firstIndex(of: "/"), let end = line.lastIndex(of: "/"), start < end else { continue }
            folders.insert(String(line[start..<end]))
        }
        return folders.sorted()
    }
}
