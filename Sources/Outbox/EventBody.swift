import FoundationEssentials
import Reports

/// The body of an event: `{"type", "timestamp", "data"}`. It is made once, stored, and signed and sent as it is.
public enum EventBody {
    /// - Parameter data: a JSON value.
    public static func make(type: EventType, timestamp: Date, data: [UInt8]) -> [UInt8] {
        var body = Array(
            "{\"type\":\"\(type.rawValue)\",\"timestamp\":\"\(timestamp.formatted(.iso8601))\",\"data\":".utf8)
        body += data
        body.append(UInt8(ascii: "}"))
        return body
    }
}
