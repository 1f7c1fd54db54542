// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// The containers that Jožin tells apart, by content, never by name.
public enum PhotoFormat: String, Sendable, CaseIterable {
    case jpeg, png, gif, tiff, webp, heic, avif, bmp, jxl, jp2, psd, raw

    /// The IANA media type (`image/x-raw` for camera raw, which has none).
    public var mime: String {
        switch self {
        case .jpeg: "image/jpeg"
        case .png: "image/png"
        case .gif: "image/gif"
        case .tiff: "image/tiff"
        case .webp: "image/webp"
        case .heic: "image/heic"
        case .avif: "image/avif"
        case .bmp: "image/bmp"
        case .jxl: "image/jxl"
        case .jp2: "image/jp2"
        case .psd: "image/vnd.adobe.photoshop"
        case .raw: "image/x-raw"
        }
    }
}
