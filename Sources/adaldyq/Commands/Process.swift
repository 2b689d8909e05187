import ArgumentParser
import Glibc
import Storage

/// What a process owes its caller: errors in words on standard error, and an exit code.
enum Process {
    /// sysexits.h: the configuration is wrong. systemd does not restart the service then.
    private static let configurationExit: Int32 = 78

    static func main() async {
        signal(SIGPIPE, SIG_IGN)
        // A file that may not grow is an error of the write, told like a full disk.
        signal(SIGXFSZ, SIG_IGN)
        // What a report says must not be readable by other users of the machine.
        umask(0o077)
        do {
            var command = try Adaldyq.parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch let error as OutputError where error.isClosedPipe {
            exit(0)
        } catch let error as ExitCode {
            exit(error.rawValue)
        } catch let error as ConfigurationFaults {
            Terminal.complain("\(error)")
            exit(configurationExit)
        } catch {
            if isOfParser(error) { Adaldyq.exit(withError: error) }
            Terminal.complain("adaldyq: \(error)")
            exit(isPermanent(error) ? configurationExit : 1)
        }
    }

    private static func isPermanent(_ error: any Error) -> Bool {
        (error as? StoreError)?.needsOperator ?? false
    }

    /// ArgumentParser's own errors print their usage, `--help` among them.
    private static func isOfParser(_ error: any Error) -> Bool {
        error is CleanExit || error is ValidationError
            || String(reflecting: type(of: error)).hasPrefix("ArgumentParser.")
    }
}
