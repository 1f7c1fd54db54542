// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
package import JozinSimilarity

extension KeeperRule {
    /// Why a photo is kept, in words.
    package var explanation: String {
        switch self {
        case .chosen: "you keep it"
        case .reference: "in a reference folder"
        case .folder(let folder): "in \(DisplayName.text(folder.bytes))"
        case .mostPixels: "most pixels"
        case .losslessFormat: "a format that loses nothing"
        case .captureMetadata: "knows when it was taken"
        case .mostBytes: "most bytes"
        case .fewestBytes: "fewest bytes"
        case .oldest: "oldest"
        case .newest: "newest"
        case .firstAdded: "added first"
        case .shortestPath: "shortest path"
        case .firstPath: "first path"
        }
    }
}
