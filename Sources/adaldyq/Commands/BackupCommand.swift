import ArgumentParser
import Storage

struct BackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "A consistent copy of the store, checked before it gets its name.")

    @Argument(help: "The copy's file; it must not exist.") var file: String
    @OptionGroup var options: GlobalOptions

    func run() async throws {
        let store = try House.openStore(try options.configuration(), access: .read)
        try store.backup(to: file)
        try Terminal.print("copied to \(file)")
    }
}

struct VerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Whether the store is whole: the file's integrity, its links, the ledger.")

    @OptionGroup var options: GlobalOptions

    func run() async throws {
        let store = try House.openStore(try options.configuration(), access: .read)
        let faults = try store.verify()
        if faults.isEmpty {
            try Terminal.print("the store is whole")
            return
        }
        for fault in faults { Terminal.complain(fault) }
        throw ExitCode(1)
    }
}
