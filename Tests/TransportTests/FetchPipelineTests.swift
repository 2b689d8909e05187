import Testing

@testable import Transport

@Suite("What a fetch asks for and hands over")
struct FetchPipelineTests {
    private func reply(_ uid: UInt32?, _ body: IMAPFetchReply.Body, size: Int? = nil) -> IMAPFetchReply {
        var reply = IMAPFetchReply()
        reply.uid = uid
        reply.body = body
        reply.size = size
        reply.hasContent = true
        return reply
    }

    private func text(_ count: Int = 4) -> IMAPFetchReply.Body { .bytes([UInt8](repeating: 0x61, count: count)) }

    /// Takes all sets that are asked for at once, tags counting from `tag`.
    private func ask(_ pipeline: inout FetchPipeline, tag: UInt32) -> [String] {
        var sets: [String] = []
        while let question = pipeline.nextQuestion() {
            pipeline.sent(tag: tag + UInt32(sets.count))
            switch question {
            case .texts(let set): sets.append(set)
            case .sizes(let set): sets.append("sizes \(set)")
            case .header(let set): sets.append("header \(set)")
            }
        }
        return sets
    }

    @Test func severalCommandsAreUnderWayAndMoreFollow() throws {
        var pipeline = FetchPipeline.knowing(Array(1...1000))
        #expect(
            ask(&pipeline, tag: 1) == [
                "1:64", "65:128", "129:192", "193:256", "257:320", "321:384", "385:448", "449:512",
            ])
        for uid in UInt32(1)...64 { _ = try pipeline.take(reply(uid, text())) }
        #expect(ask(&pipeline, tag: 9).isEmpty)
        try pipeline.finish(tag: 1)
        #expect(ask(&pipeline, tag: 9) == ["513:576"])
        #expect(pipeline.takeReady().map(\.uid) == Array(1...64))
        #expect(pipeline.ready.isEmpty)
    }

    @Test func messagesLeaveInOrderHoweverTheyCome() throws {
        var pipeline = FetchPipeline.knowing([3, 5, 9])
        #expect(ask(&pipeline, tag: 1) == ["3,5,9"])
        _ = try pipeline.take(reply(9, text()))
        _ = try pipeline.take(reply(5, text()))
        #expect(pipeline.ready.isEmpty)
        _ = try pipeline.take(reply(3, text()))
        #expect(pipeline.takeReady().map(\.uid) == [3, 5, 9])
        #expect(try pipeline.take(reply(5, text())) == false)
        try pipeline.finish(tag: 1)
        #expect(pipeline.isFinished && pipeline.ready.isEmpty)
    }

    @Test func aMessageThatIsGoneIsLeftOutAfterASecondLook() throws {
        var pipeline = FetchPipeline.knowing([1, 2, 3])
        _ = ask(&pipeline, tag: 1)
        _ = try pipeline.take(reply(1, text()))
        _ = try pipeline.take(reply(3, text()))
        try pipeline.finish(tag: 1)
        #expect(pipeline.takeReady().map(\.uid) == [1])
        #expect(pipeline.questioned == [2])
        try pipeline.answer(present: [])
        #expect(pipeline.takeReady().map(\.uid) == [3])
        #expect(pipeline.isFinished)
    }

    @Test func aMessageThatWasLeftOutEndsTheFetchBeforeWhatFollows() throws {
        var pipeline = FetchPipeline.knowing([1, 2, 3])
        _ = ask(&pipeline, tag: 1)
        _ = try pipeline.take(reply(1, text()))
        _ = try pipeline.take(reply(3, text()))
        try pipeline.finish(tag: 1)
        #expect(throws: IMAPLie.self) { try pipeline.answer(present: [2]) }
        #expect(pipeline.takeReady().map(\.uid) == [1])
    }

    @Test func aMessageThatIsNILIsGoneOrEndsTheFetch() throws {
        for isThere in [true, false] {
            var pipeline = FetchPipeline.knowing([1, 2])
            _ = ask(&pipeline, tag: 1)
            #expect(try pipeline.take(reply(1, .none)) == false)
            _ = try pipeline.take(reply(2, text()))
            try pipeline.finish(tag: 1)
            #expect(pipeline.ready.isEmpty)
            #expect(pipeline.questioned == [1])
            if isThere {
                #expect(throws: IMAPLie.self) { try pipeline.answer(present: [1]) }
                #expect(pipeline.ready.isEmpty)
            } else {
                try pipeline.answer(present: [])
                #expect(pipeline.ready.map(\.uid) == [2])
            }
        }
    }

    @Test func lies() throws {
        var pipeline = FetchPipeline.knowing([1, 2, 3])
        _ = ask(&pipeline, tag: 1)
        #expect(throws: IMAPLie.self) { try pipeline.take(reply(nil, text())) }
        #expect(throws: IMAPLie.self) { try pipeline.take(reply(4, text())) }
        #expect(throws: IMAPLie.self) { try pipeline.take(reply(1, text(0), size: 20)) }
        #expect(throws: IMAPLie.self) { try pipeline.take(reply(1, text(0))) }
        #expect(throws: IMAPLie.self) { try pipeline.take(reply(1, text(10), size: 20)) }
        #expect(throws: IMAPLie.self) { try pipeline.finish(tag: 9) }
        #expect(pipeline.ready.isEmpty)
    }

    @Test func whatWasNotAskedForIsPassedOver() throws {
        var pipeline = FetchPipeline.knowing([5])
        _ = ask(&pipeline, tag: 1)
        #expect(try pipeline.take(reply(nil, .absent)) == false)
        #expect(try pipeline.take(reply(77, .absent)) == false)
        #expect(try pipeline.take(reply(5, text(95), size: 100)))
    }

    @Test func aServerThatAnswersBackwardsIsAskedOneByOneInTheEnd() throws {
        let uids = Array(UInt32(1)...8)
        var pipeline = FetchPipeline(uids, sizes: uids.map { _ in 0 }, maxMessage: 4 << 20)
        #expect(ask(&pipeline, tag: 1) == ["1:8"])
        // 2 MB each: the last four fill what may be held, the others go over it.
        for uid in uids.reversed().dropLast() { _ = try pipeline.take(reply(uid, text(2 << 20))) }
        #expect(ask(&pipeline, tag: 2).isEmpty)
        _ = try pipeline.take(reply(1, text()))
        try pipeline.finish(tag: 1)
        var tag: UInt32 = 2
        var got = pipeline.takeReady().map(\.uid)
        while !pipeline.isFinished {
            let sets = ask(&pipeline, tag: tag)
            #expect(sets == ["\(tag)"], "one message at a time")
            _ = try pipeline.take(reply(tag, text(2 << 20)))
            try pipeline.finish(tag: tag)
            got += pipeline.takeReady().map(\.uid)
            tag += 1
            if tag == 5 { break }
        }
        #expect(got == uids)
        #expect(pipeline.isFinished)
    }

    @Test func sizesAreAskedForAheadAndBoundWhatACommandAsksFor() throws {
        var pipeline = FetchPipeline([1, 2, 3, 4, 5], maxMessage: 1 << 20)
        #expect(ask(&pipeline, tag: 1) == ["sizes 1:5"])
        for (uid, size) in [(1, 700_000), (2, 700_000), (3, 10), (5, 9)] {
            var told = reply(UInt32(uid), .absent, size: size)
            told.hasContent = true
            _ = try pipeline.take(told)
        }
        #expect(ask(&pipeline, tag: 2).isEmpty, "the texts wait for the sizes")
        try pipeline.finish(tag: 1)
        // 4 told no size: it may be gone, and is asked for like the others.
        #expect(ask(&pipeline, tag: 2) == ["1:2", "3:5"])
    }

    @Test func ofALetterThatIsTooLargeOnlyTheHeaderIsAskedFor() throws {
        var pipeline = FetchPipeline([1, 2, 3], sizes: [10, 200 << 20, 10], maxMessage: 1 << 20)
        #expect(ask(&pipeline, tag: 1) == ["1", "header 2", "3"])
        _ = try pipeline.take(reply(1, text(10), size: 10))
        try pipeline.finish(tag: 1)
        var header = reply(2, .absent, size: 200 << 20)
        header.header = .bytes(Array("Subject: film\r\n\r\n".utf8))
        _ = try pipeline.take(header)
        try pipeline.finish(tag: 2)
        _ = try pipeline.take(reply(3, text(10), size: 10))
        try pipeline.finish(tag: 3)
        let messages = pipeline.takeReady()
        #expect(messages.map { $0.bytes?.count } == [10, nil, 10])
        #expect(messages[1].header == Array("Subject: film\r\n\r\n".utf8) && messages[1].size == 200 << 20)
        #expect(pipeline.isFinished)
    }

    @Test func carefullyOneMessageIsAskedForAfterAnother() throws {
        var pipeline = FetchPipeline([1, 2], sizes: [5, 5], maxMessage: 100, isCareful: true)
        #expect(ask(&pipeline, tag: 1) == ["1"])
        _ = try pipeline.take(reply(1, text()))
        #expect(ask(&pipeline, tag: 2).isEmpty)
        try pipeline.finish(tag: 1)
        #expect(ask(&pipeline, tag: 2) == ["2"])
    }
}

extension FetchPipeline {
    /// A pipeline for small messages whose sizes need not be asked for.
    fileprivate static func knowing(_ uids: [UInt32]) -> FetchPipeline {
        FetchPipeline(uids, sizes: uids.map { _ in 0 }, maxMessage: 100)
    }
}
