// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore

/// Reads what camera raw says; each maker has a container of his own. CRW and X3F say nothing here.
enum CameraRawMetadata {
    static func read(_ bytes: ByteRegion) -> PhotoMetadata {
        if bytes.holds("FUJIFILMCCD-RAW ") { return RAFMetadata.read(bytes) }
        if bytes.holds("\0MRM") { return MRWMetadata.read(bytes) }
        if bytes.holds("ftypcrx ", at: 4) { return CR3Metadata.read(bytes) }
        guard let structure = TIFFStructure(bytes) else { return PhotoMetadata() }
        var metadata = TIFFMetadata.read(bytes)
        if bytes.bigEndian(4, at: 0) == 0x4949_5500 { RW2Metadata.add(structure, bytes, to: &metadata) }
        return metadata
    }
}
