// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCatalog
import JozinContracts
import JozinCore
import JozinFiles

extension IndexedPhoto {
    /// What a scan says of the file.
    func action(isNew: Bool, hasMoved: Bool) -> ScanItem.Action {
        switch problem?.code {
        case nil: hasMoved ? .moved : isNew ? .new : .updated
        case .unsupported: .unsupported
        default: .failed
        }
    }

    /// What a sidecar says of a photo.
    init(_ sidecar: ImageSidecar) {
        self.init()
        content = ReadContent(bytes: sidecar.file.bytes, digest: sidecar.file.digest, isComplete: false)
        take(sidecar)
    }

    /// Takes over what was found in the same bytes before.
    mutating func take(_ sidecar: ImageSidecar) {
        let facts = sidecar.facts
        format = facts.format
        size = facts.size
        orientation = facts.orientation
        exif = facts.exif
        descriptive = facts.descriptive
        fingerprint = facts.fingerprint
        placeholder = facts.placeholder
        averageColor = facts.averageColor
        if case .pixels(let digest) = facts.imageID { pixels = digest }
        depth = sidecar.pipeline.depth
        warnings = facts.warnings
        problem = facts.problem
    }
}

extension PhotoRecord {
    /// The catalog's record of a file that scan number `scan` read.
    init(_ photo: IndexedPhoto, at path: LibraryPath, scan: Int) {
        let state: State =
            switch photo.problem?.code {
            case nil: .indexed
            case .unsupported: .unsupported
            default: .failed
            }
        self.init(
            path: path, stamp: photo.stamp ?? FileStamp(bytes: 0, inode: 0, modified: 0, changed: 0), state: state,
            pipeline: photo.problem?.code == .environment ? Pipeline.tryAgain : Pipeline.version, depth: photo.depth,
            readIn: scan, digest: photo.content?.digest, imageID: photo.imageID, format: photo.format, size: photo.size,
            orientation: photo.orientation, fingerprint: photo.fingerprint, placeholder: photo.placeholder, exif: photo.exif,
            descriptive: photo.descriptive, problem: photo.problem)
    }
}
