import CCurl
import Synchronization

/// One request on its way, through all its redirects.
///
/// It is made by whoever asks and handed to the loop's thread, which alone touches it from then on; only `isCancelled`
/// is set from elsewhere. That is what makes it safe to send.
final class Transfer: @unchecked Sendable {
    /// Why our own callbacks stopped a transfer; curl itself only says that they did.
    enum Stop { case body, ratio, head, address }

    let request: HTTPRequest
    let isCancelled = Atomic<Bool>(false)
    var continuation: CheckedContinuation<HTTPResponse, any Error>?

    /// The host that was asked for, before any redirect.
    let origin: String

    // The exchange at hand.
    private(set) var place: WebPlace
    private(set) var method: String
    private(set) var body: [UInt8]?
    private(set) var headers: [HTTPField]
    private var visited: Set<String>
    private(set) var redirects: [HTTPRedirect] = []
    var deadline = 0.0
    var firstByteDeadline = 0.0

    // What came so far.
    var handle: CurlHandle?
    /// Where it waited; its place there is free again when it ends.
    var line: HostLine?
    private(set) var head: [UInt8] = []
    private(set) var received: [UInt8] = []
    private var receivedCount = 0
    private(set) var stop: Stop?
    private var isRedirect: Bool?
    private var openedSockets = 0

    /// - Throws: `TransportError.badAddress` for what cannot be asked at all.
    init(_ request: HTTPRequest) throws(TransportError) {
        let trouble = TransportError.Trouble(attempt: request.method, peer: "(address)", reason: "")
        guard let place = WebPlace(request.url) else {
            throw .badAddress(trouble.because("this is no http or https address; write it as https://host/path"))
        }
        guard !request.method.isEmpty, request.method.utf8.allSatisfy({ $0 >= 0x41 && $0 <= 0x5A }),
            !request.headers.contains(where: \.breaksLines)
        else {
            throw .badAddress(trouble.because("the method or a header holds characters that HTTP does not allow"))
        }
        self.request = request
        self.place = place
        origin = place.host
        method = request.method
        body = request.body
        headers = request.headers
        visited = [place.url]
    }

    /// The words of an error in this exchange.
    func trouble(_ reason: String) -> TransportError.Trouble {
        TransportError.Trouble(attempt: method, peer: place.peer, reason: reason, status: head.isEmpty ? nil : status)
    }

    /// Of the answer at hand; 0 while there is none.
    var status: Int { handle?.status ?? 0 }

    var response: HTTPResponse {
        HTTPResponse(
            status: status, headers: HTTPHead.fields(head), body: received, finalURL: place.url, redirects: redirects)
    }

    var hasHead: Bool { !head.isEmpty }

    /// Its host's address is being looked for.
    var isLookedUp: Bool {
        guard let handle, head.isEmpty else { return false }
        return !handle.wasResolved && AddressPolicy.isPublic(text: place.host) == nil
    }

    /// Every address that the name had was refused.
    var metOnlyPrivateAddresses: Bool { stop == .address && openedSockets == 0 }

    // MARK: Redirects

    /// Whether the answer is a redirect that is to be followed.
    var leadsOn: Bool {
        guard request.limits.redirects > 0 else { return false }
        return switch status {
        case 301, 302, 303, 307, 308: true
        default: false
        }
    }

    /// Turns to where the answer leads. Nil: it leads nowhere, and is the answer.
    /// - Throws: `TransportError.redirect`.
    func turn() throws(TransportError) -> Bool {
        guard let location = HTTPHead.fields(head)["location"] else { return false }
        guard redirects.count < request.limits.redirects else {
            throw .redirect(trouble("more than \(request.limits.redirects) redirects, one after the other"))
        }
        guard let next = place.following(location) else {
            throw .redirect(trouble("the redirect leads to something that is no http or https address"))
        }
        guard place.scheme == "http" || next.scheme == "https" else {
            throw .redirect(trouble("the redirect leads from https to http at \(next.peer): refused"))
        }
        guard visited.insert(next.url).inserted else {
            throw .redirect(trouble("the redirects go in a circle; the server may want cookies, which are not kept"))
        }
        let status = status
        redirects.append(HTTPRedirect(status: status, to: next.url))
        if !next.hasOrigin(of: place) {
            headers.removeAll { $0.hasName("authorization") || $0.hasName("cookie") }
        }
        // RFC 9110 §15.4: 303 always becomes a GET; 301 and 302 do for a POST, as everybody does it.
        if method != "HEAD", method != "GET", status == 303 || (method == "POST" && status < 303) {
            method = "GET"
            body = nil
            headers.removeAll { $0.hasName("content-type") || $0.hasName("content-encoding") }
        }
        place = next
        head.removeAll(keepingCapacity: true)
        received = []
        receivedCount = 0
        stop = nil
        isRedirect = nil
        openedSockets = 0
        return true
    }

    // MARK: What curl's callbacks say

    /// - Returns: whether to go on.
    func takeHeader(_ line: UnsafeRawBufferPointer) -> Bool {
        // Trailers come after the body; nothing here wants them.
        if receivedCount > 0 { return line.count <= request.limits.maxHeaders }
        // After "100 Continue" and the like the real head begins anew.
        if head.last == 0x0A, line.starts(with: "HTTP/".utf8) { head.removeAll(keepingCapacity: true) }
        guard head.count + line.count <= request.limits.maxHeaders else {
            stop = .head
            return false
        }
        head.append(contentsOf: line)
        return true
    }

    /// - Returns: whether to go on.
    func takeBody(_ bytes: UnsafeRawBufferPointer) -> Bool {
        receivedCount += bytes.count
        guard receivedCount <= request.limits.maxBody else {
            stop = .body
            return false
        }
        if receivedCount > request.limits.ratioFloor, let handle {
            // curl counts a buffer only after it is unpacked: one buffer is granted.
            let wire = handle.bytesOnWire + CurlHandle.bufferSize
            guard receivedCount / wire < request.limits.maxRatio else {
                stop = .ratio
                return false
            }
        }
        let skips = isRedirect ?? leadsOn
        isRedirect = skips
        if !skips { received.append(contentsOf: bytes) }
        return true
    }

    /// Whether a socket to this address may be opened.
    func allows(_ address: UnsafePointer<sockaddr>) -> Bool {
        // Whoever allows private addresses means his own servers; a redirect to a link-local one means something else.
        let isAstray = request.proxy == nil && place.host != origin && AddressPolicy.isLinkLocal(address)
        guard request.allowPrivate || request.proxy != nil || AddressPolicy.isPublic(address), !isAstray else {
            stop = .address
            return false
        }
        openedSockets += 1
        return true
    }

    /// Whether a request may go to this address: a connection made for somebody who may could be used again here.
    func allowsPeer(_ address: String) -> Bool {
        guard request.allowPrivate || request.proxy != nil || AddressPolicy.isPublic(text: address) == true else {
            stop = .address
            openedSockets = 0
            return false
        }
        return true
    }
}

extension TransportError.Trouble {
    /// The same with other words.
    func because(_ reason: String) -> TransportError.Trouble {
        var copy = self
        copy.reason = reason
        return copy
    }
}
