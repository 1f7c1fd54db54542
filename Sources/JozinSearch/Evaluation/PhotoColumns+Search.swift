// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

public import JozinCore

extension PhotoColumns {
    /// The photos that fulfil a query. `photosWithID` gives the numbers of the photos of an image id: ids are not kept in memory.
    public func search(_ query: Query, photosWithID: (ImageID) -> [UInt32] = { _ in [] }) -> PhotoSelection {
        PhotoSelection(self, rows(query, within: RowSet(all: count), photosWithID))
    }

    private func rows(_ query: Query, within set: RowSet, _ photosWithID: (ImageID) -> [UInt32]) -> RowSet {
        switch query {
        case .everything: return set
        case .all(let parts):
            var left = set
            for part in parts.sorted(by: { $0.cost < $1.cost }) {
                if left.isEmpty { break }
                left = rows(part, within: left, photosWithID)
            }
            return left
        case .any(let parts):
            var left = set
            for part in parts where !left.isEmpty { left.subtract(rows(part, within: left, photosWithID)) }
            var found = set
            found.subtract(left)
            return found
        case .not(let part):
            var left = set
            left.subtract(rows(part, within: set, photosWithID))
            return left
        case .words(let phrase): return rows(phrase, within: set)
        case .filter(let filter): return rows(filter, within: set, photosWithID)
        }
    }

    private func rows(_ filter: Filter, within set: RowSet, _ photosWithID: (ImageID) -> [UInt32]) -> RowSet {
        switch filter {
        case .number(let field, let range): return rows(field, range, within: set)
        case .days(let range):
            let (first, last) = (range.first ?? PhotoTable.unknown + 1, range.last ?? .max)
            return set.filtered(rows.days) { $0 >= first && $0 <= last }
        case .text(let field, let phrase): return rows(field, phrase, within: set)
        case .folder(let path, let withSubfolders):
            let wanted = folders.mask { withSubfolders ? folders.values[$0].isInside(path) : folders.values[$0] == path }
            return rows(coded: rows.folders, wanted, within: set)
        case .format(let format):
            let code = PhotoTable.code(format)
            return set.filtered(rows.formats) { $0 == code }
        case .state(.rating): return set.filtered(rows.ratings) { $0 > 0 }
        case .state(let state): return rows(with: PhotoMarks(state), within: set)
        case .duplicates(let kind): return rows(with: PhotoMarks(kind), within: set)
        case .near(let circle): return rows(near: circle, within: set)
        case .box(let box):
            let bounds = CodedBox(box)
            return set.filtered(rows.latitudes, rows.longitudes) { bounds.contains($0, $1) }
        case .id(let id):
            let wanted = Set(photosWithID(id))
            return wanted.isEmpty ? RowSet(none: count) : set.filtered(rows.ids) { wanted.contains($0) }
        }
    }

    private func rows(with marks: PhotoMarks, within set: RowSet) -> RowSet {
        let wanted = marks.rawValue
        return set.filtered(rows.marks) { $0 & wanted != 0 }
    }

    private func rows(coded column: [UInt32], _ wanted: [Bool]?, within set: RowSet) -> RowSet {
        guard let wanted else { return RowSet(none: count) }
        return set.filtered(column) { wanted[Int($0)] }
    }

    private func rows(_ field: NumberField, _ range: NumberRange, within set: RowSet) -> RowSet {
        switch field {
        case .iso: rows(rows.isos, range.wholeNumbers(from: 1), within: set)
        case .f: rows(rows.fNumbers, range.measures(), within: set)
        case .focal: rows(rows.focalLengths, range.measures(), within: set)
        case .exposure: rows(rows.exposures, range.measures(), within: set)
        case .bytes: rows(rows.bytes, range.wholeNumbers(from: 0), within: set)
        case .width: rows(sized: range.wholeNumbers(from: 1), within: set) { $0.width }
        case .height: rows(sized: range.wholeNumbers(from: 1), within: set) { $0.height }
        case .rating: rows(rows.ratings, range.wholeNumbers(from: 0), within: set)
        case .pixels: rows(sized: range.wholeNumbers(from: 1), within: set) { $0.count }
        }
    }

    @inline(__always)
    private func rows<Value: Comparable>(_ column: [Value], _ range: ClosedRange<Value>?, within set: RowSet) -> RowSet {
        guard let range else { return RowSet(none: count) }
        return set.filtered(column) { $0 >= range.lowerBound && $0 <= range.upperBound }
    }

    private func rows(sized range: ClosedRange<Int>?, within set: RowSet, _ measure: (PixelSize) -> Int) -> RowSet {
        guard let range else { return RowSet(none: count) }
        return rows(coded: rows.sizes, sizes.mask { range.contains(measure(sizes.values[$0])) }, within: set)
    }

    private func rows(near circle: Circle, within set: RowSet) -> RowSet {
        let distance = SphereDistance(circle)
        let band = distance.latitudes
        return set.filtered(rows.latitudes, rows.longitudes) { latitude, longitude in
            latitude >= band.lowerBound && latitude <= band.upperBound && distance.reaches(latitude, longitude)
        }
    }

    // MARK: Words

    /// In any field: the words of name, title and description, and those of the dictionaries' values.
    private func rows(_ phrase: Phrase, within set: RowSet) -> RowSet {
        guard let pattern = WordPattern(phrase, in: words) else { return RowSet(none: count) }
        var found = rows(texts: pattern, field: nil, within: set)
        if let wanted = labels.mask({ labels.words.matches(pattern, $0) }) {
            found.formUnion(rows.labels.rows(with: wanted, within: set))
        }
        for (column, wanted) in [
            (rows.gear, gear.mask { gear.words.matches(pattern, $0) }),
            (rows.places, places.mask { places.words.matches(pattern, $0, fields: PlaceFields.all) }),
            (rows.folders, folders.mask { folders.words.matches(pattern, $0) }),
        ] where wanted != nil { found.formUnion(rows(coded: column, wanted, within: set)) }
        return found
    }

    private func rows(_ field: TextField, _ phrase: Phrase, within set: RowSet) -> RowSet {
        let pattern = field == .tag ? WordPattern(tag: phrase, in: words) : WordPattern(phrase, in: words)
        guard let pattern else { return RowSet(none: count) }
        switch field {
        case .name: return rows(texts: pattern, field: 0, within: set)
        case .title: return rows(texts: pattern, field: 1, within: set)
        case .description: return rows(texts: pattern, field: 2, within: set)
        case .camera: return rows(coded: rows.gear, gear.mask { gear.words.matches(pattern, $0, fields: 0...0) }, within: set)
        case .lens: return rows(coded: rows.gear, gear.mask { gear.words.matches(pattern, $0, fields: 1...1) }, within: set)
        case .place:
            return rows(
                coded: rows.places, places.mask { places.words.matches(pattern, $0, fields: PlaceFields.places) }, within: set)
        case .country:
            return rows(
                coded: rows.places, places.mask { places.words.matches(pattern, $0, fields: PlaceFields.countries) }, within: set)
        case .tag, .album:
            let wanted = labels.mask { labels.values[$0].isAlbum == (field == .album) && labels.words.matches(pattern, $0) }
            return wanted.map { rows.labels.rows(with: $0, within: set) } ?? RowSet(none: count)
        }
    }

    private func rows(texts pattern: WordPattern, field: Int?, within set: RowSet) -> RowSet {
        let rarity = pattern.places.map { place in wordCounts[Int(place.lowerBound)...Int(place.upperBound)].reduce(0, &+) }
        guard let rarest = rarity.indices.min(by: { rarity[$0] < rarity[$1] }), rarity[rarest] > 0 else {
            return RowSet(none: count)
        }
        // Where few rows are left, looking at each costs less than looking at all words and finding their rows.
        let isSparse = set.count < max(count / 16, Int(rarity[rarest]) / 2)
        let candidates = isSparse ? set : rows.texts.rows(with: pattern.places[rarest], within: set)
        if !isSparse, field == nil, pattern.places.count == 1 { return candidates }
        let texts = rows.texts
        let fields = field.map { $0...$0 } ?? 0...Int.max
        return candidates.filtered { texts.matches(pattern, $0, fields: fields) }
    }
}

extension Query {
    /// How long it takes, in no unit: what is cheap is asked first.
    var cost: Int {
        switch self {
        case .everything: 0
        case .filter(.near), .filter(.folder), .filter(.text(.camera, _)), .filter(.text(.lens, _)), .filter(.text(.place, _)),
            .filter(.text(.country, _)):
            2
        case .filter(.text(.tag, _)), .filter(.text(.album, _)): 3
        case .filter(.text): 4
        case .filter: 1
        case .words: 5
        case .not(let part): part.cost
        case .all(let parts), .any(let parts): parts.reduce(0) { $0 + $1.cost }
        }
    }
}

extension PhotoMarks {
    init(_ state: PhotoState) {
        self =
            switch state {
            case .favourite: .favourite
            case .rejected: .rejected
            case .missing: .missing
            case .failed: .failed
            case .dropped: .dropped
            case .gps: .gps
            case .date: .date
            case .tag: .tag
            case .title: .title
            case .description: .caption
            case .adjustments: .adjusted
            case .problem: .problem
            // Stars are a column.
            case .rating: []
            }
    }

    init(_ kind: DuplicateKind?) {
        self =
            switch kind {
            case .exact: .exactDuplicate
            case .pixel: .pixelDuplicate
            case .near: .nearDuplicate
            case nil: [.exactDuplicate, .pixelDuplicate, .nearDuplicate]
            }
    }
}
