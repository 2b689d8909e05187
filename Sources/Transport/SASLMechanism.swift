/// The mechanisms that are spoken, by their registered names.
enum SASLMechanism: String {
    case scramSHA256 = "SCRAM-SHA-256"
    case plain = "PLAIN"
    case login = "LOGIN"
    case xoauth2 = "XOAUTH2"
    case oauthBearer = "OAUTHBEARER"
}
