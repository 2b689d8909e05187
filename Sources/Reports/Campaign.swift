import FoundationEssentials

/// Tells one text that is sent by very many within a short time from what many think by themselves. Nothing is taken
/// away from it: it stays one report with its count, and bears a mark.
public enum Campaign {
    /// Voices from which on the same words are no chance.
    public static let voices = 20
    /// They come within so many seconds of each other, at the median: two days.
    public static let within: Double = 2 * 86_400

    /// Whether a report's sightings look like a campaign.
    public static func isLikely(voices: Int, sightings: [Sighting]) -> Bool {
        guard voices >= Campaign.voices, sightings.count >= Campaign.voices else { return false }
        let times = sightings.map(\.receivedAt).sorted()
        return times[times.count * 3 / 4].timeIntervalSince(times[times.count / 4]) <= within
    }
}
