// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore

extension ImageSidecar {
    /// Reads a sidecar back; nil where it is not one of this schema. `ImageSidecar(decoding: x.encoded()) == x`.
    public init?(decoding bytes: [UInt8]) {
        guard let json = try? JSONReader.read(bytes), json["schema"]?.text == ImageSidecar.schema,
            let file = json["file"].flatMap(File.init(json:)), let facts = PhotoFacts(json: json), let user = json["user"],
            let sync = json["sync"].flatMap(Sync.init(json:)), let pipeline = json["pipeline"].flatMap(Pipeline.init(json:))
        else { return nil }
        self.init(file: file, facts: facts, sync: sync, user: user, pipeline: pipeline)
    }
}

extension PhotoFacts {
    fileprivate init?(json: JSONValue) {
        guard let imageID = json["imageId"]?.text.flatMap(ImageID.init(text:)),
            let format = json["format"]?.text.flatMap(PhotoFormat.init(rawValue:)),
            let orientation = json["orientation"]?.integer.flatMap(Orientation.init(rawValue:)), let hashes = json["hashes"]
        else { return nil }
        self.init(
            imageID: imageID, format: format, size: json["dims"].flatMap(PixelSize.init(json:)), orientation: orientation,
            averageColor: json["averageColor"].flatMap(PhotoFacts.color),
            exif: json["exif"].map(ExifFacts.init(json:)) ?? ExifFacts(),
            descriptive: json["descriptive"].map(DescriptiveEncoding.read) ?? DescriptiveFacts(),
            fingerprint: PhotoFacts.isOfThisFingerprint(json) ? Fingerprint(json: hashes) : nil,
            placeholder: json["placeholder"]?.text.flatMap(Base64.bytes).flatMap(Placeholder.init(bytes:)),
            problem: json["error"].flatMap(ProblemEncoding.read),
            warnings: json["warnings"]?.elements?.compactMap(\.text) ?? [])
    }

    /// Hashes of another definition mean something else; they are made anew, never compared.
    private static func isOfThisFingerprint(_ json: JSONValue) -> Bool {
        json["pipeline"]?["fingerprint"]?.integer == Fingerprint.version
    }

    private static func color(_ json: JSONValue) -> [UInt8]? {
        let components = json.elements?.compactMap { $0.integer.flatMap { UInt8(exactly: $0) } }
        return components?.count == 3 && json.elements?.count == 3 ? components : nil
    }
}

extension ImageSidecar.File {
    fileprivate init?(json: JSONValue) {
        guard let name = json.nameBytes("name", bytesKey: "nameBytes"), let bytes = json["bytes"]?.integer,
            let digest = json["digest"]?.text, digest.hasPrefix("sha256:"), let value = Digest256(hex: digest.dropFirst(7))
        else { return nil }
        self.init(name: name, bytes: Int64(bytes), digest: FileDigest(value))
    }
}

extension ImageSidecar.Sync {
    fileprivate init?(json: JSONValue) {
        guard let written = json["written"]?.integer, let dirty = json["dirty"]?.boolean else { return nil }
        self.init(written: written, dirty: dirty, lastWrite: json["lastWrite"]?.text)
    }
}

extension ImageSidecar.Pipeline {
    fileprivate init?(json: JSONValue) {
        guard let version = json["version"]?.integer, let depth = json["depth"]?.text.flatMap(ScanDepth.init(rawValue:))
        else { return nil }
        self.init(version: version, depth: depth)
    }
}

extension PixelSize {
    fileprivate init?(json: JSONValue) {
        guard let width = json["w"]?.integer, let height = json["h"]?.integer else { return nil }
        self.init(width: width, height: height)
    }
}

extension Fingerprint {
    fileprivate init?(json: JSONValue) {
        guard let phash = json["phash64"]?.text.flatMap({ Hash64(hex: $0) }),
            let dhash = json["dhash64"]?.text.flatMap({ Hash64(hex: $0) }),
            let bmh = json["bmh64"]?.text.flatMap({ Hash64(hex: $0) }),
            let cmh = json["cmh192"]?.text.flatMap({ Hash192(hex: $0) }), let information = json["information"]?.integer
        else { return nil }
        self.init(phash: phash, dhash: dhash, bmh: bmh, cmh: cmh, information: information)
    }
}

extension ExifFacts {
    fileprivate init(json: JSONValue) {
        self.init()
        make = json["make"]?.text
        model = json["model"]?.text
        lens = json["lens"]?.text
        if let captured = json["captured"], let local = captured["local"]?.text {
            self.captured = CaptureTime(
                local: local, subsecond: captured["subsecond"]?.text, offset: captured["offset"]?.text)
        }
        iso = json["iso"]?.integer
        fNumber = json["fNumber"]?.double
        exposureSeconds = json["exposureSeconds"]?.double
        focalLengthMM = json["focalLengthMM"]?.double
        exposureBiasEV = json["exposureBiasEV"]?.double
        if let gps = json["gps"], let latitude = gps["latitude"]?.double, let longitude = gps["longitude"]?.double {
            self.gps = GPSPosition(latitude: latitude, longitude: longitude, altitude: gps["altitude"]?.double)
        }
    }
}
