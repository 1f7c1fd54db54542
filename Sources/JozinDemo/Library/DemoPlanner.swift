// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore

/// Makes a plan, entry by entry.
struct DemoPlanner {
    /// An ordinary photo, to be copied and changed.
    struct Shot {
        let path: LibraryPath
        let drawing: DemoDrawing
        let writer: JPEGWriter
        let exif: ExifWriter
        let moment: DemoMoment
        let group: String
        /// The number among strips, in a cheap library.
        let index: Int
    }

    let seed: UInt64
    let options: DemoLibrary.Options
    private(set) var entries: [DemoEntry] = []
    private var taken: Set<LibraryPath> = []
    private var drawings = 0
    private(set) var shots: [Shot] = []
    var random: DemoRandom
    /// The next file number of each camera.
    var numbers: [Int]

    init(seed: UInt64, options: DemoLibrary.Options) {
        self.seed = seed
        self.options = options
        random = DemoRandom(seed: DemoRandom.seed(seed, -1))
        numbers = DemoCamera.all.indices.map { 1 + 1200 * $0 }
    }

    /// A drawing that no other photo of the library shows.
    mutating func newPicture(_ size: PixelSize) -> DemoPicture {
        drawings += 1
        return DemoPicture(seed: DemoRandom.seed(seed, drawings), size: size)
    }

    /// Adds an entry; a path that is taken gets a number, as file managers give it.
    @discardableResult
    mutating func add(_ path: String, _ content: DemoContent, _ truth: DemoTruth) -> LibraryPath {
        var candidate = Array(path.utf8)
        var copy = 1
        while true {
            if let free = LibraryPath(bytes: candidate), !taken.contains(free) {
                add(free, content, truth)
                return free
            }
            copy += 1
            let dot = path.utf8.lastIndex(of: UInt8(ascii: ".")) ?? path.utf8.endIndex
            candidate = Array(path.utf8[..<dot]) + Array(" (\(copy))".utf8) + Array(path.utf8[dot...])
        }
    }

    /// Adds an entry at a path that nothing else has.
    mutating func add(_ path: LibraryPath, _ content: DemoContent, _ truth: DemoTruth) {
        precondition(taken.insert(path).inserted, "one entry per path")
        entries.append(DemoEntry(path: path, content: content, truth: truth))
    }

    /// Ordinary photos, event after event.
    mutating func planPhotos() {
        shots.reserveCapacity(options.photos)
        var event = DemoEvent(number: 0, random: &random)
        for index in 0..<options.photos {
            if event.left == 0 { event = DemoEvent(number: event.number + 1, random: &random) }
            event.left -= 1
            event.moment.seconds += random.int(15...500)
            let camera = DemoCamera.all[event.camera]
            let number = numbers[event.camera] % 10_000
            numbers[event.camera] += 1
            let facts = camera.facts(
                at: event.moment, hundredths: random.below(100), offset: event.offset, place: event.place(&random),
                random: &random)
            let exif = ExifWriter(facts: facts, orientation: .upright, byteOrder: camera.byteOrder)
            let size = options.size ?? random.pick(DemoPlanner.sizes)
            let drawing = DemoDrawing(newPicture(size))
            let writer = JPEGWriter(quality: random.int(84...92), sampling: random.pick(JPEGWriter.Sampling.allCases))
            let group = "p\(DemoMoment.padded(index, 5))"
            let content: DemoContent = options.cheap ? .strips(index: index, exif) : .jpeg(drawing, writer, exif)
            let path = add(
                event.folder + "/" + camera.name(number: number, at: event.moment), content,
                DemoTruth(group: group, transform: "base", tier: .base))
            shots.append(
                Shot(path: path, drawing: drawing, writer: writer, exif: exif, moment: event.moment, group: group, index: index))
        }
    }

    private static let sizes = [
        PixelSize(width: 1024, height: 768), PixelSize(width: 1024, height: 768), PixelSize(width: 1200, height: 800),
        PixelSize(width: 768, height: 1024), PixelSize(width: 960, height: 720), PixelSize(width: 1280, height: 720),
    ]
}

/// Some days with one camera in one place.
struct DemoEvent {
    let number: Int
    let folder: String
    let camera: Int
    let offset: String
    private let centre: GPSPosition?
    var moment: DemoMoment
    /// Photos still to be taken.
    var left: Int

    /// Folder, year, month (0 for any), and the camera that was along.
    private static let albums: [(folder: String, year: Int, month: Int, camera: Int)] = [
        ("2016/Lakes with grandma", 2016, 8, 0), ("2017/07 - Beach holiday", 2017, 7, 2), ("2017/Christmas", 2017, 12, 0),
        ("2018/Trip to the mountains", 2018, 2, 4), ("2018/City weekend", 2018, 10, 4), ("2019/Beach holiday", 2019, 6, 2),
        ("2019/Birthday party", 2019, 3, 1), ("Phone backup/DCIM", 2019, 0, 1), ("from-mum", 2016, 0, 3),
        ("2020/Garden", 2020, 5, 0),
        ("2021/Balloon festival", 2021, 9, 4), ("unsorted/New folder (2)", 2015, 0, 3),
    ]

    private static let places: [(latitude: Double, longitude: Double, altitude: Double, offset: String)] = [
        (50.0755, 14.4378, 235, "+01:00"), (43.5081, 16.4402, 4, "+02:00"), (47.5622, 13.6493, 511, "+02:00"),
        (-33.8568, 151.2153, 6, "+10:00"), (64.1466, -21.9426, 15, "+00:00"), (40.7484, -73.9857, 30, "-04:00"),
    ]

    init(number: Int, random: inout DemoRandom) {
        self.number = number
        let round = number / DemoEvent.albums.count
        let album = DemoEvent.albums[number % DemoEvent.albums.count]
        folder = album.folder + (round == 0 ? "" : " \(round + 1)")
        camera = album.camera
        let place = random.pick(DemoEvent.places)
        offset = place.offset
        centre =
            random.chance(60)
            ? GPSPosition(latitude: place.latitude, longitude: place.longitude, altitude: place.altitude) : nil
        let month = album.month == 0 ? 1 + random.below(12) : album.month
        moment = DemoMoment(year: album.year, month: month, day: 1 + random.below(28), hour: 8 + random.below(5))
        left = number < DemoEvent.albums.count ? random.int(5...9) : random.int(60...140)
    }

    /// Somewhere within a few hundred metres.
    func place(_ random: inout DemoRandom) -> GPSPosition? {
        centre.map {
            GPSPosition(
                latitude: $0.latitude + Double(random.int(-3000...3000)) / 1_000_000,
                longitude: $0.longitude + Double(random.int(-3000...3000)) / 1_000_000, altitude: $0.altitude)
        }
    }
}
