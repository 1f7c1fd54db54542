// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinPlaces
import JozinSearch
import JozinTestSupport

/// Photos and queries from few values, so that they meet.
struct RandomLibrary {
    var random: SeededGenerator

    static let cameras = ["Canon EOS 5D", "Canon EOS 60D", "NIKON D700", "Apple iPhone 12", "东京 camera"]
    static let lenses = ["EF 50mm f/1.8", "EF 24-70mm f/2.8L", "Nikkor 50mm"]
    static let places = ["Praha", "Staré Město", "Praha 5", "New York"]
    static let countries = ["Česko", "United States", "Praha"]
    static let folders = ["", "2019", "2019/Praha", "2019/Praha/best of", "2019/Praha2", "2020", "old \"town\"", "a\\b"]
    static let tags = ["travel", "travel/prague", "travel/prague castle", "prague", "people/Jan Žižka", "nature/tree", "/", ""]
    static let albums = ["Best of 2019", "Family", "travel"]
    static let words = [
        "Praha", "praha", "img", "dsc", "jpg", "castle", "Žižka", "old", "town", "50mm", "canon", "zzz", "5", "2019", "京",
    ]

    init(seed: UInt64) { random = SeededGenerator(seed: seed) }

    mutating func one<T>(_ values: [T]) -> T { values[random.number(0...values.count - 1)] }

    mutating func maybe<T>(_ percent: Int, _ value: (inout RandomLibrary) -> T) -> T? {
        random.chance(percent) ? value(&self) : nil
    }

    mutating func sentence() -> String {
        (0..<random.number(1...4)).map { _ in one(Self.words) }.joined(separator: one([" ", "_", "-"]))
    }

    mutating func folder() -> LibraryPath {
        if random.chance(5), let path = LibraryPath(bytes: [0x32, 0xFF, 0x2F, 0xFE, 0x20]) { return path }
        return LibraryPath(bytes: Array(one(Self.folders).utf8)) ?? .root
    }

    mutating func row(id: UInt32, moment: Int64) -> PhotoRow {
        var row = PhotoRow(id: id, moment: moment)
        row.day = maybe(90) { _ in Int32(truncatingIfNeeded: moment / 5) + 17_800 }
        row.size = maybe(90) { PixelSize(width: $0.one([640, 3000, 4000, 6000]), height: $0.one([480, 2000, 4000])) }
        row.bytes = Int64(random.number(0...12)) * 1_000_000
        row.format = maybe(90) { $0.one(PhotoFormat.allCases) }
        row.folder = folder()
        row.name =
            random.chance(5)
            ? [0xFF, 0x41, 0xFE] : Array((one(["IMG_", "DSC0", "Praha "]) + "\(random.number(1...30)).jpg").utf8)
        row.camera = maybe(70) { $0.one(Self.cameras) }
        row.lens = maybe(60) { $0.one(Self.lenses) }
        row.place = maybe(50) { library in
            PlaceName(
                name: library.maybe(80) { $0.one(Self.places) } ?? "", region: library.maybe(50) { $0.one(Self.places) } ?? "",
                country: library.maybe(80) { $0.one(Self.countries) } ?? "", codes: library.one([[], ["CZ", "CZE"], ["IMG"]]),
                otherNames: library.one([[], ["Krumau", "Castle"], ["old", "town"]]))
        }
        row.iso = maybe(70) { $0.one([100, 200, 400, 800, 1600, 0, -1]) }
        row.fNumber = maybe(70) { $0.one([1.8, 2.8, 4, 5.6, 0, .infinity]) }
        row.focalLength = maybe(70) { $0.one([24, 50, 70, 4.25]) }
        row.exposure = maybe(70) { $0.one([1.0 / 200, 1.0 / 60, 0.5, 2, 1.0 / 3]) }
        row.position = maybe(50) {
            GPSPosition(
                latitude: Double($0.random.number(-90...90)) + 0.07, longitude: Double($0.random.number(-180...179)) + 0.3)
        }
        if random.chance(3) { row.position = GPSPosition(latitude: .nan, longitude: 500) }
        row.rating = random.number(0...5)
        row.marks = PhotoMarks(rawValue: UInt16(random.number(0...511)))
        if random.chance(30) { row.marks.insert(.dropped) }
        row.tags = (0..<max(0, random.number(-2...3))).map { _ in one(Self.tags) }
        row.albums = (0..<max(0, random.number(-4...2))).map { _ in one(Self.albums) }
        row.title = maybe(30) { $0.sentence() }
        row.caption = maybe(30) { $0.random.chance(10) ? "" : $0.sentence() }
        return row
    }

    /// Rows of different ids and moments, in no order.
    mutating func rows(_ count: Int) -> [PhotoRow] {
        var moments = Array(Set((0..<count).map { _ in Int64(random.number(0...count * 4)) })).sorted()
        moments.shuffle(using: &random)
        return moments.enumerated().map { row(id: UInt32($0) + 1, moment: $1) }
    }
}

extension RandomLibrary {
    mutating func phrase() -> Phrase {
        while true {
            var text = random.chance(70) ? one(Self.words) : sentence()
            if random.chance(10) {
                text = one(["\"", "\\", "or", "not", "favourite", "2019", "\u{301}x", "a\nb", "(x)", "a:b", "-x"]) + text
            }
            if random.chance(20), let first = text.first { text = String(first) }
            if let phrase = Phrase(text, isPrefix: random.chance(30)) { return phrase }
        }
    }

    mutating func number(_ field: NumberField) -> NumberRange {
        let values: [Double] =
            switch field {
            case .iso: [100, 200, 399.5, 800, 1600]
            case .f: [1.8, 2.8, 3, 5.6]
            case .focal: [4.25, 24, 50]
            case .exposure: [1.0 / 200, 1.0 / 60, 0.5, 1.0 / 3, 1e-5]
            case .pixels: [307_200, 12e6, 2e7]
            case .bytes: [0, 1e6, 5e6, 5.5e6]
            case .width, .height: [0, 480, 3000, 4000]
            case .rating: [0, 1, 3, 4.5, 5]
            }
        let (a, b) = (one(values), one(values))
        return switch random.number(0...5) {
        case 0: .exactly(a)
        case 1: .moreThan(a)
        case 2: .atLeast(a)
        case 3: .lessThan(a)
        case 4: .atMost(a)
        default: a == b ? .exactly(a) : .between(min(a, b), max(a, b))
        }
    }

    mutating func days() -> DayRange {
        let ends = (0..<2).map { _ in Int32(random.number(17_500...18_400)) }.sorted()
        let pairs: [(Int32?, Int32?)] = [
            (17_897, 18_261), (17_897, 17_927), (17_897, 17_897), (ends[0], ends[1]), (ends[0], nil), (nil, ends[1]),
        ]
        return one(pairs.compactMap { DayRange(first: $0.0, last: $0.1) })
    }

    mutating func tag() -> Phrase {
        while true {
            let text = one(Self.tags + ["castle", "jan zizka", "PRAGUE", "tra", "prag", "travel/prag"])
            if let phrase = Phrase(text, isPrefix: random.chance(30)) { return phrase }
        }
    }

    mutating func filter() -> Filter {
        switch random.number(0...10) {
        case 0, 1:
            let field = one(NumberField.allCases)
            return .number(field, number(field))
        case 2: return .days(days())
        case 3, 4:
            let field = one(TextField.allCases)
            return .text(field, field == .tag ? tag() : phrase())
        case 5: return .folder(folder(), withSubfolders: random.coin())
        case 6: return .format(one(PhotoFormat.allCases))
        case 7: return .state(one(PhotoState.allCases))
        case 8: return .duplicates(one(DuplicateKind.allCases + [nil]))
        case 9:
            let latitudes = (0..<2).map { _ in Double(random.number(-90...90)) + one([0, 0.07]) }.sorted()
            let longitudes = (0..<2).map { _ in Double(random.number(-180...180)) }
            let box = MapBox(west: longitudes[0], south: latitudes[0], east: longitudes[1], north: latitudes[1])
            return box.map { .box($0) } ?? .format(.raw)
        default:
            let circle = Circle(
                latitude: Double(random.number(-90...90)), longitude: Double(random.number(-180...180)),
                kilometres: one([0.5, 150, 2000, 9000, 21_000]))
            return circle.map { .near($0) } ?? .format(.raw)
        }
    }

    /// A query in the form that the parser gives.
    mutating func query(depth: Int = 3) -> Query {
        switch depth == 0 ? random.number(0...4) : random.number(0...9) {
        case 0, 1: .words(phrase())
        case 2, 3, 4: .filter(filter())
        case 5, 6: .and((0..<random.number(2...3)).map { _ in query(depth: depth - 1) })
        case 7, 8: .or((0..<random.number(2...3)).map { _ in query(depth: depth - 1) })
        default: .not(query(depth: depth - 1))
        }
    }
}
