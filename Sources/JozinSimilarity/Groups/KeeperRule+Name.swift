// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore

extension KeeperRule {
    /// The rules that an owner may put in order, but for `folder:`, by their names.
    public static let choosable: [KeeperRule] = [
        .losslessFormat, .mostPixels, .captureMetadata, .oldest, .newest, .mostBytes, .fewestBytes, .shortestPath, .firstAdded,
    ]

    /// What a folder's name follows.
    public static let folderPrefix = "folder:"

    /// The rule's name on the command line and in every answer.
    public var name: String {
        switch self {
        case .chosen: "chosen"
        case .reference: "reference"
        case .folder: "folder"
        case .mostPixels: "pixels"
        case .losslessFormat: "raw"
        case .captureMetadata: "metadata"
        case .mostBytes: "largest"
        case .fewestBytes: "smallest"
        case .oldest: "oldest"
        case .newest: "newest"
        case .firstAdded: "first-added"
        case .shortestPath: "shortest-path"
        case .firstPath: "first-path"
        }
    }

    /// The name, and of a folder's rule the folder, as a person may see it.
    public var description: String {
        if case .folder(let folder) = self { KeeperRule.folderPrefix + DisplayName.text(folder.bytes) } else { name }
    }

    /// Reads a name back; nil for `folder:` and what is no rule.
    public init?(name: String) {
        guard let rule = KeeperRule.choosable.first(where: { $0.name == name }) else { return nil }
        self = rule
    }
}
