import FoundationEssentials
import Glibc
import Reports

/// For measuring: letters of some 700 characters, as many as are asked for, made of the words of real ones, so that words,
/// phrases and names are as frequent as they are in letters. The same number gives the same letter.
///
/// Words are drawn as often as they come in the texts; one in twenty-five draws is a phrase that everybody writes to an
/// office, one in ten a word that is in none: names and misspelt words come from an open vocabulary whose frequencies
/// follow Zipf's law, so the number of distinct words goes on growing as it does in real letters. Each letter names a street
/// (a few are named often) and a house, every other one an institution with its number, a sum or a date. One in twenty is a
/// petition filled in with its own facts, one in twenty tells anew, in part in the same words, of what one of the last
/// thousand told.
struct MadeUpLetters {
    private let words: [String]

    /// Bytes of a letter, about: seven hundred Cyrillic characters.
    private static let length = 1250
    private static let streets = 3000.0
    private static let openVocabulary = 400_000.0

    /// - Parameter texts: real texts, some hundreds at least.
    init(texts: [String]) { words = texts.flatMap { $0.split(whereSeparator: \.isWhitespace).map(String.init) } }

    /// What everybody writes to an office.
    private static let phrases = [
        "прошу принять меры", "прошу провести проверку", "жители нашего дома", "обращаемся к вам с просьбой",
        "до сих пор нет ответа", "никто не реагирует", "в течение месяца", "звонили в акимат", "нам обещали что",
        "сколько можно ждать", "просим разобраться", "на протяжении нескольких лет", "дети вынуждены ходить",
        "в рабочее время", "с уважением жители", "заранее благодарим", "по данному вопросу", "в нашем районе",
        "шара қолдануыңызды сұраймыз", "үйіміздің тұрғындары", "бірнеше рет хабарластық", "жауап бермейді",
        "көмектесіңіздерші", "ешкім келген жоқ", "балаларымыз қауіп үстінде", "әкімдікке жаздық", "көп уақыт өтті",
        "бұл мәселе бойынша", "өтініш жаздық", "құрметпен тұрғындар",
    ]

    func letter(_ number: Int) -> (title: String, text: String) {
        var random = SplitMix(number)
        var pieces: [String] = []
        if number % 20 == 7, number > 1000 {
            // What it tells is another's, in every third sentence its very words.
            let earlier = letter(number - 13 - random.below(987) / 20 * 20)
            pieces = stride(from: random.below(3), to: 90, by: 3).flatMap { start in
                earlier.text.split(separator: " ").dropFirst(start * 8).prefix(8).map(String.init)
            }
        } else if number % 20 == 0 {
            pieces = petition.split(separator: " ").map(String.init)
        }
        var length = pieces.reduce(0) { $0 + $1.utf8.count + 1 }
        while length < MadeUpLetters.length {
            let piece = next(&random)
            pieces.append(piece)
            length += piece.utf8.count + 1
        }
        pieces.insert("на улице \(name(&random)) дом \(random.below(200) + 1)", at: random.below(pieces.count))
        switch random.below(6) {
        case 0: pieces.insert("школа №\(random.below(200) + 1)", at: random.below(pieces.count))
        case 1: pieces.insert("сумма \(random.below(90_000) + 10_000) тенге", at: random.below(pieces.count))
        case 2: pieces.insert("\(random.below(28) + 1).\(random.below(12) + 1).2026", at: random.below(pieces.count))
        default: break
        }
        return ((0..<random.below(5)).map { _ in word(&random) }.joined(separator: " "), pieces.joined(separator: " "))
    }

    private let petition =
        "Прошу провести проверку и принять меры по обращению жителей нашего дома, сроки нарушены, ответа до сих пор нет"

    private func next(_ random: inout SplitMix) -> String {
        random.below(25) == 0
            ? MadeUpLetters.phrases[random.below(MadeUpLetters.phrases.count)] : word(&random)
    }

    private func word(_ random: inout SplitMix) -> String {
        random.below(10) == 0
            ? MadeUpLetters.made(100 + random.zipf(MadeUpLetters.openVocabulary)) : words[random.below(words.count)]
    }

    private func name(_ random: inout SplitMix) -> String {
        MadeUpLetters.made(1_000_000 + random.zipf(MadeUpLetters.streets)).capitalized + "а"
    }

    private static let syllables = [
        "ба", "ро", "ми", "те", "ку", "ла", "ше", "но", "ви", "да", "со", "ги", "пу", "ре", "жа", "то", "ни", "ме",
        "ко", "ра",
    ]

    /// A word that nobody says.
    private static func made(_ rank: Int) -> String {
        var (rest, word) = (rank, "")
        while rest > 0 {
            word += syllables[rest % 20]
            rest /= 20
        }
        return word
    }
}

/// The same numbers in every run (SplitMix64).
private struct SplitMix {
    private var state: UInt64

    /// Numbers side by side begin far apart: the generator itself walks in equal steps.
    init(_ number: Int) {
        state = UInt64(bitPattern: Int64(number)) ^ 0x5DEE_CE66_D1CE_4E5B
        state = next() ^ next() << 17
    }

    private mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var hash = state
        hash = (hash ^ hash >> 30) &* 0xBF58_476D_1CE4_E5B9
        hash = (hash ^ hash >> 27) &* 0x94D0_49BB_1331_11EB
        return hash ^ hash >> 31
    }

    mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(max(1, bound))) }

    /// A rank of so many, the n-th n times as rare as the first.
    mutating func zipf(_ ranks: Double) -> Int {
        Int(exp(Double(below(1 << 30)) / Double(1 << 30) * log(ranks)))
    }
}
