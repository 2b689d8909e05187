import Testing

@testable import MailParsing

struct AddressListTests {
    /// A colon after a word with an @ once made an empty word for ever.
    @Test(arguments: [
        "@ :", "a@b.kz :", "form@site.kz : contact form", "bob@host 10:25", "user@example.com :;", ":", "a@b :c@d :e@f",
    ])
    func aStrayColonEndsTheReading(_ field: String) {
        #expect(AddressList(Array(field.utf8), hint: nil).people.count <= 3)
    }

    @Test func whatStandsBesideAStrayColonIsRead() {
        let people = AddressList(Array("form@site.kz : contact form".utf8), hint: nil).people
        #expect(people.first?.address == "form@site.kz")
    }
}
