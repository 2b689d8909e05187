import FoundationEssentials
import Reports

/// All that the store knows of one report, masked.
public struct ReportLife: Sendable {
    /// A sighting with the reason of its decision.
    public struct Seen: Sendable {
        /// The sighting.
        public var sighting: Sighting
        /// Why it was counted so, in a few words.
        public var reason: String?
    }

    /// What the report said before an edit.
    public struct Revision: Sendable {
        /// Until when.
        public var until: Date
        /// Its headline.
        public var title: String
        /// Its text.
        public var text: String
        /// Whether what came after it says something else.
        public var changedMeaning: Bool
    }

    /// What a person said of the labels.
    public struct Correcting: Sendable {
        /// What was said.
        public var said: Correction
        /// Why.
        public var reason: String?
        /// Who said it.
        public var who: String
        /// When.
        public var at: Date
    }

    /// Labels that it had before.
    public struct Labelling: Sendable {
        /// Until when.
        public var until: Date
        /// `corrected` or `relabelled`.
        public var why: String
        /// The labels; their evidence is not masked, so only ids are to be shown.
        public var labels: Labels
    }

    /// What happened between a report and a matter.
    public struct MatterStep: Sendable {
        /// The matter.
        public var matter: Int64
        /// `began`, `joined` or `parted`.
        public var step: String
        /// The report that it was joined to.
        public var other: ReportID?
        /// What both have in common, or what the person said.
        public var reason: String?
        /// Who did it; nil for the program.
        public var who: String?
        /// When.
        public var at: Date
    }

    /// A digest that the report was counted in.
    public struct InDigest: Sendable {
        /// Its number.
        public var number: Int
        /// Its day.
        public var day: Day
        /// What was sent of it.
        public var deliveries: [DeliveryLife]
    }

    /// The report.
    public var report: Report
    /// The words that told kind and urgency.
    public var reasons: [String]
    /// The items by which it was seen.
    public var sightings: [Seen]
    /// What it said before, oldest first.
    public var revisions: [Revision]
    /// What people said of its labels, oldest first.
    public var corrections: [Correcting]
    /// The labels that it had before, oldest first.
    public var labellings: [Labelling]
    /// What happened between it and matters, oldest first.
    public var matterSteps: [MatterStep]
    /// The matter it belongs to now.
    public var matter: Matter?
    /// The digests that counted it.
    public var digests: [InDigest]
    /// The events about it alone: that it is urgent.
    public var events: [DeliveryLife]
}

/// A delivery with its attempts.
public struct DeliveryLife: Sendable {
    /// One attempt; no result yet if the process ended before the answer.
    public struct Attempt: Sendable {
        /// When.
        public var at: Date
        /// What it came to.
        public var result: String?
    }

    /// The webhook's name.
    public var webhook: String
    /// How it stands.
    public var state: Delivery.State
    /// The attempts, in their order.
    public var attempts: [Attempt]
}
