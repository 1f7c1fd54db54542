// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinContracts
import JozinCore
import JozinSync

/// `DecisionRequest` of the contract.
struct DecisionRequest {
    let photos: [ImageID]
    let changes: DecisionMaker.Changes
    /// In words, for the log.
    let label: String

    private static let mostPhotos = 10_000
    private static let mostLabels = 100

    init(_ body: JSONValue) throws(ServerProblem) {
        guard let names = body["photos"]?.elements, !names.isEmpty, names.count <= DecisionRequest.mostPhotos else {
            throw .misuse("`photos` is no list of 1 to \(DecisionRequest.mostPhotos) photos", remedy: "Name them by their ids.")
        }
        var photos: [ImageID] = []
        for name in names {
            guard let id = name.text.flatMap(ImageID.init(text:)) else {
                throw .misuse(
                    "`photos` has something that is no photo's id", remedy: "Name photos by their ids, as lists have them.")
            }
            photos.append(id)
        }
        guard case .object(let members)? = body["set"], !members.isEmpty else {
            throw .misuse("`set` says nothing", remedy: "Say what is decided, as in `{\"rating\": 4}`.")
        }
        var changes: DecisionMaker.Changes = [:]
        for member in members { try DecisionRequest.take(member.name, member.value, into: &changes) }
        self.photos = photos
        self.changes = changes
        let words = members.map { DecisionRequest.words($0.name, $0.value) }.joined(separator: ", ")
        label = photos.count == 1 ? words : "\(words), \(photos.count) photos"
    }

    private static func take(
        _ name: String, _ value: JSONValue, into changes: inout DecisionMaker.Changes
    ) throws(ServerProblem) {
        switch name {
        case "rating":
            guard let stars = value.integer, (0...5).contains(stars) else { throw wrong(name, "a whole number from 0 to 5") }
            changes[.rating] = .some(stars == 0 ? nil : value)
        case "favourite": changes[.favourite] = .some(try flag(name, value))
        case "rejected": changes[.rejected] = .some(try flag(name, value))
        case "title": changes[.title] = .some(try text(name, value))
        case "description": changes[.description] = .some(try text(name, value))
        case "addTags": for tag in try labels(name, value) { changes[.tag(tag)] = .some(.bool(true)) }
        case "removeTags": for tag in try labels(name, value) { changes[.tag(tag)] = .some(nil) }
        case "addAlbums": for album in try labels(name, value) { changes[.album(album)] = .some(.bool(true)) }
        case "removeAlbums": for album in try labels(name, value) { changes[.album(album)] = .some(nil) }
        case "adjustments":
            switch value {
            case .null, .object([]): changes[.adjustments] = .some(nil)
            case .object: changes[.adjustments] = .some(value)
            default: throw wrong(name, "an object, or null")
            }
        default:
            throw .misuse("`set` has a member that means nothing here: `\(name.prefix(64))`", remedy: "Leave it out.")
        }
    }

    private static func flag(_ name: String, _ value: JSONValue) throws(ServerProblem) -> JSONValue? {
        guard let isSet = value.boolean else { throw wrong(name, "true or false") }
        return isSet ? value : nil
    }

    private static func text(_ name: String, _ value: JSONValue) throws(ServerProblem) -> JSONValue? {
        guard let text = value.text else { throw wrong(name, "a text") }
        return text.isEmpty ? nil : value
    }

    private static func labels(_ name: String, _ value: JSONValue) throws(ServerProblem) -> [String] {
        let texts = value.elements?.compactMap(\.text) ?? []
        guard let elements = value.elements, elements.count == texts.count, texts.count <= mostLabels else {
            throw wrong(name, "a list of at most \(mostLabels) texts")
        }
        return texts
    }

    private static func wrong(_ name: String, _ what: String) -> ServerProblem {
        .misuse("`\(name)` is not \(what)", remedy: "Nothing was changed; say it otherwise.")
    }

    private static func words(_ name: String, _ value: JSONValue) -> String {
        let names = value.elements?.compactMap(\.text).joined(separator: ", ") ?? ""
        return switch name {
        case "rating": value.integer == 0 ? "no rating" : "rating \(value.integer ?? 0)"
        case "favourite": value.boolean == true ? "favourite" : "no favourite"
        case "rejected": value.boolean == true ? "rejected" : "not rejected"
        case "addTags": "tag \(names)"
        case "removeTags": "no tag \(names)"
        case "addAlbums": "into album \(names)"
        case "removeAlbums": "out of album \(names)"
        default: name
        }
    }
}
