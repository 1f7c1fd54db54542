// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

public import JozinContracts
public import JozinCore

/// What a photo that is kept takes over from those that are dropped for its sake: it shall know no less than they did.
public enum Inheritance {
    /// A photo, and what is known of it.
    public struct Photo: Sendable {
        /// What was decided.
        public var decisions: [DecisionKey: JSONValue]
        /// Where its camera was.
        public var gps: GPSPosition?
        /// What its file says in words.
        public var descriptive: DescriptiveFacts

        /// A photo.
        public init(
            decisions: [DecisionKey: JSONValue], gps: GPSPosition? = nil, descriptive: DescriptiveFacts = DescriptiveFacts()
        ) {
            self.decisions = decisions
            self.gps = gps
            self.descriptive = descriptive
        }

        fileprivate var words: PhotoWords { PhotoWords(descriptive, decisions) }
    }

    /// All tags and albums, the highest rating, favourite if any of them is, title, description and place where the keeper has
    /// none: those of the first that has one. What the file of one that is dropped says goes with that file, and is handed over too;
    /// what was denied of the keeper is not.
    public static func changes(keeper: Photo, dropped: [Photo]) -> DecisionMaker.Changes {
        var changes: DecisionMaker.Changes = [:]
        let own = keeper.words
        for photo in dropped {
            for (key, value) in photo.decisions where keeper.decisions[key] == nil {
                switch key {
                case .album, .favourite: changes[key] = .some(value)
                case .tag, .title, .description, .rating, .place, .rejected, .adjustments, .verdict, .file, .other: break
                }
            }
            let words = photo.words
            for tag in words.tags where !own.tags.contains(tag) && keeper.decisions[.tag(tag)] == nil {
                changes[.tag(tag)] = .some(.bool(true))
            }
            for (key, text, known) in [
                (DecisionKey.title, words.title, own.title), (.description, words.description, own.description),
            ] {
                guard let text, known == nil, keeper.decisions[key] == nil, changes[key] == nil else { continue }
                changes[key] = .some(.string(text))
            }
            if words.rating > (changes[.rating]?.flatMap(\.integer) ?? own.rating) {
                changes[.rating] = .some(.number("\(words.rating)"))
            }
        }
        if keeper.gps == nil, keeper.decisions[.place] == nil, let place = dropped.lazy.compactMap(place).first {
            changes[.place] = .some(place)
        }
        return changes
    }

    /// What a person said of the place counts before what the camera wrote.
    private static func place(of photo: Photo) -> JSONValue? {
        if let place = photo.decisions[.place] { return place }
        guard let gps = photo.gps else { return nil }
        var members = [
            JSONMember("latitude", .number("\(gps.latitude)")), JSONMember("longitude", .number("\(gps.longitude)")),
        ]
        if let altitude = gps.altitude { members.append(JSONMember("altitude", .number("\(altitude)"))) }
        return .object(members)
    }
}
