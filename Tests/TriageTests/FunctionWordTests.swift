import Language
import Reports
import TestSupport
import Testing
import Triage

/// What is said in every letter tells nothing.
@Suite struct FunctionWordTests {
    private static let classifier = Result {
        Classifier(taxonomy: try Taxonomy(YAMLSubset.shippedTaxonomy(), gazetteer: YAMLSubset.shippedGazetteer()))
    }

    @Test(arguments: [FunctionWords.russian, FunctionWords.kazakh, FunctionWords.english])
    func noFunctionWordAloneGivesALabel(words: [String]) throws {
        #expect(words.count > 150)
        let classifier = try Self.classifier.get()
        var telling: [String] = []
        for word in words {
            for text in [word, word.prefix(1).uppercased() + word.dropFirst()] {
                let labels = classifier.labels(title: "", text: text)
                if labels.themes.first?.id != .other || !labels.signals.isEmpty || labels.kind != .complaint
                    || labels.urgent
                {
                    telling.append("\(text): \(labels.kind) \(labels.themes) \(labels.signals) \(labels.urgent)")
                }
            }
        }
        #expect(telling.isEmpty, "\(telling)")
    }

    @Test(arguments: [
        "Первый подъезд: лифт сломан", "На первом этаже течёт крыша", "Нет гарантии на ремонт дороги, яма снова",
        "Подпишитесь на петицию против вырубки парка", "Скидки на проезд пенсионерам отменили",
        "Нужна доставка воды, нет водопровода", "Аким продал землю, сдам документы в прокуратуру",
        "Банк навязал кредит под видом рассрочки, верните деньги", "Кредит оформили на мать мошенники",
        "Арзан баға деп алдады, лифт істемейді",
    ])
    func aComplaintIsNoSpamByOneWord(text: String) throws {
        #expect(try Self.classifier.get().labels(title: "", text: text).kind != .spam)
    }

    @Test(arguments: [
        "Кредит без справок! Скидки! Звоните сейчас", "Займ онлайн за 5 минут, жми на ссылку",
        "Арзан несие, ватсапқа жаз, сілтеме профильде", "50% off this week, click here",
    ])
    func anAdvertIsSpam(text: String) throws {
        #expect(try Self.classifier.get().labels(title: "", text: text).kind == .spam)
    }

    @Test func aTrialInAnotherCountryAllegesNothingHere() throws {
        let classifier = try Self.classifier.get()
        let abroad = classifier.labels(title: "", text: "В Италии бывшего министра осудили за взятку в миллион евро")
        #expect(abroad.signals == [])
        let here = classifier.labels(title: "", text: "В Шымкенте бывшего замакима осудили за взятку в миллион тенге")
        #expect(here.signals.map(\.id) == [.bribery])
    }

    @Test(arguments: [
        "Абай көшесі 12, 233-үйде лифт жұмыс істемейді, КСК жауап бермейді",
        "Өтініш бердік, рұқсат бермеді, үш ай өтті",
        "Емхана 1500 адамға көмек бермейді",
    ])
    func givingNoAnswerIsNoBribe(text: String) throws {
        let labels = try Self.classifier.get().labels(title: "", text: text)
        #expect(!labels.signals.contains { $0.id == .bribery }, "\(labels.signals)")
        #expect(labels.kind == .complaint)
    }
}
