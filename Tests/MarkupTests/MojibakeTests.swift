import Markup
import Testing

@Suite struct MojibakeTests {
    private static let russian = "Укрепите перила: И в подъезде, и Рядом нет света"
    private static let kazakh = "Аулада қоқыс екі ай бойы шығарылмайды"

    @Test(arguments: ["windows-1251", "windows-1252", "ibm866", "koi8-r"], [russian, kazakh])
    func utf8ReadAsAnEightBitCharsetIsMended(charset: String, text: String) {
        // The label is believed only where the bytes are no UTF-8, so what was read wrong is made letter by letter.
        let spoilt = text.utf8.map { byte -> String in
            if byte < 0x80 { return String(UnicodeScalar(byte)) }
            let read = Charsets.decode([byte], labels: [charset]).text
            return read == "\u{FFFD}" ? String(UnicodeScalar(byte)) : read
        }.joined()
        #expect(spoilt != text)
        #expect(Mojibake.mended(spoilt) == text, "\(spoilt)")
        #expect(Mojibake.mended("Смотрите:\n\(spoilt)\nконец") == "Смотрите:\n\(text)\nконец")
    }

    @Test func lettersLostAsQuestionMarksAndBlanksComeBack() {
        #expect(Mojibake.mended("Р?СЃРїСЂР°РІСЊС‚Рµ") == "Исправьте")
        #expect(Mojibake.mended("Р РµРјРѕРЅС‚ РґРѕСЂРѕРіРё") == "Ремонт дороги")
    }

    @Test func anEightBitCharsetReadAsAnotherIsMended() {
        #expect(Mojibake.mended("бН ДБНПЕ ДНЛЮ МЕР ЯБЕРЮ, ОПХЛХРЕ ЛЕПШ") == "Во дворе дома нет света, примите меры")
        #expect(Mojibake.mended("чП ДЧПТЕ ДПНБ ОЕФ УЧЕФБ, РТЙНЙФЕ НЕТЩ") == "Во дворе дома нет света, примите меры")
        #expect(
            Mojibake.mended("хЧБЦБЕНЩК БЛЙН, ЧП ДЧПТЕ ДПНБ УЛПРЙМУС НХУПТ, ФТЕФША ОЕДЕМА ОЙЛФП ОЕ ЧЩЧПЪЙФ")
                == "Уважаемый аким, во дворе дома скопился мусор, третью неделю никто не вывозит")
        #expect(Mojibake.mended("Âî äâîðå äîìà íåò ñâåòà, ïðèìèòå ìåðû") == "Во дворе дома нет света, примите меры")
    }

    @Test(arguments: [
        russian, kazakh, "РЕМОНТ РСУ: ССР, РСФСР, СРО, РС, РР", "ЖАЛОБА НА КСК: ВТОРОЙ МЕСЯЦ НЕ ВЫВОЗЯТ МУСОР",
        "ОДНАКО, ПРОЦЕНТ ЛЮДЕЙ С ТУБЕРКУЛЁЗОМ С МНОЖЕСТВЕННОЙ ЛЕКАРСТВЕННОЙ УСТОЙЧИВОСТЬЮ",
        "ТЭД ФЭЭЖ ДЭХ ДНХ-Г РАДИО ИДЭВХИТ ФОСФОРООР",
        "Café Müller, señor, garçon, Übergröße", "Straße — “quoted” – €5", "iPhone 15 Pro", "ООО «Русь», г. Алматы № 5",
        "Қазақ тілінде: Ә Ғ Қ Ң Ө Ұ Ү Һ І", "Српски: Ђорђе и Љубица", "п.п. 5, п. 7, я, п",
        "Привет! Як справи? Ґанок, їжак, є",
        "", "plain ASCII", "РРРРРР", "Р.С. Рахимов и С.Р. Сериков", "ПрИвЕт ВсЕм КтО мЕнЯ зНаЕт",
    ]) func soundTextIsLeftAlone(text: String) { #expect(Mojibake.mended(text) == nil) }
}
