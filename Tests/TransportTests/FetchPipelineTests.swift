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
        while let set = pipeline.nextSet() {
            pipeline.sent(tag: tag + UInt32(sets.count))
            sets.append(set)
        }
        return sets
    }

    @Test func severalCommandsAreUnderWayAndMoreFollow() throws {
        var pipeline = FetchPipeline(Array(1...1000), maxMessage: 100)
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
        var pipeline = FetchPipeline([3, 5, 9], maxMessage: 100)
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
        var pipeline = FetchPipeline([1, 2, 3], maxMessage: 100)
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
        var pipeline = FetchPipeline([1, 2, 3], maxMessage: 100)
        _ = ask(&pipeline, tag: 1)
        _ = try pipeline.take(reply(1, text()))
        _ = try pipeline.take(reply(3, text()))
        try pipeline.finish(tag: 1)
        #expect(throws: IMAPLie.self) { try pipeline.answer(present: [2]) }
        #expect(pipeline.takeReady().map(\.uid) == [1])
    }

    @Test func aMessageThatIsNILIsGoneOrEndsTheFetch() throws {
        for isThere in [true, false] {
            var pipeline = FetchPipeline([1, 2], maxMessage: 100)
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
        var pipeline = FetchPipeline([1, 2, 3], maxMessage: 100)
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
        var pipeline = FetchPipeline([5], maxMessage: 100)
        _ = ask(&pipeline, tag: 1)
        #expect(try pipeline.take(reply(nil, .absent)) == false)
        #expect(try pipeline.take(reply(77, .absent)) == false)
        #expect(try pipeline.take(reply(5, text(95), size: 100)))
    }

    @Test func aServerThatAnswersBackwardsIsAskedOneByOneInTheEnd() throws {
        let uids = Array(UInt32(1)...8)
        var pipeline = FetchPipeline(uids, maxMessage: 4 << 20)
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
}
