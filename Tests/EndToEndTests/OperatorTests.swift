import Foundation
import TestSupport
import Testing

/// What the operator is told who has to find something, or to set something right.
@Suite struct OperatorTests {
    @Test func aLetterThatIsSetAsideIsFoundByWhatTheLogSays() async throws {
        let folder = try TemporaryFolder()
        for name in ["drop", "many"] { _ = try folder.folder("\(name)/cur") }
        try folder.write("drop/new/1795000001.ok", Letters.letter(1))
        try folder.write("drop/new/1795000002.bad", "no letter at all, from aigerim@example.kz\n")
        for number in 0..<30 { try folder.write("many/new/17950000\(number + 10).n", "nothing \(number)\n") }
        let first =
            "From a@example.kz Mon Nov 23 10:00:00 2026\n" + Letters.letter(2).replacing("\r\n", with: "\n") + "\n"
        try folder.write("box", first + "From a@example.kz Mon Nov 23 10:00:00 2026\nno letter at all\n\n")
        try folder.write("one.eml", "Subject: \n\n\n")
        let office = try Office(
            folder,
            """
            sources:
              - { name: drop, maildir: drop }
              - { name: many, maildir: many }
              - { name: box, mbox: box }
              - { name: one, mbox: one.eml }
            """)
        let polled = try await office.run("poll")
        #expect(polled.code == 0, "\(polled.errors)")
        let told = polled.output
        #expect(told.contains("set aside: new/1795000002.bad: cannot read the message"), "\(told)")
        #expect(told.contains("/box, from byte \(first.utf8.count) on: cannot read the message"), "\(told)")
        #expect(told.contains("/one.eml, from byte 0 on: it is empty"), "\(told)")
        // A folder of something else makes no log of its length.
        #expect(told.components(separatedBy: "set aside: new/").count == 1 + 1 + 10, "\(told)")
        #expect(told.contains("set aside: 20 more of the same batch"), "\(told)")
        #expect(!told.contains("aigerim"))
    }

    @Test func aSourceOfTwoPlacesHasAllItsOtherFaultsTold() async throws {
        let folder = try TemporaryFolder()
        let office = try Office(
            folder,
            """
            sources:
              - name: a b
                maildir: drop
                mbox: box
                every: often
                since: soon
                after: maybe
                people: [nonsense]
                attachments: txt
                password: { file: x }
              - name: nowhere
                every: idle
                since: soon
            """)
        let outcome = try await office.run("check", "--offline")
        #expect(outcome.code == 78)
        for words in [
            "give it only one of maildir, mbox", "name: must be one word", "every: must be a span",
            "since: must be all",
            "after: must be keep", "people: must be addresses", "attachments: must be one of",
            "password: means nothing for a maildir or a mbox", "says nowhere what to poll",
        ] { #expect(outcome.errors.contains(words), "\(words)\n\(outcome.errors)") }
        #expect(outcome.errors.components(separatedBy: "since: must be all").count == 3, "\(outcome.errors)")
        #expect(!outcome.errors.contains("idle is for"), "\(outcome.errors)")
    }

    @Test func theDaemonDoesNotStartWithoutItsSecrets() async throws {
        let folder = try TemporaryFolder()
        try folder.write("empty", "\n")
        try folder.write("weak", "whsec_c2hvcnQ=")
        let office = try Office(
            folder,
            """
            sources:
              - name: letters
                mailbox: imaps://a@mail.example.kz/INBOX
                password: { file: missing }
              - name: others
                mailbox: imaps://b@mail.example.kz/INBOX
                password: { file: empty }
            webhooks:
              - name: office
                url: https://hooks.example.kz/x
                secret: { file: weak }
            smtp:
              server: smtps://c@mail.example.kz
              password: { env: ADALDYQ_TEST_NOT_SET }
              from: c@example.kz
            """)
        let started = try await office.run("run")
        #expect(started.code == 78, "\(started)")
        let lines = started.errors.split(separator: "\n").map(String.init)
        #expect(lines.count == 4, "\(lines)")
        for (user, why) in [
            ("source letters", "missing: No such file"), ("source others", "empty: it is empty"),
            ("webhook office", "it has 5 bytes"), ("smtp", "ADALDYQ_TEST_NOT_SET: it is not set"),
        ] { #expect(lines.contains { $0.contains("\(user): ") && $0.contains(why) }, "\(user): \(lines)") }
        #expect(!FileManager.default.fileExists(atPath: folder.place("store/adaldyq.sqlite")))
    }

    @Test func aSecretThatEverybodyCanReadIsWarnedOf() async throws {
        let folder = try TemporaryFolder()
        for (name, mode) in [("open", 0o644), ("shared", 0o640)] {
            try folder.write(name, "hunter2")
            try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: folder.place(name))
        }
        let office = try Office(
            folder,
            """
            sources:
              - { name: a, mailbox: "imaps://a@mail.example.kz/A", password: { file: open } }
              - { name: b, mailbox: "imaps://a@mail.example.kz/B", password: { file: shared } }
            """)
        let outcome = try await office.run("check", "--offline")
        #expect(outcome.code == 0, "\(outcome.errors)")
        #expect(
            outcome.errors.contains("source a: the file ") && outcome.errors.contains("chmod 600"), "\(outcome.errors)")
        #expect(!outcome.errors.contains("source b") && !outcome.errors.contains("hunter2"))
    }
}
