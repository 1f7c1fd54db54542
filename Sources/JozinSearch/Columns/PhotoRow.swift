// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

public import JozinCore
public import JozinPlaces

/// One photo as it is searched.
public struct PhotoRow: Hashable, Sendable {
    /// The catalog's number of the photo.
    public var id: UInt32
    /// Its place in the timeline, newest first; no two photos have the same.
    public var moment: Int64
    /// The day of capture; nil where it is not known. See `DayNumber`.
    public var day: Int32?
    /// Upright size.
    public var size: PixelSize?
    /// The file's length.
    public var bytes: Int64 = 0
    /// The container.
    public var format: PhotoFormat?
    /// The folder it lies in.
    public var folder = LibraryPath.root
    /// The file's name, which need not be UTF-8.
    public var name: [UInt8] = []
    /// The camera, as it is shown.
    public var camera: String?
    /// The lens, as it is shown.
    public var lens: String?
    /// What the place is called.
    public var place: PlaceName?
    /// ISO speed.
    public var iso: Int?
    /// Focal length by aperture.
    public var fNumber: Double?
    /// Millimetres.
    public var focalLength: Double?
    /// Seconds.
    public var exposure: Double?
    /// Where the camera was.
    public var position: GPSPosition?
    /// Stars, 0 to 5; 0 where none were given.
    public var rating = 0
    /// What only the catalog knows; the rest follows from the fields.
    public var marks: PhotoMarks = []
    /// Paths of words: `travel/prague`.
    public var tags: [String] = []
    /// The albums that it is in, by name.
    public var albums: [String] = []
    /// The title.
    public var title: String?
    /// The description.
    public var caption: String?

    /// A photo of which nothing else is known.
    public init(id: UInt32, moment: Int64) {
        self.id = id
        self.moment = moment
    }
}

/// What the catalog knows of a photo, yes or no.
public struct PhotoMarks: OptionSet, Hashable, Sendable {
    /// A bit for each.
    public let rawValue: UInt16

    /// From its bits.
    public init(rawValue: UInt16) { self.rawValue = rawValue }

    /// Marked as one of the best.
    public static let favourite = PhotoMarks(rawValue: 1)
    /// Marked as one to leave out.
    public static let rejected = PhotoMarks(rawValue: 1 << 1)
    /// Its file was not found.
    public static let missing = PhotoMarks(rawValue: 1 << 2)
    /// Its file could not be read.
    public static let failed = PhotoMarks(rawValue: 1 << 3)
    /// The owner changed how it looks.
    public static let adjusted = PhotoMarks(rawValue: 1 << 4)
    /// Something about it is recorded as wrong.
    public static let problem = PhotoMarks(rawValue: 1 << 5)
    /// There is another file of the same bytes.
    public static let exactDuplicate = PhotoMarks(rawValue: 1 << 6)
    /// There is another file of the same pixels.
    public static let pixelDuplicate = PhotoMarks(rawValue: 1 << 7)
    /// There is another picture that is nearly the same.
    public static let nearDuplicate = PhotoMarks(rawValue: 1 << 8)

    /// The owner said of its file that it may go.
    public static let dropped = PhotoMarks(rawValue: 1 << 14)
    /// All that says of another file or picture that it is alike.
    public static let twins: PhotoMarks = [.exactDuplicate, .pixelDuplicate, .nearDuplicate]

    // What follows from the fields of a row.
    static let gps = PhotoMarks(rawValue: 1 << 9)
    static let date = PhotoMarks(rawValue: 1 << 10)
    static let tag = PhotoMarks(rawValue: 1 << 11)
    static let title = PhotoMarks(rawValue: 1 << 12)
    static let caption = PhotoMarks(rawValue: 1 << 13)
    static let known = PhotoMarks(rawValue: (1 << 9) - 1).union(.dropped)
}
