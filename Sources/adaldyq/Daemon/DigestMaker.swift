import Digests
import FoundationEssentials
import Outbox
import Reports
import Storage

/// The evening half: chooses the window, builds the digest, freezes it with a delivery for each webhook.
struct DigestMaker: Sendable {
    let house: House

    /// Makes the digest that is due, if one is. Nothing may be committed meanwhile: call it through
    /// `CommitQueue.exclusively`, or where nothing else writes.
    func makeDue(at now: Date) async throws -> Digest? {
        guard let due = house.schedule.due(at: now, try past(at: now)) else { return nil }
        return try await freeze(due, at: now)
    }

    /// Closes the open window now.
    /// - Throws: `DigestRefused` if its day has a digest already.
    func closeEarly(at now: Date) async throws -> Digest {
        let past = try past(at: now)
        guard house.schedule.mayCloseEarly(at: now, past) else {
            let day = past.last.map { "\($0.day)" } ?? ""
            throw DigestRefused(
                why: "the digest of \(day) is made already and a day has one; what came since goes into the next")
        }
        return try await freeze(house.schedule.open(at: now, past), at: now)
    }

    /// The digest of the window that is open now; nothing is frozen.
    func preview(at now: Date) throws -> Digest {
        try build(house.schedule.open(at: now, try past(at: now)), isPreview: true, at: now)
    }

    private func past(at now: Date) throws -> DigestSchedule.Past {
        let state = try house.store.digestState(at: now)
        return DigestSchedule.Past(
            last: state.last.map { .init(day: $0.day, until: $0.until) }, began: state.began)
    }

    private func build(_ due: DigestSchedule.Due, isPreview: Bool, at now: Date) throws -> Digest {
        let number = try house.store.digestState(at: now).highestNumber + 1
        var input = try house.store.digestInput(
            from: due.from, until: due.until, number: number, day: due.day,
            sources: house.configuration.sources.map(\.name))
        input.number = number
        let office = house.configuration.office
        return DigestBuilder.build(
            input, office: office.name, timezone: office.zone.name,
            localWindow: [house.local(due.from), house.local(due.until)], isPreview: isPreview,
            isCatchUp: due.isCatchUp)
    }

    private func freeze(_ due: DigestSchedule.Due, at now: Date) async throws -> Digest {
        let digest = try build(due, isPreview: false, at: now)
        let deliveries = try house.configuration.webhooks.filter { $0.events.contains(.digestDaily) }.map { webhook in
            NewDelivery(
                eventID: EventID.make("digest_\(digest.number)", at: digest.until, webhook: webhook.name),
                webhook: webhook.name,
                type: .digestDaily,
                body: EventBody.make(
                    type: .digestDaily, timestamp: now,
                    data: try DigestEvent.data(
                        digest, detail: DigestEvent.Detail(rawValue: webhook.detail.rawValue) ?? .titles,
                        language: webhook.language ?? house.configuration.office.language)))
        }
        try await house.store.freeze(digest, json: try DigestJSON.encode(digest), deliveries: deliveries, at: now)
        return digest
    }
}

/// A digest that cannot be made now.
struct DigestRefused: Error, CustomStringConvertible {
    let why: String
    var description: String { why }
}
