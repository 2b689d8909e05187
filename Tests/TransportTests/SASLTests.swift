import Testing

@testable import Transport

@Suite("Logins")
struct SASLTests {
    private func endpoint(_ login: MailLogin, user: String = "user", secret: String = "pencil") -> MailEndpoint {
        MailEndpoint(
            host: "mail.example.kz", security: .implicitTLS, user: user, password: secret, login: login)
    }

    /// The example of RFC 7677 §3.
    private let nonce = "rOprNGfwEbeRWgbNEkqO"
    private let challenge =
        "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096"

    @Test func scramIsWhatItsSpecificationShows() throws {
        var sasl = SASL(.scramSHA256, endpoint(.password), nonce: nonce)
        #expect(sasl.initial == Array("n,,n=user,r=\(nonce)".utf8))
        let proof = try sasl.answer(Array(challenge.utf8))
        #expect(
            String(decoding: proof, as: UTF8.self)
                == "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,"
                + "p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=")
        #expect(!sasl.isProven)
        #expect(try sasl.answer(Array("v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=".utf8)).isEmpty)
        #expect(sasl.isProven)
    }

    @Test(arguments: [
        "r=somebodyelse,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096", "r=rOprNGfwEbeRWgbNEkqO,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096",
        "r=rOprNGfwEbeRWgbNEkqOx,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=0", "r=rOprNGfwEbeRWgbNEkqOx,s=,i=4096",
        "r=rOprNGfwEbeRWgbNEkqOx,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=99999999999", "m=x,r=rOprNGfwEbeRWgbNEkqOx,s=AAAA,i=1",
        "", "nonsense",
    ])
    func aServerWhosePartIsWrongGetsNoProof(_ challenge: String) {
        var sasl = SASL(.scramSHA256, endpoint(.password), nonce: nonce)
        #expect(throws: SASL.Failure.self) { _ = try sasl.answer(Array(challenge.utf8)) }
    }

    @Test func aServerThatDoesNotKnowThePasswordIsFoundOut() throws {
        var sasl = SASL(.scramSHA256, endpoint(.password), nonce: nonce)
        _ = try sasl.answer(Array(challenge.utf8))
        #expect(throws: SASL.Failure.self) {
            _ = try sasl.answer(Array("v=7rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=".utf8))
        }
        #expect(!sasl.isProven)
    }

    @Test func theBestMechanismThatIsOfferedIsTakenAndNoOtherThanAsked() {
        let all: Set<String> = ["PLAIN", "LOGIN", "SCRAM-SHA-256", "XOAUTH2", "OAUTHBEARER", "CRAM-MD5"]
        #expect(SASL.choose(.password, offered: all) == .scramSHA256)
        #expect(SASL.choose(.password, offered: ["LOGIN", "PLAIN"]) == .plain)
        #expect(SASL.choose(.token, offered: all) == .oauthBearer)
        #expect(SASL.choose(.token, offered: ["XOAUTH2", "PLAIN"]) == .xoauth2)
        #expect(SASL.choose(.scramSHA256, offered: ["PLAIN"]) == nil)
        #expect(SASL.choose(.token, offered: ["PLAIN"]) == nil)
    }

    @Test func tokensAreWrittenAsTheirMechanismsHaveIt() {
        #expect(
            SASL(.xoauth2, endpoint(.token, secret: "T0k"), nonce: "").initial
                == Array("user=user\u{1}auth=Bearer T0k\u{1}\u{1}".utf8))
        #expect(
            SASL(.oauthBearer, endpoint(.token, user: "a,b", secret: "T0k"), nonce: "").initial
                == Array("n,a=a=2Cb,\u{1}host=mail.example.kz\u{1}port=993\u{1}auth=Bearer T0k\u{1}\u{1}".utf8))
    }

    @Test func base64IsReadAndWritten() {
        for count in 0..<40 {
            let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 * 37 + 11) }
            #expect(Base64Text.decode(Array(Base64Text.encode(bytes).utf8)) == bytes)
        }
        #expect(Base64Text.encode(Array("pleasure.".utf8)) == "cGxlYXN1cmUu")
        for wrong in ["A", "AB=C", "A===", "AB!=", "=AAA"] {
            #expect(Base64Text.decode(Array(wrong.utf8)) == nil, "\(wrong)")
        }
    }
}
