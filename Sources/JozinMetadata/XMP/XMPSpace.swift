// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// The namespaces that are read, and all others.
enum XMPSpace: Hashable, Sendable {
    case rdf, xml, dc, xmp, note, lightroom, digiKam, photoshop, microsoft, tiff, exif, exifEX, aux, none

    init(uri: String) { self = XMPSpace.spaces[uri] ?? .none }

    private static let spaces: [String: XMPSpace] = [
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#": .rdf,
        "http://purl.org/dc/elements/1.1/": .dc,
        "http://ns.adobe.com/xap/1.0/": .xmp,
        "http://ns.adobe.com/xmp/note/": .note,
        "http://ns.adobe.com/lightroom/1.0/": .lightroom,
        "http://www.digikam.org/ns/1.0/": .digiKam,
        "http://ns.adobe.com/photoshop/1.0/": .photoshop,
        "http://ns.microsoft.com/photo/1.0/": .microsoft,
        "http://ns.microsoft.com/photo/1.0": .microsoft,
        "http://ns.adobe.com/tiff/1.0/": .tiff,
        "http://ns.adobe.com/exif/1.0/": .exif,
        "http://cipa.jp/exif/1.0/": .exifEX,
        "http://ns.adobe.com/exif/1.0/aux/": .aux,
    ]
}

/// The properties that are read (XMP specification, part 2; the makers' own schemas).
enum XMPProperty: Hashable, Sendable {
    case title, description, subject, hierarchicalSubject, tagsList, lastKeyword
    case rating, microsoftRating, createDate, dateCreated, dateTimeOriginal, extended
    case make, model, orientation, width, height, pixelWidth, pixelHeight, lens, auxLens
    case fNumber, exposureTime, focalLength, exposureBias, isoSpeedRatings, photographicSensitivity
    case latitude, longitude, altitude, altitudeRef

    init?(_ space: XMPSpace, _ name: String) {
        guard let property = XMPProperty.named[space]?[name] else { return nil }
        self = property
    }

    private static let named: [XMPSpace: [String: XMPProperty]] = [
        .dc: ["title": .title, "description": .description, "subject": .subject],
        .xmp: ["Rating": .rating, "CreateDate": .createDate],
        .note: ["HasExtendedXMP": .extended],
        .lightroom: ["hierarchicalSubject": .hierarchicalSubject],
        .digiKam: ["TagsList": .tagsList],
        .photoshop: ["DateCreated": .dateCreated],
        .microsoft: ["Rating": .microsoftRating, "LastKeywordXMP": .lastKeyword],
        .tiff: [
            "Make": .make, "Model": .model, "Orientation": .orientation, "ImageWidth": .width, "ImageLength": .height,
        ],
        .exif: [
            "DateTimeOriginal": .dateTimeOriginal, "FNumber": .fNumber, "ExposureTime": .exposureTime,
            "FocalLength": .focalLength, "ExposureBiasValue": .exposureBias, "ISOSpeedRatings": .isoSpeedRatings,
            "PixelXDimension": .pixelWidth, "PixelYDimension": .pixelHeight, "GPSLatitude": .latitude,
            "GPSLongitude": .longitude, "GPSAltitude": .altitude, "GPSAltitudeRef": .altitudeRef,
        ],
        .exifEX: ["LensModel": .lens, "PhotographicSensitivity": .photographicSensitivity],
        .aux: ["Lens": .auxLens],
    ]
}
