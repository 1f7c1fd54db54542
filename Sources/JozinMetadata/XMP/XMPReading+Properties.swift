// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore

extension XMPReading {
    /// What the properties of a packet mean.
    init(_ properties: [XMPProperty: [XMPItem]]) {
        let values = XMPValues(properties)
        descriptive.rating = values.rating
        if let title = values.translated(.title) { descriptive.take(title: title) }
        if let description = values.translated(.description) { descriptive.take(description: description) }
        descriptive.take(keywords: values.keywords)
        exif.make = values.line(.make)
        exif.model = values.line(.model)
        exif.lens = values.line(.lens) ?? values.line(.auxLens)
        exif.captured = values.captured
        exif.iso = [.photographicSensitivity, .isoSpeedRatings].lazy.compactMap { values.number($0) }.first
            .flatMap { (1..<1e9).contains($0) ? Int($0.rounded()) : nil }
        exif.fNumber = values.magnitude(.fNumber)
        exif.exposureSeconds = values.magnitude(.exposureTime)
        exif.focalLengthMM = values.magnitude(.focalLength)
        exif.exposureBiasEV = values.number(.exposureBias)
        exif.gps = values.position
        orientation = values.number(.orientation).flatMap { Int(exactly: $0) }.flatMap(Orientation.init)
        storedSize = values.size(.width, .height) ?? values.size(.pixelWidth, .pixelHeight)
        extended = values.line(.extended)
    }
}

/// The properties of a packet as values.
private struct XMPValues {
    private let properties: [XMPProperty: [XMPItem]]

    init(_ properties: [XMPProperty: [XMPItem]]) { self.properties = properties }

    private func texts(_ property: XMPProperty) -> [String] { (properties[property] ?? []).map(\.text) }

    /// The first that says something.
    func line(_ property: XMPProperty) -> String? { texts(property).lazy.compactMap(WrittenText.line).first }

    /// In the default language where there is one, else the first that says something.
    func translated(_ property: XMPProperty) -> String? {
        let items = (properties[property] ?? []).filter { WrittenText.lines($0.text) != nil }
        return (items.first { $0.language == "x-default" } ?? items.first)?.text
    }

    var keywords: [String] {
        texts(.subject) + texts(.hierarchicalSubject).map { path in path.split(separator: "|").joined(separator: "/") }
            + texts(.tagsList) + texts(.lastKeyword)
    }

    var rating: Int? {
        if let stars = number(.rating)?.rounded() { return (-1...5).contains(stars) ? Int(stars) : nil }
        // Windows counts to 99.
        guard let percent = number(.microsoftRating), (0...100).contains(percent) else { return nil }
        return percent < 1 ? 0 : min(5, Int((percent + 12) / 25) + 1)
    }

    /// `5`, `2.8` or `28/10`; nil where it is none.
    func number(_ property: XMPProperty) -> Double? { line(property).flatMap(XMPValues.number) }

    func magnitude(_ property: XMPProperty) -> Double? { number(property).flatMap { $0 >= 0 ? $0 : nil } }

    private static func number(_ text: some StringProtocol) -> Double? {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count <= 2, let over = parts.first.flatMap({ Double($0) }), over.isFinite else { return nil }
        guard parts.count == 2 else { return over }
        guard let under = Double(parts[1]), under.isFinite, under != 0, (over / under).isFinite else { return nil }
        return over / under
    }

    func size(_ width: XMPProperty, _ height: XMPProperty) -> PixelSize? {
        func side(_ property: XMPProperty) -> UInt64? { number(property).flatMap { UInt64(exactly: $0) } }
        return HeaderSizes.size(width: side(width), height: side(height))
    }

    var captured: CaptureTime? {
        [XMPProperty.dateCreated, .dateTimeOriginal, .createDate].lazy.compactMap { property in
            line(property).flatMap(WrittenDate.init)
        }.first.map { CaptureTime(local: $0.local, subsecond: $0.subsecond, offset: $0.offset) }
    }

    var position: GPSPosition? {
        guard let latitude = degrees(.latitude, limit: 90), let longitude = degrees(.longitude, limit: 180) else { return nil }
        let height = number(.altitude).map { line(.altitudeRef) == "1" ? -$0 : $0 }
        return GPSPosition(latitude: latitude, longitude: longitude, altitude: height)
    }

    /// `DDD,MM,SSk`, `DDD,MM.mmk` (part 2, section 1.2.7.4), or plain degrees as some programs write them.
    private func degrees(_ property: XMPProperty, limit: Double) -> Double? {
        guard var text = line(property)?.uppercased() else { return nil }
        var sign = 1.0
        if let last = text.last, "NSEW".contains(last) {
            sign = last == "S" || last == "W" ? -1 : 1
            text.removeLast()
        }
        let parts = text.split(separator: ",", omittingEmptySubsequences: false).map { XMPValues.number($0) }
        guard (1...3).contains(parts.count), let whole = parts[0] else { return nil }
        var value = whole.magnitude
        for (part, unit) in zip(parts.dropFirst(), [60.0, 3600.0]) {
            guard let part, (0..<60).contains(part) else { return nil }
            value += part / unit
        }
        return value <= limit ? (whole < 0 ? -value : value) * sign : nil
    }
}
