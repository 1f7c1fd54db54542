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

        /// A photo.
        public init(decisions: [DecisionKey: JSONValue], gps: GPSPosition? = nil) {
            self.decisions = decisions
            self.gps = gps
        }
    }

    /// All tags and albums, the highest rating, favourite if any of them is, title, description and place where the keeper has
    /// none: those of the first that has one.
    public static func changes(keeper: Photo, dropped: [Photo]) -> DecisionMaker.Changes {
        var changes: DecisionMaker.Changes = [:]
        for photo in dropped {
            for (key, value) in photo.decisions.sorted(by: { $0.key < $1.key }) {
                let own = keeper.decisions[key]
                switch key {
                case .tag, .album, .favourite: if own == nil { changes[key] = .some(value) }
                case .title, .description:
                    if own == nil, changes[key] == nil { changes[key] = .some(value) }
                case .rating:
                    let best = (changes[key] ?? own)?.integer ?? 0
                    if value.integer ?? 0 > best { changes[key] = .some(value) }
                case .place, .rejected, .adjustments, .verdict, .file, .other: break
                }
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
