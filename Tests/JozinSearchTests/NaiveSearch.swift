// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Glibc
import JozinCore
import JozinPlaces
import JozinSearch

/// What a query means, photo by photo and as plainly as can be.
enum NaiveSearch {
    /// The ids in timeline order.
    static func ids(_ query: Query, in rows: [PhotoRow]) -> [UInt32] {
        rows.filter { fulfils($0, query) }.sorted { $0.moment > $1.moment }.map(\.id)
    }

    static func fulfils(_ row: PhotoRow, _ query: Query) -> Bool {
        switch query {
        case .everything: true
        case .all(let parts): parts.allSatisfy { fulfils(row, $0) }
        case .any(let parts): parts.contains { fulfils(row, $0) }
        case .not(let part): !fulfils(row, part)
        case .words(let phrase): allFields(row).contains { stands(phrase, in: $0) }
        case .filter(let filter): passes(row, filter)
        }
    }

    private static func allFields(_ row: PhotoRow) -> [String] {
        let single = [name(row), row.title, row.caption, row.camera, row.lens, row.place?.country].compactMap { $0 }
        let tags = row.tags.flatMap { $0.split(separator: "/").map(String.init) }
        return single + names(row.place) + tags + row.albums + row.folder.components.map { String(decoding: $0, as: UTF8.self) }
    }

    private static func names(_ place: PlaceName?) -> [String] {
        place.map { [$0.name, $0.region] + $0.otherNames } ?? []
    }

    private static func name(_ row: PhotoRow) -> String { String(decoding: row.name, as: UTF8.self) }

    private static func stands(_ phrase: Phrase, in text: String?) -> Bool {
        guard let text else { return false }
        let (wanted, words) = (WordFolding.words(phrase.text), WordFolding.words(text))
        guard words.count >= wanted.count else { return false }
        return (0...words.count - wanted.count).contains { start in
            zip(wanted, words[start...]).enumerated().allSatisfy { index, pair in
                pair.0 == pair.1 || phrase.isPrefix && index == wanted.count - 1 && pair.1.hasPrefix(pair.0)
            }
        }
    }

    private static func isTag(_ phrase: Phrase, _ tag: String) -> Bool {
        func components(_ text: String) -> [[String]] { text.split(separator: "/").map { WordFolding.words(String($0)) } }
        let (wanted, have) = (components(phrase.text), components(tag))
        guard have.count >= wanted.count else { return false }
        return (0...have.count - wanted.count).contains { start in
            zip(wanted, have[start...]).enumerated().allSatisfy { index, pair in
                guard phrase.isPrefix, index == wanted.count - 1 else { return pair.0 == pair.1 }
                return pair.1.count >= pair.0.count
                    && zip(pair.0, pair.1).enumerated().allSatisfy { place, words in
                        words.0 == words.1 || place == pair.0.count - 1 && words.1.hasPrefix(words.0)
                    }
            }
        }
    }

    private static func passes(_ row: PhotoRow, _ filter: Filter) -> Bool {
        switch filter {
        case .number(let field, let range): isNumber(row, field, range)
        case .days(let range): row.day.map { range.contains($0) } ?? false
        case .text(let field, let phrase): isText(row, field, phrase)
        case .folder(let path, let withSubfolders): withSubfolders ? row.folder.isInside(path) : row.folder == path
        case .format(let format): row.format == format
        case .state(let state): hasState(row, state)
        case .duplicates(let kind): isDuplicate(row, kind)
        case .near(let circle): isNear(row, circle)
        case .box(let box):
            place(row).map { place in
                let isBetween =
                    box.west <= box.east
                    ? (box.west...box.east).contains(place.longitude)
                    : place.longitude >= box.west || place.longitude <= box.east
                return isBetween && (box.south...box.north).contains(place.latitude)
            } ?? false
        case .id: false
        }
    }

    private static func isNumber(_ row: PhotoRow, _ field: NumberField, _ range: NumberRange) -> Bool {
        func whole(_ number: Int?) -> Bool { number.map { $0 > 0 && range.contains($0) } ?? false }
        return switch field {
        case .iso: whole(row.iso)
        case .width: whole(row.size?.width)
        case .height: whole(row.size?.height)
        case .pixels: whole(row.size?.count)
        case .bytes: range.contains(row.bytes)
        case .rating: range.contains(row.rating)
        case .f: isMeasure(row.fNumber, range)
        case .focal: isMeasure(row.focalLength, range)
        case .exposure: isMeasure(row.exposure, range)
        }
    }

    private static func isMeasure(_ value: Double?, _ range: NumberRange) -> Bool {
        guard let value, value > 0, value.isFinite else { return false }
        let measure = Float(value)
        return switch range {
        case .exactly(let wanted): measure == Float(wanted)
        case .moreThan(let limit): measure > Float(limit)
        case .atLeast(let limit): measure >= Float(limit)
        case .lessThan(let limit): measure < Float(limit)
        case .atMost(let limit): measure <= Float(limit)
        case .between(let low, let high): measure >= Float(low) && measure <= Float(high)
        }
    }

    private static func isText(_ row: PhotoRow, _ field: TextField, _ phrase: Phrase) -> Bool {
        switch field {
        case .name: stands(phrase, in: name(row))
        case .title: stands(phrase, in: row.title)
        case .description: stands(phrase, in: row.caption)
        case .camera: stands(phrase, in: row.camera)
        case .lens: stands(phrase, in: row.lens)
        case .place: names(row.place).contains { stands(phrase, in: $0) }
        case .country: [row.place?.country, row.place?.codes.joined(separator: " ")].contains { stands(phrase, in: $0) }
        case .tag: row.tags.contains { isTag(phrase, $0) }
        case .album: row.albums.contains { stands(phrase, in: $0) }
        }
    }

    private static func hasState(_ row: PhotoRow, _ state: PhotoState) -> Bool {
        switch state {
        case .favourite: row.marks.contains(.favourite)
        case .rejected: row.marks.contains(.rejected)
        case .missing: row.marks.contains(.missing)
        case .failed: row.marks.contains(.failed)
        case .dropped: row.marks.contains(.dropped)
        case .gps: place(row) != nil
        case .date: row.day != nil
        case .tag: !row.tags.isEmpty
        case .title: row.title?.isEmpty == false
        case .rating: row.rating > 0
        case .description: row.caption?.isEmpty == false
        case .adjustments: row.marks.contains(.adjusted)
        case .problem: row.marks.contains(.problem)
        }
    }

    private static func isDuplicate(_ row: PhotoRow, _ kind: DuplicateKind?) -> Bool {
        switch kind {
        case .exact: row.marks.contains(.exactDuplicate)
        case .pixel: row.marks.contains(.pixelDuplicate)
        case .near: row.marks.contains(.nearDuplicate)
        case nil: DuplicateKind.allCases.contains { isDuplicate(row, $0) }
        }
    }

    private static func place(_ row: PhotoRow) -> GPSPosition? { row.position.flatMap { abs($0.latitude) <= 90 ? $0 : nil } }

    private static func isNear(_ row: PhotoRow, _ circle: Circle) -> Bool {
        guard let place = place(row) else { return false }
        let unit = Double.pi / 180
        let (a, b) = (circle.latitude * unit, place.latitude * unit)
        let cosine = sin(a) * sin(b) + cos(a) * cos(b) * cos((place.longitude - circle.longitude) * unit)
        return acos(min(1, max(-1, cosine))) * 6371.0088 <= circle.kilometres
    }
}
