// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// The tags that facts are made from (Exif 2.32, sections 4.6.4 to 4.6.6), by their names there.
enum ExifTag {
    static let imageDescription: UInt16 = 0x010E
    static let make: UInt16 = 0x010F
    static let model: UInt16 = 0x0110
    static let orientation: UInt16 = 0x0112
    static let xmp: UInt16 = 0x02BC
    static let rating: UInt16 = 0x4746
    static let exposureTime: UInt16 = 0x829A
    static let fNumber: UInt16 = 0x829D
    static let iptc: UInt16 = 0x83BB
    static let photoshop: UInt16 = 0x8649
    static let exifIFDPointer: UInt16 = 0x8769
    static let gpsInfoIFDPointer: UInt16 = 0x8825
    static let photographicSensitivity: UInt16 = 0x8827
    static let standardOutputSensitivity: UInt16 = 0x8831
    static let recommendedExposureIndex: UInt16 = 0x8832
    static let isoSpeed: UInt16 = 0x8833
    static let dateTimeOriginal: UInt16 = 0x9003
    static let dateTimeDigitized: UInt16 = 0x9004
    static let offsetTimeOriginal: UInt16 = 0x9011
    static let offsetTimeDigitized: UInt16 = 0x9012
    static let exposureBiasValue: UInt16 = 0x9204
    static let focalLength: UInt16 = 0x920A
    static let makerNote: UInt16 = 0x927C
    static let subSecTimeOriginal: UInt16 = 0x9291
    static let subSecTimeDigitized: UInt16 = 0x9292
    static let xpTitle: UInt16 = 0x9C9B
    static let xpComment: UInt16 = 0x9C9C
    static let xpKeywords: UInt16 = 0x9C9E
    static let pixelXDimension: UInt16 = 0xA002
    static let pixelYDimension: UInt16 = 0xA003
    static let lensModel: UInt16 = 0xA434

    static let gpsLatitudeRef: UInt16 = 0x0001
    static let gpsLatitude: UInt16 = 0x0002
    static let gpsLongitudeRef: UInt16 = 0x0003
    static let gpsLongitude: UInt16 = 0x0004
    static let gpsAltitudeRef: UInt16 = 0x0005
    static let gpsAltitude: UInt16 = 0x0006
}
