import Foundation
import TestSupport
import Testing

@testable import Attachments

/// What a boxed program can do: nothing but read its input, compute and write its output.
@Suite(.enabled(if: AttachmentReader.obstacle == nil)) struct BoxTests {
    /// A line of Perl, which every Debian has.
    private func perl(_ line: String, _ input: String = "", limit: Int = 1 << 16) throws -> Box.Run {
        try Box(path: "/usr/bin/perl", arguments: ["-e", line], seconds: 5, processorSeconds: 1)
            .run(on: Array(input.utf8), limit: limit)
    }

    private func said(_ line: String) throws -> String {
        let run = try perl(line)
        return String(decoding: run.output, as: UTF8.self) + String(decoding: run.complaints, as: UTF8.self)
    }

    @Test func aProgramReadsItsInputAndWritesItsOutput() throws {
        let run = try perl("print uc <STDIN>; print STDERR 'aside'; exit 7", "words")
        #expect(run.output == Array("WORDS".utf8) && run.complaints == Array("aside".utf8) && run.end == .exit(7))
    }

    @Test(arguments: ["AF_INET, SOCK_STREAM", "AF_INET6, SOCK_DGRAM", "AF_UNIX, SOCK_STREAM"])
    func thereIsNoNetwork(kind: String) throws {
        #expect(try said("use Socket; print socket(my $s, \(kind), 0) ? 'open' : 'none'") == "none")
        #expect(
            try said("use Socket; print socketpair(my $a, my $b, AF_UNIX, SOCK_STREAM, 0) ? 'open' : 'none'") == "none")
    }

    @Test func nothingIsWrittenRemovedOrReadThatIsNotTheSystems() throws {
        let folder = try TemporaryFolder()
        let own = try folder.write("own", "secret")
        #expect(try said("print open(my $f, '>', '\(folder.place("new"))') ? 'written' : 'not'") == "not")
        #expect(try said("print open(my $f, '+<', '\(own)') ? 'written' : 'not'") == "not")
        #expect(try said("print unlink('\(own)') || rename('\(own)', '/tmp/x') ? 'gone' : 'there'") == "there")
        #expect(try said("$SIG{XFSZ} = 'IGNORE'; print syswrite(STDIN, 'x') ? 'written' : 'not'") == "not")
        #expect(try said("print open(my $f, '<', '/etc/ld.so.cache') ? 'read' : 'not'") == "read")
        for secret in [own, "/etc/passwd", "/proc/self/environ", "/proc/self/maps", "/dev/mem", "/"] {
            #expect(try said("print open(my $f, '<', '\(secret)') ? 'read' : 'not'") == "not", "\(secret)")
            #expect(try said("print opendir(my $f, '\(secret)') ? 'read' : 'not'") == "not", "\(secret)")
        }
        #expect(try String(contentsOfFile: own, encoding: .utf8) == "secret")
    }

    @Test func noOtherProcessIsStartedOrTouched() throws {
        #expect(try said("my $p = fork; print defined $p ? 'forked' : 'not'") == "not")
        #expect(try said("print kill(0, getppid) ? 'reached' : 'not'") == "not")
        #expect(try said("exec '/usr/bin/true' or print 'not'") == "not")
        #expect(try said("print `true` // 'not'") == "not")
    }

    @Test func nothingOfOursIsInItsSurroundings() throws {
        setenv("ADALDYQ_TEST_SECRET", "x", 1)
        let lines = try said("print join ' ', sort keys %ENV")
        #expect(lines == "LC_ALL LIBDISPATCH_LOG PATH SWIFT_BACKTRACE")
        // Descriptors: its own three, and the one that lists them.
        #expect(try said("print -t STDIN ? 'a terminal' : 'none'; opendir(my $d, '/dev/tty') and print '!'") == "none")
    }

    @Test func timeProcessorMemoryAndOutputAreBounded() throws {
        let start = Date()
        let asleep = try Box(path: "/usr/bin/sleep", arguments: ["60"], seconds: 0.2).run(on: [], limit: 1)
        #expect(asleep.end == .late && Date().timeIntervalSince(start) < 5)
        let busy = try perl("while (1) {}")
        #expect(busy.end == .signal(SIGXCPU) || busy.end == .signal(SIGKILL))
        #expect(try perl("my $x = 'a' x (400 << 20); print 'had'").output.isEmpty)
        // What is shared and of no file is in no limit of what a process may write.
        #if arch(x86_64)
            let mmap = 9
        #else
            let mmap = 222
        #endif
        for (flags, expected) in [("0x21", "none"), ("0x22", "had")] {
            let line = "print syscall(\(mmap), 0, 4096, 3, \(flags), -1, 0) == -1 ? 'none' : 'had'"
            #expect(try said(line) == expected)
        }
        let talkative = try perl("while (1) { print 'a' x 1000 }", limit: 5000)
        #expect(talkative.end == .full && talkative.output == [UInt8](repeating: 0x61, count: 5000))
        let complaining = try perl("while (1) { print STDERR 'a' x 100000 }")
        #expect(complaining.complaints.count == AttachmentLimits.complaints)
    }

    @Test func whoClosesBothOutputsAndStaysIsEnded() throws {
        let start = Date()
        let run = try perl("close STDOUT; close STDERR; sleep 60")
        #expect(run.end == .signal(SIGKILL) && Date().timeIntervalSince(start) < 5)
    }

    @Test func aProgramThatIsNotThereIsToldAndNotWaitedFor() throws {
        #expect(throws: Box.Failure.self) { try Box(path: "/nowhere/tool", arguments: []).run(on: [], limit: 1) }
    }

    @Test func aCancelledTaskEndsItsProgram() async throws {
        let start = Date()
        let task = Task.detached {
            try Box(path: "/usr/bin/sleep", arguments: ["60"], seconds: 60).run(on: [], limit: 1).end
        }
        task.cancel()
        await #expect(throws: CancellationError.self) { _ = try await task.value }
        #expect(Date().timeIntervalSince(start) < 5)
    }
}
