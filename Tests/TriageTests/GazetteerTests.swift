import Foundation
import Reports
import TestSupport
import Testing
import Triage

@Suite struct GazetteerTests {
    private static let classifier = Result {
        Classifier(taxonomy: try Taxonomy(YAMLSubset.shippedTaxonomy(), gazetteer: YAMLSubset.shippedGazetteer()))
    }

    private func places(_ text: String) throws -> [Place] {
        try Self.classifier.get().labels(title: "", text: text).places
    }

    @Test(arguments: [
        ("Мкр Аксай-4, дом 5: темно", Place(name: "Аксай-4", kind: "microdistrict", district: .auezov)),
        ("Ақсай-4 ықшамауданында жарық жоқ", Place(name: "Аксай-4", kind: "microdistrict", district: .auezov)),
        ("Near Aksay there is no bus", Place(name: "Аксай", kind: "microdistrict", district: .auezov)),
        ("Мусор в Шугыле", Place(name: "мкр Шұғыла", kind: "microdistrict", district: .nauryzbay)),
        ("Саялыда су жоқ", Place(name: "Саялы", kind: "microdistrict", district: .alatau)),
        ("В Алгабасе стая собак", Place(name: "Алғабас", kind: "microdistrict", district: .alatau)),
        ("Двор на Розыбакиева не убирают", Place(name: "Розыбакиева", kind: "street", district: .bostandyk)),
        ("Толе би көшесінде бағдаршам жоқ", Place(name: "Толе би", kind: "street")),
        ("Каток Медеу закрыт", Place(name: "каток Медеу", kind: "landmark", district: .medeu)),
        ("The lift at Esentai Mall", Place(name: "Есентай Молл", kind: "landmark", district: .bostandyk)),
        ("В школе №35 холодно", Place(name: "школа №35", kind: "school")),
        ("Школа 35, второй этаж", Place(name: "школа №35", kind: "school")),
        ("№35 мектепте суық", Place(name: "школа №35", kind: "school")),
        ("35-ші мектептің асханасы", Place(name: "школа №35", kind: "school")),
        ("35 мектеп директоры", Place(name: "школа №35", kind: "school")),
        ("в школе имени Абая № 12", Place(name: "школа №12", kind: "school")),
        ("School 35 has no heating", Place(name: "школа №35", kind: "school")),
        ("поликлиника 17 не отвечает", Place(name: "поликлиника №17", kind: "polyclinic")),
        ("17-я городская поликлиника", Place(name: "поликлиника №17", kind: "polyclinic")),
        ("№7 қалалық аурухана", Place(name: "больница №7", kind: "hospital")),
        ("детсад №112 закрыли", Place(name: "детский сад №112", kind: "kindergarten")),
        ("Автобус 37 не приходит", Place(name: "маршрут №37", kind: "route")),
        ("99-шы автобустың жүргізушісі", Place(name: "маршрут №99", kind: "route")),
    ])
    func aPlaceIsKnownHoweverItIsWritten(text: String, place: Place) throws {
        let found = try places(text)
        #expect(found.contains(place), "\(found)")
    }

    @Test(arguments: [
        "В школе 42 ребёнка в классе", "35 школ отремонтировали", "Автобус 40 минут не приходит",
        "Больница 2 часа не отвечала", "Шұғыл көмек керек", "Үйде жылу жоқ. Шұғыл көмек керек.",
        "мектепте 900 бала оқиды", "Дует самал, во дворе растёт дубок", "Сдали по 15 000 в школу",
    ])
    func whatCountsNamesNothing(text: String) throws {
        let found = try places(text)
        #expect(found.isEmpty, "\(found)")
    }

    @Test func aPlaceDoesNotNameItsDistrict() throws {
        let labels = try Self.classifier.get().labels(title: "", text: "Орбита-3, дом возле школы №45")
        #expect(labels.districts == [])
        #expect(
            labels.places == [
                Place(name: "Орбита-3", kind: "microdistrict", district: .bostandyk),
                Place(name: "школа №45", kind: "school"),
            ])
    }

    @Test func everyFaultOfAGazetteerIsNamedWithItsLine() {
        let yaml = """
            version: 2
            places:
              microdistrict:
                almata: ["Аксай"]
                auezov: ["= Аксай", "!!!"]
            numbered:
              school:
                name: "школа"
                words:
                  ru: ["две школы"]
            """
        #expect(throws: TaxonomyFaults.self) { try Gazetteer(YAMLSubset.parse(yaml)) }
        do {
            _ = try Gazetteer(YAMLSubset.parse(yaml))
        } catch {
            #expect(
                error.faults.map(\.key) == [
                    "version", "places.microdistrict.almata", "places.microdistrict.auezov",
                    "places.microdistrict.auezov",
                    "numbered.school.name", "numbered.school.words.ru",
                ])
        }
    }
}
