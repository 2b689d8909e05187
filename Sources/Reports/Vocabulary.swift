/// What a report is about. The first theme of a report is its main one.
public enum Theme: String, CaseIterable, Codable, Sendable {
    case ecology, housing
    case roadsTransport = "roads-transport"
    case improvement, safety, health, education
    case socialAid = "social-aid"
    case employment
    case youthLeisure = "youth-leisure"
    case publicServices = "public-services"
    case budgetProcurement = "budget-procurement"
    case landConstruction = "land-construction"
    case selfGovernment = "self-government"
    case other
}

/// The kind of corruption that a report alleges.
public enum Signal: String, CaseIterable, Codable, Sendable {
    case bribery
    case forcedCollections = "forced-collections"
    case procurementFraud = "procurement-fraud"
    case embezzlement
    case abuseOfOffice = "abuse-of-office"
    case nepotism
}

/// One of Almaty's eight districts.
public enum District: String, CaseIterable, Codable, Sendable {
    case alatau, almaly, auezov, bostandyk, jetysu, medeu, nauryzbay, turksib
}

/// What a report is to the office.
public enum ReportKind: String, CaseIterable, Codable, Sendable {
    case complaint, idea, question, thanks, news, spam
}

/// The language a text is written in; `mixed` is Kazakh and Russian both substantial, `und` could not be told.
public enum TextLanguage: String, CaseIterable, Codable, Sendable {
    case kk, ru, en, mixed, und
}

/// A language that digests and notices are written in.
public enum OfficeLanguage: String, CaseIterable, Codable, Sendable {
    case kk, ru, en
}

/// How an item belongs to its report.
public enum Relation: String, CaseIterable, Codable, Sendable {
    /// The item that the report began with.
    case first
    /// The same id from the same source.
    case sameID = "same-id"
    /// The same words, whoever sent them.
    case sameText = "same-text"
    /// The same message forwarded, quoted or lightly edited.
    case near
    /// What the same person wrote in answer to their own letter, or to our receipt for it.
    case followUp = "follow-up"
}
