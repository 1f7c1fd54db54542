// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

public import JozinCore

/// A messy photo library as a value: what lies where, and which files are copies of which.
public struct DemoLibrary: Hashable, Sendable {
    /// What a library shall hold.
    public struct Options: Hashable, Sendable {
        /// How many distinct ordinary photos.
        public var photos: Int
        /// One size for all of them; nil for a mixture of small ones.
        public var size: PixelSize?
        /// The share of duplicates among photos and duplicates, 0 up to below 1.
        public var duplicatesShare: Double
        /// Bursts and an exposure bracket.
        public var series: Bool
        /// Damaged, strange and hostile files.
        public var oddities: Bool
        /// Strips of 61 base pictures instead of a drawing per photo: far faster; see `StripDeck`.
        public var cheap: Bool

        /// The library of `make run` unless told otherwise: about 150 files, under 40 MB.
        public init(
            photos: Int = 72, size: PixelSize? = nil, duplicatesShare: Double = 0.35, series: Bool = true, oddities: Bool = true,
            cheap: Bool = false
        ) {
            self.photos = photos
            self.size = size
            self.duplicatesShare = duplicatesShare
            self.series = series
            self.oddities = oddities
            self.cheap = cheap
        }

        /// Throws `misuse` where an option is out of bounds.
        func validate() throws(Problem) {
            guard (0...10_000_000).contains(photos) else { throw .misuse("photos are 0 to 10,000,000") }
            guard duplicatesShare >= 0, duplicatesShare <= 0.95 else { throw .misuse("the share of duplicates is 0 to 0.95") }
            if let size {
                guard (64...16_384).contains(size.width), (64...16_384).contains(size.height) else {
                    throw .misuse("a side is 64 to 16,384 pixels")
                }
            }
            guard !cheap || (size ?? StripDeck.usualSize).height >= StripDeck.leastHeight else {
                throw .misuse("cheap pictures are at least \(StripDeck.leastHeight) pixels high")
            }
        }
    }

    /// What decided everything.
    public let seed: UInt64
    /// What was asked for.
    public let options: Options
    /// Every entry, no path twice, folders implied.
    public let entries: [DemoEntry]

    /// The library of this seed and these options: always the same one. Throws `misuse` for options out of bounds.
    public static func plan(seed: UInt64, options: Options = Options()) throws(Problem) -> DemoLibrary {
        try options.validate()
        var planner = DemoPlanner(seed: seed, options: options)
        planner.planPhotos()
        planner.planDuplicates()
        if options.series { planner.planSeries() }
        if options.oddities { planner.planOddities() }
        return DemoLibrary(seed: seed, options: options, entries: planner.entries)
    }

    /// One line that tells libraries apart; it is kept in the folder's marker.
    var signature: String {
        let size = options.size.map { "\($0.width)x\($0.height)" } ?? "mixed"
        let share = Int((options.duplicatesShare * 10_000).rounded())
        return "jozin-demo 1 seed=\(seed) photos=\(options.photos) size=\(size) duplicates=\(share) series=\(options.series)"
            + " oddities=\(options.oddities) cheap=\(options.cheap)\n"
    }
}

extension Problem {
    static func misuse(_ sentence: String) -> Problem { Problem(.misuse, sentence, remedy: "See jozin-demo --help.") }
}
