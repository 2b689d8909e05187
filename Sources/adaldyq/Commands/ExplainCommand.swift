import ArgumentParser
import Reports
import Storage

struct ExplainCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "One report's whole life: where from, why these labels, why a repeat, which digests, which attempts.")

    @Argument(help: "The report's number.") var id: Int64
    @OptionGroup var options: GlobalOptions

    func run() async throws {
        let house = try options.house(.read)
        guard let life = try house.store.report(ReportID(rawValue: id)) else { throw NoSuchReport(id: id) }
        try Terminal.print(try text(life, house))
    }

    /// The words for and against each label, by the taxonomy of now: it may have changed since the report came.
    private func words(_ report: Report, _ house: House) throws -> [String] {
        let verdicts = try house.classifier.value().verdicts(title: report.title, text: report.text)
        var lines = ["", "Words for and against, by the taxonomy as it is now"]
        for group in ["theme", "signal", "kind", "urgency"] {
            for verdict in verdicts.filter({ $0.group == group }).prefix(ExplainCommand.mostLabels) {
                let contra = verdict.contra.isEmpty ? "" : "; against: \(shown(verdict.contra))"
                lines.append(
                    "  \(verdict.isTaken ? "+" : "-") \(group) \(verdict.label) \(ExplainCommand.tenths(verdict.sum)): "
                        + "\(verdict.pro.isEmpty ? "nothing" : shown(verdict.pro))\(contra)")
            }
        }
        if verdicts.isEmpty { lines.append("  none: no word of the taxonomy stands in it") }
        return lines + ["  (+ taken, - not; a person may look at any of it and correct it)"]
    }

    /// Labels of a group that are shown, the strongest first.
    private static let mostLabels = 4

    private func shown(_ words: [String]) -> String { words.map(ReportText.line).joined(separator: ", ") }

    private static func tenths(_ sum: Double) -> String {
        let tenths = Int((sum * 10).rounded())
        return "\(tenths < 0 ? "-" : "")\(abs(tenths) / 10).\(abs(tenths) % 10)"
    }

    private func text(_ life: ReportLife, _ house: House) throws -> String {
        let report = life.report
        var lines = ["Report \(report.id): \(ReportText.headline(report))", ""]
        lines.append("Why these labels")
        lines.append(
            "  language \(report.language.rawValue), kind \(report.kind.rawValue)\(report.urgent ? ", urgent" : "")")
        lines += report.themes.map { "  theme \(ReportText.labels([$0]))" }
        lines += report.signals.map { "  signal \(ReportText.labels([$0]))" }
        lines += report.districts.map { "  district \($0.rawValue)" }
        lines += report.places.map {
            "  place \(ReportText.line($0.name))\($0.district.map { " in \($0.rawValue)" } ?? "")"
        }
        if !life.reasons.isEmpty {
            lines.append("  because of \(life.reasons.map(ReportText.line).joined(separator: ", "))")
        }
        lines += corrections(life, house)
        lines += try words(report, house)
        let voices = report.voices == 1 ? "1 voice" : "\(report.voices) voices"
        lines += ["", "Where it was seen (\(life.sightings.count), \(voices))"]
        if report.campaign == true {
            lines.append("  so many people sent the same words within so few days that it looks like a campaign")
        }
        for sighting in life.sightings {
            let why = sighting.reason.map { ": \($0)" } ?? ""
            lines.append(
                "  \(house.local(sighting.sighting.receivedAt))  \(sighting.sighting.source)  "
                    + "\(sighting.sighting.relation.rawValue)\(why)  \(ReportText.line(sighting.sighting.itemID))")
        }
        if let added = report.followUps {
            lines += ["", "What was added (\(added.count))"]
            for one in added {
                lines.append("  \(house.local(one.receivedAt)): \(ReportText.line(String(one.text.prefix(300))))")
            }
        }
        lines += matter(life, house)
        if !life.revisions.isEmpty {
            lines += ["", "Earlier texts (\(life.revisions.count))"]
            for revision in life.revisions {
                let change = revision.changedMeaning ? ", then its meaning changed" : ""
                lines.append("  until \(house.local(revision.until))\(change): \(ReportText.line(revision.title))")
                lines.append("    \(ReportText.line(String(revision.text.prefix(300))))")
            }
        }
        lines += ["", "Digests"]
        if life.digests.isEmpty { lines.append("  in none yet") }
        for digest in life.digests {
            lines.append("  number \(digest.number) of \(digest.day)")
            lines += digest.deliveries.flatMap { self.delivery($0, house) }
        }
        if !life.events.isEmpty {
            lines += ["", "Told as urgent"]
            lines += life.events.flatMap { delivery($0, house) }
        }
        return lines.joined(separator: "\n")
    }

    private func delivery(_ delivery: DeliveryLife, _ house: House) -> [String] {
        let attempts = delivery.attempts.map {
            "      \(house.local($0.at))  \($0.result.map(ReportText.line) ?? "no answer recorded")"
        }
        return ["    \(delivery.webhook): \(delivery.state.rawValue) after \(attempts.count) attempts"] + attempts
    }

    /// The matter that it belongs to and how that came.
    private func matter(_ life: ReportLife, _ house: House) -> [String] {
        guard life.matter != nil || !life.matterSteps.isEmpty else { return [] }
        var lines = [""]
        if let matter = life.matter {
            let others = matter.reports.filter { $0 != life.report.id }.map { "\($0)" }.joined(separator: ", ")
            lines.append("Matter \(matter.id): \(ReportText.line(matter.title))")
            lines.append(
                "  \(matter.count) reports, \(matter.voices) voices, \(matter.sources.count) sources; the others: \(others)"
            )
        } else {
            lines.append("No matter")
        }
        for step in life.matterSteps {
            let other = step.other.map { " to report \($0)" } ?? ""
            let reason = step.reason.map { ": \(ReportText.line($0))" } ?? ""
            lines.append(
                "  \(house.local(step.at))  \(step.step) matter \(step.matter)\(other) by \(step.who ?? "adaldyq")\(reason)"
            )
        }
        return lines
    }

    /// Who said what of its labels, and the labels it had before.
    private func corrections(_ life: ReportLife, _ house: House) -> [String] {
        var lines: [String] = []
        if !life.corrections.isEmpty { lines += ["", "Who corrected what"] }
        for one in life.corrections {
            let reason = one.reason.map { ": \(ReportText.line($0))" } ?? ""
            lines.append("  \(house.local(one.at))  \(ReportText.line(one.who)) said \(said(one.said))\(reason)")
        }
        if !life.labellings.isEmpty { lines += ["", "Earlier labels"] }
        for one in life.labellings {
            let labels = one.labels
            let had = Correction(
                kind: labels.kind, themes: labels.themes.map(\.id), signals: labels.signals.map(\.id),
                districts: labels.districts, urgent: labels.urgent)
            lines.append("  until \(house.local(one.until)), when it was \(one.why): \(said(had))")
        }
        return lines
    }

    private func said(_ correction: Correction) -> String {
        func list<ID: RawRepresentable<String>>(_ ids: [ID]) -> String {
            ids.isEmpty ? "none" : ids.map(\.rawValue).joined(separator: ", ")
        }
        return [
            correction.kind.map { "kind \($0.rawValue)" }, correction.themes.map { "themes \(list($0))" },
            correction.signals.map { "signals \(list($0))" }, correction.districts.map { "districts \(list($0))" },
            correction.urgent.map { $0 ? "urgent" : "not urgent" },
        ].compactMap { $0 }.joined(separator: "; ")
    }
}
