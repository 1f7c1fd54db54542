// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

public import JozinCore

/// What is asked of a library of photos.
public indirect enum Query: Hashable, Sendable {
    /// Every photo.
    case everything
    /// Photos that fulfil all of these.
    case all([Query])
    /// Photos that fulfil one of these.
    case any([Query])
    /// Photos that do not fulfil this.
    case not(Query)
    /// Photos with these words, next to each other, in any field.
    case words(Phrase)
    /// Photos that pass a filter.
    case filter(Filter)

    /// All of the parts as one: parts that are conjunctions themselves are taken apart.
    public static func and(_ parts: [Query]) -> Query {
        let flat = parts.flatMap { part in if case .all(let inner) = part { inner } else { [part] } }
        return flat.count == 1 ? flat[0] : flat.isEmpty ? .everything : .all(flat)
    }

    /// One of the parts: parts that are alternatives themselves are taken apart.
    public static func or(_ parts: [Query]) -> Query {
        let flat = parts.flatMap { part in if case .any(let inner) = part { inner } else { [part] } }
        return flat.count == 1 ? flat[0] : flat.isEmpty ? .everything : .any(flat)
    }
}

extension Query {
    /// Whether it asks for a state, one way or the other.
    public func mentions(_ state: PhotoState) -> Bool {
        switch self {
        case .everything, .words: false
        case .all(let parts), .any(let parts): parts.contains { $0.mentions(state) }
        case .not(let part): part.mentions(state)
        case .filter(let filter): filter == .state(state)
        }
    }
}

extension Query {
    /// The same without photos that could not be read, where it does not ask for them.
    public var hidingFailed: Query { hiding(.failed) }

    /// The same without photos whose files are gone, where it does not ask for them.
    public var hidingMissing: Query { hiding(.missing) }

    /// What is asked for by name, or with all that is wrong, is not hidden.
    private func hiding(_ state: PhotoState) -> Query {
        mentions(state) || mentions(.problem) ? self : .and([self, .not(.filter(.state(state)))])
    }
}

/// Words that follow each other in one field of a photo.
public struct Phrase: Hashable, Sendable {
    /// As it was written.
    public let text: String
    /// Whether the last word may go on.
    public let isPrefix: Bool

    /// nil where the text has no word.
    public init?(_ text: String, isPrefix: Bool = false) {
        guard text.unicodeScalars.contains(where: { WordFolding.isSearchable($0) }), !WordFolding.words(text).isEmpty else {
            return nil
        }
        self.text = text
        self.isPrefix = isPrefix
    }
}

/// A condition on one field of a photo.
public enum Filter: Hashable, Sendable {
    /// A number of the photo's.
    case number(NumberField, NumberRange)
    /// The day of capture.
    case days(DayRange)
    /// Words in one field.
    case text(TextField, Phrase)
    /// The folder; with all below it unless only the folder itself is meant.
    case folder(LibraryPath, withSubfolders: Bool)
    /// The container.
    case format(PhotoFormat)
    /// Something that a photo has or is.
    case state(PhotoState)
    /// Whether there is another one like it.
    case duplicates(DuplicateKind?)
    /// The place of capture within a distance.
    case near(Circle)
    /// The place of capture within a part of the map.
    case box(MapBox)
    /// The one picture.
    case id(ImageID)
}

/// The fields that hold words.
public enum TextField: String, Sendable, CaseIterable {
    case name, title, description, camera, lens, place, country, tag, album
}

/// What a photo has or is, yes or no; the raw values stand behind `has:` and `is:`.
public enum PhotoState: String, Sendable, CaseIterable {
    case favourite, rejected, missing, failed
    case gps, date, tag, title, rating, description, adjustments, problem, dropped

    /// The states that need no key: `favourite` is a query.
    public static let bare: [PhotoState] = [.favourite, .rejected, .missing, .failed]
}

/// How another photo is like this one: see docs/architecture.md, "Likeness".
public enum DuplicateKind: String, Sendable, CaseIterable {
    case exact, pixel, near
}

/// What lies within a distance of a place, on a sphere of the earth's mean radius (6371.0088 km).
public struct Circle: Hashable, Sendable {
    /// Degrees, north positive, -90...90.
    public let latitude: Double
    /// Degrees, east positive, -180...180.
    public let longitude: Double
    /// The distance over ground.
    public let kilometres: Double

    /// nil for what is no place or no distance.
    public init?(latitude: Double, longitude: Double, kilometres: Double) {
        guard abs(latitude) <= 90, abs(longitude) <= 180, kilometres >= 0, kilometres.isFinite else { return nil }
        self.latitude = latitude
        self.longitude = longitude
        self.kilometres = kilometres
    }
}
