// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore

/// What Panasonic's raw says in tags of its own, in a first directory that is otherwise a TIFF's.
enum RW2Metadata {
    /// Adds the size from the borders of the picture on the sensor, and the sensitivity.
    static func add(_ structure: TIFFStructure, _ bytes: ByteRegion, to metadata: inout PhotoMetadata) {
        let directory = structure.directory(at: structure.firstDirectory, limit: ExifReader.entryLimit, in: bytes)
        func value(_ tag: UInt16) -> Int? {
            directory.entries.first { $0.tag == tag }.flatMap { structure.wholeNumber(of: $0, in: bytes) }
        }
        // SensorTopBorder, SensorLeftBorder, SensorBottomBorder, SensorRightBorder
        if let top = value(0x0004), let left = value(0x0005), let bottom = value(0x0006), let right = value(0x0007), bottom > top,
            right > left
        {
            metadata.storedSize = PixelSize(width: right - left, height: bottom - top)
        }
        if metadata.exif.iso == nil, let iso = value(0x0017), iso > 0 { metadata.exif.iso = iso }
    }
}
