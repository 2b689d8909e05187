import Language
import Testing

@Suite struct StemTests {
    @Test(arguments: [
        ["мектеп", "мектебі", "мектептің", "мектепке", "мектептер", "мектебімізде"],
        ["қала", "қалада", "қаланың", "қалалар", "қаламыз", "каладан"],
        ["тұрғын", "тұрғындар", "тұрғындардан", "тургындарга"],
        ["жол", "жолда", "жолдар", "жолымыз", "жолы", "жолдың"],
        ["көше", "көшеде", "көшелер", "көшесінде", "кошедеги"],
        ["балық", "балығы", "балықтар"], ["жина", "жинайды", "жинады", "жинап", "жинау", "жинаған"],
        ["аудан", "ауданы", "ауданында", "аудандар", "ауданның"],
    ])
    func theFormsOfAKazakhWordMeetInOneStem(forms: [String]) {
        #expect(Set(forms.map { Stems.kazakh(Folding.fold($0)) }).count == 1)
    }

    @Test(arguments: [("заңсыз", "заң"), ("бармайды", "барды"), ("жылу", "жыл"), ("тендер", "тең")])
    func kazakhWordsOfAnotherMeaningStayApart(one: String, other: String) {
        #expect(Stems.kazakh(Folding.fold(one)) != Stems.kazakh(Folding.fold(other)))
    }

    @Test func shortWordsAreNotCutAway() {
        for word in ["ақы", "ана", "ту", "ел", "да", "үй", "су"] {
            #expect(Stems.kazakh(Folding.fold(word)) == Folding.fold(word))
        }
    }

    @Test func russianAndEnglishWordsAreStemmedBySnowball() {
        #expect(Stems.russian("подъезда") == Stems.russian("подъездами"))
        #expect(Stems.english("collecting") == "collect")
        #expect(Stems.stems(ofFolded: "collected") == ["collect"])
    }

    @Test func stemsAreTheSameWhoeverAsksAtTheSameTime() async {
        let words = ["подъездами", "мектептер", "officials", "кокыс", "закупок"]
        let alone = words.map { Stems.stems(ofFolded: $0) }
        await withTaskGroup(of: [[String]].self) { group in
            for _ in 0..<32 { group.addTask { (0..<200).map { Stems.stems(ofFolded: words[$0 % words.count]) } } }
            for await stems in group {
                #expect(stems.enumerated().allSatisfy { $0.element == alone[$0.offset % words.count] })
            }
        }
    }
}
