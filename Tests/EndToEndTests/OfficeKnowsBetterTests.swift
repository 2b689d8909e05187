import Foundation
import TestSupport
import Testing

/// What a person knows better, said to the program as an office says it: with and without the daemon.
@Suite(.serialized)
struct OfficeKnowsBetterTests {
    private func filled(_ folder: TemporaryFolder) throws -> Office {
        let fire =
            "Вечером на проспекте Абая возле озера Сайран загорелся автобус маршрута 37. Водитель вывел пассажиров, пожар потушили."
        let witness =
            "Мы ехали в тридцать седьмом, у Сайрана повалил дым, водитель открыл двери. Автобус сгорел на глазах у детей."
        try folder.write("drop/new/1.x", Letters.letter(1, subject: "Пожар", text: fire, from: "one@example.kz"))
        try folder.write(
            "drop/new/2.x", Letters.letter(2, subject: "Кто ответит", text: witness, from: "two@example.kz"))
        try folder.write("drop/new/3.x", Letters.letter(3, from: "three@example.kz"))
        _ = try folder.folder("drop/cur")
        return try Office(folder, "sources:\n  - name: drop\n    maildir: drop\n    every: 1h")
    }

    @Test func mattersAreJoinedPartedAndExplainedAndLabelsCorrectedWithoutTheDaemon() async throws {
        let folder = try TemporaryFolder()
        let office = try filled(folder)
        #expect(try await office.run("poll").code == 0)
        let matters = try await office.run("reports", "matters", "--format", "jsonl")
        #expect(matters.output.contains("\"reports\":[1,2]") && matters.output.contains("\"voices\":2"))
        let digest = try await office.run("digest", "--format", "text", "--language", "ru")
        #expect(digest.output.contains("ОБ ОДНОМ И ТОМ ЖЕ (1)") && digest.output.contains("2 голоса"))
        let explained = try await office.run("explain", "2")
        #expect(explained.output.contains("joined matter 1 to report 1 by adaldyq: in common: "))
        let parted = try await office.run("reports", "part", "2", "--by", "Aigul", "--because", "two fires")
        #expect(parted.code == 0 && parted.output.contains("report 2 is no longer of matter 1"))
        let joined = try await office.run("reports", "join", "2", "3", "--by", "Aigul")
        #expect(joined.output.contains("matter 2: 2 reports"))
        #expect(try await office.run("explain", "2").output.contains("parted matter 1 by Aigul: two fires"))
        let corrected = try await office.run(
            "reports", "correct", "3", "--theme", "health", "--no-signal", "--kind", "idea", "--urgent", "no", "--by",
            "Aigul")
        #expect(corrected.code == 0)
        let life = try await office.run("explain", "3")
        #expect(life.output.contains("Aigul said kind idea; themes health; signals none; not urgent"))
        #expect(life.output.contains("Earlier labels"))
        let relabelled = try await office.run("reports", "relabel")
        #expect(relabelled.output.contains("3 reports labelled anew, 0 of them"))
        #expect(try await office.reports().first { $0.id == 3 }?.themes.map(\.id) == ["health"])
    }

    @Test func aFloodIsOneReportWhoseExplanationCountsItsVoicesAndCallsItACampaign() async throws {
        let folder = try TemporaryFolder()
        let petition =
            "Требуем отменить строительство парковки на месте сквера у театра Лермонтова, сквер нужен детям и пожилым людям."
        for number in 1...25 {
            try folder.write(
                "drop/new/\(number).x",
                Letters.letter(number, subject: "Сквер", text: petition, from: "p\(number)@example.kz"))
        }
        // One person ten times over is one voice more.
        for number in 26...35 {
            try folder.write(
                "drop/new/\(number).x", Letters.letter(number, subject: "Сквер", text: petition, from: "q@example.kz"))
        }
        _ = try folder.folder("drop/cur")
        let office = try Office(folder, "sources:\n  - name: drop\n    maildir: drop\n    every: 1h")
        #expect(try await office.run("poll").output.contains("35 received: 1 new, 34 repeated"))
        let explained = try await office.run("explain", "1")
        #expect(explained.output.contains("Where it was seen (35, 26 voices)"))
        #expect(explained.output.contains("looks like a campaign"))
    }

    @Test func wrongInputIsRefusedWithWhatToDo() async throws {
        let folder = try TemporaryFolder()
        let office = try filled(folder)
        #expect(try await office.run("poll").code == 0)
        for (arguments, word) in [
            (["join", "1"], "two reports"), (["join", "1", "99"], "there is no report 99"),
            (["part", "99"], "no report 99"),
            (["correct", "1"], "say what is right"), (["correct", "1", "--theme", "weather"], "weather"),
            (["correct", "1", "--no-signal", "--signal", "bribery"], "contradict"), (["part", "x"], "x"),
        ] {
            let outcome = try await Program.run(
                Program.adaldyq, ["reports"] + arguments + ["--config", office.configuration], environment: [:])
            #expect(
                outcome.code != 0 && (outcome.errors + outcome.output).contains(word), "\(arguments): \(outcome.errors)"
            )
        }
        #expect(try await office.run("reports", "part", "3").output.contains("belongs to no matter"))
        #expect(try await office.run("reports", "learn").output.contains("nothing can be learned yet"))
    }

    @Test func theRunningDaemonMakesTheChangesItIsAskedFor() async throws {
        let folder = try TemporaryFolder()
        let office = try filled(folder)
        let daemon = try SpawnedProgram(
            Program.adaldyq, ["run", "--config", office.configuration], output: try folder.write("log", ""),
            environment: ["SWIFT_BACKTRACE": "enable=no"])
        defer { if daemon.isRunning { daemon.signal(SIGKILL) } }
        let control = folder.place("store/adaldyq.sqlite.control")
        let deadline = Date().addingTimeInterval(60)
        while Date() < deadline {
            if FileManager.default.fileExists(atPath: control), try await office.run("reports", "show", "3").code == 0 {
                break
            }
            try await Task.sleep(for: .milliseconds(100))
        }
        let mode = try FileManager.default.attributesOfItem(atPath: control)[.posixPermissions] as? Int
        #expect((mode ?? 0o777) & 0o077 == 0, "it is for its user alone")
        let corrected = try await office.run("reports", "correct", "3", "--theme", "health", "--by", "Aigul")
        #expect(corrected.code == 0, "\(corrected.errors)")
        #expect(try await office.reports().first { $0.id == 3 }?.themes.map(\.id) == ["health"])
        #expect(try await office.run("reports", "join", "1", "3").code == 0)
        let refused = try await office.run("reports", "part", "99")
        #expect(refused.code != 0 && refused.errors.contains("there is no report 99"))
        #expect(
            try await office.run("reports", "relabel", "--since", "2026-01-01").output.contains(
                "3 reports labelled anew"))
        daemon.signal(SIGTERM)
        #expect(await daemon.ended() == 0)
        #expect(!FileManager.default.fileExists(atPath: control))
    }
}
