import FoundationEssentials
import Reports

/// All that the store knows of one report, masked.
public struct ReportLife: Sendable {
    /// A sighting with the reason of its decision.
    public struct Seen: Sendable {
        public var sighting: Sighting
        public var reason: String?
    }

    /// What the report said before an edit.
    public struct Revision: Sendable {
        public var until: Date
        public var title: String
        public var text: String
    }

    /// A digest that the report was counted in.
    public struct InDigest: Sendable {
        public var number: Int
        public var day: Day
        public var deliveries: [DeliveryLife]
    }

    public var report: Report
    /// The words that told kind and urgency.
    public var reasons: [String]
    public var sightings: [Seen]
    public var revisions: [Revision]
    public var digests: [InDigest]
}

/// A delivery with its attempts.
public struct DeliveryLife: Sendable {
    /// One attempt; no result yet if the process ended before the answer.
    public struct Attempt: Sendable {
        public var at: Date
        public var result: String?
    }

    public var webhook: String
    public var state: Delivery.State
    public var attempts: [Attempt]
}
