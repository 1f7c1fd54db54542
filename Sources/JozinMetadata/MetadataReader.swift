// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

public import JozinCore

/// Reads what a file of any container says of its picture, wherever in the file that lies.
///
/// Whatever the bytes, no more than 100 MB are fetched, 10,000 chunks, boxes or items and as many directory entries looked at.
public enum MetadataReader {
    /// How many chunks, or boxes and items, are looked at in one file.
    public static let partLimit = 10_000

    /// Reads a file whose format was recognised; damage costs what it hits and leaves a warning.
    public static func read(_ format: PhotoFormat, from source: some ByteSource) -> PhotoMetadata {
        let bytes = ByteRegion(source)
        var metadata =
            switch format {
            case .jpeg: JPEGMetadata.read(headOf: bytes)
            case .png: PNGMetadata.read(bytes)
            case .tiff: TIFFMetadata.read(bytes)
            case .webp: WebPMetadata.read(bytes)
            case .heic, .avif: HEIFMetadata.read(bytes)
            case .raw: CameraRawMetadata.read(bytes)
            case .jxl: JXLMetadata.read(bytes)
            case .jp2: JP2Metadata.read(bytes)
            case .gif: GIFMetadata.read(bytes)
            case .bmp: PhotoMetadata(storedSize: HeaderSizes.bmp(bytes))
            case .psd: PSDMetadata.read(bytes)
            }
        metadata.settle()
        if bytes.isExhausted { metadata.warn("its metadata are too large to be read to the end") }
        return metadata
    }
}

extension JPEGMetadata {
    /// The header of a JPEG that lies in another file, or is too large for memory.
    static func read(headOf bytes: ByteRegion) -> PhotoMetadata {
        let head = bytes.bytes(0..<min(bytes.count, headLimit)) ?? []
        return read(head.span)
    }

    /// No header of a picture is longer but where it carries large previews behind its EXIF.
    private static let headLimit = 4 << 20
}
