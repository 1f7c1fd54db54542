// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore

/// Where a photo's sidecar lies below `sidecars/`: the photo's own relative path and `.json`.
///
/// Two different photos never share a sidecar. A folder whose name could be a sidecar's gets a `~`, and what would be
/// as long as a name may be, or longer, is cut and gets its digest: names of full length all carry one.
enum SidecarPath {
    /// The longest name that Linux file systems take, in bytes.
    private static let longestName = 255

    /// The sidecar's name for a photo's name.
    static func name(of photo: [UInt8]) -> [UInt8] { fitted(photo, suffix: Array(".json".utf8)) }

    /// The folder's name for a folder's name: `a.json` could be the sidecar of a photo called `a`.
    static func folderName(of folder: [UInt8]) -> [UInt8] {
        var stem = folder[...]
        while stem.last == tilde { stem.removeLast() }
        let couldBeSidecar = stem.suffix(5).elementsEqual(".json".utf8)
        let couldBeCut = folder.count == longestName && folder.last == tilde
        return couldBeSidecar || couldBeCut ? fitted(folder, suffix: [tilde]) : folder
    }

    /// The folder's name that `folderName` made this one of; nil where it was cut and cannot be told.
    static func folder(named name: [UInt8]) -> [UInt8]? {
        if folderName(of: name) == name { return name }
        let shorter = Array(name.dropLast())
        return folderName(of: shorter) == name ? shorter : nil
    }

    private static let tilde = UInt8(ascii: "~")
    /// `~` and 32 hexadecimal digits.
    private static let digestLength = 33

    /// Whether a folder's name here may be one that was cut.
    static func isCut(_ name: [UInt8]) -> Bool { name.count == longestName && name.last == tilde }

    /// What is left of the name of a folder that was cut.
    static func beginning(ofCut name: [UInt8]) -> [UInt8] { Array(name.prefix(longestName - digestLength - 1)) }

    /// `name` and `suffix`; cut, with 128 bits of the name's digest between, where that is too long.
    private static func fitted(_ name: [UInt8], suffix: [UInt8]) -> [UInt8] {
        guard name.count + suffix.count >= longestName else { return name + suffix }
        var hasher = SHA256Hasher()
        hasher.update(name.span)
        let digest = Array("~\(hasher.finish().hex.prefix(32))".utf8)
        return name[..<(longestName - digest.count - suffix.count)] + digest + suffix
    }
}
